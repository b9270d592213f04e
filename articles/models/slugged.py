"""What has a slug, which leaves a trail: a former one leads to where its thing stands now."""

import re
import uuid

from django.apps import apps
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from articles.routes import kinds_of
from articles.slugify import SLUG, UnicodeSlugField, unique_slug, usual_letters

from .loaded import LoadedModel

LEADS_ON = "readers who come to it are led there. Choose another slug, or forget that redirect first."


class OldSlugQuerySet(models.QuerySet):
    def of(self, model):
        """Those of whatever shares its slugs with this model."""
        return self.filter(content_type=model.slug_content_type())


def slug_owners():
    """The models whose tables hold slugs."""
    slugged = [model for model in apps.get_models() if issubclass(model, SluggedModel)]
    return [model for model in slugged if model.slug_owner() is model]


class OldSlug(models.Model):
    """A slug that something once had; asking for it leads to the present one.

    One that begins with a slash is a whole address that a page had elsewhere, and leads from the root of this site.
    """

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE)
    object_id = models.PositiveBigIntegerField()
    content_object = GenericForeignKey()
    slug = models.CharField(max_length=300, db_index=True)
    # What it led to was deleted at the desk: the address answers 410, which is as it should be.
    is_farewell = models.BooleanField(default=False, editable=False)

    objects = OldSlugQuerySet.as_manager()

    class Meta:
        verbose_name = "redirect"
        constraints = [models.UniqueConstraint(fields=["content_type", "slug"], name="old_slug_unique")]
        indexes = [models.Index(fields=["content_type", "object_id"])]

    def __str__(self):
        return self.slug


class SluggedModel(LoadedModel):
    """Something with an address. The slug is made once, from the name, and stays until an editor changes it."""

    name_field = "name"
    is_withdrawn = False  # whether it was there to read and is to be so no more: its address then answers 410
    is_known = True  # whether its address was ever there for readers
    made_slug = ""  # the slug that was made from the name, and that nobody chose

    slug = UnicodeSlugField(
        max_length=100,
        unique=True,
        allow_unicode=True,
        blank=True,
        help_text="The last part of the address. Left empty: made from the name. Former slugs keep leading here.",
    )

    class Meta:
        abstract = True

    def __str__(self):
        return getattr(self, self.name_field)

    def save(self, **kwargs):
        while True:
            self.fill_slug()
            try:
                # Another slug is tried only where this one was made here: there has to be a point to go back to.
                with transaction.atomic(savepoint=self.slug == self.made_slug):
                    return self.save_and_follow(**kwargs)
            except IntegrityError:
                if self.slug != self.made_slug or not self.others().filter(slug=self.slug).exists():
                    raise
                # Somebody else made the same slug at the same moment, and nobody chose this one.
                self.slug = ""

    def save_and_follow(self, **kwargs):
        """Save it, and let its former slug lead here."""
        former = self.loaded.get("slug")
        super().save(**kwargs)
        if former != self.slug:
            self.add_old_slugs([former] if former else [])
            usual = usual_letters(self.slug)
            # Where somebody chose a slug in capitals, say, the usual form of it leads here too.
            if usual != self.slug and re.fullmatch(SLUG, usual) and not self.is_slug_used(usual):
                self.add_old_slugs([usual])

    def clean(self):
        super().clean()
        self.fill_slug()
        self.check_seen(self.name_field)
        if not self.is_unchanged(["slug"]):
            self.check_address(self.slug)

    def check_address(self, slug):
        """Raise ValidationError where readers are led from this slug to something else, which once had it."""
        keys = list(self.redirects_of_others(slug).values_list("object_id", flat=True))
        for kind in kinds_of(self) if keys else ():
            if other := kind.readable().filter(pk__in=keys).first():
                raise ValidationError({"slug": f"“{slug}” is a former address of “{other}”: {LEADS_ON}"})

    def fill_slug(self):
        """Make a slug from the name where there is none. It takes no address that leads to something else."""
        if not self.slug:
            fallback = f"{self._meta.model_name}-{uuid.uuid4().hex[:8]}"
            self.slug = self.made_slug = unique_slug(str(self), self.is_slug_used, fallback)

    def is_slug_used(self, slug):
        return self.others().filter(slug=slug).exists() or self.redirects_of_others(slug).exists()

    def others(self):
        """All else that shares its space of slugs."""
        return self.slug_owner()._base_manager.exclude(pk=self.pk)

    def redirects_of_others(self, slug):
        return OldSlug.objects.of(self).filter(slug=slug, is_farewell=False).exclude(object_id=self.pk)

    @classmethod
    def readable(cls):
        """What readers find at an address of its own."""
        return cls._default_manager.all()

    @classmethod
    def slug_owner(cls):
        """What owns the slugs: a comparison's stand in the table of articles, one slug space for all pages."""
        return cls._meta.get_field("slug").model

    @classmethod
    def slug_content_type(cls):
        return ContentType.objects.get_for_model(cls.slug_owner())

    def leave_address(self):
        """Before it is deleted: all its addresses will answer 410, if readers knew them, until others take them."""
        if self.is_known:
            owner = self.slug_content_type()
            OldSlug.objects.update_or_create(content_type=owner, slug=self.slug, defaults={"object_id": self.pk})
            self.old_slugs().update(is_farewell=True)
        else:
            self.old_slugs().delete()

    def old_slugs(self):
        """The former slugs of this object."""
        return OldSlug.objects.of(self).filter(object_id=self.pk)

    def add_old_slugs(self, slugs):
        """Let these slugs lead straight to this object. Its present slug never redirects, so no loop can arise."""
        owner = self.slug_content_type()
        for slug in set(slugs) - {self.slug}:
            here = {"object_id": self.pk, "is_farewell": False}
            OldSlug.objects.update_or_create(content_type=owner, slug=slug, defaults=here)
        OldSlug.objects.of(self).filter(slug=self.slug).delete()
