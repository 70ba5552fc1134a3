"""Staff listen to an idea in the panel: the player comes from our own address, and the page has no grave fault."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import StorageState, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Commune, Line, Proposal, ProposalVoice
from services.proposals.joining import code_of
from services.uploads import keep_voice
from tests.browser.axe import grave_faults
from tests.browser.conftest import Demo, Window
from tests.services.townsfolk import plant_contact, planted
from tests.services.uploads.sounds import voice


@pytest.fixture
def heard(demo: Demo) -> str:
    """The page of an idea that came with a voice message, and that others may join."""

    def plant(session: Session) -> str:
        commune, line = session.scalars(select(Commune)).first(), session.scalars(select(Line)).first()
        assert commune and line
        reference = f"P-26-9{session.query(Proposal).count():03}"
        names = {"reference": reference, "title": "Message vocal", "language": "fr", "channel": "telegram"}
        row = planted(session, Proposal(**names, commune_id=commune.id, made_at=demo.house.clock()))
        code_of(row)
        who = plant_contact(session, demo.house, commune, reference, channel="telegram")
        file = keep_voice(demo.house, voice()).stored_as
        place = {"proposal_id": row.id, "contact_id": who.id, "line_id": line.id}
        session.add(ProposalVoice(**place, file=file, made_at=demo.house.clock()))
        return row.reference

    return f"/panel/proposals/{demo.house.work.write(plant)}"


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_a_voice_message_is_heard_where_it_is_written_down(
    open_window: Callable[..., Window], signed_in: StorageState, heard: str, language: str
) -> None:
    window = open_window(state=signed_in)
    page = window.open("/panel/account/")
    page.locator(f'header button[value="{language}"]').click()
    page = window.open(heard)
    for width in window.at_each_width():
        assert page.locator("audio").first.is_visible(), width
        assert window.overflow() <= 0, width
        assert grave_faults(page) == [], width
    for summary in page.locator("details > summary").all():
        if summary.locator("xpath=..").get_attribute("open") is None:
            summary.click()
    expect(page.locator("#heard-title")).to_be_visible()
    assert grave_faults(page) == []
    assert window.complaints == []
