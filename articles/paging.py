"""Pages of a long list, the last about as quick as the first."""

from django.core.paginator import EmptyPage, Page, Paginator
from django.utils.functional import cached_property

COUNTED = 10_000  # rows; counting on would cost the first pages more than all else


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
        self.count_all()
        return super().validate_number(number)

    def count_all(self):
        self.count, self.is_counted = self.object_list.count(), True
        self.__dict__.pop("num_pages", None)

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
