"""The console's address on this machine: what a browser asks of it is asked of the emulator's CloudFront.

A browser can't resolve the distribution's own name, and signs people in on `localhost` or by HTTPS alone. So this edge
stands for that name, and says where on this machine lies what else has a name of AWS. It checks the signatures that
the emulator does not (local/signatures.py). Nothing else is changed.
"""

from __future__ import annotations

import contextlib
import http.client
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from local.emulator import HOST
from local.signatures import Guard, NotSigned
from local.stack import LocalStack

if TYPE_CHECKING:
    from mypy_boto3_cognito_idp import CognitoIdentityProviderClient
    from mypy_boto3_s3 import S3Client

CONSOLE_PORT = 8401  # the same each time, if it is free: a browser keeps drafts by address

_OF_THE_CONNECTION = {"connection", "content-length", "date", "server", "transfer-encoding"}
_SETTINGS = "/settings.json"


@contextmanager
def console_served(stack: LocalStack, port: int | None = None) -> Iterator[str]:
    """The address of the console, without a slash at the end, for as long as the block lasts.

    `port` is taken if it is free (None: any other).
    """
    server = _server(port)
    url = f"http://localhost:{server.server_address[1]}"
    server.names = {
        stack.outputs["consoleUrl"]: url,
        stack.outputs["signInUrl"]: url,
        _pictures(stack): f"{stack.endpoint_url}/{stack.outputs['bucket']}",
    }
    server.host = urlsplit(stack.outputs["consoleUrl"]).netloc
    server.emulator = urlsplit(stack.endpoint_url).netloc
    server.guard = Guard.of(stack.client("cloudfront"), server.host)
    _let_come_from(stack, url)
    thread = threading.Thread(target=server.serve_forever, name="console", daemon=True)
    thread.start()
    try:
        yield url
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Server(ThreadingHTTPServer):
    """`names` maps each address of AWS to the one here, `host` is the console's there."""

    daemon_threads = True
    names: Mapping[str, str]
    host: str
    emulator: str
    guard: Guard

    def told(self, text: str) -> str:
        for name, here in self.names.items():
            text = text.replace(name, here)
        return text


def _server(port: int | None) -> _Server:
    try:
        return _Server((HOST, port or 0), _Edge)
    except OSError:
        return _Server((HOST, 0), _Edge)


def _pictures(stack: LocalStack) -> str:
    return f"https://{stack.outputs['bucket']}.s3.{stack.region}.amazonaws.com"


def _let_come_from(stack: LocalStack, url: str) -> None:
    """Whatever lets the distribution's address in lets in the one that stands for it."""
    cognito: CognitoIdentityProviderClient = stack.client("cognito-idp")
    client = {"UserPoolId": stack.outputs["userPoolId"], "ClientId": stack.outputs["consoleClientId"]}
    known: Any = cognito.describe_user_pool_client(**client)["UserPoolClient"]
    callbacks = [*known["CallbackURLs"], f"{url}/"]
    # What is not given is set back: only what is no setting, or none that is set, is left out.
    same = {name: value for name, value in known.items() if value != "" and not name.endswith("Date")}
    cognito.update_user_pool_client(**{**same, "CallbackURLs": callbacks, "LogoutURLs": callbacks})
    s3: S3Client = stack.client("s3")
    rules: Any = s3.get_bucket_cors(Bucket=stack.outputs["bucket"])["CORSRules"]
    for rule in rules:
        rule["AllowedOrigins"] = [*rule["AllowedOrigins"], url]
    s3.put_bucket_cors(Bucket=stack.outputs["bucket"], CORSConfiguration={"CORSRules": rules})


class _Edge(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def log_message(self, *_arguments: Any) -> None:
        """The emulator has a log of its own."""

    def _forward(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        headers = {name: value for name, value in self.headers.items() if name.lower() not in _OF_THE_CONNECTION}
        headers |= {"Host": self.server.host, "X-Forwarded-Proto": "https"}
        target = self.path
        try:
            if self.server.guard.guards(target):
                target = self.server.guard.let_through(target, self.headers.get("Cookie", ""))
                headers = {name: value for name, value in headers.items() if name.lower() != "cookie"}
        except NotSigned as refused:
            told = f"Access denied: {refused}\n".encode()
            self._send(http.HTTPStatus.FORBIDDEN, [("Content-Type", "text/plain; charset=utf-8")], told)
            return
        connection = http.client.HTTPConnection(self.server.emulator)
        try:
            connection.request(self.command, target, body, headers)
            response = connection.getresponse()
            self._answer(response, response.read())
        finally:
            connection.close()

    def _answer(self, response: http.client.HTTPResponse, body: bytes) -> None:
        if self.path == _SETTINGS:
            body = self.server.told(body.decode()).encode()
        headers = [(name, value) for name, value in response.getheaders() if name.lower() not in _OF_THE_CONNECTION]
        self._send(response.status, headers, body)

    def _send(self, status: int, headers: Iterable[tuple[str, str]], body: bytes) -> None:
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, self.server.told(value))
        if status not in (http.HTTPStatus.NO_CONTENT, http.HTTPStatus.NOT_MODIFIED):
            self.send_header("Content-Length", str(len(body)))
        with contextlib.suppress(ConnectionError):  # a browser that left the page wants no answer any more
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = _forward  # noqa: N815 the library's names
