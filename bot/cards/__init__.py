"""The page at the end of a walk as a picture: from words to PNG, in memory alone."""
