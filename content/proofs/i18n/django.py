# /// script
# requires-python = ">=3.12"
# dependencies = ["django==6.1.3"]
# [tool.hub]
# control = "self"
# ///
import sys
from datetime import date

import django
from django.conf import global_settings, settings
from django.utils import formats, translation
from django.utils.translation import gettext

# The control: translation is switched off.
settings.configure(USE_I18N="--control" not in sys.argv)
django.setup()

seen = {}
for language in ("en", "de", "ar"):
    with translation.override(language):
        day = formats.date_format(date(2026, 11, 29))
        price = formats.number_format(1234.5, decimal_pos=2, force_grouping=True)
        seen[language] = [gettext("Monday"), day, price]

languages = len(global_settings.LANGUAGES)
print(f"{languages} languages; German: {seen['de']}; Arabic: {seen['ar'][0]}")
german = ["Montag", "29. November 2026", "1.234,50"]
sys.exit(0 if seen["de"] == german and languages == 100 else 10)
