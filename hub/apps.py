import os
from contextlib import suppress

from django.apps import AppConfig, apps
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate


def keep_to_owner(connection, **kwargs):
    """Leave SQLite’s files, with drafts and hashes of passwords, to their owner; new ones take the database’s mode."""
    if connection.vendor == "sqlite" and not connection.is_in_memory_db():
        for suffix in ("", "-wal", "-shm"):
            with suppress(FileNotFoundError, PermissionError):
                os.chmod(f"{connection.settings_dict['NAME']}{suffix}", 0o600)


class HubConfig(AppConfig):
    name = "hub"
    verbose_name = "Learning Hub"

    def ready(self):
        from hub import groups
        from hub.page_cache import triggers
        from hub.search import index

        connection_created.connect(keep_to_owner)
        index.connect()
        post_migrate.connect(triggers.install, sender=self)
        # Its turn comes after that of our apps, whose permissions are made by then.
        post_migrate.connect(groups.apply_groups, sender=apps.get_app_config("auth"))
