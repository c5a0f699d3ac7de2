"""The Telegram channel: updates are stored, answered in order, and replies are sent from a store."""
