"""What of a run becomes facts of the hub, in the words that readers see: ``manage.py import_measurements`` reads it."""

from benchmarks.loads import COLD, FEW, HOT, ROW, Load
from benchmarks.report import MEBIBYTE

GROUP = "development-and-operations"
SOURCE = {
    "title": "Django and FastAPI measured on the same servers: method, script, all figures",
    "url": "/articles/django-and-fastapi-on-the-same-servers/",
}
RATE = "requests a second"

# Slug, name, what is asked, unit, figure, its load for Django and for FastAPI, and what each of them is.
MEASURES = [
    (
        "measured-page-from-rows",
        "Measured: page made from rows",
        "How often a second one machine makes this very kind of page anew from the rows of the database.",
        RATE,
        "requests_per_second",
        (Load(COLD, "django_uvicorn", FEW), "Django’s ORM and templates, a view without async"),
        (Load(COLD, "fastapi_uvicorn", FEW), "SQLAlchemy (async), asyncpg and Jinja2"),
    ),
    (
        "measured-one-row",
        "Measured: one row",
        "How often a second one machine reads one row by its key and answers with it as JSON.",
        RATE,
        "requests_per_second",
        (Load(ROW, "django_uvicorn", FEW), "a view without async and Django’s ORM"),
        (Load(ROW, "fastapi_uvicorn", FEW), "an async endpoint with SQLAlchemy and asyncpg"),
    ),
    (
        "measured-page-from-memory",
        "Measured: page from memory",
        "How often a second one machine answers with this very kind of page, kept compressed in the memory of the "
        "application.",
        RATE,
        "requests_per_second",
        (Load(HOT, "django_memory", FEW), "an async view that keeps its compressed pages in a dictionary"),
        (Load(HOT, "fastapi_memory", FEW), "an async endpoint that keeps its compressed pages in a dictionary"),
    ),
    (
        "measured-memory",
        "Measured: memory",
        "Memory of all processes of the application while it makes this page from its rows. Less is better.",
        "MiB",
        "memory",
        (Load(COLD, "django_uvicorn", FEW), "the models, views and desk of this whole site loaded"),
        (Load(COLD, "fastapi_uvicorn", FEW), "an application that serves this page alone"),
    ),
]
STACKS = {
    "django": "Django {django} under uvicorn {uvicorn} (uvloop, httptools)",
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
                for technology, (load, how) in (("django", django), ("fastapi", fastapi))
            ],
        }
        for slug, name, question, unit, field, django, fastapi in MEASURES
        if django[0] in figures and fastapi[0] in figures
    ]


def rubric(record):
    hardware, versions, conditions = record["hardware"], record["versions"], record["conditions"]
    return (
        f"Both numbers are of one run of `make bench ARGS=--frameworks` on {record['date']}: "
        f"{hardware['cores']} virtual cores, {hardware['memory_gib']} GiB, Python {versions['python']}, "
        f"PostgreSQL {versions['postgresql']}, "
        f"{conditions['workers']} processes each; wrk {versions['wrk']} on the same machine, loads in turns, "
        f"medians of {conditions['rounds']} rounds of {conditions['seconds']} seconds. "
        f"The load average before the run was {hardware['load_before']}: near 0 the machine did nothing else. "
        f"[Method, script and all figures]({SOURCE['url']})."
    )


def fact(record, technology, found, field, unit, connections, how):
    number = round(getattr(found, field) / (MEBIBYTE if field == "memory" else 1))
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
