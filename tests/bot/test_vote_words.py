"""What is said of a recorded vote fits one SMS, in Arabic as well."""

from __future__ import annotations

import pytest

from bot.longest_values import SHORT, SHORT_NAME
from bot.phrases import Speech, say
from bot.records import plain, record
from bot.sms.prepare import Prepared, prepare
from bot.vote_words import echo_of
from tests.bot.fake_desk import CLOSES_AT, RECEIPT, project
from tests.bot.worst_case import LANGUAGES


def echoed(language: str, numbers: tuple[int, ...], **more: object) -> Prepared:
    """Return what is said of a vote for projects whose short names are as long as they may be."""
    short = SHORT.get(language, SHORT_NAME)
    named = [{**plain(project(1)), "number": number, "short_names": {language: short}} for number in numbers]
    said: dict[str, object] = {
        "projects": named,
        "points": [],
        "format": "approval",
        "receipt": RECEIPT,
        "closes_at": CLOSES_AT.isoformat(),
    }
    flags = {"echo": True, "stands": True, "is_blank": False, "unknown": [], "replaced": False}
    phrase = echo_of(record({**said, **flags, **more}))
    return prepare(say(phrase, Speech((language, "en"), is_brief=True)))


@pytest.mark.parametrize("replaced", [False, True])
@pytest.mark.parametrize("numbers", [(3,), (10, 11), (10, 11, 12)])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_recorded_vote_costs_one_message_and_says_what_it_is_for(
    language: str, numbers: tuple[int, ...], *, replaced: bool
) -> None:
    sent = echoed(language, numbers, replaced=replaced)
    assert sent.segments == 1, f"{sent.units} {sent.encoding}: {sent.text}"
    short = SHORT.get(language, SHORT_NAME)
    assert all(f"{number} {short}" in sent.text for number in numbers)
    assert RECEIPT in sent.text.splitlines() or language != "ar"


def test_a_vote_for_one_says_in_arabic_until_when_it_can_be_changed() -> None:
    assert f"{CLOSES_AT:%d/%m}" in echoed("ar", (10,)).text


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_short_echo_leaves_out_is_never_a_number_that_was_not_known(language: str) -> None:
    sent = echoed(language, (10, 11, 12), unknown=[999])
    assert "999" in sent.text
    assert RECEIPT in sent.text


@pytest.mark.parametrize("ballots", ["points", "ranking"])
def test_points_and_order_are_said_however_little_room_there_is(ballots: str) -> None:
    points = [5, 3, 2] if ballots == "points" else []
    sent = echoed("ar", (1, 2, 3), format=ballots, points=points)
    assert sent.segments <= 2
    assert (":" in sent.text) or ballots == "ranking"
