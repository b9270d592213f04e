"""Which object a file means: by slug, by name, or by a former slug."""

import difflib
import re

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.core.validators import validate_unicode_slug

from articles.models import OldSlug
from articles.slugify import make_slug
from hub.content.saving import put

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
        if put(entry, instance, values, {"name": key}) is None:
            self.broken.add(name)
            return None
        self.add(instance)
        entry.report.record(self.model._meta.verbose_name_plural, str(instance), True, [])
        return instance


def put_named(known, entry, keys, *, name_key="name", slug="", extra=None, **options):
    """Create or change the object with a name and a slug that an entry is about.

    ``slug`` is used where the entry has none; ``extra`` holds values of further fields; the options are
    those of ``put``. Returns the object and whether it is saved.
    """
    name, slug, aliases = entry.text(name_key), entry.text("slug") or slug, read_aliases(entry)
    found = known.meant(slug, name, aliases)
    instance = found or known.model()
    former = instance.slug
    values = {**entry.values(known.model, without_slug(keys)), **(extra or {})}
    if slug or not found or found.slug in aliases:
        values["slug"] = slug or make_slug(name)
    if found:
        known.forget(found)
        first = known.written.setdefault(found.pk, entry)
        if first is not entry:
            entry.error(f"“{found}” stands at {first.place()} already.")
    changed = put(entry, instance, values, keys, **options)
    if changed is None:
        known.broken |= {name, slug or make_slug(name)}
        return instance, False
    known.add(instance, {former, *aliases} - {"", instance.slug})
    if add_aliases(entry, instance, aliases):
        changed.add("aliases")
    entry.report.record(known.model._meta.verbose_name_plural, str(instance), not found, changed)
    return instance, True


def without_slug(keys):
    return {name: key for name, key in keys.items() if name != "slug"}


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


def claim_named(entries, name_key="name"):
    """The entries of a list whose slugs, as far as they are given or follow from the name, differ."""
    claims = [(entry, entry.text("slug") or make_slug(entry.text(name_key)), read_aliases(entry)) for entry in entries]
    return claim_slugs(claims)
