"""The tools that are compared: how each is called, and what it is called in the table."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

from peers import exact_titles, mkdocs_glossary
from peers.feed import Feed, Segment

HERE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Rival:
    """A tool that links words: from a site as it is given to the segments of each page."""

    name: str
    link: Callable[[Feed], Mapping[str, list[Segment]]]


def run_node(adapter: str, feed: Feed) -> dict[str, list[Segment]]:
    """The segments that an adapter in Node writes for a feed; its own message is shown where it fails."""
    run = subprocess.run(
        ["node", HERE / adapter], input=json.dumps(asdict(feed)), stdout=subprocess.PIPE, text=True, check=True
    )
    pages = json.loads(run.stdout)
    return {key: [(text, target) for text, target in segments] for key, segments in pages.items()}


RIVALS = (
    Rival("exact titles", exact_titles.link),
    Rival("docusaurus-plugin-glossary 3.4.0", partial(run_node, "docusaurus_glossary.mjs")),
    Rival("eslint-plugin-markdown-preferences 0.42.0", partial(run_node, "eslint_markdown_preferences.mjs")),
    Rival("glossarify-md 6.0.1", partial(run_node, "glossarify.mjs")),
    Rival("mkdocs-glossary-plugin 0.1.1", mkdocs_glossary.link),
)
