"""The article about a run, from its JSON file.

    .venv/bin/python -m benchmarks.article var/bench/2026-11-23.json > content/articles/django-and-fastapi-measured.md

Look at it before it is published: the words are those of every run, and a run may need others.
"""

import json
import sys
from pathlib import Path

from benchmarks.report import MEBIBYTE

# ruff: noqa: E501 - a summary is one line
TEXT = """\
---
title: Django and FastAPI measured side by side
summary: One comparison page of this hub, served by Django and by a FastAPI application that renders the same HTML from the same database. All figures of one run, their conditions, and what they do and do not say.
date: {date}
topic: Architecture
tags: [benchmarks, performance]
author: The Learning Hub editors
technologies: [django, fastapi]
---

Articles keep saying that FastAPI is much faster than Django. So we measured both with one page of this hub:
the comparison [Django vs FastAPI](/comparisons/django-vs-fastapi/). Django serves it as this site does. FastAPI serves the
same page, element by element, from the same PostgreSQL database.

The figures are of one run of `make bench`. They say how these two set-ups did with this one page on one machine, against each
other. They do not say what your application will do, nor how either does across a network, and other machines give other
figures: only the ratios between lines of the same table mean something.

## How it was measured

- **Hardware**: {hardware[cores]} virtual cores and {hardware[memory_gib]} GiB of memory ({hardware[processor]}), {hardware[system]}.
  Client, servers and PostgreSQL shared them. The load average before the run was {hardware[load_before]}.
- **Client**: wrk {versions[wrk]} on the same machine, one thread; {conditions[seconds]} seconds a load, each load once in every
  round, in turns; the median of {rounds} rounds.
- **Django**: Django {versions[django]}, psycopg {versions[psycopg]}, gunicorn {versions[gunicorn]} with uvicorn’s worker
  (uvicorn, uvloop and httptools as below), {conditions[workers]} processes: as this site runs.
- **FastAPI**: FastAPI {versions[fastapi]}, Starlette {versions[starlette]}, uvicorn {versions[uvicorn]} with uvloop
  {versions[uvloop]} and httptools {versions[httptools]}, SQLAlchemy {versions[sqlalchemy]} (asyncio), asyncpg
  {versions[asyncpg]}, Jinja2 {versions[jinja2]}, {conditions[workers]} processes.
- **Beside them**: nginx {versions[nginx]} with the page as a file, nginx with the configuration of this site before it, and a
  bare application that answers with the same bytes under the same gunicorn. PostgreSQL {versions[postgresql]}, Python
  {versions[python]}.
- **The script**: `make bench` in the repository of this site; its code is in `benchmarks/`, `docs/benchmark.md` describes it, and
  `benchmarks/results/{date}.json` holds this run.

Before anything was measured, the script compared the pages of all servers: the same elements with the same attributes and the
same words.

## All figures

*hot* is the page, compressed; *not modified* an answer of 304 to who has it already; *cold* the page without the page cache; *one row*
an answer of JSON that reads one row. Times are in milliseconds. Memory is that of all processes of a server, in megabytes,
without PostgreSQL.

| Case | Connections | Server | Requests a second | p50 | p99 | Memory | Errors |
|---|---:|---|---:|---:|---:|---:|---:|
{figures}

From its command to its first answer our site took {start_seconds[ours]:.2f} seconds, FastAPI {start_seconds[fastapi]:.2f}.

## What we wanted to reach

| Ratio or figure | Wanted | Found | Reached |
|---|---:|---:|---|
{goals}

## How to read this

A page that is the same for two readers need not be made twice, whichever framework made it. Most of the difference in the
first lines is that, and neither Django nor FastAPI: FastAPI with a cache of its own answers from memory too.

The line *nothing kept: rendered from rows* compares the frameworks at the work they are known for: an ORM and a template
engine. In the line above it, the same Django site reads the page it made before, in one query.
"""


def make_article(record):
    """The article as a content file."""
    parts = {
        "figures": "\n".join(map(figure_row, record["figures"])),
        "goals": "\n".join(map(goal_row, record["goals"])),
    }
    rounds = len(record["figures"][0]["rounds"])
    return TEXT.format(**{**record, **parts}, rounds=rounds)


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


def goal_row(goal):
    limit = f"at least {goal['at_least']:g}" if "at_least" in goal else f"at most {goal['at_most']:g}"
    found = "not measured" if goal["found"] is None else f"{goal['found']:,.2f}"
    return f"| {goal['what']} | {limit} | {found} | {'yes' if goal['reached'] else 'no'} |"


if __name__ == "__main__":
    sys.stdout.write(make_article(json.loads(Path(sys.argv[1]).read_text())))
