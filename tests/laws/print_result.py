"""Links a site and prints all that came of it, for a comparison between two processes."""

from __future__ import annotations

import sys
from random import Random

from drawing import limits, site
from mkdocs_autolink.decisions import Decisions
from mkdocs_autolink.pipeline import autolink

WORDS = "widget widgets guide rear port RearPort setup of installation instalation API conection convection".split()


def main() -> None:
    """Print the number of links, then the result."""
    random = Random(7)

    def text(size: int) -> str:
        return " ".join(random.choices(WORDS, k=size))

    pages = {
        f"p{number}.md": f"<h2 id='a'>{text(3)}</h2><p>{text(30)}, <a href='../p{number // 2}/'>{text(2)}</a></p>"
        for number in range(30)
    }
    titles = {key: " ".join(random.sample(WORDS, 2)) for key in pages}
    result = autolink(site(pages, titles), limits(links_per_page=5), Decisions())
    shown = [*result.rewritten.items(), result.plan, result.before, result.after]
    sys.stdout.write(f"{len(result.plan.links)} {shown!r}")


if __name__ == "__main__":
    main()
