from __future__ import annotations

import csv
import io
from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from models import Commune, Project
from services.follow_ups.evidence import NewEvidence, add_evidence, keep_evidence_photo
from services.follow_ups.making import NewFollowUp, add_follow_up
from services.follow_ups.moving import Move, move, promise_by
from services.projects import plan_milestone
from services.uploads import keep_upload
from tests.portal.conftest import Site
from tests.services.townsfolk import plant_staff
from tests.services.uploads.files import PDF
from tests.services.uploads.pictures import SECRET, taken

LIST = "/zongo/follow-ups"
NASTY = "Former <b>&amp; =1+1"


def promise(site: Site, text: str = NASTY, **fields: Any) -> int:
    given = {"origin": "recommendation", "occasion": "Séance <i>", "owner": "Mairie", **fields}
    new = NewFollowUp(text=text, **given)
    return site.house.work.write(
        lambda session: add_follow_up(session, site.house, site.commune_id, new, staff_id=None).number
    )


def test_the_list_and_the_menu_show_only_what_is_public(site: Site) -> None:
    promise(site, "Interne", visibility="staff")
    promise(site, "Contrat", visibility="named")
    assert "/zongo/follow-ups" not in site.text("/zongo/")
    assert "Aucun engagement n’est encore publié ici." in site.text(LIST)
    promise(site)
    assert "/zongo/follow-ups" in site.text("/zongo/")
    text = site.text(LIST)
    assert "R3" in text and "Interne" not in text and "Contrat" not in text and "<b>" not in text
    assert [site.get(f"{LIST}/{number}").status_code for number in (1, 2, 3, 4)] == [404, 404, 200, 404]


def test_the_list_is_narrowed_by_state_and_by_origin_and_by_nothing_else(site: Site) -> None:
    promise(site, "En retard", due_on=date(2020, 1, 1))
    promise(site, "Du plan", origin="plan_activity")
    assert "Du plan" not in site.text(f"{LIST}?state=late") and "En retard" in site.text(f"{LIST}?state=late")
    assert "Du plan" in site.text(f"{LIST}?origin=plan_activity")
    assert "Aucun engagement ici." in site.text(f"{LIST}?state=done")
    assert "Du plan" in site.text(f"{LIST}?state=rumour&origin=nobody")
    assert site.get(f"{LIST}?page=x").status_code == 404


@pytest.mark.parametrize(("language", "said"), [("fr", "En retard"), ("ar", "متأخر"), ("en", "Late")])
def test_one_promise_tells_its_history_and_its_proofs_and_no_member_of_staff(
    site: Site, language: str, said: str
) -> None:
    promise(site, due_on=date(2020, 1, 1))

    def work(session: Session) -> None:
        keys = (session, site.house, site.commune_id, 1)
        awa = plant_staff(session, session.get_one(Commune, site.commune_id), "Awa Koné")
        move(*keys, Move("in_progress", "Le <b>formateur est là"), staff_id=awa.id)
        promise_by(*keys, date(2020, 2, 1), "La pluie", staff_id=awa.id)
        add_evidence(*keys, NewEvidence("Formés", figure=42_500, unit="<u>"), staff_id=awa.id)

    site.house.work.write(work)
    text = site.text(f"{LIST}/1?lang={language}")
    assert said in text and "La pluie" in text and "Mairie" in text and "42" in text
    assert "Awa" not in text and "<b>" not in text and "<u>" not in text


def test_a_photo_is_shown_without_its_traces_and_a_file_is_only_saved(site: Site) -> None:
    promise(site)
    hidden = promise(site, "Interne", visibility="staff")
    photo, paper = keep_evidence_photo(site.house, taken()), keep_upload(site.house, "pv.pdf", PDF)

    def work(session: Session) -> None:
        keys = (session, site.house, site.commune_id)
        add_evidence(*keys, 1, NewEvidence("Photo", upload=photo, is_photo=True), staff_id=None)
        add_evidence(*keys, 1, NewEvidence("PV", upload=paper), staff_id=None)
        add_evidence(*keys, hidden, NewEvidence("PV", upload=paper), staff_id=None)

    site.house.work.write(work)
    shown, saved = site.get(f"{LIST}/1/proofs/1"), site.get(f"{LIST}/1/proofs/2")
    assert shown.mimetype == "image/jpeg" and SECRET not in shown.data
    assert saved.headers["Content-Disposition"].startswith("attachment")
    assert {one.headers["Content-Security-Policy"] for one in (shown, saved)} == {"default-src 'none'; sandbox"}
    for path in (f"{LIST}/1/proofs/3", f"{LIST}/{hidden}/proofs/3", f"{LIST}/1/proofs/99"):
        assert site.get(path).status_code == 404


def test_a_step_of_works_leads_to_its_project_in_the_language_that_is_read(site: Site) -> None:
    def work(session: Session) -> None:
        project = session.query(Project).filter_by(number=2).one()
        where = (session, site.house, site.commune_id, project.id)
        plan_milestone(*where, "Dalle", date(2031, 1, 1), staff_id=None)

    site.house.work.write(work)
    assert 'href="/zongo/projects/2?lang=ar"' in site.text(f"{LIST}/1?lang=ar")
    assert "بئر 2" in site.text(f"{LIST}/1?lang=ar")


def test_all_of_it_is_open_data_without_formulas_and_small_pages(site: Site) -> None:
    for _time in range(30):
        promise(site, "=SUM(A1) " + "x" * 400)
    promise(site, "Interne", visibility="staff")
    rows = list(csv.DictReader(io.StringIO(site.text("/zongo/data/promises.csv").lstrip("\ufeff"))))
    assert [row["reference"] for row in rows] == [f"R{number}" for number in range(1, 31)]
    assert not any(row["text"].startswith("=") for row in rows)
    page = site.get(LIST)
    assert len(page.data) < 50 * 1024
    assert "1 / 2" in page.get_data(as_text=True) and "R1<" in site.text(f"{LIST}?page=2")
