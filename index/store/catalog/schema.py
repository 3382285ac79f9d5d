"""The form of the catalog: an older one is brought up to date."""

from __future__ import annotations

import threading
from pathlib import Path

from sqlalchemy import Engine, inspect

from index.errors import StoreError

_MIGRATIONS = Path(__file__).parents[1] / "migrations"
HEAD = max(path.name[1:5] for path in (_MIGRATIONS / "versions").glob("v[0-9]*.py"))
"""The newest migration; an older catalog is brought up to it when it is opened."""

_one_at_a_time = threading.Lock()  # Alembic keeps what it is at in the module
_MIGRATING = 0x62726965660003  # any number that no other program locks in this database


def migrate(engine: Engine) -> None:
    """Make the tables, or bring those of an older version up to date. Raises StoreError for those of a newer one."""
    current = None
    with engine.connect() as connection:
        if inspect(connection).has_table("alembic_version"):
            current = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
            if current == HEAD:
                return
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    try:
        # of processes that start at the same time one migrates; the others wait, and then find it done
        with _one_at_a_time, engine.execution_options(writes=True).begin() as connection:
            if engine.dialect.name == "postgresql":
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_MIGRATING})")
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    except CommandError as fault:
        raise StoreError(
            f"De catalogus heeft een vorm ({current}) die deze versie van Briefwijzer niet kent.",
            help="Werk Briefwijzer bij, of kies een andere gegevensmap met --data.",
        ) from fault
