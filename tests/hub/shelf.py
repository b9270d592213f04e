"""A small hub with one page of every kind, each with all that such a page can show."""

import datetime
from dataclasses import dataclass

from django.db import transaction

from articles.models import Article, Author, Tag, Topic
from comparisons.models import Comparison, Feature, Technology
from tests.factories import (
    CHECKED,
    hours_ago,
    make_article,
    make_author,
    make_comparison,
    make_fact,
    make_faq,
    make_feature,
    make_release,
    make_technology,
    make_topic,
)

LEVELS = ["yes", "partial", "no", "not_applicable", "unknown", ""]
FILLER = "A sentence that a reader reads before the next one comes. " * 12
BODY = f"""An answer first.

## First section

{FILLER}

```console
$ pip install django
Successfully installed
```

### A smaller step

{FILLER}

| Open connections | Requests a second |
|---|---:|
| 64 | 2,545 |

## Second section with [a link](https://example.org/second)

{FILLER}

## Third section

{FILLER}
"""


@dataclass
class Shelf:
    article: Article
    comparison: Comparison
    technologies: list[Technology]
    features: list[Feature]
    topic: Topic
    author: Author
    withdrawn: Article

    @property
    def compare(self):
        return "/compare/?" + "&".join(f"t={technology.slug}" for technology in self.technologies[:4])

    @property
    def addresses(self):
        """One page of every kind, pages that are not there among them."""
        technology, feature = self.technologies[0], self.features[0]
        things = [self.article, self.comparison, technology, feature, self.topic, self.author, self.withdrawn]
        lists = [
            "/",
            "/articles/",
            "/comparisons/",
            "/compare/",
            "/technologies/",
            "/features/",
            "/feeds/",
            "/search/?q=framework",
            "/choose/",
            "/data/",
            f"/choose/?must={feature.slug}.partial",
            "/changes/",
            "/nowhere/",
        ]
        correction = f"/corrections/new/?about=fact:{feature.slug}:{technology.slug}"
        embed = f"{self.comparison.get_absolute_url()}embed/"
        fact = feature.address_in(technology)
        return [*lists, self.compare, correction, embed, fact, *(thing.get_absolute_url() for thing in things)]


def make_technologies():
    names = ["Django", "Flask", "FastAPI", "Express", "Fastify", "Hono"]
    technologies = [make_technology(name=name, summary=f"{name} in a sentence.") for name in names]
    for technology in technologies:
        make_release(technology, "6.1.3", released_on="2026-11-03", supported_until="2027-12", note="Fixes.")
    return technologies


def make_features():
    definition = {"definition": "What is asked.", "rubric": "- **Yes**: built in\n- **No**: not built in"}
    features = [make_feature(name=f"Question number {n}", **definition) for n in range(1, 13)]
    features.append(make_feature(name="Learning curve", kind="judgement", **definition))
    return features


@transaction.atomic  # so that it is indexed for the search once
def make_shelf():
    technologies, features = make_technologies(), make_features()
    topic, author = (
        make_topic(name="Frameworks", description="All of them."),
        make_author(bio="Writes.", url="https://example.org/me"),
    )
    shared = {"topic": topic, "author": author, "body": BODY, "summary": "What a reader gets."}
    for row, feature in enumerate(features):
        for column, technology in enumerate(technologies):
            make_fact(technology, feature, level=LEVELS[(row + column) % len(LEVELS)], changed_on=CHECKED)
    older = datetime.datetime(2026, 1, 5, tzinfo=datetime.UTC)
    choice = {"title": "Six frameworks side by side", "verdict": "Take **one**.", "featured": True}
    comparison = make_comparison(technologies, features, published_at=older, **choice, **shared)
    tag = Tag.objects.create(name="web")
    article = make_article(title="How to choose", published_at=hours_ago(9), tags=[tag], **shared)
    article.subjects.create(technology=technologies[0])
    make_article(title="Before", published_at=hours_ago(20))
    make_article(title="After")
    withdrawn = make_article(title="Taken down")
    withdrawn.status = Article.Status.WITHDRAWN
    withdrawn.save()
    make_comparison(technologies[:2], features[:2], title="Two frameworks side by side", **shared)
    for page in (article, comparison):
        make_faq(page, question="Which is faster?", answer="It *depends*.\n\n```python\nprint(1)\n```")
        make_faq(page, question="Which is older?")
    return Shelf(article, comparison, technologies, features, topic, author, withdrawn)
