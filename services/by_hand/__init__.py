"""Ballots that a member of staff types for a person with a code: with help at a desk, and from sheets of paper.

What lives here: reading what was typed, showing it before it counts, recording it as a phone's ballot is, the ballot
boxes, and how many each person entered. It may import `services`, `models`, `bot` and `budgeting`. What never happens
here: a code or a choice that outlives the page after the one it was typed on, a row that joins a sheet and a voter.
"""
