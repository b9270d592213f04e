# /// script
# requires-python = ">=3.12"
# dependencies = ["litestar==2.25.0"]
# [tool.hub]
# control = "self"
# ///
import logging
import sys

from litestar import Litestar, get
from litestar.pagination import AbstractSyncOffsetPaginator, OffsetPagination
from litestar.testing import TestClient

NUMBERS = list(range(1, 96))


class Numbers(AbstractSyncOffsetPaginator[int]):
    def get_total(self) -> int:
        return len(NUMBERS)

    def get_items(self, limit: int, offset: int) -> list[int]:
        return NUMBERS[offset : offset + limit]


@get("/")
def paged(limit: int, offset: int) -> OffsetPagination[int]:
    return Numbers()(limit=limit, offset=offset)


@get("/")
def whole() -> dict[str, list[int]]:  # the control: without a paginator
    return {"items": NUMBERS}


logging.disable()
with TestClient(Litestar([whole if "--control" in sys.argv else paged])) as client:
    seen = client.get("/?limit=10&offset=10").json()
found = seen["items"]
print(f"with limit and offset 10: {found[0]} to {found[-1]} of {seen.get('total')}")
sys.exit(0 if (found[0], found[-1], seen.get("total")) == (11, 20, 95) else 10)
