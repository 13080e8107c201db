"""The requests of the page -> answers, whatever carries them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus

from mkdocs_autolink.errors import AutolinkError
from mkdocs_autolink.review.actions import ActionError, read_above, read_action, read_texts
from mkdocs_autolink.review.payload import Json, Payload
from mkdocs_autolink.review.session import ChangedError, FileError, NoUndoError, Session
from mkdocs_autolink.target_search import TargetSearch

_MOST_GROUPS = 50
_MOST_HITS = 50
_ERRORS: Mapping[type[AutolinkError], tuple[HTTPStatus, str]] = {
    ActionError: (HTTPStatus.BAD_REQUEST, "bad request"),
    ChangedError: (HTTPStatus.CONFLICT, "changed"),
    NoUndoError: (HTTPStatus.CONFLICT, "no undo"),
    FileError: (HTTPStatus.SERVICE_UNAVAILABLE, "file"),
}


@dataclass(frozen=True, slots=True)
class Request:
    """What the page asks."""

    method: str
    path: str
    """Behind `api/`."""
    query: Mapping[str, str]
    body: Json


@dataclass(frozen=True, slots=True)
class Answer:
    """What it is told."""

    status: HTTPStatus
    body: Json


class Api:
    """The session, as the page talks to it."""

    def __init__(self, session: Session, payload: Payload) -> None:
        self._session = session
        self._payload = payload
        self._search = TargetSearch(session.report)
        self._routes: Mapping[tuple[str, str], Callable[[Request], Json]] = {
            ("GET", "state"): self._state,
            ("GET", "groups"): self._groups,
            ("GET", "changes"): self._changes,
            ("POST", "bulk"): self._bulk,
            ("GET", "search"): self._find,
            ("POST", "act"): self._act,
            ("POST", "seen"): self._seen,
        }

    def answer(self, request: Request) -> Answer:
        """The answer; requests that make no sense or cannot be done are told so."""
        route = self._routes.get((request.method, request.path.partition("/")[0]))
        if route is None:
            return failure(HTTPStatus.NOT_FOUND, "not found", "There is no such address.")
        try:
            return Answer(HTTPStatus.OK, route(request))
        except (ActionError, ChangedError, NoUndoError, FileError) as error:
            status, code = _ERRORS[type(error)]
            answer = failure(status, code, str(error))
            if status is HTTPStatus.CONFLICT:
                answer.body["update"] = self._payload.update(_since(request))
            return answer

    def _state(self, _: Request) -> Json:
        self._session.refresh()
        return self._payload.state()

    def _groups(self, request: Request) -> Json:
        wanted = request.path.partition("/")[2].split(",")
        if len(wanted) > _MOST_GROUPS:
            raise ActionError(f"Ask for up to {_MOST_GROUPS} groups at once.")
        return self._payload.details(wanted)

    def _changes(self, request: Request) -> Json:
        self._session.refresh()
        return self._payload.update(_since(request))

    def _bulk(self, request: Request) -> Json:
        above = read_above(request.body)
        return self._payload.preview(self._session.preview(above, read_texts(request.body, "groups")), above)

    def _find(self, request: Request) -> Json:
        limit = min(int(_number(request.query.get("limit", "12"))), _MOST_HITS)
        return self._payload.targets(self._search.find(request.query.get("q", ""), limit))

    def _act(self, request: Request) -> Json:
        action, since = read_action(request.body), _since(request)
        outcome = self._session.act(action)
        return {"applied": outcome.applied, "message": outcome.message, "update": self._payload.update(since)}

    def _seen(self, request: Request) -> Json:
        self._session.mark_seen(read_texts(request.body, "groups") or ())
        return {}


def failure(status: HTTPStatus, code: str, message: str) -> Answer:
    """An answer that says what went wrong."""
    return Answer(status, {"error": {"code": code, "message": message}})


def _since(request: Request) -> int:
    """The version that the page has; 0, which stands for none, where it does not say."""
    value = request.body.get("since", request.query.get("since", 0))
    try:
        return int(value)
    except (TypeError, ValueError, OverflowError):
        return 0


def _number(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value < 1_000_000:
        raise ActionError("That is no number.")
    return value
