"""What the editor in the admin asks while somebody writes: a preview, a place for a picture, a page to link to.

The first two views stand at the addresses of markdownx's own, which let anybody upload anything. They answer in one
short line whatever happens, because the answer is shown beside the text.
"""

from functools import wraps

from django.core.exceptions import ValidationError
from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_GET, require_POST

from articles import links
from articles.desk.permissions import may_with_pages
from articles.images import encoding as images
from articles.markdown import rendering
from articles.models.rendered import LONGEST_TEXT

MAX_WORDS = 100  # characters of what is searched for


def plain_refusal(sentence, status):
    return HttpResponse(sentence, status=status, content_type="text/plain; charset=utf-8")


def for_writers(view):
    """Let a view answer nobody but those at the desk who may write."""

    @wraps(view)
    def guarded(request):
        if not request.user.is_active or not request.user.is_staff:
            return plain_refusal("You are signed out. Sign in again in another tab, then go on here.", 403)
        if not may_with_pages(request.user, "add", "change"):
            return plain_refusal("Your account may not write pages.", 403)
        return view(request)

    return guarded


@require_POST
@for_writers
def markdown_preview(request):
    """The HTML of the Markdown in ``content``, as its page will show it."""
    text = request.POST.get("content", "")
    if len(text) > LONGEST_TEXT:
        return plain_refusal(f"A text of more than {LONGEST_TEXT:,} characters has no preview.", 413)
    return HttpResponse(rendering.render(text).html)


@require_POST
@for_writers
def upload(request):
    """Store the picture in ``image``; the Markdown that shows it, in the JSON that markdownx's field expects."""
    if "image" not in request.FILES:
        return plain_refusal("No picture arrived.", 400)
    try:
        url = images.store_image(request.FILES["image"])
    except ValidationError as error:
        return plain_refusal(error.messages[0], 400)
    return JsonResponse({"image_code": f"![]({url})"})


@require_GET
@for_writers
def pages(request):
    """The pages of the hub whose names hold the words in ``q``, as JSON: title, kind and address of each."""
    words = request.GET.get("q", "").replace("\x00", "").strip()[:MAX_WORDS]
    found = links.find_by_name(words) if words else []
    results = [
        {"title": str(page), "kind": page._meta.verbose_name, "address": page.get_absolute_url()} for page in found
    ]
    return JsonResponse({"results": results})
