"""The page of a session tells what was asked, answered and voted in its room, and leads to its report."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from printing.written_report import report_pdf
from services.printing.session_report import session_report
from services.public_sessions.announcing import NewSession, add_session
from services.session_rooms.answering import PromisedInRoom, answer_in_room, promise_in_room, put_into_writing
from services.session_rooms.asking import SaidAloud, ask_aloud
from services.session_rooms.publishing import publish_report
from services.session_rooms.sorting import hide
from services.session_rooms.voting import HandCount, NewVote, count_hands, put_to_vote
from services.uploads import keep_upload
from tests.conftest import HandClock
from tests.portal.conftest import Site
from tests.services.townsfolk import NOW

NASTY = "<script>alert(1)</script>"
SIGNED = ("Secrétaire de séance", "Un conseiller")


@pytest.fixture
def held(site: Site, clock: HandClock) -> int:
    """A session that was held: an answer with its promise, one to come in writing, one hidden, and two votes."""
    clock.set(NOW.replace(hour=12))

    def work(db: Any) -> int:
        keys: Any = (db, site.house, site.commune_id)
        starts_at = clock() - timedelta(days=2)
        number = add_session(*keys, NewSession("Compte 2025", "Mairie", starts_at, was_held=True), staff_id=None)
        texts = ("Où est l'inventaire ? " + NASTY, "Et le marché ?", "Mon voisin Ali ?")
        first, second, third = (ask_aloud(*keys, number, SaidAloud(text), staff_id=None).id for text in texts)
        answer_in_room(*keys, first, "Aux domaines.", "Chef des domaines", staff_id=None)
        promise_in_room(*keys, first, PromisedInRoom("Publier l'inventaire"), staff_id=None)
        put_into_writing(*keys, second, staff_id=None)
        hide(*keys, third, "Nomme une personne", staff_id=None)
        for text, hands in (("Élargir le débat", (40, 3, 1)), ("Deux séances par an", (9, 20, 8))):
            vote = put_to_vote(*keys, number, NewVote(text, "hands"), staff_id=None).id
            count_hands(*keys, vote, HandCount(*hands, SIGNED), staff_id=None)
        return number

    return int(site.house.work.write(work))


def test_a_held_session_tells_its_questions_answers_and_votes(site: Site, held: int) -> None:
    text = site.text(f"/zongo/sessions/{held}?lang=en").replace("\u2068", "").replace("\u2069", "")
    for words in ("Où est l&#39;inventaire ?", "Aux domaines.", "Chef des domaines", "Et le marché ?",
                  "To be answered in writing.", "/zongo/follow-ups/1", "40 for, 3 against, 1 abstention",
                  "Secrétaire de séance", "Deux séances par an", "9 for, 20 against, 8 abstentions"):  # fmt: skip
        assert words in text, words
    assert "Ali" not in text and "Nomme une personne" not in text and "<script>alert" not in text
    assert "asked by" not in text  # one person is no number
    assert "report of the session" not in text.lower()


@pytest.mark.parametrize(("language", "heading"), [("fr", "Le rapport de la séance"), ("ar", "تقرير الجلسة")])
def test_it_leads_to_its_report_once_that_is_published(site: Site, held: int, language: str, heading: str) -> None:
    house, place = site.house, site.commune_id
    made = house.work.read(lambda db: session_report(db, house, place, held, language))
    upload = keep_upload(house, "rapport.pdf", report_pdf(made))
    number = house.work.write(lambda db: publish_report(db, house, place, held, made, upload, staff_id=None)).id
    text = site.text(f"/zongo/sessions/{held}?lang={language}")
    assert heading in text and f"/zongo/documents/{number}" in text
