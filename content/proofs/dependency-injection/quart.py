# /// script
# requires-python = ">=3.13"
# dependencies = ["quart==0.23.1"]
# [tool.hub]
# control = "self"
# ///
import asyncio
import sys

from quart import Quart

app = Quart(__name__)


class Database:
    name = "the database"


@app.get("/orders/<int:order_id>")
async def show_order(order_id, database: Database):
    return f"order {order_id} from {database.name}"


if "--control" in sys.argv:  # a stand-in for what would resolve it

    @app.url_value_preprocessor
    def provide(endpoint, values):
        values["database"] = Database()


@app.errorhandler(TypeError)
async def tell(error):
    return str(error)


async def main():
    answer = await app.test_client().get("/orders/7")
    return await answer.get_data(as_text=True)


seen = asyncio.run(main())
print(f"a view that declares what it needs: {seen}")
sys.exit(0 if "missing 1 required positional argument: 'database'" in seen else 10)
