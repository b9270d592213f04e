"""What of a run becomes facts of the hub, in the words that readers see: ``manage.py import_measurements`` reads it."""

from benchmarks.loads import COLD, FEW, HOT, MANY, ROW, Load
from benchmarks.report import MEGABYTE

GROUP = "development-and-operations"
SOURCE = {
    "title": "Django and FastAPI measured side by side: method, script, all figures",
    "url": "/articles/django-and-fastapi-measured/",
}
RATE = "requests a second"

# Slug, name, what is asked, unit, figure, its load with us and with FastAPI, and what each of them is.
MEASURES = [
    (
        "measured-page-from-memory",
        "Measured: page from memory",
        "How often a second one machine answers with this very kind of page, kept in the memory of the application.",
        RATE,
        "requests_per_second",
        (Load(HOT, "ours", FEW), "the page cache of this site before Django’s handler"),
        (Load(HOT, "fastapi_cached", FEW), "an endpoint that keeps its compressed pages in a dictionary"),
    ),
    (
        "measured-page-from-rows",
        "Measured: page made from rows",
        "How often a second one machine makes this very kind of page anew from the rows of the database.",
        RATE,
        "requests_per_second",
        (Load(COLD, "ours_rendered", FEW), "Django’s ORM and templates, every cache off"),
        (Load(COLD, "fastapi", FEW), "SQLAlchemy (async), asyncpg and Jinja2"),
    ),
    (
        "measured-one-row",
        "Measured: one row, 1,000 clients",
        "How often a second one machine reads one row and answers with it as JSON to a thousand clients at once.",
        RATE,
        "requests_per_second",
        (Load(ROW, "ours_uncached", MANY), "a view without async, four threads a process"),
        (Load(ROW, "fastapi", MANY), "an async endpoint with SQLAlchemy and asyncpg"),
    ),
    (
        "measured-slowest-percent",
        "Measured: slowest in a hundred",
        "How long the slowest of a hundred answers took, page from memory, a thousand clients at once, the wait to be "
        "let in included. Less is better.",
        "milliseconds",
        "p99",
        (Load(HOT, "ours", MANY), "the page cache of this site before Django’s handler"),
        (Load(HOT, "fastapi_cached", MANY), "an endpoint that keeps its compressed pages in a dictionary"),
    ),
    (
        "measured-memory",
        "Measured: memory",
        "Memory of all processes of the application, page from memory, a thousand clients at once. Less is better.",
        "megabytes",
        "memory",
        (Load(HOT, "ours", MANY), "this whole site"),
        (Load(HOT, "fastapi_cached", MANY), "an application that serves this page alone"),
    ),
]
STACKS = {
    "django": "Django {django} under gunicorn {gunicorn} (uvicorn’s worker, uvloop, httptools)",
    "fastapi": "FastAPI {fastapi} under uvicorn {uvicorn} (uvloop, httptools)",
}


def make_measures(figures, record):
    """The part of the record that is imported; a measure of which one side is missing is left out."""
    return [
        {
            "slug": slug,
            "name": name,
            "definition": f"{question} Ratios within one run count; other machines give other figures.",
            "rubric": rubric(record),
            "unit": unit,
            "facts": [
                fact(record, technology, figures[load], field, unit, f"{load.connections:,} connections", how)
                for technology, (load, how) in (("django", ours), ("fastapi", theirs))
            ],
        }
        for slug, name, question, unit, field, ours, theirs in MEASURES
        if ours[0] in figures and theirs[0] in figures
    ]


def rubric(record):
    hardware, versions, conditions = record["hardware"], record["versions"], record["conditions"]
    return (
        f"Both numbers are of one run of `make bench` on {record['date']}: {hardware['cores']} virtual cores, "
        f"{hardware['memory_gib']} GiB, Python {versions['python']}, PostgreSQL {versions['postgresql']}, "
        f"{conditions['workers']} processes each; wrk {versions['wrk']} on the same machine, loads in turns, "
        f"medians of {conditions['rounds']} rounds of {conditions['seconds']} seconds. "
        f"The load average before the run was {hardware['load_before']}: near 0 the machine did nothing else. "
        f"[Method, script and all figures]({SOURCE['url']})."
    )


def fact(record, technology, found, field, unit, connections, how):
    number = round(getattr(found, field) / (MEGABYTE if field == "memory" else 1))
    stack = STACKS[technology].format(**record["versions"])
    return {
        "technology": technology,
        "value": f"{number:,} {unit}",
        "number": number,
        "note": f"{stack}: {how}. {connections}, gzip, {found.errors} errors. It says nothing about other pages.",
        "verified": record["date"],
        "version": record["versions"][technology],
        "sources": [SOURCE],
    }
