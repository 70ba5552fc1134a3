"""What a review says of each target, as far as a reader may know it."""

from __future__ import annotations

from dataclasses import dataclass

from models import ContractReview


@dataclass(frozen=True, slots=True)
class Found:
    """What was reached, in thousandths of the unit, None where there is no data or it is kept back; and the comment.

    `is_of_few`: it may tell what one of fewer than five people reached.
    """

    value: int | None
    comment: str
    is_of_few: bool = False
    is_kept_back: bool = False


def found_of(review: ContractReview, *, reads_all: bool) -> dict[int, Found]:
    """Return what was found by target, without what tells of few people to who does not read all of it."""
    return {
        each["target"]: Found(None, "", is_of_few=True, is_kept_back=True)
        if each["is_of_few"] and not reads_all
        else Found(each["value"], each["comment"], each["is_of_few"])
        for each in review.rows
    }
