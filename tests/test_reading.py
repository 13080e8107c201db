"""The links that people read are labelled as their README says."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
import yaml

from drawing import site
from read_links import read_links

READING = Path(__file__).parents[1] / "benchmarks" / "reading"
README = (READING / "README.md").read_text(encoding="utf-8")
CAUSES = set(re.findall(r"^\| ([a-z, -]+) \| [^|]+ \|$", README, re.MULTILINE)) - {"cause"}


@pytest.mark.parametrize("file", sorted(READING.glob("*seed-*.yml")), ids=lambda file: file.stem)
def test_every_wrong_link_has_a_cause_and_the_table_counts_them(file: Path) -> None:
    drawn = yaml.safe_load(file.read_text(encoding="utf-8"))
    causes = Counter(link["wrong"] for link in drawn["links"] if "wrong" in link)
    assert set(causes) <= CAUSES
    ((kept, read),) = re.findall(rf"^\| seed {drawn['seed']}, [^|]*\| (\d+)(?: of (\d+))? \|", README, re.MULTILINE)
    assert len(drawn["links"]) - causes.total() == int(kept)
    assert len(drawn["links"]) == int(read or 200)


def test_a_link_that_was_read_is_found_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    drawn = site({"here.md": "<p>Turn the widget. Another widget.</p>", "w.md": ""}, {"w.md": "Widget"})
    entry = {"site": "made", "page": "here.md", "target": "w.md"}
    kept = entry | {"text": "Turn the [widget]. Another widget."}
    refused = entry | {"text": "Turn the widget. Another [widget].", "wrong": "everyday word"}
    elsewhere = kept | {"site": "other", "wrong": "homonym"}
    gone = kept | {"text": "a [widget] that was edited away"}
    text = yaml.safe_dump({"seed": 9, "links": [kept, refused, elsewhere, gone]})
    (tmp_path / "seed-9.yml").write_text(text, encoding="utf-8")
    monkeypatch.setattr("read_links._FOLDER", tmp_path)
    assert [(one.start, is_kept) for one, is_kept in read_links("made", drawn)] == [(12, True), (28, False)]
