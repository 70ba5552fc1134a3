"""Which years' money may be shared out among the people of now: a commune sets one number of them, without a year."""

from __future__ import annotations

FAR = 5
"""Years from which an amount a head misleads: where places grow by 3 in 100 a year, it is off by a sixth by then."""


def has_people_of(year: int, this_year: int) -> bool:
    """Is a year so near that its money can be shared out among the people of this one?"""
    return abs(year - this_year) < FAR
