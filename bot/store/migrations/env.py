"""Alembic's environment: migrations run on the connection that the program opened."""

from alembic import context

from bot.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    # SQLite can't alter most things in place.
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
