"""How much the random tests try: a part in daily work, all of it in ``make check``, where nothing is skipped."""

import os

PART = 8


def budget(full):
    """How often to try something that is tried ``full`` times where nothing is skipped."""
    return full if os.environ.get("REQUIRE_SERVICES") == "1" else max(full // PART, 4)
