"""The Telegram channel: updates are stored, answered in order, and sent from a store."""
