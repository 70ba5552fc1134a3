"""What the citizen budget says is what is published, row by row, in every language."""

from __future__ import annotations

from dataclasses import asdict

import pytest
from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from locales.page_words import page_languages
from models import Commune, Project
from palabre.demo.money import load_budget
from printing.press import overflows, press
from services.house import House
from services.printing.figures import MOST_TOPICS, gather_figures, shortened
from services.printing.leaflet import Leaflet
from services.printing.papers import citizen_budget
from services.printing.reasons import PaperNo
from services.public import Figures, open_book, receipt_lines
from tests.printing.sheets_of import is_accessible, order_of
from tests.services.budgets.planting import plant_document, plant_programme
from tests.services.budgets.planting import plant_line as plant_budget_line
from tests.services.townsfolk import NOW, plant_commune, plant_heard_line, plant_staff, planted


def leaflet_of(house: House, commune_id: int, year: int = 2023, language: str = "fr") -> Leaflet:
    return house.work.read(lambda session: citizen_budget(session, house, commune_id, year, language))


@pytest.fixture
def demo(house: House) -> int:
    """The demonstration's budget, the real account of a commune."""

    def load(session: Session) -> int:
        commune = plant_commune(session, population=18_400, languages=["fr", "ar"], is_demo=True)
        plant_heard_line(session, commune)
        load_budget(session, house, commune, plant_staff(session, commune).id)
        return commune.id

    return house.work.write(load)


def test_the_figures_of_the_sheet_are_those_of_the_public_pages(house: House, demo: int) -> None:
    leaflet = leaflet_of(house, demo)
    book = house.work.read(lambda session: open_book(session, demo, 2023))
    assert book is not None
    assert book.spending is not None
    assert book.receipts is not None
    assert leaflet.spending.total is not None
    assert leaflet.spending.total.amount == leaflet.figures[0].value == "43 072 000 F"
    assert leaflet.receipts.total is not None
    assert leaflet.receipts.total.amount == leaflet.figures[1].value == "51 988 701 F"
    assert {row.minor for row in leaflet.spending.rows} == {row.amount for row in book.spending.topics if row.amount}
    assert sum(row.minor for row in leaflet.spending.rows) == book.spending.whole.amount
    assert sum(row.minor for row in leaflet.receipts.rows) == book.receipts.whole.amount


def test_rows_say_out_of_a_hundred_and_for_each_inhabitant(house: House, demo: int) -> None:
    leaflet = leaflet_of(house, demo)
    assert leaflet.projects.title == "Projets choisis par les habitants"
    first = leaflet.spending.rows[0]
    assert (first.label, first.share, first.head, first.bar) == ("Administration", "77", "1 792 F", 1000)
    assert leaflet.spending.columns == ("Pour quoi", "Montant", "Sur \u2068100 F\u2069", "Par habitant")
    assert leaflet.facts.rows[1].value == "compte d'Andrafiabe"
    assert "Compte de l" in leaflet.standing


@pytest.mark.parametrize("language", page_languages())
def test_every_language_fits_the_sheet(house: House, demo: int, language: str) -> None:
    leaflet = leaflet_of(house, demo, language=language)
    assert leaflet.title
    assert overflows(order_of(leaflet)) == []
    assert is_accessible(press(order_of(leaflet)))


def test_receipts_by_line_have_the_sum_of_the_year(house: House, demo: int) -> None:
    rows = house.work.read(lambda session: receipt_lines(session, demo, 2023))
    assert sum(row.amount for row in rows) == 51_988_701
    assert rows == sorted(rows, key=lambda row: (-row.amount, row.name))
    assert house.work.read(lambda session: receipt_lines(session, demo, 2019)) == []


def test_without_an_earlier_year_nothing_is_compared(house: House, demo: int) -> None:
    changes = leaflet_of(house, demo).changes
    assert changes.rows == ()
    assert "Aucune année précédente" in changes.lede


def test_an_earlier_year_is_compared_by_the_same_kind_of_figure(house: House) -> None:
    def plant(session: Session) -> int:
        commune = plant_commune(session)
        earlier = plant_document(session, commune, 2024, status="executed")
        plant_budget_line(session, earlier, "water", voted=1000, paid=100)
        plant_budget_line(session, earlier, "roads", voted=50, paid=50)
        later = plant_document(session, commune, 2025, status="executed")
        plant_budget_line(session, later, "water", voted=9, paid=400)
        plant_budget_line(session, later, "health", voted=9, paid=20)
        return commune.id

    changes = leaflet_of(house, house.work.write(plant), 2025).changes
    assert [(row.label, row.before, row.now, row.difference) for row in changes.rows] == [
        ("Ensemble", "150 F", "420 F", "+270 F"),
        ("Eau", "100 F", "400 F", "+300 F"),
        ("Routes", "50 F", "0 F", "-50 F"),
        ("Santé", "0 F", "20 F", "+20 F"),
    ]


def test_what_changed_adds_up_whatever_has_no_row_of_its_own(house: House) -> None:
    topics = ("water", "roads", "health", "education", "markets", "energy", "social", "culture")

    def plant(session: Session) -> int:
        commune = plant_commune(session)
        for year, times in ((2024, 1), (2025, 3)):
            document = plant_document(session, commune, year)
            for place, topic in enumerate(topics, start=1):
                plant_budget_line(session, document, topic, voted=place * times)
        return commune.id

    whole, *rows = leaflet_of(house, house.work.write(plant), 2025).changes.rows
    assert (rows[-1].label, rows[-1].difference) == ("Les autres sujets", "+6 F")
    assert sum(int(row.difference.removesuffix(" F")) for row in rows) == int(whole.difference.removesuffix(" F")) == 72


def test_the_parts_of_the_money_make_a_hundred(house: House, demo: int) -> None:
    for part in (leaflet_of(house, demo).spending, leaflet_of(house, demo).receipts):
        assert sum(int(row.share) for row in part.rows if not row.share.startswith("<")) == 100


def test_a_plan_is_not_compared_with_what_was_paid(house: House) -> None:
    def plant(session: Session) -> int:
        commune = plant_commune(session)
        plant_budget_line(session, plant_document(session, commune, 2024), "water", paid=100)
        plant_budget_line(session, plant_document(session, commune, 2025), "water", voted=400)
        return commune.id

    assert leaflet_of(house, house.work.write(plant), 2025).changes.rows == ()


def test_what_has_no_row_of_its_own_stands_in_one_row_with_its_sum() -> None:
    rows = [Figures(f"t{number:02}", "", number, None, None) for number in range(21)]
    short = shortened(rows, MOST_TOPICS)
    assert len(short) == MOST_TOPICS
    assert sum(row.amount for row in short) == sum(range(21))
    assert (short[-1].code, short[-1].name) == ("rest", "7")
    assert [row.amount for row in shortened(rows[:3], MOST_TOPICS)] == [2, 1]


def test_a_year_of_which_nothing_is_published_is_refused(house: House, demo: int) -> None:
    with pytest.raises(Refusal) as refused:
        leaflet_of(house, demo, 2019)
    assert refused.value.reason == PaperNo.NO_BUDGET
    assert house.work.read(lambda session: gather_figures(session, house, demo, 2019)) is None


def test_a_language_nobody_speaks_here_is_refused(house: House, demo: int) -> None:
    with pytest.raises(Refusal) as refused:
        leaflet_of(house, demo, language="../etc")
    assert refused.value.reason == PaperNo.NO_LANGUAGE


def plant_projects(session: Session, commune: Commune, count: int) -> None:
    for number in range(1, count + 1):
        titles = {"fr": f"Puits {number}"}
        fields = {"titles": titles, "short_names": titles, "cost": 5000, "state": "under_way", "made_at": NOW}
        planted(session, Project(commune_id=commune.id, number=number, **fields))


def test_works_that_were_decided_are_told_and_the_others_counted(house: House) -> None:
    def plant(session: Session) -> int:
        commune = plant_commune(session)
        plant_budget_line(session, plant_document(session, commune, 2025), "water", voted=400)
        plant_projects(session, commune, 8)
        return commune.id

    part = leaflet_of(house, house.work.write(plant), 2025).projects
    assert [(row.label, row.amount) for row in part.rows][:2] == [("Puits 1", "5 000 F"), ("Puits 2", "5 000 F")]
    assert (len(part.rows), part.more, part.title) == (6, "Autres : 2.", "Projets")


def test_a_side_that_is_not_published_says_so(house: House) -> None:
    def plant(session: Session) -> int:
        commune = plant_commune(session, population=None)
        plant_budget_line(session, plant_document(session, commune, 2025), "water", voted=400)
        return commune.id

    leaflet = leaflet_of(house, house.work.write(plant), 2025)
    assert (leaflet.receipts.rows, leaflet.receipts.total) == ((), None)
    assert [row.label for row in leaflet.facts.rows] == ["État", "Source"]
    assert "n’a pas publié ses recettes" in leaflet.receipts.lede
    assert len(leaflet.spending.columns) == 3  # nobody knows how many inhabitants there are
    assert "demandez à la mairie" in leaflet.contacts.lede
    assert asdict(leaflet)["spending"]["total"]["amount"] == "400 F"


@pytest.mark.parametrize(("unit", "expected"), [("calendar", "15 jours"), ("working", "15 jours ouvrables")])
def test_the_sheet_says_which_days_the_commune_promises(house: House, demo: int, unit: str, expected: str) -> None:
    def promise(session: Session) -> None:
        session.get_one(Commune, demo).commitments = {"promise": {"days": 15, "unit": unit}}

    house.work.write(promise)
    lede = leaflet_of(house, demo).contacts.lede.replace("\u2068", "").replace("\u2069", "")
    assert lede.endswith(f"sous {expected}.")


@pytest.mark.parametrize(("channel", "said"), [("sms", " par SMS "), ("telegram", "Envoyez PROJETS pour"), ("", "")])
def test_the_leaflet_says_to_write_only_where_people_can_write(house: House, channel: str, said: str) -> None:
    def plant(session: Session) -> int:
        commune = plant_commune(session, population=1_000, languages=["fr"])
        plant_budget_line(session, plant_document(session, commune), "water", voted=400_000)
        if channel:
            plant_heard_line(session, commune, channel=channel)
        return commune.id

    leaflet = leaflet_of(house, house.work.write(plant), 2025)
    lede = leaflet.projects.lede
    assert (said in lede, "PROJETS" in lede) == (True, bool(channel))
    assert ("Aucun numéro" in leaflet.contacts.lede) == (not channel)


def test_money_is_shared_out_among_the_people_of_today_and_says_so(house: House, demo: int) -> None:
    leaflet = leaflet_of(house, demo)
    assert "18 400 habitants d’aujourd’hui" in leaflet.spending.lede.replace("\u2068", "").replace("\u2069", "")
    assert "habitants d’aujourd’hui" in leaflet.figures[0].note


def test_priorities_are_the_largest_shares_and_what_programmes_are_for(house: House) -> None:
    def plant(session: Session) -> int:
        commune = plant_commune(session)
        document = plant_document(session, commune, 2025)
        for place, (code, name, objective) in enumerate(
            (("001", "Gouvernance", "Bien servir"), ("002", "Eau", "De l'eau pour tous"), ("003", "Divers", ""))
        ):
            programme = plant_programme(session, document, code, name)
            programme.objective, programme.is_support = objective, code == "001"
            plant_budget_line(
                session,
                document,
                ("administration", "water", "roads")[place],
                programme_id=programme.id,
                voted=60 - 10 * place,
            )
        return commune.id

    part = leaflet_of(house, house.work.write(plant), 2025).priorities
    assert part is not None
    assert "Administration (40), Eau (33), Routes (27)" in part.most
    assert [(row.label, row.value) for row in part.rows] == [
        ("Eau", "De l'eau pour tous"),
        ("Gouvernance", "Bien servir"),
    ]


def test_without_objectives_or_spending_there_are_no_priorities(house: House) -> None:
    def plant(session: Session) -> int:
        commune = plant_commune(session)
        plant_budget_line(session, plant_document(session, commune, 2025), None, side="revenue", voted=5)
        return commune.id

    assert leaflet_of(house, house.work.write(plant), 2025).priorities is None


def test_money_of_a_year_far_from_now_is_shared_out_among_nobody(house: House) -> None:
    def plant(session: Session) -> int:
        commune = plant_commune(session, population=1_000)
        plant_budget_line(session, plant_document(session, commune, 2009), "water", voted=400_000)
        return commune.id

    leaflet = leaflet_of(house, house.work.write(plant), 2009)
    assert (len(leaflet.spending.columns), leaflet.figures[0].note) == (3, "")
