"""Which proposals were seen at earlier reviews: a small file beside the report."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Collection
from pathlib import Path

from mkdocs_autolink.files import replace_file

FILE = "reviewed.json"
_SCHEMA = 1


class Seen:
    """The proposals that somebody has looked at. A file that cannot be read or written only costs the mark "new"."""

    def __init__(self, folder: Path, known: Collection[str]) -> None:
        """`known` are the ids of the report's proposals; the file forgets all others."""
        self._path = folder / FILE
        self._known = frozenset(known)
        self.before = self._load()
        """Ids seen when this review began, None where nothing was ever reviewed."""
        self._now = self.before or frozenset()

    def add(self, ids: Collection[str]) -> None:
        """Remembers the ids, in the file too."""
        if fresh := self._known.intersection(ids) - self._now:
            self._now |= fresh | (self._load() or frozenset())
            text = json.dumps({"schema": _SCHEMA, "seen": sorted(self._now & self._known)}, indent=0)
            with contextlib.suppress(OSError):
                replace_file(self._path, f"{text}\n".encode())

    def _load(self) -> frozenset[str] | None:
        try:
            data = json.loads(self._path.read_bytes()) if self._path.is_file() else None
        except (OSError, ValueError, RecursionError):
            return None
        if not isinstance(data, dict) or data.get("schema") != _SCHEMA or not isinstance(data.get("seen"), list):
            return None
        return frozenset(one for one in data["seen"] if isinstance(one, str))
