"""Votes typed on the panel: with help at a desk, by people in a booth, from sheets of paper, from meetings' sheets.

What lives here: reading what was typed, showing it before it counts, recording it as a phone's ballot is, the ballot
boxes, the shows of hands, and how many each person entered. It may import `services`, `models`, `bot` and `budgeting`.
What never happens here: a code or a choice that outlives the page after the one it was typed on, a row that joins a
sheet and a voter.
"""
