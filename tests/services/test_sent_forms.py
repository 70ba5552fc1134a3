"""A form is taken once, also by two presses at a time; what was refused leaves nothing behind."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from budgeting.refusal import Refusal
from models import SentForm
from services.house import House
from services.sent_forms import SENT_ALREADY, forget_sent_forms, take_once

KEY = "a" * 64


def sent(house: House, key: str = KEY) -> str:
    """Send a form and return why it is not taken."""
    try:
        house.work.write(lambda db: take_once(db, house, key))
    except Refusal as no:
        return str(no.reason)
    return ""


def kept(house: House) -> int:
    return int(house.work.read(lambda db: db.scalar(select(func.count()).select_from(SentForm))) or 0)


def test_the_same_form_is_taken_once_and_another_one_too(house: House) -> None:
    assert [sent(house), sent(house), sent(house, "b" * 64)] == ["", SENT_ALREADY, ""]
    house.work.write(lambda db: forget_sent_forms(db, house.clock() + timedelta(days=2)))
    assert kept(house) == 0


def test_of_presses_at_one_time_one_is_taken(house: House) -> None:
    with ThreadPoolExecutor(4) as pool:
        said = sorted(pool.map(lambda _press: sent(house), range(8)))
    assert said == ["", *[SENT_ALREADY] * 7] and kept(house) == 1


def test_work_that_is_refused_may_be_sent_again(house: House) -> None:
    def refused(db: Any) -> None:
        take_once(db, house, KEY)
        raise Refusal("not_now")

    with pytest.raises(Refusal, match="not_now"):
        house.work.write(refused)
    assert sent(house) == ""
