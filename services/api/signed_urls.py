"""URLs that show an object without a token: botocore's signature alone, for a page of products has hundreds of them.

boto3's generate_presigned_url finds the endpoint and checks the parameters anew for each, which takes twice as long as
the signature itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Self
from urllib.parse import quote

import boto3
from botocore.auth import S3SigV4QueryAuth
from botocore.awsrequest import AWSRequest
from botocore.exceptions import NoCredentialsError

if TYPE_CHECKING:
    from botocore.credentials import Credentials
    from mypy_boto3_s3 import S3Client

SIGNED_SECONDS: Final = 900


@dataclass(frozen=True, slots=True)
class SignedUrls:
    """Of one bucket, whose own URL is `bucket_url`."""

    bucket_url: str
    region: str
    credentials: Credentials

    @classmethod
    def of(cls, s3: S3Client, bucket: str) -> Self:
        credentials = boto3.Session().get_credentials()
        if credentials is None:
            raise NoCredentialsError
        url = s3.generate_presigned_url("get_object", Params={"Bucket": bucket, "Key": "x"})
        return cls(url.partition("x?")[0], s3.meta.region_name, credentials)

    def url(self, key: str) -> str:
        """Good for 15 minutes, or for as long as the function's own credentials if these end."""
        request = AWSRequest("GET", self.bucket_url + quote(key, safe="/~"))
        S3SigV4QueryAuth(self.credentials, "s3", self.region, SIGNED_SECONDS).add_auth(request)
        return str(request.url)
