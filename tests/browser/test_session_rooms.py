"""The room of a session in a real browser: what staff sort and count, and the screen that everybody reads."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import StorageState, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Commune, PublicSession
from models.public_session import SessionKind, SessionState
from services.session_rooms.asking import SaidAloud, ask_aloud
from services.session_rooms.rooms import renew_screen
from services.session_rooms.sorting import show
from services.session_rooms.voting import NewVote, put_to_vote
from tests.browser.axe import grave_faults
from tests.browser.conftest import NARROW, Demo, Window, press
from tests.browser.test_panel import speak
from tests.browser.test_works import unfold

QUESTION = "Pourquoi si peu de dépenses pour l'eau dans les villages du nord ?"


@pytest.fixture(scope="module")
def room(demo: Demo) -> tuple[int, str]:
    """Return a session that is open, with a question shown and a vote by phone, and its screen."""

    def work(session: Session) -> tuple[int, str]:
        commune, now = session.scalars(select(Commune)).one(), demo.house.clock()
        row = PublicSession(
            commune_id=commune.id,
            kind=SessionKind.ACCOUNT,
            title="Restitution publique du compte",
            place="Salle du conseil",
            starts_at=now - timedelta(hours=1),
            opened_at=now - timedelta(hours=1),
            state=SessionState.OPEN,
            bureau=[],
            planned={},
            made_at=now,
        )
        session.add(row)
        session.flush()
        at = (session, demo.house, commune.id)
        for number, text in enumerate((QUESTION, "Où est le programme annuel ?", "Le programme annuel, où est-il ?")):
            asked = ask_aloud(*at, row.id, SaidAloud(text, "citizens", "women", "Mme Diallo"), staff_id=None)
            if not number:
                show(*at, asked.id, staff_id=None)
        put_to_vote(*at, row.id, NewVote("Publier les dépenses d'eau chaque trimestre", "phones"), staff_id=None)
        return row.id, renew_screen(*at, row.id, staff_id=None)

    return demo.house.work.write(work)


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_pages_of_a_room_fit_the_window_and_have_no_grave_fault(
    open_window: Callable[..., Window], signed_in: StorageState, room: tuple[int, str], language: str
) -> None:
    number, token = room
    window = open_window(state=signed_in)
    speak(window.open("/panel/account/"), language)
    pages = ("session-questions", "session-votes", "session-reports", "sessions")
    panel = ("/panel/session-questions/", *(f"/panel/{name}/{number}" for name in pages))
    public = (f"/demo/room/{token}?lang={language}", f"/demo/sessions/{number}?lang={language}")
    for path in (*panel, f"/panel/follow-up-tables/of-session/{number}", *public):
        page = window.open(path)
        unfold(page)
        for width in window.at_each_width():
            assert page.locator("main h1").is_visible(), (path, width)
            assert window.overflow() <= 0, (path, width)
            assert grave_faults(page) == [], (path, width)
    assert window.complaints == []


def test_a_question_is_typed_shown_and_answered_without_javascript_on_a_small_phone(
    open_window: Callable[..., Window], signed_in: StorageState, room: tuple[int, str]
) -> None:
    number, _token = room
    window = open_window(NARROW, javascript=False, state=signed_in)
    speak(window.open("/panel/account/"), "fr")
    page = window.open(f"/panel/session-questions/{number}")
    form = page.locator('form[action$="/aloud"]')
    page.locator("main details", has=form).locator("summary").first.click()
    form.locator('[name="text"]').fill("Qui paie les enseignants ?")
    press(form.locator("button"))
    expect(page.locator(".notice.done").first).to_be_visible()
    card = page.locator("section.card", has_text="Qui paie les enseignants ?").last
    press(card.locator('form[action$="/show"] button'))
    card = page.locator("section.card", has_text="Qui paie les enseignants ?").last
    answer = card.locator('form[action$="/answer"]')
    card.locator("details", has=page.locator('form[action$="/answer"]')).locator("summary").click()
    answer.locator("textarea").fill("L'État, pour le primaire.")
    answer.locator("input[type=text]").fill("Chef des finances")
    press(answer.locator("button"))
    expect(page.locator("main")).to_contain_text("L'État, pour le primaire.")
    assert window.overflow() <= 0
    assert window.complaints == []
