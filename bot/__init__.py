"""Bearings: a mentor in a chat for young scientists who are torn about AI."""
