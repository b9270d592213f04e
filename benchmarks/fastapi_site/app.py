"""The application: the page rendered from the database for each request, and the endpoint that reads one row."""

import json
import os
from pathlib import Path

from fastapi import FastAPI, HTTPException, Request
from fastapi.middleware.gzip import GZipMiddleware
from fastapi.responses import HTMLResponse
from fastapi.templating import Jinja2Templates
from pydantic import BaseModel, ConfigDict

from .database import Session
from .metadata import SITE_NAME, SITE_URL, make_metadata
from .models import Technology
from .queries import find_changes, find_comparison, find_facts, find_neighbours, find_related
from .releases import format_partial_date
from .support import (
    ends_soon,
    line_name,
    line_of,
    other_series,
    support_chart,
    support_words,
    supported_lines,
    until_words,
)
from .table import breakable, build_table, sources_by_technology

FAQS = {"level": 2, "id": "faqs", "text": "Questions and answers"}
STATIC_FILES = json.loads((Path(os.environ["STATIC_ROOT"]) / "staticfiles.json").read_text())["paths"]

app = FastAPI()
app.add_middleware(GZipMiddleware, minimum_size=1000, compresslevel=6)  # as Django’s
templates = Jinja2Templates(directory=Path(__file__).parent / "templates")
templates.env.trim_blocks = templates.env.lstrip_blocks = True
templates.env.globals |= {"SITE_NAME": SITE_NAME, "SITE_URL": SITE_URL}
templates.env.globals["HOW"] = {
    "script": "by script",
    "source": "read in the source",
    "metadata": "from the package’s metadata",
    "measured": "measured",
    "judgement": "by judgement",
}
templates.env.globals["static"] = lambda name: f"/static/{STATIC_FILES[name]}"
templates.env.filters["words"] = lambda day: f"{day.day} {day:%B %Y}"
templates.env.filters["month"] = lambda day: f"{day:%B %Y}"
templates.env.filters["partial_date"] = format_partial_date
templates.env.filters["breakable"] = breakable
templates.env.filters["other_series"] = other_series
templates.env.filters |= {"line_name": line_name, "support_words": support_words}
templates.env.filters["until_words"] = lambda release, technology: until_words(line_of(technology, release))
templates.env.filters["ending_lines"] = lambda technology: filter(ends_soon, supported_lines(technology))


@app.get("/comparisons/{slug}/", response_class=HTMLResponse)
async def comparison(request: Request, slug: str, session: Session):
    page = await find_comparison(session, slug)
    if page is None:
        raise HTTPException(status_code=404)
    technologies = [subject.technology for subject in page.subjects]
    features = [row.feature for row in page.rows]
    table = build_table(technologies, features, await find_facts(session, technologies, features))
    previous, following = await find_neighbours(session, page)
    last_change = max(filter(None, [page.updated_at.date(), table.last_change]))
    context = {
        "page": page,
        "table": table,
        "support": support_chart(technologies),
        "last_change": last_change,
        "changes": await find_changes(session, page, technologies, features),
        "contents": outline(page),
        "sources": sources_by_technology(table),
        "previous": previous,
        "following": following,
        "related": await find_related(session, page, technologies),
        "metadata": make_metadata(page, table, last_change),
    }
    return templates.TemplateResponse(request=request, name="comparison.html", context=context)


def outline(page):
    entries = [{"level": 2, "id": "choose", "text": "When to choose which"}]
    if page.verdict_html:
        entries.insert(0, {"level": 2, "id": "verdict", "text": "Verdict"})
    entries += [{"level": 2, "id": "table", "text": "Side by side"}, *page.contents]
    return [*entries, FAQS] if page.faqs else entries


class TechnologyOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    slug: str
    name: str
    summary: str


@app.get("/row/{key}")
async def row(key: int, session: Session) -> TechnologyOut:
    technology = await session.get(Technology, key)
    if technology is None:
        raise HTTPException(status_code=404)
    return technology
