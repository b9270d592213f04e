"""What leaves the site: the table of a comparison or of any technologies, with what a reader must know to cite it."""

from dataclasses import dataclass

from django.http import Http404

from articles.absolute import absolute_url
from articles.slugs import get_by_slug
from comparisons.compare import FEWEST, MOST, select
from comparisons.models import Comparison
from comparisons.table import Table, build_table


@dataclass(frozen=True)
class Export:
    """A table and the page that shows it; ``page`` is None for technologies that a reader chose."""

    title: str
    path: str
    name: str
    table: Table
    page: Comparison | None = None

    @property
    def url(self):
        return absolute_url(self.path)

    @property
    def updated_on(self):
        """The day on which the text or an answer last changed in substance, or None."""
        written = self.page.updated_at.date() if self.page else None
        return max(filter(None, [written, self.table.last_change]), default=None)

    def cell_url(self, cell):
        """Where a reader sees this very answer."""
        return f"{self.url}#{cell.anchor}"


def export_comparison(slug):
    """The published comparison with this slug. Raises Moved or Http404 as its page does."""
    page = get_by_slug(Comparison.objects.for_page(), slug)
    technologies = [subject.technology for subject in page.subjects.all()]
    table = build_table(technologies, [row.feature for row in page.rows.all()])
    return Export(page.title, page.get_absolute_url(), page.slug, table, page)


def export_selection(slugs):
    """The technologies with these slugs side by side. Raises Http404 unless they can be compared."""
    selection = select(slugs)
    if not selection.is_comparable:
        raise Http404(f"Name {FEWEST} to {MOST} technologies.")
    name = "-vs-".join(technology.slug for technology in selection.technologies)
    return Export(selection.title, selection.canonical_path, name, selection.table)
