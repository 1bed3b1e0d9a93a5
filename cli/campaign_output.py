"""What a campaign has in the bucket, and what of it somebody wants."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from briefs.format_names import meant
from cli.failures import CommandFailed
from shared import keys
from shared.manifest import Manifest, ManifestProduct

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

MANIFEST: Final = "manifest.json"
PAGE: Final = "index.html"
TABLE: Final = "variants.csv"
SHEET: Final = "contact-sheet.jpg"
DEFAULT_LANGUAGE: Final = "default"


@dataclass(frozen=True, slots=True)
class CampaignOutput:
    """`names` are those of objects below output/{campaign_id}/; the page shows what `manifest` tells."""

    s3: S3Client
    bucket: str
    manifest: Manifest
    names: tuple[str, ...]

    @property
    def prefix(self) -> str:
        return f"{keys.OUTPUT_PREFIX}{self.manifest.campaign_id}/"


def find_output(s3: S3Client, bucket: str, campaign_id: str) -> CampaignOutput | None:
    """Everything of a campaign; None where nothing lies there."""
    prefix = f"{keys.OUTPUT_PREFIX}{campaign_id}/"
    pages = s3.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=prefix)
    # A key that ends in a slash is the folder that somebody has made in S3's console: an object without a name.
    found = [item["Key"] for page in pages for item in page.get("Contents", []) if not item["Key"].endswith("/")]
    if keys.manifest(campaign_id) not in found:
        return None
    manifest = Manifest.read_json(s3.get_object(Bucket=bucket, Key=keys.manifest(campaign_id))["Body"].read())
    names = (key.removeprefix(prefix) for key in found)
    return CampaignOutput(s3, bucket, manifest, tuple(name for name in names if _is_newest(manifest, name)))


def _is_newest(manifest: Manifest, name: str) -> bool:
    """Not a picture of a rendition that another one came after."""
    if manifest.rendition == 1 or not name.startswith(("generated/", "thumbnails/", "variants/")):
        return True
    key = f"{keys.OUTPUT_PREFIX}{manifest.campaign_id}/{name}"
    return any(key in _pictures_of(product, manifest.campaign_id) for product in manifest.products)


def _pictures_of(product: ManifestProduct, campaign_id: str) -> set[str | None]:
    strip = keys.thumbnails(campaign_id, product.product_id, product.variants_rendition)
    return {product.source_key, strip, *(variant.key for variant in product.variants)}


def only(output: CampaignOutput, formats: Sequence[str], locales: Sequence[str]) -> CampaignOutput:
    """The manifest, and the pictures in these formats and languages; an empty list means all of them.

    A format is spelled as freely as in a brief. Raises CommandFailed for one that the campaign has not, and where none
    of the pictures is there.
    """
    campaign = output.manifest.campaign
    made = [variant for product in output.manifest.products for variant in product.variants]
    there = dict.fromkeys((*campaign.all_locales, *(variant.locale for variant in made)))
    drawn = dict.fromkeys((*campaign.formats, *(variant.format for variant in made)))
    read = [name for asked in formats for name in (drawn.keys() & meant(asked) or [asked])]
    of_formats = _among("--format", read, list(drawn))
    of_locales = _among("--locale", locales, [locale or DEFAULT_LANGUAGE for locale in there])
    wanted = [
        variant.key
        for variant in made
        if variant.format in of_formats and (variant.locale or DEFAULT_LANGUAGE) in of_locales
    ]
    chosen = _with_pictures(output, wanted)
    if chosen.names == (MANIFEST,):
        asked = [f"--format {name}" for name in formats] + [f"--locale {locale}" for locale in locales]
        raise CommandFailed(f"{' '.join(asked)}: no such picture is there; the campaign is {output.manifest.status}")
    return chosen


def for_page(output: CampaignOutput) -> CampaignOutput:
    """The manifest, and what a page of the campaign shows."""
    return _with_pictures(output, (variant.key for each in output.manifest.products for variant in each.variants))


def _with_pictures(output: CampaignOutput, wanted: Iterable[str]) -> CampaignOutput:
    pictures = set(wanted)
    products = tuple(
        each.model_copy(update={"variants": tuple(variant for variant in each.variants if variant.key in pictures)})
        for each in output.manifest.products
    )
    names = tuple(name for name in output.names if name == MANIFEST or output.prefix + name in pictures)
    return replace(output, manifest=output.manifest.model_copy(update={"products": products}), names=names)


def _among(option: str, asked: Sequence[str], there: Sequence[str]) -> list[str]:
    """Those that are asked for, in any case and with _ for -; all of them where none is. Raises CommandFailed."""
    known = {_plain(name): name for name in there}
    unknown = [name for name in asked if _plain(name) not in known]
    if unknown:
        raise CommandFailed(f"{option} {', '.join(unknown)}: this campaign has {', '.join(dict.fromkeys(there))}")
    return [known[_plain(name)] for name in asked or there]


def _plain(name: str) -> str:
    return name.strip().casefold().replace("_", "-")
