# /// script
# requires-python = ">=3.12"
# dependencies = ["litestar==2.25.0"]
# [tool.hub]
# control = "self"
# ///
import sys

from litestar import get
from litestar.di import NamedDependency, Provide
from litestar.testing import create_test_client


@get("/price")
async def price(amount: NamedDependency[int]) -> dict[str, int]:
    # The control: a fault to be found.
    return {"price": amount - 1 if "--control" in sys.argv else amount}


async def fixed_amount() -> int:
    return 42


def test_price():
    dependencies = {"amount": Provide(fixed_amount)}
    with create_test_client([price], dependencies=dependencies) as client:
        response = client.get("/price")
    assert response.status_code == 200
    assert response.json() == {"price": 42}


try:
    test_price()
    outcome = "passed"
except AssertionError:
    outcome = "failed"
print(f"one handler in process, with a dependency of the test's own: it {outcome}")
sys.exit(0 if outcome == "passed" else 10)
