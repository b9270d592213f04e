"""What a list of pages can be narrowed by, in its address: ?topic= ?tag= ?author= ?kind="""

import django_filters
from django.forms import Select, TextInput

from articles.models import Article, Author, Tag, Topic

MOST_CHOICES = 100


class SelectOrText(Select):
    """A list to choose from; where it would be longer than anybody reads, a field for the slug."""

    def render(self, name, value, attrs=None, renderer=None):
        instances = list(self.choices.queryset[: MOST_CHOICES + 1])
        if len(instances) > MOST_CHOICES:
            return TextInput({"placeholder": "as in its address"}).render(name, value, attrs, renderer)
        empty = ("", self.choices.field.empty_label)
        self.choices = [empty, *((instance.slug, str(instance)) for instance in instances)]
        return super().render(name, value, attrs, renderer)


def choose_by_slug(queryset, *, field_name, empty_label, **kwargs):
    """A filter whose value in the address is a slug."""
    return django_filters.ModelChoiceFilter(
        queryset=queryset,
        field_name=field_name,
        to_field_name="slug",
        empty_label=empty_label,
        label=empty_label.removeprefix("Any ").capitalize(),
        widget=SelectOrText,
        **kwargs,
    )


class ArticleFilter(django_filters.FilterSet):
    topic = choose_by_slug(Topic.objects.all(), field_name="topic", empty_label="Any topic")
    tag = choose_by_slug(Tag.objects.all(), field_name="tags", empty_label="Any tag")
    author = choose_by_slug(Author.objects.all(), field_name="author", empty_label="Any author")
    kind = django_filters.ChoiceFilter(choices=Article.Kind, label="Kind", empty_label="Any kind", widget=Select)

    class Meta:
        model = Article
        fields = []
