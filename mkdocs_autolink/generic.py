"""Headings that any page may have and that name none, folded, of all languages we know."""

from __future__ import annotations

GENERIC_HEADINGS = frozenset(
    (
        "overview|introduction|intro|example|examples|usage|installation|install|configuration|notes|note|"
        "see also|references|reference|requirements|prerequisites|limitations|known issues|faq|"
        "troubleshooting|summary|conclusion|background|description|parameters|options|arguments|setup|"
        "getting started|quick start|quickstart|how it works|next steps|what's next|further reading|"
        "resources|links|changelog|general|other|others|tips|details|definition|motivation|purpose|features|"
        "implementation|syntax|properties|fields|attributes|methods|functions|basics|basic usage|advanced|"
        "advanced usage|more information|additional resources|related|context|contents|table of contents|"
        "license|credits|support|help|contact|about|home|index|welcome|testing|tests|steps|step 1|step 2|"
        "step 3|questions|goal|goals|scope|benefits|use cases|best practices|example usage|output|input|"
        "result|results|response|request|returns|bug fixes|new features|breaking changes|improvements|"
        "deprecations|security|performance|other changes|enhancements|übersicht|einleitung|einführung|"
        "beispiel|beispiele|voraussetzungen|zusammenfassung|siehe auch|introducción|ejemplo|ejemplos|resumen|"
        "requisitos|ver también|aperçu|exemple|exemples|résumé|prérequis|voir aussi|introdução|exemplo|"
        "exemplos|resumo|introduzione|esempio|esempi|riepilogo|inleiding|voorbeeld|voorbeelden|samenvatting|"
        "wprowadzenie|przykład|przykłady|podsumowanie|введение|пример|примеры|описание|параметры|см также|"
        "обзор|синтаксис|заключение|简介|引入|定义|例题|习题|参考资料|实现|代码|概述|示例|注意|总结|解释|过程|性质|证明|应用|参考资料与注释|はじめに|概要|例|"
        "まとめ"
    ).split("|")
)
