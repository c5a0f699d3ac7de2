"""English sentence vectors: the first layers of all-mpnet-base-v2, adapted to our intents, int8."""
