"""Sentence vectors: published encoders, adapted to our intents, in int8 on one thread."""
