"""The address of social cards. A card that nobody asked for yet is drawn here, once."""

import re

from django.http import Http404
from django.shortcuts import redirect

from articles.cards import CARD_NAME, open_card, store_card
from articles.models import Article
from articles.public_pages import public_page
from articles.slugs import Gone
from articles.uploads import picture_response
from comparisons.metadata import card_of


@public_page()
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


def present_card(page):
    page = page.comparison if page.kind == Article.Kind.COMPARISON else page
    return card_of(page, page.subjects.select_related("technology"))
