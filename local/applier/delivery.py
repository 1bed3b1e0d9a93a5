"""CloudFront: distributions over buckets and the HTTP API, with their headers, caches and keys.

It serves all of it, and checks no signature: local/edge.py does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from local.applier.context import Applied, Applier, Context
from local.applier.inputs import Inputs

if TYPE_CHECKING:
    from mypy_boto3_cloudfront import CloudFrontClient


def _cloudfront(context: Context) -> CloudFrontClient:
    client: CloudFrontClient = context.clients("cloudfront")
    return client


def _access_control(context: Context, name: str, inputs: Inputs) -> Applied:
    config = {
        "Name": inputs.get("name", name),
        **inputs.pick("originAccessControlOriginType", "signingBehavior", "signingProtocol"),
    }
    made = _cloudfront(context).create_origin_access_control(OriginAccessControlConfig=config)  # type: ignore[arg-type]
    return Applied(made["OriginAccessControl"]["Id"])


def _headers_policy(context: Context, name: str, inputs: Inputs) -> Applied:
    config: Any = {
        "Name": inputs.get("name", name),
        **inputs.pick("securityHeadersConfig", CustomHeadersConfig="customHeadersConfig"),
    }
    if custom := config.get("CustomHeadersConfig"):
        custom["Quantity"] = len(custom["Items"])
    made = _cloudfront(context).create_response_headers_policy(ResponseHeadersPolicyConfig=config)
    return Applied(made["ResponseHeadersPolicy"]["Id"])


def _cache_policy(context: Context, name: str, inputs: Inputs) -> Applied:
    parameters = inputs.nested("parametersInCacheKeyAndForwardedToOrigin")
    config: Any = {
        "Name": inputs.get("name", name),
        **inputs.pick(MinTTL="minTtl", DefaultTTL="defaultTtl", MaxTTL="maxTtl"),
        "ParametersInCacheKeyAndForwardedToOrigin": parameters.pick(
            "cookiesConfig",
            "headersConfig",
            "queryStringsConfig",
            "enableAcceptEncodingBrotli",
            "enableAcceptEncodingGzip",
        )
        if parameters
        else {},
    }
    made = _cloudfront(context).create_cache_policy(CachePolicyConfig=config)
    return Applied(made["CachePolicy"]["Id"])


def _public_key(context: Context, name: str, inputs: Inputs) -> Applied:
    config: Any = {"CallerReference": name, "Name": inputs.get("name", name), **inputs.pick("encodedKey")}
    made = _cloudfront(context).create_public_key(PublicKeyConfig=config)
    return Applied(made["PublicKey"]["Id"])


def _key_group(context: Context, name: str, inputs: Inputs) -> Applied:
    config: Any = {"Name": inputs.get("name", name), **inputs.pick("items")}
    made = _cloudfront(context).create_key_group(KeyGroupConfig=config)
    return Applied(made["KeyGroup"]["Id"])


def _distribution(context: Context, name: str, inputs: Inputs) -> Applied:
    """Prices, certificates and protocols of the viewer mean nothing here: there is one edge, on this machine."""
    inputs.without_effect("priceClass", "viewerCertificate", "httpVersion", "isIpv6Enabled", "restrictions")
    behaviors = [_behavior(each) for each in inputs.each("orderedCacheBehaviors")]
    default = inputs.nested("defaultCacheBehavior")
    config: Any = {
        "CallerReference": name,
        **inputs.pick("comment", "enabled", "defaultRootObject"),
        "Aliases": _listed(inputs.get("aliases", [])),
        "Origins": _listed([_origin(context, each) for each in inputs.each("origins")]),
        "DefaultCacheBehavior": _behavior(default) if default else {},
        "CacheBehaviors": _listed(behaviors),
    }
    made = _cloudfront(context).create_distribution(DistributionConfig=config)["Distribution"]
    return Applied(made["Id"], {"arn": made["ARN"], "domainName": made["DomainName"]})


def _origin(context: Context, origin: Inputs) -> dict[str, Any]:
    """An HTTP API is found below the emulator's own address, where its host would be a name that nobody resolves."""
    made = origin.pick("originAccessControlId", "originPath", Id="originId", DomainName="domainName")
    if origin.get("customOriginConfig") is None:
        return {**made, "S3OriginConfig": {"OriginAccessIdentity": ""}}
    endpoint = urlsplit(context.clients.endpoint_url)
    path = origin.need("domainName").removeprefix(context.clients.endpoint_url)
    plain = {
        "HTTPPort": endpoint.port,
        "HTTPSPort": 443,
        "OriginProtocolPolicy": "http-only",
        "OriginSslProtocols": _listed(["TLSv1.2"]),
    }
    return {**made, "DomainName": endpoint.hostname, "OriginPath": f"{path}/$default", "CustomOriginConfig": plain}


def _behavior(behavior: Inputs) -> dict[str, Any]:
    methods = {**_listed(behavior.need("allowedMethods")), "CachedMethods": _listed(behavior.need("cachedMethods"))}
    same = ("targetOriginId", "viewerProtocolPolicy", "compress", "cachePolicyId", "originRequestPolicyId")
    made = {**behavior.pick(*same, "responseHeadersPolicyId", "pathPattern"), "AllowedMethods": methods}
    if groups := behavior.get("trustedKeyGroups"):
        made["TrustedKeyGroups"] = {"Enabled": True, **_listed(groups)}
    return made


def _listed(items: list[Any]) -> dict[str, Any]:
    return {"Quantity": len(items), "Items": items}


RESOURCES: dict[str, Applier] = {
    "aws:cloudfront/cachePolicy:CachePolicy": _cache_policy,
    "aws:cloudfront/distribution:Distribution": _distribution,
    "aws:cloudfront/keyGroup:KeyGroup": _key_group,
    "aws:cloudfront/originAccessControl:OriginAccessControl": _access_control,
    "aws:cloudfront/publicKey:PublicKey": _public_key,
    "aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy": _headers_policy,
}
