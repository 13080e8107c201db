from __future__ import annotations

from pathlib import Path

import pytest

from mkdocs_autolink.digests import config_digest, config_files, file_digest


@pytest.mark.parametrize(
    "said",
    [
        "INHERIT: ../base.yml\n",
        "site_name: X\nINHERIT : '../base.yml'  # ours\n",
        'INHERIT: "../base.yml"\r\nplugins: []\r\n',
        "INHERIT: ../child/../base.yml   # a comment\n",
    ],
)
def test_what_a_configuration_inherits_is_a_part_of_its_digest(tmp_path: Path, said: str) -> None:
    base, child = tmp_path / "base.yml", tmp_path / "child" / "mkdocs.yml"
    child.parent.mkdir()
    child.write_bytes(said.encode())
    assert config_files(child) == [child]
    assert config_digest(child) == file_digest(child)
    digests = {config_digest(child)}
    for text in ("site_name: X\n", "site_name: Y\n"):
        base.write_text(text)
        assert config_files(child) == [child, base]
        digests.add(config_digest(child))
    assert len(digests) == 3
    assert {len(digest) for digest in digests} == {32}


@pytest.mark.parametrize(
    "said",
    ["# INHERIT: base.yml\n", "extra:\n  INHERIT: base.yml\n", "INHERIT:\n", "INHERIT: mkdocs.yml\n", "INHERIT: .\n"],
)
def test_a_configuration_that_inherits_nothing_has_the_digest_of_its_file(tmp_path: Path, said: str) -> None:
    (tmp_path / "base.yml").write_text("site_name: X\n")
    config = tmp_path / "mkdocs.yml"
    config.write_text(said)
    assert config_digest(config) == file_digest(config)


def test_a_configuration_that_is_not_there_has_no_digest(tmp_path: Path) -> None:
    assert config_digest(tmp_path / "mkdocs.yml") == ""
