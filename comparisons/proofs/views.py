"""The public pages of proofs. They show what was run, and run nothing."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from articles.paging import requested_page
from articles.public_pages import public_page
from articles.slugs import Moved, get_by_slug
from comparisons import metadata
from comparisons.models import Fact, Feature, Proof, Technology

RUNS = 50
FEATURES = 50


@public_page(query=["page"])
def proof_list(request):
    """What is shown by a script and what is not, by feature and technology."""
    page = requested_page(request, Feature.objects.filter(derived_from="").select_related("group"), FEATURES)
    context = {"page": page, "rows": states_of(page.object_list), "metadata": metadata.of_proofs(page.number)}
    context |= {"shown": Proof.objects.shown().count(), "facts": Fact.objects.count()}
    return render(request, "comparisons/proof_list.html", context)


def states_of(features):
    """For each of these features: the proofs that show it, those that do not, and the technologies without one."""
    rows = {feature.pk: (feature, [], [], []) for feature in features}
    proofs = Proof.objects.with_runs().filter(feature__in=features).defer("script", "script_html")
    proved = set()
    for proof in proofs.order_by("technology__name"):
        rows[proof.feature_id][1 if proof.is_shown else 2].append(proof)
        proved.add((proof.feature_id, proof.technology_id))
    facts = Fact.objects.filter(feature__in=features).select_related("technology").order_by("technology__name")
    for fact in facts.only("feature_id", "technology__name", "technology__slug"):
        if (fact.feature_id, fact.technology_id) not in proved:
            rows[fact.feature_id][3].append(fact.technology)
    return list(rows.values())


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
