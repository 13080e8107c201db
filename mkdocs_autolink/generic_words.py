"""Names that any page or section may have, and words that any link may show: they name none. Folded."""

from __future__ import annotations

GENERIC_NAMES = frozenset(
    (
        "overview|introduction|intro|example|examples|usage|installation|install|configuration|notes|note|"
        "see also|references|references and further reading|references and future reading|reference|requirements|"
        "prerequisites|limitations|known issues|faq|"
        "troubleshooting|summary|conclusion|background|description|parameters|options|arguments|setup|"
        "getting started|first steps|quick start|quickstart|how it works|next steps|what's next|further reading|"
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
        "まとめ|第一步|安全性|sicherheit|seguridad|sécurité|sicurezza|segurança|безопасность"
    ).split("|")
)

EMPTY_HEADS = frozenset(
    (
        "introduction to|an introduction to|intro to|overview of|an overview of|guide to|a guide to|what is|what are|"
        "einführung in|überblick über|was ist|introducción a|visión general de|qué es|introduction à|présentation de|"
        "introdução a|o que é|introduzione a|cos'è|inleiding tot|wprowadzenie do|введение в|что такое|обзор"
    ).split("|")
)
"""What titles begin with and nobody repeats who speaks of their subject."""

EMPTY_TAILS = frozenset(
    (
        "overview|introduction|intro|basics|at a glance|übersicht|überblick|einführung|grundlagen|"
        "简介|概述|介绍|入门|基础|入門|概要|소개|개요"
    ).split("|")
)
"""What titles end with, likewise."""

GENERIC_ANCHOR_TEXTS = frozenset(
    (
        "here|this|that|link|this link|page|this page|that page|new page|next page|section|this section|next section|"
        "document|this document|documentation|docs|the docs|article|this article|post|blog post|guide|this guide|"
        "tutorial|this tutorial|chapter|this chapter|example|examples|details|more|more details|more information|"
        "read more|learn more|see|see here|see more|start here|above|below|next|previous|table|list|figure|website|"
        "site|file|hier|diese seite|seite|abschnitt|mehr|weiter|ici|cette page|cette section|en savoir plus|aquí|"
        "esta página|este apartado|página|sección|más|siguiente|aqui|seção|qui|questa pagina|pagina|sezione|"
        "deze pagina|meer|tutaj|ta strona|strona|sekcja|więcej|здесь|тут|раздел|разделе|этот раздел|этом разделе|"
        "соответствующем разделе|соответствующий раздел|страница|подробнее|ниже|выше|далее|"
        "这里|此处|本页|下文|上文|前文|后文|对应章节|"
        "相应章节|这篇文章|文章|文档|こちら|ここ|このページ|前述|後述|여기|이 페이지"
    ).split("|")
)

EVERYDAY_WORDS = frozenset(
    (
        "access|action|actions|add|admin|administration|algorithm|alternative|alternatives|api|app|application|"
        "applications|archive|argument|arguments|attribute|attributes|basic|build|button|change|check|class|clean|"
        "client|close|code|command|commands|compare|concept|concepts|configuration|configure|connect|connection|"
        "content|convert|copy|count|create|custom|dashboard|data|default|delete|deploy|deployment|design|develop|"
        "development|directories|directory|disable|documentation|download|dynamic|edit|enable|equal|error|errors|"
        "event|events|example|examples|execute|export|extract|feature|features|field|file|files|filter|find|flag|"
        "flags|format|function|group|groups|guide|hand|home|icon|icons|import|info|information|input|install|"
        "installation|instant|introduction|item|items|join|key|label|language|layout|level|library|licence|license|"
        "list|lists|load|loading|local|log|login|logout|logs|main|manage|management|map|mark|menu|merge|message|"
        "messages|method|model|models|module|modules|move|name|network|new|node|number|numbers|object|objects|open|"
        "operation|option|options|order|output|override|overrides|page|pages|parameter|parameters|password|path|"
        "permission|permissions|plan|plugin|plugins|policy|print|priority|process|product|profile|project|projects|"
        "public|publish|query|random|read|reference|references|register|release|remove|rename|report|reports|reset|"
        "result|results|role|roles|rule|rules|run|save|script|search|section|security|select|server|service|services|"
        "session|set|settings|share|show|site|size|source|split|start|state|status|step|steps|stop|storage|summary|"
        "support|sync|system|table|tag|tags|target|task|tasks|team|template|templates|terminology|test|tests|time|"
        "title|tool|tools|tutorial|tutorials|type|types|update|upgrade|upload|usage|use|user|users|validate|value|"
        "values|variable|variables|version|view|views|visible|volume|web|width|write|"
        "alternativa|alternativas|archivo|archivos|buscar|campo|clase|conjunto|crear|datos|descargar|ejecutar|eliminar|"
        "fecha|fichero|ficheros|función|funciones|instalar|lista|método|modelo|módulo|nombre|número|números|objeto|operación|página|plantilla|proceso|"
        "proyecto|sistema|tabla|texto|tipo|usuario|usuarios|valor|variable|versión|vista|"
        "benutzer|datei|dateien|daten|feld|funktion|gruppe|klasse|liste|löschen|modul|name|objekt|projekt|prozess|seite|"
        "suchen|system|tabelle|typ|version|wert|zahl|"
        "champ|chercher|classe|données|fichier|fichiers|fonction|groupe|liste|modèle|nom|nombre|objet|page|projet|système|"
        "tableau|utilisateur|valeur|"
        "arquivo|dados|função|grupo|nome|tabela|valor|dati|elenco|funzione|gruppo|modello|numero|oggetto|sistema|tabella|"
        "utente|valore|bestand|functie|gebruiker|gegevens|groep|lijst|naam|tabel|waarde|"
        "dane|funkcja|grupa|lista|nazwa|obiekt|plik|pliki|tabela|użytkownik|wartość|"
        "алгоритм|альтернатива|версия|группа|данные|запрос|значение|имя|ключ|команда|метод|модель|модуль|объект|объекты|"
        "операция|ошибка|параметр|пользователь|поле|проект|роль|сервер|система|событие|список|страница|таблица|таблицы|тип|типы|файл|файлы|"
        "функция|функции|число"
    ).split("|")
)
"""Names of pages that are words of every other sentence, in whatever form. One word each."""
