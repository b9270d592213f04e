"""The article about a run, from its JSON file.

    .venv/bin/python -m benchmarks.article benchmarks/results/2026-11-27.json > content/articles/NAME.md

Look at it before it is published: the words are those of every run, and a run may need others.
"""

import json
import sys
from pathlib import Path

from benchmarks.report import MEBIBYTE

TEXTS = Path(__file__).parent / "articles"


def make_article(record):
    """The article as a content file."""
    text = (TEXTS / f"{record['kind']}.md").read_text()
    figures = "\n".join(map(figure_row, record["figures"]))
    return text.format(**{**record, "figures": figures}, rounds=len(record["figures"][0]["rounds"]))


def figure_row(figure):
    cells = [
        figure["case"],
        f"{figure['connections']:,}",
        figure["title"],
        f"{figure['requests_per_second']:,.0f}",
        f"{figure['p50']:,.1f}",
        f"{figure['p99']:,.1f}",
        f"{figure['memory'] / MEBIBYTE:,.0f}",
        f"{figure['errors']:,}",
    ]
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    sys.stdout.write(make_article(json.loads(Path(sys.argv[1]).read_text())))
