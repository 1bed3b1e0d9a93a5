"""What campaigns have made, at the console's host: who may read it, how long it is kept, what its pages may do."""

from __future__ import annotations

import re
from typing import Any

from pulumi.runtime import rpc

from shared import keys
from tests.infra.recorded import ACCOUNT, REGION, Graph, deploy

BUCKET = f"arn:aws:s3:::dev-creative-automation-{ACCOUNT}"
SECRET = f"arn:aws:secretsmanager:{REGION}:{ACCOUNT}:secret:dev-creative-automation-console-cookie-key-a1B2c3"


def _output(graph: Graph) -> dict[str, Any]:
    behaviors = graph.one("Distribution", "console-distribution").inputs["orderedCacheBehaviors"]
    [found] = [each for each in behaviors if each["pathPattern"] == "/output/*"]
    return dict(found)


def test_it_is_shown_by_a_signature_of_the_stacks_own_key_alone(dev: Graph) -> None:
    assert _output(dev)["trustedKeyGroups"] == ["cookie-keys-id"]
    assert dev.one("KeyGroup", "cookie-keys").inputs["items"] == ["cookie-public-key-id"]
    assert dev.one("PublicKey", "cookie-public-key").inputs["encodedKey"] == "PUBLIC KEY"
    made = dev.one("PrivateKey", "cookie-key").inputs
    assert (made["algorithm"], made["rsaBits"]) == ("RSA", 2048)


def test_its_private_half_is_a_secret_in_pulumis_state_and_stands_in_no_environment(dev: Graph) -> None:
    private = dev.one("SecretVersion", "cookie-private-key").inputs
    assert rpc.is_rpc_secret(private["secretString"])
    assert rpc.unwrap_rpc_secret(private["secretString"]) == "PRIVATE KEY"
    for function in dev.all("Function"):
        assert "PRIVATE KEY" not in function.inputs["environment"]["variables"].values()


def test_the_distribution_reads_it_and_nothing_else_of_the_bucket(dev: Graph) -> None:
    statements = dev.one("BucketPolicy", "bucket-tls-only").json("policy")["Statement"]
    [reading] = [each for each in statements if each["Effect"] == "Allow"]
    distribution = dev.one("Distribution", "console-distribution")
    assert reading["Principal"] == {"Service": "cloudfront.amazonaws.com"}
    assert (reading["Action"], reading["Resource"]) == ("s3:GetObject", f"{BUCKET}/output/*")
    assert reading["Condition"] == {"StringEquals": {"AWS:SourceArn": distribution.arn}}
    [origin] = [each for each in distribution.inputs["origins"] if each["originId"] == _output(dev)["targetOriginId"]]
    assert origin["domainName"] == f"dev-creative-automation-{ACCOUNT}.s3.{REGION}.amazonaws.com"
    assert origin["originAccessControlId"] == "console-access-id"
    assert "originPath" not in origin


def test_without_a_console_nobody_but_the_functions_reads_the_bucket() -> None:
    without = deploy("dev", consoleEnabled="false")
    statements = without.one("BucketPolicy", "bucket-tls-only").json("policy")["Statement"]
    assert {each["Effect"] for each in statements} == {"Deny"}
    assert without.all("PrivateKey") == without.all("Secret") == []
    assert "CONSOLE_URL" not in without.one("Function", "api-function").inputs["environment"]["variables"]


def test_the_edge_forgets_a_picture_within_minutes_and_asks_the_bucket_without_query_or_cookie(dev: Graph) -> None:
    kept = dev.one("CachePolicy", "output-cache").inputs
    assert _output(dev)["cachePolicyId"] == "output-cache-id"
    assert (kept["minTtl"], kept["defaultTtl"], kept["maxTtl"]) == (0, 300, 300)
    assert keys.SHOWN_MINUTES == 5
    forwarded = kept["parametersInCacheKeyAndForwardedToOrigin"]
    assert forwarded["cookiesConfig"] == {"cookieBehavior": "none"}
    assert forwarded["queryStringsConfig"] == {"queryStringBehavior": "none"}
    assert forwarded["headersConfig"] == {"headerBehavior": "none"}
    assert "originRequestPolicyId" not in _output(dev)
    custom = dev.one("ResponseHeadersPolicy", "output-headers").inputs["customHeadersConfig"]["items"]
    told = {each["header"]: (each["value"], each["override"]) for each in custom}
    assert told["Cache-Control"] == ("private, max-age=300", False)  # an object's own wins
    assert told["Cross-Origin-Resource-Policy"] == ("same-origin", True)


def test_a_page_made_of_peoples_texts_shows_pictures_in_its_own_style_and_runs_nothing(dev: Graph) -> None:
    assert _output(dev)["responseHeadersPolicyId"] == "output-headers-id"
    security = dev.one("ResponseHeadersPolicy", "output-headers").inputs["securityHeadersConfig"]
    rules = security["contentSecurityPolicy"]["contentSecurityPolicy"].split("; ")
    policy = {rule.split()[0]: rule.split()[1:] for rule in rules}
    assert policy.pop("default-src") == ["'none'"]
    assert policy.pop("img-src") == ["'self'"]
    assert all(re.fullmatch(r"'sha256-[A-Za-z0-9+/]{43}='", each) for each in policy.pop("style-src"))
    assert policy.pop("sandbox") == ["allow-same-origin", "allow-downloads"]
    assert policy == {"form-action": ["'none'"], "base-uri": ["'none'"], "frame-ancestors": ["'none'"]}
    assert security["contentTypeOptions"]["override"]
    assert security["referrerPolicy"]["referrerPolicy"] == "no-referrer"


def test_the_function_that_signs_reads_the_one_secret_and_knows_what_it_signs_for(dev: Graph) -> None:
    reading = [each for each in dev.statements() if "secretsmanager:GetSecretValue" in each["Action"]]
    assert [each["Resource"] for each in reading] == [SECRET]
    variables = dev.one("Function", "api-function").inputs["environment"]["variables"]
    assert variables["CONSOLE_URL"] == dev.outputs["consoleUrl"]
    assert variables["COOKIE_KEY_ID"] == "cookie-public-key-id"
    assert variables["COOKIE_SECRET"] == SECRET


def test_the_page_comes_once_all_is_there_that_it_asks_for(dev: Graph) -> None:
    for name in ("console-index.html", "console-settings.json"):
        assert {"api-function", "bucket-tls-only"} <= dev.one("BucketObjectv2", name).depends_on
    assert "console-distribution" in dev.one("BucketPolicy", "bucket-tls-only").depends_on


def test_a_domain_is_where_people_sign_in_upload_from_and_read() -> None:
    certificate = f"arn:aws:acm:us-east-1:{ACCOUNT}:certificate/0a1b"
    there = deploy(
        "dev",
        consoleDomain="campaigns.example.com",
        consoleCertificateArn=certificate,
        consolePriceClass="PriceClass_All",
    )
    url = "https://campaigns.example.com"
    distribution = there.one("Distribution", "console-distribution").inputs
    assert distribution["aliases"] == ["campaigns.example.com"]
    assert distribution["viewerCertificate"]["acmCertificateArn"] == certificate
    assert distribution["viewerCertificate"]["minimumProtocolVersion"] == "TLSv1.2_2021"
    assert distribution["priceClass"] == "PriceClass_All"
    assert there.outputs["consoleUrl"] == url
    assert there.outputs["consoleCdnDomain"] == "d111111abcdef8.cloudfront.net"
    client = there.one("UserPoolClient", "console-client").inputs
    assert client["callbackUrls"] == client["logoutUrls"] == [f"{url}/"]
    [rule] = there.one("BucketCorsConfiguration", "console-pictures").inputs["corsRules"]
    assert rule["allowedOrigins"] == [url]
    assert there.one("Function", "api-function").inputs["environment"]["variables"]["CONSOLE_URL"] == url
