"""Two people with two tabs each, who type, close, come back and save at random while others reorder and rename.

Each place of the form has one person who types in it, so that nobody is asked whose text stays: whatever was typed
must then be found in its own place, in the database once it was saved, until then in the form or in what was kept.
"""

from dataclasses import dataclass, field

from django.db.models import F
from playwright.sync_api import expect

from articles.models import FAQ, Article
from tests.desk import change, make_staff
from tests.factories import make_article, make_faq
from tests.hub.test_writing_journeys import wait_until_kept

NEVER = -1
MOST_WORDS = 20  # a title has 160 characters


@dataclass
class Place:
    """A field of the form: whose it is, what was typed last, in which tab it stands unsaved, and when it was saved."""

    person: int
    name: str
    faq: int | None
    text: str
    tab: object = None
    saved: int = NEVER

    def stored(self):
        row = FAQ.objects.get(pk=self.faq) if self.faq else Article.objects.get()
        return getattr(row, self.name).replace("\r\n", "\n")


@dataclass
class Tab:
    person: int
    page: object
    opened: int | None = None
    kept: list = field(default_factory=list)  # places whose text it left behind, closed


class Typing:
    def __init__(self, open_page, chance):
        self.chance, self.round, self.typed = chance, 0, 0
        self.article = make_article(status="draft", published_at=None, summary="s", body="b")
        faqs = [make_faq(self.article, position=n).pk for n in (1, 2, 3)]
        named = [("title", None), ("summary", None), ("body", None)]
        named += [(name, faq) for faq in faqs for name in ("question", "answer")]
        self.places = [Place(n % 2, name, faq, "") for n, (name, faq) in enumerate(named)]
        for place in self.places:
            place.text = place.stored()
        self.tabs = []
        for person in (0, 1):
            first = open_page(make_staff("Editors"))
            self.tabs += [Tab(person, first), Tab(person, first.context.new_page())]

    def control(self, tab, place):
        if not place.faq:
            return tab.page.locator(f"#id_{place.name}")
        row = tab.page.locator(f".inline-related:has(input[name$='-id'][value='{place.faq}'])")
        return row.locator(f"[name$='-{place.name}']")

    def run(self, rounds):
        actions = [self.type] * 6 + [self.close, self.open, self.save, self.reorder, self.rename]
        for self.round in range(1, rounds + 1):
            self.chance.choice(actions)(self.chance.choice(self.tabs))
        for tab in self.tabs:  # at the end everybody comes back and saves
            self.open(tab)
            self.save(tab)
        assert [place.stored() for place in self.places] == [place.text for place in self.places]

    # --- what people do ---

    def open(self, tab):
        if tab.opened is not None:
            return
        tab.page.goto(change(self.article))
        left = [one for one in self.tabs if one.person == tab.person and one.kept]
        restore = tab.page.get_by_role("button", name="Restore it")
        expect(restore).to_have_count(len(left))
        for _ in left:
            restore.first.click()
        tab.opened = self.round
        for one in left:
            for place in one.kept:
                place.tab = tab
            one.kept = []
        for place in self.places:
            if place.tab in (None, tab):
                expect(self.control(tab, place)).to_have_value(place.text)

    def type(self, tab):
        free = [place for place in self.places if self.may_type(tab, place)]
        if not free:
            return self.open(tab)
        place = self.chance.choice(free)
        self.typed += 1
        words = place.text.split()[-MOST_WORDS:]
        place.text, place.tab = " ".join([*words, f"w{self.typed}"]), tab
        return self.control(tab, place).fill(place.text)

    def may_type(self, tab, place):
        is_fresh = tab.opened is not None and tab.opened >= place.saved
        return is_fresh and place.person == tab.person and place.tab in (None, tab)

    def close(self, tab):
        if tab.opened is None:
            return
        tab.kept = [place for place in self.places if place.tab is tab]
        for place in tab.kept:
            wait_until_kept(tab.page, place.text)
            place.tab = "kept"
        tab.page.goto("/admin/")
        tab.opened = None

    def save(self, tab):
        if tab.opened is None:
            return
        with tab.page.expect_navigation():
            tab.page.get_by_role("button", name="Save and continue editing").click()
        expect(tab.page.locator(".messagelist .success")).to_be_visible()
        tab.opened = self.round
        for place in self.places:
            if place.tab is tab:
                place.tab, place.saved = None, self.round
                assert place.stored() == place.text

    def reorder(self, tab):
        """Somebody turns the order of the questions round."""
        FAQ.objects.update(position=4 - F("position"))

    def rename(self, tab):
        Article.objects.update(slug=f"renamed-{self.round}")
