"""Whole conversations of scripted people with the running assistant, written as Markdown."""
