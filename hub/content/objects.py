"""Objects that files mean: found by slug, name or former slug, and saved where their entry differs from them."""

import difflib
from collections import Counter, defaultdict
from itertools import chain, pairwise

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from articles.models import OldSlug
from articles.slugify import make_slug, usual_letters
from hub.content.report import Problem


class Known:
    """The objects of a model, found by slug, name and former slug while an import goes on.

    ``written`` says by key which entry an object got its values from. ``broken`` holds the slugs and names of those
    whose entries have errors, so that nobody is told that they are missing; ``unreadable`` says the same of all.
    """

    def __init__(self, model):
        self.model = model
        self.by_slug, self.by_name, self.former = {}, {}, {}
        self.written, self.broken, self.unreadable = {}, set(), False
        for instance in model._base_manager.all():
            self.add(instance)
        owner = ContentType.objects.get_for_model(model)
        by_pk = {instance.pk: instance for instance in self.by_slug.values()}
        trail = OldSlug.objects.filter(content_type=owner).values_list("slug", "object_id")
        self.former.update((slug, by_pk[pk]) for slug, pk in trail if pk in by_pk)

    def add(self, instance, former=()):
        self.by_slug[instance.slug] = self.by_name[instance.name] = instance
        self.former.update(dict.fromkeys(former, instance))

    def forget(self, instance):
        self.by_slug = {slug: other for slug, other in self.by_slug.items() if other is not instance}
        self.by_name = {name: other for name, other in self.by_name.items() if other is not instance}

    def named(self, name):
        """The object that somebody means by a name or slug, or None."""
        found = self.by_name.get(name) or self.by_slug.get(name) or self.by_slug.get(make_slug(name))
        return found or self.former.get(name)

    def meant(self, entry):
        """The object that an entry is about, or None: it has its slug, or else its name, or one of its aliases."""
        found = self.by_slug.get(entry.slug)
        if not found and not entry.slug:
            found = self.by_name.get(entry.name) or self.by_slug.get(make_slug(entry.name))
        return found or next((self.by_slug[alias] for alias in entry.aliases if alias in self.by_slug), None)

    def lookup(self, entry, key, slug):
        """The object with this slug, or None with an error."""
        found = self.by_slug.get(slug)
        if not found and slug not in self.broken and not self.unreadable:
            moved = [self.former[slug].slug] if slug in self.former else []
            near = moved or difflib.get_close_matches(slug, self.by_slug, n=1)
            hint = f": did you mean “{near[0]}”?" if near else "."
            entry.error(f"There is no {self.model._meta.verbose_name} “{slug}”{hint}", key, slug.line)
        return found

    def lookup_one(self, entry, key):
        """The object whose slug stands under a key, or None with an error."""
        slugs = entry.names(key)
        if len(slugs) == 1:
            return self.lookup(entry, key, slugs[0])
        entry.error(f"Write the slug of one {self.model._meta.verbose_name} here.", key)
        return None

    def named_or_new(self, entry, key, name):
        """The object of that name, made where it is missing, or None with an error."""
        found = self.named(name)
        if found or name in self.broken:
            return found
        instance, values = self.model(), {"name": str(name)}
        if hasattr(instance, "position"):
            values["position"] = max((other.position for other in self.by_slug.values()), default=-1) + 1
        if put(entry, instance, values, keys={"name": key}) is None:
            self.broken.add(name)
            return None
        self.add(instance)
        entry.report.record(self.model._meta.verbose_name_plural, str(instance), True, [])
        return instance


def put_named(known, entry, **extra):
    """Create or change the object with a name and a slug that an entry is about; ``extra`` are values of more fields.

    Returns the object, or None where mistakes kept it from being saved.
    """
    found = known.meant(entry)
    instance = found or known.model()
    former = instance.slug
    values = {**entry.values(), **extra}
    if entry.slug or not found or found.slug in entry.aliases:
        values["slug"] = entry.wanted_slug
    if found:
        known.forget(found)
        first = known.written.setdefault(found.pk, entry)
        if first is not entry:
            entry.error(f"“{found}” stands at {first.place()} already.")
    changed = put(entry, instance, values)
    if changed is None:
        known.broken |= {entry.name, entry.wanted_slug}
        return None
    known.add(instance, {former, *entry.aliases} - {"", instance.slug})
    if add_aliases(entry, instance):
        changed.add("aliases")
    entry.report.record(known.model._meta.verbose_name_plural, str(instance), not found, changed)
    return instance


def put_list(known, entries, **extra):
    """Put named objects in order, where they have one. Returns the object of each entry, None where it has mistakes."""
    if not hasattr(known.model, "position"):
        return {entry: put_named(known, entry, **extra) for entry in entries}
    found = [known.meant(entry) for entry in entries]
    stay = [item and all(getattr(item, name) == value for name, value in extra.items()) for item in found]
    positions = keep_order([item.position if kept else None for item, kept in zip(found, stay, strict=True)])
    places = zip(entries, positions, strict=True)
    return {entry: put_named(known, entry, position=position, **extra) for entry, position in places}


def keep_order(positions):
    """The positions that a list shall have: those it has (None for what is new), as long as they are in order."""
    if None not in positions and all(first < second for first, second in pairwise(positions)):
        return positions
    return range(len(positions))


def add_aliases(entry, instance):
    """Let former slugs lead to an instance; whether that changed anything. They are never taken away."""
    wanted = {*entry.aliases, *entry.addresses, *entry.ended} - {instance.slug}
    if not wanted:
        return False
    missing = wanted - set(instance.old_slugs().values_list("slug", flat=True))
    owner = instance.slug_owner()
    others = owner._base_manager.filter(slug__in=missing).exclude(pk=instance.pk)
    taken = set(others.values_list("slug", flat=True))
    for slug in taken - entry.ended:
        entry.error(f"“{slug}” is the slug of another {owner._meta.verbose_name}.", "aliases")
    missing -= taken & entry.ended
    instance.add_old_slugs(missing)
    return bool(missing)


def keep_apart(pages, report):
    """Give pages that have one slug in several folders one with their folder in it, and say which.

    What an export wrote keeps its own, and so does a page that stands higher than all others of its name.
    """
    wanting, moved = defaultdict(list), {}
    for page in pages:
        wanting[usual_letters(page.wanted_slug)].append(page)
    for slug, found in wanting.items():
        found.sort(key=lambda page: (page.rank, page.path))
        keeps = len(found) == 1 or found[0].is_ours or found[0].rank < found[1].rank
        longer = {page: folder_slugs(page) for page in found[keeps:] if slug and not page.is_ours}
        wished = Counter(chain.from_iterable(longer.values()))
        for page, names in longer.items():
            taken = {*wanting, *moved.values()}
            free = [name for name in names if wished[name] == 1 and usual_letters(name) not in taken]
            if free:
                page.slug = moved[page] = free[0]
    if moved:
        names = ", ".join(sorted(moved.values()))
        message = f"To tell pages of one name apart, these have their folder or language in their slug: {names}."
        report.warnings.add(Problem(report.folder, 0, message))


def folder_slugs(page):
    """The slug of a page with its language, with the folder that it is in, with that and the one above, and so on."""
    name = "-".join(filter(None, [page.wanted_slug, page.language]))
    depths = range(0 if page.language else 1, len(page.folders) + 1)
    return [make_slug("-".join([*page.folders[len(page.folders) - depth :], name])) for depth in depths]


def claim_slugs(entries):
    """Refuse what two entries want for themselves. Returns the entries that may go on."""
    taken = {}
    free = [entry for entry in entries if not entry.wanted_slug or claim(taken, entry, entry.wanted_slug, "slug")]
    for entry in entries:
        for alias in {*entry.aliases, *entry.addresses} - {entry.wanted_slug}:
            claim(taken, entry, alias, "aliases")
    return free


def usual_first(entries):
    """Those with slugs in small letters first: a slug in capitals would have that lead to itself."""
    return sorted(entries, key=lambda entry: entry.wanted_slug != usual_letters(entry.wanted_slug))


def claim(taken, entry, slug, key):
    first = taken.setdefault(slug, entry)
    if first is not entry:
        entry.error(f"“{slug}” is taken by {first.place('slug')}.", key)
    return first is entry


def put(entry, instance, values, keys=None):
    """Give an instance the values of its entry, and save it where it is new or differs.

    ``keys`` says at which key of the entry each field stands, where that is not what its kind says.
    Returns the set of keys that changed, or None where it is not saved, because of mistakes in its entry or in that of
    what it belongs to.
    """
    keys = entry.fields if keys is None else keys
    changed = take_values(entry, instance, values, keys)
    if entry.failed or not all(stored_value(instance, name) for name in entry.kind.parents):
        return None
    if changed:
        instance.save()
    return {keys.get(name, name) for name in changed}


def take_values(entry, instance, values, keys):
    """Give an instance the values of its entry, and report its mistakes. Returns the fields that differ."""
    before = {} if instance._state.adding else {name: stored_value(instance, name) for name in values}
    for name, value in values.items():
        setattr(instance, name, value)
    instance.clean_text()
    changed = {name for name in values if name not in before or before[name] != stored_value(instance, name)}
    if changed:
        report_mistakes(entry, instance, keys)
    return changed


def stored_value(instance, name):
    return getattr(instance, instance._meta.get_field(name).attname)


def report_mistakes(entry, instance, keys):
    """Report what the rules of the model say against an instance, each at the key that it is about."""
    unread = {name for name, key in keys.items() if key.partition(".")[0] in entry.failed}
    links = {link.name for link in instance._meta.parents.values() if link}
    try:
        instance.full_clean(exclude={*unread, *links, *entry.kind.parents})
    except ValidationError as errors:
        for name, reasons in errors.error_dict.items():
            key = None if name == NON_FIELD_ERRORS else keys.get(name, name)
            for reason in reasons:
                entry.error(mistake_sentence(instance, name, reason), key)


def mistake_sentence(instance, name, error):
    """What an error says; for a wrong choice also which ones there are."""
    text = " ".join(error.messages)
    if error.code != "invalid_choice":
        return text
    choices = [value for value, _ in instance._meta.get_field(name).flatchoices if value]
    return f"{text} Choose one of {', '.join(choices)}."


def constraint_sentence(model, name):
    """What the constraint of that name says to an editor."""
    return next(item.violation_error_message for item in model._meta.constraints if item.name == name)
