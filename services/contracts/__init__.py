"""Performance contracts: agreed by two parties, derived from one above, measured by targets, reviewed by both.

What lives here: drafting, signing by both sides, amendments, reviews, results, the chain, and who reads what.
What never happens here: an individual's contract read by anybody but its two parties and administrators; a target that
changes after both signed it, but by an amendment both sign; a figure where there is no data.
"""
