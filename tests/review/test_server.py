from __future__ import annotations

import gzip
import http.client
import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from made_report import link, made_report, page
from mkdocs_autolink.review.api import Api
from mkdocs_autolink.review.payload import Payload
from mkdocs_autolink.review.server import MOST_BYTES, TOKEN_HEADER, PortError, ReviewServer
from mkdocs_autolink.review.session import Session

SPOILT = '<img src=x onerror=alert(1)> $$x$$ </script> \u202e "'
REPORT = made_report(
    pages=(page("a.md", SPOILT), page("disk.md", "Disks", {"quota": "Quota"})),
    links=(link("a.md", "quota", "disk.md#quota"), link("a.md", SPOILT, "disk.md", before="b", confidence=0.7)),
)


@dataclass
class Browser:
    """Talks to a server as a browser on the page does, but for what a test changes."""

    server: ReviewServer

    def send(self, method: str, path: str, body: bytes | None = None, **changed: str | None) -> tuple[int, str, Any]:
        """Status, headers and content. `changed` headers replace those of the page, None leaves one out."""
        headers = {
            "Host": f"127.0.0.1:{self.server.server_port}",
            TOKEN_HEADER: self.server.token,
            "Sec-Fetch-Site": "same-origin",
            "Content-Type": "application/json",
        }
        headers |= {name.replace("_", "-"): value for name, value in changed.items()}  # type: ignore[misc]
        connection = http.client.HTTPConnection("127.0.0.1", self.server.server_port, timeout=10)
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        for name, value in headers.items():
            if value is not None:
                connection.putheader(name, value)
        if body is not None and "Content-Length" not in headers and "Transfer-Encoding" not in headers:
            connection.putheader("Content-Length", str(len(body)))
        connection.endheaders(body)
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        return answer.status, str(answer.headers), content

    def api(self, path: str, body: object = None, **changed: str | None) -> tuple[int, Any]:
        data = None if body is None else json.dumps(body).encode()
        status, _, content = self.send("GET" if data is None else "POST", self.at(f"api/{path}"), data, **changed)
        return status, json.loads(content)

    def at(self, path: str) -> str:
        return f"/{self.server.token}/{path}"


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[Browser]:
    (tmp_path / "report.html").write_text("<!doctype html><title>R</title><body>report", encoding="utf-8")
    session = Session(REPORT, tmp_path, tmp_path / "autolink.yml")
    payload = Payload(session, file="autolink.yml", report_address="report", stale=())
    with ReviewServer(Api(session, payload), tmp_path / "report.html") as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield Browser(server)
        server.shutdown()
        thread.join()


def accept(browser: Browser) -> dict[str, object]:
    proposal = browser.api("state")[1]["groups"][0]["proposals"][0]
    return {"id": "one", "since": 1, "do": "accept", "proposals": [{"id": proposal["id"], "stamp": ""}]}


def test_it_listens_to_this_machine_only(browser: Browser) -> None:
    assert browser.server.server_address[0] == "127.0.0.1"
    assert browser.server.address.startswith("http://127.0.0.1:")
    assert len(browser.server.token) >= 32


def test_a_decision_by_way_of_the_api(browser: Browser, tmp_path: Path) -> None:
    status, answer = browser.api("act", accept(browser))
    assert (status, answer["applied"]) == (200, True)
    assert "verdict: accept" in (tmp_path / "autolink.yml").read_text(encoding="utf-8")
    (tmp_path / "autolink.yml").unlink()
    assert browser.api("act", accept(browser))[1]["applied"] is True, "the same action is answered as it was"
    assert not (tmp_path / "autolink.yml").exists(), "and not done again"


@pytest.mark.parametrize("path", ["/", "/report", "/api/state", "/review.js", "/x/api/state", "/%00/", "//"])
def test_without_the_token_there_is_nothing(browser: Browser, path: str) -> None:
    for method in ("GET", "POST"):
        status, _, content = browser.send(method, path, b"{}")
        assert status == 403
        assert b"mkdocs-autolink review" in content
        assert browser.server.token.encode() not in content


def test_the_api_wants_the_token_in_a_header_too(browser: Browser) -> None:
    for wrong in (None, "", "x", browser.server.token[:-1]):
        status, answer = browser.api("state", **{TOKEN_HEADER: wrong})
        assert (status, answer["error"]["code"]) == (403, "forbidden")


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "127.0.0.1.evil.example:80", "", None])
def test_another_name_of_this_machine_is_refused(browser: Browser, host: str | None) -> None:
    assert browser.send("GET", browser.at(""), Host=host)[0] == 403


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:1", ""])
def test_no_other_site_can_post(browser: Browser, tmp_path: Path, origin: str) -> None:
    order = accept(browser)
    assert browser.send("POST", browser.at("api/act"), json.dumps(order).encode(), Origin=origin)[0] == 403
    assert not (tmp_path / "autolink.yml").exists()


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none"])
def test_the_api_answers_its_own_page_only(browser: Browser, site: str) -> None:
    assert browser.api("act", accept(browser), Sec_Fetch_Site=site)[0] == 403


def test_its_own_origin_may_post(browser: Browser) -> None:
    own = f"http://127.0.0.1:{browser.server.server_port}"
    assert browser.api("act", accept(browser), Origin=own)[0] == 200


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", None])
def test_only_json_is_read(browser: Browser, kind: str | None) -> None:
    assert browser.api("act", accept(browser), Content_Type=kind)[0] == 415


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b'"x"', b"\xff", b"[" * 100_000])
def test_what_is_no_json_object_is_refused(browser: Browser, body: bytes) -> None:
    assert browser.send("POST", browser.at("api/act"), body)[0] == 400


@pytest.mark.parametrize("length", [str(MOST_BYTES + 1), "9" * 400])
def test_bodies_are_bounded(browser: Browser, length: str) -> None:
    assert browser.send("POST", browser.at("api/act"), b"", Content_Length=length)[0] == 413


@pytest.mark.parametrize(
    "changed", [{"Content_Length": "-1"}, {"Content_Length": "x"}, {"Transfer_Encoding": "chunked"}]
)
def test_a_body_without_a_length_is_refused(browser: Browser, changed: dict[str, str]) -> None:
    assert browser.send("POST", browser.at("api/act"), b"0\r\n\r\n", **changed)[0] == 411


@pytest.mark.parametrize(
    "path",
    [
        "../server.py",
        "..%2fserver.py",
        "%2e%2e/server.py",
        "....//server.py",
        "/etc/passwd",
        "\\..\\server.py",
        "index.html/..",
        "nothing.js",
        "index.html%00.js",
    ],
)
def test_no_other_file_is_served(browser: Browser, path: str) -> None:
    assert browser.send("GET", browser.at(path))[0] == 404


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "TRACE", "CONNECT", "NONSENSE"])
def test_other_methods_are_not_known(browser: Browser, method: str) -> None:
    status, headers, _ = browser.send(method, browser.at("api/act"))
    assert status == 501
    assert "Access-Control" not in headers


def test_the_page_can_only_be_read(browser: Browser) -> None:
    assert browser.send("POST", browser.at(""), b"{}")[0] == 405
    assert browser.api("state", {})[0] == 404


def test_the_page_may_load_nothing_from_elsewhere(browser: Browser) -> None:
    status, headers, content = browser.send("GET", browser.at(""))
    assert status == 200
    assert b"<script" in content
    assert "default-src 'none'" in headers
    assert "unsafe" not in headers
    assert "frame-ancestors 'none'" in headers
    for line in ("Cache-Control: no-store", "X-Content-Type-Options: nosniff", "Referrer-Policy: no-referrer"):
        assert line in headers


def test_the_address_without_its_last_slash_leads_to_the_page(browser: Browser) -> None:
    status, headers, _ = browser.send("GET", f"/{browser.server.token}")
    assert (status, f"Location: /{browser.server.token}/" in headers) == (308, True)


def test_the_report_is_served_and_kept_from_the_api(browser: Browser, tmp_path: Path) -> None:
    status, headers, content = browser.send("GET", browser.at("report"))
    assert (status, b"report" in content) == (200, True)
    assert "sandbox allow-scripts;" in headers
    (tmp_path / "report.html").unlink()
    assert browser.send("GET", browser.at("report"))[0] == 404


def test_long_answers_are_compressed_for_those_who_can_read_that(browser: Browser) -> None:
    _, headers, content = browser.send("GET", browser.at("api/state"), Accept_Encoding="gzip")
    assert "Content-Encoding: gzip" in headers
    assert json.loads(gzip.decompress(content)) == browser.api("state")[1]


def test_text_of_users_arrives_as_it_is(browser: Browser) -> None:
    _, state = browser.api("state")
    assert SPOILT in {proposal["phrase"] for group in state["groups"] for proposal in group["proposals"]}
    assert state["pages"][0] == ["a.md", SPOILT]


@pytest.mark.parametrize(
    "order",
    [
        {},
        {"id": "", "do": "accept"},
        {"id": "x" * 101, "do": "accept"},
        {"id": "x", "do": "destroy"},
        {"id": "x", "do": "accept"},
        {"id": "x", "do": "accept", "proposals": "p"},
        {"id": "x", "do": "accept", "proposals": ["p"]},
        {"id": "x", "do": "accept", "proposals": [{"id": "unknown", "stamp": ""}]},
        {"id": "x", "do": "accept", "proposals": [{"id": [], "stamp": ""}]},
        {"id": "x", "do": "bulk", "above": 2},
        {"id": "x", "do": "bulk", "above": True},
        {"id": "x", "do": "bulk", "groups": [1]},
        {"id": 7, "do": "undo"},
        {"id": "x", "do": "note", "note": "n" * 3_000, "proposals": []},
    ],
)
def test_orders_that_make_no_sense_are_refused(browser: Browser, order: dict[str, object]) -> None:
    status, answer = browser.api("act", order)
    assert (status, answer["error"]["code"]) == (400, "bad request")
    assert answer["error"]["message"].endswith(".")


@pytest.mark.parametrize("facts", [{"pages": []}, {"pages": ["../a.md"]}, {"only": True}, {"to": "disk.md"}])
def test_orders_that_contradict_themselves_are_refused(browser: Browser, facts: dict[str, object]) -> None:
    assert browser.api("act", accept(browser) | facts)[0] == 400


def test_half_a_character_in_a_note_is_refused(browser: Browser, tmp_path: Path) -> None:
    assert browser.api("act", accept(browser) | {"note": "\ud83d"})[0] == 400
    assert not (tmp_path / "autolink.yml").exists()


def test_what_changed_elsewhere_comes_with_the_refusal(browser: Browser, tmp_path: Path) -> None:
    order = accept(browser)
    block = '  - {phrase: quota, target: "disk.md#quota", verdict: reject}\n'
    (tmp_path / "autolink.yml").write_text(f"version: 1\ndecisions:\n{block}", encoding="utf-8")
    status, answer = browser.api("act", order)
    assert (status, answer["error"]["code"]) == (409, "changed")
    assert "rejected" in {proposal["state"] for proposal in answer["update"]["proposals"].values()}


def test_a_broken_file_is_said_and_the_page_goes_on(browser: Browser, tmp_path: Path) -> None:
    order, file = accept(browser), tmp_path / "autolink.yml"
    file.write_text("<<<<<<< ours\n", encoding="utf-8")
    status, answer = browser.api("act", order)
    assert (status, answer["error"]["code"]) == (503, "file")
    assert "autolink.yml" in browser.api("changes?since=1")[1]["problem"]
    file.unlink()
    assert browser.api("changes?since=1")[1]["problem"] == ""
    assert browser.api("act", order)[0] == 200


@pytest.mark.parametrize("since", ["", "0", "-5", "99", "x", "1e400"])
def test_who_knows_no_version_is_told_all(browser: Browser, since: str) -> None:
    status, update = browser.api(f"changes?since={since}")
    assert (status, len(update["proposals"])) == (200, 2)


def test_who_knows_all_is_told_nothing(browser: Browser) -> None:
    update = browser.api("changes?since=1")[1]
    assert (update["version"], update["proposals"], update["groups"], update["added"]) == (1, {}, {}, [])


def test_sentences_search_preview_and_memory(browser: Browser, tmp_path: Path) -> None:
    group = browser.api("state")[1]["groups"][0]
    details = browser.api(f"groups/{group['id']},unknown")[1]["groups"]
    assert [one["id"] for one in details] == [group["id"]]
    assert details[0]["proposals"][0]["mentions"][0]["anchor_text"] == "quota"
    assert browser.api("search?q=quota")[1]["targets"][0]["target"] == "disk.md#quota"
    assert browser.api("bulk", {"above": 0.8})[1]["proposals"] == 1
    assert browser.api("bulk", {"above": 0.5, "groups": [group["id"]]})[1]["proposals"] == 2
    assert browser.api("seen", {"groups": [group["id"]]})[0] == 200
    assert len(json.loads((tmp_path / "reviewed.json").read_bytes())["seen"]) == 2


def test_too_many_at_once(browser: Browser) -> None:
    assert browser.api("groups/" + ",".join(["x"] * 51))[0] == 400
    assert browser.api("changes?" + "&".join(["a=1"] * 50))[0] == 400
    assert browser.api("search?q=x&limit=nan")[0] == 400


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\0\0\0",
        b"GET\r\n\r\n",
        b"GET /\r\n\r\n",
        b"GET /\xc3\xa9/ HTTP/1.1\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET / HTTP/1.1\r\n" * 200,
    ],
)
def test_broken_requests_leave_it_running(browser: Browser, raw: bytes) -> None:
    with socket.create_connection(("127.0.0.1", browser.server.server_port), timeout=10) as connection:
        connection.sendall(raw)
        connection.shutdown(socket.SHUT_WR)
        while connection.recv(65_536):
            pass
    assert browser.api("state")[0] == 200


def test_slow_requests_hold_up_nobody(browser: Browser) -> None:
    with ExitStack() as stack:
        for _ in range(20):
            address = ("127.0.0.1", browser.server.server_port)
            slow = stack.enter_context(socket.create_connection(address, timeout=10))
            slow.sendall(b"POST / HTTP/1.1\r\nContent-Le")
        assert browser.api("state")[0] == 200


def test_too_many_connections_are_dropped_until_some_end(browser: Browser) -> None:
    with ReviewServer(browser.server.api, browser.server.report, most_connections=4) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        address = ("127.0.0.1", server.server_port)
        with ExitStack() as stack:
            for _ in range(4):
                stack.enter_context(socket.create_connection(address, timeout=10))
            with socket.create_connection(address, timeout=5) as dropped:
                assert dropped.recv(1) == b""
        assert any(served(Browser(server)) for _ in range(100))
        server.shutdown()
        thread.join()


def served(browser: Browser) -> bool:
    """Whether a connection is taken now; else a moment later."""
    with suppress(ConnectionError):
        return browser.api("state")[0] == 200
    time.sleep(0.05)
    return False


def test_a_port_in_use_is_said_in_one_line(browser: Browser) -> None:
    port = browser.server.server_port
    with pytest.raises(PortError, match=rf"^Port {port} cannot be used: .*--port.*\.$"):
        ReviewServer(browser.server.api, browser.server.report, port)
