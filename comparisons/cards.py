"""Social cards of pages at their addresses."""

import re
from io import BytesIO

from django.http import Http404
from django.shortcuts import redirect

from articles.images.cards import CARD_NAME, draw_card
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
    card = card_of(page, page.subjects.select_related("technology"))
    if card.name != name:
        return redirect(card.path)
    return picture_response(BytesIO(draw_card(card)), "image/png")


def get_page(uid):
    """The published page with this uid. Raises Gone where it is withdrawn, Http404 where there is none."""
    page = Article.objects.published().select_related("comparison").filter(uid=uid).first()
    if page:
        return page.comparison if page.kind == Article.Kind.COMPARISON else page
    if Article.objects.filter(uid=uid, status=Article.Status.WITHDRAWN).exists():
        raise Gone(uid)
    raise Http404("No page has such a card.")
