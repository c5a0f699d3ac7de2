"""Measurements beside Rasa's default project, in one run on one machine."""
