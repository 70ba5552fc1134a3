"""Everybody reads how far the plan is: activities by state, what is late, dates that do not fit, live figures."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from pypdf import PdfReader
from sqlalchemy.orm import Session

from models import Commune
from services.action_plan.activities import add_activity
from services.action_plan.commitments import add_commitment
from services.action_plan.drafts import IndicatorDraft
from services.action_plan.measuring import add_indicator, write_reading
from services.action_plan.writing import add_plan, publish_plan, withdraw_plan
from services.follow_ups.moving import Move, move, show_to
from tests.portal.conftest import Site
from tests.services.action_plan.planting import ACTIVITIES, COMMITMENT, INDICATORS, PLAN
from tests.services.indicators.planting import DAY, plant_inquiry

LIST, ONE = "/zongo/action-plan", "/zongo/action-plan/commitments/1"


@pytest.fixture
def plan(site: Site) -> Callable[..., int]:
    def write(*, published: bool = True) -> int:
        def work(session: Session) -> int:
            keys = (session, site.house, site.commune_id)
            number = add_plan(*keys, PLAN, staff_id=None)
            commitment = add_commitment(*keys, number, COMMITMENT, staff_id=None)
            for activity in ACTIVITIES:
                add_activity(*keys, commitment, activity, staff_id=None)
            own = IndicatorDraft("impact", "", {"fr": "Visites <b>"}, "visites")
            for indicator in (*INDICATORS, own):
                last = add_indicator(*keys, commitment, indicator, staff_id=None)
            write_reading(*keys, commitment, last, DAY, 42_000, "Registre", staff_id=None)
            plant_inquiry(session, session.get_one(Commune, site.commune_id))
            if published:
                publish_plan(*keys, number, staff_id=None)
            return number

        return site.house.work.write(work)

    return write


def test_a_plan_is_there_once_it_is_published_and_gone_once_it_is_taken_back(
    site: Site, plan: Callable[..., int]
) -> None:
    number = plan(published=False)
    assert "/zongo/action-plan" not in site.text("/zongo/")
    assert "Aucun plan d’action n’est encore publié ici." in site.text(LIST)
    paths = (f"{LIST}/{number}", ONE, f"{ONE}/sheet.pdf")
    assert [site.get(path).status_code for path in paths] == [404, 404, 404]
    keys = (site.house, site.commune_id, number)
    site.house.work.write(lambda session: publish_plan(session, *keys, staff_id=None))
    assert "/zongo/action-plan" in site.text("/zongo/")
    assert [site.get(path).status_code for path in (LIST, *paths[:2])] == [200, 200, 200]
    site.house.work.write(lambda session: withdraw_plan(session, *keys, staff_id=None))
    assert site.get(ONE).status_code == 404


@pytest.mark.parametrize(
    ("language", "title", "unfit", "late"),
    [
        ("fr", "Budget citoyen et budget participatif", "la fin est avant le début", "En retard"),
        ("ar", "ميزانية المواطن والميزانية التشاركية", "النهاية قبل البداية", "متأخر"),
        ("en", "Budget citoyen et budget participatif", "the end stands before the start", "Late"),
    ],
)
def test_dates_that_do_not_fit_and_what_is_late_are_marked(
    site: Site, plan: Callable[..., int], language: str, title: str, unfit: str, late: str
) -> None:
    plan()
    for path in (LIST, f"{LIST}/1", ONE):
        assert title in site.text(f"{path}?lang={language}")
    text = site.text(f"{ONE}?lang={language}")
    assert text.count(unfit) == 3 and "06/2023" in text and "01/2023" in text and late in text
    assert text.count({"fr": "ne se lit pas", "ar": "لا يُقرأ", "en": "cannot be read as a day"}[language]) == 1
    assert "42" in text and "Registre" in text and "<b>" not in text


def test_only_what_is_public_counts_and_what_is_done_is_counted(site: Site, plan: Callable[..., int]) -> None:
    plan()
    keys = (site.house, site.commune_id)
    site.house.work.write(lambda session: move(session, *keys, 1, Move("done"), staff_id=None))
    site.house.work.write(lambda session: show_to(session, *keys, 5, "staff", staff_id=None))
    text = site.text(LIST).replace("\u2068", "").replace("\u2069", "").replace("\xa0", " ")
    assert "Activités réalisées : 1 sur 4" in text and "3 avec des dates à vérifier" in text
    assert "Créer une page web" not in site.text(ONE)


def test_the_sheet_is_there_to_be_printed_in_the_reader_s_language(site: Site, plan: Callable[..., int]) -> None:
    plan()
    answer = site.get(f"{ONE}/sheet.pdf?lang=fr")
    assert answer.mimetype == "application/pdf"
    words = " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.data)).pages).split())
    assert "Engagement 1 : Budget citoyen et budget participatif" in words
    assert "Demandes d’information sur le budget" in words or "budget" in words
    assert "R1" in words and "01/2023" in words and "Registre" in words
