"""Pages of a long list, the last about as quick as the first."""

from django.core.paginator import Paginator


class LongListPaginator(Paginator):
    """Finds the keys of a page first, from the nearer end of the list, and reads only the rows they belong to.

    Skipping rows costs a database as much as reading them; skipping keys in an index costs little.
    """

    def page(self, number):
        number = self.validate_number(number)
        if number == 1:
            return super().page(number)
        keys = self.keys(number)
        rows = self.object_list.in_bulk(keys)
        return self._get_page([rows[key] for key in keys if key in rows], number, self)

    def keys(self, number):
        first = (number - 1) * self.per_page
        last = min(first + self.per_page, self.count)
        keys = self.object_list.values_list("pk", flat=True)
        if first <= self.count / 2:
            return list(keys[first:last])
        return list(keys.reverse()[self.count - last : self.count - first])[::-1]
