"""Who writes an idea down hears its voice message, from our own address; nobody else does, in the panel or outside."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from models import Proposal, ProposalVoice
from services.roles import RoleName
from services.uploads import keep_voice, path_of
from tests.admin.conftest import NOW, Panel
from tests.admin.test_cycle_pages import send
from tests.services.townsfolk import plant_contact, plant_line
from tests.services.uploads.sounds import voice

PAGE = "/panel/proposals/P-26-0001"


def plant(panel: Panel, file: str) -> str:
    """Plant an idea with a voice message; return where it is heard."""

    def work(session: Session) -> int:
        names = {"reference": "P-26-0001", "title": "Message vocal", "language": "fr", "channel": "telegram"}
        row = Proposal(**names, commune_id=panel.communes[0].id, made_at=NOW)
        who = plant_contact(session, panel.house, panel.communes[0], "12345", channel="telegram")
        line = plant_line(session, panel.communes[0])
        session.add(row)
        session.flush()
        said = ProposalVoice(proposal_id=row.id, contact_id=who.id, line_id=line.id, file=file, made_at=NOW)
        session.add(said)
        session.flush()
        return said.id

    return f"{PAGE}/voice/{panel.house.work.write(work)}"


def moderator(panel: Panel) -> FlaskClient:
    return panel.browser(panel.person(RoleName.MODERATOR))


def test_staff_hear_it_from_any_point_and_no_browser_keeps_it(panel: Panel) -> None:
    kept = keep_voice(panel.house, voice()).stored_as
    address, browser = plant(panel, kept), moderator(panel)
    shown = browser.get(PAGE)
    assert f'<audio controls preload="none" src="{address}"' in shown.text
    policy = shown.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy and "media-src" not in policy
    answer = browser.get(address, buffered=True)
    assert (answer.data, answer.mimetype) == (path_of(panel.house, kept).read_bytes(), "audio/ogg")
    assert answer.headers["X-Content-Type-Options"] == "nosniff" and answer.cache_control.no_store
    part = browser.get(address, headers={"Range": "bytes=4-9"}, buffered=True)
    assert (part.status_code, part.data) == (206, answer.data[4:10])


def test_what_is_heard_is_written_down(panel: Panel) -> None:
    plant(panel, keep_voice(panel.house, voice()).stored_as)
    browser = moderator(panel)
    heard = {"heard-title": "Un forage à Zongo", "heard-description": "Près de l'école."}
    page = send(browser, f"{PAGE}/words", PAGE, **heard)
    assert "Un forage à Zongo" in page and "Près de l&#39;école." in page
    assert "Write what is proposed." in send(browser, f"{PAGE}/words", PAGE, **{"heard-title": ""})


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("pending:00:AwAD", "has not been fetched yet"),
        ("gone:file_too_long", "could not be kept"),
        ("demonstration", "in the demonstration"),
        ("../../panel.sqlite", "could not be kept"),
    ],
)
def test_a_voice_that_is_not_there_is_said_in_words(panel: Panel, file: str, said: str) -> None:
    address, browser = plant(panel, file), moderator(panel)
    text = browser.get(PAGE).text
    assert said in text and "<audio" not in text and "AwAD" not in text
    assert browser.get(address).status_code == 404


def test_nobody_else_hears_it(panel: Panel) -> None:
    address = plant(panel, keep_voice(panel.house, voice()).stored_as)
    assert "/panel/login" in panel.browser().get(address).location
    observer = panel.browser(panel.person(RoleName.OBSERVER))
    assert "<audio" not in observer.get(PAGE).text and observer.get(address).status_code == 403
    theirs = panel.browser(panel.person(RoleName.ADMINISTRATOR, 1))
    assert theirs.get(address).status_code == 404
    assert moderator(panel).get(f"{PAGE}/voice/424242").status_code == 404
