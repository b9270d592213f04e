"""Pages of a long list."""

from django.core.paginator import InvalidPage, Paginator
from django.http import Http404

PAGE_SIZE = 20


def requested_page(request, found, size=PAGE_SIZE):
    """The page of a list, or of a queryset, that was asked for. One that does not exist is a 404."""
    kind = Paginator if isinstance(found, list) else KeyPaginator
    try:
        return kind(found, size).page(request.GET.get("page", 1))
    except InvalidPage as error:
        raise Http404("This list has no such page.") from error


class KeyPaginator(Paginator):
    """Reads a page by its keys: to skip rows costs a database as much as to read them, keys in an index cost less."""

    def page(self, number):
        number = self.validate_number(number)
        if number == 1:
            return super().page(number)
        first = (number - 1) * self.per_page
        keys = list(self.object_list.values_list("pk", flat=True)[first : first + self.per_page])
        rows = self.object_list.in_bulk(keys)
        return self._get_page([rows[key] for key in keys if key in rows], number, self)
