"""Cells of tables -> which of them name a parameter or the like, as the header of their column says."""

from __future__ import annotations

import re
from functools import cache

TABULAR = frozenset("table td th tr".split())
"""Elements that `Tables` has to hear of."""
_TAGS = r"(?:\s|<(?!/?t)[^<>]*>)*+"
"""Blanks and tags, those of tables left out."""


# The patterns are made when a page first has a table: that takes a few hundredths of the time to import us.
@cache
def _header() -> re.Pattern[str]:
    """What stands above the names of parameters.

    Not "Name" and "Field": such columns list things that pages are about.
    """
    return re.compile(
        rf"(?i){_TAGS}(?:(?:arguments?|attributes?|options?|param(?:eter)?s?|props?|propert(?:y|ies)"
        r"|argumente?|attribute?n?|eigenschaft(?:en)?|optionen|argumentos?|atributos?|opci(?:ón|ones)|opç(?:ão|ões)"
        r"|par[áâa]metros?|propiedad(?:es)?|propriedades?|attributs?|paramètres?|propriétés?|argomenti|parametri"
        r"|аргументы?|атрибуты?|опци[яи]|параметры?|свойств[оа])\b"
        r"|参数|參數|属性|選項|选项|引数|パラメータ|プロパティ|オプション|매개변수|속성|옵션)"
    )


@cache
def _one_word() -> re.Pattern[str]:
    """All of a cell that holds one word."""
    return re.compile(rf"(?i){_TAGS}[\w.$]++{_TAGS}</td\s*+>")


class Tables:
    """The table that began last at a place in the HTML: one inside of another takes its place."""

    def __init__(self) -> None:
        self._names_parameters: bool | None = None
        """Whether its first column does, None until its first cell is read."""
        self._at_first_cell = False

    def start(self, name: str, html: str, end: int) -> bool:
        """Hear of a start tag, which ends at an offset: whether what it opens is the one-word name of a parameter."""
        if name == "table":
            self._names_parameters = None
        elif name == "tr":
            self._at_first_cell = True
        elif self._at_first_cell:
            self._at_first_cell = False
            if self._names_parameters is None:
                self._names_parameters = _header().match(html, end) is not None
            elif self._names_parameters:
                return _one_word().match(html, end) is not None
        return False
