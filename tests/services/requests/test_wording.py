"""What the author of a question reads, where every segment is paid."""

from __future__ import annotations

from datetime import date

import pytest

from bot.law_words import BODIES, DOUBTS, EXTENSION_GROUNDS, FIELDS, GROUNDS, OWN_NAMES, PAPERS, TO_BRING, VERDICTS
from bot.phrases import Phrase, Speech
from bot.sms.prepare import prepare
from budgeting.law.asking import FormField, When
from budgeting.law.complaints import Rung, RungState, Verdict
from budgeting.law.extending import ExtensionCode
from budgeting.law.grounds import GroundCode
from budgeting.law.profiles import find_profiles, morocco
from budgeting.law.sources import Doubt
from budgeting.law.stages import Body
from models import InformationRequest
from services.requests import wording
from services.requests.reasons import Moved
from services.requests.room import told_together

MOST = {"en": 1, "fr": 1, "ar": 2}


def row(**values: object) -> InformationRequest:
    return InformationRequest(reference="DI-26-10000", due_on=date(2026, 11, 30), answer="", reason="", **values)


PHRASES: list[Phrase] = [
    wording.answered(row()),
    *(wording.extended(row(extension_ground=code)) for code in (*ExtensionCode, None)),
    *(wording.refused(row(refusal=code)) for code in GroundCode),
    wording.closed(row(), "x"),
    wording.closed(row(), None),
    wording.registered(row(), None),
    wording.asked_back(row(), ""),
    *(wording.moved(row(), why) for why in Moved),
    wording.not_handed_in(row()),
    wording.silent(row()),
    *(wording.may_complain(way) for profile in find_profiles().values() for way in told_together(profile.ladder)),
    *(wording.complaint_noted(row(), Rung(0, stage, RungState.FILED)) for stage in morocco.PROFILE.ladder.stages),
    *(
        phrase
        for stage in morocco.PROFILE.ladder.stages
        for verdict in Verdict
        for phrase in wording.complaint_answered(row(), Rung(0, stage, RungState.OPEN), verdict, "x")
    ),
]


@pytest.mark.parametrize("language", list(MOST))
@pytest.mark.parametrize("phrase", PHRASES)
def test_every_message_fits_its_segments_without_the_words_of_staff(phrase: Phrase, language: str) -> None:
    words = phrase.spoken(Speech((language, "en"), is_brief=True))
    assert prepare(words).segments <= MOST[language]


def test_every_ground_and_body_has_words() -> None:
    assert set(GROUNDS) == set(GroundCode)
    assert set(EXTENSION_GROUNDS) == set(ExtensionCode)
    assert set(BODIES) == set(Body)
    assert set(FIELDS) == set(FormField)
    assert set(DOUBTS) == set(Doubt)
    assert set(VERDICTS) == set(Verdict)


def test_what_every_form_needs_can_be_named_in_a_message() -> None:
    needs = [need for profile in find_profiles().values() for need in profile.form if need.when is When.ALWAYS]
    assert {name for need in needs if need.is_off_sms for name in need.fields} <= set(TO_BRING)
    assert set(TO_BRING) > PAPERS


def test_a_body_that_the_law_calls_by_capitals_is_spelled_out() -> None:
    names = {stage.name for profile in find_profiles().values() for stage in profile.ladder.stages}
    assert {name for name in names if name.isupper()} == set(OWN_NAMES)


def test_an_extension_without_a_ground_names_none() -> None:
    assert "Why:" not in wording.extended(row()).spoken(Speech(("en",)))
