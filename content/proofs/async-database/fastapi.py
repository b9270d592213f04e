# /// script
# requires-python = ">=3.12"
# dependencies = ["fastapi==0.165.0", "aiosqlite==0.22.1", "httpx2==2.16.2"]
# [tool.hub]
# control = "self"
# ///
import asyncio
import sqlite3
import sys

import aiosqlite
from fastapi import FastAPI
from httpx2 import ASGITransport, AsyncClient

LONG = """
WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 500000)
SELECT count(*) FROM numbers
"""
app = FastAPI()
done = []


@app.get("/report")
async def report():
    if "--control" in sys.argv:  # the control: a driver that cannot be awaited
        rows = sqlite3.connect(":memory:").execute(LONG).fetchall()
    else:
        async with aiosqlite.connect(":memory:") as database:
            rows = await database.execute_fetchall(LONG)
    done.append(f"the report ({rows[0][0]} rows)")


@app.get("/")
async def page():
    done.append("a page")


async def main():
    async with AsyncClient(transport=ASGITransport(app), base_url="http://shop") as client:
        await asyncio.gather(client.get("/report"), client.get("/"))


asyncio.run(main())
print(f"asked for a report, then for a page; done, in this order: {', '.join(done)}")
sys.exit(0 if done[0] == "a page" and len(done) == 2 else 10)
