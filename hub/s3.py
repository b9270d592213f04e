"""Uploads in an S3-compatible store. Only a site with S3_BUCKET imports this: it needs requirements/extras.txt."""

from django.conf import settings
from storages.backends.s3 import S3Storage


class UploadsInS3(S3Storage):
    """The store is private: the site itself serves what is in it, under the headers of an upload, from MEDIA_URL."""

    def url(self, name, *args, **kwargs):
        return f"{settings.MEDIA_URL}{name}"
