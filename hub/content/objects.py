"""Objects that files mean: found by slug, by name or by a former slug, and saved where their entry differs from them."""

import difflib
import re
from itertools import pairwise

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.core.validators import validate_unicode_slug

from articles.models import OldSlug
from articles.slugify import make_slug

MAX_SLUG = 100


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
        for found in (self.by_name, self.by_slug):
            if name in found:
                return found[name]
        return self.by_slug.get(make_slug(name)) or self.former.get(name)

    def meant(self, slug, name, aliases):
        """The object that an entry is about, or None: it has its slug, or else its name, or one of its aliases."""
        found = self.by_slug.get(slug)
        if not found and not slug:
            found = self.by_name.get(name) or self.by_slug.get(make_slug(name))
        return found or next((self.by_slug[alias] for alias in aliases if alias in self.by_slug), None)

    def lookup(self, entry, key, slug):
        """The object with this slug, or None with an error."""
        found = self.by_slug.get(slug)
        if not found and slug not in self.broken and not self.unreadable:
            moved = [self.former[slug].slug] if slug in self.former else []
            near = moved or difflib.get_close_matches(slug, self.by_slug, n=1)
            hint = f": did you mean “{near[0]}”?" if near else "."
            entry.error(f"There is no {self.model._meta.verbose_name} “{slug}”{hint}", key, slug.line)
        return found

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


def put_named(known, entry, *, slug="", extra=None, **options):
    """Create or change the object with a name and a slug that an entry is about.

    ``slug`` is used where the entry has none; ``extra`` holds values of further fields; the options are
    those of ``put``. Returns the object and whether it is saved.
    """
    name, slug, aliases = name_in(entry), entry.text("slug") or slug, read_aliases(entry)
    found = known.meant(slug, name, aliases)
    instance = found or known.model()
    former = instance.slug
    values = {**entry.values(), **(extra or {})}
    if slug or not found or found.slug in aliases:
        values["slug"] = slug or make_slug(name)
    if found:
        known.forget(found)
        first = known.written.setdefault(found.pk, entry)
        if first is not entry:
            entry.error(f"“{found}” stands at {first.place()} already.")
    changed = put(entry, instance, values, **options)
    if changed is None:
        known.broken |= {name, slug or make_slug(name)}
        return instance, False
    known.add(instance, {former, *aliases} - {"", instance.slug})
    if add_aliases(entry, instance, aliases):
        changed.add("aliases")
    entry.report.record(known.model._meta.verbose_name_plural, str(instance), not found, changed)
    return instance, True


def name_in(entry):
    return entry.text(entry.kind.fields["name"])


def slug_of(stem):
    """The slug that the name of a file stands for."""
    try:
        validate_unicode_slug(stem)
    except ValidationError:
        return make_slug(stem)
    return stem[:MAX_SLUG]


# --- former slugs ---------------------------------------------------------------


def read_aliases(entry):
    """The slugs that the aliases of an entry end in; other generators write whole paths there."""
    slugs = []
    for alias in entry.names("aliases"):
        parts = [part for part in alias.split("/") if part not in ("", "index.html")]
        slug = re.sub(r"\.(html?|md)$", "", parts[-1]) if parts else ""
        try:
            validate_unicode_slug(slug[: MAX_SLUG + 1])
        except ValidationError:
            slug = ""
        if slug and len(slug) <= MAX_SLUG:
            slugs.append(slug)
        else:
            entry.report.warn(entry.path, alias.line, f"aliases: “{alias}” does not end in a slug and was left alone.")
    return slugs


def add_aliases(entry, instance, aliases):
    """Let former slugs lead to an instance; whether that changed anything. They are never taken away."""
    wanted = set(aliases) - {instance.slug}
    if not wanted:
        return False
    missing = wanted - set(instance.old_slugs().values_list("slug", flat=True))
    owner = instance._slug_owner()
    for slug in owner._base_manager.filter(slug__in=missing).exclude(pk=instance.pk).values_list("slug", flat=True):
        entry.error(f"“{slug}” is the slug of another {owner._meta.verbose_name}.", "aliases")
    instance.add_old_slugs(missing)
    return bool(missing)


def claim_slugs(claims):
    """Refuse what two entries want for themselves. ``claims`` are triples of an entry, its slug and its aliases.

    Returns the entries that may go on.
    """
    taken, free = {}, []
    for entry, slug, _ in claims:
        if not slug or claim(taken, entry, slug, "slug"):
            free.append(entry)
    for entry, slug, aliases in claims:
        for alias in set(aliases) - {slug}:
            claim(taken, entry, alias, "aliases")
    return free


def claim(taken, entry, slug, key):
    first = taken.setdefault(slug, entry)
    if first is not entry:
        entry.error(f"“{slug}” is taken by {first.place('slug')}.", key)
    return first is entry


def claim_named(entries):
    """The entries of a list whose slugs, as far as they are given or follow from the name, differ."""
    claims = [(entry, entry.text("slug") or make_slug(name_in(entry)), read_aliases(entry)) for entry in entries]
    return claim_slugs(claims)


# --- the values of an object ----------------------------------------------------


def put(entry, instance, values, *, keys=None, parents=(), saved=True):
    """Give an instance the values of its entry, and save it where it is new or differs.

    ``keys`` says at which key of the entry each field stands, where that is not what its kind says. ``parents`` names
    the fields of objects it belongs to; they may not be ``saved``, because their entries have errors.
    Returns the set of keys that changed, or None where mistakes kept the instance from being saved.
    """
    keys = entry.fields if keys is None else keys
    changed = take_values(entry, instance, values, keys, parents)
    if entry.failed or not saved:
        return None
    if changed:
        instance.save()
    return {keys.get(name, name) for name in changed}


def take_values(entry, instance, values, keys, parents):
    """Give an instance the values of its entry, and report its mistakes. Returns the names of the fields that differ."""
    before = {} if instance._state.adding else {name: stored_value(instance, name) for name in values}
    for name, value in values.items():
        setattr(instance, name, value)
    instance.clean_text()
    changed = {name for name in values if name not in before or before[name] != stored_value(instance, name)}
    if changed:
        report_mistakes(entry, instance, keys, parents)
    return changed


def stored_value(instance, name):
    return getattr(instance, instance._meta.get_field(name).attname)


def report_mistakes(entry, instance, keys, exclude):
    """Report what the rules of the model say against an instance, each at the key that it is about."""
    unread = {name for name, key in keys.items() if key.partition(".")[0] in entry.failed}
    for name, message in find_mistakes(instance, unread.union(exclude)):
        entry.error(message, None if name == NON_FIELD_ERRORS else keys.get(name, name))


def find_mistakes(instance, exclude):
    """Pairs of a field's name and a sentence."""
    links = {link.name for link in instance._meta.parents.values() if link}
    exclude = links.union(exclude)
    try:
        instance.full_clean(exclude=exclude)
    except ValidationError as errors:
        for name, reasons in errors.error_dict.items():
            yield from ((name, mistake_sentence(instance, name, reason)) for reason in reasons)


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


def keep_order(positions):
    """The positions that a list shall have: those it has (None for what is new), as long as they are in order."""
    if None not in positions and all(first < second for first, second in pairwise(positions)):
        return positions
    return range(len(positions))


# --- lists ----------------------------------------------------------------------


def import_list(known, entries, *, extra=None, **options):
    """Import objects in order, where they have one. Returns the object of each entry and whether it is saved.

    ``extra`` holds values of further fields; the options are those of ``put_named``.
    """
    values = [dict(extra or {}) for _ in entries]
    if hasattr(known.model(), "position"):
        for value, position in zip(values, positions_of(known, entries, extra or {}), strict=True):
            value["position"] = position
    return {
        entry: put_named(known, entry, extra=value, **options) for entry, value in zip(entries, values, strict=True)
    }


def positions_of(known, entries, extra):
    """The positions that the objects of these entries shall have."""
    found = [known.meant(entry.text("slug"), name_in(entry), read_aliases(entry)) for entry in entries]
    stay = [item and all(getattr(item, name) == value for name, value in extra.items()) for item in found]
    return keep_order([item.position if kept else None for item, kept in zip(found, stay, strict=True)])
