"""Metadata of the site's own pages."""

from django.conf import settings
from django.urls import reverse

from articles.absolute import absolute_url
from articles.metadata import Metadata, site_data

CLAIM = "Technology comparisons and articles in which every claim has a source, a date and a version."


def of_home():
    return Metadata(settings.SITE_NAME, CLAIM, reverse("home"), data=(site_with_search(),), has_trail=False)


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


def of_not_found():
    """The canonical address is home: what is not here has none."""
    return Metadata("Not found", CLAIM, reverse("home"), has_trail=False)


def site_with_search():
    """The site (schema.org), and where its search is."""
    action = {
        "@type": "SearchAction",
        "target": {
            "@type": "EntryPoint",
            "urlTemplate": f"{absolute_url(reverse('search'))}?q={{search_term_string}}",
        },
        "query-input": "required name=search_term_string",
    }
    return {**site_data(), "@type": "WebSite", "publisher": site_data(), "potentialAction": action}
