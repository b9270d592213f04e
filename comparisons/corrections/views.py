"""The form by which readers say what is wrong, and the page on which they see what became of it.

It needs no account, no cookie and no script. There is no session whose rights another site could borrow, so instead of
a cookie against forged requests there is what browsers say themselves about where a form was sent from.
"""

from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.core.validators import URLValidator
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.crypto import salted_hmac
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from articles.client_address import client_address
from comparisons import metadata
from comparisons.models import Correction, Technology
from comparisons.models.corrections import find_about
from comparisons.table import build_table

AGAIN = "Please send it once more."
FULL = (
    "We have got many corrections just now. Please send this again in an hour, or tomorrow; "
    "your text stays here until then."
)
UNSEEN = {"tabindex": "-1", "autocomplete": "off"}


class CorrectionForm(forms.ModelForm):
    """``website`` is for programs that fill in everything."""

    website = forms.CharField(required=False, label="Leave this empty", widget=forms.TextInput(attrs=UNSEEN))

    class Meta:
        model = Correction
        fields = ("problem", "value", "source_url", "name", "email")
        widgets = {"problem": forms.Textarea(attrs={"rows": 6})}
        labels = {"problem": "What is wrong?", "value": "What should it say?", "source_url": "Where does it say so?"}
        help_texts = {"source_url": "The address of a page that supports you."}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["source_url"].validators.append(URLValidator(schemes=["http", "https"]))
        self.fields["source_url"].assume_scheme = "https"
        if not self.instance.feature:
            del self.fields["value"]

    def clean(self):
        if super().clean().get("website"):
            raise forms.ValidationError("The last field must stay empty.")

    def show_again(self):
        """Let the form, shown once more, lead to what has to be mended first."""
        self.data = {**self.data.dict(), "website": ""}
        wrong = next((name for name in self.errors if name in self.fields), None)
        if wrong:
            self.fields[wrong].widget.attrs["autofocus"] = True


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def new_correction(request):
    about = find_about(request.GET.get("about", ""))
    if about is None:
        raise Http404("There is nothing of this name to correct.")
    # What tells senders apart for a day, and cannot be turned back into an address.
    sender = salted_hmac("correction-sender", client_address(request) or "unknown", algorithm="sha256").hexdigest()
    form = CorrectionForm(request.POST or None, instance=Correction(**about, sender=sender))
    if request.method == "POST" and receive(request, form):
        return private(HttpResponseRedirect(form.instance.get_absolute_url(), status=303))
    context = {
        "form": form,
        "about": about["about"],
        "cell": present_cell(about),
        "metadata": metadata.of_correction(request.get_full_path(), len(form.errors)),
    }
    return private(render(request, "comparisons/correction_form.html", context))


def present_cell(about):
    """What the hub says now, where a correction is about a fact; else None."""
    if "feature" not in about:
        return None
    technology = Technology.objects.for_table().get(pk=about["technology"].pk)
    return build_table([technology], [about["feature"]]).cells[0]


@require_safe
def correction(request, key):
    found = Correction.objects.get_by_key(key)
    if not found:
        raise Http404("There is no such correction.")
    context = {"correction": found, "metadata": metadata.of_correction(request.path)}
    return private(render(request, "comparisons/correction.html", context))


def receive(request, form):
    """Store what was sent. Whether that was possible; if not, the form says why and keeps the text."""
    if form.is_valid() and not is_from_here(request):
        form.add_error(None, AGAIN)
    if form.is_valid() and Correction.objects.is_full(form.instance.sender):
        form.add_error(None, FULL)
    if form.is_valid():
        form.save()
        return True
    form.show_again()
    return False


def is_from_here(request):
    """Whether the browser says that a page of ours sent the form. Those that say nothing are believed."""
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    if site:
        return site in {"same-origin", "none"}
    return not origin or urlsplit(origin).netloc in {request.get_host(), urlsplit(settings.SITE_URL).netloc}


def private(response):
    """For one reader: no cache but the browser’s keeps it, which then has what was typed; no search engine lists it."""
    patch_cache_control(response, private=True, no_cache=True)
    response["X-Robots-Tag"] = "noindex"
    return response
