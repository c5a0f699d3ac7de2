"""What is kept: tables, their migrations, encryption, conversations, the intent log."""
