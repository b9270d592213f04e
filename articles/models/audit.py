"""What happened around accounts, and to the content as a whole: added to and never changed."""

import logging

from django.db import models

from articles.client_address import client_address
from articles.slugify import on_one_line

NAME, ABOUT = 150, 300  # characters
COMMAND_LINE = "(command line)"
logger = logging.getLogger(__name__)


class AuditEntryQuerySet(models.QuerySet):
    def record(self, kind, about="", *, request=None, name=None):
        """Add an entry: who asks is read from the request; without one it is whoever has the command line.

        Whoever could not sign in is in the log too, where programs that shut out addresses read it.
        """
        if name is None:
            name = request.user.get_username() if request else COMMAND_LINE
        address = client_address(request) if request else None
        name, about = on_one_line(name)[:NAME], on_one_line(about)[:ABOUT]
        entry = self.create(kind=kind, name=name, address=address, about=about)
        if kind in {AuditEntry.Kind.FAILED, AuditEntry.Kind.LOCKED}:
            who = f"{entry.get_kind_display()} from {address}: {name}".replace("%", "%%")
            logger.warning(f"{who} (%s)", about)
        return entry


class AuditEntry(models.Model):
    """One thing that happened. ``name`` is what was typed, or the account's name at that time."""

    seen_by_readers = False

    class Kind(models.TextChoices):
        SIGNED_IN = "signed-in", "Signed in"
        FAILED = "failed", "Could not sign in"
        LOCKED = "locked", "Locked out"
        SIGNED_OUT = "signed-out", "Signed out"
        PASSWORD = "password", "Password"
        SECOND_FACTOR = "second-factor", "Second factor"
        RIGHTS = "rights", "Accounts and rights"
        EXPORT = "export", "Export"
        IMPORT = "import", "Import"
        TAKEDOWN = "takedown", "Taken down"

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    kind = models.CharField(max_length=20, choices=Kind)
    name = models.CharField(max_length=NAME, blank=True)
    address = models.GenericIPAddressField(null=True, blank=True)
    about = models.CharField(max_length=ABOUT, blank=True)

    objects = AuditEntryQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name_plural = "audit entries"
        default_permissions = ()

    def __str__(self):
        return f"{self.get_kind_display()}: {self.name}"
