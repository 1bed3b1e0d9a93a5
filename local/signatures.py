"""Whether a request for what CloudFront guards is signed: the emulator serves it to anybody.

Cookies and the query of a URL say the same: a policy (or only when it ends), a signature of it, and by which key.
"Use signed URLs" and "Use signed cookies" in the CloudFront developer guide.
"""

from __future__ import annotations

import base64
import binascii
import json
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from posixpath import normpath
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, unquote, urlencode

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from local.failure import LocalAwsFailed

if TYPE_CHECKING:
    from mypy_boto3_cloudfront import CloudFrontClient

_FIELDS = ("Expires", "Policy", "Signature", "Key-Pair-Id")
_COOKIE = "CloudFront-"
_ENDS, _BEGINS = "DateLessThan", "DateGreaterThan"
_KNOWN = {_ENDS, _BEGINS}


class NotSigned(Exception):
    """Why the request is refused."""


@dataclass(frozen=True, slots=True)
class Guard:
    """`keys` are the trusted ones by their id, for each pattern of paths that asks for a signature."""

    origin: str
    keys: Mapping[str, Mapping[str, RSAPublicKey]]

    @classmethod
    def of(cls, cloudfront: CloudFrontClient, host: str) -> Guard:
        distributions: Any = cloudfront.list_distributions()["DistributionList"]["Items"]
        [found] = [each for each in distributions if host in (each["DomainName"], *each["Aliases"].get("Items", []))]
        config: Any = cloudfront.get_distribution_config(Id=found["Id"])["DistributionConfig"]
        behaviors = config["CacheBehaviors"].get("Items", [])
        groups = {each["PathPattern"]: each.get("TrustedKeyGroups", {}).get("Items", []) for each in behaviors}
        return cls(f"https://{host}", {path: dict(_keys(cloudfront, names)) for path, names in groups.items() if names})

    def guards(self, target: str) -> bool:
        return self._trusted(target) is not None

    def let_through(self, target: str, cookie: str) -> str:
        """What is asked of the origin: the target without its signature. Raises NotSigned."""
        path, _, query = target.partition("?")
        fields = parse_qsl(query, keep_blank_values=True)
        in_query = {name: value for name, value in fields if name in _FIELDS}
        rest = urlencode([each for each in fields if each[0] not in _FIELDS])
        plain = f"{path}?{rest}" if rest else path
        pairs = [each.strip().partition("=") for each in cookie.split(";")]
        in_cookies = {name.removeprefix(_COOKIE): value for name, _, value in pairs if name.startswith(_COOKIE)}
        if not (in_query or in_cookies):
            raise NotSigned("not signed in: open the console and come from there")
        _check(in_query or in_cookies, self._trusted(target) or {}, self.origin + plain)
        return plain

    def _trusted(self, target: str) -> Mapping[str, RSAPublicKey] | None:
        """By the path that CloudFront compares: however it is spelled, it is the same (RFC 3986, 6.2.2)."""
        path = normpath(f"/{unquote(target.partition('?')[0]).lstrip('/')}")
        return next((keys for pattern, keys in self.keys.items() if fnmatchcase(path, pattern)), None)


def _keys(cloudfront: CloudFrontClient, groups: list[str]) -> Iterator[tuple[str, RSAPublicKey]]:
    for group in groups:
        for key_id in cloudfront.get_key_group(Id=group)["KeyGroup"]["KeyGroupConfig"]["Items"]:
            config = cloudfront.get_public_key(Id=key_id)["PublicKey"]["PublicKeyConfig"]
            key = load_pem_public_key(config["EncodedKey"].encode())
            if not isinstance(key, RSAPublicKey):
                raise LocalAwsFailed(f"the public key {key_id} of CloudFront is expected to be of RSA")
            yield key_id, key


def _check(given: Mapping[str, str], keys: Mapping[str, RSAPublicKey], url: str) -> None:
    try:
        key = keys[given["Key-Pair-Id"]]
        policy = _decoded(given["Policy"]) if "Policy" in given else _canned(url, int(given["Expires"]))
        key.verify(_decoded(given["Signature"]), policy, PKCS1v15(), SHA1())  # noqa: S303 - CloudFront's own choice
        [statement] = json.loads(policy)["Statement"]
        condition = {name: when["AWS:EpochTime"] for name, when in statement["Condition"].items() if name in _KNOWN}
        if statement["Condition"].keys() - _KNOWN:
            raise NotSigned(f"its policy has a condition that is not known here: {statement['Condition']}")
        ends, begins = condition[_ENDS], condition.get(_BEGINS, 0)
    except (KeyError, ValueError, binascii.Error) as error:
        raise NotSigned(f"something is missing or malformed in its signature: {error!r}") from error
    except InvalidSignature as error:
        raise NotSigned("its signature is not that of its policy") from error
    if not begins < time.time() < ends:
        raise NotSigned("its policy has ended, or not begun")
    if not fnmatchcase(url, statement["Resource"].replace("[", "[[]")):
        raise NotSigned(f"its policy is for {statement['Resource']}")


def _canned(url: str, ends: int) -> bytes:
    condition = {_ENDS: {"AWS:EpochTime": ends}}
    return json.dumps({"Statement": [{"Resource": url, "Condition": condition}]}, separators=(",", ":")).encode()


def _decoded(text: str) -> bytes:
    return base64.b64decode(text.replace("-", "+").replace("_", "=").replace("~", "/"), validate=True)
