import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0011_old_addresses"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunSQL("DELETE FROM articles_previewlink", migrations.RunSQL.noop),
        # The table stays for now, empty: processes of earlier code, which delete a page, look there for its links. As
        # nobody else knows of it, it may hold on to no row: a page that has one of their links could not be deleted.
        migrations.AlterField(
            model_name="previewlink",
            name="article",
            field=models.ForeignKey(
                db_constraint=False, on_delete=django.db.models.deletion.CASCADE, to="articles.article"
            ),
        ),
        migrations.AlterField(
            model_name="previewlink",
            name="created_by",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.SeparateDatabaseAndState(
            state_operations=[migrations.DeleteModel(name="PreviewLink")],
        ),
    ]
