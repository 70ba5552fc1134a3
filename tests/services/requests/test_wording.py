"""What the author of a question reads, where every segment is paid."""

from __future__ import annotations

from datetime import date

import pytest

from bot.law_words import BODIES, DOUBTS, FIELDS, GROUNDS
from bot.phrases import Phrase, Speech
from bot.sms.prepare import prepare
from budgeting.law.asking import FormField
from budgeting.law.complaints import Rung, RungState
from budgeting.law.grounds import GroundCode
from budgeting.law.profiles import morocco
from budgeting.law.sources import Doubt
from budgeting.law.stages import Body
from models import InformationRequest
from services.requests import wording

MOST = {"en": 1, "fr": 1, "ar": 2}


def row(**values: object) -> InformationRequest:
    return InformationRequest(reference="DI-26-10000", due_on=date(2026, 11, 30), answer="", reason="", **values)


PHRASES: list[Phrase] = [
    wording.answered(row()),
    wording.extended(row()),
    *(wording.refused(row(refusal=code)) for code in GroundCode),
    wording.closed(row(), "x"),
    wording.closed(row(), None),
    wording.registered(row(), None),
    wording.asked_back(row(), ""),
    wording.moved(row()),
    wording.not_handed_in(row()),
    wording.silent(row()),
    *(wording.may_complain(Rung(0, stage, RungState.OPEN)) for stage in morocco.PROFILE.ladder.stages),
    *(wording.complaint_noted(row(), Rung(0, stage, RungState.FILED)) for stage in morocco.PROFILE.ladder.stages),
    *(wording.complaint_answered(row(), Rung(0, stage, RungState.OPEN)) for stage in morocco.PROFILE.ladder.stages),
]


@pytest.mark.parametrize("language", list(MOST))
@pytest.mark.parametrize("phrase", PHRASES)
def test_every_message_fits_its_segments_without_the_words_of_staff(phrase: Phrase, language: str) -> None:
    words = phrase.spoken(Speech((language, "en"), is_brief=True))
    assert prepare(words).segments <= MOST[language]


def test_every_ground_and_body_has_words() -> None:
    assert set(GROUNDS) == set(GroundCode)
    assert set(BODIES) == set(Body)
    assert set(FIELDS) == set(FormField)
    assert set(DOUBTS) == set(Doubt)
