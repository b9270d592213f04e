"""A script holds only so much memory, and none by ways on which nobody counts."""

import platform
import re
from textwrap import dedent

import pytest

from comparisons.proofs import sandbox


def test_one_that_takes_eight_gigabytes_is_stopped(run, monkeypatch):
    assert run("bytearray(2**33)").saw == "MemoryError"
    monkeypatch.setattr(sandbox, "MEMORY", 200 * sandbox.MEGABYTE)
    result = run("import time\nheld = bytearray(2**28)\ntime.sleep(20)")
    assert (result.outcome, result.saw) == ("broken", "stopped: it took more than 200 MB of memory")


def test_one_is_stopped_where_the_kernel_takes_memory_for_it_until_little_is_left(run, monkeypatch):
    monkeypatch.setattr(sandbox, "LEAST_LEFT", 1)
    result = run("import time; time.sleep(20)")
    assert (result.outcome, result.saw) == ("broken", "stopped: the machine ran short of memory")


@pytest.mark.parametrize(
    "call",
    [
        "os.memfd_create('x')",
        "0 <= libc.shmget(0, 2**30, 0o1777) or missing",
        "0 <= libc.msgget(0, 0o1777) or missing",
        "0 <= libc.semget(0, 32000, 0o1777) or missing",
        # Of shared memory, what is dropped from a process’s tables stays, and is charged to none.
        "mmap.mmap(-1, 2**30)",
        "mmap.mmap(os.open('/dev/zero', os.O_RDWR), 2**30)",
    ],
)
def test_memory_that_no_process_is_charged_with_cannot_be_had(run, call):
    script = f"import ctypes, mmap, os; libc = ctypes.CDLL(None); {call}"
    assert re.search("Function not implemented|'missing' is not defined|No such file", run(script).saw)


def test_tables_of_memory_are_counted_as_memory(run, monkeypatch):
    monkeypatch.setattr(sandbox, "MEMORY", 100 * sandbox.MEGABYTE)
    script = """
        import mmap, time
        # Of each two megabytes that are only read, four kilobytes are taken, which are no page of the process.
        empty = mmap.mmap(-1, 2**40, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | 0x4000, prot=mmap.PROT_READ)
        empty.madvise(mmap.MADV_NOHUGEPAGE)
        for place in range(0, 2**40, 2**21): empty[place]
        time.sleep(20)
    """
    assert run(dedent(script)).saw == "stopped: it took more than 100 MB of memory"


@pytest.mark.skipif(platform.machine() != "x86_64", reason="the numbers of these calls are those of x86-64")
@pytest.mark.parametrize("number", [248, 249, 250])
def test_the_keys_that_the_kernel_keeps_cannot_be_had(run, number):
    script = f"import ctypes, os; c = ctypes.CDLL(None, use_errno=True); c.syscall({number}, 0, -3, 0, 0, 0)"
    assert run(f"{script}; print(os.strerror(ctypes.get_errno()))").saw == "Function not implemented"
