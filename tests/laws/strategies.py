"""Small random sites that have everything a linker can trip over."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st

from drawing import address
from mkdocs_autolink.pages import PageFacts
from mkdocs_autolink.settings import Limits, Settings

WORDS = "widget widgets guide Guides rear port RearPort setup the of installation instalation C++ API 東京 café".split()
KEYS = ("index.md", "a.md", "guide/b.md", "x y/c#d.md")
NAMES = ("Widget Guide", "Widget", "Widget Guide Setup", "Rear Port", "API", "Installation", "東京", "C++", "of the")
_words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)
titles = st.sampled_from(NAMES) | _words
_hrefs = st.sampled_from(["../a/", "../guide/b/#s1", "#s1", "https://example.org", "../missing/", "a/", "b/"])
_inline = st.one_of(
    titles,
    titles.map(lambda text: f"<em>{text}</em>"),
    titles.map(lambda text: f"<code>{text}</code>"),
    st.tuples(titles, _hrefs).map(lambda pair: f'<a href="{pair[1]}">{pair[0]}</a>'),
    titles.map(lambda text: f'<a class="autolink" href="../a/">{text}</a>'),
    st.sampled_from(
        ["&amp;", "&nbsp;", ". ", ", ", "<br>", "<!-- x -->", "{{ x }}", "</p>", "<b>", "</a>", "<", "\r\n"]
    ),
)
_text = st.lists(_inline, max_size=8).map(" ".join)
_block = st.one_of(
    _text.map(lambda text: f"<p>{text}</p>"),
    _text.map(lambda text: f"<ul><li>{text}</li></ul>"),
    titles.map(lambda text: f"<pre><code>{text}</code></pre>"),
    st.tuples(st.integers(1, 4), st.integers(1, 3), titles).map(
        lambda heading: f'<h{heading[0]} id="s{heading[1]}">{heading[2]}</h{heading[0]}>'
    ),
    _text,
)
metas: st.SearchStrategy[dict[str, object]] = st.sampled_from(
    [
        {},
        {"keywords": ["rear port", "widget"]},
        {"autolink": False},
        {"autolink": {"target": False}},
        {"autolink": {"source": False}},
        {"autolink": {"never": ["guide"]}},
    ]
)
_pages = st.fixed_dictionaries(
    {
        key: st.builds(
            PageFacts,
            key=st.just(key),
            url=st.just(address(key)),
            html=st.lists(_block, max_size=5).map("\n".join),
            title=titles,
            meta=metas,
            is_home=st.just(key == "index.md"),
            locale=st.sampled_from(["en", "en", "de"]),
        )
        for key in KEYS
    }
)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A site as its generator gives it, and the settings for it."""

    pages: tuple[PageFacts, ...]
    settings: Settings


_limit = st.none() | st.sampled_from([1, 2, 4, 20])
_settings = st.builds(
    Settings,
    mode=st.sampled_from(["insert", "insert", "insert", "propose", "accepted"]),
    min_confidence=st.sampled_from([0.0, 0.05, 0.5]),
    headings=st.booleans(),
    code=st.booleans(),
    limits=st.builds(
        Limits,
        links_per_page=_limit,
        words_per_link=_limit,
        links_per_section=_limit,
        links_per_target=_limit,
        words_between=_limit,
        per_target_per_page=_limit,
    ),
    prefer=st.sampled_from(["orphans", "none"]),
)
sites = st.builds(Drawn, _pages.map(lambda pages: tuple(pages.values())), _settings)
"""Sites of four pages with links, headings, code and broken tags, and settings of all kinds."""
