"""What proves a target is shown to who may read its promise."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import FollowUp
from models.follow_up import Visibility
from services.contracts.ending import publish_contract
from services.contracts.reading import contract_page
from services.follow_ups.evidence import NewEvidence, add_evidence
from services.follow_ups.finding import EVERYBODY
from services.house import House
from tests.services.contracts.school import Chain


def test_what_proves_a_promise_for_staff_is_not_shown_to_everybody(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        chain = Chain(session, house)
        publish_contract(*chain.keys, chain.unit, staff_id=chain.boss)
        query = select(FollowUp).where(FollowUp.origin_id == chain.unit).order_by(FollowUp.number)
        promise = session.scalars(query).all()[0]

        def add(words: str) -> None:
            given = NewEvidence(words, figure=12_000, unit="abandons")
            add_evidence(session, house, chain.commune.id, promise.number, given, staff_id=chain.boss)

        def told(to: str) -> list[str]:
            reader = EVERYBODY if to == "everybody" else chain.reader(chain.observer)
            page = contract_page(session, chain.commune.id, chain.unit, reader)
            return [one.words for one in page.targets[0].evidence]

        add("Note interne")
        assert (told("everybody"), told("staff")) == ([], ["Note interne"])
        promise.visibility = Visibility.PUBLIC
        add("Rapport public")
        assert (told("everybody"), told("staff")) == (["Rapport public"], ["Note interne", "Rapport public"])
        promise.visibility, promise.staff_id, promise.made_by = Visibility.NAMED, chain.head, None
        assert (told("everybody"), told("staff")) == ([], [])

    run(work)
