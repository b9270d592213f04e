"""What a list of pages can be narrowed by, in its address: ?topic= ?tag= ?technology= ?kind="""

import django_filters
from django.forms import Select

from articles.models import Article, Tag, Topic
from comparisons.models import Technology


def choose_by_slug(queryset, *, field_name, empty_label, **kwargs):
    """A filter whose value in the address is a slug."""
    return django_filters.ModelChoiceFilter(
        queryset=queryset,
        field_name=field_name,
        to_field_name="slug",
        empty_label=empty_label,
        label=empty_label.removeprefix("Any ").capitalize(),
        **kwargs,
    )


class ComparisonFilter(django_filters.FilterSet):
    topic = choose_by_slug(Topic.objects.all(), field_name="topic", empty_label="Any topic")
    technology = choose_by_slug(
        Technology.objects.all(), field_name="subjects__technology", empty_label="Any technology"
    )
    tag = choose_by_slug(Tag.objects.all(), field_name="tags", empty_label="Any tag")

    class Meta:
        model = Article
        fields = []


class ArticleFilter(ComparisonFilter):
    kind = django_filters.ChoiceFilter(choices=Article.Kind, label="Kind", empty_label="Any kind", widget=Select)
