"""Keeps the index true: whatever is saved or deleted, the entries that show it are written anew after the commit."""

import threading

from django.db import transaction
from django.db.models.signals import m2m_changed, post_save, pre_delete

from articles.models import FAQ, Article, Author, Tag, Topic
from comparisons.models import Comparison, Fact, Feature, FeatureGroup, Release, Source, Subject, Technology
from hub.models import SearchEntry
from hub.search import index

Kind = SearchEntry.Kind
waiting = threading.local()


def keys(kind, object_ids):
    return {(kind, object_id) for object_id in object_ids}


def page_keys(page_ids):
    """The entries of pages; only one kind of each page has one."""
    page_ids = list(page_ids)
    return keys(Kind.ARTICLE, page_ids) | keys(Kind.COMPARISON, page_ids)


def keys_of_pages(pages):
    return page_keys(pages.order_by().values_list("pk", flat=True))


def keys_of_page(page):
    return page_keys([page.pk]) | keys(Kind.FAQ, page.faqs.order_by().values_list("pk", flat=True))


def keys_of_technology(technology):
    facts = technology.facts.order_by().values_list("pk", flat=True)
    pages = technology.subjects.order_by().values_list("article_id", flat=True)
    return {(Kind.TECHNOLOGY, technology.pk)} | keys(Kind.FACT, facts) | page_keys(pages)


def keys_of_feature(feature):
    return {(Kind.FEATURE, feature.pk)} | keys(Kind.FACT, feature.facts.order_by().values_list("pk", flat=True))


# The entries that show something of an object.
SHOWN_IN = {
    Article: keys_of_page,
    Comparison: keys_of_page,
    FAQ: lambda faq: {(Kind.FAQ, faq.pk)},
    Subject: lambda subject: page_keys([subject.article_id]),
    Author: lambda author: keys_of_pages(author.articles),
    Topic: lambda topic: keys_of_pages(topic.articles),
    Tag: lambda tag: keys_of_pages(tag.articles),
    Technology: keys_of_technology,
    Release: lambda release: {(Kind.TECHNOLOGY, release.technology_id)},
    Feature: keys_of_feature,
    FeatureGroup: lambda group: keys(Kind.FEATURE, group.features.order_by().values_list("pk", flat=True)),
    Fact: lambda fact: {(Kind.FACT, fact.pk)},
    Source: lambda source: {(Kind.FACT, source.fact_id)},
}


def connect():
    for model in SHOWN_IN:
        post_save.connect(on_change, sender=model)
        # Before, because afterwards nothing knows any more what belonged to it.
        pre_delete.connect(on_change, sender=model)
    m2m_changed.connect(on_tags_changed, sender=Article.tags.through)


def on_change(sender, instance, **kwargs):
    index_later(SHOWN_IN[sender](instance))


def on_tags_changed(sender, instance, pk_set, **kwargs):
    if isinstance(instance, Tag):
        index_later(keys_of_pages(instance.articles) | page_keys(pk_set or ()))
    else:
        index_later(keys_of_page(instance))


def index_later(changed):
    """Write these entries anew once what changed is there for all to see; an error is logged and undoes nothing."""
    if not hasattr(waiting, "keys"):
        waiting.keys = set()
    waiting.keys |= changed
    transaction.on_commit(index_waiting, robust=True)


def index_waiting():
    """Write what waits, once for a whole transaction. What a rollback left behind is only written again as it is."""
    changed, waiting.keys = getattr(waiting, "keys", set()), set()
    if changed:
        index.update(changed)
