from django.db import migrations, models


def make_texts_anew(apps, schema_editor):
    """Words keep the signs of their letters now, which SQLite's table takes apart; ``prepare`` fills an empty index."""
    apps.get_model("hub", "SearchEntry").objects.all().delete()
    apps.get_model("hub", "SearchWord").objects.all().delete()
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TABLE hub_searchtext")
        schema_editor.execute(
            'CREATE VIRTUAL TABLE hub_searchtext USING fts5(article_id UNINDEXED, title, lead, "full",'
            " tokenize=\"unicode61 remove_diacritics 0 categories 'L* N* Co M*'\")"
        )


class Migration(migrations.Migration):
    dependencies = [("hub", "0002_search_words_anew")]

    operations = [
        migrations.CreateModel(
            name="Rendering",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.CharField(max_length=64)),
            ],
            options={"default_permissions": ()},
        ),
        migrations.RunPython(make_texts_anew, migrations.RunPython.noop),
    ]
