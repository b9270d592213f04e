# /// script
# requires-python = ">=3.13"
# dependencies = ["quart==0.23.1"]
# [tool.hub]
# control = "self"
# ///
import asyncio
import sys

import click
from quart import Quart

app = Quart(__name__)
total = 41 if "--control" in sys.argv else 42  # the control: a fault to be found


@app.post("/orders")
async def create_order():
    return {"total": total}, 201


@app.cli.command("count-orders")
def count_orders():
    click.echo(f"{total} orders")


async def test_creates_an_order():
    response = await app.test_client().post("/orders", json={"sku": "pen"})
    assert response.status_code == 201
    assert await response.json == {"total": 42}


def test_counts_orders():
    result = app.test_cli_runner().invoke(args=["count-orders"])
    assert result.output == "42 orders\n"


failed = []
for test in [lambda: asyncio.run(test_creates_an_order()), test_counts_orders]:
    try:
        test()
    except AssertionError:
        failed.append(test.__name__)
print(f"request and command ran in process, without a server; failed: {len(failed)}")
sys.exit(10 if failed else 0)
