"""A mid-term review of an office tells no more of its people than its figures do."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy.orm import Session

from services.contracts.history import ReviewedTarget, history_of
from services.contracts.proposed import proposed_review
from services.contracts.reviewing import ReviewDraft, open_review, write_review
from services.house import House
from services.printing.contract_report import contract_report
from services.roles import RoleName
from tests.services.contracts.school import TODAY, Chain


class Office(Chain):
    """The chain, one of the department's two people measured."""

    def __init__(self, session: Session, house: House) -> None:
        super().__init__(session, house)
        self.join()
        self.reach(self.of_anne, 0, 37_000)
        self.reach(self.unit, 1, 20_000)

    def found(self, review: int, by: int) -> list[tuple[int | None, str]]:
        """Return what a member of staff reads in a review that waits."""
        rows = proposed_review(self.session, self.commune.id, self.unit, review, self.reader(by)).rows
        row = self.row(self.unit)
        return [(rows[target].value, rows[target].comment(row)) for target in self.targets(self.unit)]

    def told(self, by: int) -> list[ReviewedTarget]:
        """Return what a member of staff reads in the review that both signed."""
        return list(history_of(self.session, self.unit, self.reader(by)).reviews[-1].rows)

    def report(self, by: int) -> str:
        return repr(contract_report(self.session, self.house, self.commune.id, self.unit, self.reader(by), "fr"))


@pytest.mark.parametrize("kind", ["midterm", "final"])
def test_what_tells_of_few_people_is_not_filled_in_whoever_begins(house: House, run: Any, kind: str) -> None:
    def work(session: Session) -> None:
        office = Office(session, house)
        assert office.page(office.unit, office.head).targets[0].figure.value == 37_000
        made = open_review(*office.keys, office.unit, kind, staff_id=office.head)
        assert office.found(made, office.head) == [(None, ""), (20_000, "")]

    run(work)


def test_a_review_that_waits_shows_it_to_its_sides_and_administrators_alone(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        office = Office(session, house)
        made = office.review(office.unit, "midterm", 37_000, 20_000, by=office.head)
        for who in (office.head, office.director, office.boss):
            assert office.found(made, who) == [(37_000, "Vu ensemble"), (20_000, "Vu ensemble")]
        for who in (office.officer, office.observer, office.anne):
            assert office.found(made, who) == [(None, ""), (20_000, "Vu ensemble")]
        # who was shown an empty field takes nothing away
        office.row(office.unit).taker_id = None  # the head left: others write for that side
        blank = ReviewDraft("taker", TODAY, {office.targets(office.unit)[1]: (21_000, "Revu")})
        write_review(*office.keys, office.unit, made, blank, staff_id=office.officer)
        assert office.found(made, office.boss) == [(37_000, "Vu ensemble"), (21_000, "Revu")]

    run(work)


def test_what_both_signed_at_mid_term_is_kept_back_as_the_figure_is(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        office = Office(session, house)
        made = office.review(office.unit, "midterm", 37_000, 20_000, by=office.head)
        office.agree(office.unit, "review", made)
        for who in (office.head, office.director, office.boss):
            assert [(row.value, row.is_kept_back) for row in office.told(who)] == [(37_000, False), (20_000, False)]
        for who in (office.officer, office.observer, office.anne):
            first, second = office.told(who)
            assert (first.value, first.comment, first.is_kept_back, second.value) == (None, "", True, 20_000)
        assert not any("37" in office.report(who) for who in (office.head, office.boss, office.observer))
        office.make((office.unit, 0), "none", by=office.head)
        assert office.page(office.unit, office.observer).targets[0].figure.value is None
        assert office.told(office.observer)[0].is_kept_back

    run(work)


def test_what_told_of_people_at_mid_term_stays_kept_back_when_more_have_data(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        office = Office(session, house)
        made = office.review(office.unit, "midterm", 37_000, 20_000, by=office.head)
        office.agree(office.unit, "review", made)
        people = [office.individual(f"P{one}", office.person(f"P{one}", RoleName.MODERATOR)) for one in range(3)]
        office.make((office.unit, 0), "sum", *((one, 0) for one in people), by=office.boss)
        for one in people:
            office.agree(one)
            office.reach(one, 0, 1_000)
        office.make((office.unit, 0), "sum", *((one, 0) for one in (office.of_anne, office.of_boris, *people)))
        office.reach(office.of_boris, 0, 1_000)
        assert office.page(office.unit, office.head).targets[0].figure.value == 41_000
        assert office.told(office.observer)[0].is_kept_back

    run(work)


def test_what_both_signed_in_the_final_review_is_told_to_who_reads_the_contract(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        office = Office(session, house)
        made = office.review(office.unit, "final", 37_000, 20_000, by=office.head)
        assert office.found(made, office.observer)[0] == (None, "")
        office.agree(office.unit, "review", made)
        assert [row.value for row in office.told(office.observer)] == [37_000, 20_000]

    run(work)
