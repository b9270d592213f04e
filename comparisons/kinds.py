"""The kinds of technology that a site begins with. Editors add others, and name these as they like."""

from django.apps import apps as installed

# By slug: the name, and the same in the words of somebody who looks for one.
USUAL = {
    "framework": ("Framework", "a framework to build on"),
    "toolkit": ("Toolkit", "a toolkit of parts"),
    "library": ("Library", "a library to add"),
    "server": ("Server", "a server to run it"),
    "language": ("Language", "a language to write in"),
    "database": ("Database", "a database to keep data in"),
    "tool": ("Tool", "a tool to work with"),
}


def add_usual_kinds(apps=installed, using="default", others=(), **kwargs):
    """Add these where there is no kind at all, and the ``others`` by their slugs. A handler of post_migrate."""
    if "technologykind" not in apps.all_models["comparisons"]:  # migrated back
        return
    kind = apps.get_model("comparisons", "TechnologyKind")
    names = USUAL | {slug: (slug.capitalize(), "") for slug in sorted({*others} - {*USUAL})}
    if not kind.objects.using(using).exists():
        kind.objects.using(using).bulk_create(
            kind(slug=slug, name=name, wanted=wanted, position=position)
            for position, (slug, (name, wanted)) in enumerate(names.items())
        )
