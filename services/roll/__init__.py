"""The closed list of voters (level D): imported, matched with phones, completed at the town hall.

What lives here: reading a file of voters, keeping it as keyed hashes, finding who votes on it, and deciding about those
who are not found. It may import `services`, `models`, `budgeting` and `bot`. What never happens here: a number, a name
or a day of birth that is written down, a choice that is shown to staff.
"""
