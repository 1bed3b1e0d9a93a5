"""The API as people without AWS credentials use it: sign in, look, check a brief, show a picture."""

from __future__ import annotations

import base64
import hashlib
import json
import urllib.error
import urllib.request
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from shared import keys
from tests.pipeline.briefs import brief, product_picture, reusing
from tests.pipeline.caller import Caller, matches
from tests.pipeline.pipeline import Pipeline, Upload


def test_nobody_gets_more_than_health_and_the_document_without_an_access_token(
    ann: Caller, nobody: Caller, tokens: dict[str, str]
) -> None:
    assert nobody.get("/health").json == {"status": "ok"}
    document = nobody.get("/openapi.json").json
    with_id_token = Caller(ann.url, tokens["id"])
    tampered = Caller(ann.url, tokens["access"][:-4] + "AAAA")
    for path in document["paths"]:
        if path != "/health":
            assert nobody.get(path).status == tampered.get(path).status == 401
            assert with_id_token.get(path).status == 403
    assert ann.get("/campaigns").status == 200


def test_a_campaign_is_found_in_the_list_with_its_state_and_its_pictures(pipeline: Pipeline, ann: Caller) -> None:
    outcome = pipeline.run(brief("Seen By Api", "Api Lamp", "Api Cup", formats=["twitter-card"]), "seen.json")
    document = ann.get("/openapi.json").json
    listed = ann.get("/campaigns?status=completed&limit=100")
    matches(listed, "/campaigns", document)
    (found,) = [each for each in listed.json["campaigns"] if each["campaign_id"] == outcome.campaign_id]
    assert (found["name"], found["ready_count"], found["pending_count"]) == ("Seen By Api", 2, 0)

    standing = ann.get(f"/campaigns/{outcome.campaign_id}")
    matches(standing, "/campaigns/{campaign_id}", document)
    assert standing.json["rejection"] is None
    assert standing.json["campaign"]["cost"] == float(outcome.manifest.cost)

    first = ann.get(f"/campaigns/{outcome.campaign_id}/products?limit=1")
    matches(first, "/campaigns/{campaign_id}/products", document)
    rest = ann.get(f"/campaigns/{outcome.campaign_id}/products?limit=1&after={first.json['next']}")
    assert rest.json["next"] is None
    assert ann.get(f"/campaigns/{outcome.campaign_id}/products?after=9999").json == {"products": [], "next": None}
    products = first.json["products"] + rest.json["products"]
    assert [product["name"] for product in products] == ["Api Lamp", "Api Cup"]
    for product, line in zip(products, outcome.manifest.products, strict=True):
        with urllib.request.urlopen(product["variants"][0]["url"]) as picture:  # noqa: S310 - signed, without a token
            assert picture.read() == pipeline.read(line.variants[0].key)
        assert product["variants"][0]["evidence"]["contrast"]["passed"]
        assert product["variants"][0]["findings"][-1]["words"]


def test_every_campaign_is_on_one_page_of_the_list(pipeline: Pipeline, ann: Caller) -> None:
    ids = [
        pipeline.run(brief(f"Page {n}", "Page Lamp", formats=["twitter-card"]), f"page-{n}.json").campaign_id
        for n in range(3)
    ]
    seen: list[str] = []
    cursor: str | None = ""
    while cursor is not None:
        page = ann.get("/campaigns?limit=2" + (f"&before={cursor}" if cursor else "")).json
        seen += [each["campaign_id"] for each in page["campaigns"]]
        cursor = page["next"]
    assert len(seen) == len(set(seen))
    assert [each for each in seen if each in ids] == ids[::-1]


def test_a_refused_brief_is_shown_with_its_problems(pipeline: Pipeline, ann: Caller) -> None:
    outcome = pipeline.run({"campaign_name": "No products"}, "refused-for-api.json")
    answer = ann.get(f"/campaigns/{outcome.campaign_id}").json
    assert (answer["status"], answer["campaign"]) == ("rejected", None)
    listed = ann.get("/campaigns?status=rejected&limit=100").json["campaigns"]
    assert (outcome.campaign_id, "refused-for-api.json") in [(each["campaign_id"], each["name"]) for each in listed]
    assert {problem["pointer"] for problem in answer["rejection"]["problems"]} >= {"/products"}


def test_a_brief_is_checked_without_storing_or_spending_anything(pipeline: Pipeline, ann: Caller) -> None:
    before = pipeline.keys("")
    document = brief("Checked", "Checked Lamp", formats=["twitter-card"])
    answer = ann.post("/briefs/check", {"name": "checked.json", "text": json.dumps(document)}).json
    assert answer["accepted"]
    assert answer["estimate"] == {"cost": 0.36, "new_pictures": 1, "reused_pictures": 0, "variants": 1}
    dear = ann.post("/briefs/check", {"name": "dear.json", "text": json.dumps({**document, "max_cost": 0.1})}).json
    assert (dear["accepted"], dear["brief"], dear["estimate"]) == (False, None, answer["estimate"])
    assert [problem["code"] for problem in dear["problems"]] == ["over_budget"]
    refused = ann.post("/briefs/check", {"name": "checked.yaml", "text": "campaign_name: Nothing to sell"}).json
    assert not refused["accepted"]
    assert {problem["code"] for problem in refused["problems"]} == {"missing"}
    assert pipeline.keys("") == before
    assert pipeline.stack.image_model.calls == ()


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/campaigns/nothing-like-it", 404, "no campaign nothing-like-it"),
        ("/campaigns/nothing-like-it/products", 404, "no campaign nothing-like-it"),
        ("/campaigns?before=yesterday", 422, "`next` of a page"),
        ("/campaigns?before=MjAyNi0xMS0yNiBh", 422, "`next` of a page"),  # a day without a time zone
        (f"/campaigns/{'a' * 64}", 422, "at most 63 characters"),
        ("/campaigns?limit=1000", 422, "less than or equal to 100"),
        ("/campaigns?status=lost", 422, "'completed'"),
        ("/campaign", 404, "no such call"),
    ],
)
def test_what_is_asked_wrongly_is_told_in_words(ann: Caller, path: str, status: int, said: str) -> None:
    answer = ann.get(path)
    assert (answer.status, answer.kind) == (status, "application/problem+json")
    assert said in answer.body.decode()


def test_an_unknown_field_is_refused_by_its_name(ann: Caller) -> None:
    answer = ann.post("/briefs/check", {"name": "a.json", "text": "{}", "colour": "red"})
    assert answer.status == 422
    assert [error["pointer"] for error in answer.json["errors"]] == ["/body/colour"]


def _to_submit(name: str, product: str, **more: object) -> dict[str, object]:
    return {"name": "mine.json", "text": json.dumps(brief(name, product, formats=["twitter-card"])), **more}


def test_a_submitted_brief_is_one_campaign_however_often_it_is_sent(pipeline: Pipeline, ann: Caller) -> None:
    body = _to_submit("Asked For", "Asked Lamp", at_most=0.36)
    with ThreadPoolExecutor(4) as senders:
        answers = list(senders.map(lambda _: ann.submit(body, "Asked 1"), range(4)))
    first = answers[0]
    assert {(answer.status, answer.body) for answer in answers} == {(202, first.body)}
    campaign_id = first.json["campaign_id"]
    assert campaign_id.startswith("asked-1-")
    assert ann.get(f"/campaigns/{campaign_id}").json["status"] in ("submitted", "processing", "completed")
    key = f"{keys.CHOSEN_PREFIX}{campaign_id}.json"
    [version] = pipeline.s3.list_object_versions(Bucket=pipeline.bucket, Prefix=key)["Versions"]
    outcome = pipeline.outcome(Upload(pipeline.bucket, key, version["VersionId"]))
    assert outcome.campaign_id == campaign_id
    assert float(outcome.manifest.cost) == first.json["estimate"]["cost"] == 0.36
    token = json.loads(base64.b64decode(str(ann.token).split(".")[1] + "=="))
    assert outcome.manifest.requested_by == token["sub"]
    assert ann.submit(body, "Asked 1").body == first.body
    document = ann.get("/openapi.json").json
    matches(first, "/campaigns", document, "post")
    other = ann.submit({**body, "name": "mine.yaml"}, "Asked 1")
    assert (other.status, other.kind) == (409, "application/problem+json")
    matches(other, "/campaigns", document, "post")
    assert campaign_id in other.json["detail"]
    assert len(pipeline.stack.image_model.calls) == 1


def test_a_brief_that_cannot_run_or_is_too_dear_is_refused_and_not_stored(pipeline: Pipeline, ann: Caller) -> None:
    before = pipeline.keys("")
    refused = ann.submit({"name": "none.yaml", "text": "campaign_name: Nothing to sell"}, "none")
    assert (refused.status, refused.kind) == (422, "application/problem+json")
    assert {problem["pointer"] for problem in refused.json["problems"]} >= {"/products"}
    dear = ann.submit(_to_submit("Dear", "Dear Lamp", at_most=0.35), "dear")
    assert (dear.status, dear.json["estimate"]["cost"]) == (422, 0.36)
    assert "0.36 USD, more than the 0.35" in dear.json["detail"]
    keyless = ann.post("/campaigns", _to_submit("Keyless", "Keyless Lamp"))
    assert keyless.status == 422
    assert "idempotency-key" in keyless.json["errors"][0]["pointer"].lower()
    assert pipeline.keys("") == before
    assert pipeline.stack.image_model.calls == ()


def test_a_picture_is_uploaded_by_its_form_and_reused_by_the_path_that_was_told(
    pipeline: Pipeline, ann: Caller
) -> None:
    picture = product_picture()
    form = ann.post("/assets", {"name": "lamp.png", "sha256": hashlib.sha256(picture).hexdigest()})
    matches(form, "/assets", ann.get("/openapi.json").json, "post")
    assert _posted(form.json, picture, {"Content-Type": "text/html"}) == 403
    assert _posted(form.json, picture, {"key": "existing-assets/brand/product.png"}) == 403
    assert _posted(form.json, b"", {}) == 400
    assert _posted(form.json, picture, {}) == 204
    document = brief("Brought", reusing("Brought Lamp", form.json["path"]), formats=["twitter-card"])
    answer = ann.submit({"name": "a.json", "text": json.dumps(document), "at_most": 0.06}, "brought")
    assert answer.json["estimate"]["reused_pictures"] == 1
    pipeline.wait_until_idle()
    pipeline.listen()


@pytest.mark.parametrize("name", ["page.html", "a/b.png", "..\\b.png", ""])
def test_only_a_picture_gets_a_form(ann: Caller, name: str) -> None:
    answer = ann.post("/assets", {"name": name, "sha256": "0" * 64})
    assert (answer.status, answer.json["errors"][0]["pointer"]) == (422, "/body/name")


def _posted(form: Any, file: bytes, changed: Mapping[str, str]) -> int:
    """What S3 answers to the form, as a browser sends it."""
    parts = [
        f'--edge\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{text}\r\n'
        for name, text in {**form["fields"], **changed}.items()
    ]
    head = "".join([*parts, '--edge\r\nContent-Disposition: form-data; name="file"; filename="x"\r\n\r\n']).encode()
    headers = {"Content-Type": "multipart/form-data; boundary=edge"}
    request = urllib.request.Request(form["url"], head + file + b"\r\n--edge--\r\n", headers)  # noqa: S310
    try:
        with urllib.request.urlopen(request) as response:  # noqa: S310
            return int(response.status)
    except urllib.error.HTTPError as error:
        return error.code
