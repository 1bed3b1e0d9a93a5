"""A table of all variants, one row each, for whoever uploads them as ads: CSV that spreadsheets open as it is."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from shared.manifest import Manifest, ManifestProduct
from shared.pictures import Variant
from shared.texts import Texts

_COLUMNS = (
    "file", "product_id", "product", "format", "language", "width", "height", "bytes", "picture", "missed_checks",
    *Texts.model_fields,
)  # fmt: skip

# A spreadsheet takes a cell that begins so for a formula (OWASP, CSV injection), unless it is a plain number.
_FORMULA = re.compile(r"[=+\-@\t\r](?![\d.,\s]*%?$)", re.DOTALL)


def variants_table(manifest: Manifest) -> str:
    """Begins with a byte order mark: without it, spreadsheets read UTF-8 as something else.

    `file` is the path in the campaign's folder; the texts are those on the picture, in its language.
    """
    text = io.StringIO("\ufeff")
    text.seek(0, io.SEEK_END)
    table = csv.DictWriter(text, _COLUMNS)
    table.writeheader()
    for product in manifest.products:
        table.writerows(_rows(product, manifest))
    return text.getvalue()


def _rows(product: ManifestProduct, manifest: Manifest) -> Iterator[dict[str, object]]:
    # What a rendition that failed has left behind shows the texts of before, which only the history knows.
    known = product.variants_rendition == product.rendition
    for variant in product.variants:
        texts = manifest.campaign.texts_of(product, variant.locale) if known else Texts()
        row = {
            "file": variant.key.split(f"/{manifest.campaign_id}/", 1)[-1],
            "product_id": product.product_id,
            "product": product.name,
            "format": variant.format,
            "language": variant.locale or "",
            "width": variant.width,
            "height": variant.height,
            "bytes": variant.bytes,
            "picture": "generated" if product.image_source == "generate" else "supplied",
            "missed_checks": ", ".join(_missed(variant)),
            **{name: getattr(texts, name) or "" for name in Texts.model_fields},
        }
        yield {name: _harmless(cell) if isinstance(cell, str) else cell for name, cell in row.items()}


def _missed(variant: Variant) -> Iterator[str]:
    return (name for name, check in variant.evidence.items() if not check.passed)


def _harmless(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell
