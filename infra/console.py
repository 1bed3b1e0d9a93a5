"""The console: static files in a private bucket, behind CloudFront; the API behind the same host."""

from __future__ import annotations

from typing import Final

import pulumi
import pulumi_aws as aws

from infra.console_files import FILES, REVALIDATED, ConsoleFile, console_files
from infra.names import prefix
from infra.permissions import policy_document
from infra.sign_in import API_SCOPE, SignIn

_SERVED: Final = "site"  # where they lie in the bucket

# Managed by CloudFront (developer guide, "Use managed cache / origin request / response headers policies").
_CACHE_AS_TOLD: Final = "658327ea-f89d-4fab-a63d-7e88639e58f6"  # CachingOptimized: brotli and gzip, no query, no cookie
_CACHE_NOTHING: Final = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"  # CachingDisabled
_ALL_BUT_HOST: Final = "b689b0a8-53d0-40ab-baf2-68738e2966ac"  # AllViewerExceptHostHeader: API Gateway knows its own
_SECURITY_HEADERS: Final = "67f7725c-6f97-4210-82d7-5512b31e9d03"  # SecurityHeadersPolicy

_MORE_HEADERS: Final = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_READING: Final = ["GET", "HEAD"]
_CALLING: Final = ["GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"]
_YEAR_SECONDS: Final = 31_536_000


class Console(pulumi.ComponentResource):
    """`url` has no slash at the end; `client` is what people sign in with there."""

    def __init__(
        self,
        stack: str,
        account: pulumi.Input[str],
        campaigns: aws.s3.Bucket,
        api: aws.apigatewayv2.Api,
        sign_in: SignIn,
    ) -> None:
        super().__init__("creative-automation:infra:Console", "console")
        self._child = pulumi.ResourceOptions(parent=self)
        self._name = f"{prefix(stack)}-console"
        self._campaigns = campaigns
        self.bucket = aws.s3.Bucket(
            "console-bucket",
            bucket=pulumi.Output.concat(self._name, "-", account),
            force_destroy=True,  # it holds nothing that the repository does not
            opts=self._child,
        )
        self.distribution = self._distribution(api, sign_in)
        self.url = pulumi.Output.concat("https://", self.distribution.domain_name)
        self.client = sign_in.client_of("console", [pulumi.Output.concat(self.url, "/")])
        self._keep_private()
        self._upload(sign_in)
        self._open_to_the_page()
        self.register_outputs({"url": self.url})

    def _distribution(self, api: aws.apigatewayv2.Api, sign_in: SignIn) -> aws.cloudfront.Distribution:
        access = aws.cloudfront.OriginAccessControl(
            "console-access",
            name=self._name,
            origin_access_control_origin_type="s3",
            signing_behavior="always",
            signing_protocol="sigv4",
            opts=self._child,
        )
        headers = self._headers(sign_in)
        files = {
            "origin_id": "files",
            "origin_path": f"/{_SERVED}",
            "domain_name": self.bucket.bucket_regional_domain_name,
            "origin_access_control_id": access.id,
        }
        calls = {
            "origin_id": "api",
            "domain_name": api.api_endpoint.apply(lambda url: url.removeprefix("https://")),
            "custom_origin_config": {
                "http_port": 80,
                "https_port": 443,
                "origin_protocol_policy": "https-only",
                "origin_ssl_protocols": ["TLSv1.2"],
            },
        }
        alike = {"viewer_protocol_policy": "redirect-to-https", "compress": True, "cached_methods": _READING}
        return aws.cloudfront.Distribution(
            "console-distribution",
            comment=self._name,
            enabled=True,
            is_ipv6_enabled=True,
            http_version="http2and3",
            price_class="PriceClass_100",
            default_root_object="index.html",
            origins=[files, calls],
            default_cache_behavior={
                **alike,
                "target_origin_id": "files",
                "allowed_methods": _READING,
                "cache_policy_id": _CACHE_AS_TOLD,
                "response_headers_policy_id": headers.id,
            },
            ordered_cache_behaviors=[
                {
                    **alike,
                    "path_pattern": "/api/*",
                    "target_origin_id": "api",
                    "allowed_methods": _CALLING,
                    "cache_policy_id": _CACHE_NOTHING,
                    "origin_request_policy_id": _ALL_BUT_HOST,
                    "response_headers_policy_id": _SECURITY_HEADERS,
                }
            ],
            restrictions={"geo_restriction": {"restriction_type": "none"}},
            viewer_certificate={"cloudfront_default_certificate": True},
            opts=self._child,
        )

    def _headers(self, sign_in: SignIn) -> aws.cloudfront.ResponseHeadersPolicy:
        return aws.cloudfront.ResponseHeadersPolicy(
            "console-headers",
            name=self._name,
            security_headers_config={
                "content_security_policy": {
                    "content_security_policy": content_security_policy(self._pictures, sign_in.url),
                    "override": True,
                },
                "content_type_options": {"override": True},
                "frame_options": {"frame_option": "DENY", "override": True},
                "referrer_policy": {"referrer_policy": "no-referrer", "override": True},
                "strict_transport_security": {"access_control_max_age_sec": _YEAR_SECONDS, "override": True},
            },
            custom_headers_config={
                "items": [{"header": name, "value": value, "override": True} for name, value in _MORE_HEADERS.items()]
            },
            opts=self._child,
        )

    @property
    def _pictures(self) -> pulumi.Output[str]:
        """Where the API's signed URLs point to."""
        return pulumi.Output.concat("https://", self._campaigns.bucket_regional_domain_name)

    def _keep_private(self) -> None:
        private = aws.s3.BucketPublicAccessBlock(
            "console-private",
            bucket=self.bucket.bucket,
            block_public_acls=True,
            block_public_policy=True,
            ignore_public_acls=True,
            restrict_public_buckets=True,
            opts=self._child,
        )
        reading = {
            "Sid": "TheDistributionReads",
            "Effect": "Allow",
            "Principal": {"Service": "cloudfront.amazonaws.com"},
            "Action": "s3:GetObject",
            "Resource": pulumi.Output.concat(self.bucket.arn, f"/{_SERVED}/*"),
            "Condition": {"StringEquals": {"AWS:SourceArn": self.distribution.arn}},
        }
        aws.s3.BucketPolicy(
            "console-policy",
            bucket=self.bucket.bucket,
            policy=policy_document(reading),
            opts=pulumi.ResourceOptions(parent=self, depends_on=[private]),
        )

    def _upload(self, sign_in: SignIn) -> None:
        """The page last: it names the others by the hash of their contents."""
        page, files = console_files(FILES)
        uploaded = [self._object(file, self._child) for file in files]
        settings = pulumi.Output.json_dumps(
            {"signInUrl": sign_in.url, "clientId": self.client.id, "scope": f"openid email {API_SCOPE}"}
        )
        after = pulumi.ResourceOptions(parent=self, depends_on=uploaded)
        self._object(ConsoleFile("settings.json", "application/json", settings, REVALIDATED), after)
        self._object(page, after)

    def _object(self, file: ConsoleFile, opts: pulumi.ResourceOptions) -> aws.s3.BucketObjectv2:
        return aws.s3.BucketObjectv2(
            f"console-{file.name}",
            bucket=self.bucket.bucket,
            key=f"{_SERVED}/{file.key or file.name}",
            content=file.content,
            content_type=file.content_type,
            cache_control=file.cache_control,
            opts=opts,
        )

    def _open_to_the_page(self) -> None:
        """Pictures are uploaded by signed forms, and gathered into a ZIP, by the page itself."""
        aws.s3.BucketCorsConfiguration(
            "console-pictures",
            bucket=self._campaigns.bucket,
            cors_rules=[
                {
                    "allowed_methods": ["GET", "POST"],
                    "allowed_origins": [self.url],
                    "allowed_headers": ["*"],
                    "max_age_seconds": 3600,
                }
            ],
            opts=self._child,
        )


def content_security_policy(pictures: pulumi.Input[str], sign_in: pulumi.Input[str]) -> pulumi.Output[str]:
    """Nothing inline, nothing evaluated, no markup made of text; pictures from the bucket and from files at hand."""
    rules = (
        "default-src 'none'; script-src 'self'; style-src 'self'; ",
        pulumi.Output.concat("img-src 'self' blob: ", pictures, "; "),
        pulumi.Output.concat("connect-src 'self' ", pictures, " ", sign_in, "; "),
        "form-action 'none'; base-uri 'none'; frame-ancestors 'none'; ",
        "require-trusted-types-for 'script'; trusted-types 'none'",
    )
    return pulumi.Output.concat(*rules)
