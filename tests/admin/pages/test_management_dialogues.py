"""Staff fill in a dashboard, hold a dialogue on it, decide what is put right, and the next dialogue opens with that."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from locales.page_words import page_text
from models import Commune
from services.management_dialogues.rows import list_dialogues
from services.printing.programme_words import GAPS
from services.programmes.drafts import IndicatorDraft, MeasureDraft, ProgrammeDraft
from services.programmes.findings import Gap
from services.programmes.measuring import add_indicator, set_measure
from services.programmes.writing import add_action, add_programme
from services.roles import RoleName
from tests.admin.conftest import Panel
from tests.admin.pages.test_programmes import text
from tests.admin.test_panel_budgets import post
from tests.services.budgets.planting import plant_document, plant_line

LIST, NEW = "/panel/management-dialogues/", "/panel/management-dialogues/new"
REPORTS = "/panel/performance-reports/"
CODES = ("017", "018", "159")


@pytest.fixture
def programmes(panel: Panel) -> list[int]:
    """Return three programmes of which the first has an action, money and an indicator."""
    commune, house = panel.communes[0].id, panel.house

    def plant(db: Session) -> list[int]:
        made = [
            add_programme(db, house, commune, ProgrammeDraft(code, f"Name <{code}>"), staff_id=None) for code in CODES
        ]
        add_action(db, house, commune, made[0], "Train", staff_id=None)
        draft = IndicatorDraft("Trained", "people", frequency="quarter")
        one = add_indicator(db, house, commune, made[0], draft, staff_id=None)
        told = MeasureDraft(2026, 1, target=150_000, result=120_000, note="Few places")
        set_measure(db, house, commune, made[0], one, told, staff_id=None)
        document = plant_document(db, db.get_one(Commune, commune), 2026)
        plant_line(db, document, "jobs", programme_id=made[0], voted=1000)
        return made

    return panel.house.work.write(plant)


def dialogue(client: FlaskClient, panel: Panel, chosen: list[int], **values: Any) -> str:
    fields = {"level": "operational", "programmes": chosen, "year": "2026", "quarter": "1",
              "held_on": "2026-04-20", "place": "Town hall", "chair": "Awa <b>"}  # fmt: skip
    assert post(client, NEW, NEW, **{**fields, **values}).status_code == 302
    commune = panel.communes[0].id
    rows = panel.house.work.read(lambda db: list_dialogues(db, commune)[0])
    return f"{LIST}{max(row.id for row in rows)}"


def test_a_dashboard_is_filled_in_quarter_by_quarter(panel: Panel, officer: FlaskClient, programmes: list[int]) -> None:
    page = f"/panel/programme-dashboards/{programmes[0]}/2026"
    before = text(officer, page)
    assert "no data" in before and "1 000 F" in before and "120 people" in before and "-30" in before
    typed = {"quarter": "1", "committed": "300", "paid": "250", "source": "Statement <i>"}
    assert post(officer, f"{page}/money", page, **typed).status_code == 302
    after = text(officer, page)
    assert "250 F" in after and "25 %" in after and "Statement &lt;i&gt;" in after
    assert "Say where the figures come from" in post(officer, f"{page}/money", page, quarter="1", paid="5").text
    assert (
        "has not begun"
        in post(
            officer,
            page.replace("2026", "2027") + "/money",
            page,
            quarter="2",
            paid="5",
            source="x",
        ).text
    )
    action = re.search(r"actions/(\d+)", after)
    assert action
    progress = {f"action{action[1]}-quarter": "1", f"action{action[1]}-percent": "40"}
    assert post(officer, f"{page}/actions/{action[1]}", page, **progress).status_code == 302
    assert "40 %" in text(officer, page)
    wrong = {**progress, f"action{action[1]}-percent": "140"}
    assert "0 to 100" in post(officer, f"{page}/actions/{action[1]}", page, **wrong).text
    for nothing in ("1989", "2101"):
        assert officer.get(f"/panel/programme-dashboards/{programmes[0]}/{nothing}").status_code == 404


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", ("plus que la dotation : à vérifier", "moins qu’avant : à vérifier", "en cours")),
        ("ar", ("أكثر من الاعتماد: للتحقق", "أقل من قبل: للتحقق", "جارٍ")),
    ],
)
def test_figures_that_can_hardly_be_right_are_kept_and_pointed_out_before_a_dialogue(
    panel: Panel, officer: FlaskClient, programmes: list[int], language: str, said: tuple[str, ...]
) -> None:
    page = f"/panel/programme-dashboards/{programmes[0]}/2026"
    of_action = re.search(r"actions/(\d+)", text(officer, page))
    assert of_action
    for quarter, committed, percent in (("1", "1200", "60"), ("2", "900", "40"), ("4", "950", "50")):
        typed = {"quarter": quarter, "committed": committed, "paid": "5", "source": "Statement"}
        assert post(officer, f"{page}/money", page, **typed).status_code == 302
        done = {f"action{of_action[1]}-quarter": quarter, f"action{of_action[1]}-percent": percent}
        assert post(officer, f"{page}/actions/{of_action[1]}", page, **done).status_code == 302
    told = text(officer, page)
    assert "1 200 F" in told and "900 F" in told
    assert told.count("more than the allocation: check") == 1
    assert told.count(">less than before: check") == 2  # the money, then the work
    assert told.count(">in progress<") == 3  # the last quarter, the year, and its indicator
    post(officer, "/panel/language", page, language=language)
    before = text(officer, dialogue(officer, panel, programmes[:1], quarter="0"))
    for words in said:
        assert words in text(officer, page), words
    for gap in (Gap.COMMITTED_ABOVE_ALLOCATION, Gap.COMMITTED_FALLS, Gap.PROGRESS_FALLS, Gap.PERIOD_RUNS):
        words = page_text(GAPS[gap], (language,), period="|").split("|")
        assert all(part in before for part in words), gap


def test_an_action_gets_its_manager(panel: Panel, officer: FlaskClient, programmes: list[int]) -> None:
    page = f"/panel/programmes/{programmes[0]}"
    before = text(officer, page)
    assert "Nobody is named who manages the action." in before
    action = re.search(r'/actions/(\d+)"', before)
    assert action
    typed = {f"action{action[1]}-name": "Train youth", f"action{action[1]}-manager": "Head of training"}
    assert post(officer, f"{page}/actions/{action[1]}", page, **typed).status_code == 302
    after = text(officer, page)
    assert "Head of training" in after and "Nobody is named who manages the action." not in after


def test_a_corrective_action_of_one_dialogue_opens_the_next(
    panel: Panel, officer: FlaskClient, programmes: list[int]
) -> None:
    first = dialogue(officer, panel, programmes[:1])
    page = text(officer, first)
    assert "Before the dialogue" in page and "Nobody is named who answers for the programme." in page
    assert post(officer, f"{first}/open", first).status_code == 302
    page = text(officer, first)
    assert "Gap analysis" in page and "Few places" in page and "not reached" in page
    gap = re.search(r'name="cause-(\d+)"', page)
    assert gap
    found = {f"p{programmes[0]}-findings": "Two centres <u>", f"cause-{gap[1]}": "Few places to train"}
    assert post(officer, f"{first}/programmes/{programmes[0]}", first, **found).status_code == 302
    people = {"participants": "Awa Koné, Director\nBio", "decisions": "Go on"}
    assert post(officer, f"{first}/minutes", first, **people).status_code == 302
    wanted = {"corrective-text": "Find places", "corrective-owner": "Training", "corrective-due_on": "2026-12-01",
              "corrective-visibility": "staff", "corrective-programme": str(programmes[0])}  # fmt: skip
    assert post(officer, f"{first}/corrective", first, **wanted).status_code == 302
    missing = {**wanted, "corrective-owner": "", "corrective-text": "Kept as typed"}
    refused = post(officer, f"{first}/corrective", first, **missing).get_data(as_text=True)
    assert "Say which department" in refused and "Kept as typed" in refused
    assert post(officer, f"{first}/close", first).status_code == 302
    page = text(officer, first)
    for words in ("Minutes closed", "Director", "Two centres &lt;u&gt;", "Few places to train", "Find places", "R1"):
        assert words in page, words
    assert "Decide a corrective action" not in page
    second = dialogue(officer, panel, programmes, level="strategic", held_on="2026-05-04")
    assert "Find places" in text(officer, second)
    assert post(officer, f"{second}/open", second).status_code == 302
    assert "Corrective actions taken over" in text(officer, second)
    promise = text(officer, "/panel/follow-ups/1")
    assert "Dialogue de gestion stratégique 017, 018, 159" in promise and f'href="{first}"' in promise
    assert post(officer, f"{first}/reopen", first).status_code == 302


def test_what_is_wrong_is_said_in_words(panel: Panel, officer: FlaskClient, programmes: list[int]) -> None:
    fields: dict[str, Any] = {"level": "operational", "programmes": programmes, "year": "2026", "quarter": "1"}
    wrong = post(officer, NEW, NEW, **fields, held_on="2026-04-20").get_data(as_text=True)
    assert "is on one programme: choose one" in wrong
    assert "Choose the day." in post(officer, NEW, NEW, **fields, held_on="").get_data(as_text=True)
    later = dialogue(officer, panel, programmes[:1], held_on="2027-01-01")
    assert post(officer, f"{later}/open", later).status_code == 302
    post(officer, f"{later}/close", later)
    assert "once it was held" in text(officer, later)


def test_empty_minutes_say_what_is_empty_and_want_a_second_press(
    panel: Panel, officer: FlaskClient, programmes: list[int]
) -> None:
    path = dialogue(officer, panel, programmes[:1])
    post(officer, f"{path}/open", path)
    answer = post(officer, f"{path}/close", path)
    page = text(officer, answer.headers["Location"])
    assert "press once more" in page and "nobody is written down as taking part" in page and "Being held" in page
    assert "no decision and no corrective action" in page and "Close the minutes all the same" in page
    assert post(officer, f"{path}/close", path, sure="1").headers["Location"] == path
    assert "Minutes closed" in text(officer, path)


def test_a_day_that_is_past_is_asked_about_once_more(panel: Panel, officer: FlaskClient, programmes: list[int]) -> None:
    path = dialogue(officer, panel, programmes[:1])
    post(officer, f"{path}/open", path)
    assert "Yes, this day is past" not in text(officer, path)
    given = {"text": "Find places", "owner": "Training", "due_on": "2026-01-10", "visibility": "staff",
             "programme": str(programmes[0])}  # fmt: skip
    wanted = {f"corrective-{name}": value for name, value in given.items()}
    asked = post(officer, f"{path}/corrective", path, **wanted).get_data(as_text=True)
    assert "late at once" in asked and "Yes, this day is past" in asked and "None is decided yet." in asked
    assert post(officer, f"{path}/corrective", path, **wanted, **{"corrective-past_day": "y"}).status_code == 302
    assert "Find places" in text(officer, path)


def test_an_observer_reads_and_another_commune_sees_nothing(
    panel: Panel, officer: FlaskClient, programmes: list[int]
) -> None:
    path = dialogue(officer, panel, programmes[:1])
    observer = panel.browser(panel.person(RoleName.OBSERVER))
    assert "Open the dialogue" not in text(observer, path) and observer.get(path).status_code == 200
    assert observer.get(NEW).status_code == 403
    stranger = panel.browser(panel.person(RoleName.BUDGET_OFFICER, 1))
    for address in (path, f"{path}/edit", f"/panel/programme-dashboards/{programmes[0]}/2026", f"{LIST}{2**70}"):
        assert stranger.get(address).status_code == 404
    assert post(officer, f"{path}/remove", path).status_code == 302
    assert "No management dialogue is written down yet." in text(officer, LIST)


def test_minutes_and_reports_come_out_and_a_report_is_published(
    panel: Panel, officer: FlaskClient, programmes: list[int]
) -> None:
    path = dialogue(officer, panel, programmes[:1])
    post(officer, f"{path}/open", path)
    for kind, begins in (("pdf", b"%PDF"), ("docx", b"PK")):
        answer = officer.get(f"{path}/minutes/fr.{kind}")
        assert (answer.status_code, answer.data[: len(begins)]) == (200, begins)
        for subject in (0, programmes[0]):
            answer = officer.get(f"{REPORTS}2026/{subject}/fr.{kind}")
            assert (answer.status_code, answer.data[: len(begins)]) == (200, begins)
    assert officer.get(f"{path}/minutes/xx.pdf").status_code == 404
    assert officer.get(f"{REPORTS}2026/424242/fr.pdf").status_code == 302
    page = f"{REPORTS}2026"
    wanted = {"subject": str(programmes[0]), "language": "fr"}
    made = post(officer, page, page, **wanted)
    assert made.status_code == 302 and "/panel/documents/" in made.headers["Location"]
    assert "Rapport annuel de performance 2026" in text(officer, page)
    assert "published already in this language" in post(officer, page, page, **wanted).get_data(as_text=True)
    assert officer.get(REPORTS).headers["Location"].endswith(f"{REPORTS}2025")
    figures = f"/panel/programme-dashboards/{programmes[0]}/2023"
    assert post(officer, f"{figures}/money", figures, quarter="4", paid="5", source="Account").status_code == 302
    assert officer.get(REPORTS).headers["Location"].endswith(f"{REPORTS}2023")  # 2024 and 2025 have nothing to tell
    observer = panel.browser(panel.person(RoleName.OBSERVER))
    assert "Publish a report" not in text(observer, page)
    assert officer.get(f"{REPORTS}1980").status_code == 404


def stood(page: str, form_at: str) -> dict[str, str]:
    """Return what a form of a page, by its address, bears of what stood when the page was opened."""
    whole = re.search(rf'<form method="post" action="{form_at}">.*?</form>', page, re.DOTALL)
    assert whole
    return dict(re.findall(r'name="([^"]*stood)" value="([0-9a-f]+)"', whole[0]))


def test_what_another_wrote_of_a_dialogue_meanwhile_is_shown_beside_and_never_lost(
    panel: Panel, officer: FlaskClient, programmes: list[int]
) -> None:
    page = dialogue(officer, panel, programmes[:1])
    assert post(officer, f"{page}/open", page).status_code == 302
    opened, both = officer.get(page).text, f"{page}/minutes"
    first = {**stood(opened, both), "participants": "Awa Koné, mayor", "decisions": "Hire <two>"}
    assert post(officer, both, page, **first).status_code == 302
    second = {**stood(opened, both), "participants": "Bio Sabi, clerk", "decisions": "Hire <two>"}
    refused = post(officer, both, page, **second)
    assert refused.status_code == 200 and "Somebody else changed this" in refused.text
    assert "Bio Sabi, clerk</textarea>" in refused.text and refused.text.count("Another kept meanwhile") == 1
    assert "Bio Sabi" not in text(officer, page) and "Awa Koné" in text(officer, page)
    seen = {**second, **stood(refused.text, both), "participants": "Awa Koné, mayor\nBio Sabi, clerk"}
    assert post(officer, both, page, **seen).status_code == 302
    assert "Awa Koné" in text(officer, page) and "Bio Sabi" in text(officer, page)

    findings = f"{page}/programmes/{programmes[0]}"
    cause = re.search(r'name="(cause-\d+)"', opened)
    assert cause
    told = {**stood(opened, findings), f"p{programmes[0]}-findings": "Late", cause[1]: "No <van>"}
    assert post(officer, findings, page, **told).status_code == 302
    refused = post(officer, findings, page, **{**told, cause[1]: "No room"})
    assert refused.status_code == 200 and ">No room</textarea>" in refused.text
    assert "No &lt;van&gt;" in refused.text
    assert "No room" not in text(officer, page)


def test_closed_minutes_lead_to_the_dialogue_that_is_held_beside(
    panel: Panel, officer: FlaskClient, programmes: list[int]
) -> None:
    closed = dialogue(officer, panel, programmes[:1])
    post(officer, f"{closed}/open", closed)
    post(officer, f"{closed}/close", closed, sure="1")
    assert "Take the minutes up again" in text(officer, closed)
    held = dialogue(officer, panel, programmes[:1])
    post(officer, f"{held}/open", held)
    page = officer.get(closed).get_data(as_text=True)
    assert f'href="{held}"' in page and "Take the minutes up again" not in page
