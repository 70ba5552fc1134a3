"""Everybody reads of the sessions: what is planned, who came without small groups, and what they recommend."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from services.associations import add_association
from services.follow_ups.making import NewFollowUp, add_follow_up
from services.public_sessions.agenda import NewItem, add_item
from services.public_sessions.announcing import NewSession, add_session
from services.public_sessions.door import Press, press
from services.public_sessions.preparing import Official, set_bureau, set_planned, set_texts
from services.public_sessions.press import NewArticle, add_article
from services.public_sessions.running import cancel_session
from services.public_sessions.taking_part import bring_association
from tests.conftest import HandClock
from tests.portal.conftest import Site
from tests.services.townsfolk import NOW

NASTY = "<script>alert(1)</script>"


@pytest.fixture
def held(site: Site, clock: HandClock) -> int:
    """A session that was held, with all that can be known of it."""
    clock.set(NOW.replace(hour=12))

    def work(db: Any) -> int:
        house, place = site.house, site.commune_id
        new = NewSession("Compte 2025 " + NASTY, "Mairie", clock() - timedelta(days=2), kind="account", was_held=True)
        number = add_session(db, house, place, new, staff_id=None)
        at = (db, house, place, number)
        set_bureau(*at, [Official("Président", "Le maire")], staff_id=None)
        set_texts(*at, "Le maire ouvre.\nIl salue.", "À main levée.", staff_id=None)
        set_planned(*at, {"citizens": 30, "media": 2}, staff_id=None)
        add_item(*at, NewItem("Ouverture", speaker="Le maire"), staff_id=None)
        for presence, people in (("citizens", 22), ("media", 2), ("council", 9)):
            press(*at, Press(presence, "women", people, presence), staff_id=None)
        bring_association(*at, "Femmes de Zongo", "90 00 00 00", staff_id=None)
        add_article(
            *at, NewArticle("L'Essor", "newspaper", title="Le compte", link="https://essor.ml/1"), staff_id=None
        )
        for text, visibility in (("Élargir le débat", "public"), ("Pour les agents", "staff")):
            given = NewFollowUp("recommendation", text, source_id=number, visibility=visibility)
            add_follow_up(db, house, place, given, staff_id=None)
        return number

    return int(site.house.work.write(work))


def test_one_session_is_told_without_small_groups_contacts_and_what_is_for_staff(site: Site, held: int) -> None:
    text = site.text(f"/zongo/sessions/{held}?lang=en")
    for words in ("session on the account", "Président", "Il salue.", "À main levée.", "Ouverture", "Femmes de Zongo",
                  "L&#39;Essor", "https://essor.ml/1", "R1", "Élargir le débat"):  # fmt: skip
        assert words in text, words
    assert "<script>alert" not in text and "90 00" not in text and "Pour les agents" not in text
    assert '<td class="amount">33</td>' in text
    assert '<td class="amount">2</td><td class="amount"><span aria-hidden="true">*</span>' in text
    assert "a group of fewer than 5 people is no number" in text
    assert '<td class="amount">9</td>' not in text  # 33 - 22 - 9 would tell the two of the press


def test_the_list_and_the_menu_lead_to_it(site: Site, held: int) -> None:
    text = site.text("/zongo/sessions?lang=fr")
    assert f'href="/zongo/sessions/{held}?lang=fr"' in text or f'href="/zongo/sessions/{held}"' in text
    assert "Séances" in site.text("/zongo/?lang=fr")
    assert f"/zongo/sessions/{held}" in site.text("/zongo/follow-ups/1?lang=fr")


def test_what_is_to_come_says_how_to_answer_and_what_was_cancelled_why(site: Site, clock: HandClock) -> None:
    assert "/zongo/sessions" not in site.text("/zongo/?lang=fr")
    clock.set(NOW.replace(hour=12))
    house, place = site.house, site.commune_id
    new = NewSession("Débat", "Mairie", clock() + timedelta(days=2))
    number = house.work.write(lambda db: add_session(db, house, place, new, staff_id=None))
    text = site.text(f"/zongo/sessions/{number}?lang=fr")
    assert "<code>REUNION</code>" in text and "ordre du jour n’est pas encore publié" in text
    house.work.write(lambda db: cancel_session(db, house, place, number, "La salle est prise.", staff_id=None))
    text = site.text(f"/zongo/sessions/{number}?lang=fr")
    assert "La salle est prise." in text and "REUNION" not in text
    for path in ("/zongo/sessions/99", "/zongo/sessions?page=0"):
        assert site.get(path).status_code == 404


def test_an_association_of_the_list_is_not_one_that_took_part(site: Site, held: int) -> None:
    house, place = site.house, site.commune_id
    house.work.write(lambda db: add_association(db, house, commune_id=place, name="Absente", staff_id=None))
    assert "Absente" not in site.text(f"/zongo/sessions/{held}?lang=fr")
