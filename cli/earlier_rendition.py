"""The pictures of a campaign as they were before a later rendition."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from cli.campaign_output import MANIFEST, CampaignOutput
from cli.failures import CommandFailed
from cli.target import Target
from operations.request_book import RequestBook
from shared.campaigns.records import ProductRecord
from shared.campaigns.store import CampaignStore
from shared.manifest import ManifestProduct, manifest_of


def as_of(target: Target, output: CampaignOutput, rendition: int) -> CampaignOutput:
    """The output while this rendition was the newest, without overviews. Raises CommandFailed where there is none."""
    newest = output.manifest.rendition
    if rendition > newest:
        raise CommandFailed(f"--rendition {rendition}: the newest of this campaign is {newest}")
    dynamodb = target.client("dynamodb")
    book = RequestBook(dynamodb, target.table)
    campaign, products = CampaignStore(dynamodb, target.table).whole(output.manifest.campaign_id)
    manifest = manifest_of(campaign, (_as_of(book, each, rendition) for each in products))
    pictures = [key for each in manifest.products if each.variants for key in _pictures(each)]
    names = (key.removeprefix(output.prefix) for key in pictures if key.startswith(output.prefix))
    return replace(output, manifest=manifest, names=(MANIFEST, *names))


def _pictures(product: ManifestProduct) -> Iterator[str]:
    if product.source_key:
        yield product.source_key
    for variant in product.variants:
        yield variant.key


def _as_of(book: RequestBook, product: ProductRecord, rendition: int) -> ProductRecord:
    """The product as of the newest of these renditions that had pictures; without any where none had."""
    if product.variants_rendition <= rendition:
        return product
    there = [each.rendition for each in product.earlier if each.rendition <= rendition and each.variants]
    then = book.earlier(product, there[-1]) if there else None
    return then or product.model_copy(update={"variants": ()})
