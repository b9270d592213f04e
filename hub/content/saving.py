"""How an object takes the values of its file: compared, judged by the rules of its model, saved only if it differs."""

from itertools import pairwise

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError


def put(entry, instance, values, keys, *, parents=(), saved=True):
    """Give an instance the values of its entry, and save it where it is new or differs.

    ``parents`` names the fields of objects it belongs to; they may not be ``saved``, because their entries have errors.
    Returns the set of keys that changed, or None where mistakes kept the instance from being saved.
    """
    changed = take_values(entry, instance, values, keys, parents)
    if entry.failed or not saved:
        return None
    if changed:
        instance.save()
    return {keys.get(name, name) for name in changed}


def take_values(entry, instance, values, keys, parents):
    """Give an instance the values of its entry, and report its mistakes. Returns the names of the fields that differ."""
    before = {} if instance._state.adding else {name: stored(instance, name) for name in values}
    for name, value in values.items():
        setattr(instance, name, value)
    instance.clean_text()
    changed = {name for name in values if name not in before or before[name] != stored(instance, name)}
    if changed:
        report_mistakes(entry, instance, keys, parents)
    return changed


def stored(instance, name):
    return getattr(instance, instance._meta.get_field(name).attname)


def report_mistakes(entry, instance, keys, exclude):
    """Report what the rules of the model say against an instance, each at the key that it is about."""
    unread = {name for name, key in keys.items() if key.partition(".")[0] in entry.failed}
    for name, message in find_mistakes(instance, unread.union(exclude)):
        entry.error(message, None if name == NON_FIELD_ERRORS else keys.get(name, name))


def find_mistakes(instance, exclude):
    """Pairs of a field's name and a sentence."""
    links = {link.name for link in instance._meta.parents.values() if link}
    exclude = links.union(exclude)
    try:
        instance.full_clean(exclude=exclude)
    except ValidationError as errors:
        for name, reasons in errors.error_dict.items():
            yield from ((name, sentence(instance, name, reason)) for reason in reasons)


def sentence(instance, name, error):
    """What an error says; for a wrong choice also which ones there are."""
    text = " ".join(error.messages)
    if error.code != "invalid_choice":
        return text
    choices = [value for value, _ in instance._meta.get_field(name).flatchoices if value]
    return f"{text} Choose one of {', '.join(choices)}."


def constraint_sentence(model, name):
    """What the constraint of that name says to an editor."""
    return next(item.violation_error_message for item in model._meta.constraints if item.name == name)


def keep_order(positions):
    """The positions that a list shall have: those it has (None for what is new), as long as they are in order."""
    if None not in positions and all(first < second for first, second in pairwise(positions)):
        return positions
    return range(len(positions))
