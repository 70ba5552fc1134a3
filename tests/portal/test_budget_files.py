from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from models import Commune
from services.budgets.sources import keep_source
from tests.portal.conftest import Site
from tests.services.budgets.planting import plant_document, plant_line


def plant(site: Site, **values: object) -> int:
    stored_as = keep_source(site.house, b"Compte;Montant\n<script>;1\n")

    def plant(session: Session) -> int:
        commune = session.get_one(Commune, site.commune_id)
        document = plant_document(session, commune, 2031, **{"stored_as": stored_as, "file_public": True, **values})
        plant_line(session, document, "water", voted=5)
        return document.id

    return site.house.work.write(plant)


def test_a_file_the_commune_lets_out_is_linked_and_sent_to_be_saved(site: Site) -> None:
    number = plant(site)
    assert f"/zongo/budget/files/{number}" in site.text("/zongo/budget?year=2031")
    answer = site.get(f"/zongo/budget/files/{number}")
    assert (answer.status_code, answer.data[:6]) == (200, b"Compte")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_a_budget_with_its_changes_links_the_files_of_both(site: Site) -> None:
    changes = {"sums": [{"stage": "additional", "side": "expenditure"}]}
    first = plant(site, source="Budget primitif")
    second = plant(site, source="Budget additionnel", status="amended", report=changes)
    page = " ".join(site.text("/zongo/budget?year=2031").split())
    told = (first, "Budget primitif"), (second, "Budget additionnel")
    links = (f'<a href="/zongo/budget/files/{number}"><bdi>{source}</bdi></a>' for number, source in told)
    assert " + ".join(links) in page


def test_any_other_file_is_neither_linked_nor_sent(site: Site) -> None:
    for number in (plant(site, file_public=False), plant(site, published=False), 10**9):
        assert site.get(f"/zongo/budget/files/{number}").status_code == 404
    assert "/budget/files/" not in site.text("/zongo/budget?year=2031")


def test_a_fiscal_year_from_july_on_is_called_by_both_its_numbers(site: Site) -> None:
    from_july = {"starts_on": date(2031, 7, 1), "ends_on": date(2032, 6, 30)}
    plant(site, **from_july)
    assert "2031/2032" in site.text("/zongo/budget?year=2031")
    assert "2031/2032" in site.text("/zongo/")
