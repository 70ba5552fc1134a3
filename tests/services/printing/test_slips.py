"""Slips of voting codes: everything a person needs to vote, and nothing that stays behind."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

import pytest

from budgeting.refusal import Refusal
from budgeting.voting_codes import write_code
from budgeting.ways_in import BothWays, WaysIn
from models import Cycle, Line
from palabre.serving import IN_MEMORY
from printing import making
from printing.press import overflows
from services.codes.making import MOST_IN_BATCH, NewBatch, keep_batch
from services.codes.reading import figures_of
from services.communes import find_commune
from services.house import House
from services.printing.codes import message_to
from services.printing.reasons import PaperNo
from services.printing.slips import WORD, Slips, press_slips, say_slips
from services.printing.voice import Voice
from services.public import PublicLine
from tests.printing.sheets_of import is_accessible, opened, order, text_of
from tests.services.codes_town import CodeDay, plant_code_day
from tests.services.hand_town import plant_hand_day

PLACES = (
    "École primaire publique du quartier du Grand Marché central, du lundi au vendredi de 8 h à 17 h, samedi 8 h à 12 h"
)


@pytest.fixture
def house(house: House) -> House:
    """An installation whose address companies know: its numbers take in what people write."""
    return replace(house, public_url="https://zio.example")


@pytest.fixture
def day(house: House) -> CodeDay:
    return plant_code_day(house)


def say(day: CodeDay, size: int = 3, language: str = "fr", label: str = "Zongo") -> tuple[Any, Slips]:
    new = NewBatch(size, label, "Awa")
    return day.house.work.read(lambda db: say_slips(db, day.house, day.commune_id, day.cycle_id, new, language))


def test_each_slip_has_one_code_and_says_how_to_vote_with_it(day: CodeDay) -> None:
    drawn, slips = say(day, 7)
    paper = press_slips(slips, drawn.number)
    words = text_of(paper.content)
    for code in drawn.codes:
        assert words.count(write_code(code)) == 1 + 3  # large, and in the example of each language
    for part in ("7070", "lot 1", "Zongo", "Awa", "MON VOTE", "MY VOTE", f"VOTE {write_code(drawn.codes[0])} … … …"):
        assert part in words, part
    assert (len(opened(paper.content).pages), paper.file_name) == (2, "voting-codes-1.pdf")
    assert is_accessible(paper.content)


def give_points(day: CodeDay) -> None:
    def change(db: Any) -> None:
        cycle = db.get_one(Cycle, day.cycle_id)
        cycle.format, cycle.max_points, cycle.max_each = "points", 12, 7

    day.house.work.write(change)


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_a_slip_of_a_vote_by_points_says_what_stands_around_the_colon(day: CodeDay, language: str) -> None:
    give_points(day)
    _drawn, slips = say(day, 2, language)
    column = slips.columns[0]
    assert "…:…" in column.after_code
    words = {"fr": "deux points : le numéro", "ar": "النقطتين: رقم", "en": "colon: the number"}[language]
    assert words in column.rules and "12" in column.rules and "7" in column.rules


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
@pytest.mark.parametrize("both", list(BothWays))
def test_the_longest_names_fit(house: House, language: str, both: BothWays) -> None:
    ways = WaysIn(with_help=True, on_paper=True, both=both, by_hands=True, boxes=PLACES, in_booth=True)
    day = plant_hand_day(house, ways)
    give_points(day)
    _drawn, slips = say(day, 2, language, "Quartier de la Gare routière et du Grand Marché central " * 3)
    long = {
        **asdict(slips),
        "commune": "Commune rurale de Ouagadougoutenkodogo" * 2,
        "vote": "Budget participatif " * 4,
    }
    assert overflows(order("voting_codes", long, language)) == []


def test_slips_tell_what_counts_of_a_code_used_on_paper_and_otherwise(house: House) -> None:
    _drawn, slips = say(plant_hand_day(house, WaysIn(on_paper=True, both=BothWays.PHONE)))
    french = next(column for column in slips.columns if column.language == "fr")
    assert "Urne" not in french.rules
    assert french.rules.endswith("Mais si vous votez aussi autrement, votre feuille de papier est nulle.")
    assert french.rules in text_of(press_slips(slips, 1).content)


def test_slips_say_that_help_and_paper_take_the_code_where_the_rules_do(house: House) -> None:
    _drawn, slips = say(plant_hand_day(house, WaysIn(with_help=True)))
    rules = slips.columns[0].rules
    assert "Un agent de la mairie saisit votre vote" in rules and "papier" not in rules


def test_slips_say_where_the_ballot_box_stands_as_announced(house: House) -> None:
    _drawn, slips = say(plant_hand_day(house, WaysIn(on_paper=True, boxes="École de Zongo.")))
    assert "avec ce code. Urnes : \u2068École de Zongo\u2069." in slips.columns[0].rules


def test_slips_of_a_vote_without_paper_do_not_speak_of_it(day: CodeDay) -> None:
    _drawn, slips = say(day)
    assert not any("papier" in column.rules for column in slips.columns)


def test_a_square_writes_the_message_to_the_number(day: CodeDay) -> None:
    commune = day.house.work.read(lambda db: find_commune(db, day.commune_id))
    assert commune is not None
    words = Voice("fr", commune).name(WORD, code="4821093753")
    sms, bot = (PublicLine("twilio", "main", channel, "7070", 0) for channel in ("sms", "telegram"))
    assert message_to(sms, words) == "SMSTO:7070:VOTE 4821093753"
    assert message_to(bot, words) == "VOTE 4821093753"


def test_nothing_is_kept_before_the_sheet_is_there_nor_remembered_after_it(day: CodeDay) -> None:
    before = making._pressed.cache_info()
    drawn, slips = say(day)
    assert day.house.work.read(lambda db: figures_of(db, day.cycle_id)).issued == 0
    press_slips(slips, drawn.number)
    assert making._pressed.cache_info() == before
    day.house.work.write(lambda db: keep_batch(db, day.house, day.commune_id, drawn, staff_id=None))
    day.sms("+22890112233", f"VOTE {drawn.codes[0]} 3")
    assert day.choices() == [[3]]
    folder = day.house.files.parent
    for path in (path for path in folder.rglob("*") if path.is_file()):
        content = path.read_bytes()
        assert not any(code.encode() in content or write_code(code).encode() in content for code in drawn.codes), path


def test_no_slip_is_made_while_nobody_can_write_to_the_commune(day: CodeDay) -> None:
    def switch_off(session: Any) -> None:
        for line in session.query(Line):
            line.enabled = False

    day.house.work.write(switch_off)
    with pytest.raises(Refusal) as no:
        say(day)
    assert no.value.reason == PaperNo.NO_LINE


def test_the_largest_batch_is_sent_from_memory(day: CodeDay) -> None:
    drawn, slips = say(day, MOST_IN_BATCH)
    assert len(press_slips(slips, drawn.number).content) < IN_MEMORY
