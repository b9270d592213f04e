"""Pages of a long list, the last about as quick as the first."""

from django.core.paginator import EmptyPage, InvalidPage, Page, Paginator
from django.http import Http404
from django.utils.functional import cached_property

PAGE_SIZE = 20
COUNTED = 10_000  # rows; counting on would cost the first pages more than all else
KEPT = 100  # counts of long lists

# A function for what the content stands at, from the app that counts changes: while that stays, so do counts.
version_of_content = None
counts = {}


def requested_page(request, found, size=PAGE_SIZE):
    """The page of a list, or of a queryset, that was asked for. One that does not exist is a 404."""
    kind = Paginator if isinstance(found, list) else LongListPaginator
    try:
        return kind(found, size).page(request.GET.get("page", 1))
    except InvalidPage as error:
        raise Http404("This list has no such page.") from error


class LongListPage(Page):
    def has_next(self):
        return super().has_next() or not self.paginator.is_counted


class LongListPaginator(Paginator):
    """Counts a long list only where somebody asks for its far pages, and reads a page by its keys.

    Skipping rows costs a database as much as reading them; skipping keys in an index costs less, from the nearer end of
    the list. ``is_counted`` says whether ``count`` and ``num_pages`` are all there are.
    """

    is_counted = True

    @cached_property
    def count(self):
        found = self.object_list.order_by()[: COUNTED + 1].count()
        self.is_counted = found <= COUNTED
        return min(found, COUNTED)

    def validate_number(self, number):
        try:
            return super().validate_number(number)
        except EmptyPage:
            if self.is_counted:
                raise
        self.count, self.is_counted = count_all(self.object_list), True
        self.__dict__.pop("num_pages", None)
        return super().validate_number(number)

    def page(self, number):
        number = self.validate_number(number)
        if number == 1:
            return super().page(number)
        keys = self.keys(number)
        rows = self.object_list.in_bulk(keys)
        return self._get_page([rows[key] for key in keys if key in rows], number, self)

    def _get_page(self, *args, **kwargs):
        return LongListPage(*args, **kwargs)

    def keys(self, number):
        first = (number - 1) * self.per_page
        last = min(first + self.per_page, self.count)
        keys = self.object_list.values_list("pk", flat=True)
        if not self.is_counted or first <= self.count / 2:
            return list(keys[first:last])
        return list(keys.reverse()[self.count - last : self.count - first])[::-1]


def count_all(rows):
    """How many there are, counted once until the content changes: who reads a list to its end asks often."""
    if version_of_content is None:
        return rows.count()
    query, version = str(rows.order_by().query), version_of_content()
    if counts.get(query, ("", 0))[0] != version:
        if len(counts) >= KEPT:
            counts.clear()
        counts[query] = version, rows.count()
    return counts[query][1]
