"""Errors that are shown to a person: one sentence, and what to do next."""

from __future__ import annotations


class BearingsError(Exception):
    """Something a person can mend; its text is the one line they see.

    The command line prints the text without a traceback and exits with status 2.
    """
