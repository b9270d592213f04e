#!/usr/bin/env python
"""Runs the commands of the site. Of what is wrong around it, and not in it, it tells in a sentence."""

import os
import sqlite3
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db import OperationalError

from hub.environment import FULL_TEXT, is_full


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.settings")
    try:
        execute_from_command_line(sys.argv)
    except (ImproperlyConfigured, OperationalError, sqlite3.OperationalError, OSError) as error:
        if "--traceback" in sys.argv:
            raise
        sys.exit(sentence_of(error))


def sentence_of(error):
    if isinstance(error, ImproperlyConfigured):
        return f"{error}"
    if isinstance(error, OSError):
        return f"{error.filename or type(error).__name__}: {error.strerror or error}."
    return FULL_TEXT.strip() if is_full(error) else f"The database cannot be asked: {error}"


if __name__ == "__main__":
    main()
