"""Opening a database of either kind: made, migrated, or refused with one line."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text
from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError

from bot.errors import BearingsError
from bot.store.database import MIGRATIONS, erase_traces, make_engine, open_database
from bot.store.log import record_intent
from bot.store.tables import SEALED, intent_log, metadata


def refusal(url: str) -> str:
    with pytest.raises(BearingsError) as caught:
        open_database(url)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_an_empty_database_gets_all_tables(engine: Engine):
    assert set(metadata.tables) < set(inspect(engine).get_table_names())


def test_migrations_lead_to_the_tables_that_the_program_uses(engine: Engine):
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_each_column_that_may_not_be_empty_is_so_in_the_database(engine: Engine):
    found = inspect(engine)
    for table in metadata.tables.values():
        nullable = {c["name"]: c["nullable"] for c in found.get_columns(table.name)}
        assert nullable == {column.name: column.nullable for column in table.columns}


def test_opening_again_changes_nothing(engine: Engine, database_url: str):
    record(engine)
    again = open_database(database_url)
    with again.connect() as connection:
        assert len(connection.execute(intent_log.select()).all()) == 1
    again.dispose()


def test_a_database_of_a_newer_program_is_refused(engine: Engine, database_url: str):
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    assert "newer version" in refusal(database_url)


def test_there_is_one_line_of_migrations():
    script = ScriptDirectory(str(MIGRATIONS))
    assert len(script.get_heads()) == 1
    assert len(script.get_bases()) == 1


def test_errors_hide_what_was_to_be_stored(sqlite_engine: Engine):
    # PostgreSQL itself quotes values in its messages; there the program logs the kind alone.
    with pytest.raises(SQLAlchemyError) as caught, sqlite_engine.begin() as connection:
        connection.execute(text("INSERT INTO nowhere VALUES (:x)"), {"x": "MARKEDWORD"})
    assert "MARKEDWORD" not in str(caught.value)
    assert "MARKEDWORD" not in repr(caught.value)


def test_the_tables_with_encrypted_columns_are_known_as_such():
    binary = {
        table.name
        for table in metadata.tables.values()
        for column in table.columns
        if column.type.__class__.__name__ == "LargeBinary"
    }
    assert binary == {table.name for table in SEALED}


@pytest.mark.parametrize(
    "url", ["", "nonsense", "sqlite:/x", "mysql:///x", "postgresql://u:p@host:port/db", "://"]
)
def test_an_address_that_is_none_is_refused(url: str):
    with pytest.raises(BearingsError, match="can't be understood") as caught:
        make_engine(url).connect()
    assert "\n" not in str(caught.value)


def test_a_file_that_is_no_database_is_refused(tmp_path: Path):
    path = tmp_path / "bearings.db"
    path.write_bytes(b"this is no database at all, whatever it is called" * 100)
    before = path.read_bytes()
    assert str(path) in refusal(f"sqlite:///{path}")
    assert path.read_bytes() == before


def test_a_damaged_database_is_refused(tmp_path: Path):
    path = tmp_path / "bearings.db"
    open_database(f"sqlite:///{path}").dispose()
    whole = path.read_bytes()
    path.write_bytes(whole[:100] + b"\xff" * (len(whole) - 100))
    assert str(path) in refusal(f"sqlite:///{path}")


def test_a_folder_is_refused(tmp_path: Path):
    (tmp_path / "bearings.db").mkdir()
    assert str(tmp_path) in refusal(f"sqlite:///{tmp_path / 'bearings.db'}")


def test_a_place_that_cannot_be_made_is_refused(tmp_path: Path):
    (tmp_path / "file").write_text("")
    assert "BEARINGS_DATABASE_URL" in refusal(f"sqlite:///{tmp_path}/file/sub/bearings.db")


def test_a_server_that_is_not_there_is_refused_without_its_password(tmp_path: Path):
    line = refusal(f"postgresql+psycopg2://me:PASSWORD@/db?host={tmp_path}")
    assert "PASSWORD" not in line
    assert "can't be used" in line


def test_a_database_that_does_not_exist_is_refused(postgres: str):
    assert "can't be used" in refusal(postgres.replace("/postgres?", "/absent?"))


def test_a_locked_database_is_waited_for(tmp_path: Path):
    engine = open_database(f"sqlite:///{tmp_path / 'bearings.db'}")
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar() >= 1000
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA secure_delete").scalar() == 1
    engine.dispose()


def test_folders_are_made_for_the_owner_alone(tmp_path: Path):
    open_database(f"sqlite:///{tmp_path / 'a' / 'bearings.db'}").dispose()
    assert (tmp_path / "a").stat().st_mode & 0o077 == 0


def test_what_was_deleted_is_gone_from_the_files(tmp_path: Path):
    engine = open_database(f"sqlite:///{tmp_path / 'bearings.db'}")
    record(engine, intent="MARKEDINTENT")
    with engine.begin() as connection:
        connection.execute(intent_log.delete())
    erase_traces(engine)
    held = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    engine.dispose()
    assert b"MARKEDINTENT" not in held


def test_a_reader_of_another_process_does_not_block_the_writer(tmp_path: Path):
    engine = open_database(f"sqlite:///{tmp_path / 'bearings.db'}")
    reader = sqlite3.connect(tmp_path / "bearings.db")
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM intent_log").fetchall()
    record(engine)
    reader.close()
    engine.dispose()


def record(engine: Engine, intent: str = "greet") -> None:
    from datetime import date

    record_intent(engine, session="s", intent=intent, step="", model="m", day=date(2026, 1, 1))
