"""What the author of a question reads, where every segment is paid."""

from __future__ import annotations

from datetime import date

import pytest

from bot.phrases import Phrase, Speech
from bot.sms.prepare import prepare
from budgeting.law.grounds import GroundCode as RequestRefusal
from models import InformationRequest
from services.requests import wording

MOST = {"en": 1, "fr": 1, "ar": 2}


def row(**values: object) -> InformationRequest:
    return InformationRequest(reference="DI-26-10000", due_on=date(2026, 11, 30), answer="", reason="", **values)


PHRASES: list[Phrase] = [
    wording.answered(row()),
    wording.extended(row()),
    *(wording.refused(row(refusal=code)) for code in RequestRefusal),
    wording.closed(row(), "x"),
    wording.closed(row(), None),
]


@pytest.mark.parametrize("language", list(MOST))
@pytest.mark.parametrize("phrase", PHRASES)
def test_every_message_fits_its_segments_without_the_words_of_staff(phrase: Phrase, language: str) -> None:
    words = phrase.spoken(Speech((language, "en"), is_brief=True))
    assert prepare(words).segments <= MOST[language]


def test_every_refusal_code_has_words() -> None:
    assert set(wording.CODES) == set(RequestRefusal)
