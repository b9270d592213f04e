"""How much is tried: a part in daily work, all of it in ``make check``, where nothing is skipped."""

import os

IS_FULL = os.environ.get("REQUIRE_SERVICES") == "1"
PART = 8


def budget(full):
    """How often to try something random that is tried ``full`` times where nothing is skipped."""
    return full if IS_FULL else max(full // PART, 4)


def sample(cases, step=4):
    """Those of costly cases that are tried: every so many, and all of them where nothing is skipped."""
    cases = list(cases)
    return cases if IS_FULL else cases[::step]
