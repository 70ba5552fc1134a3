"""Public sessions on the budget: announced, prepared, counted at the door, held, told of, and looked back at.

What lives here: the sessions of a commune with agenda, bureau and texts, who says that they come, who came, which
associations took part, what the press told, and what earlier sessions left. What never happens here: a name of a
citizen, a number that leaves for a page, a group of fewer than five shown to everybody.
"""
