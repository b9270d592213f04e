"""Social cards of pages: drawn when a page is published at the desk, or else when one is first asked for."""

import re

from django.http import Http404
from django.shortcuts import redirect

from articles.images.cards import CARD_NAME, open_card, store_card
from articles.images.uploads import picture_response
from articles.metadata import card_of
from articles.models import Article
from articles.public_pages import HOUR, public_page
from articles.slugs import Gone


@public_page(max_age=HOUR)
def card_image(request, name):
    """The card of a published page. A name that the page no longer announces leads to its present card."""
    match = re.fullmatch(CARD_NAME, name)
    if not match:
        raise Http404("No card has such a name.")
    page = get_page(match["page"])
    picture = open_card(name)
    if not picture:
        card = present_card(page)
        if card.name != name:
            return redirect(card.path)
        picture = store_card(card)
    return picture_response(picture, "image/png")


def get_page(uid):
    """The published page with this uid. Raises Gone where it is withdrawn, Http404 where there is none."""
    page = Article.objects.published().select_related("comparison").filter(uid=uid).first()
    if page:
        return page
    if Article.objects.filter(uid=uid, status=Article.Status.WITHDRAWN).exists():
        raise Gone(uid)
    raise Http404("No page has such a card.")


def draw_when_public(pk):
    """Draw the card of the page with this key if readers can see the page and its card is not there yet."""
    page = Article.objects.published().select_related("comparison").filter(pk=pk).first()
    card = page and present_card(page)
    if card and not open_card(card.name):
        store_card(card)


def present_card(page):
    page = page.comparison if page.kind == Article.Kind.COMPARISON else page
    return card_of(page, page.subjects.select_related("technology"))
