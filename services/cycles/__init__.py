"""A participatory budget from its draft to its end: the dated plan, the frozen rules, the key, the two people.

What lives here: use cases on cycles and what is read of them. Dates are judged by the clock, no job opens a phase.
What never happens here: a change after approval, a count, a choice in clear.
"""
