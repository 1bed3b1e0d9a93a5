"""The variants stage: an event in, pictures and VariantsReady out."""

from __future__ import annotations

import io
import json
from typing import Any

from PIL import Image, ImageChops, ImageStat

from rendering.contact_sheet.strip import Strip
from rendering.render import Branding, Origin, open_picture, render
from services.variants.masks import Masks
from services.variants.production import Production, _job
from services.variants.sources import Sources
from shared import keys
from shared.awaited import image_generated
from shared.context import CampaignContext, ProductPlan
from shared.events import BriefValidated, BriefValidatedData
from shared.formats import FORMATS
from shared.texts import Texts
from tests.pipeline.briefs import product_picture
from tests.unit.campaign_samples import CAMPAIGN_ID, CREATED, image, new_campaign, new_products
from tests.unit.conftest import BUCKET, Account

ENGLISH = Texts(
    message="Level up your morning",
    subline="Keeps coffee hot for six hours",
    offer="30% off",
    call_to_action="Shop now",
    disclaimer="While stocks last. Terms apply.",
)
GERMAN = Texts(
    message="Mehr vom Morgen",
    subline="Hält Kaffee sechs Stunden heiß",
    offer="30 % günstiger",
    call_to_action="Jetzt kaufen",
    disclaimer="Solange der Vorrat reicht. Es gelten die Bedingungen.",
)
SQUARE = "instagram-square"


def _produced(account: Account, campaign: CampaignContext, product: ProductPlan) -> list[dict[str, Any]]:
    """The variants of a product with an existing picture, as VariantsReady announces them."""
    account.put("existing-assets/bottle.png", product_picture())
    new, [record] = new_campaign(1), new_products(1, "existing")
    account.campaigns.accept(
        new.model_copy(update={"context": campaign}), [record.model_copy(update={"plan": product})]
    )
    data = BriefValidatedData(campaign=campaign, product=product, brief=new.brief)
    event = BriefValidated.of(data, CAMPAIGN_ID, "v", CREATED, product.product_id)
    body = json.dumps({"detail-type": "BriefValidated", "detail": event.model_dump(mode="json")})
    stage = account.stage("variants")
    stage.publisher.publish(Production(stage, Sources(account.s3, BUCKET), Masks(account.s3, BUCKET)).take(body))
    [ready] = [e["detail"]["data"] for e in account.heard() if e["detail-type"] == "VariantsReady"]
    variants: list[dict[str, Any]] = ready["variants"]
    return variants


def test_the_variants_stand_on_one_strip_as_small_as_the_contact_sheet_shows_them(account: Account) -> None:
    context, [record] = new_campaign(1).context, new_products(1, "existing")
    formats = (SQUARE, "instagram-story")
    campaign = context.model_copy(update={"formats": formats, "locales": ("de",), "translations": {"de": GERMAN}})
    variants = _produced(account, campaign, record.plan)
    key = f"output/{CAMPAIGN_ID}/thumbnails/{record.plan.product_id}.jpg"
    strip = Strip.read(campaign, account.s3.get_object(Bucket=BUCKET, Key=key)["Body"].read())
    assert strip is not None
    for variant in variants:
        tile = strip.tile(variant["locale"], variant["format"])
        shown = Image.open(io.BytesIO(account.s3.get_object(Bucket=BUCKET, Key=variant["key"])["Body"].read()))
        difference = ImageChops.difference(tile, shown.convert("RGB").resize(tile.size, Image.Resampling.BICUBIC))
        assert max(ImageStat.Stat(difference).mean) < 2
    small = [strip.tile(variant["locale"], variant["format"]).tobytes() for variant in variants]
    assert len(set(small)) == 4


def _picture(texts: Texts, locale: str | None, product: ProductPlan) -> bytes:
    """What the renderer makes of these texts."""
    look, origin = Branding((), product.name, None, None), Origin(CAMPAIGN_ID, None, ai_generated=False)
    [made] = render(open_picture(product_picture()), texts, locale, [FORMATS[SQUARE]], look, origin)
    return made.jpeg


def test_every_language_shows_all_five_texts_and_a_product_its_own_where_it_has_them(account: Account) -> None:
    context, [record] = new_campaign(1).context, new_products(1, "existing")
    own = Texts(offer="Two for one")
    campaign = context.model_copy(
        update={
            "campaign_message": ENGLISH.message,
            **ENGLISH.model_dump(exclude={"message"}),
            "locales": ("de",),
            "translations": {"de": GERMAN},
        }
    )
    product = record.plan.model_copy(update={"texts": own})
    english, german = _produced(account, campaign, product)
    assert (english["locale"], german["locale"]) == (None, "de")
    for variant, texts in ((english, ENGLISH.model_copy(update={"offer": own.offer})), (german, GERMAN)):
        shown = account.s3.get_object(Bucket=BUCKET, Key=variant["key"])["Body"].read()
        assert shown == _picture(texts, variant["locale"], product)
        assert {name: check for name, check in variant["evidence"].items() if not check["passed"]} == {}
        assert variant["evidence"]["texts_shown"] == {"value": 1.0, "bar": ">= 1", "passed": True}


def test_an_event_that_has_messages_alone_still_becomes_pictures_in_its_languages(account: Account) -> None:
    """As yesterday's parser sends it."""
    context, [record] = new_campaign(1).context, new_products(1, "existing")
    campaign = context.model_copy(update={"messages": {"de": "Bleib frisch"}, "call_to_action": "Shop now"})
    english, german = _produced(account, campaign, record.plan)
    for variant, message in ((english, "Stay cool"), (german, "Bleib frisch")):
        shown = account.s3.get_object(Bucket=BUCKET, Key=variant["key"])["Body"].read()
        texts = Texts(message=message, call_to_action="Shop now")
        assert shown == _picture(texts, variant["locale"], record.plan)


def test_an_asset_that_is_overwritten_between_two_renderings_changes_no_byte_and_each_variant_names_its_version(
    account: Account,
) -> None:
    version = account.put("existing-assets/bottle.png", product_picture())
    new, [record] = new_campaign(1), new_products(1, "existing")
    plan = record.plan.model_copy(update={"asset_version": version})
    data = BriefValidatedData(campaign=new.context, product=plan, brief=new.brief)
    event = BriefValidated.of(data, CAMPAIGN_ID, "v", CREATED, plan.product_id)
    account.campaigns.accept(new, [record.model_copy(update={"plan": plan})])
    stage = account.stage("variants")
    production = Production(stage, Sources(account.s3, BUCKET), Masks(account.s3, BUCKET))
    state = stage.state(event)
    production._produced(_job(event), state)  # as by a duplicate of the message, at the same time
    [made] = stage.state(event).product.variants
    first = account.s3.get_object(Bucket=BUCKET, Key=made.key)
    account.put("existing-assets/bottle.png", b"no picture any more")
    production._produced(_job(event), state)
    second = account.s3.get_object(Bucket=BUCKET, Key=made.key)
    assert first["VersionId"] == made.version_id != second["VersionId"]
    assert first["Body"].read() == second["Body"].read()
    assert account.json_at(keys.manifest(CAMPAIGN_ID))["products"][0]["variants"][0]["version_id"] == made.version_id
    account.s3.delete_object(Bucket=BUCKET, Key="existing-assets/bottle.png", VersionId=version)
    account.put("existing-assets/bottle.png", b"put back")
    assert production.sources.fetch("existing-assets/bottle.png", version) == b"put back"


def test_a_generated_picture_that_is_overwritten_before_it_is_rendered_changes_no_byte(account: Account) -> None:
    key = image().key
    made = image().model_copy(update={"version_id": account.put(key, product_picture())})
    account.campaigns.accept(new_campaign(1), new_products(1))
    stage = account.stage("variants")
    state = stage.campaigns.image_ready(stage.campaigns.product(CAMPAIGN_ID, 0), made, CREATED)
    job = _job(image_generated(state.campaign, state.product))
    account.put(key, b"no picture any more")
    sources = Sources(account.s3, BUCKET)
    assert sources.fetch(job.source_key, job.source_version) == product_picture()
    Production(stage, sources, Masks(account.s3, BUCKET))._produced(job, state)
    assert stage.campaigns.product(CAMPAIGN_ID, 0).product.status == "ready"
