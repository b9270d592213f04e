"""Makers of test data: valid by default, each argument overrides a field. They save through the models."""

import datetime
from itertools import count

from django.utils import timezone

from articles.models import FAQ, Article, Author, Topic, User
from comparisons.models import (
    Comparison,
    Fact,
    Feature,
    FeatureGroup,
    Proof,
    Release,
    Row,
    Run,
    Sample,
    Source,
    Step,
    Subject,
    Technology,
    TechnologyKind,
)

number = count(1)
CHECKED = datetime.date(2026, 11, 22)


def hours_ago(hours):
    return timezone.now() - datetime.timedelta(hours=hours)


def make_user(**fields):
    n = next(number)
    password = fields.pop("password", "correct horse battery")
    user = User(**{"username": f"user{n}", "is_staff": True, **fields})
    user.set_password(password)
    user.save()
    return user


def make_topic(**fields):
    return Topic.objects.create(**{"name": f"Topic {next(number)}", **fields})


def make_author(**fields):
    return Author.objects.create(**{"name": f"Author {next(number)}", **fields})


def make_article(**fields):
    """A published article, an hour old."""
    tags = fields.pop("tags", [])
    defaults = {"title": f"Article {next(number)}", "status": Article.Status.PUBLISHED, "published_at": hours_ago(1)}
    article = Article.objects.create(**{**defaults, "updated_at": fields.get("published_at") or hours_ago(1), **fields})
    article.tags.set(tags)
    return article


def make_faq(article, **fields):
    n = next(number)
    return FAQ.objects.create(**{"article": article, "question": f"Question {n}?", "answer": f"Answer {n}.", **fields})


def make_technology(**fields):
    kind = fields.pop("kind", "framework")
    TechnologyKind.objects.get_or_create(slug=kind, defaults={"name": kind.capitalize()})
    return Technology.objects.create(**{"name": f"Technology {next(number)}", "kind_id": kind, **fields})


def make_release(technology, version="1.0", **fields):
    source = {"source_title": "Release notes", "source_url": "https://example.org/releases"}
    dates = {"released_on": "2026-01-15", "verified_on": CHECKED}
    return Release.objects.create(**{"technology": technology, "version": version, **source, **dates, **fields})


def make_feature(**fields):
    n = next(number)
    group = fields.pop("group", None) or FeatureGroup.objects.get_or_create(name="Basics")[0]
    return Feature.objects.create(**{"name": f"Feature {n}", "group": group, "position": n, **fields})


def make_fact(technology, feature, *, sources=1, **fields):
    n = next(number)
    check = {"verified_on": CHECKED, "verified_version": "1.0"}
    answer = {"level": "yes", "value": f"Value {n}", "note": f"Note {n}."}
    fact = Fact.objects.create(**{"technology": technology, "feature": feature, **check, **answer, **fields})
    for index in range(sources):
        Source.objects.create(fact=fact, title=f"Source {n}.{index}", url=f"https://example.org/{n}/{index}")
    return fact


def make_step(fact, version, **fields):
    """A step of a fact: what it said from this version on, with its source."""
    answer = {"level": "no", "value": f"Value from {version}"}
    source = {"source_title": f"Notes of {version}", "source_url": f"https://example.org/notes/{version}"}
    return Step.objects.create(**{"fact": fact, "version": version, **answer, **source, **fields})


def make_comparison(technologies=None, features=None, *, facts=True, **fields):
    """A published comparison of two technologies over three features, every cell answered."""
    technologies = [make_technology(), make_technology()] if technologies is None else technologies
    features = [make_feature() for _ in range(3)] if features is None else features
    defaults = {"title": f"Comparison {next(number)}", "status": Article.Status.PUBLISHED, "published_at": hours_ago(1)}
    comparison = Comparison.objects.create(
        **{**defaults, "updated_at": fields.get("published_at") or hours_ago(1), **fields}
    )
    for position, technology in enumerate(technologies):
        Subject.objects.create(
            article=comparison, technology=technology, position=position, choose_when=f"- you like {technology}"
        )
    for position, feature in enumerate(features):
        Row.objects.create(comparison=comparison, feature=feature, position=position)
        for technology in technologies if facts else []:
            if not Fact.objects.filter(technology=technology, feature=feature).exists():
                make_fact(technology, feature)
    return comparison


PYTHON_PROOF = """# /// script
# requires-python = ">=3.12"
# dependencies = ["demo==2.0"]
# [tool.hub]
# control = "demo==1.0"
# ///
import sys

import demo

found = hasattr(demo, "greet")
print("greets:", found)
sys.exit(0 if found else 10)
"""


NODE_PROOF = """// npm install demo@2.0.0
// /// script
// requires-node = ">=18"
// dependencies = ["demo==2.0.0"]
// [tool.hub]
// control = "demo==1.0.0"
// ///
import * as demo from "demo";

console.log("greets:", "greet" in demo);
process.exit("greet" in demo ? 0 : 10);
"""


def make_proof(technology=None, feature=None, *, runs=True, **fields):
    """A proof that is shown, its script and its control having been run; without runs one that was not."""
    technology, feature = technology or make_technology(), feature or make_feature()
    script = {"script": PYTHON_PROOF, "language": "py"}
    proof = Proof.objects.create(**{"technology": technology, "feature": feature, **script, **fields})
    if runs:
        proof.keep(make_run(proof, outcome="fails", is_control=True, version="1.0"))
        proof.keep(make_run(proof))
    return proof


def make_run(proof, **fields):
    """A run that is not stored."""
    about = {"digest": proof.digest, "package": "demo", "version": "2.0", "runtime": "Python 3.13.0"}
    outcome = {"platform": "Linux x86_64", "outcome": "holds", "saw": "greets: True", "milliseconds": 250}
    return Run(**{"proof": proof, **about, **outcome, **fields})


def make_sample(**fields):
    counts = {"right": 27, "imprecise": 2, "wrong": 1}
    about = {"name": f"Sample {next(number)}", "seed": 7, "checked_on": CHECKED, "method": "Read in the sources."}
    return Sample.objects.create(**{**about, **counts, **fields})


def make_outdated(count=1, name="Django", version="6.1"):
    """A technology with a new release, and that many facts checked before it."""
    technology = make_technology(name=name)
    make_release(technology, version)
    return technology, [make_fact(technology, make_feature(), verified_version="0.9") for _ in range(count)]


def see_today(*facts):
    """As if the sentences of their sources had been found today."""
    today = timezone.localdate()
    Source.objects.filter(fact__in=facts).update(quote="It has it.", state="found", state_on=today, found_on=today)
