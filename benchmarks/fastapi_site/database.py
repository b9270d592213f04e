"""The engine and its sessions, as the documentation of SQLAlchemy and FastAPI has them: default pool, one a request."""

import os
from typing import Annotated

from fastapi import Depends
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine

engine = create_async_engine(os.environ["DATABASE_URL"].replace("postgres://", "postgresql+asyncpg://", 1))
make_session = async_sessionmaker(engine, expire_on_commit=False)


async def get_session():
    async with make_session() as session:
        yield session


Session = Annotated[AsyncSession, Depends(get_session)]
