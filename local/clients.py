"""boto3 clients for an endpoint on this machine, blind to the user's own AWS configuration."""

from __future__ import annotations

import os
import threading
from typing import Any

import boto3
import botocore.session
from botocore.config import Config

from local.emulator import ACCESS_KEY, SECRET_KEY

# No profile, no ~/.aws: a profile of the shell that does not exist here, or sets an endpoint, must not matter.
_NO_USER_CONFIGURATION = {
    "profile": (None, None, None, None),
    "config_file": (None, None, os.devnull, None),
    "credentials_file": (None, None, os.devnull, None),
}


class Clients:
    """One client per service, made once; safe to use from several threads."""

    def __init__(self, endpoint_url: str, region: str) -> None:
        core = botocore.session.Session(session_vars=_NO_USER_CONFIGURATION)
        self._session = boto3.Session(ACCESS_KEY, SECRET_KEY, region_name=region, botocore_session=core)
        self.endpoint_url = endpoint_url
        self._clients: dict[str, Any] = {}
        self._lock = threading.Lock()

    def __call__(self, service: str) -> Any:
        """The boto3 client of `service`; annotate the variable that takes it with its mypy_boto3 type."""
        with self._lock:  # sessions are not thread-safe, clients are
            if service not in self._clients:
                self._clients[service] = self._session.client(
                    service,  # type: ignore[call-overload]
                    endpoint_url=self.endpoint_url,
                    config=Config(proxies={}, max_pool_connections=32, retries={"total_max_attempts": 2}),
                )
            return self._clients[service]
