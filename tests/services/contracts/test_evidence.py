"""What proves a target is shown to who may read its promise, and read in one go."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from sqlalchemy import event, select
from sqlalchemy.orm import Session

from models import FollowUp
from models.follow_up import Visibility
from services.contracts.drafts import TargetDraft
from services.contracts.ending import publish_contract
from services.contracts.reading import contract_page, contracts_page
from services.follow_ups.evidence import NewEvidence, add_evidence
from services.follow_ups.finding import EVERYBODY
from services.house import House
from tests.services.contracts.school import Chain, School


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


def test_a_contract_of_many_targets_and_a_list_of_many_contracts_take_no_more_queries(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        school = School(session, house)
        many = [TargetDraft(f"Cible {number}", 10_000, "copies", 1_000) for number in range(10)]
        few, whole = school.write("unit"), school.write("unit", *many)
        for number in (few, whole):
            school.agree(number)
            first = school.page(number).targets[0].number or 0
            add_evidence(*school.keys, first, NewEvidence("Registre"), staff_id=school.boss)
        with queries(session) as of_few:
            school.page(few)
        with queries(session) as of_many:
            assert [len(one.evidence) for one in school.page(whole).targets] == [1] + [0] * 9
        assert len(of_few) == len(of_many)
        assert sum("FROM follow_up_evidence" in sql for sql in of_many) == 1
        high = school.write("government")
        early = school.write("unit", starts_on=date(2025, 1, 1))
        reader, commune = school.reader(), school.commune.id
        with queries(session) as of_list:
            rows, total = contracts_page(session, commune, reader=reader, limit=2, offset=1)
        assert ([row.id for row in rows], total, len(of_list)) == ([few, whole], 4, 2)
        ends = [contracts_page(session, commune, reader=reader, limit=1, offset=at)[0] for at in (0, 3)]
        assert [row.id for rows in ends for row in rows] == [high, early]

    run(work)


@contextmanager
def queries(session: Session) -> Iterator[list[str]]:
    """Note what is asked of the database."""
    asked: list[str] = []

    def note(_connection: Any, _cursor: Any, sql: str, *_rest: Any) -> None:
        asked.append(sql)

    session.flush()
    engine = session.get_bind()
    event.listen(engine, "before_cursor_execute", note)
    yield asked
    event.remove(engine, "before_cursor_execute", note)
