"""What replies say and where they have it from: the facts, and the checks of all wordings."""
