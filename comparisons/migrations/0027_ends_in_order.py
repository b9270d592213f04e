from django.db import migrations, models

from comparisons.models.releases import ENDS, not_after

IN_ORDER = not_after(*ENDS[:2]) & not_after(*ENDS[1:]) & not_after(*ENDS[::2])


def tell_disorder(apps, schema_editor):
    """Which of two ends is wrong is not ours to guess: those out of order go into the note, for an editor."""
    for release in apps.get_model("comparisons", "Release").objects.exclude(IN_ORDER):
        ends = ", ".join(f"{name.replace('_', ' ')} {getattr(release, name) or 'not said'}" for name in ENDS)
        release.note = f"To be put in order: {ends}. {release.note}"[:250]
        for name in ENDS:
            setattr(release, name, "")
        release.save()


class Migration(migrations.Migration):
    dependencies = [("comparisons", "0026_ends_of_support")]

    operations = [
        migrations.RunPython(tell_disorder, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="release",
            constraint=models.CheckConstraint(
                condition=IN_ORDER,
                name="release_ends_in_order",
                violation_error_message=(
                    "Full support ends first, then security fixes, then extended support: these ends are not in order."
                ),
            ),
        ),
    ]
