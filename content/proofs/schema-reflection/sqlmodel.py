# /// script
# requires-python = ">=3.12"
# dependencies = ["sqlmodel==0.0.50"]
# [tool.hub]
# control = "self"
# ///
import sys

import sqlmodel
from sqlalchemy.ext.automap import automap_base
from sqlmodel import SQLModel, create_engine, text

engine = create_engine("sqlite://")
with engine.begin() as connection:
    if "--control" not in sys.argv:  # the control: an empty database
        connection.execute(text("CREATE TABLE customer (id INTEGER PRIMARY KEY)"))
SQLModel.metadata.reflect(engine)
tables = list(SQLModel.metadata.tables)
Base = automap_base(metadata=SQLModel.metadata)
Base.prepare()
kinds = [issubclass(found, SQLModel) for found in Base.classes]
own = [name for name in dir(sqlmodel) if "automap" in name or "reflect" in name]
print(
    f"tables read: {tables}; SQLAlchemy's automap makes SQLModel classes: {kinds}; "
    f"a way of its own: {own or 'none'}"
)
sys.exit(0 if tables == ["customer"] and kinds == [False] and not own else 10)
