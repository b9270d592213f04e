"""What stands beside the content: imports that wait until somebody has looked, and what rendered its texts."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class UploadedZipQuerySet(models.QuerySet):
    def keep(self, user, name, data, kept_for):
        """Store an upload; what was stored longer ago than ``kept_for`` goes."""
        self.filter(uploaded_at__lt=timezone.now() - kept_for).delete()
        return self.create(user=user, name=name[:200], data=data)


class UploadedZip(models.Model):
    """A zip of content that somebody looks at before it is imported. In the database, so that any machine can go on."""

    seen_by_readers = False

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=200)
    data = models.BinaryField()
    uploaded_at = models.DateTimeField(default=timezone.now)

    objects = UploadedZipQuerySet.as_manager()

    class Meta:
        default_permissions = ()

    def __str__(self):
        return self.name


class Rendering(models.Model):
    """The version of the pipeline that rendered all texts as they are stored: one row, or none where nobody knows."""

    seen_by_readers = False

    version = models.CharField(max_length=64)

    class Meta:
        default_permissions = ()

    def __str__(self):
        return self.version
