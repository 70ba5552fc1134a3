"""Everything the house writes into its trail has words for staff."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

import services
from admin.failure_words import say_failure
from admin.labels import name_topic
from admin.tongue import speak
from admin.trail_words import ACTS, DETAILS, SUBJECTS, name_thing, say_details
from bot.phrases import Speech
from bot.topics import TOPICS
from gateways.twilio_codes import REASONS
from models.proposal import ProposalState
from models.request import RequestState
from services.cycles.consent import Matter

WRITERS = {"record", "note", "_note", "note_act", "note_broadcast"}
BESIDE = {"act", "subject", "subject_id", "staff_id", "commune_id", "session", "house", "details"}


def calls() -> Iterator[ast.Call]:
    for path in Path(*services.__path__).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in WRITERS:
                yield node


def words_in(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.JoinedStr | ast.Dict):
        return  # request_… and proposal_…: by their states; details: below
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    for child in ast.iter_child_nodes(node):
        yield from words_in(child)


def acts() -> set[str]:
    given = [node for call in calls() for node in (*call.args, *(k.value for k in call.keywords if k.arg == "act"))]
    steps = {f"request_{state}" for state in RequestState}
    steps |= {f"proposal_{state}" for state in ProposalState if state != ProposalState.RECEIVED}
    return {word for node in given for word in words_in(node)} | steps


def subjects() -> set[str]:
    found = {word for call in calls() for k in call.keywords if k.arg == "subject" for word in words_in(k.value)}
    return found | set(Matter)


def details() -> set[str]:
    keywords = [keyword for call in calls() for keyword in call.keywords]
    given = [*(k.value for k in keywords), *(each for call in calls() for each in call.args)]
    dictionaries = [node for each in given for node in ast.walk(each) if isinstance(node, ast.Dict)]
    written = {str(key.value) for node in dictionaries for key in node.keys if isinstance(key, ast.Constant)}
    return written | {k.arg for k in keywords if k.arg and k.arg not in BESIDE}


def test_every_act_subject_and_detail_has_words() -> None:
    assert len(acts()) > 40
    assert acts() - set(ACTS) == set()
    assert subjects() - set(SUBJECTS) == set()
    assert details() - set(DETAILS) == set()


def test_details_are_said_in_words_and_long_seals_shortened() -> None:
    said = say_details("cycle", {"state": "approved", "digest": "ab" * 32, "run": None, "retired": False}, "XOF")
    assert said == [("State", "Approved"), ("Fingerprint", "abababababab…"), ("Out of use", "no")]
    assert say_details("staff", {"roles": ["moderator", "observer"]}, "XOF") == [("Roles", "Moderator, Observer")]
    assert say_details("request", {"reason": "not_held"}, "XOF")[0][1] == "The commune does not hold it"
    assert say_details("request_group", {"count": 2}, "XOF") == [("How many", "2")]
    assert say_details("document", {"category": "guide"}, "XOF") == [("Kind", "Guide")]
    assert say_details("document", {"stored_as": "5d4435ab.pdf"}, "XOF") == [("File", "PDF")]
    assert say_details("proposal", {"code": "too_dear"}, "XOF") == [("Code", "It costs too much")]
    assert say_details("project", {"code": "weather"}, "XOF") == [("Code", "Rain, or roads cut")]
    words = {"said_before": ["Yes"], "said_now": ["%(count)s an", "%(count)s ans"]}
    assert say_details("words", words, "XOF") == [("Said before", "Yes"), ("Said now", "%(count)s an / %(count)s ans")]
    assert say_details("programme", {"code": "101"}, "XOF") == [("Code", "101")]
    assert say_details("budget_document", {"lines": 7}, "XOF") == [("Budget lines", "7")]
    assert say_details("proposal", {"cost": 1200000}, "XOF") == [("Cost", "1 200 000 F")]
    assert say_details("request", {"promised_on": "2026-12-07"}, "XOF") == [("Promised for", "December 7, 2026")]


@pytest.mark.parametrize(
    ("topic", "words"),
    [
        ("water", "Water"),
        ("overview", "The budget at a glance"),
        ("programme 101a", "Programme 101A"),
        ("never heard of", "never heard of"),
        (None, "–"),
    ],
)
def test_what_a_budget_request_is_about_is_said_in_words(topic: str | None, words: str) -> None:
    assert name_topic(topic) == words


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_a_topic_has_one_name_on_the_panel_and_on_phones(language: str) -> None:
    with Flask("palabre_test").test_request_context():
        speak((language, "en"))
        names = {topic: name_topic(str(topic)) for topic in TOPICS}
    assert names == {topic: phrase.spoken(Speech((language, "en"))) for topic, phrase in TOPICS.items()}


def test_why_a_message_failed_is_said_in_words_and_what_is_unknown_as_it_is() -> None:
    assert {reason for reason in REASONS.values() if say_failure(reason) == reason} == set()
    assert (say_failure(None), say_failure("HTTP 418")) == ("", "HTTP 418")


def test_the_trail_names_lessons_indicators_days_and_languages_in_words() -> None:
    with Flask("palabre_test").test_request_context():
        speak(("fr",))
        assert say_details("commune", {"unit": "calendar"}, "XOF") == [("Quels jours", "jours de calendrier")]
        assert say_details("lesson", {"language": "fr"}, "XOF") == [("Langue", "Français")]
        assert name_thing("indicator", "budget_requests", "TG", {}) == "Demandes d’information sur le budget"
        assert name_thing("lesson", "making", "TG", {}) not in {"", "making"}
        assert name_thing("lesson", "own-1", "TG", {}) == "own-1"
        assert name_thing("project", "7", "TG", {}) == "7"
        assert name_thing("document", "7", "TG", {7: "Budget citoyen"}) == "Budget citoyen"
        assert name_thing("document", "8", "TG", {7: "Budget citoyen"}) == "8"
