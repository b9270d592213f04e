# /// script
# requires-python = ">=3.12"
# dependencies = ["flask==3.1.3"]
# [tool.hub]
# control = "self"
# ///
import sys

import click
from flask import Flask

app = Flask(__name__)
total = 41 if "--control" in sys.argv else 42  # the control: a fault to be found


@app.post("/orders")
def create_order():
    return {"total": total}, 201


@app.cli.command("count-orders")
def count_orders():
    click.echo(f"{total} orders")


def test_creates_an_order():
    response = app.test_client().post("/orders", json={"sku": "pen"})
    assert response.status_code == 201
    assert response.json == {"total": 42}


def test_counts_orders():
    result = app.test_cli_runner().invoke(args=["count-orders"])
    assert result.output == "42 orders\n"


failed = []
for test in [test_creates_an_order, test_counts_orders]:
    try:
        test()
    except AssertionError:
        failed.append(test.__name__)
print(
    f"request and command ran in process, without a server; failed: {failed or 'none'}"
)
sys.exit(10 if failed else 0)
