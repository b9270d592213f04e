"""The public pages of proofs. They show what was run, and run nothing."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from articles.public_pages import public_page
from articles.slugs import Moved, get_by_slug
from comparisons import metadata
from comparisons.models import Feature, Proof, Technology

RUNS = 50


@public_page()
def proof_detail(request, feature, technology):
    proof = find_proof(feature, technology)
    context = {"proof": proof, "metadata": metadata.of_proof(proof), "runs": proof.runs.all()[:RUNS]}
    return render(request, "comparisons/proof_detail.html", context)


@public_page()
def proof_script(request, feature, technology, language):
    proof = find_proof(feature, technology)
    if proof.language != language:
        raise Http404(f"This proof is not written in {language}.")
    return HttpResponse(proof.script, content_type="text/plain; charset=utf-8")


def find_proof(feature, technology):
    """The proof with these slugs. Raises Moved where one of them is a former one, Gone or Http404 as pages do."""
    proofs = Proof.objects.with_runs()
    found = proofs.filter(feature__slug=feature, technology__slug=technology).first()
    if found:
        return found
    feature, technology = present_slug(Feature, feature), present_slug(Technology, technology)
    moved = proofs.filter(feature__slug=feature, technology__slug=technology).first()
    if moved:
        raise Moved("", moved.get_absolute_url())
    raise Http404("There is no proof of this.")


def present_slug(model, slug):
    try:
        return get_by_slug(model.objects.all(), slug).slug
    except Moved as moved:
        return moved.slug
