"""The proof of a vote: what is published for anybody to check it, and the one file that checks it.

What lives here: what is published and what is withheld, the members of a bundle, its packing, and `verify.py`, which
every bundle carries. It may import `budgeting`; `verify.py` imports the standard library and nothing of ours.
What never happens here: a word about who voted, a clock, a chance.
"""
