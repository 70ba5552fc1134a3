"""Promises of the commune, whatever they came of: who answers for each, by when, where it stands, what proves it.

What lives here: one file in `origins/` for each kind of origin, and what all share: writing down, moving, evidence,
carrying over, reminders, followers, lists, and reading an existing table.
What never happens here: a promise deleted, a day that moves without its reason, a state guessed from words.
"""
