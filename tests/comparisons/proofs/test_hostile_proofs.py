"""A script that means harm is stopped within its bounds: it sees, changes and leaves nothing."""

import os
import re
import secrets
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from comparisons.models import Run
from comparisons.proofs import sandbox
from comparisons.proofs.sandbox import NoSandbox, check_sandbox
from tests.comparisons.proofs.conftest import command_lines, processes
from tests.factories import make_proof


def test_a_script_holds_with_0_does_not_with_10_and_could_not_run_with_anything_else(run):
    assert (run("print('first'); print('seen')").outcome, run("print('seen')").saw) == ("holds", "seen")
    assert run("print('seen'); raise SystemExit(10)").outcome == "fails"
    assert run("print('seen'); raise SystemExit(1)").outcome == "broken"
    crash = run("print('holds'); 1 / 0")
    assert (crash.outcome, crash.saw) == ("broken", "ZeroDivisionError: division by zero")
    assert run("import os; os.abort()").outcome == "broken"


def test_a_script_has_its_packages_its_arguments_a_folder_and_a_loopback_of_its_own(run):
    script = """
        import demo, os, pathlib, socket, sys
        pathlib.Path("mine").write_text("x")
        with socket.create_server(("localhost", 0)) as server:
            socket.create_connection(("localhost", server.getsockname()[1])).close()
        print(demo.greet(), sys.argv[1:-1], os.getcwd(), pathlib.Path.home(), sorted(os.environ))
    """
    names = "['HOME', 'LANG', 'PATH', 'PWD', 'PYTHONDONTWRITEBYTECODE']"
    assert run(unindented(script), "--control").saw == f"hello ['--control'] /tmp /tmp {names}"


def unindented(text):
    return re.sub(r"(?m)^ {8}", "", text)


def test_it_reaches_nothing_outside_its_loopback(run):
    with socket.create_server(("127.0.0.1", 0)) as server, socket.socket(socket.AF_UNIX) as abstract:
        abstract.bind("\0proofs-of-the-hub")
        abstract.listen()
        server.settimeout(0.2)
        port = server.getsockname()[1]
        attempts = [
            f"socket.create_connection(('127.0.0.1', {port}), 2)",
            "socket.create_connection(('192.0.2.1', 80), 2)",
            "socket.getaddrinfo('example.org', 80)",
            "socket.socket(socket.AF_UNIX).connect('\\0proofs-of-the-hub')",
            "socket.socket(socket.AF_VSOCK)",  # to the machine around this one: no namespace keeps it in
            "socket.socket(socket.AF_ALG)",
        ]
        assert run(tries(attempts, "import socket")).saw == "[]"
        with pytest.raises(TimeoutError):
            server.accept()


def tries(attempts, head=""):
    """A script that tries several things, and prints which of them worked."""
    lines = [head, "worked = []", f"for attempt in {attempts!r}:"]
    return "\n".join(
        [*lines, "    try: worked.append((attempt, exec(attempt)))", "    except Exception: pass", "print(worked)"]
    )


def test_it_reads_no_secret_no_database_no_home_and_no_socket_of_the_host(run, monkeypatch, tmp_path, settings):
    monkeypatch.setenv("SECRET_KEY", "the-secret-of-the-site")
    secret = tmp_path / "secret"
    secret.write_text("the-secret-of-the-site")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "socket"))
        server.listen()
        places = [secret, settings.BASE_DIR / "manage.py", Path.home() / ".bashrc", "/etc/shadow", "/etc/hostname"]
        attempts = [f"open({str(place)!r}).read(1)" for place in places]
        attempts += [f"socket.socket(socket.AF_UNIX).connect({str(tmp_path / 'socket')!r})", "os.environ['SECRET_KEY']"]
        assert run(tries(attempts, "import os, socket")).saw == "[]"
    look = """
        import os, pathlib
        texts = []
        for path in pathlib.Path("/proc").glob("[0-9]*/*"):
            if path.name in ("environ", "cmdline"):
                try: texts.append(path.read_bytes())
                except OSError: pass
        for folder, _, names in os.walk("/"):
            if not folder.startswith(("/proc", "/usr")) and {"hub.sqlite3", "manage.py"} & {*names}:
                texts.append(b"the-secret-of-the-site")
        print(len(texts) > 1, any(b"the-secret-of-the-site" in text for text in texts))
    """
    assert run(unindented(look)).saw == "True False"


def test_it_writes_nowhere_but_into_its_folder(run, tmp_path, environment):
    places = [tmp_path, environment, "/proof", "/", "/usr/bin", "/usr/lib", "/etc", "/dev", "/var/tmp"]
    attempts = [f"open({os.path.join(place, 'written-by-a-proof')!r}, 'w').write('x')" for place in places]
    attempts += ["open(__file__, 'a').write('x')", "os.unlink(__file__)", "os.chmod('/proof', 0o777)"]
    attempts += ["os.unshare(os.CLONE_NEWUSER)", "os.setuid(0)", "os.open('/dev/sda', 0)"]
    script = tries(attempts, "import os; __file__ = '/proof/proof.py'")
    assert run(script).saw == "[]"
    assert [place for place in places if os.path.exists(os.path.join(place, "written-by-a-proof"))] == []


def test_locks_of_several_processes_are_in_its_folder(run):
    script = "import multiprocessing, os; multiprocessing.Lock(); open('/dev/shm/mine', 'w'); print(os.listdir())"
    assert run(script).saw == "['mine']"


def test_it_fills_no_disk(run):
    script = """
        written = 0
        try:
            for number in range(100):
                with open(f"file{number}", "wb") as file: written += file.write(bytes(2**24))
        except OSError as error:
            print(written <= 2**26, error.strerror)
    """
    assert run(unindented(script)).saw == "True No space left on device"


def test_it_has_only_so_many_processes(run):
    script = """
        import os, time
        count = 0
        try:
            while count < 1000:
                if os.fork() == 0: time.sleep(60)
                count += 1
        except OSError:
            print(count)
    """
    assert 20 < int(run(unindented(script)).saw) < sandbox.PROCESSES


def test_one_that_forks_without_end_is_stopped(run, monkeypatch):
    monkeypatch.setattr(sandbox, "SECONDS", 1)
    bomb = "import os\nwhile True:\n    try: os.fork()\n    except OSError: pass"
    result = run(bomb)
    assert (result.outcome, result.saw) == ("broken", "stopped after 1 seconds")


@pytest.mark.parametrize(
    "script",
    [
        "import time; time.sleep(600)",
        "while True: pass",
        "import signal; signal.pause()",
        "import os, signal; os.kill(os.getpid(), signal.SIGSTOP)",
        "input(); 1 / 0",
    ],
)
def test_one_that_does_not_end_is_stopped(run, monkeypatch, script):
    monkeypatch.setattr(sandbox, "SECONDS", 1)
    result = run(script)
    assert result.outcome == "broken"
    assert result.seconds < 5


def test_one_that_prints_a_gigabyte_is_stopped(run):
    result = run("import sys\nfor _ in range(2**14): sys.stdout.write('x' * 2**16)")
    assert (result.outcome, result.saw) == ("broken", "stopped: it printed more than 256 kB")
    result = run("import sys\nfor _ in range(2**14): sys.stderr.write('x' * 2**16)")
    assert result.outcome == "broken"


def test_nothing_runs_on_a_processor_whose_calls_are_not_known(locked_room, monkeypatch):
    monkeypatch.setattr("platform.machine", lambda: "pdp11")
    with pytest.raises(NoSandbox, match="made for x86_64 and aarch64; this is pdp11"):
        check_sandbox()


def test_one_that_kills_whoever_it_can_kills_nobody_of_ours(run):
    script = """
        import os, signal
        for pid in (os.getppid(), 1, -1):
            try: os.kill(pid, signal.SIGKILL)
            except OSError: pass
        print("alone")
    """
    assert run(unindented(script)).saw == "alone"


def test_a_daemon_that_it_leaves_ends_with_it(run):
    script = """
        import os, time
        if os.fork() == 0:
            os.setsid()
            if os.fork() == 0:
                while True: time.sleep(1)
            os._exit(0)
        os.wait()
        print("left")
    """
    result = run(unindented(script))
    assert (result.outcome, result.saw) == ("holds", "left")
    assert result.seconds < 10


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM])
def test_one_ends_with_whoever_waited_for_it(locked_room, end):
    mark = secrets.token_hex(8)
    run = "import django; django.setup(); from comparisons.proofs.sandbox import execute; "
    run += f"execute(['sh', '-c', 'sleep 60; true', '{mark}'], [])"
    with subprocess.Popen([sys.executable, "-c", run], env={**os.environ, "DEBUG": "1"}) as waiting:
        while waiting.poll() is None and not any(line.startswith("sh ") for line in command_lines(mark)):
            time.sleep(0.1)
        waiting.send_signal(end)
    assert waiting.returncode == -end
    assert processes(mark) == []


@pytest.mark.parametrize(
    ("printed", "saw"),
    [
        (r"\x1b[31mred\x1b[0m \x1b]0;title\x07", "red ]0;title"),
        (r"a\u202eb\u0000c\u2028d", "d"),
        (r"<script>alert(1)</script>\n\n \n", "<script>alert(1)</script>"),
        (r"\x1b]8;;https://example.org\x07a\x1b\\b\u2066c\x9bd\ufeff", "]8;;https://example.org a \\b c d"),
        ("x" * 500, "x" * 200),
        ("", ""),
        ("x" * 250_000, "x" * 200),
    ],
)
def test_what_it_saw_is_one_harmless_line(run, printed, saw):
    assert run(f"import sys; sys.stdout.write('{printed}')").saw == saw


def test_the_first_process_which_has_no_bounds_is_out_of_its_reach(run):
    script = """
        import ctypes, os
        calls = [(101, 16, 1, 0, 0), (310, 1, 0, 0, 0, 0, 0), (311, 1, 0, 0, 0, 0, 0), (438, os.pidfd_open(1), 0, 0)]
        library = ctypes.CDLL(None, use_errno=True)
        answers = [(library.syscall(*call), os.strerror(ctypes.get_errno())) for call in calls]
        print(set(answers), os.listdir("/proc/1"), os.path.exists("/proc/1/task"), os.access("/proc/1", os.W_OK))
    """
    assert run(unindented(script)).saw == "{(-1, 'Function not implemented')} [] False False"


def test_its_bounds_and_its_place_behind_all_others_are_not_taken_back(run):
    attempts = ["os.nice(-1)", "os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(1))", "time.clock_settime(0, 0)"]
    attempts += [f"resource.setrlimit(resource.RLIMIT_{name.upper()}, (-1, -1))" for name in sandbox.BOUNDS]
    attempts += ["os.close(os.open('s', os.O_CREAT | os.O_RDWR)) or os.truncate('s', 10**9)", "os.ftruncate(1, 10**9)"]
    attempts += ["os.mknod('device', 0o60600, os.makedev(8, 0))", "open('/proc/1/oom_score_adj', 'w')"]
    attempts += [f"os.unshare(os.CLONE_NEW{name})" for name in ("NS", "NET", "PID", "IPC", "UTS", "CGROUP", "TIME")]
    assert run(tries(attempts, "import os, resource, time")).saw == "[]"


def test_links_that_lead_out_of_its_folder_lead_to_nothing(run, settings):
    roads = ["1/root", "self/root/..", "self/cwd/.."]  # to the whole file system, through a process
    places = ["/etc/shadow", *(f"/proc/{road}/etc/shadow" for road in roads)]
    places += [
        settings.BASE_DIR / "manage.py",
        "/proc/cmdline",
        "/proc/1/environ",
        "/proc/kcore",
        "/dev/kmsg",
        "/dev/sda",
    ]
    attempts = [
        f"os.symlink({str(place)!r}, '{number}') or open('{number}').read(1)" for number, place in enumerate(places)
    ]
    assert run(tries(attempts, "import os")).saw == "[]"


def test_bytes_that_are_no_text_are_shown_as_such(run):
    assert run(r"import sys; sys.stdout.buffer.write(b'\xff\xfe here')").saw == "�� here"


def test_nothing_runs_where_the_sandbox_is_not_installed(locked_room, monkeypatch, tmp_path, db):
    make_proof(runs=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NoSandbox, match=r"bwrap.* is not installed: apt-get install bubblewrap"):
        check_sandbox()
    with pytest.raises(CommandError, match="in a sandbox only"):
        call_command("run_proofs")
    assert not Run.objects.exists()


def test_nothing_runs_where_the_sandbox_does_not_work(locked_room, monkeypatch, tmp_path, db):
    make_proof(runs=False)
    broken = tmp_path / "bwrap"
    broken.write_text("#!/bin/sh\necho 'bwrap: No permissions to create new namespace' >&2\nexit 1\n")
    broken.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    with pytest.raises(CommandError, match=r"cannot make one: bwrap: No permissions .* user namespaces"):
        call_command("run_proofs")
    assert not Run.objects.exists()
