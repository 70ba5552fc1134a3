"""Equal shares: every voter holds the same part of the money, and the supporters of a project pay for it together.

What lives here: who supports what, what everybody still holds, and the rounds in which projects are bought. It works on
equal ballots at once and decides on floats only what is clear; what is not clear within `purses.UNCLEAR` is decided on
exact fractions. Nothing here is loaded before something is counted, but for `choices`, which are only words. It
may import `budgeting.counting` but for its rules, and numpy, which is used nowhere else.
"""
