"""What the API works on: made once, when the function starts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from operations.delete import Deleting
from operations.redrive import Redriving
from operations.request_book import RequestBook
from operations.requesting import Requesting
from services.api.settings import ApiSettings
from services.api.signed_cookies import SignedCookies
from services.api.signed_urls import SignedUrls
from shared import aws, keys
from shared.campaigns.brief_rows import BriefRows
from shared.campaigns.store import CampaignStore
from shared.costs import Rates
from shared.publisher import Publisher

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_s3 import S3Client


@dataclass(frozen=True, slots=True)
class StackAccess:
    """`cookies` are None where there is no console."""

    bucket: str
    table: str
    rates: Rates
    s3: S3Client
    dynamodb: DynamoDBClient
    campaigns: CampaignStore
    briefs: BriefRows
    requesting: Requesting
    publisher: Publisher
    urls: SignedUrls
    cookies: SignedCookies | None

    @property
    def deleting(self) -> Deleting:
        return Deleting(self.s3, self.bucket, self.campaigns, self.briefs)

    @property
    def redriving(self) -> Redriving:
        return Redriving(self.campaigns, self.s3, self.bucket, self.publisher)

    def signed(self, key: str) -> str:
        return self.urls.url(key)

    def shown(self, name: str, key: str | None) -> dict[str, str | None]:
        """The fields of an answer that tell of an object: {name}, its signed URL, and {name}_key.

        That is null for a picture that somebody brought: the console's host has what campaigns have made.
        """
        made = key if key and key.startswith(keys.OUTPUT_PREFIX) else None
        return {name: self.signed(key) if key else None, f"{name}_key": made}


def stack_access(settings: ApiSettings) -> StackAccess:
    # The bucket's regional host: the global one redirects for a new bucket, and a signed URL does not survive that.
    s3 = aws.client("s3", signature_version="s3v4", s3={"us_east_1_regional_endpoint": "regional"})
    dynamodb = aws.client("dynamodb")
    store, briefs = CampaignStore(dynamodb, settings.table), BriefRows(dynamodb, settings.table)
    # Each event that is announced again names the stage that told it first.
    publisher = Publisher(aws.client("events"), settings.bus, "parser")
    requesting = Requesting(store, RequestBook(dynamodb, settings.table), publisher)
    return StackAccess(
        settings.bucket,
        settings.table,
        settings.rates,
        s3,
        dynamodb,
        store,
        briefs,
        requesting,
        publisher,
        SignedUrls.of(s3, settings.bucket),
        settings.cookies,
    )
