"""The sandbox, by bubblewrap: a script sees its runtime, its packages and one empty folder, and nobody sees it.

It has no network but a loopback of its own, no socket and no process of the host, no variable but four, and bounds
on time, memory, processes and output. Its user is nobody’s, so that the bound on processes holds for root too: the
kernel lets root pass. Everything else on the machine comes first, for the processor and when memory runs short.
"""

import errno
import os
import platform
import re
import shutil
import signal
import struct
import subprocess
import tempfile
import time
import unicodedata
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path

from comparisons.models.proofs import LONGEST_SAW, RunOutcome

SECONDS = 30
MEGABYTE = 1024 * 1024
MEMORY = 2048 * MEGABYTE  # of all processes together
OF_A_PROCESS = 1024 * MEGABYTE
LEAST_LEFT = 0.1  # of the machine’s: what the kernel holds, in sockets and names of files, is charged to no process
FOLDER = FILE = 64 * MEGABYTE
OUTPUT = 256 * 1024
PROCESSES = 64  # threads count
POLL = 0.2
USER = "63001"
HOLDS, FAILS = 0, 10  # the exit status
HELD = re.compile(r"Vm(?:RSS|PTE):\s+(\d+)")
ERROR = re.compile(r"^\w*(?:Error|Exception)\b")  # below it, Node names its version

PLACE, OWN = Path("/proof"), "/tmp"  # noqa: S108 - in the sandbox, nobody else is there
SYSTEM = ("/usr/bin", "/usr/lib", "/usr/lib32", "/usr/lib64", "/usr/share/zoneinfo", "/etc/ld.so.cache")
DEVICES = ("/dev/null", "/dev/full", "/dev/random", "/dev/urandom")  # of /dev/zero, memory could be had unseen
LINKS = ("/bin", "/lib", "/lib32", "/lib64")
HOSTS = "127.0.0.1 localhost\n::1 localhost\n"
ACCOUNTS = f"nobody:x:{USER}:{USER}::{OWN}:/bin/false\n"
ONLY = "Proofs run in a sandbox only"
VARIABLES = {"PATH": "/usr/bin", "HOME": OWN, "LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"}
# Calls by which memory is held that no process has mapped, and so none is charged with: memfd_create, shmget, msgget,
# memfd_secret, semget; io_uring_setup, a way around other bounds; the kernel’s keys: add_key, request_key, keyctl; and
# those that reach into a process, as the first one, which has no bounds: ptrace, process_vm_readv, process_vm_writev,
# pidfd_getfd. By processor: its name for the kernel, their numbers, and those of mmap and socket, refused in part.
REFUSED_CALLS = {
    "x86_64": (0xC000003E, (319, 29, 68, 447, 64, 425, 248, 249, 250, 101, 310, 311, 438), 9, 41),
    "aarch64": (0xC00000B7, (279, 194, 186, 447, 190, 425, 217, 218, 219, 117, 270, 271, 438), 222, 198),
}
SHARED, FIRST_FAMILY = 0x21, 17  # memory of several processes without a file; sockets that no namespace keeps in
FOREIGN_CALLS = 0x40000000  # from here on x86_64 has its calls once more
BOUNDS = {"nproc": PROCESSES, "data": OF_A_PROCESS, "fsize": FILE, "core": 0, "nofile": 256}


class NoSandbox(Exception):
    """This machine has no sandbox; the message says what to install or to allow."""


@dataclass(frozen=True)
class ScriptResult:
    """What came of a script: its outcome, what it saw (or why it could not run), and how long it took."""

    outcome: str
    saw: str
    seconds: float = 0


def check_sandbox():
    """Raise NoSandbox unless scripts can be locked up here."""
    missing = [name for name in ("bwrap", "prlimit", "choom", "setpriv") if not shutil.which(name)]
    if missing:
        names = ", ".join(missing)
        raise NoSandbox(f"{ONLY}, and {names} is not installed: apt-get install bubblewrap util-linux")
    if platform.machine() not in REFUSED_CALLS:
        raise NoSandbox(f"{ONLY}, which is made for {' and '.join(REFUSED_CALLS)}; this is {platform.machine()}.")
    if not Path("/proc/thread-self/children").exists():
        raise NoSandbox(f"{ONLY}, and this kernel does not tell what a process began (CONFIG_PROC_CHILDREN).")
    status, _, complaints, _ = execute(["true"], [])
    if status != 0:
        raise NoSandbox(
            f"{ONLY}, and bubblewrap cannot make one: {last_line(complaints) or status}. "
            "It needs user namespaces (sysctl user.max_user_namespaces); a container must allow them too."
        )


def run_script(script, language, runtime, environment, *, arguments=()):
    """Run a script in the sandbox, with the packages of an environment. Returns the ScriptResult."""
    with tempfile.TemporaryDirectory(prefix="proof-") as folder:
        file = write_shown(Path(folder, f"proof.{language}"), script)
        mounts = [(file, PLACE / file.name), *((part, part) for part in runtime.parts)]
        if runtime.name == "python":
            mounts.append((environment, PLACE / "environment"))
            program = PLACE / "environment" / "bin" / "python"
        else:
            mounts.append((environment / "node_modules", PLACE / "node_modules"))
            program = runtime.program
        status, output, complaints, seconds = execute([program, PLACE / file.name, *arguments], mounts)
    if status in {HOLDS, FAILS}:
        return ScriptResult(RunOutcome.HOLDS if status == HOLDS else RunOutcome.FAILS, last_line(output), seconds)
    why = status if isinstance(status, str) else last_line(complaints, ERROR) or f"ended with status {status}"
    return ScriptResult(RunOutcome.BROKEN, why, seconds)


def last_line(data, wanted=None):
    """The last line that is not blank, or that has what is wanted where one does, as harmless text of one line."""
    lines = [line for line in data.decode("utf-8", "replace").splitlines() if line.strip()]
    lines = [line for line in lines if wanted and wanted.search(line)] or lines
    text = re.sub(r"\x1b\[[0-9;?]*[ -/]*[@-~]", "", lines[-1]) if lines else ""
    plain = "".join(" " if unicodedata.category(letter)[0] in "CZ" else letter for letter in text)
    return " ".join(plain.split())[:LONGEST_SAW]


# --- the locked room ---


def execute(command, mounts):
    """Run a command in the sandbox: its exit status, or in words why it was stopped, its two outputs, its seconds."""
    with ExitStack() as stack:
        etc = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="proof-etc-")))
        out, err, calls = (stack.enter_context(tempfile.TemporaryFile(buffering=0)) for _ in range(3))
        calls.write(call_filter())
        calls.seek(0)
        files = [write_shown(etc / "hosts", HOSTS), write_shown(etc / "passwd", ACCOUNTS)]
        line = wrapped(command, [*mounts, *((file, Path("/etc", file.name)) for file in files)], calls.fileno())
        start = time.monotonic()
        streams = {"stdin": subprocess.DEVNULL, "stdout": out, "stderr": err}
        process = subprocess.Popen(line, env={}, start_new_session=True, pass_fds=[calls.fileno()], **streams)
        status = watch(process, start, (out, err))
        return status, tail(out), tail(err), time.monotonic() - start


def call_filter():
    """The program by which the kernel tells a script that it has none of REFUSED_CALLS (seccomp, in classic BPF)."""
    architecture, calls, mmap, socket = REFUSED_CALLS[platform.machine()]
    load, equal, at_least, both, answer, count = 0x20, 0x15, 0x35, 0x54, 0x06, len(calls)
    steps = [(load, 0, 0, 4), (equal, 0, count + 10, architecture), (load, 0, 0, 0)]
    steps += [(at_least, count + 8, 0, FOREIGN_CALLS)]
    steps += [(equal, count + 7 - place, 0, call) for place, call in enumerate(calls)]
    steps += [(equal, 0, 3, mmap), (load, 0, 0, 40), (both, 0, 0, SHARED), (equal, 4, 3, SHARED)]
    steps += [(equal, 0, 2, socket), (load, 0, 0, 16), (at_least, 1, 0, FIRST_FAMILY)]
    steps += [(answer, 0, 0, 0x7FFF0000), (answer, 0, 0, 0x00050000 | errno.ENOSYS)]
    return b"".join(struct.pack("HBBI", *step) for step in steps)


def write_shown(path, text):
    """Write a file that the user in the sandbox may read, whatever this process lets others do. Returns its path."""
    path.write_text(text)
    path.chmod(0o644)
    return path


def wrapped(command, mounts, calls):
    """The command line that runs a command in the sandbox; ``calls`` is the file with the filter of its calls.

    Root first leaves its rights behind, in an outer room in which others too can reach what it shows.
    """
    inner = [shutil.which("bwrap"), "--unshare-all", "--unshare-user", "--disable-userns", "--die-with-parent"]
    inner += ["--seccomp", calls]
    inner += ["--new-session", "--uid", USER, "--gid", USER, "--clearenv"]
    inner += [word for name, value in VARIABLES.items() for word in ("--setenv", name, value)]
    inner += ["--size", FOLDER, "--perms", "1777", "--tmpfs", OWN, *mounted(mounts), "--proc", "/proc"]
    inner += ["--ro-bind", "/dev/null", "/proc/cmdline", "--tmpfs", "/proc/1", "--remount-ro", "/proc/1"]
    inner += ["--tmpfs", "/dev", *(word for path in DEVICES for word in ("--dev-bind", path, path))]
    inner += ["--symlink", "/proc/self/fd", "/dev/fd", "--symlink", OWN, "/dev/shm"]  # noqa: S108 - locks: sem_open
    inner += ["--remount-ro", "/dev", "--remount-ro", "/", "--chdir", OWN]
    inner += ["nice", "-n", "10", "prlimit"]
    inner += [f"--{name}={bound}" for name, bound in BOUNDS.items()]
    line = [*inner, "--", *command]
    # Should whoever waits for it be killed: bwrap, which has left its rights, cannot end what runs as another user.
    held = ["setpriv", "--pdeathsig", "TERM", "timeout", "--signal=KILL", SECONDS + 5, "choom", "-n", "1000", "--"]
    if os.geteuid() == 0:
        outer = [shutil.which("bwrap"), "--die-with-parent", *mounted([(source, source) for source, _ in mounts])]
        outer += ["--dev-bind", "/proc", "/proc", "--dev", "/dev", "--remount-ro", "/"]
        outer += ["--cap-drop", "ALL", "--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID", "setpriv", "--reuid", USER]
        line = [*outer, "--regid", USER, "--clear-groups", "--inh-caps=-all", "--no-new-privs", *line]
    return [str(word) for word in [*held, *line]]


def mounted(pairs):
    """The arguments that show files of the host, read only, and how the folders above them can be passed."""
    for path in LINKS:
        if os.path.islink(path):
            yield from ("--symlink", os.readlink(path), path)
    found = [path for path in (*SYSTEM, *LINKS) if os.path.exists(path) and not os.path.islink(path)]
    for source, place in [*((path, path) for path in found), *pairs]:
        for above in list(Path(place).parents)[-2::-1]:
            yield from ("--perms", "0755", "--dir", str(above))
        yield from ("--ro-bind", str(source), str(place))


def watch(process, start, outputs):
    """Wait for the end of a process, and make one where it goes beyond its bounds. Returns its status, or why."""
    why = ""
    while process.poll() is None and not why:
        with suppress(subprocess.TimeoutExpired):
            process.wait(POLL)
        if time.monotonic() - start > SECONDS:
            why = f"stopped after {SECONDS} seconds"
        elif any(os.fstat(output.fileno()).st_size > OUTPUT for output in outputs):
            why = f"stopped: it printed more than {OUTPUT // 1024} kB"
        elif memory_of(process.pid) > MEMORY:
            why = f"stopped: it took more than {MEMORY // MEGABYTE} MB of memory"
        elif is_memory_short():
            why = "stopped: the machine ran short of memory"
    if why and process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)  # with the first process of the sandbox all others end
    process.wait()
    return why or process.returncode


def memory_of(root):
    """The bytes that a process and all below it hold in memory, with the tables that say where."""
    held, waiting = 0, [root]
    while waiting:
        folder = Path("/proc", str(waiting.pop()))
        with suppress(OSError):  # it ended meanwhile
            held += sum(map(int, HELD.findall((folder / "status").read_text())))
            for children in folder.glob("task/*/children"):
                waiting += children.read_text().split()
    return held * 1024


def is_memory_short():
    total, _, available = (int(line.split()[1]) for line in Path("/proc/meminfo").read_text().splitlines()[:3])
    return available < total * LEAST_LEFT


def tail(file):
    """The end of what was printed."""
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - OUTPUT))
    return file.read()
