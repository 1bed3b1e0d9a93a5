"""Keys, and the secrets that hold them. A key is Pulumi's own (its tls provider): it is made here, by no AWS."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from local.applier.context import Applied, Applier, Context
from local.applier.inputs import Inputs
from local.failure import LocalAwsFailed

if TYPE_CHECKING:
    from mypy_boto3_secretsmanager import SecretsManagerClient

_EXPONENT = 65537


def _private_key(_context: Context, name: str, inputs: Inputs) -> Applied:
    algorithm = inputs.need("algorithm")
    if algorithm != "RSA":
        raise LocalAwsFailed(f"a key of the algorithm RSA is expected, found {algorithm}")
    key = rsa.generate_private_key(_EXPONENT, inputs.need("rsaBits"))
    private = key.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption())
    public = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    return Applied(name, {"privateKeyPem": private.decode(), "publicKeyPem": public.decode()})


def _secret(context: Context, name: str, inputs: Inputs) -> Applied:
    inputs.without_effect("recoveryWindowInDays")
    secrets: SecretsManagerClient = context.clients("secretsmanager")
    made = secrets.create_secret(Name=inputs.get("name", name), **inputs.pick("description"))
    return Applied(made["ARN"], {"arn": made["ARN"]})


def _secret_version(context: Context, _name: str, inputs: Inputs) -> Applied:
    secret = inputs.need("secretId")
    secrets: SecretsManagerClient = context.clients("secretsmanager")
    made = secrets.put_secret_value(SecretId=secret, **inputs.pick("secretString"))
    return Applied(f"{secret}|{made['VersionId']}", {"secretArn": made["ARN"], "versionId": made["VersionId"]})


RESOURCES: dict[str, Applier] = {
    "aws:secretsmanager/secret:Secret": _secret,
    "aws:secretsmanager/secretVersion:SecretVersion": _secret_version,
    "tls:index/privateKey:PrivateKey": _private_key,
}
