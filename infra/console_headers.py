"""The headers that CloudFront adds: what a browser lets the console do, and what the pages of campaigns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pulumi
import pulumi_aws as aws

from infra.page_styles import PAGE_STYLES
from shared import keys

_YEAR_SECONDS: Final = 31_536_000
_NOTHING_ELSE: Final = "form-action 'none'; base-uri 'none'; frame-ancestors 'none'"

_PAGE: Final = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_OUTPUT: Final = {**_PAGE, "Cross-Origin-Resource-Policy": "same-origin"}


def page_headers(
    parent: pulumi.ComponentResource, name: str, bucket: aws.s3.Bucket, sign_in_url: pulumi.Input[str]
) -> aws.cloudfront.ResponseHeadersPolicy:
    """Those of the console. `bucket` is the campaigns': pictures are posted to it, and those to reuse come from it."""
    policy = _page_policy(pulumi.Output.concat("https://", bucket.bucket_regional_domain_name), sign_in_url)
    return _headers("console-headers", parent, name, policy, _PAGE)


def output_headers(parent: pulumi.ComponentResource, name: str) -> aws.cloudfront.ResponseHeadersPolicy:
    """Those of what campaigns have made. What is rewritten says for itself how long it is kept; the rest is told so."""
    kept = {"Cache-Control": f"private, max-age={keys.SHOWN_MINUTES * 60}"}
    return _headers("output-headers", parent, f"{name}-output", _output_policy(), _OUTPUT, kept)


def _page_policy(bucket: pulumi.Output[str], sign_in_url: pulumi.Input[str]) -> pulumi.Output[str]:
    """Nothing inline, nothing evaluated, no markup made of text; pictures of this host and of files at hand.

    Of the bucket only those that were uploaded to reuse: what campaigns have made comes by this host.
    """
    return pulumi.Output.concat(
        "default-src 'none'; script-src 'self'; style-src 'self'; ",
        pulumi.Output.concat("img-src 'self' blob: ", bucket, f"/{keys.ASSETS_PREFIX}; "),
        pulumi.Output.concat("connect-src 'self' ", bucket, " ", sign_in_url, "; "),
        f"{_NOTHING_ELSE}; require-trusted-types-for 'script'; trusted-types 'none'",
    )


def _output_policy() -> str:
    """A page made of people's texts shows pictures in its own style, links to files beside it, and does nothing else.

    Without `allow-same-origin` its pictures would be another site's to the browser, and the cookies, which are for this
    site alone, would not go with them. It lets no script in: none may run.
    """
    styles = " ".join(f"'sha256-{each}'" for each in PAGE_STYLES)
    sandbox = "sandbox allow-same-origin allow-downloads"
    return f"default-src 'none'; img-src 'self'; style-src {styles}; {_NOTHING_ELSE}; {sandbox}"


def _headers(
    resource: str,
    parent: pulumi.ComponentResource,
    name: str,
    policy: pulumi.Input[str],
    always: Mapping[str, str],
    unless_told: Mapping[str, str] | None = None,
) -> aws.cloudfront.ResponseHeadersPolicy:
    """`unless_told` are headers that an object may have of its own."""
    custom = [(each, True) for each in always.items()] + [(each, False) for each in (unless_told or {}).items()]
    return aws.cloudfront.ResponseHeadersPolicy(
        resource,
        name=name,
        security_headers_config={
            "content_security_policy": {"content_security_policy": policy, "override": True},
            "content_type_options": {"override": True},
            "frame_options": {"frame_option": "DENY", "override": True},
            "referrer_policy": {"referrer_policy": "no-referrer", "override": True},
            "strict_transport_security": {"access_control_max_age_sec": _YEAR_SECONDS, "override": True},
        },
        custom_headers_config={
            "items": [{"header": header, "value": value, "override": override} for (header, value), override in custom]
        },
        opts=pulumi.ResourceOptions(parent=parent),
    )
