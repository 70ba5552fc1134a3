"""What a review says of each target, as far as a reader may know it: what each side found, and what both agree on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from models import Contract, ContractReview
from models.contract import ContractSide


@dataclass(frozen=True, slots=True)
class Said:
    """What one side found: thousandths of the unit, None where there is no data; and its words."""

    value: int | None
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What was found of a target; each side stands apart, None before it wrote.

    `read` is what was read when the review began, `agreed` the value on which both agree where theirs differ.
    `is_of_people`: what single people reached makes it. `is_kept_back`: it does not stand here.
    """

    read: int | None = None
    giver: Said | None = None
    taker: Said | None = None
    agreed: int | None = None
    is_of_people: bool = False
    is_kept_back: bool = False

    @property
    def said(self) -> dict[str, Said]:
        """What was written, by the side that wrote it."""
        both = {str(ContractSide.GIVER): self.giver, str(ContractSide.TAKER): self.taker}
        return {side: one for side, one in both.items() if one is not None}

    @property
    def differs(self) -> bool:
        """Did the sides find different values?"""
        return len({one.value for one in self.said.values()}) > 1

    @property
    def is_open(self) -> bool:
        """Do they differ, and agree on no value yet?"""
        return self.differs and self.agreed is None

    @property
    def value(self) -> int | None:
        """What both sign: the value they agree on, that of the side that wrote, else what was read."""
        if self.differs:
            return self.agreed
        return next((one.value for one in self.said.values()), self.read)

    def comment(self, row: Contract) -> str:
        """Return the words that stand beside the result: of each side by its name where both wrote other words."""
        words = {side: one.comment for side, one in self.said.items() if one.comment}
        if len(set(words.values())) < 2:
            return next(iter(words.values()), "")
        return " · ".join(f"{getattr(row, side)}: {text}" for side, text in words.items())

    def kept(self, target_id: int) -> dict[str, Any]:
        """Return it as a review keeps it."""
        written = {side: {"value": one.value, "comment": one.comment} for side, one in self.said.items()}
        sides = {str(side): written.get(str(side)) for side in ContractSide}
        return {
            "target": target_id,
            "read": self.read,
            **sides,
            "agreed": self.agreed,
            "is_of_people": self.is_of_people,
        }


KEPT_BACK = Found(is_of_people=True, is_kept_back=True)


def found_of(review: ContractReview, *, reads_all: bool) -> dict[int, Found]:
    """Return what was found by target, without what tells of few people to who does not read all of it."""
    return {
        each["target"]: KEPT_BACK if _is_of_people(each) and not reads_all else _found(each) for each in review.rows
    }


def _is_of_people(each: dict[str, Any]) -> bool:
    """Do people's results make it? What was kept before this was asked stays kept back: it may tell of them."""
    return bool(each.get("is_of_people", True))


def _found(each: dict[str, Any]) -> Found:
    giver, taker = (Said(**each[side]) if each[side] else None for side in ContractSide)
    return Found(each["read"], giver, taker, each["agreed"], _is_of_people(each))
