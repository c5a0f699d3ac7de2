"""Rasa custom actions: one thin class a file, pure logic beside them.

They run in the assistant's process, or as a plain action server (`rasa run actions`).
"""
