from django.db import migrations

# Whoever has seen a change has seen all with lower keys. On SQLite this is so by itself, since one writes at a time; on
# PostgreSQL a long transaction would show its changes late under early keys. So each gets its key when it is committed.
# The lock is held from there to the end of the commit; rows of an archive, made earlier, keep the keys they had.
MAKE = """
    CREATE FUNCTION comparisons_change_is_committed() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        PERFORM pg_advisory_xact_lock(hashtext('comparisons_change'));
        UPDATE comparisons_change SET id = nextval(pg_get_serial_sequence('comparisons_change', 'id')) WHERE id = NEW.id;
        RETURN NULL;
    END $$;
    CREATE CONSTRAINT TRIGGER comparisons_change_is_committed AFTER INSERT ON comparisons_change
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.made_at >= now())
        EXECUTE FUNCTION comparisons_change_is_committed()"""


def run(sql):
    def on_postgresql(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(sql)

    return on_postgresql


class Migration(migrations.Migration):
    dependencies = [
        ("comparisons", "0014_changes_by_script"),
    ]

    operations = [
        migrations.RunPython(run(MAKE), run("DROP FUNCTION comparisons_change_is_committed CASCADE")),
    ]
