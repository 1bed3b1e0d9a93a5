"""The two scenarios of the original architecture, and how people really use them."""

from __future__ import annotations

import hashlib
import json
from concurrent.futures import ThreadPoolExecutor

from shared.formats import DEFAULT_FORMATS
from tests.pipeline.briefs import brief, product_picture, reusing
from tests.pipeline.checks import assert_adds_up, assert_pictures
from tests.pipeline.pipeline import Pipeline
from tests.render.pictures import pale_jar
from tests.render.second_finder import needs_second_finder


def test_a_product_without_an_asset_gets_a_generated_picture_and_five_variants(pipeline: Pipeline) -> None:
    outcome = pipeline.run(brief("Solar morning", "Solar Flask", brand_colors=["#FF5733"]), "solar.json")
    assert_adds_up(outcome, generated=1, reused=0)
    assert_pictures(outcome, 0)
    [product] = outcome.manifest.products
    assert product.image is not None
    assert product.image.model_id == "stability.stable-image-core-v1:1"
    assert pipeline.read(product.image.key).startswith(b"\x89PNG")
    assert float(outcome.manifest.model_cost) == 0.04
    assert pipeline.stack.image_model.paid == 1
    assert outcome.campaign_id.startswith("solar-")
    assert sorted(pipeline.keys(f"output/{outcome.campaign_id}/")) == sorted(
        [
            f"output/{outcome.campaign_id}/manifest.json",
            *(f"output/{outcome.campaign_id}/{name}" for name in ("contact-sheet.jpg", "index.html", "variants.csv")),
            f"output/{outcome.campaign_id}/generated/solar-flask-0.png",
            f"output/{outcome.campaign_id}/thumbnails/solar-flask-0.jpg",
            *(f"output/{outcome.campaign_id}/variants/solar-flask-0-{name}.jpg" for name in DEFAULT_FORMATS),
        ]
    )


def test_a_product_with_an_asset_reuses_it_and_calls_no_model(pipeline: Pipeline) -> None:
    pipeline.asset("acme/flask/product.png", product_picture())
    outcome = pipeline.run(brief("Reuse", reusing("Flask", "acme/flask/")), "reuse.json")
    assert_adds_up(outcome, generated=0, reused=1)
    assert_pictures(outcome, 0)
    [product] = outcome.manifest.products
    assert (product.image_source, product.source_key) == ("existing", "existing-assets/acme/flask/product.png")
    assert float(outcome.manifest.cost) == 0.06
    assert pipeline.stack.image_model.calls == ()


def test_a_campaign_of_twelve_products_mixes_new_and_existing_pictures(pipeline: Pipeline) -> None:
    for n in range(0, 12, 2):
        pipeline.asset(f"acme/mixed-{n}/product.png", product_picture(f"#{40 + 12 * n:02x}6688"))
    products = [
        reusing(f"Mixed {n}", f"acme/mixed-{n}/product.png") if n % 2 == 0 else {"name": f"Mixed bottle {n}"}
        for n in range(12)
    ]
    outcome = pipeline.run(brief("Twelve", *products), "twelve.json")
    assert_adds_up(outcome, generated=6, reused=6)
    for index in range(12):
        assert_pictures(outcome, index)
    assert pipeline.stack.image_model.paid == 6


def test_a_yaml_brief_in_a_marketers_own_words_runs_with_notes_on_every_translation(pipeline: Pipeline) -> None:
    text = """
campaignName: Été à la plage
message: "Préparez-vous pour l'aventure"
region: FR
budget: 2
brand:
  name: Aqua
  colours: ["#0057B8", "#FFD100"]
cta: Découvrir
aspect_ratios: ["1:1", "9:16"]
products:
  - product_name: Crème solaire
    features: [légère, "résistante à l'eau"]
"""
    outcome = pipeline.run(text.encode(), "plage.yaml")
    assert_adds_up(outcome, generated=1, reused=0)
    assert_pictures(outcome, 0, ("instagram-square", "instagram-story"))
    campaign = outcome.manifest.campaign
    assert (campaign.campaign_name, campaign.call_to_action) == ("Été à la plage", "Découvrir")
    assert campaign.brand_colors == ("#0057B8", "#FFD100")
    pointers = {note.pointer for note in outcome.manifest.notes}
    assert {"/message", "/cta", "/aspect_ratios"} <= pointers


def test_each_further_locale_gets_a_set_of_variants_of_its_own(pipeline: Pipeline) -> None:
    messages = {"de": "Guten Morgen, Sonne", "ja": "太陽と、おはよう"}
    outcome = pipeline.run(brief("Locales", "Solar Flask", messages=messages, formats=["twitter-card"]), "locales.json")
    assert_adds_up(outcome, generated=1, reused=0)
    assert_pictures(outcome, 0, ("twitter-card",))
    keys = [variant.key for variant in outcome.manifest.products[0].variants]
    folder = f"output/{outcome.campaign_id}/variants"
    assert keys == [
        f"{folder}/solar-flask-0-twitter-card.jpg",
        f"{folder}/de/solar-flask-0-twitter-card.jpg",
        f"{folder}/ja/solar-flask-0-twitter-card.jpg",
    ]
    assert len({pipeline.read(key) for key in keys}) == 3


@needs_second_finder
def test_a_pale_product_is_looked_for_once_in_all_campaigns(pipeline: Pipeline) -> None:
    """The second campaign finds the first one's answer: its object gets no second version."""
    pipeline.asset("acme/jar/product.png", pale_jar())
    mask = f"cache/masks/{hashlib.sha256(pale_jar()).hexdigest()}.png"
    for n in range(2):
        outcome = pipeline.run(brief(f"Jar {n}", reusing("Jar", "acme/jar/")), f"jar-{n}.json")
        assert_adds_up(outcome, generated=0, reused=1)
        assert_pictures(outcome, 0)
        assert {variant.evidence["finders"].value for variant in outcome.manifest.products[0].variants} == {2.0}
    found = pipeline.s3.list_object_versions(Bucket=pipeline.bucket, Prefix="cache/masks/")
    assert [version["Key"] for version in found["Versions"]] == [mask]


def test_a_missing_asset_is_generated_with_a_note(pipeline: Pipeline) -> None:
    outcome = pipeline.run(brief("Missing", reusing("Teapot", "acme/teapot.png")), "missing.json")
    assert_adds_up(outcome, generated=1, reused=0)
    notes = [str(note) for note in outcome.manifest.notes]
    assert any("existing-assets/acme/teapot.png" in note for note in notes)


def test_two_campaigns_at_once_do_not_touch_each_other(pipeline: Pipeline) -> None:
    pipeline.asset("acme/both/product.png", product_picture())
    briefs = [
        brief(f"Both {n}", reusing("Flask", "acme/both/"), f"Lamp {n}", f"Mug {n}", campaign_message=f"Message {n}")
        for n in range(2)
    ]
    with ThreadPoolExecutor(2) as pool:
        uploads = list(pool.map(pipeline.upload, briefs, ["both-0.json", "both-1.json"]))
    outcomes = [pipeline.outcome(upload) for upload in uploads]
    assert outcomes[0].campaign_id != outcomes[1].campaign_id
    for n, outcome in enumerate(outcomes):
        assert_adds_up(outcome, generated=2, reused=1)
        assert outcome.manifest.campaign.campaign_message == f"Message {n}"
        assert all(outcome.campaign_id in key for p in outcome.manifest.products for v in p.variants for key in [v.key])


def test_a_second_upload_of_the_same_file_is_a_new_campaign_that_pays_for_no_picture(pipeline: Pipeline) -> None:
    text = json.dumps(brief("Again", "Copper Kettle")).encode()
    first, second = pipeline.run(text, "again.json"), pipeline.run(text, "again.json")
    assert first.campaign_id != second.campaign_id
    assert_adds_up(second, generated=1, reused=0)
    assert pipeline.stack.image_model.paid == 1
    assert float(second.manifest.model_cost) == 0
    image = second.manifest.products[0].image
    assert image is not None
    assert image.cached
