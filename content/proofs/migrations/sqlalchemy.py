# /// script
# requires-python = ">=3.12"
# dependencies = ["sqlalchemy==2.1.9", "alembic==1.20.1"]
# [tool.hub]
# control = "self"
# ///
import sys
from importlib.metadata import requires

from alembic.autogenerate import produce_migrations, render_python_code
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Order(Base):
    __tablename__ = "order"
    id: Mapped[int] = mapped_column(primary_key=True)
    total: Mapped[int | None]


engine = create_engine("sqlite://")
with engine.connect() as connection:
    if "--control" in sys.argv:
        Base.metadata.create_all(connection)  # the control: nothing has changed
    else:
        connection.execute(text('CREATE TABLE "order" (id INTEGER PRIMARY KEY)'))
    context = MigrationContext.configure(connection)
    script = produce_migrations(context, Base.metadata)
code = render_python_code(script.upgrade_ops)
step = [line.strip() for line in code.splitlines() if "add_column" in line]
brought = [name for name in requires("sqlalchemy") if name.startswith("alembic")]
print(f"comes with SQLAlchemy: {bool(brought)}; Alembic generates: {step or 'nothing'}")
sys.exit(0 if step and not brought else 10)
