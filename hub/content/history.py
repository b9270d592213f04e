"""What an import changes is kept as revisions, like the work of an editor: the state before, and the one it left."""

from collections import defaultdict

from articles.history import revisions
from articles.history.snapshots import take_snapshots

REASON = "Imported"


class History:
    """The states before an import, and what it changed. ``keep`` writes both, in a few queries for each model."""

    def __init__(self):
        self.states, self.changed = defaultdict(dict), defaultdict(list)

    def remember(self, model, instances):
        """Note what these are like now, because the import may change them."""
        names = {instance.pk: str(instance) for instance in instances if instance.pk}
        if names:
            snapshots = take_snapshots(model, list(names))
            self.states[model].update({key: (names[key], snapshot) for key, snapshot in snapshots.items()})

    def note(self, instance):
        self.changed[type(instance)].append(instance)

    def keep(self):
        for model, instances in self.changed.items():
            keys = {instance.pk for instance in instances}
            before = {key: state for key, state in self.states[model].items() if key in keys}
            revisions.keep_states(model, before, revisions.BEFORE)
            revisions.record_many(instances, reason=REASON)
