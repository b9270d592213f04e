"""The public pages: lists, articles, comparisons, technologies, features. Each gets and renders."""

from django.core.paginator import InvalidPage, Paginator
from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import render

from articles.models import Article
from articles.slugs import get_by_slug
from comparisons.filters import ArticleFilter, ComparisonFilter
from comparisons.models import Comparison, Feature, Technology
from comparisons.table import build_table

PAGE_SIZE = 20
RELATED = 4


def article_list(request):
    return page_list(request, Article.objects.for_lists(), ArticleFilter, "comparisons/article_list.html")


def comparison_list(request):
    return page_list(request, Comparison.objects.for_lists(), ComparisonFilter, "comparisons/comparison_list.html")


def page_list(request, queryset, filter_class, template):
    """A filtered, paginated list. A filter that means nothing finds nothing; a page that does not exist is a 404."""
    filters = filter_class(request.GET, queryset=queryset)
    found = filters.qs if filters.is_valid() else queryset.none()
    paginator = Paginator(found, PAGE_SIZE)
    try:
        page = paginator.page(request.GET.get("page", 1))
    except InvalidPage as error:
        raise Http404("This list has no such page.") from error
    return render(request, template, {"page": page, "filters": filters})


def article_detail(request, slug):
    article = get_by_slug(Article.objects.for_page().filter(kind=Article.Kind.ARTICLE), slug)
    technologies = list(Technology.objects.filter(subjects__article=article).order_by("subjects__position"))
    related = related_pages(Article.objects.for_lists(), article, technologies)[:RELATED]
    context = {"article": article, "technologies": technologies, "related": related}
    return render(request, "comparisons/article_detail.html", context)


def comparison_detail(request, slug):
    comparison = get_by_slug(Comparison.objects.for_page(), slug)
    subjects = comparison.subjects.all()
    technologies = [subject.technology for subject in subjects]
    context = {
        "article": comparison,
        "subjects": subjects,
        "table": build_table(technologies, [row.feature for row in comparison.rows.all()]),
        "related": related_pages(Article.objects.for_lists(), comparison, technologies)[:RELATED],
    }
    return render(request, "comparisons/comparison_detail.html", context)


def related_pages(pages, page, technologies):
    """Those of the pages that share technologies with this one, the closest first."""
    shared = Count("subjects", filter=Q(subjects__technology__in=technologies))
    return (
        pages.exclude(pk=page.pk)
        .annotate(shared=shared)
        .filter(shared__gt=0)
        .order_by("-shared", *pages.query.order_by)
    )


def technology_list(request):
    technologies = Technology.objects.for_table().annotate(fact_count=Count("facts"))
    return render(request, "comparisons/technology_list.html", {"technologies": technologies})


def technology_detail(request, slug):
    technology = get_by_slug(Technology.objects.for_table(), slug)
    features = Feature.objects.answered_by(technology)
    context = {
        "technology": technology,
        "table": build_table([technology], features),
        "pages": Article.objects.for_lists().filter(subjects__technology=technology),
    }
    return render(request, "comparisons/technology_detail.html", context)


def feature_list(request):
    return render(request, "comparisons/feature_list.html", {"features": Feature.objects.select_related("group")})


def feature_detail(request, slug):
    feature = get_by_slug(Feature.objects.select_related("group"), slug)
    context = {
        "feature": feature,
        "table": build_table(Technology.objects.for_table().answering(feature), [feature]),
        "pages": Comparison.objects.for_lists().filter(rows__feature=feature),
    }
    return render(request, "comparisons/feature_detail.html", context)
