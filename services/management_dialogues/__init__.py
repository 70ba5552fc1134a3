"""Management dialogues: preparing them, reading the figures into them, what is decided, what is put right.

What lives here: dialogues on one programme or on several, their gap analysis, and their corrective actions, which are
promises like any other. It may import what every service may; the panel and the sheets call it.
What never happens here: a figure that nobody wrote down, minutes that change once they are closed, a corrective action
that is left until it is done.
"""
