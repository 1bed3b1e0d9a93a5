"""The console: static files in a private bucket, behind CloudFront; the API and the pictures behind the same host."""

from __future__ import annotations

from collections.abc import Sequence

import pulumi
import pulumi_aws as aws

from infra.console_files import FILES, REVALIDATED, ConsoleFile, console_files
from infra.cookie_key import CookieKey, CookieSigning
from infra.distribution import SERVED, Sources, console_distribution
from infra.names import prefix
from infra.permissions import Statement
from infra.private_bucket import keep_private, read_by
from infra.settings import Settings
from infra.sign_in import API_SCOPE, SignIn
from shared import keys


class Console(pulumi.ComponentResource):
    """`url` has no slash at the end; `client` is what people sign in with there.

    The page itself comes by `publish`. `signing` is what the API needs to let their browsers read pictures, `reads`
    what the campaigns' bucket must allow.
    """

    def __init__(
        self,
        stack: str,
        settings: Settings,
        account: pulumi.Input[str],
        campaigns: aws.s3.Bucket,
        api: aws.apigatewayv2.Api,
        sign_in: SignIn,
    ) -> None:
        super().__init__("creative-automation:infra:Console", "console")
        self._child = pulumi.ResourceOptions(parent=self)
        name = f"{prefix(stack)}-console"
        self._campaigns = campaigns
        self.bucket = aws.s3.Bucket(
            "console-bucket",
            bucket=pulumi.Output.concat(name, "-", account),
            force_destroy=True,  # it holds nothing that the repository does not
            opts=self._child,
        )
        key = CookieKey(self, name)
        sources = Sources(self.bucket, campaigns, api)
        self.distribution = console_distribution(self, name, settings, sources, key, sign_in.url)
        self.url = pulumi.Output.concat("https://", settings.console_domain or self.distribution.domain_name)
        self.signing = CookieSigning(self.url, key.key_id, key.secret_arn)
        self.reads: Statement = read_by(self.distribution, campaigns, keys.OUTPUT_PREFIX)
        self.client = sign_in.client_of("console", [pulumi.Output.concat(self.url, "/")])
        reads_files = read_by(self.distribution, self.bucket, f"{SERVED}/")
        keep_private(self, self.bucket, ("console-private", "console-policy"), reads_files)
        self._open_to_the_page()
        self.register_outputs({"url": self.url})

    def publish(self, sign_in: SignIn, after: Sequence[pulumi.Resource]) -> None:
        """The page last: it names the others by the hash of their contents, and asks for what is there `after` these.

        So whoever opens it while a stack is updated has the page of before, or one that works.
        """
        page, files = console_files(FILES)
        uploaded = [self._object(file, self._child) for file in files]
        settings = pulumi.Output.json_dumps(
            {"signInUrl": sign_in.url, "clientId": self.client.id, "scope": f"openid email {API_SCOPE}"}
        )
        last = pulumi.ResourceOptions(parent=self, depends_on=[*uploaded, *after])
        self._object(ConsoleFile("settings.json", "application/json", settings, REVALIDATED), last)
        self._object(page, last)

    def _object(self, file: ConsoleFile, opts: pulumi.ResourceOptions) -> aws.s3.BucketObjectv2:
        return aws.s3.BucketObjectv2(
            f"console-{file.name}",
            bucket=self.bucket.bucket,
            key=f"{SERVED}/{file.key or file.name}",
            content=file.content,
            content_type=file.content_type,
            cache_control=file.cache_control,
            opts=opts,
        )

    def _open_to_the_page(self) -> None:
        """Pictures are uploaded by signed forms, by the page itself; they are read at its own host."""
        aws.s3.BucketCorsConfiguration(
            "console-pictures",
            bucket=self._campaigns.bucket,
            cors_rules=[
                {
                    "allowed_methods": ["POST"],
                    "allowed_origins": [self.url],
                    "allowed_headers": ["*"],
                    "max_age_seconds": 3600,
                }
            ],
            opts=self._child,
        )
