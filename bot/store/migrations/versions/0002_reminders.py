"""Reminders that were asked for in Telegram."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "telegram_reminder",
        sa.Column("chat_key", sa.String(32), primary_key=True),
        sa.Column("chat", sa.LargeBinary, nullable=False),
        sa.Column("due", sa.Integer, nullable=False),
    )
    op.create_index("ix_telegram_reminder_due", "telegram_reminder", ["due"])


def downgrade() -> None:
    op.drop_table("telegram_reminder")
