"""Counting: from frozen ballots to an outcome that anyone can recompute and everyone can understand.

A count is a pure function of an `Election` and the announced `Terms`: exact, without clock, chance or float, the same
whatever the order of its input. Sentences are never made here; an `Explanation` carries their reason and numbers.
"""
