"""The console's delivery: what reaches the browser, from where, and who may read what lies behind it."""

from __future__ import annotations

import json
import re

from tests.infra.recorded import REGION, Graph, deploy

CONSOLE_BUCKET = "dev-creative-automation-console-123456789012"


def _policy(dev: Graph, name: str) -> dict[str, set[str]]:
    headers = dev.one("ResponseHeadersPolicy", name).inputs["securityHeadersConfig"]
    rules = headers["contentSecurityPolicy"]["contentSecurityPolicy"].split("; ")
    return {rule.split()[0]: set(rule.split()[1:]) for rule in rules}


def test_the_files_are_read_by_the_distribution_alone(dev: Graph) -> None:
    private = dev.one("BucketPublicAccessBlock", "console-private").inputs
    assert all(value for name, value in private.items() if name != "bucket")
    [statement] = dev.one("BucketPolicy", "console-policy").json("policy")["Statement"]
    assert statement["Principal"] == {"Service": "cloudfront.amazonaws.com"}
    assert statement["Action"] == "s3:GetObject"
    assert statement["Resource"] == f"arn:aws:s3:::{CONSOLE_BUCKET}/site/*"
    distribution = dev.one("Distribution", "console-distribution")
    assert statement["Condition"] == {"StringEquals": {"AWS:SourceArn": distribution.arn}}
    [files] = [origin for origin in distribution.inputs["origins"] if origin["originId"] == "files"]
    assert files["originAccessControlId"] == "console-access-id"


def test_a_page_may_run_its_own_scripts_and_nothing_else(dev: Graph) -> None:
    policy = _policy(dev, "console-headers")
    assert policy["default-src"] == {"'none'"}
    assert policy["script-src"] == policy["style-src"] == {"'self'"}
    assert policy["require-trusted-types-for"] == {"'script'"}
    assert policy["frame-ancestors"] == policy["base-uri"] == policy["form-action"] == {"'none'"}
    pictures = f"https://dev-creative-automation-123456789012.s3.{REGION}.amazonaws.com"
    sign_in = f"https://dev-creative-automation-123456789012.auth.{REGION}.amazoncognito.com"
    assert policy["img-src"] == {"'self'", "blob:", f"{pictures}/existing-assets/"}
    assert policy["connect-src"] == {"'self'", pictures, sign_in}


def test_calls_reach_the_api_uncached_with_their_token(dev: Graph) -> None:
    distribution = dev.one("Distribution", "console-distribution").inputs
    [calls] = [each for each in distribution["orderedCacheBehaviors"] if each["pathPattern"] == "/api/*"]
    assert calls["targetOriginId"] == "api"
    assert calls["cachePolicyId"] == "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"  # CachingDisabled
    assert calls["originRequestPolicyId"] == "b689b0a8-53d0-40ab-baf2-68738e2966ac"  # AllViewerExceptHostHeader
    assert {"POST", "DELETE"} < set(calls["allowedMethods"])
    [origin] = [origin for origin in distribution["origins"] if origin["originId"] == "api"]
    assert origin["domainName"] == f"http-api-id.execute-api.{REGION}.amazonaws.com"
    assert origin["customOriginConfig"]["originProtocolPolicy"] == "https-only"


def test_all_of_it_is_compressed_and_by_https(dev: Graph) -> None:
    distribution = dev.one("Distribution", "console-distribution").inputs
    for behavior in (distribution["defaultCacheBehavior"], *distribution["orderedCacheBehaviors"]):
        assert behavior["compress"]
        assert behavior["viewerProtocolPolicy"] == "redirect-to-https"


def test_only_what_is_named_by_its_contents_is_kept_for_long(dev: Graph) -> None:
    kept = {file.inputs["key"].removeprefix("site/"): file.inputs["cacheControl"] for file in dev.all("BucketObjectv2")}
    assert {key for key, told in kept.items() if told == "no-cache"} == {"index.html", "settings.json"}
    folders = {key.split("/")[0] for key in kept if "/" in key}
    assert len(folders) == 1
    assert re.fullmatch("[0-9a-f]{16}", *folders)
    page = dev.one("BucketObjectv2", "console-index.html").inputs["content"]
    loaded = set(re.findall(r'(?:src|href)="([^"#]+)"', page))
    assert f"{folders.pop()}/main.js" in loaded <= set(kept)


def test_the_page_knows_where_people_sign_in(dev: Graph) -> None:
    known = json.loads(dev.one("BucketObjectv2", "console-settings.json").inputs["content"])
    assert known["clientId"] == dev.outputs["consoleClientId"] == "console-client-id"
    assert known["signInUrl"] == dev.outputs["signInUrl"]
    client = dev.one("UserPoolClient", "console-client").inputs
    assert client["callbackUrls"] == client["logoutUrls"] == [f"{dev.outputs['consoleUrl']}/"]
    assert client["explicitAuthFlows"] == ["ALLOW_REFRESH_TOKEN_AUTH"]
    assert not client["generateSecret"]


def test_pictures_may_be_uploaded_by_the_page_alone(dev: Graph) -> None:
    cors = dev.one("BucketCorsConfiguration", "console-pictures").inputs
    assert cors["bucket"] == "dev-creative-automation-123456789012"
    [rule] = cors["corsRules"]
    assert (rule["allowedOrigins"], rule["allowedMethods"]) == ([dev.outputs["consoleUrl"]], ["POST"])


def test_a_stack_can_do_without_it() -> None:
    for without in (deploy("dev", consoleEnabled="false"), deploy("dev", apiEnabled="false")):
        assert without.all("Distribution") == without.all("BucketObjectv2") == []
        assert "consoleUrl" not in without.outputs
    [authorizer] = deploy("dev", consoleEnabled="false").all("Authorizer")
    assert authorizer.inputs["jwtConfiguration"]["audiences"] == ["people-client-id"]
