"""What stands for a page: titles, headings, keywords, file names, and what authors link with."""

from __future__ import annotations

import pytest

from drawing import site
from mkdocs_autolink.namings import Naming, Origin, author_namings, is_phrase, page_namings
from mkdocs_autolink.site import Site, Target


def named(drawn: Site, target: str, *, headings: bool = True) -> dict[str, set[str]]:
    """What stands for a target, as text -> origins; code left out."""
    found: dict[str, set[str]] = {}
    for naming in page_namings(drawn, headings=headings):
        if str(naming.target) == target and not naming.code:
            found.setdefault(naming.text, set()).add(str(naming.origin))
    return found


def test_a_page_names_itself() -> None:
    drawn = site(
        {"guide/rear-port.md": "<h1 id='x'>Rear ports</h1>"},
        {"guide/rear-port.md": "Ports at the rear"},
        {"guide/rear-port.md": {"keywords": ["plug"], "tags": ["hardware"], "aliases": ["back port"]}},
        nav_title="Ports",
    )
    assert named(drawn, "guide/rear-port.md") == {
        "plug": {"keyword"},
        "hardware": {"keyword"},
        "back port": {"alias"},
        "Ports at the rear": {"title"},
        "Ports": {"navigation title"},
        "Rear ports": {"h1"},
        "rear port": {"file name"},
        "guide.rear-port": {"path"},
    }


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("guide/rear_port.md", "rear port"),
        ("guide/index.md", "guide"),
        ("guide/README.md", "guide"),
        ("a%20b.md", "a b"),
        ("c.d.md", "c.d"),
    ],
)
def test_file_names(key: str, name: str) -> None:
    found = named(site({key: ""}), key)
    assert {text for text, origins in found.items() if origins == {"file name"}} == {name}


@pytest.mark.parametrize(
    ("key", "path"),
    [("guide/rear_port.md", "guide.rear_port"), ("a/b/c.md", "b.c"), ("guide/index.md", None), ("a.md", None)],
)
def test_a_path_is_a_file_behind_its_folder(key: str, path: str | None) -> None:
    paths = [text for text, origins in named(site({key: ""}), key).items() if "path" in origins]
    assert paths == ([path] if path else [])


def test_file_names_are_code_as_they_are_spelled() -> None:
    drawn = site({"core/rear_port.md": "", "x y.md": "", "guide/index.md": ""})
    code = {naming.text for naming in page_namings(drawn, headings=True) if naming.code}
    assert code == {"rear_port"}


@pytest.mark.parametrize(
    ("title", "named_by_its_file"),
    [
        ("core.add_widget", False),
        ("add_widget()", False),
        ("core.Add_Widget", False),
        ("Widgets", True),
        ("core.widgets", True),
    ],
)
def test_the_file_of_a_name_in_code_is_no_words_of_prose(title: str, named_by_its_file: bool) -> None:
    drawn = site({"core/add_widget.md": ""}, {"core/add_widget.md": title})
    assert ("add widget" in named(drawn, "core/add_widget.md")) == named_by_its_file
    assert "add_widget" in {naming.text for naming in page_namings(drawn, headings=True) if naming.code}


def test_a_file_of_one_word_is_called_by_it_whatever_its_page_is_named() -> None:
    assert "widget" in named(site({"widget.md": ""}, {"widget.md": "widget()"}), "widget.md")


def test_the_home_page_has_no_file_name() -> None:
    assert named(site({"index.md": ""}), "index.md") == {}


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("Role Based Access Control (RBAC)", {"Role Based Access Control": "short title", "RBAC": "acronym"}),
        ("Disk areas（storage）", {"Disk areas": "short title", "storage": "short title"}),
        ("Abuse Cases (Historical)", {"Abuse Cases": "short title"}),
        ("Widgets - The Example Project", {"Widgets": "short title"}),
        ("Widgets | Example", {"Widgets": "short title"}),
        ("Widgets: how to turn them", {"Widgets": "short title"}),
        ("Widgets overview", {"Widgets": "short title"}),
        ("Introduction to widgets", {"widgets": "short title"}),
        ("Configuration overview", {}),
        ("小部件简介", {"小部件": "short title"}),
        ("Blocks and procs", {"Blocks": "part of the title", "procs": "part of the title"}),
        ("Blocks, procs and methods", {"Blocks": "part of the title", "procs": "part of the title"}),
        ("Widgets / Gadgets", {"Widgets": "part of the title", "Gadgets": "part of the title"}),
        ("Approaches/Departures", {"Approaches": "part of the title", "Departures": "part of the title"}),
        ("前缀函数与 KMP 算法", {"前缀函数": "part of the title", "KMP 算法": "part of the title"}),
        ("Convert to/from blocks and procs", {"Convert to": "part of the title", "procs": "part of the title"}),
        ("In blocks and procs", {"In blocks": "part of the title", "procs": "part of the title"}),
        ("饱和度检测", {}),
        ("Hello, world", {}),
        ("How to ask for, renew, move and in the end give back a place", {}),
        ("I/O", {}),
        ("Built-in widgets", {}),
        ("Time 12:30", {}),
    ],
)
def test_short_titles(title: str, short: dict[str, str]) -> None:
    found = named(site({"0.md": ""}, {"0.md": title}), "0.md")
    assert found.pop(title) == {"title"}
    assert found == {text: {origin} for text, origin in short.items()}


@pytest.mark.parametrize(
    ("title", "decorated"),
    [
        ("📦 Widget guide", "📦 Widget guide"),
        ("🗺️Widget guide ✨", "🗺️Widget guide ✨"),
        ("1. Widget guide →", "Widget guide →"),
    ],
)
def test_a_title_is_called_by_its_words_also_without_what_decorates_it(title: str, decorated: str) -> None:
    of_title = named(site({"0.md": ""}, {"0.md": title}, nav_title=title), "0.md")
    assert of_title == {name: {"title", "navigation title"} for name in ("Widget guide", decorated)}
    of_h1 = named(site({"0.md": f"<h1 id=x>{title}</h1>"}, {"0.md": "W"}), "0.md")
    assert of_h1 == {"Widget guide": {"h1"}, decorated: {"h1"}, "W": {"title"}}


def test_what_decorates_a_title_is_no_word_of_it() -> None:
    decorated = site({"0.md": "", "a.md": ""}, {"0.md": "📦 Widgets 🚀", "a.md": "✨ Widgets: a tour"}, nav_title="✨")
    code = [naming.text for naming in page_namings(decorated, headings=True) if naming.code]
    assert sorted(code) == ["Widgets", "Widgets", "a"]
    names = {
        "✨ Widgets: a tour": {"title"},
        "Widgets: a tour": {"title"},
        "Widgets": {"short title"},
        "a": {"file name"},
    }
    assert named(decorated, "a.md") == names
    general = site({"f/0.md": ""}, {"f/0.md": "📦 Overview"}, trail=("Widgets",))
    assert named(general, "f/0.md")["Widgets"] == {"navigation section"}


def test_ends_that_titles_share_are_left_out() -> None:
    drawn = site(
        {"1.md": "", "2.md": "", "3.md": "", "4.md": ""},
        {"1.md": "Disk Driver", "2.md": "Net Driver", "3.md": "Sound Driver", "4.md": "Widget Guide"},
    )
    assert set(named(drawn, "1.md")) == {"Disk Driver", "Disk"}
    assert set(named(drawn, "4.md")) == {"Widget Guide"}
    heads = site(
        {"1.md": "", "2.md": "", "3.md": ""}, {"1.md": "Using disks", "2.md": "Using nets", "3.md": "Using rods"}
    )
    assert set(named(heads, "1.md")) == {"Using disks", "disks"}
    joined = site({"disks-and-tools.md": "", "nets-and-tools.md": "", "rods-and-tools.md": ""}, locale="en")
    assert set(named(joined, "disks-and-tools.md")) == {"disks and tools", "disks"}


def test_what_a_preposition_binds_to_a_shared_head_is_no_name_without_it() -> None:
    titles = {"1.md": "Rods in disks", "2.md": "Rods in the nets", "3.md": "Rods at sea", "4.md": "Rods in rivers"}
    drawn = site(dict.fromkeys(titles, ""), titles)
    assert set(named(drawn, "1.md")) == {"Rods in disks", "disks"}
    assert set(named(drawn, "3.md")) == {"Rods at sea"}
    files = site({"rods-in-disks.md": "", "rods-in-nets.md": "", "rods-at-sea.md": ""}, locale="en")
    assert set(named(files, "rods-at-sea.md")) == {"rods at sea"}
    titles = {"1.md": "Gestion des disques", "2.md": "Gestion des filets", "3.md": "Gestion à part"}
    assert "des disques" in named(site(dict.fromkeys(titles, ""), titles, locale="fr"), "1.md")


def test_what_a_rule_demands_is_no_name_of_it() -> None:
    titles = {"1.md": "No disks", "2.md": "No nets", "3.md": "No rods", "4.md": "Consistent nets in the sea"}
    titles |= {"5.md": "Consistent nets in rivers", "6.md": "Consistent nets in lakes"}
    drawn = site(dict.fromkeys(titles, ""), titles)
    assert set(named(drawn, "1.md")) == {"No disks"}
    assert not {"nets in the sea", "the sea"} & set(named(drawn, "4.md"))
    files = site({"no-disks.md": "", "no-nets.md": "", "no-rods.md": ""}, locale="en")
    assert set(named(files, "no-disks.md")) == {"no disks"}


def test_two_titles_share_nothing_yet() -> None:
    drawn = site({"1.md": "", "2.md": ""}, {"1.md": "Disk Driver", "2.md": "Net Driver"})
    assert set(named(drawn, "1.md")) == {"Disk Driver"}


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("1. Disk areas", "Disk areas"),
        ("2.1 Disk areas", "Disk areas"),
        ("Step 3: Disk areas", "Disk areas"),
        ("300 K cooling", "300 K cooling"),
        ("2024 plans", "2024 plans"),
    ],
)
def test_numbering_is_no_part_of_a_name(heading: str, name: str) -> None:
    assert set(named(site({"0.md": f"<h2 id='x'>{heading}</h2>"}), "0.md#x")) == {name}


def test_headings() -> None:
    html = """<h1 id="t">Widgets</h1><h2 id="a">Disk areas</h2><h3 id="b">Heat sinks</h3><h4 id="c">Rear ports</h4>
        <h5 id="d">Too deep</h5><h2>No id here</h2>"""
    drawn = site({"0.md": html})
    assert named(drawn, "0.md#a") == {"Disk areas": {"heading"}}
    assert named(drawn, "0.md#b") == {"Heat sinks": {"heading"}}
    assert named(drawn, "0.md#c") == {"Rear ports": {"heading"}}
    everything = {naming.text for naming in page_namings(drawn, headings=True)}
    assert not everything & {"Too deep", "No id here"}
    assert named(drawn, "0.md#a", headings=False) == {}


def test_acronyms_of_headings() -> None:
    drawn = site({"0.md": "<h2 id='a'>Access Control List (ACL)</h2>"})
    assert named(drawn, "0.md#a") == {
        "Access Control List (ACL)": {"heading"},
        "Access Control List": {"heading"},
        "ACL": {"acronym"},
    }


def test_headings_of_a_template_name_nothing() -> None:
    html = "<h2 id='a'>Wiring diagram</h2>"
    two = site({"1.md": html, "2.md": html})
    assert named(two, "1.md#a")
    three = site({"1.md": html, "2.md": html, "3.md": html})
    assert not named(three, "1.md#a")


@pytest.mark.parametrize("heading", ["Examples", "See also", "Voraussetzungen", "例题", "Next   steps"])
def test_headings_that_every_manual_has_name_nothing(heading: str) -> None:
    assert named(site({"0.md": f"<h2 id='a'>{heading}</h2>"}), "0.md#a") == {}


def test_code() -> None:
    html = "<h1><code>widget()</code> turns</h1><h2 id='a'><code>turn()</code></h2><h2 id='b'>RearPort</h2>"
    found = page_namings(site({"0.md": html}, {"0.md": "Wheel"}), headings=True)
    assert {(naming.text, str(naming.target), str(naming.origin)) for naming in found if naming.code} == {
        ("widget()", "0.md", "code heading"),
        ("turn()", "0.md#a", "code heading"),
        ("RearPort", "0.md#b", "code heading"),
        ("Wheel", "0.md", "title"),
    }


def test_a_page_called_overview_is_named_by_its_section() -> None:
    drawn = site({"0.md": ""}, {"0.md": "Overview"}, trail=("Hardware", "Widgets"))
    assert named(drawn, "0.md")["Widgets"] == {"navigation section"}
    assert "Widgets" not in named(site({"0.md": ""}, {"0.md": "Wheels"}, trail=("Widgets",)), "0.md")


def test_a_page_that_is_no_target_names_nothing() -> None:
    drawn = site({"widget.md": "<h2 id='a'>Disk areas</h2>"}, meta={"widget.md": {"autolink": {"target": False}}})
    assert page_namings(drawn, headings=True) == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "404",
        "1.2.3",
        "v2",
        "2024-01-02",
        "https://example.org",
        "www.example.org",
        "mailto:a@b.c",
        "¶",
        "x" * 121,
        "…",
    ],
)
def test_what_is_no_phrase(text: str) -> None:
    assert not is_phrase(text)


@pytest.mark.parametrize("text", ["C", "Widget Guide", "v2 protocol", "東京", "x" * 120, "C++", ".NET"])
def test_what_is_a_phrase(text: str) -> None:
    assert is_phrase(text)


def test_what_authors_link_with() -> None:
    drawn = site(
        {
            "a.md": """<p><a href="../b/#x">the port</a> <a href="../b/"><code>port()</code></a>
                <a href="#here">here</a> <a href="https://example.org">away</a>
                <a href="../b/">1.2</a> <a href="../a/">itself</a></p>
                <h2><a href="../b/">in a heading</a></h2>""",
            "b.md": "<h2 id='x'>Ports</h2>",
        }
    )
    assert author_namings(drawn) == [
        ("a.md", Naming("the port", Target("b.md", "x"), Origin.ANCHOR_TEXT)),
        ("a.md", Naming("port()", Target("b.md"), Origin.ANCHOR_TEXT, code=True)),
    ]


@pytest.mark.parametrize(("text", "names"), [("here", False), ("This  page", False), ("здесь", False), ("hooks", True)])
def test_what_any_link_may_show_names_no_page(text: str, names: bool) -> None:
    drawn = site({"a.md": f'<p><a href="../b/">{text}</a></p>', "b.md": ""})
    assert bool(author_namings(drawn)) is names


def test_the_end_of_many_titles_is_no_name_in_code_of_the_one_that_also_has_a_head_of_many() -> None:
    titles = [f"Net {end}" for end in ("collector", "cable", "card")] + [f"{head} collector" for head in ("CPU", "Fan")]
    drawn = site({f"{number}.md": "" for number in range(5)}, {f"{n}.md": title for n, title in enumerate(titles)})
    code = [naming.text for naming in page_namings(drawn, headings=True) if naming.code]
    assert "collector" not in code
    assert {"cable", "card", "CPU", "Fan"} <= set(code)


@pytest.mark.parametrize(
    "meta", [{"autolink": {"keywords": ["💻 Guide"]}}, {"aliases": ["💻 Guide"]}, {"tags": ["💻 Guide"]}]
)
def test_what_is_asked_for_is_asked_for_with_its_pictographs(meta: dict[str, object]) -> None:
    assert set(named(site({"0.md": ""}, {"0.md": "Widget"}, {"0.md": meta}), "0.md")) == {"Widget", "💻 Guide"}
