"""The key by which cookies are signed: CloudFront knows its public half, the API's function reads the private one."""

from __future__ import annotations

from dataclasses import dataclass

import pulumi
import pulumi_aws as aws
import pulumi_tls as tls


@dataclass(frozen=True, slots=True)
class CookieSigning:
    """What whoever signs must know: the address that cookies open, the key's name, and the secret that holds it."""

    url: pulumi.Input[str]
    key_id: pulumi.Input[str]
    secret_arn: pulumi.Input[str]


class CookieKey:
    """`group` is what CloudFront checks signatures by, `key_id` names the key in a cookie.

    `secret_arn` is where the private half lies, in PEM. It is in Pulumi's state, too, encrypted as every secret there.
    """

    def __init__(self, parent: pulumi.ComponentResource, name: str) -> None:
        child = pulumi.ResourceOptions(parent=parent)
        # What CloudFront takes: "Create key pairs for your signers" (developer guide).
        key = tls.PrivateKey("cookie-key", algorithm="RSA", rsa_bits=2048, opts=child)
        # Pulumi makes its name, which no two keys share: so that a new key can come before the old one goes.
        public = aws.cloudfront.PublicKey("cookie-public-key", encoded_key=key.public_key_pem, opts=child)
        self.key_id = public.id
        self.group = aws.cloudfront.KeyGroup("cookie-keys", name=name, items=[public.id], opts=child)
        secret = aws.secretsmanager.Secret(
            "cookie-secret",
            name=f"{name}-cookie-key",
            description="Signs the cookies by which people who are signed in read pictures",
            recovery_window_in_days=0,  # a new one is as good: none has to come back
            opts=child,
        )
        pem: pulumi.Output[str] = pulumi.Output.secret(key.private_key_pem)
        private = aws.secretsmanager.SecretVersion(
            "cookie-private-key",
            secret_id=secret.arn,
            secret_string=pem,
            opts=child,
        )
        self.secret_arn = private.secret_arn
