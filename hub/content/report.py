"""Report: what an import did, and mistakes with file and line."""

from collections import defaultdict
from dataclasses import dataclass, field

from hub.content.files import label

SAID_EACH = 3  # places that are told one by one


@dataclass(frozen=True, order=True)
class Problem:
    """A mistake at a line of a file; line 0 means the file as a whole."""

    path: str
    line: int
    message: str

    def __str__(self):
        return f"{self.place}: {self.message}"

    @property
    def place(self):
        return f"{self.path}:{self.line}" if self.line else self.path


@dataclass
class Changes:
    """What happened to the objects of one kind; ``changed`` holds the keys that differ by name of object."""

    created: list[str] = field(default_factory=list)
    changed: dict[str, list[str]] = field(default_factory=dict)
    removed: list[str] = field(default_factory=list)
    unchanged: int = 0

    @property
    def changed_lines(self):
        return [f"{name} ({', '.join(keys)})" for name, keys in self.changed.items()]

    def counts(self):
        return [len(self.created), len(self.changed), len(self.removed), self.unchanged]


@dataclass
class Report:
    """The outcome of an import; ``drafts`` says why by page. Where there are errors, nothing was imported.

    ``notes`` say what an editor has to do yet. ``left_out`` are mistakes for which files were left out: those in
    ``skipped``.
    """

    folder: str
    dry_run: bool = False
    minor: bool = False
    errors: set[Problem] = field(default_factory=set)
    warnings: set[Problem] = field(default_factory=set)
    notes: set[Problem] = field(default_factory=set)
    left_out: set[Problem] = field(default_factory=set)
    skipped: list[str] = field(default_factory=list)
    kinds: dict[str, Changes] = field(default_factory=lambda: defaultdict(Changes))
    drafts: dict[str, str] = field(default_factory=dict)

    def error(self, path, line, message):
        self.errors.add(self.problem(path, line, message))

    def warn(self, path, line, message):
        self.warnings.add(self.problem(path, line, message))

    def note(self, path, line, message):
        self.notes.add(self.problem(path, line, message))

    def problem(self, path, line, message):
        """One line, whatever the names in it hold: programs read these too."""
        return Problem(f"{self.folder}/{path}", line, " ".join(message.split()))

    def without_broken(self):
        """The report of an import without the files that have mistakes; None where the folder as a whole has one."""
        if any(problem.path == self.folder for problem in self.errors):
            return None
        return Report(self.folder, self.dry_run, self.minor, left_out=self.left_out | self.errors)

    def leaves_out(self, path):
        return f"{self.folder}/{label(path)}" in {problem.path for problem in self.left_out}

    def record(self, kind, name, created, keys):
        """Count an object of a kind as created, as changed in these keys, or as unchanged."""
        changes = self.kinds[kind]
        if created:
            changes.created.append(name)
        elif keys:
            changes.changed[name] = sorted({*changes.changed.get(name, ()), *keys})
        else:
            changes.unchanged += 1

    def together(self, problems):
        """Problems in the order of files, as pairs of place and message; what many say is said once."""
        same = defaultdict(list)
        for problem in sorted(problems):
            same[problem.message].append(problem)
        several = {message: found for message, found in same.items() if len(found) > SAID_EACH}
        for problem in sorted(problems):
            first, *others = several.get(problem.message, [problem])
            if first is problem:
                places = ", ".join(other.place.removeprefix(f"{self.folder}/") for other in others)
                yield problem.place, problem.message + (f" ({len(others)} more: {places})" if others else "")

    def summary(self):
        """The lines that say what changed: counts of each kind, and the names of all that is not new."""
        lines = []
        for kind, changes in self.kinds.items():
            lines.append(f"{kind}: {self._words(changes.counts())}")
            lines += [f"  created: {name}" for name in changes.created if self.dry_run]
            lines += [f"  changed: {line}" for line in changes.changed_lines]
            lines += [f"  removed: {name}" for name in changes.removed]
        lines += [f"left out: {path}" for path in self.skipped]
        lines += [f"draft: {page} ({why})" for page, why in self.drafts.items()]
        totals = [sum(numbers) for numbers in zip(*(c.counts() for c in self.kinds.values()), strict=True)]
        return [*lines, f"In all: {self._words(totals or [0, 0, 0, 0])}"]

    def _words(self, counts):
        would = "would be " if self.dry_run else ""
        created, changed, removed, unchanged = counts
        return f"{created} {would}created, {changed} {would}changed, {removed} {would}removed, {unchanged} unchanged"
