"""An amendment and a review that wait for signatures, as their pages show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from services.contracts.amending import draft_of, get_amendment, is_signed
from services.contracts.drafts import TargetDraft
from services.contracts.finding import find_contract, reads_all
from services.contracts.found import Found, found_of
from services.contracts.reviewing import comments_of, get_review, sides_of
from services.follow_ups.finding import Reader


@dataclass(frozen=True, slots=True)
class ProposedTarget:
    """A target as it would stand, at its place counted from 0; `is_signed` where both have signed it before.

    `id` is the target's, below 0 of one that is new.
    `making` is how its figure would be made, of the targets below that have these ids.
    """

    place: int
    id: int
    draft: TargetDraft
    is_signed: bool
    making: str
    parts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ProposedAmendment:
    """An amendment that waits for signatures."""

    id: int
    reason: str
    targets: tuple[ProposedTarget, ...]


@dataclass(frozen=True, slots=True)
class ProposedReview:
    """A review that waits for signatures; `rows` are what was found by target, `comments` of the whole by side.

    `sides` are those for which the reader writes.
    """

    id: int
    kind: str
    read_on: date
    comments: dict[str, str]
    rows: dict[int, Found]
    sides: tuple[str, ...] = ()

    @property
    def differs(self) -> bool:
        """Did the sides find different values of a target that the reader sees?"""
        return any(found.differs for found in self.rows.values())


def proposed_amendment(
    session: Session, commune_id: int, contract_id: int, amendment_id: int, reader: Reader
) -> ProposedAmendment:
    """Return the amendment of a contract that a reader may read; `Refusal` where none of that id waits."""
    made = get_amendment(session, find_contract(session, commune_id, contract_id, reader), amendment_id)
    targets = tuple(
        ProposedTarget(place, entry["id"], draft_of(entry), is_signed(entry), entry["making"], tuple(entry["parts"]))
        for place, entry in enumerate(made.targets)
    )
    return ProposedAmendment(made.id, made.reason, targets)


def proposed_review(
    session: Session, commune_id: int, contract_id: int, review_id: int, reader: Reader
) -> ProposedReview:
    """Return the review of a contract that a reader may read; `Refusal` where none of that id waits."""
    row = find_contract(session, commune_id, contract_id, reader)
    made = get_review(session, row, review_id)
    rows = found_of(made, reads_all=reads_all(row, reader))
    sides = tuple(sides_of(session, row, reader.staff_id))
    return ProposedReview(made.id, str(made.kind), made.read_on, comments_of(made), rows, sides)
