"""One person's contract is forgotten two years after it is over, and nothing that still counts it changes by that."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models import (
    Contract,
    ContractAmendment,
    ContractPart,
    ContractResult,
    ContractReview,
    ContractSignature,
    ContractTarget,
    Evidence,
    FollowUp,
    FollowUpEvent,
)
from services.contracts.amending import propose_amendment, take_back_amendment
from services.contracts.ending import set_aside
from services.follow_ups.evidence import NewEvidence, add_evidence
from services.follow_ups.making import NewFollowUp, add_follow_up
from services.house import House
from services.uploads import Upload, path_of
from tests.conftest import HandClock
from tests.services.contracts.school import Chain
from worker.jobs.forget_words import erase_words

T = TypeVar("T")
TABLES = (ContractSignature, ContractReview, ContractAmendment, ContractTarget)
PROOF = Upload("1" * 32 + ".pdf", "fiche.pdf", 900)
OF_ANNE = Upload("2" * 32 + ".pdf", "contrat-anne.pdf", 900)


class Past:
    """Anne's contract, closed by both with a paper, a proof, an amendment and a review; the department's made of it."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.anne, self.boris, self.unit = house.work.write(self._plant)

    def _plant(self, session: Session) -> tuple[int, int, int]:
        chain = Chain(session, self.house)
        chain.join()
        chain.reach(chain.of_anne, 0, 37_000)
        made = propose_amendment(*chain.keys, chain.of_anne, "Moins d'heures", staff_id=chain.anne)
        take_back_amendment(*chain.keys, chain.of_anne, made, staff_id=chain.anne)
        chain.leaves(chain.anne)
        review = chain.review(chain.of_anne, "final", 37_000, by=chain.head)
        chain.sign(chain.of_anne, "giver", chain.head, "review", review)
        chain.sign(chain.of_anne, "taker", chain.boss, "review", review, paper=OF_ANNE)
        number = session.scalars(select(FollowUp.number).where(FollowUp.origin_id == chain.of_anne)).one()
        add_evidence(
            session, self.house, chain.commune.id, number, NewEvidence("Fiche", upload=PROOF), staff_id=chain.head
        )
        for kept in (PROOF, OF_ANNE):
            path = path_of(self.house, kept.stored_as)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(b"%PDF-1.4")
        return chain.of_anne, chain.of_boris, chain.unit

    def act(self, change: dict[str, object], contract_id: int) -> None:
        def work(session: Session) -> None:
            row = session.get_one(Contract, contract_id)
            for name, value in change.items():
                setattr(row, name, value)

        self.house.work.write(work)

    def forget(self) -> None:
        erase_words(self.house)

    def left(self, contract_id: int) -> dict[str, int]:
        """Count what is left of a contract, by table."""

        def work(session: Session) -> dict[str, int]:
            found = {
                table.__tablename__: session.scalar(
                    select(func.count()).select_from(table).where(table.contract_id == contract_id)
                )
                for table in TABLES
            }
            own = select(FollowUp.id).where(FollowUp.origin_id == contract_id)
            for table in (Evidence, FollowUpEvent):
                of = select(func.count()).select_from(table).where(table.follow_up_id.in_(own))
                found[table.__tablename__] = session.scalar(of)
            found["contract"] = session.scalar(select(func.count(Contract.id)).where(Contract.id == contract_id))
            found["follow_up"] = session.scalar(select(func.count(FollowUp.id)).where(FollowUp.id.in_(own)))
            return {name: count for name, count in found.items() if count}

        return self.house.work.read(work)

    def files(self) -> list[Path]:
        return [path for path in (path_of(self.house, one.stored_as) for one in (PROOF, OF_ANNE)) if path.exists()]


@pytest.fixture
def past(house: House) -> Past:
    return Past(house)


def test_it_is_forgotten_whole_when_its_time_is_over(past: Past, clock: HandClock) -> None:
    past.act({"state": "closed"}, past.unit)
    clock.wait(days=729)
    past.forget()
    assert set(past.left(past.anne)) == {
        "contract", "contract_amendment", "contract_review", "contract_signature", "contract_target", "follow_up",
        "follow_up_event", "follow_up_evidence",
    }  # fmt: skip
    assert len(past.files()) == 2
    clock.wait(days=2)
    past.forget()
    assert past.left(past.anne) == {} and past.files() == []

    def look(session: Session) -> tuple[int, int, list[str]]:
        parts = session.scalar(select(func.count()).select_from(ContractPart)) or 0
        results = session.scalar(select(func.count()).select_from(ContractResult)) or 0
        return parts, results, [f"{row.taker}{row.state}" for row in session.scalars(select(Contract))]

    parts, results, takers = past.house.work.read(look)
    assert results == 0 and parts == 5 - 1 and not any("Anne" in one for one in takers)
    assert past.left(past.boris)["contract"] == 1  # its own year ended less than two years ago
    assert past.left(past.unit)["contract"] == 1  # an office's is no person's


def test_it_is_kept_as_long_as_a_running_contract_counts_it(past: Past, clock: HandClock) -> None:
    far = clock().date().replace(year=2035)
    past.act({"ends_on": far}, past.unit)
    clock.wait(days=1200)
    past.forget()
    assert past.left(past.anne)["contract"] == 1
    past.act({"state": "closed"}, past.unit)
    past.forget()
    assert past.left(past.anne) == {}


def test_one_set_aside_and_one_that_nobody_ended_go_too(past: Past, clock: HandClock) -> None:
    def aside(session: Session) -> None:
        row = session.get_one(Contract, past.boris)
        set_aside(session, past.house, row.commune_id, row.id, "Parti", staff_id=row.made_by or 0)

    past.act({"state": "draft"}, past.boris)
    past.house.work.write(aside)
    past.act({"state": "closed"}, past.unit)
    past.act({"state": "agreed"}, past.anne)
    clock.wait(days=731)
    past.forget()
    assert past.left(past.boris) == {} and past.left(past.anne)["contract"] == 1
    clock.wait(days=300)  # two years after its last day
    past.forget()
    assert past.left(past.anne) == {}


def test_the_number_of_a_promise_never_comes_twice(past: Past, clock: HandClock) -> None:
    past.act({"state": "closed"}, past.unit)
    clock.wait(days=1200)
    last = past.house.work.read(lambda session: session.scalar(select(func.max(FollowUp.number))))
    past.forget()
    assert past.left(past.anne) == past.left(past.boris) == {}

    def work(session: Session) -> int:
        row = session.scalars(select(FollowUp).where(FollowUp.number == last)).one()
        assert (row.text, row.owner, row.occasion, row.staff_id) == ("–", None, None, None)
        commune = session.scalars(select(Contract.commune_id)).first() or 0
        new = NewFollowUp("recommendation", "Réparer la pompe", occasion="Séance")
        return add_follow_up(session, past.house, commune, new, staff_id=None).number

    assert past.house.work.write(work) == (last or 0) + 1
