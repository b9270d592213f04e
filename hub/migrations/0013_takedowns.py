from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("hub", "0012_search_words")]

    operations = [
        migrations.AddField("contentchange", "takedowns", models.BigIntegerField(db_default=0)),
    ]
