"""Conversations, the intent log, Telegram's chats and taken updates."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "conversation",
        sa.Column("pseudonym", sa.String(32), primary_key=True),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("touched", sa.Integer, nullable=False),
    )
    op.create_index("ix_conversation_touched", "conversation", ["touched"])
    op.create_table(
        "intent_log",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("session", sa.String(32), nullable=False),
        sa.Column("intent", sa.String(64), nullable=False),
        sa.Column("step", sa.String(32), nullable=False),
        sa.Column("week", sa.String(8), nullable=False),
        sa.Column("model", sa.String(64), nullable=False),
    )
    op.create_index("ix_intent_log_week", "intent_log", ["week"])
    op.create_table(
        "telegram_chat",
        sa.Column("chat_key", sa.String(32), primary_key=True),
        sa.Column("pseudonym", sa.String(32), nullable=False, unique=True),
        sa.Column("chat", sa.LargeBinary, nullable=False),
        sa.Column("live_from", sa.BigInteger, nullable=False),
        sa.Column("touched", sa.Integer, nullable=False),
    )
    op.create_index("ix_telegram_chat_touched", "telegram_chat", ["touched"])
    op.create_table(
        "telegram_update",
        sa.Column("update_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("taken", sa.Integer, nullable=False),
    )
    op.create_index("ix_telegram_update_taken", "telegram_update", ["taken"])
    op.create_table(
        "telegram_intake",
        sa.Column("update_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("chat_key", sa.String(32), nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("taken", sa.Integer, nullable=False),
    )
    op.create_index("ix_telegram_intake_chat_key", "telegram_intake", ["chat_key"])
    op.create_index("ix_telegram_intake_taken", "telegram_intake", ["taken"])
    op.create_table(
        "telegram_outbox",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("chat_key", sa.String(32), nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("due", sa.Integer, nullable=False),
        sa.Column("written", sa.Integer, nullable=False),
    )
    op.create_index("ix_telegram_outbox_chat_key", "telegram_outbox", ["chat_key"])
    op.create_index("ix_telegram_outbox_written", "telegram_outbox", ["written"])


def downgrade() -> None:
    for table in (
        "telegram_outbox",
        "telegram_intake",
        "telegram_update",
        "telegram_chat",
        "intent_log",
        "conversation",
    ):
        op.drop_table(table)
