"""A vote on paper and radio: the frozen list, for who does not read and for who only hears."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import asdict, replace

import pytest
from sqlalchemy.orm import Session

from budgeting.ballot import BallotFormat, BallotRules
from budgeting.refusal import Refusal
from budgeting.ways_in import BothWays, WaysIn
from models import Cycle, LineCommune, Project
from models.cycle import CycleState, IdentityLevel
from printing.press import overflows
from services.communes import find_commune
from services.house import House
from services.printing.ballot_sheet import BallotSheet, say_ballot_sheet
from services.printing.radio import say_radio_script
from services.printing.reasons import PaperNo
from services.printing.vote_papers import (
    ballot_sheet,
    press_ballot_sheet,
    press_radio_script,
    radio_script,
    votes_on_paper,
)
from services.printing.where_to import where_to
from services.projects.reasons import ProjectReason
from services.projects.symbols import choose_symbols, symbols_of
from services.public import VoteRules, vote_rules
from services.public.vote_rules import RuledProject
from tests.printing.sheets_of import is_accessible, order, text_of
from tests.services.codes_town import plant_code_day
from tests.services.hand_town import plant_hand_day
from tests.services.polling_day import PollingDay, plant_polling_day

PLACES = (
    "École primaire publique du quartier du Grand Marché central, du lundi au vendredi de 8 h à 17 h, samedi 8 h à 12 h"
)
PAPER = WaysIn(on_paper=True, boxes=PLACES)
LONG = "Construction de deux salles de classe et de latrines à l'école publique du quartier du Grand Marché central"


@pytest.fixture
def house(house: House) -> House:
    """An installation whose address companies know: its numbers take in what people write."""
    return replace(house, public_url="https://zio.example")


@pytest.fixture
def day(house: House) -> PollingDay:
    return plant_polling_day(house)


def rules_of(day: PollingDay) -> VoteRules:
    found = day.house.work.read(lambda db: vote_rules(db, day.commune_id, day.cycle_id))
    assert found is not None
    return found


def test_the_sheet_has_every_project_of_the_frozen_list_once_and_no_number_as_an_example(day: PollingDay) -> None:
    sheet = day.house.work.read(lambda db: ballot_sheet(db, day.house, day.commune_id, day.cycle_id, "fr"))
    rules = rules_of(day)
    assert [item.number for item in sheet.items] == [str(project.number) for project in rules.projects]
    assert sheet.example.startswith("VOTE …")
    assert not any(character.isdecimal() for character in sheet.example)
    paper = press_ballot_sheet(sheet)
    words = text_of(paper.content)
    assert all(item.title in words and item.cost in words for item in sheet.items)
    assert is_accessible(paper.content)


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
@pytest.mark.parametrize(("count", "ways"), [(1, WaysIn()), (16, WaysIn()), (16, PAPER), (17, PAPER), (40, WaysIn())])
def test_the_longest_list_fits_in_every_language(day: PollingDay, language: str, count: int, ways: WaysIn) -> None:
    projects = tuple(RuledProject(number, {"fr": LONG}, 99_950_000_000) for number in range(990, 990 + count))
    rules = replace(rules_of(day), projects=projects, title="Budget participatif " * 6, ways=ways)

    def say(db: Session) -> dict[str, object]:
        commune = find_commune(db, day.commune_id)
        assert commune is not None
        named = replace(commune, name="Commune rurale de Ouagadougoutenkodogo" * 2)
        return asdict(
            say_ballot_sheet(named, rules, {}, where_to(db, day.house, day.commune_id), day.opens_at.date(), language)
        )

    assert overflows(order("ballot_sheet", day.house.work.read(say), language)) == []


def test_where_people_vote_on_paper_the_sheet_has_boxes_and_a_place_for_the_code(house: House) -> None:
    day = plant_hand_day(house)
    sheet = house.work.read(lambda db: ballot_sheet(db, house, day.commune_id, day.cycle_id, "fr"))
    assert (sheet.to_fill, sheet.code_here) == (
        "Pour voter sur papier : cochez les cases de vos projets.",
        "Les dix chiffres de votre code :",
    )
    paper = press_ballot_sheet(sheet)
    assert sheet.to_fill in text_of(paper.content)
    assert is_accessible(paper.content)


def test_paper_and_radio_say_where_the_ballot_box_stands_as_announced(house: House) -> None:
    day = plant_hand_day(house, WaysIn(on_paper=True, boxes="École de Zongo, le 12 mars de 8 h à 17 h"))
    where, said = (
        (house, day.commune_id, day.cycle_id, "fr"),
        "Urnes : \u2068École de Zongo, le 12 mars de 8 h à 17 h\u2069.",
    )
    assert house.work.read(lambda db: ballot_sheet(db, *where)).to_fill.endswith(said)
    told = house.work.read(lambda db: radio_script(db, *where)).closing
    assert any(each.endswith(f"la feuille va dans une urne. {said}") for each in told)


@pytest.mark.parametrize(
    ("ways", "said"),
    [
        (WaysIn(), None),
        (WaysIn(with_help=True), None),
        (PAPER, "Mais si vous votez aussi sur papier, c’est la feuille qui compte, et elle ne se change plus."),
        (
            WaysIn(on_paper=True, both=BothWays.PHONE),
            "Mais si vous votez aussi autrement, votre feuille de papier est nulle.",
        ),
        (WaysIn(by_hands=True), "Qui vote à main levée en réunion ne vote pas aussi par téléphone."),
    ],
)
def test_sheet_and_radio_tell_what_counts_of_a_code_used_on_paper_and_otherwise(
    house: House, ways: WaysIn, said: str | None
) -> None:
    day = plant_hand_day(house, ways)
    where = (house, day.commune_id, day.cycle_id, "fr")
    for told in (
        house.work.read(lambda db: ballot_sheet(db, *where)).bounds,
        house.work.read(lambda db: radio_script(db, *where)).closing,
    ):
        last = told.index("Vous pouvez revoter jusqu’à la fin : le dernier vote compte.")
        assert (told[last + 1 : last + 2] == (said,)) if said else not any("papier" in each for each in told)


def test_the_radio_tells_every_way_to_vote_that_was_announced(house: House) -> None:
    day = plant_hand_day(house, WaysIn(with_help=True, on_paper=True, in_booth=True))
    where = (house, day.commune_id, day.cycle_id, "fr")
    told = house.work.read(lambda db: radio_script(db, *where)).closing
    at = next(place for place, said in enumerate(told) if said.startswith("Pas de téléphone ?"))
    assert told[at + 1].startswith("Ou votez dans l’isoloir, sur un téléphone de la mairie")
    assert told[at + 2] == "Ou votez sur papier, avec le code de votre coupon : la feuille va dans une urne."
    assert not any("main" in said.split() for said in told)


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_no_two_of_sixty_projects_share_a_mark_on_the_sheet_and_each_is_drawn(day: PollingDay, language: str) -> None:
    projects = [RuledProject(number, {"fr": "Forage", "ar": "حفر بئر"}, 9_000_000) for number in range(1, 61)]
    rules = replace(rules_of(day), projects=tuple(projects))

    def say(db: Session) -> BallotSheet:
        commune = find_commune(db, day.commune_id)
        assert commune is not None
        place = where_to(db, day.house, day.commune_id)
        return say_ballot_sheet(commune, rules, {}, place, day.opens_at.date(), language)

    sheet = day.house.work.read(say)
    assert len({(item.symbol, item.colour) for item in sheet.items}) == 60
    assert is_accessible(press_ballot_sheet(sheet).content)
    assert overflows(order("ballot_sheet", asdict(sheet), language)) == []


def test_a_chosen_symbol_stands_on_the_sheet_and_in_the_trail(day: PollingDay) -> None:
    first, where = rules_of(day).projects[0].number, (day.house, day.commune_id, day.cycle_id)
    chosen = {first: "culture"}
    assert day.house.work.write(lambda db: choose_symbols(db, *where, chosen, staff_id=None)) == 1
    assert day.house.work.write(lambda db: choose_symbols(db, *where, chosen, staff_id=None)) == 0
    assert day.house.work.read(lambda db: symbols_of(db, day.cycle_id)) == chosen
    assert day.house.work.read(lambda db: ballot_sheet(db, *where, "ar")).items[0].symbol == "culture"
    with pytest.raises(Refusal) as no:
        day.house.work.write(lambda db: choose_symbols(db, *where, {first: "../press"}, staff_id=None))
    assert no.value.reason == ProjectReason.NO_SYMBOL


def test_a_commune_chooses_no_symbol_of_another(day: PollingDay) -> None:
    first = rules_of(day).projects[0].number
    other = (day.house, day.commune_id + 1, day.cycle_id)
    assert day.house.work.write(lambda db: choose_symbols(db, *other, {first: "water"}, staff_id=None)) == 0
    with pytest.raises(Refusal):
        day.house.work.read(lambda db: ballot_sheet(db, *other, "fr"))


def test_the_radio_says_every_project_alike_and_how_to_vote(day: PollingDay) -> None:
    script = day.house.work.read(lambda db: radio_script(db, day.house, day.commune_id, day.cycle_id, "fr"))
    assert len(script.projects) == len(rules_of(day).projects)
    assert all(said.startswith("Numéro\N{NO-BREAK SPACE}") for said in script.projects)
    closing = " ".join(script.closing)
    assert "VOTE" in closing and "Un numéro de téléphone, un vote." in closing
    paper = press_radio_script(script)
    assert is_accessible(paper.content)
    assert "Je répète" in text_of(paper.content)


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_no_line_breaks_an_amount_or_a_number_that_is_read_aloud(day: PollingDay, language: str) -> None:
    script = day.house.work.read(lambda db: radio_script(db, day.house, day.commune_id, day.cycle_id, language))
    read = [re.sub("[\u2066-\u2069]", "", said) for said in (script.opening[0], *script.projects)]
    assert any(re.search(r"\d", said) for said in read)
    for said in read:
        assert not re.search(r"\d \d|\d [A-Z]", said), said
    assert not any(re.search(r"^\S+ \d", said) for said in read[1:])


def test_where_people_vote_by_codes_paper_and_radio_say_so(house: House) -> None:
    day = plant_code_day(house)
    where = (house, day.commune_id, day.cycle_id)
    sheet = house.work.read(lambda db: ballot_sheet(db, *where, "fr"))
    assert "code de vote" in sheet.how and sheet.example.startswith("VOTE code")
    assert not any("VOTE 0" in line for line in sheet.bounds)
    script = house.work.read(lambda db: radio_script(db, *where, "fr"))
    assert any("billet" in line for line in script.closing)


@pytest.mark.parametrize("level", list(IdentityLevel))
def test_every_level_has_its_words(day: PollingDay, level: IdentityLevel) -> None:
    rules = replace(rules_of(day), identity_level=str(level))

    def say(db: Session) -> tuple[str, ...]:
        commune = find_commune(db, day.commune_id)
        assert commune is not None
        return say_ballot_sheet(
            commune, rules, {}, where_to(db, day.house, day.commune_id), day.opens_at.date(), "en"
        ).bounds

    bounds = " ".join(day.house.work.read(say))
    assert ("four digits" in bounds) == (level is IdentityLevel.CONFIRMED_PHONE)


def change(day: PollingDay, work: Callable[[Session], object]) -> None:
    day.house.work.write(work)


def test_a_vote_without_a_list_or_a_line_has_no_papers(day: PollingDay) -> None:
    where = (day.house, day.commune_id, day.cycle_id)
    assert len(day.house.work.read(lambda db: votes_on_paper(db, day.commune_id))) == 1
    change(day, lambda db: db.query(LineCommune).delete())
    with pytest.raises(Refusal) as no:
        day.house.work.read(lambda db: ballot_sheet(db, *where, "fr"))
    assert no.value.reason == PaperNo.NO_LINE
    change(day, lambda db: db.query(Cycle).update({Cycle.state: CycleState.DRAFT}))
    assert day.house.work.read(lambda db: votes_on_paper(db, day.commune_id)) == []
    with pytest.raises(Refusal) as no:
        day.house.work.read(lambda db: radio_script(db, *where, "fr"))
    assert no.value.reason == PaperNo.NO_BALLOT
    assert day.house.work.read(lambda db: db.query(Project).count())


@pytest.mark.parametrize("own_zone", [False, True])
def test_who_has_to_be_on_a_list_is_not_sent_to_any_phone(day: PollingDay, own_zone: bool) -> None:
    rules = replace(rules_of(day), identity_level="D", own_zone_only=own_zone)
    place = day.house.work.read(lambda db: where_to(db, day.house, day.commune_id))
    commune = day.house.work.read(lambda db: find_commune(db, day.commune_id))
    assert commune is not None
    sheet = say_ballot_sheet(commune, rules, {}, place, day.opens_at.date(), "en")
    script = " ".join(say_radio_script(commune, rules, place, day.opens_at.date(), "en").closing)
    for words in (f"{sheet.how} {' '.join(sheet.bounds)}", script):
        assert "list of voters" in words and "town hall first" in words and "any phone" not in words
        assert ("of your zone" in words) == own_zone


@pytest.mark.parametrize(
    ("ballot", "said"),
    [
        (BallotRules(BallotFormat.POINTS, max_points=10), "a colon"),
        (BallotRules(BallotFormat.RANKING), "the best first"),
    ],
)
def test_the_radio_tells_how_each_kind_of_ballot_is_written(day: PollingDay, ballot: BallotRules, said: str) -> None:
    commune = day.house.work.read(lambda db: find_commune(db, day.commune_id))
    assert commune is not None
    place = day.house.work.read(lambda db: where_to(db, day.house, day.commune_id))
    rules = replace(rules_of(day), ballot=ballot)
    assert said in say_radio_script(commune, rules, place, day.opens_at.date(), "en").closing[0]
