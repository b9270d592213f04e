"""The public pages of proofs. They show what was run, and run nothing."""

from django.db.models import FETCH_RAISE
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header

from articles.metadata import Metadata, numbered
from articles.paging import requested_page
from articles.public_pages import public_page
from articles.slugs import Moved, find_by_slug
from comparisons import metadata
from comparisons.models import Fact, Feature, Proof, Technology

RUNS = 50
FACTS = 300
LIST = (
    "Proofs",
    "Answers that a small program shows, with a control that must fail, and those that none shows yet.",
)
ORDER = ("feature__group__position", "feature__position", "feature", "technology__name", "pk")


@public_page(query=["page"])
def proof_list(request):
    """What is shown by a script and what is not, by feature and technology."""
    facts = Fact.objects.published().select_related("feature", "technology").order_by(*ORDER).fetch_mode(FETCH_RAISE)
    page = requested_page(request, facts, FACTS)
    context = {
        "page": page,
        "rows": states_of(page.object_list),
        "metadata": numbered(Metadata(*LIST, request.path), page.number),
    }
    context |= {"shown": Proof.objects.published().shown().count(), "facts": facts.count()}
    return render(request, "comparisons/proof_list.html", context)


def states_of(facts):
    """For each feature of these facts: the proofs that show it, those that do not, the technologies without one."""
    about = {
        "feature__in": {fact.feature_id for fact in facts},
        "technology__in": {fact.technology_id for fact in facts},
    }
    found = Proof.objects.published().with_runs().filter(**about).defer("script", "script_html").order_by()
    proofs = {(proof.feature_id, proof.technology_id): proof for proof in found}
    rows = {}
    for fact in facts:
        _, shown, silent, without = rows.setdefault(fact.feature_id, (fact.feature, [], [], []))
        proof = proofs.get((fact.feature_id, fact.technology_id))
        if proof:
            (shown if proof.is_shown else silent).append(proof)
        else:
            without.append(fact.technology)
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
    response = HttpResponse(proof.script, content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(as_attachment=False, filename=proof.download_name)
    return response


def find_proof(feature, technology):
    """The proof with these slugs. Raises Moved where one of them is a former one, Gone or Http404 as pages do."""
    asked = find_by_slug(Feature.readable(), feature), find_by_slug(Technology.readable(), technology)
    proof = Proof.objects.published().with_runs().filter(feature=asked[0], technology=asked[1]).first()
    if not proof:
        raise Http404("There is no proof of this.")
    if (proof.feature.slug, proof.technology.slug) != (feature, technology):
        raise Moved("", proof.get_absolute_url())
    return proof
