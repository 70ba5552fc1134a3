"""Words nobody understood are counted without who said them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from budgeting.refusal import Refusal
from models import Commune, Unheard
from services.communes import NewCommune, create_commune
from services.house import House
from services.retention import forget_words
from services.unheard import MOST_A_DAY, keep_unheard, list_unheard, masked, settle_unheard
from tests.conftest import HandClock
from tests.services.polling_day import plant_polling_day

Run = Callable[[Callable[[Any], Any]], Any]

PARTED = (
    *(sign.join(("90", "11", "22", "33")) for sign in (",", "*", ":", "–", "_", ";", "'", " - ", ", ", "٫", "·")),
    "9,0,1,1",
    "٩٠،١١،٢٢،٣٣",
    "٩٠*١١*٢٢*٣٣",
    "90_11 22-33",
)
"""A telephone number, its digits parted as people part them."""


@pytest.fixture
def commune_id(house: House, run: Run) -> int:
    new = NewCommune("Tsévié", "tsevie", "TG", "XOF", "Africa/Lome", ("fr",))
    return int(run(lambda session: create_commune(session, house, new).id))


def keep(house: House, run: Run, commune_id: int, text: str) -> None:
    run(lambda session: keep_unheard(session, session.get_one(Commune, commune_id), "fr", text, house.clock()))


def test_the_same_words_are_one_row_with_a_count(house: House, run: Run, commune_id: int) -> None:
    for text in ("Zut alors", "zut  ALORS", "autre chose"):
        keep(house, run, commune_id, text)
    rows, total = run(lambda session: list_unheard(session, commune_id, 10, 0))
    assert (total, rows[0].text, rows[0].times) == (2, "zut alors", 2)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("appelez moi au +228 90 11 22 33 svp", "appelez moi au +# svp"),
        ("mon mail est ama@example.org", "mon mail est @"),
        *((f"tel {number} svp", "tel # svp") for number in PARTED),
        ("à 3 h, salle 7, le 12", "à 3 h, salle 7, le 12"),
        ("x" * 500, "x" * 160),
        ("  \n ", ""),
    ],
)
def test_numbers_and_addresses_are_masked(text: str, kept: str) -> None:
    assert masked(text) == kept


def test_settled_words_leave_the_list_and_another_commune_cannot_settle_them(
    house: House, run: Run, commune_id: int
) -> None:
    keep(house, run, commune_id, "zut")
    number = run(lambda session: session.scalars(select(Unheard.id)).one())
    with pytest.raises(Refusal):
        run(lambda session: settle_unheard(session, house, commune_id + 1, number, staff_id=None))
    run(lambda session: settle_unheard(session, house, commune_id, number, staff_id=None))
    assert run(lambda session: list_unheard(session, commune_id, 10, 0)) == ([], 0)


def test_a_sentence_that_leaves_a_menu_is_counted_and_a_ballot_never(house: House, run: Run) -> None:
    day = plant_polling_day(house)
    for text in ("MENU", "grzt blurb kwak plomp", "MENU", "peut-on voter 3 et 7 ?", "grzt blurb 3 7 vote peut-être"):
        day.sms("+22890112233", text)
    rows, _total = run(lambda session: list_unheard(session, day.commune_id, 10, 0))
    assert [(row.text, row.times) for row in rows] == [("grzt blurb kwak plomp", 1)]


def test_a_flood_of_nonsense_fills_no_table_and_what_is_there_is_counted_on(
    house: House, run: Run, commune_id: int
) -> None:
    def flood(session: Any) -> None:
        commune = session.get_one(Commune, commune_id)
        for number in range(MOST_A_DAY + 5):
            keep_unheard(session, commune, "fr", "a" * (number % 150 + 1) + "b" * (number // 150), house.clock())
        keep_unheard(session, commune, "fr", "a", house.clock())

    run(flood)
    rows, total = run(lambda session: list_unheard(session, commune_id, 10, 0))
    assert (total, rows[0].text, rows[0].times) == (MOST_A_DAY, "a", 2)


def test_what_a_commune_always_mishears_shuts_out_no_new_words(
    house: House, run: Run, commune_id: int, clock: HandClock
) -> None:
    def usual(session: Any) -> None:
        commune = session.get_one(Commune, commune_id)
        for number in range(MOST_A_DAY):
            keep_unheard(session, commune, "fr", "a" * (number % 150 + 1) + "b" * (number // 150), house.clock())

    run(usual)
    clock.wait(days=1)
    run(usual)
    keep(house, run, commune_id, "zut")
    rows, total = run(lambda session: list_unheard(session, commune_id, 300, 0))
    assert (total, rows[0].times, rows[-1].text) == (MOST_A_DAY + 1, 2, "zut")


def test_unheard_words_are_forgotten_90_days_after_they_were_said_last(
    house: House, run: Run, commune_id: int, clock: HandClock
) -> None:
    for text in ("zut", "flute"):
        keep(house, run, commune_id, text)
    clock.wait(days=89)
    keep(house, run, commune_id, "zut")
    clock.wait(days=2)
    run(lambda session: forget_words(session, clock()))
    assert run(lambda session: list(session.scalars(select(Unheard.text)))) == ["zut"]
