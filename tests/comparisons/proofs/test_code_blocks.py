"""What `make content-check` takes from a page, and that it can fail."""

import pytest

from tests.content_check.examples import examples_of

PAGE = """
```python
# shop/prices.py
def doubled(price):
    return 2 * price
```

    <!-- unchecked: this is code, not a comment -->

```sh
make run
```
<!-- unchecked: starts a site -->

```text
no code
```

<!-- check demo==2.0
from demo import greet
from shop.prices import doubled

assert greet() == "hello"
assert doubled(2) == 4
-->

```js
export const half = (price) => price / 2
```
<!-- check demo==2.0.0
const { half } = await import('./block.mjs')
const { greet } = await import('demo')
if (greet() !== 'hello') throw new Error('no greeting')
if (half(2) !== 1) throw new Error('not half')
-->
"""


def read(tmp_path, text):
    path = tmp_path / "page.md"
    path.write_text(text)
    return list(examples_of(path))


def test_blocks_belong_to_the_next_check_and_a_reason_to_the_one_block_above_it(tmp_path):
    shell, python, script = read(tmp_path, PAGE)
    assert (shell.reason, shell.line, shell.program) == ("starts a site", 10, "")
    assert (python.line, python.language, list(python.files)) == (2, "py", ["shop/prices.py"])
    assert python.packages == "demo==2.0"
    assert (script.language, list(script.files), script.reason) == ("mjs", ["shop/prices.py", "block.mjs"], "")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("```python\n1 / 0\n```\n", "page.md:1: nothing says how this block is checked, or why not."),
        ("```sh\nls\n```\n\n```js\nx\n```\n<!-- unchecked: x -->\n", "page.md:1: nothing says how this block"),
        ("Text.\n\n<!-- check django==6.1.3\npass\n-->\n", "page.md:3: no block of code stands above this comment."),
        (
            "```py\n1\n```\n```py\n2\n```\n<!-- check demo==2.0\npass\n-->\n",
            "page.md:1: two blocks of one check have the same",
        ),
    ],
)
def test_a_block_without_a_check_is_told_with_its_line(tmp_path, text, sentence):
    with pytest.raises(ValueError, match=sentence):
        read(tmp_path, text)


@pytest.mark.parametrize(
    ("before", "after", "seen"),
    [
        ("", "", ""),
        ("return 2 * price", "return 3 * price", "AssertionError"),
        ("def doubled(price):", "def doubled(price)", "SyntaxError: expected ':'"),
        ("demo==2.0\n", "demo==1.0\n", "ImportError: cannot import name 'greet' from 'demo'"),
        ("demo==2.0\n", "demo==7.0\n", "not installed: ERROR: No matching distribution found for demo==7.0"),
        ("demo==2.0\n", "demo\n", "“demo” is not a package"),
        ("demo==2.0\n", "\n", "The check names no package."),
    ],
)
def test_a_block_is_run_as_it_is_printed(tmp_path, locked_room, before, after, seen):
    _, python, _ = read(tmp_path, PAGE.replace(before, after, 1))
    assert seen in python.run() if seen else python.run() == ""


def test_a_block_of_node_is_run_as_it_is_printed(tmp_path, npm):
    assert read(tmp_path, PAGE)[-1].run() == ""
    assert read(tmp_path, PAGE.replace("price / 2", "price / 3"))[-1].run() == "Error: not half"
