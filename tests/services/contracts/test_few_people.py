"""A figure tells of the people whose data make it, each counted once, and of fewer than five tells nothing."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from services.contracts.drafts import TargetDraft
from services.contracts.ending import publish_contract
from services.contracts.figures import Figure
from services.contracts.reading import contract_page
from services.follow_ups.finding import EVERYBODY
from services.house import House
from services.roles import RoleName
from tests.services.contracts.school import Chain


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

    def told(self) -> list[Figure]:
        """Return the department's figure as staff who are no party, and as everybody, know it."""
        inside = self.page(self.unit, self.observer).targets[0].figure
        outside = contract_page(self.session, self.commune.id, self.unit, EVERYBODY).targets[0]
        assert (outside.percent is None) == (outside.figure.value is None)
        return [inside, outside.figure]


def test_of_five_people_the_figure_waits_until_each_has_data(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        chain = Public(session, house)
        people = [chain.of_anne, chain.of_boris, *chain.more(4)]
        chain.make((chain.unit, 0), "sum", *((one, 0) for one in people), by=chain.head)
        for done in range(6):
            for figure in chain.told():
                is_told = done >= 5
                assert figure.is_kept_back is not is_told, done
                assert (figure.value, figure.missing) == ((1_000 * done, 1) if is_told else (None, 0)), done
            chain.reach(people[done], 0, 1_000)
        assert [(figure.value, figure.missing) for figure in chain.told()] == [(6_000, 0)] * 2

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
