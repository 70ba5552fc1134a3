"""How many people may vote from one phone with their codes: announced, told when reached, and no more than counted."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from models import Cycle, PhoneUse
from services.cycles.rules import frozen, write_rules
from services.house import House
from services.revision import grow_revision
from tests.services.codes_town import CodeDay, plant_code_day

AFI, KOFI = "+22890112233", "+22890445566"


@pytest.fixture
def day(house: House) -> CodeDay:
    planted = plant_code_day(house)

    def cap(session: Any) -> None:
        cycle = session.get_one(Cycle, planted.cycle_id)
        cycle.voters_per_phone = 2
        write_rules(session, cycle)
        assert frozen(cycle)["voters_per_phone"] == 2
        grow_revision(session, planted.commune_id)

    house.work.write(cap)
    return planted


def said(taken: Any) -> str:
    assert taken.reply is not None
    return str(taken.reply.text)


def test_from_one_phone_no_more_people_vote_than_were_announced(day: CodeDay) -> None:
    codes = day.hand_out(3)
    for place, code in enumerate(codes, 1):
        last = day.sms(AFI, f"VOTE {code} {place}")
    assert "2 personnes au plus" in said(last)
    assert day.choices() == [[1], [2]]
    day.sms(KOFI, f"VOTE {codes[2]} 3")
    assert day.choices() == [[1], [2], [3]]


def test_who_has_voted_changes_their_vote_from_a_full_phone(day: CodeDay) -> None:
    codes = day.hand_out(3)
    for code in (codes[0], codes[1]):
        day.sms(AFI, f"VOTE {code} 1")
    day.sms(KOFI, f"VOTE {codes[2]} 2")
    for code in codes:
        day.sms(AFI, f"VOTE {code} 5")
    assert day.choices() == [[5], [5], [5]]


def test_what_is_counted_of_a_phone_leads_to_no_code_and_no_ballot(day: CodeDay) -> None:
    codes = day.hand_out(2)
    for code in codes:
        day.sms(AFI, f"VOTE {code} 1")
    (row,) = day.house.work.read(lambda db: list(db.scalars(select(PhoneUse))))
    key = day.house.keyring.load(day.cycle_id)
    marks = {key.mark(code) for code in codes}
    assert (row.voters, row.since.minute) == (2, 0)
    assert row.phone not in {AFI, key.voter(AFI), day.house.vault.hash("phone", AFI), *marks, *map(key.voter, marks)}
