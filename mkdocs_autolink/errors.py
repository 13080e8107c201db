"""What goes wrong, said so that a reader knows where, what, and what to do next."""

from __future__ import annotations

import reprlib
from collections.abc import Iterable

_IN_YAML = {None: "null", True: "true", False: "false"}
_SHORT = reprlib.Repr()
_SHORT.maxstring = _SHORT.maxother = _SHORT.maxlong = 60
_SHORT.maxlevel = 3
"""What stands deeper would be cut anyway, and aliases in YAML can make it exponentially long."""


class AutolinkError(Exception):
    """The base of every error that this package raises on purpose; its text is fit for a user."""


class SettingsError(AutolinkError):
    """Options have values that they cannot have; all of them are named at once."""

    def __init__(self, problems: Iterable[tuple[str, str]]) -> None:
        self.problems = tuple(problems)
        """Pairs of an option's dotted name and what is wrong with it, in the order of the options."""
        super().__init__(self.problems)

    def __str__(self) -> str:
        return "\n".join(f"{option}: {message}" for option, message in self.problems)


class YamlError(AutolinkError):
    """A YAML text is broken, or holds what we do not read; the message is one line."""


class DecisionsError(AutolinkError):
    """The decisions file cannot be read as it stands; it is never overwritten then."""


class ReportError(AutolinkError):
    """The report cannot be written where the settings say, or cannot be read; the message is one line."""


def shown(value: object) -> str:
    """The value as a message shows it: on one line, escaped, and cut where it is long."""
    if value is None or isinstance(value, bool):
        return _IN_YAML[value]
    try:
        text = _SHORT.repr(value)
    except ValueError:  # Python refuses to print integers of thousands of digits
        return "a huge number"
    return text if len(text) <= 80 else f"{text[:79]}…"


def nearest(word: str, known: Iterable[str]) -> str:
    """Which of the known words somebody may have meant, empty if none is like it."""
    from difflib import get_close_matches  # noqa: PLC0415 - no build needs it that has nothing to complain of

    return next(iter(get_close_matches(word, known, n=1)), "")
