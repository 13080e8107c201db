"""Where phrases occur in a text, and where they only seem to."""

from __future__ import annotations

from dataclasses import replace

import pytest

from drawing import EVERYTHING, candidates_of, index_of, mentions, mentions_of, site
from mkdocs_autolink.hits import Match, find_hits
from mkdocs_autolink.mentions import find_mentions


@pytest.mark.parametrize(
    "text", ["the Widget Guide", "the widget guide", "WIDGET GUIDE", "(Widget Guide)", "Widget\n  Guide."]
)
def test_exact(text: str) -> None:
    assert [(phrase, match) for _, phrase, match in mentions(text, "Widget Guide")] == [("Widget Guide", Match.EXACT)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("two widget guides here", "widget guides"),
        ("widgets guide", "widgets guide"),
        ("the Widget Guide's author", "Widget Guide"),
        ("\u201cWidget Guide\u201d", "Widget Guide"),
        ("<em>Widget Guide</em>", "Widget Guide"),
        ("Wid\u00adget Guide", "Wid\u00adget Guide"),
        ("Widget&nbsp;Guide", "Widget\xa0Guide"),
        ("Ｗｉｄｇｅｔ\u3000Ｇｕｉｄｅ", "Ｗｉｄｇｅｔ\u3000Ｇｕｉｄｅ"),
    ],
)
def test_the_words_of_a_mention(text: str, words: str) -> None:
    assert [found[0] for found in mentions(text, "Widget Guide")] == [words]


@pytest.mark.parametrize(
    ("text", "title", "match"),
    [
        ("widget guides", "Widget Guide", Match.INFLECTED),
        ("the query", "Queries", Match.INFLECTED),
        ("the alias", "Aliases", Match.INFLECTED),
        ("rear port", "RearPort", Match.VARIANT),
        ("built in widget", "Built-in Widget", Match.EXACT),
        ("User’s guide", "User's guide", Match.EXACT),
        ("guide widgets", "Guide to the widgets", Match.VARIANT),
        ("keys to the widgets", "Keys to widgets", Match.VARIANT),
        ("widget setup files", "Widget, setup files", Match.VARIANT),
        ("guides of widgets", "Widget Guide", Match.REORDERED),
        ("widget repair guide", "Widget Guide", Match.GAPPED),
    ],
)
def test_how_words_follow_their_phrase(text: str, title: str, match: Match) -> None:
    assert [found[1:] for found in mentions(text, title)] == [(title, match)]


@pytest.mark.parametrize(
    "text",
    [
        "Widget. Guide",
        "widget, guide",
        "the widget; a guide",
        "the widget we sell and buy has one good guide",
        "Widget</p><p>Guide",
        "Widget <br> Guide",
        "Widget <b>Guide</b>",
        "Widget Guidebook",
        "preWidget Guide",
        "Widget Guide_x",
        "Widget Guide-line",
        "anti-Widget Guide",
        "Widget Guide2",
        "Wіdget Guide",
        "/widget/guide",
        "widget.guide",
        "{Widget Guide}",
        "the {widget guide}_set",
        "{my Widget Guide}",
        "<code>Widget Guide</code>",
    ],
)
def test_no_mention(text: str) -> None:
    assert mentions(text, "Widget Guide") == []


def typos(word: str, *names: str, known: int = 3, met: int = 1) -> list[tuple[str, str]]:
    """What a word is taken for, as (word, phrase), on a site that has the names on `known` pages, the word on `met`."""
    pages = {f"n{number}.md": f"<p>{' and '.join(names)}</p>" for number in range(known)}
    pages |= {f"w{number}.md": f"<p>{word} here</p>" for number in range(met)}
    titled = {f"t{number}.md": "" for number in range(len(names))}
    drawn = site({**pages, **titled}, dict(zip(titled, names, strict=True)))
    return [(words, phrase) for words, phrase, match in mentions_of(drawn, "w0.md") if match is Match.TYPO]


@pytest.mark.parametrize("word", ["instalation", "insatllation", "installlation", "imstallation", "Instalation"])
def test_safe_typos(word: str) -> None:
    assert typos(word, "Installation") == [(word, "Installation")]


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("casual", "Causal"),
        ("confirmation", "Configuration"),
        ("nstallation", "Installation"),
        ("installatio", "Installation"),
        ("instalatoin", "Installation"),
        ("versions2", "Versions3"),
        ("generally", "General"),
        ("東京都東京都東京部", "東京都東京都東京都"),
    ],
)
def test_unsafe_typos(word: str, name: str) -> None:
    assert typos(word, name) == []


def test_a_spelling_that_pages_repeat_is_no_typo() -> None:
    assert typos("instalation", "Installation", known=9, met=2)
    assert typos("instalation", "Installation", known=9, met=3) == []


def test_a_name_that_is_as_rare_as_the_word_is_not_meant() -> None:
    assert typos("instalation", "Installation", known=1) == []


def test_two_slips_in_one_name_are_one_mention() -> None:
    name = "Connection Configuration"
    assert typos("conection confguration", name) == [("conection confguration", name)]


def test_a_typo_that_may_be_two_words_is_none() -> None:
    assert typos("conection", "Connection") == [("conection", "Connection")]
    assert typos("conection", "Connection", "Convection") == []


@pytest.mark.parametrize(
    ("text", "title", "found"),
    [
        ("it is", "IT", []),
        ("go on", "Go", []),
        ("Go on", "Go", ["Go"]),
        ("the api", "API", []),
        ("the API and APIs", "API", ["API", "APIs"]),
        ("the IDs of ids", "ID", ["IDs"]),
        ("the RBAC rule", "RBAC", ["RBAC"]),
        ("the rbac rule", "RBAC", []),
        ("widget", "Widget", ["widget"]),
    ],
)
def test_short_names_are_cased_as_they_are(text: str, title: str, found: list[str]) -> None:
    assert [mention[0] for mention in mentions(text, title)] == found


@pytest.mark.parametrize(
    ("text", "title", "found"),
    [
        ("C++ and C#", "C++", ["C++"]),
        ("C++ and C#", "C#", ["C#"]),
        ("node.js here, not nodexjs", "node.js", ["node.js"]),
        ("the .NET docs (.NET)", ".NET", [".NET", ".NET"]),
        ("ASP.NET and a/.NET", ".NET", []),
        ("(.NET) and ${.net}", "NET", []),
        ('"Turn it".Net and so on...Net', "Net", ["Net", "Net"]),
        ("the @property decorator", "@property decorator", ["@property decorator"]),
        ("the @property decorator", "property decorator", []),
        ("a property decorator", "@property decorator", []),
        ("o1-preview and --o1-preview", "--o1-preview", ["--o1-preview"]),
        ("---force, x--force, (--force) and -force", "--force", ["--force"]),
        ("a gitignore and a .gitignore file", ".gitignore", ["gitignore", ".gitignore"]),
        ("use $PATH or /$PATH", "$PATH", ["$PATH"]),
        ("set --force here", "--force", ["--force"]),
        ("read/write locks", "Read/Write", ["read/write"]),
        ("AT&amp;T and R&amp;D", "R&D", ["R&D"]),
        ("请参阅小部件指南了解", "小部件指南", ["小部件指南"]),
        ("ウィジェットガイドを参照", "ウィジェットガイド", ["ウィジェットガイド"]),
        ("ดูคู่มือวิดเจ็ตที่นี่", "คู่มือวิดเจ็ต", ["คู่มือวิดเจ็ต"]),
        ("Desk 👩\u200d💻 guide. Desk 💻 guide", "Desk 💻 guide", ["Desk 💻 guide"]),
        ("Cafe\u0301 Guide", "Café Guide", ["Cafe\u0301 Guide"]),
        ("İSTANBUL Rehberi ve", "İSTANBUL Rehberi", ["İSTANBUL Rehberi"]),
        ("Strasse Guide", "Straße Guide", ["Strasse Guide"]),
    ],
)
def test_scripts_and_signs(text: str, title: str, found: list[str]) -> None:
    assert [mention[0] for mention in mentions(text, title)] == found


def test_korean_particles_stay_outside() -> None:
    assert mentions("위젯 가이드를 보세요", "위젯 가이드", locale="ko") == [("위젯 가이드", "위젯 가이드", Match.EXACT)]


def test_the_longest_phrase_has_its_parts_marked() -> None:
    found = mentions("the Widget Guide Basics", "Widget Guide Basics", "Widget Guide", "Guide")
    assert [mention[:2] for mention in found] == [
        ("Widget Guide Basics", "Widget Guide Basics"),
        ("Widget Guide", "Widget Guide"),
        ("Guide", "Guide"),
    ]


def test_a_longer_phrase_that_is_not_asked_for_is_no_mention_but_known() -> None:
    drawn = site(
        {"here.md": "<p>the Widget Guide</p>", "a.md": "", "b.md": ""}, {"a.md": "Widget Guide", "b.md": "Guide"}
    )
    index, page = index_of(drawn), drawn.by_key["here.md"]
    numbers = {phrase.text: phrase.number for phrase in index.phrases if phrase.codes}
    found = find_mentions(page, find_hits(page, index, {}), index, {numbers["Guide"]})
    assert [(mention.phrase, mention.part_of) for mention in found] == [(numbers["Guide"], numbers["Widget Guide"])]


def test_phrases_that_overlap_are_all_found() -> None:
    found = mentions("rod wheel hub axle", "Rod Wheel", "Wheel Hub", "Hub Axle")
    assert [mention[0] for mention in found] == ["rod wheel", "wheel hub", "hub axle"]


def test_a_word_that_stands_twice_in_a_mention_makes_no_second_one() -> None:
    found = mentions("wheel hub hub spoke", "Hub Spoke Wheel")
    assert found == [("wheel hub hub spoke", "Hub Spoke Wheel", Match.REORDERED)]


def test_mentions_are_in_reading_order() -> None:
    found = mentions("guide, wheel, axle. wheel</p><p>guide", "Axle", "Wheel", "Guide")
    assert [mention[0] for mention in found] == ["guide", "wheel", "axle", "wheel", "guide"]


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<p><code>widget</code></p>", ["widget"]),
        ("<p><code>widget()</code></p>", ["widget()"]),
        ("<p><code>Widget</code></p>", []),
        ("<p><code>widget --all</code></p>", []),
        ("<p><code>a widget</code></p>", []),
        ("<p>widgeting</p>", []),
        ("<pre><code>widget</code></pre>", []),
    ],
)
def test_code_is_named_whole_and_exact(html: str, found: list[str]) -> None:
    assert [mention[0] for mention in mentions(html, "widget", html=True)] == found


@pytest.mark.parametrize(
    "html", ["<h2>Widget Guide</h2>", '<p><a href="x">Widget Guide</a></p>', "<nav>Widget Guide</nav>"]
)
def test_only_prose_mentions(html: str) -> None:
    assert mentions(html, "Widget Guide", html=True) == []


@pytest.mark.parametrize(
    ("text", "title", "locale", "is_found"),
    [
        ("Ya hemos visto que", "Vistas", "es", False),
        ("un listado de", "Listas", "es", False),
        ("una función", "Funciones", "es", True),
        ("las listas", "Lista", "es", True),
        ("les tableaux", "Tableau", "fr", True),
        ("i libri", "Libro", "it", True),
        ("as cidades", "Cidade", "pt", True),
        ("un objeto es «hashable", "Objetos «hashables»", "es", False),
        ("un objeto del «hashable»", "Objetos «hashables»", "es", True),
        ("objetos «hashables» son", "Objetos «hashables»", "es", True),
        ("the (open widget", "Open (widget) guide", "en", False),
    ],
)
def test_a_mention_is_the_same_word_and_no_piece_of_a_quotation(
    text: str, title: str, locale: str, is_found: bool
) -> None:
    assert bool(mentions(text, title, locale=locale)) is is_found


def test_little_words_may_be_left_out_anywhere_in_a_long_name() -> None:
    name = "Using Azurite to Run Storage Tests in a Pipeline"
    for text in (
        name,
        "using Azurite to run storage tests in pipeline",
        "using Azurite run storage tests in a pipeline",
    ):
        assert [mention[:2] for mention in mentions(text, name, "Using Azurite to Sleep")] == [(text, name)]


@pytest.mark.parametrize(
    "text", ["∆E<sub>widget</sub>", "<i>pre</i><b>widget</b>", "<code>pre</code>widget", "<b>Widget</b>like"]
)
def test_no_mention_where_a_word_goes_on_beyond_a_tag(text: str) -> None:
    assert mentions(text, "Widget") == []


@pytest.mark.parametrize(
    ("text", "title", "locale"),
    [
        ("<b>Widget</b>s", "Widget", "en"),
        ("<b>Bus</b>es", "Bus", "en"),
        ("Widget<sup>TM</sup> x", "Widget", "en"),
        ("<b>Widget</b><sup>2</sup>", "Widget", "en"),
        ("<i>a</i> <b>Widget</b> <i>b</i>", "Widget", "en"),
        ("<i>(</i><b>Widget</b>)", "Widget", "en"),
        ("x<br><b>Widget</b><br>x", "Widget", "en"),
        ("用<b>Widget</b>来", "Widget", "zh"),
        ("用<b>矩阵转置</b>来", "矩阵转置", "zh"),
        ("<b>위젯</b>은", "위젯", "ko"),
    ],
)
def test_words_end_where_tags_stand_if_nothing_goes_on(text: str, title: str, locale: str) -> None:
    assert len(mentions(text, title, locale=locale)) == 1


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("DCL-команда", ["DCL"]),
        ("команда-DCL", []),
        ("DCL-command", []),
        ("DCL-élargi", []),
        ("DCL- и DDL-команды", ["DCL"]),
        ("DCL.команда", []),
    ],
)
def test_a_hyphen_between_two_scripts_joins_words(text: str, found: list[str]) -> None:
    assert [mention[0] for mention in mentions(text, "DCL", locale="ru")] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a DCL and two DCLs", ["DCL", "DCLs"]),
        ("a dcl", ["dcl"]),
        ("a Dcl", []),
        ("the sql.dcl and sql/dcl", ["sql.dcl", "sql/dcl"]),
        ("the sql dcl", ["dcl"]),
    ],
)
def test_short_file_names_are_acronyms_too_and_paths_no_words(text: str, found: list[str]) -> None:
    drawn = site({"here.md": f"<p>{text}</p>", "sql/dcl.md": ""}, {"sql/dcl.md": "Data Control"}, locale="en")
    assert [mention[0] for mention in mentions_of(drawn, "here.md")] == found


@pytest.mark.parametrize(
    ("text", "locale", "found"),
    [
        ("狄利克雷逆（Dirichlet inverse）", "zh", False),
        ("全幺模（inverse matrix）", "zh", False),
        ("用 inverse 来", "zh", True),
        ("逆元（inverse）", "zh", True),
        ("the inverse", "zh", False),
        ("это inverse matrix", "ru", False),
        ("это inverse", "ru", True),
        ("die inverse Matrix", "de", True),
    ],
)
def test_a_file_name_beside_a_foreign_word_is_a_part_of_a_foreign_term(text: str, locale: str, found: bool) -> None:
    drawn = site({"here.md": f"<p>{text}</p>", "a/inverse.md": ""}, {"a/inverse.md": "模逆元"}, locale=locale)
    assert bool(mentions_of(drawn, "here.md")) == found
    titled = site({"here.md": f"<p>{text}</p>", "a.md": ""}, {"a.md": "Inverse"}, locale=locale)
    assert mentions_of(titled, "here.md")


@pytest.mark.parametrize("text", ["guides for widgets", "guide for the widgets"])
def test_file_names_leave_little_words_out(text: str) -> None:
    drawn = site({"here.md": f"<p>{text}</p>", "guide-widgets.md": ""}, {"guide-widgets.md": "All of them"})
    assert [mention[0] for mention in mentions_of(drawn, "here.md")] == [text]


def test_a_title_that_is_its_file_name_too_keeps_its_case() -> None:
    drawn = site({"here.md": "<p>IT, It</p>", "it.md": ""}, {"it.md": "It"}, locale="de")
    assert [mention[0] for mention in mentions_of(drawn, "here.md")] == ["It"]


@pytest.mark.parametrize(
    ("text", "title", "locale", "found"),
    [
        ("guide of the widgets", "Guide widgets", "en", True),
        ("Guides for widgets", "Guide widgets", "en", False),
        ("guide for the widgets", "guides: widgets", "en", False),
        ("guide for widgets", "Widget guides", "en", True),
        ("guide for the widgets", "Guide for widgets", "en", True),
        ("guiding for widgets", "Guiding widgets", "en", True),
        ("Guide für Widgets", "Guide Widgets", "de", True),
        ("backup and restore", "Backup & restore", "en", True),
        ("backup & restore", "Backup and restore", "en", True),
        ("catch-and-release", "Catch and release", "en", True),
        ("backup & restore", "Backup restore", "en", False),
        ("macros and methods", "Macro methods", "en", False),
        ("creates a scorer", "createScorer", "en", False),
        ("create scorer", "createScorer", "en", True),
        ("is the negative", "isNegative", "en", False),
        ("is negative", "isNegative", "en", False),
        ("scores of users", "score.users", "en", False),
        ("create a scorer", "Create Scorer", "en", True),
        ("scorer of the user", "ScorerUser", "en", True),
        ("class methods", "Classes and methods", "en", False),
        ("users and groups", "UserGroup", "en", False),
        ("formularios y plantillas", "Formularios de plantilla", "es", False),
        ("macros are methods", "Macro methods", "en", False),
        ("data as files", "Data files", "en", False),
        ("class with a variable", "Class variable", "en", False),
        ("modules or the system", "Module system", "en", False),
        ("矩阵转置", "矩阵的转置", "zh", True),
        ("离散数学", "离散对数", "zh", False),
        ("离散对数", "离散数", "zh", False),
    ],
)
def test_fillers_may_come_and_go_and_other_little_words_not(text: str, title: str, locale: str, found: bool) -> None:
    assert (text in [words for words, _, _ in mentions(text, title, locale=locale)]) is found


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("see the widget at https://example.org/widget", False),
        ("see the widget (http://example.org)", False),
        ("the widget: &lt;https://example.org&gt;", False),
        ('the widget at <a href="https://example.org">https://example.org</a>', False),
        ('the widget at <a href="https://example.org">our shop</a>', True),
        ("the widget at", True),
        ("the widget at </p><p>https://example.org", True),
        ("the widget at home, https://example.org", True),
        ("the widget. https://example.org", True),
        ("the widget <code>https://example.org</code>", True),
    ],
)
def test_what_has_an_address_behind_it_is_meant_to_be_there(html: str, found: bool) -> None:
    drawn = site({"a.md": f"<p>{html}</p>", "w.md": ""}, {"w.md": "Widget"})
    assert bool(mentions_of(drawn, "a.md")) == found


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ('<li>Widget: <a href="https://example.org">ours</a>', False),
        ('<li>Widget — <a href="https://example.org">ours</a>', False),
        ('<li><b>Widget</b> - <a href="b.md">ours</a>', False),
        ('<li><b>Widget</b>:<a href="b.md">ours</a>', False),
        ('<li> Widget → <b>the</b> <a href="b.md">ours</a>', True),
        ('<li>Widget <a href="https://example.org">ours</a>', True),
        ('<li>Widget: see <a href="https://example.org">ours</a>', True),
        ('<li>Widget, <a href="https://example.org">ours</a>', True),
        ('<li>our Widget: <a href="https://example.org">ours</a>', True),
        ('<li><b>our</b> Widget: <a href="https://example.org">ours</a>', True),
        ('<li>Widget: <li><a href="https://example.org">ours</a>', True),
        ("<li>Widget: ", True),
        ('<p>Widget: <a href="https://example.org">ours</a>', True),
    ],
)
def test_what_an_entry_of_a_list_names_is_where_its_own_link_leads(html: str, found: bool) -> None:
    drawn = site({"a.md": f"<p>x</p><ul>{html}", "w.md": ""}, {"w.md": "Widget"})
    assert bool(mentions_of(drawn, "a.md")) == found
    assert candidates_of(drawn, replace(EVERYTHING, keywords={"Widget": "w.md"}))


@pytest.mark.parametrize(
    ("text", "title", "found"),
    [
        ("you can share files", "Share", False),
        ("it will always\noverride what is empty", "Overrides", False),
        ("what you shouldn’t share", "Share", False),
        ("files that do not filter", "Filters", False),
        ("it has to\nflatten what is nested", "Flatten", False),
        ("by going to share files", "Share", True),
        ("pecan share", "Share", True),
        ("(can share", "Share", False),
        ("can, share", "Share", True),
        ("do\u00a0not share", "Share", False),
        ("do share", "Share", True),
        ("to share", "Share", True),
        ("not share", "Share", True),
        ("just share", "Share", True),
        (f"x{' ' * 32}share", "Share", True),
        (f"x{' ' * 31}can share", "Share", False),
        (f"peli{'can':<31} share", "Share", True),
        (f"x {'can':<31} share", "Share", False),
        ("Can Share be set?", "Share", True),
        ("the share can be set", "Share", True),
        ("can widget guides be had", "Widget Guide", True),
        ("the loading attribute", "Loading", False),
        ("its share\nproperty", "Share", False),
        ("the Share property", "Share", True),
        ("its share properties", "Share", True),
        ("retain historical code", "Historical", False),
        ("advanced OCR", "Advanced", False),
        ("masked arrays", "masked", True),
        ("what is masked in arrays", "Masked", True),
        ("arrays, masked or not", "Masked", True),
        ("the feed reader", "Feed", True),
        ("Advanced users", "Advanced", True),
        ("an introduction section of a book", "Introduction", False),
        ("This tutorial\npage", "Tutorial", False),
        ("This guide covers files", "Guides", False),
        ("the guide covers files", "Guides", True),
        ("this share of files", "Share", True),
        ("the introduction section", "Introduction", True),
        ("an introduction of a section", "Introduction", True),
    ],
)
def test_english_words_that_name_nothing_where_they_stand(text: str, title: str, found: bool) -> None:
    assert bool(mentions(text, title)) == found


def test_an_adjective_that_only_a_file_is_called_names_nothing_before_a_noun() -> None:
    pages = {"here.md": "<p>masked arrays and what is masked</p>", "masked.md": ""}
    assert len(mentions_of(site(pages, {"masked.md": "Missing values"}), "here.md")) == 1
    assert len(mentions_of(site(pages, {"masked.md": "masked"}), "here.md")) == 2


def test_what_is_asked_for_is_a_name_wherever_it_stands_and_what_another_language_says() -> None:
    pages = {"here.md": "<p>you can share historical code</p>", "w.md": ""}
    asked = site(pages, {"w.md": "W"}, {"w.md": {"autolink": {"keywords": ["share", "historical"]}}})
    assert [words for words, _, _ in mentions_of(asked, "here.md")] == ["share", "historical"]
    assert mentions("you can share historical code", "Share", "Historical", locale="de")


@pytest.mark.parametrize(
    ("heading", "text", "found"),
    [
        ("share()", "<p>Share a file.", False),
        ("store.share(path, mode='r')", "<p> Share a file.", False),
        ("_share_all", "<p>Share files.", False),
        ("<code>share</code>", "<p>Share a file.", False),
        ("<code>share</code>", "<pre>share x</pre><ul><li>Share a file.", False),
        ("store.share(path) ⇒ Share", "<p>Share a file.", False),
        ("share(path) -> Share", "<p>Share a file.", False),
        ("share(path)=> Share", "<p>Share a file.", False),
        ("share(path) of files", "<p>Share a file.", True),
        ("share()", "<p>The share of a file.", True),
        ("share()", "<p>Files.<p>Share a file.", True),
        ("share()", "<p><b>Files</b> share", True),
        ("share()", "<p>Widget guides for all.", True),
        ("<code>Store</code>", "<p>Share of a file.", True),
        ("files", "<p>Share a file.", True),
        ("<code>share</code> a file", "<p>Share a file.", True),
        ("Files (all)", "<p>Share a file.", True),
    ],
)
def test_what_is_told_of_a_function_begins_with_a_verb(heading: str, text: str, found: bool) -> None:
    html = f"<p>x</p><h3 id=x>{heading}</h3>{text}"
    assert bool(mentions(html, "Share", "Widget Guide", html=True)) == found
    assert mentions(html, "Share", "Widget Guide", html=True, locale="de")


def test_the_text_before_all_headings_is_told_of_no_function() -> None:
    assert mentions("<p>Share a file.</p><h3 id=x>share()</h3>", "Share", html=True)


@pytest.mark.parametrize(
    ("text", "title", "found"),
    [
        ("在搜索树的基础上", "树基础", False),
        ("树的基础", "树基础", True),
        ("学习树的基础", "树的基础", True),
        ("学习字符串的哈希", "字符串哈希", True),
        ("用 树的基础", "树基础", True),
    ],
)
def test_a_chinese_character_before_a_little_word_mostly_ends_a_longer_word(text: str, title: str, found: bool) -> None:
    assert bool(mentions(text, title, locale="zh")) == found
