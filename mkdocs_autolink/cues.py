"""Words and headings that announce a link, folded, of all languages we know."""

from __future__ import annotations

CUES_BEFORE = frozenset(
    "see refer described explained documented read check consult visit follow called named"
    " siehe vgl beschrieben mehr unter ver véase consulte consulta voir consultez décrit veja consulte vedi consulta"
    " zie raadpleeg zobacz patrz см смотрите подробнее описано раздел разделе 见 参 阅 看 参照 参考 참고 참조".split()
)
"""Words before a mention."""

CUES_AFTER = frozenset(
    "guide guides documentation docs doc page pages section sections tutorial tutorials reference chapter article"
    " manual seite abschnitt kapitel anleitung dokumentation sección página guía capítulo documentación chapitre"
    " página guia documentação seção sezione pagina guida documentazione sectie pagina hoofdstuk strona sekcja"
    " rozdział раздел разделе страница документация".split()
)
"""Words after a mention."""

CLICKS = frozenset(
    "click clicking clicked tap tapping press pressing klicken klicke klickt clic pulsa pulse pulsar cliquez cliquer"
    " clique clica clicar clicca clicchi cliccare klik klikt kliknij kliknąć нажмите нажать нажав кликните щёлкните"
    " щелкните 击".split()
)
"""Words before the label of something on a screen."""

CONTROLS = frozenset(
    "button buttons tab tabs checkbox checkboxes icon icons dropdown field fields menu option options column"
    " schaltfläche reiter feld botón pestaña casilla campo bouton onglet champ botão aba pulsante scheda knop tabblad"
    " veld przycisk zakładka pole кнопка кнопку кнопки вкладка вкладке вкладку поле".split()
)
"""What has such a label."""

LISTS_OF_LINKS = frozenset(
    "see also|related|related pages|related topics|related links|related articles|further reading|next steps"
    "|what's next|what next|references|reference|resources|links|more information|read more|learn more|contents"
    "|additional resources|useful links|in this section|siehe auch|weiterführende links|véase también|ver también"
    "|voir aussi|veja também|vedi anche|zie ook|zobacz też|см также|см. также|参考资料|延伸阅读|参见|関連項目".split(
        "|"
    )
)
"""Headings of sections that list links."""
