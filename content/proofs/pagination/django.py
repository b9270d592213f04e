# /// script
# requires-python = ">=3.12"
# dependencies = ["django==6.1.3"]
# [tool.hub]
# control = "self"
# ///
import sys

import django
from django.conf import settings
from django.db import connection, models
from django.test.utils import CaptureQueriesContext

database = {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}
settings.configure(INSTALLED_APPS=[__name__], DATABASES={"default": database})
django.setup()
from django.core.paginator import Paginator


class Order(models.Model):
    title = models.CharField(max_length=20)


with connection.schema_editor() as editor:
    editor.create_model(Order)
Order.objects.bulk_create(Order(title=f"order {n}") for n in range(1, 96))
per_page = 100 if "--control" in sys.argv else 10  # the control: all of them on one page
with CaptureQueriesContext(connection, ) as queries:
    page = Paginator(Order.objects.order_by("id"), per_page).get_page("10")
    titles = [order.title for order in page]
limited = "LIMIT 5 OFFSET 90" in queries[-1]["sql"]
print(f"page {page.number} of {page.paginator.num_pages}: {titles[0]} to {titles[-1]}; in SQL {limited}")
sys.exit(0 if len(titles) == 5 and limited and page.has_previous() else 10)
