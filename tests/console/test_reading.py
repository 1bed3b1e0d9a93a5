"""Who reads what campaigns have made: a browser with a cookie, or a URL, that was signed for it and has not ended."""

from __future__ import annotations

import http.client
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl, urlsplit

import pytest
from botocore.signers import CloudFrontSigner
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from playwright.sync_api import expect

from local.stack import LocalStack
from shared import keys
from tests.console.screens import Screen, campaign

LAKE = {
    "campaign_name": "Read by cookie",
    "campaign_message": "Stay cool",
    "products": [{"name": "Trail Flask"}, {"name": "Mug"}, {"name": "Cup"}, {"name": "Lamp"}],
    "formats": ["instagram-square"],
}
LATER = timedelta(minutes=5)


@dataclass(frozen=True)
class Signed:
    """What is signed for `resource`, by `key` in the name of `key_id`, until `ends` from now on."""

    resource: str
    key_id: str
    key: RSAPrivateKey
    ends: timedelta = LATER

    @property
    def _signer(self) -> CloudFrontSigner:
        return CloudFrontSigner(self.key_id, lambda message: self.key.sign(message, PKCS1v15(), SHA1()))  # noqa: S303

    @property
    def cookies(self) -> dict[str, str]:
        policy = self._signer.build_policy(self.resource, datetime.now(UTC) + self.ends)
        return _signature(self._signer.generate_presigned_url(self.resource, policy=policy))

    @property
    def url(self) -> str:
        """With a canned policy, which names its end alone."""
        return self._signer.generate_presigned_url(self.resource, date_less_than=datetime.now(UTC) + self.ends)


def _signature(url: str) -> dict[str, str]:
    return {f"CloudFront-{name}": value for name, value in parse_qsl(urlsplit(url).query)}


@pytest.fixture(scope="package")
def read_campaign(stack: LocalStack) -> str:
    """One that is done, with its page."""
    campaign_id = campaign(stack, LAKE)
    s3 = stack.client("s3")
    until = time.monotonic() + 60
    while "Contents" not in s3.list_objects_v2(Bucket=stack.outputs["bucket"], Prefix=keys.contact_sheet(campaign_id)):
        assert time.monotonic() < until
        time.sleep(0.2)
    return campaign_id


@pytest.fixture(scope="package")
def picture(read_campaign: str) -> str:
    return f"/{keys.variant(read_campaign, 'mug-1', 'instagram-square', None)}"


@pytest.fixture(scope="package")
def everything(stack: LocalStack) -> Signed:
    """Signed as the API does it."""
    [public] = stack.client("cloudfront").list_public_keys()["PublicKeyList"]["Items"]
    secret = stack.client("secretsmanager").get_secret_value(SecretId="local-creative-automation-console-cookie-key")
    key = load_pem_private_key(secret["SecretString"].encode(), None)
    assert isinstance(key, RSAPrivateKey)
    return Signed(f"{stack.outputs['consoleUrl']}/output/*", public["Id"], key)


def status(url: str, cookies: dict[str, str] | None = None) -> int:
    header = "; ".join(f"{name}={value}" for name, value in (cookies or {}).items())
    request = urllib.request.Request(url, headers={"Cookie": header})  # noqa: S310 - our own
    try:
        with urllib.request.urlopen(request) as answer:  # noqa: S310
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


def test_a_picture_is_had_by_what_was_signed_for_it(
    address: str, stack: LocalStack, picture: str, everything: Signed
) -> None:
    assert status(address + picture, everything.cookies) == 200
    one = replace(everything, resource=stack.outputs["consoleUrl"] + picture)
    assert status(one.url.replace(stack.outputs["consoleUrl"], address)) == 200


def test_no_picture_is_had_by_anything_else(address: str, stack: LocalStack, picture: str, everything: Signed) -> None:
    host = stack.outputs["consoleUrl"]
    ended = replace(everything, ends=-LATER)
    longer = {**ended.cookies, "CloudFront-Policy": everything.cookies["CloudFront-Policy"]}
    refused = {
        "nothing": {},
        "ended": ended.cookies,
        "another path": replace(everything, resource=f"{host}/output/another/*").cookies,
        "another host": replace(everything, resource="https://elsewhere.example.com/output/*").cookies,
        "another key": replace(everything, key=generate_private_key(65537, 2048)).cookies,
        "a key that is not trusted": replace(everything, key_id="K0").cookies,
        "a policy that was made longer": longer,
        "a policy without a signature": {"CloudFront-Policy": everything.cookies["CloudFront-Policy"]},
        "an end that nobody signed": {**everything.cookies, "CloudFront-Policy": "e30_"},
        "garbage": dict.fromkeys(everything.cookies, "%%%"),
    }
    assert {why: status(address + picture, cookies) for why, cookies in refused.items()} == dict.fromkeys(refused, 403)
    connection = http.client.HTTPConnection(urlsplit(address).netloc)
    connection.request("GET", picture)
    assert b"not signed in: open the console and come from there" in connection.getresponse().read()
    connection.close()


def test_no_other_spelling_of_its_path_is_a_way_around(address: str, picture: str) -> None:
    for spelled in (picture.replace("/o", "/%6f", 1), f"/{picture}", f"/.{picture}", f"/a/..{picture}"):
        connection = http.client.HTTPConnection(urlsplit(address).netloc)
        connection.request("GET", spelled)
        assert connection.getresponse().status in (403, 404), spelled
        connection.close()


def test_a_signed_address_is_of_one_picture_until_its_end(
    address: str, stack: LocalStack, picture: str, everything: Signed
) -> None:
    one = replace(everything, resource=stack.outputs["consoleUrl"] + picture)
    query = urlsplit(one.url).query
    assert status(f"{address}{picture.replace('mug-1', 'cup-2')}?{query}") == 403
    assert status(replace(one, ends=-LATER).url.replace(stack.outputs["consoleUrl"], address)) == 403


def test_whoever_is_signed_in_has_cookies_that_no_script_reads_and_no_other_site_sends(
    at_work: Screen, read_campaign: str
) -> None:
    page = at_work.page
    at_work.go(f"#/campaigns/{read_campaign}")
    expect(page.locator(".pictures img").first).to_have_js_property("naturalWidth", 1080)
    cookies = [cookie for cookie in page.context.cookies() if cookie["name"].startswith("CloudFront-")]
    assert {cookie["name"].removeprefix("CloudFront-") for cookie in cookies} == {"Policy", "Signature", "Key-Pair-Id"}
    for cookie in cookies:
        assert cookie["httpOnly"]
        assert cookie["secure"]
        assert cookie["sameSite"] == "Strict"
        assert cookie["path"] == "/output"
        assert 3500 < cookie["expires"] - time.time() <= 3600
    assert page.evaluate("() => document.cookie") == ""
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_text("You are signed out.")).to_be_visible()
    assert [each["name"] for each in page.context.cookies() if each["name"].startswith("CloudFront-")] == []


def test_cookies_that_have_ended_are_renewed_and_the_pictures_come(
    at_work: Screen, read_campaign: str, everything: Signed
) -> None:
    page = at_work.page
    seen = page.locator(f'.campaigns a[href="#/campaigns/{read_campaign}"] img')
    expect(seen).not_to_have_js_property("naturalWidth", 0)
    ended = replace(everything, ends=-LATER).cookies
    page.context.add_cookies(
        [{"name": name, "value": value, "domain": "localhost", "path": "/output"} for name, value in ended.items()]
    )
    with page.expect_response(lambda response: "/output/" in response.url and response.status == 403):
        at_work.go(f"#/campaigns/{read_campaign}")
    pictures = page.locator(".pictures img")
    expect(pictures).to_have_count(4)
    for each in pictures.all():
        each.scroll_into_view_if_needed()
        expect(each).to_have_js_property("naturalWidth", 1080)


def test_the_page_of_all_pictures_opens_and_does_nothing_that_its_policy_refuses(
    at_work: Screen, read_campaign: str
) -> None:
    page = at_work.page
    complaints: list[str] = []
    at_work.go(f"#/campaigns/{read_campaign}")
    with page.context.expect_page() as opening:
        page.get_by_role("link", name="All pictures on one page").click()
    published = opening.value
    published.on("console", lambda message: complaints.append(message.text))
    expect(published.locator("figure img").first).to_have_js_property("naturalWidth", 1080)
    published.reload()
    for each in published.locator("figure img").all():
        each.scroll_into_view_if_needed()
        expect(each).to_have_js_property("naturalWidth", 1080)
    with published.expect_download() as table:
        published.get_by_role("link", name="variants.csv").click()
    assert len(table.value.path().read_text().splitlines()) == 5
    with page.context.expect_page() as another:
        published.locator("figure a").first.click(modifiers=["Control"])
    expect(another.value.locator("img")).to_have_js_property("naturalWidth", 1080)
    # Not of the page: that it runs no script is told of this test's own, and it has no icon.
    others = ("Blocked script execution", "Failed to load resource")
    assert [each for each in complaints if not each.startswith(others)] == []
    published.get_by_role("link", name="contact-sheet.jpg").click()
    expect(published.locator("img")).not_to_have_js_property("naturalWidth", 0)
