"""How much is tried: a part in daily work, all of it in ``make check``, where nothing is skipped."""

import os
import re
import time

IS_FULL = os.environ.get("REQUIRE_SERVICES") == "1"
PART = 8


def budget(full):
    """How often to try something random that is tried ``full`` times where nothing is skipped."""
    return full if IS_FULL else max(full // PART, 4)


def sample(cases, step=4):
    """Those of costly cases that are tried: every so many, and all of them where nothing is skipped."""
    cases = list(cases)
    return cases if IS_FULL else cases[::step]


def pace():
    """Seconds of a processor that ordinary work takes just now: what work may take is told in multiples of it.

    On a fast machine that does nothing else it is about a hundredth of a second.
    """
    began = time.thread_time()
    for number in range(3_000):
        re.sub(r"(\w+) (\w+)", r"\2 \1", f"a text of {number} words, in the order of their letters".title())
    return time.thread_time() - began
