"""CloudFront's part of the console: its files, the API and what campaigns have made, each by its path on one host."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import pulumi
import pulumi_aws as aws

from infra.console_headers import output_headers, page_headers
from infra.cookie_key import CookieKey
from infra.settings import Settings
from shared import keys

SERVED: Final = "site"  # where the console's files lie in their bucket

# Managed by CloudFront (developer guide, "Use managed cache / origin request / response headers policies").
_CACHE_AS_TOLD: Final = "658327ea-f89d-4fab-a63d-7e88639e58f6"  # CachingOptimized: brotli and gzip, no query, no cookie
_CACHE_NOTHING: Final = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"  # CachingDisabled
_ALL_BUT_HOST: Final = "b689b0a8-53d0-40ab-baf2-68738e2966ac"  # AllViewerExceptHostHeader: API Gateway knows its own
_SECURITY_HEADERS: Final = "67f7725c-6f97-4210-82d7-5512b31e9d03"  # SecurityHeadersPolicy

_BY_HTTPS: Final = "redirect-to-https"
_READING: Final = ["GET", "HEAD"]
_CALLING: Final = ["GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"]


@dataclass(frozen=True, slots=True)
class Sources:
    """`files` are the console's own, `campaigns` is the bucket with what campaigns have made."""

    files: aws.s3.Bucket
    campaigns: aws.s3.Bucket
    api: aws.apigatewayv2.Api


def console_distribution(
    parent: pulumi.ComponentResource,
    name: str,
    settings: Settings,
    sources: Sources,
    key: CookieKey,
    sign_in_url: pulumi.Input[str],
) -> aws.cloudfront.Distribution:
    return aws.cloudfront.Distribution(
        "console-distribution",
        comment=name,
        enabled=True,
        is_ipv6_enabled=True,
        http_version="http2and3",
        price_class=settings.console_price_class,
        default_root_object="index.html",
        origins=_origins(parent, name, sources),
        default_cache_behavior=_files(page_headers(parent, name, sources.campaigns, sign_in_url)),
        ordered_cache_behaviors=[_calls(), _output(parent, name, key)],
        restrictions={"geo_restriction": {"restriction_type": "none"}},
        aliases=[settings.console_domain] if settings.console_domain else None,
        viewer_certificate=_certificate(settings),
        opts=pulumi.ResourceOptions(parent=parent),
    )


def _origins(
    parent: pulumi.ComponentResource, name: str, sources: Sources
) -> list[aws.cloudfront.DistributionOriginArgsDict]:
    access = aws.cloudfront.OriginAccessControl(
        "console-access",
        name=name,
        origin_access_control_origin_type="s3",
        signing_behavior="always",
        signing_protocol="sigv4",
        opts=pulumi.ResourceOptions(parent=parent),
    )
    files: aws.cloudfront.DistributionOriginArgsDict = {
        "origin_id": "files",
        "origin_path": f"/{SERVED}",
        "domain_name": sources.files.bucket_regional_domain_name,
        "origin_access_control_id": access.id,
    }
    campaigns: aws.cloudfront.DistributionOriginArgsDict = {
        "origin_id": "campaigns",
        "domain_name": sources.campaigns.bucket_regional_domain_name,
        "origin_access_control_id": access.id,
    }
    calls: aws.cloudfront.DistributionOriginArgsDict = {
        "origin_id": "api",
        "domain_name": sources.api.api_endpoint.apply(lambda url: url.removeprefix("https://")),
        "custom_origin_config": {
            "http_port": 80,
            "https_port": 443,
            "origin_protocol_policy": "https-only",
            "origin_ssl_protocols": ["TLSv1.2"],
        },
    }
    return [files, calls, campaigns]


def _files(headers: aws.cloudfront.ResponseHeadersPolicy) -> aws.cloudfront.DistributionDefaultCacheBehaviorArgsDict:
    return {
        "target_origin_id": "files",
        "viewer_protocol_policy": _BY_HTTPS,
        "compress": True,
        "allowed_methods": _READING,
        "cached_methods": _READING,
        "cache_policy_id": _CACHE_AS_TOLD,
        "response_headers_policy_id": headers.id,
    }


def _calls() -> aws.cloudfront.DistributionOrderedCacheBehaviorArgsDict:
    return {
        "path_pattern": "/api/*",
        "target_origin_id": "api",
        "viewer_protocol_policy": _BY_HTTPS,
        "compress": True,
        "allowed_methods": _CALLING,
        "cached_methods": _READING,
        "cache_policy_id": _CACHE_NOTHING,
        "origin_request_policy_id": _ALL_BUT_HOST,
        "response_headers_policy_id": _SECURITY_HEADERS,
    }


def _output(
    parent: pulumi.ComponentResource, name: str, key: CookieKey
) -> aws.cloudfront.DistributionOrderedCacheBehaviorArgsDict:
    """Asked for with a signature alone. Kept for minutes, for a deleted campaign is to go from the edge, too.

    No query and no cookie reaches the bucket.
    """
    kept = aws.cloudfront.CachePolicy(
        "output-cache",
        name=f"{name}-output",
        min_ttl=0,  # what is rewritten says `no-cache`, and is asked for each time
        default_ttl=keys.SHOWN_MINUTES * 60,
        max_ttl=keys.SHOWN_MINUTES * 60,
        parameters_in_cache_key_and_forwarded_to_origin={
            "cookies_config": {"cookie_behavior": "none"},
            "headers_config": {"header_behavior": "none"},
            "query_strings_config": {"query_string_behavior": "none"},
            "enable_accept_encoding_brotli": True,
            "enable_accept_encoding_gzip": True,
        },
        opts=pulumi.ResourceOptions(parent=parent),
    )
    return {
        "path_pattern": f"/{keys.OUTPUT_PREFIX}*",
        "target_origin_id": "campaigns",
        "viewer_protocol_policy": _BY_HTTPS,
        "compress": True,
        "allowed_methods": _READING,
        "cached_methods": _READING,
        "cache_policy_id": kept.id,
        "response_headers_policy_id": output_headers(parent, name).id,
        "trusted_key_groups": [key.group.id],
    }


def _certificate(settings: Settings) -> aws.cloudfront.DistributionViewerCertificateArgsDict:
    """That of the distribution's own name, or of the domain."""
    if settings.console_certificate_arn is None:
        return {"cloudfront_default_certificate": True}
    return {
        "acm_certificate_arn": settings.console_certificate_arn,
        "minimum_protocol_version": "TLSv1.2_2021",
        "ssl_support_method": "sni-only",
    }
