"""A figure made of what people reached is told once, as both sides signed it; no two readings tell of one person."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from services.contracts.drafts import TargetDraft
from services.contracts.ending import publish_contract
from services.contracts.figures import Figure
from services.contracts.history import history_of
from services.contracts.proposed import proposed_review
from services.contracts.reading import contract_page
from services.contracts.reviewing import open_review, take_back_review
from services.follow_ups.finding import EVERYBODY
from services.house import House
from services.indicators.base import Period
from services.indicators.contract_achievement import find_records
from services.printing.contract_report import contract_report
from services.roles import RoleName
from tests.services.contracts.school import FIRST, LAST, Chain


class Public(Chain):
    """The chain, its department's contract published."""

    def __init__(self, session: Session, house: House) -> None:
        super().__init__(session, house)
        publish_contract(*self.keys, self.unit, staff_id=self.boss)

    def more(self, count: int) -> list[int]:
        """Write contracts of so many more people of the department."""
        made = [self.individual(f"P{number}", self.person(f"P{number}", RoleName.MODERATOR)) for number in range(count)]
        for each in made:
            self.agree(each)
        return made

    def many_of_one(self, *, taker_id: int | None, taker: str = "Carl") -> int:
        """Write one person's contract of five targets."""
        targets = [TargetDraft(f"Stage {number}", 20_000, "enseignants", 100_000) for number in range(5)]
        made = self.write(
            "individual", *targets, giver="Chef", giver_id=self.head, taker=taker, taker_id=taker_id,
            parent_id=self.unit, by=self.head,
        )  # fmt: skip
        self.agree(made)
        return made

    def begun(self, kind: str, by: int | None = None) -> list[int | None]:
        """Return what a review of the department is filled in with, as somebody reads it, and take it back."""
        keys = (*self.keys, self.unit)
        made = open_review(*keys, kind, staff_id=self.head)
        rows = proposed_review(self.session, self.commune.id, self.unit, made, self.reader(by)).rows
        take_back_review(*keys, made, staff_id=self.head)
        return [rows[target].value for target in self.targets(self.unit)]

    def told(self) -> list[Figure]:
        """Return the department's figure as staff who are no party, and as everybody, know it."""
        inside = self.page(self.unit, self.observer).targets[0].figure
        outside = contract_page(self.session, self.commune.id, self.unit, EVERYBODY).targets[0]
        assert (outside.percent is None) == (outside.figure.value is None)
        return [inside, outside.figure]

    def read_everywhere(self) -> set[str]:
        """Return the department's result as each place tells it to whoever is neither party nor administrator."""
        outside = contract_page(self.session, self.commune.id, self.unit, EVERYBODY)
        pages = (outside, self.page(self.unit, self.observer), self.page(self.college, self.observer))
        reports = [
            repr(contract_report(self.session, self.house, self.commune.id, self.unit, self.reader(who), "fr").parts)
            for who in (self.observer, self.boss)
        ]
        told = history_of(self.session, self.unit, EVERYBODY)
        whole = Period(FIRST, LAST)
        shares = [(one.part, one.whole) for one in find_records(self.session, self.commune.id, whole)]
        return {repr((pages, reports, told.reviews, shares))}


def test_no_two_readings_of_a_figure_of_people_differ_by_fewer_than_five(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        chain = Public(session, house)
        people = [chain.of_anne, chain.of_boris, *chain.more(4)]
        chain.make((chain.unit, 0), "sum", *((one, 0) for one in people), by=chain.head)
        chain.make((chain.college, 0), "sum", (chain.unit, 0))
        first = chain.read_everywhere()
        for done, one in enumerate(people):
            chain.reach(one, 0, 11_000 + done)
            assert chain.read_everywhere() == first, done
        for done, one in enumerate(people):
            chain.agree(one, "review", chain.review(one, "final", 11_000 + done))
            assert chain.read_everywhere() == first, done
        chain.agree(chain.unit, "review", chain.review(chain.unit, "final", 66_015, 20_000, by=chain.head))
        told = chain.read_everywhere()
        assert [(figure.value, figure.missing) for figure in chain.told()] == [(66_015, 0)] * 2
        assert told != first and "66015" in str(told)

    run(work)


def test_a_final_review_is_filled_in_once_the_contracts_of_five_people_are_closed(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        chain = Public(session, house)
        people = [chain.of_anne, chain.of_boris, *chain.more(3)]
        chain.make((chain.unit, 0), "sum", *((one, 0) for one in people), by=chain.head)
        for one in people:
            assert chain.begun("final") == [None, None]
            chain.agree(one, "review", chain.review(one, "final", 1_000))
        assert chain.begun("midterm") == [None, None]
        assert chain.begun("final") == [5_000, None]
        assert chain.begun("final", chain.observer) == [None, None]

    run(work)


def test_who_is_shown_no_figure_takes_none_away_that_was_filled_in(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        chain = Public(session, house)
        people = [chain.of_anne, chain.of_boris, *chain.more(3)]
        chain.make((chain.unit, 0), "sum", *((one, 0) for one in people), by=chain.head)
        for one in people:
            chain.agree(one, "review", chain.review(one, "final", 1_000))
        chain.row(chain.unit).taker_id = None  # the head left: others write for that side
        made = open_review(*chain.keys, chain.unit, "final", staff_id=chain.officer)
        chain.say(chain.unit, made, "taker", None, 20_000, by=chain.officer)
        rows = proposed_review(session, chain.commune.id, chain.unit, made, chain.reader(chain.boss)).rows
        assert [rows[target].value for target in chain.targets(chain.unit)] == [5_000, 20_000]

    run(work)


def test_five_targets_of_one_person_tell_of_one(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        chain = Public(session, house)
        one = chain.many_of_one(taker_id=chain.officer)
        chain.make((chain.unit, 0), "sum", *((one, place) for place in range(5)), by=chain.head)
        for place in range(5):
            chain.reach(one, place, 1_000 * (place + 1))
        assert [(figure.value, figure.is_kept_back) for figure in chain.told()] == [(None, True)] * 2
        assert chain.page(chain.unit, chain.head).targets[0].figure.value == 15_000

    run(work)


def test_a_person_is_counted_once_by_account_and_by_name(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        chain = Public(session, house)
        by_account, by_name = chain.many_of_one(taker_id=chain.officer), chain.many_of_one(taker_id=None, taker="carl ")
        three = [(one, 0) for one in (chain.of_anne, chain.of_boris, *chain.more(1))]
        chain.make((chain.unit, 0), "sum", *three, (by_account, 0), (by_name, 0), by=chain.head)
        for one, place in (*three, (by_account, 0), (by_name, 0)):
            chain.reach(one, place, 1_000)
        assert [(figure.value, figure.is_kept_back) for figure in chain.told()] == [(None, True)] * 2

    run(work)


def test_a_level_above_counts_the_same_person_once(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        chain = Public(session, house)
        chain.join()
        other = chain.write("unit", taker="Autre département", parent_id=chain.college)
        chain.agree(other)
        again = chain.many_of_one(taker_id=chain.anne), chain.many_of_one(taker_id=chain.boris, taker="Boris")
        third = chain.many_of_one(taker_id=chain.officer)
        for one in (*again, third):
            chain.row(one).parent_id = other
        chain.make((other, 0), "sum", *((one, 0) for one in (*again, third)))
        chain.make((chain.college, 0), "sum", (chain.unit, 0), (other, 0))
        for one in (chain.of_anne, chain.of_boris, *again, third):
            chain.reach(one, 0, 1_000)
        # two departments of two and three people, yet three people in all
        figure = chain.page(chain.college, chain.observer).targets[0].figure
        assert (figure.value, figure.is_kept_back) == (None, True)

    run(work)
