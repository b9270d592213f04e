"""A small content folder, and what tests of import and export do with one."""

import io

from django.apps import apps
from django.core.management import CommandError, call_command

from articles.models import Article, Author, OldSlug, Revision, Tag, Topic
from comparisons.models import Fact, Feature, FeatureGroup, Technology

FEATURES = """\
- group: Basics
  slug: basics
  features:
  - slug: admin-panel
    name: Admin panel
    definition: Is there an admin?
  - slug: learning-curve
    name: Learning curve
    kind: judgement
- group: Data
  features:
  - name: ORM
    recheck_days: 90
"""
TOPICS = """\
- name: Python web frameworks
  slug: python
  description: About *Python*.
- name: Architecture
"""
AUTHORS = """\
- name: Ada Lovelace
  bio: Wrote the first program.
  url: https://example.org/ada
"""
DJANGO = """\
name: Django
kind: framework
language: Python
summary: A web framework.
releases:
- version: 6.1
  released: 2026-08-05
  lts: no
  source: {title: Notes, url: https://example.org/6.1}
  verified: 2026-11-22
- version: 5.10
  released: 2025-04
  lts: yes
  source: {title: Notes, url: https://example.org/5.10}
  verified: 2026-11-22
facts:
- feature: admin-panel
  level: yes
  value: Built in
  verified: 2026-11-22
  version: 6.10
  sources:
  - title: The admin
    url: https://example.org/admin
    quote: It has one.
- feature: learning-curve
  value: Steep
  note: There is much to learn.
  verified: 2026-11-22
  version: 6.1
"""
FLASK = """\
name: Flask
facts:
- feature: admin-panel
  level: no
  value: None
  verified: 2026-11-20
  version: 3.1
  changed: 2024-01-31
  sources:
  - title: Extensions
    url: https://example.org/flask
"""
COMPARISON = """\
---
title: Django vs Flask
summary: Which one?
date: 2026-01-02
lastmod: 2026-03-04 10:00:00 +0100
featured: true
topic: Python web frameworks
tags: [python, web]
author: Ada Lovelace
technologies: [django, flask]
rows:
- admin-panel
- learning-curve
choose_when:
  django: |
    - you want *everything*
verdict: |
  It depends.
faqs:
- question: Is Flask smaller?
  answer: |
    Yes.
- question: Is Django slower?
  slug: slower
  answer: No.
---

An introduction.

## Philosophy

Batteries.
"""
ARTICLE = """\
---
title: Two on one database
date: 2026-05-06
topic: architecture
technologies: [django]
---

Some text.
"""
FOLDER = {
    "features.yaml": FEATURES,
    "topics.yaml": TOPICS,
    "authors.yaml": AUTHORS,
    "technologies/django.yaml": DJANGO,
    "technologies/flask.yaml": FLASK,
    "comparisons/django-vs-flask.md": COMPARISON,
    "articles/two-on-one.md": ARTICLE,
}


def write_files(root, files):
    """Write files, given by path; None removes one."""
    for path, text in files.items():
        target = root / path
        if text is None:
            target.unlink()
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text if isinstance(text, bytes) else text.encode())
    return root


def import_content(root, *options):
    """What the command says to an editor: its summary, its warnings and mistakes with paths relative to the folder."""
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("import_content", str(root), *options, stdout=out, stderr=err)
        failure = ""
    except CommandError as error:
        failure = str(error)
    said = err.getvalue().replace(f"{root}/", "").splitlines()
    return Outcome(out.getvalue().splitlines(), said, failure)


def export_content(folder):
    out = io.StringIO()
    call_command("export_content", str(folder), stdout=out)
    return out.getvalue()


class Outcome:
    """``problems`` are errors and warnings; ``notes`` say what an editor has to do yet."""

    def __init__(self, summary, said, failure):
        self.summary, self.failure = summary, failure
        self.notes = [line for line in said if ": to do: " in line]
        self.problems = [line for line in said if ": to do: " not in line]
        self.errors = [line for line in self.problems if " warning: " not in line]
        self.warnings = [line for line in self.problems if " warning: " in line]

    @property
    def total(self):
        return self.summary[-1]


NOTHING_NEW = "In all: 0 created, 0 changed, 0 removed, "


def read_tree(root):
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def snapshot():
    """Every row of every table of the content, with all of its columns. What happened to it is not part of it."""
    models = [model for app in ("articles", "comparisons") for model in apps.get_app_config(app).get_models()]
    models.remove(Revision)
    models += [Article.tags.through]
    columns = {model: [field.attname for field in model._meta.local_concrete_fields] for model in models}
    return {model._meta.label: list(model.objects.order_by("pk").values(*columns[model])) for model in models}


def empty_the_database():
    for model in (Article, Fact, Technology, Feature, FeatureGroup, Topic, Tag, Author, OldSlug):
        model.objects.all().delete()
