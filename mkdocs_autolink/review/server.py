"""The page over HTTP, for this machine and for who knows the token.

Any site that a reviewer has open can send requests to 127.0.0.1. So every address begins with the token, every call of
the API repeats it in a header, which no other site may send, and Host, Origin and Sec-Fetch-Site must be ours.
"""

from __future__ import annotations

import gzip
import hmac
import json
import os
import secrets
import sys
import threading
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from mkdocs_autolink.errors import AutolinkError
from mkdocs_autolink.review.api import Answer, Api, Request, failure

HOST = "127.0.0.1"
TOKEN_HEADER = "X-Autolink-Token"  # noqa: S105 - its name, not the token
MOST_BYTES = 1_000_000
"""Most bytes of a request's body."""
_SECONDS = 10
"""How long the server waits for the next bytes of a request, and for the next request of a connection."""
_SMALL = 1_000
"""Answers of fewer bytes are not compressed."""
_PAGE = Path(__file__).parent / "page"
_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
)
# The report is one file with its own script and style, which its own policy names; here it may not reach the API.
_REPORT_POLICY = (
    "sandbox allow-scripts; default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; "
    "frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
)
_HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_INCOMPLETE = "This address is not complete. Open the one that `mkdocs-autolink review` printed when it was started.\n"


class PortError(AutolinkError):
    """The server cannot listen where it was told to."""


@dataclass(frozen=True, slots=True)
class _Response:
    status: HTTPStatus
    content: bytes
    kind: str
    policy: str = _POLICY
    headers: dict[str, str] = field(default_factory=dict)


class _RefusedError(Exception):
    """A request that is not looked at any further."""

    def __init__(self, response: _Response) -> None:
        self.response = response


class ReviewServer(ThreadingHTTPServer):
    """Serves one session. `address` is what to open."""

    daemon_threads = True
    request_queue_size = 64
    # On Windows "reuse" means that another program may take the port over.
    allow_reuse_address = os.name == "posix"

    def __init__(self, api: Api, report: Path, port: int = 0, *, most_connections: int = 64) -> None:
        """Listens on the port, on any free one for 0. `report` is the HTML report. Raises PortError."""
        try:
            super().__init__((HOST, port), _Handler)
        except (OSError, OverflowError) as error:
            reason = error.strerror if isinstance(error, OSError) else "it must be from 0 to 65535"
            message = f"Port {port} cannot be used: {reason}. Choose another with --port, or leave that out."
            raise PortError(message) from None
        self.api = api
        self.report = report
        self.token = secrets.token_urlsafe(24)
        self.names = {f"{HOST}:{self.server_port}", f"localhost:{self.server_port}"}
        self.files = {path.name: path for path in _PAGE.glob("*") if path.suffix in _TYPES}
        self._connections = threading.BoundedSemaphore(most_connections)

    @property
    def address(self) -> str:
        """Where the page is, token included."""
        return f"http://{HOST}:{self.server_port}/{self.token}/"

    def process_request(self, request: Any, client_address: Any) -> None:
        """Takes a connection if there are not too many already."""
        if self._connections.acquire(blocking=False):
            super().process_request(request, client_address)
        else:
            self.shutdown_request(request)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """Serves a connection until it ends."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._connections.release()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Says what failed, but for connections that were cut, which is no fault."""
        if not isinstance(sys.exception(), (ConnectionError, TimeoutError)):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    server: ReviewServer
    protocol_version = "HTTP/1.1"
    server_version = "mkdocs-autolink"
    sys_version = ""
    timeout = _SECONDS
    disable_nagle_algorithm = True
    error_content_type = "text/plain; charset=utf-8"
    error_message_format = "%(code)d %(message)s\n"

    def do_GET(self) -> None:
        self._serve()

    def do_POST(self) -> None:
        self._serve()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name
        """Logs nothing: addresses hold the token."""

    def _serve(self) -> None:
        try:
            response = self._response()
        except _RefusedError as refused:
            self.close_connection = True  # a body that was not read would be taken for the next request
            response = refused.response
        self._send(response)

    def _response(self) -> _Response:
        self._check_names()
        path, _, query = self.path.partition("?")
        token, slash, path = path.removeprefix("/").partition("/")
        if not self._is_token(token):
            raise _refused(HTTPStatus.FORBIDDEN, _INCOMPLETE)
        if path.startswith("api/"):
            return self._api(path.removeprefix("api/"), query)
        if self.command != "GET":
            raise _refused(HTTPStatus.METHOD_NOT_ALLOWED, "This address can only be read.\n")
        if not slash:  # the page's own addresses begin where its address ends
            return _Response(HTTPStatus.PERMANENT_REDIRECT, b"", _TYPES[".html"], headers={"Location": f"/{token}/"})
        return self._report() if path == "report" else self._file(path or "index.html")

    def _check_names(self) -> None:
        """Raises _RefusedError for another name of this machine (DNS rebinding) and for requests by other sites."""
        hosts = self.headers.get_all("Host", [])
        if len(hosts) != 1 or hosts[0] not in self.server.names:
            raise _refused(HTTPStatus.FORBIDDEN, "This server answers to 127.0.0.1 only.\n")
        origin = self.headers.get("Origin")
        if origin is not None and origin.removeprefix("http://") not in self.server.names:
            raise _refused(HTTPStatus.FORBIDDEN, "Requests from other sites are not answered.\n")

    def _is_token(self, text: str) -> bool:
        return hmac.compare_digest(text.encode("utf-8", "surrogateescape"), self.server.token.encode())

    def _api(self, path: str, query: str) -> _Response:
        from_here = self.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"
        if not from_here or not self._is_token(self.headers.get(TOKEN_HEADER, "")):
            message = f"The header {TOKEN_HEADER} is missing or wrong. Load the page again."
            raise _RefusedError(_json(failure(HTTPStatus.FORBIDDEN, "forbidden", message)))
        try:
            fields = dict(parse_qsl(query, max_num_fields=20))
        except ValueError:
            raise _bad(HTTPStatus.BAD_REQUEST, "The address has too many parts.") from None
        body = self._body() if self.command == "POST" else {}
        return _json(self.server.api.answer(Request(self.command, path, fields, body)))

    def _body(self) -> dict[str, Any]:
        if self.headers.get_content_type() != "application/json":
            raise _bad(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "The body must be application/json.")
        length = self.headers.get("Content-Length", "")
        if not (length.isascii() and length.isdecimal()) or "Transfer-Encoding" in self.headers:
            raise _bad(HTTPStatus.LENGTH_REQUIRED, "The body's length must be given.")
        if len(length) > 9 or int(length) > MOST_BYTES:
            raise _bad(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"The body may have up to {MOST_BYTES} bytes.")
        content = self.rfile.read(int(length))
        try:
            data = json.loads(content)
        except (ValueError, RecursionError):
            raise _bad(HTTPStatus.BAD_REQUEST, "The body is no JSON.") from None
        if not isinstance(data, dict):
            raise _bad(HTTPStatus.BAD_REQUEST, "The body is no JSON object.")
        return data

    def _file(self, name: str) -> _Response:
        if name not in self.server.files:
            raise _refused(HTTPStatus.NOT_FOUND, "There is no such address.\n")
        path = self.server.files[name]
        return _Response(HTTPStatus.OK, path.read_bytes(), _TYPES[path.suffix])

    def _report(self) -> _Response:
        try:
            content = self.server.report.read_bytes()
        except OSError:
            raise _refused(HTTPStatus.NOT_FOUND, "There is no report.html. Build again to get one.\n") from None
        return _Response(HTTPStatus.OK, content, _TYPES[".html"], _REPORT_POLICY)

    def _send(self, response: _Response) -> None:
        content, headers = response.content, dict(response.headers)
        if len(content) >= _SMALL and "gzip" in self.headers.get("Accept-Encoding", ""):
            content, headers["Content-Encoding"] = gzip.compress(content, 4), "gzip"
        self.send_response(response.status)
        headers |= {**_HEADERS, "Content-Type": response.kind, "Content-Security-Policy": response.policy}
        headers |= {"Content-Length": str(len(content)), "Vary": "Accept-Encoding"}
        if self.close_connection:
            headers["Connection"] = "close"
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)


def _json(answer: Answer) -> _Response:
    return _Response(answer.status, json.dumps(answer.body, separators=(",", ":")).encode(), "application/json")


def _bad(status: HTTPStatus, message: str) -> _RefusedError:
    return _RefusedError(_json(failure(status, "bad request", message)))


def _refused(status: HTTPStatus, message: str) -> _RefusedError:
    return _RefusedError(_Response(status, message.encode(), "text/plain; charset=utf-8"))
