"""The links that people read are labelled as their README says."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
import yaml

READING = Path(__file__).parents[1] / "benchmarks" / "reading"
README = (READING / "README.md").read_text(encoding="utf-8")
CAUSES = set(re.findall(r"^\| ([a-z, -]+) \| [^|]+ \|$", README, re.MULTILINE)) - {"cause"}


@pytest.mark.parametrize("file", sorted(READING.glob("seed-*.yml")), ids=lambda file: file.stem)
def test_every_wrong_link_has_a_cause_and_the_table_counts_them(file: Path) -> None:
    drawn = yaml.safe_load(file.read_text(encoding="utf-8"))
    causes = Counter(link["wrong"] for link in drawn["links"] if "wrong" in link)
    assert set(causes) <= CAUSES
    (kept,) = re.findall(rf"^\| seed {drawn['seed']}, [^|]*\| (\d+) \|", README, re.MULTILINE)
    assert len(drawn["links"]) - causes.total() == int(kept)
    assert len(drawn["links"]) == 200
