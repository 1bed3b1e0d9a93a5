"""Cookies by which CloudFront lets a browser read what campaigns have made: signed with a key that it trusts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import Final
from urllib.parse import parse_qsl, urlsplit

from shared import aws, keys
from shared.frozen import now

GOOD_FOR: Final = timedelta(hours=1)
PATH: Final = f"/{keys.OUTPUT_PREFIX.rstrip('/')}"

# "Set signed cookies using a custom policy" (CloudFront developer guide).
NAMES: Final = ("CloudFront-Policy", "CloudFront-Signature", "CloudFront-Key-Pair-Id")


@dataclass(frozen=True, slots=True)
class SignedCookies:
    """`url` is the console's; `key_id` names the key, of which the secret holds the private half, in PEM."""

    url: str
    key_id: str
    secret: str

    def made(self) -> dict[str, str]:
        """Name -> value: good for an hour, and for reading all that campaigns have made."""
        from botocore.signers import CloudFrontSigner  # no other call waits for what is imported here

        signer, resource = CloudFrontSigner(self.key_id, _signs_with(self.secret)), f"{self.url}{PATH}/*"
        policy = signer.build_policy(resource, now() + GOOD_FOR)
        signed = dict(parse_qsl(urlsplit(signer.generate_presigned_url(resource, policy=policy)).query))
        return {name: signed[name.removeprefix("CloudFront-")] for name in NAMES}


@cache
def _signs_with(secret: str) -> Callable[[bytes], bytes]:
    """Signs as CloudFront asks for it.

    The secret is read once: the environment names the key, so that with another one the function starts anew. Raises
    TypeError for a secret that holds no RSA key.
    """
    from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
    from cryptography.hazmat.primitives.hashes import SHA1
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    pem = aws.client("secretsmanager").get_secret_value(SecretId=secret)["SecretString"]
    key = load_pem_private_key(pem.encode(), None)
    if not isinstance(key, RSAPrivateKey):
        raise TypeError(f"the secret {secret} holds no RSA key")
    return lambda message: key.sign(message, PKCS1v15(), SHA1())  # noqa: S303 - CloudFront takes no other hash
