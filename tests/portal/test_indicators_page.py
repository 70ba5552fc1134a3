from __future__ import annotations

import csv
import io
import json
from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from budgeting.frozen_figures import faults_of
from models import Commune, Document
from services.figures.choices import Choices, choose
from services.figures.freezing import freeze, publish
from services.figures.spans import Span, period_around
from services.figures.targets import set_target
from services.indicators.base import Period
from tests.portal.conftest import Site
from tests.services.figures.planting import indicator_named
from tests.services.indicators.planting import plant_document, plant_finished_lesson

PAGE, TABLE = "/zongo/indicators", "/zongo/data/indicators.csv"
SPRING = period_around(Span.QUARTER, date(2026, 2, 1))
KEYS = ("documents_produced", "people_trained", "budget_execution")


@pytest.fixture(autouse=True)
def in_november(clock: Any) -> None:
    clock.now = datetime.fromisoformat("2026-11-16T09:00:00+00:00")


def publish_keys(site: Site, *keys: str) -> None:
    site.house.work.write(lambda db: choose(db, site.house, site.commune_id, Choices(keys), staff_id=None))


def plant(site: Site, *, documents: int = 2, trained: int = 0) -> None:
    def work(session: Session) -> None:
        commune = session.get_one(Commune, site.commune_id)
        for _number in range(documents):
            plant_document(session, commune)
        for _number in range(trained):
            plant_finished_lesson(session, commune)

    site.house.work.write(work)


def frozen(site: Site, period: Period = SPRING, *, public: bool = True) -> tuple[int, str]:
    def work(session: Session) -> tuple[int, str]:
        row = freeze(session, site.house, site.commune_id, period, staff_id=None)
        if public:
            publish(session, site.house, site.commune_id, row.id, staff_id=None)
        return row.id, row.sha256

    return site.house.work.write(work)


def table(site: Site) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(site.text(TABLE).lstrip("\ufeff"))))


def test_nothing_is_shown_before_staff_publish_it(site: Site) -> None:
    plant(site)
    frozen(site, public=False)
    assert PAGE not in site.text("/zongo/")
    assert "Aucun chiffre n’est encore publié ici." in site.text(PAGE)
    assert table(site) == []


def test_what_is_published_stands_there_with_its_meaning_and_its_target(site: Site) -> None:
    plant(site)
    publish_keys(site, *KEYS)
    year = period_around(Span.YEAR, date(2026, 1, 1))
    documents = indicator_named("documents_produced")
    site.house.work.write(lambda db: set_target(db, site.house, site.commune_id, documents, year, 4_000, staff_id=None))
    assert PAGE in site.text("/zongo/")
    text = site.text(PAGE)
    assert "Documents produits" in text and "Cible : 4" in text and "jusqu’ici" in text
    assert '<strong class="number">2</strong>' in text and "pas de donnée" in text
    assert "Personnes ayant voté" not in text


@pytest.mark.parametrize(("language", "said"), [("fr", "Documents produits"), ("ar", "المؤشرات"), ("en", "Indicators")])
def test_the_page_speaks_three_languages(site: Site, language: str, said: str) -> None:
    publish_keys(site, *KEYS)
    assert said in site.text(f"{PAGE}?lang={language}")


@pytest.mark.parametrize(("trained", "said"), [(0, ">0<"), (4, "moins de 5"), (5, ">5<")])
def test_a_figure_of_few_people_is_not_told(site: Site, trained: int, said: str) -> None:
    plant(site, trained=trained)
    publish_keys(site, "people_trained")
    assert said in site.text(PAGE)
    (row,) = table(site)
    assert (row["value"], row["is_few"]) == (("", "True") if trained == 4 else (str(trained), "False"))


def test_only_the_periods_on_offer_are_reckoned(site: Site) -> None:
    plant(site)
    publish_keys(site, "documents_produced")
    assert '<strong class="number">0</strong>' in site.text(f"{PAGE}?period=2026-Q4")
    for wish in ("2026-Q1", "1999", "x", "2026-01-01_2026-12-31"):
        assert '<strong class="number">2</strong>' in site.text(f"{PAGE}?period={wish}")  # this year


def test_a_frozen_figure_stays_while_the_live_one_moves(site: Site, clock: Any) -> None:
    plant(site)
    publish_keys(site, "documents_produced")
    year = period_around(Span.YEAR, date(2025, 1, 1))
    number, sha256 = frozen(site, year)
    site.house.work.write(
        lambda db: plant_document(
            db, db.get_one(Commune, site.commune_id), published_at=datetime.fromisoformat("2025-06-01T00:00:00+00:00")
        )
    )
    clock.wait(minutes=2)
    text = site.text(f"{PAGE}/frozen/{number}")
    assert "Aujourd’hui" in text and sha256 in text and "Le chiffre gelé reste." in text
    row = next(one for one in table(site) if one["signed_sha256"] == sha256 and one["indicator"] == KEYS[0])
    assert (row["value"], row["period"], row["is_running"]) == ("0", "2025", "False")
    file = json.loads(site.get(f"{PAGE}/{sha256}.json").data)
    assert list(faults_of(file)) == []


def test_what_is_not_published_is_not_found(site: Site) -> None:
    number, sha256 = frozen(site, public=False)
    for path in (f"{PAGE}/frozen/{number}", f"{PAGE}/{sha256}.json", f"{PAGE}/{'0' * 64}.json", f"{PAGE}/frozen/9"):
        assert site.get(path).status_code == 404, path


def test_figures_are_read_once_a_minute_whoever_asks(site: Site, clock: Any) -> None:
    plant(site)
    publish_keys(site, "documents_produced")
    assert '<strong class="number">2</strong>' in site.text(PAGE)

    def withdraw(session: Session) -> None:
        session.scalars(select(Document).limit(1)).one().withdrawn_at = clock.now

    site.house.work.write(withdraw)
    assert '<strong class="number">2</strong>' in site.text(PAGE)
    clock.wait(minutes=1)
    assert '<strong class="number">1</strong>' in site.text(PAGE)
