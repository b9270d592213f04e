"""The header of a script says what to install and what must fail, and nothing that could lead elsewhere."""

import pytest
from django.core.exceptions import ValidationError

from comparisons.proofs.environments import NotRunnable, call
from comparisons.script_headers import BLOCK, read_script_header
from tests.factories import PYTHON_PROOF

NODE_PROOF = """// npm install fastify@5.7.0
// /// script
// requires-node = ">=20"
// dependencies = ["fastify==5.7.0", "@hono/node-server==1.0.0"]
// [tool.hub]
// control = ["koa==3.0.0"]
// ///
import Fastify from "fastify";
"""


def names(packages):
    return [str(package) for package in packages]


def with_line(start, line):
    """The usual script with another line in place of the one that starts so."""
    return "\n".join(line if old.startswith(start) else old for old in PYTHON_PROOF.splitlines())


def test_a_header_names_packages_the_oldest_runtime_and_the_control():
    header = read_script_header(PYTHON_PROOF, "py")
    assert (header.runtime, header.oldest, names(header.packages)) == ("python", (3, 12), ["demo==2.0"])
    assert names(header.control_packages) == ["demo==1.0"]


def test_a_script_of_node_has_the_same_header_behind_slashes():
    header = read_script_header(NODE_PROOF, "mjs")
    assert (header.runtime, header.oldest) == ("node", (20,))
    assert names(header.packages) == ["fastify==5.7.0", "@hono/node-server==1.0.0"]


@pytest.mark.parametrize(
    ("dependencies", "control", "installed"),
    [
        (["a==2", "b==1"], "a==1", ["a==1", "b==1"]),
        (["a==2", "b==2"], "B==1", ["a==2", "B==1"]),
        (["a[full]==2", "b==1"], "a==1", ["a==1", "b==1"]),
        (["a==2", "b==1"], "c==3", ["c==3", "b==1"]),
        (["a==2", "b==1"], ["a==1", "c==3"], ["a==1", "b==1", "c==3"]),
        (["a==2", "b==1"], ["c==3", "d==4"], ["c==3", "b==1", "d==4"]),
        (["a==2", "b==1"], ["a==2", "c==3"], ["a==2", "b==1", "c==3"]),
        (["a==2"], "self", ["a==2"]),
    ],
)
def test_the_control_takes_the_place_of_its_package_or_of_the_first(dependencies, control, installed):
    script = with_line("# dependencies", f"# dependencies = {dependencies}")
    script = script.replace(
        '"demo==1.0"', str([control] if control != "self" and isinstance(control, str) else control)
    )
    script = script.replace("control = self", 'control = "self"')
    assert names(read_script_header(script, "py").control_packages) == installed


NEST = ["@nestjs/core==12.5.1", "@nestjs/common==12.5.1", "@nestjs/jwt==12.0.2", "@other/core==12.5.1", "rxjs==12.5.1"]


@pytest.mark.parametrize("control", [["@nestjs/core==11.0.1"], ["@nestjs/core==11.0.1", "@nestjs/common==11.0.1"]])
def test_packages_that_are_released_with_the_first_go_to_another_version_with_it(control):
    """Of two majors, npm says ERESOLVE: each asks for the others of its own."""
    script = NODE_PROOF.replace('["fastify==5.7.0", "@hono/node-server==1.0.0"]', str(NEST).replace("'", '"'))
    header = read_script_header(script.replace('["koa==3.0.0"]', str(control).replace("'", '"')), "mjs")
    assert names(header.with_version("13.0.0").packages) == [
        "@nestjs/core==13.0.0",
        "@nestjs/common==13.0.0",
        *NEST[2:],
    ]
    for one in (header, header.with_version("13.0.0")):
        assert names(one.control_packages) == ["@nestjs/core==11.0.1", "@nestjs/common==11.0.1", *NEST[2:]]


def test_another_version_takes_the_place_of_the_first_package():
    header = read_script_header(with_line("# dependencies", "# dependencies = ['demo==2.0', 'x==1']"), "py")
    assert names(header.with_version("3.0").packages) == ["demo==3.0", "x==1"]
    assert names(header.with_version("3.0").control_packages) == ["demo==1.0", "x==1"]


@pytest.mark.parametrize(
    "package",
    [
        "demo",
        "demo>=2.0",
        "demo==2.*",
        "demo==",
        "demo @ https://example.org/demo.whl",
        "https://example.org/demo.whl",
        "git+https://example.org/demo",
        "./demo",
        "demo==2.0 --index-url=https://example.org",
        "--index-url=https://example.org",
        "-r==1",
        "demo==2.0; python_version > '3'",
        "demo==2.0\n-r /etc/passwd",
        "file:demo==1",
        f"{'demo' * 20}==1",
        f"demo==1.{'0' * 60}",
    ],
)
def test_a_package_is_a_name_and_one_version_and_no_address(package):
    script = with_line("# dependencies", f"# dependencies = [{package!r}]".replace("\\n", "\\\\n"))
    with pytest.raises(ValidationError, match="is not a package"):
        read_script_header(script, "py")
    with pytest.raises(ValidationError):
        read_script_header(script.replace("# ", "// ").replace("python", "node"), "mjs")


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ("print(1)", "begins with one block"),
        (PYTHON_PROOF * 2, "begins with one block"),
        (PYTHON_PROOF.replace("# ", "// "), "begins with one block"),
        (with_line("# dependencies", "# dependencies = ["), "not TOML"),
        (with_line("# dependencies", "# dependencies = []"), "names no package"),
        (with_line("# dependencies", "# dependencies = 'demo==1'"), "as a list"),
        (with_line("# dependencies", "# dependencies = [1]"), "is not a package"),
        (with_line("# dependencies", "# dependencies = ['demo==2', 'Demo==1']"), "named twice"),
        (with_line("# dependencies", "# dependencies = ['demo==2']\n# large = " + "1" * 5000), "not TOML"),
        (with_line("# control", "# control = ['demo==1', 'demo[extra]==0']"), "named twice"),
        (with_line("# control", "#"), "needs a control"),
        (with_line("# control", "# control = 'demo==2.0'"), "control is what is proved"),
        (with_line("# control", "# control = 7"), "as a list"),
        (with_line("# [tool.hub]", "# [tool]\n# hub = 3"), "needs a control"),
        (with_line("# requires", "#"), "oldest version"),
        (with_line("# requires", "# requires-python = '~=3.12'"), "oldest version"),
    ],
)
def test_what_is_wrong_with_a_header_is_said(script, words):
    with pytest.raises(ValidationError, match=words):
        read_script_header(script, "py")


def test_every_shipped_script_is_an_example_of_5_to_40_lines(settings):
    scripts = {path: path.read_text() for path in (settings.BASE_DIR / "content" / "proofs").glob("*/*.*")}
    counted = {path: lines_below_the_header(script) for path, script in scripts.items()}
    assert len(counted) > 500
    assert {path: count for path, count in counted.items() if not 5 <= count <= 40} == {}


def lines_below_the_header(script):
    return sum(bool(line.strip()) for line in script[BLOCK.search(script).end() :].splitlines())


def test_of_packages_that_do_not_go_together_the_complaint_names_who_wants_what(tmp_path):
    script = tmp_path / "npm"
    script.write_text(
        "#!/bin/sh\ncat >&2 <<END\nnpm error code ERESOLVE\nnpm error ERESOLVE unable to resolve dependency tree\n"
        "npm error\nnpm error Could not resolve dependency:\n"
        'npm error peer @nestjs/common@"^11.0.0" from @nestjs/core@11.1.0\n'
        "npm error A complete log of this run can be found in: /root/log\nEND\nexit 1\n"
    )
    script.chmod(0o755)
    with pytest.raises(
        NotRunnable, match=r'not installed: npm error peer @nestjs/common@"\^11.0.0" from @nestjs/core@'
    ):
        call([script])
