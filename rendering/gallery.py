"""A page with all pictures of a campaign: one file that any browser opens, with nothing from elsewhere."""

from __future__ import annotations

from html import escape
from urllib.parse import quote

from shared.manifest import Manifest, ManifestProduct
from shared.pictures import Variant

_STYLE = """
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 76rem; padding: 0 1rem; }
h1, h2 { line-height: 1.2; margin: 0 0 .25rem; } h2 { margin-top: 2.5rem; }
p { margin: 0 0 .5rem; } .quiet { opacity: .7; } .missed { color: #c62828; }
.pictures { display: flex; flex-wrap: wrap; gap: 1rem; align-items: flex-start; margin-top: 1rem; }
figure { margin: 0; } img { display: block; height: 18rem; max-width: 100%; object-fit: contain; border-radius: 6px; }
figcaption { font-size: .8rem; opacity: .8; margin-top: .25rem; }
"""

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{name}</title>
<style>{style}</style>
</head>
<body>
<h1 dir="auto">{name}</h1>
<p dir="auto">{message}</p>
<p class="quiet">{facts}</p>
{products}
</body>
</html>
"""

# By whether it is generated, and whether the page is a preview.
_SOURCES = {
    (False, False): "existing asset",
    (True, False): "generated picture",
    (False, True): "your picture",
    (True, True): "placeholder for a picture that would be generated",
}


def gallery(manifest: Manifest, *, preview: bool = False) -> str:
    """HTML that lies beside the variants and shows them; everything that comes from a brief is escaped.

    `preview`: nothing was spent, and placeholders stand in for the pictures that would be generated.
    """
    status = "preview, nothing was spent" if preview else manifest.status.replace("_", " ")
    products = f"{manifest.ready_count} of {manifest.product_count} products"
    charged = f"{manifest.cost:.2f} USD charged · {manifest.model_cost:.2f} USD at the model's list price"
    costs = f"estimate {manifest.estimated_cost:.2f} USD" if preview else charged
    return _PAGE.format(
        style=_STYLE,
        name=escape(manifest.campaign.campaign_name),
        message=escape(manifest.campaign.campaign_message),
        facts=escape(f"{manifest.campaign_id} · {status} · {products} · {costs}"),
        products="\n".join(_product(product, manifest, preview) for product in manifest.products),
    )


def _product(product: ManifestProduct, manifest: Manifest, preview: bool) -> str:
    generated = product.image_source == "generate"
    source = _SOURCES[generated, preview]
    cost = manifest.rates.product(generated=generated, rendered=True) if preview else product.cost
    lines = [
        "<section>",
        f'<h2 dir="auto">{escape(product.name)}</h2>',
        f'<p class="quiet">{escape(product.status)} · {source} · {cost:.2f} USD</p>',
    ]
    if product.failure:
        lines.append(f'<p class="missed">{escape(product.failure.reason)}</p>')
    lines += [f'<p class="missed">missed: {escape(missed)}</p>' for missed in product.missed_checks]
    lines.append('<div class="pictures">')
    lines += [_figure(variant, manifest.campaign_id, product.name) for variant in product.variants]
    return "\n".join([*lines, "</div>", "</section>"])


def _figure(variant: Variant, campaign_id: str, product: str) -> str:
    path = quote(variant.key.split(f"/{campaign_id}/", 1)[-1])
    locale = f" · {variant.locale}" if variant.locale else ""
    size = f"{variant.width}×{variant.height} · {variant.bytes / 1000:.0f} kB"
    caption = escape(f"{variant.format}{locale} · {size}")
    checks = escape("; ".join(f"{name} {check.value:g} ({check.bar})" for name, check in variant.evidence.items()))
    return (
        f'<figure><a href="{path}"><img src="{path}" alt="{escape(f"{product}, {variant.format}")}" title="{checks}" '
        f'loading="lazy" width="{variant.width}" height="{variant.height}" style="width:auto"></a>'
        f"<figcaption>{caption}</figcaption></figure>"
    )
