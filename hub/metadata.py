"""Metadata of the site's own pages."""

from django.conf import settings
from django.urls import reverse

from articles.metadata import Metadata, site_data
from comparisons.metadata import dataset_data

CLAIM = "Technology comparisons and articles in which every claim has a source, a date and a version."


def of_home():
    return Metadata(
        settings.SITE_NAME,
        CLAIM,
        reverse("home"),
        data=({**site_data(), "@type": "WebSite", "publisher": site_data()},),
        has_trail=False,
    )


def of_subscribe():
    description = (
        "Follow the hub in a feed reader: RSS, Atom and JSON Feed, of everything or of one topic or technology."
    )
    return Metadata("Follow the hub", description, reverse("feeds"), name="Follow")


def of_search(text, number):
    """Results for what a reader typed. The search itself is their canonical address: no words of others are ours."""
    description = (
        "Search comparisons, articles, questions, technologies, features and single facts, down to a note in a table."
    )
    title = f"{text}: search" + (f", page {number}" if number > 1 else "") if text else "Search"
    return Metadata(title, description, reverse("search"), name="Search")


def of_download(package):
    """The page of all facts, as a data set (schema.org) where there is a download."""
    title, path = "All facts in one download", reverse("data")
    description = "Every fact with its sources, checks and changes, as SQLite, JSON and CSV, made anew once a day."
    if not package:
        return Metadata(title, description, path, name="Data")
    names = (("facts.sqlite", "application/vnd.sqlite3"), ("facts.json", "application/json"))
    files = [(reverse("data-file", args=[name]), kind) for name, kind in names]
    data = dataset_data(package["title"], package["description"], path, files, dateModified=package["version"])
    return Metadata(title, description, path, name="Data", data=(data,))
