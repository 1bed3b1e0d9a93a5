"""Makes a campaign's pictures on this machine, with the renderer that the variants stage uses: no AWS, no model."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from briefs.plan import Plan, context_of
from briefs.read import ReadBrief
from cli.failures import CommandFailed
from cli.files import read_file
from operations.pictures_beside import PicturesBeside
from rendering.campaign_page.page import campaign_page
from rendering.placeholder import placeholder
from rendering.product_variants import product_variants, variant_of
from rendering.refused_files import check_file_size
from rendering.render import Origin, open_picture
from shared import keys
from shared.campaigns.records import CampaignRecord, Failure, NewCampaign, ProductRecord, accepted, final_status
from shared.context import BriefReference, CampaignContext, ProductPlan
from shared.costs import DEFAULT_RATES
from shared.frozen import now
from shared.identity import slug
from shared.manifest import Manifest, manifest_of
from shared.pictures import Variant
from shared.problems import GivenUp

PAGE = "index.html"


@dataclass(frozen=True, slots=True)
class Preview:
    """A campaign that nobody has started. `folder` gets its pictures and their page; `step` hears what comes next."""

    read: ReadBrief
    plan: Plan
    pictures: PicturesBeside
    folder: Path
    step: Callable[[str], None]

    def made(self, path: Path) -> Manifest:
        """What the campaign's manifest would be, but for the pictures that placeholders stand in for.

        Raises CommandFailed where the folder can't be written.
        """
        campaign_id = f"{slug(path.stem, 'campaign')}-preview"
        context = context_of(campaign_id, self.read, self.plan)
        new = NewCampaign(
            context=context,
            brief=BriefReference(bucket="", key=path.name, version=""),
            rates=DEFAULT_RATES,
            estimated_cost=self.plan.estimated_cost,
            notes=self.read.notes,
            created_at=now(),
        )
        try:
            products = [self._product(context, product) for product in self.plan.products]
            manifest = manifest_of(_settled(new, products), products)
            (self.folder / PAGE).write_text(campaign_page(manifest, preview=True), encoding="utf-8")
        except OSError as error:
            raise CommandFailed(f"{error.filename or self.folder}: can't be written ({error.strerror})") from None
        return manifest

    def _product(self, context: CampaignContext, product: ProductPlan) -> ProductRecord:
        self.step(product.name)
        record = ProductRecord(campaign_id=context.campaign_id, plan=product)
        try:
            variants = tuple(self._variants(context, product))
        except GivenUp as given_up:
            failure = Failure(
                stage="variants",
                code=given_up.code,
                reason=given_up.reason,
                retryable=given_up.retryable,
                failed_at=now(),
            )
            return record.model_copy(update={"status": "failed", "failure": failure})
        return record.model_copy(update={"status": "ready", "variants": variants, "ready_at": now()})

    def _variants(self, context: CampaignContext, product: ProductPlan) -> Iterator[Variant]:
        picture = self._bytes(product.asset_key) or placeholder(product.name, "picture to come")
        logo = self._bytes(context.logo_key)
        origin = Origin(context.campaign_id, recipe=None, ai_generated=False)
        for locale, rendered in product_variants(context, product, open_picture(picture), logo, origin):
            key = keys.variant(context.campaign_id, product.product_id, rendered.format.name, locale)
            place = self.folder / key.removeprefix(f"{keys.OUTPUT_PREFIX}{context.campaign_id}/")
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(rendered.jpeg)
            yield variant_of(rendered, locale, key)

    def _bytes(self, key: str | None) -> bytes | None:
        file = self.pictures.file(key) if key else None
        if file is None:
            return None
        check_file_size(str(file), file.stat().st_size)
        return read_file(file)


def _settled(new: NewCampaign, products: list[ProductRecord]) -> CampaignRecord:
    ready = sum(product.status == "ready" for product in products)
    failed = len(products) - ready
    counts = {"pending_count": 0, "ready_count": ready, "failed_count": failed, "status": final_status(ready, failed)}
    return accepted(new).model_copy(update=counts)
