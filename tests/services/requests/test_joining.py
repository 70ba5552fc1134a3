"""A question is put by hand to others that ask the same; forms of a word are seen as one, other names are not."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable
from types import FrameType
from typing import Any

import pytest
from sqlalchemy import select

from bot.understanding.fold import fold
from budgeting.refusal import Refusal
from models import AuditEntry, InformationRequest
from services import requests
from services.requests import RequestNo
from services.requests.alike import MOST_COMPARED, MOST_WORDS, Gist, ask_alike, find_alike, read_gist
from services.requests.joining import likely_fellows
from tests.services.requests.conftest import Town
from tests.services.townsfolk import plant_commune, told

BRIDGE = "Quand le pont d'Antanetibe sera-t-il réparé ?"
OTHER_WORDS = "On ne peut plus passer la rivière, que faites-vous ?"
WORDING = "Quand le pont sera-t-il réparé ?"


def join(town: Town, request_id: int, reference: str, question: str = WORDING) -> InformationRequest:
    who = {"commune_id": town.commune_id, "request_id": request_id, "staff_id": town.staff_id}
    values = {"reference": reference, "question": question, **who}
    return town.house.work.write(lambda s: requests.join_question(s, town.house, **values))


def row_of(town: Town, request_id: int) -> InformationRequest:
    return town.house.work.read(lambda s: s.get_one(InformationRequest, request_id))


def change(town: Town, request_id: int, **values: Any) -> None:
    def work(session: Any) -> None:
        for name, value in values.items():
            setattr(session.get_one(InformationRequest, request_id), name, value)

    town.house.work.write(work)


def test_two_open_questions_become_a_group_and_a_third_joins_it(town: Town) -> None:
    first, second, third = town.ask(BRIDGE), town.ask(OTHER_WORDS), town.ask("Et la rivière alors, on attend encore ?")
    join(town, second.id, "di 26 1")
    join(town, third.id, second.reference, "")
    (group,) = town.house.work.read(lambda s: requests.list_groups(s, town.commune_id))
    assert (group.question, {one.id for one in group.questions}) == (WORDING, {first.id, second.id, third.id})
    acts = town.house.work.read(lambda s: [one.act for one in s.scalars(select(AuditEntry).order_by(AuditEntry.id))])
    assert acts == ["request_group_made", "request_group_joined"]


def test_who_joins_a_group_that_is_answered_gets_its_answer(town: Town) -> None:
    first, second, late = town.ask(BRIDGE), town.ask(OTHER_WORDS), town.ask("Le pont, toujours rien ?")
    group = join(town, second.id, first.reference).group_id
    who = {"commune_id": town.commune_id, "group_id": group, "staff_id": town.staff_id}
    town.house.work.write(lambda s: requests.answer_group(s, town.house, text="En mars.", **who))
    join(town, late.id, first.reference)
    joined = row_of(town, late.id)
    assert (joined.state, joined.answer, joined.public_text) == ("answered", "En mars.", WORDING)
    assert late.reference in town.house.work.read(lambda s: told(s, town.house))[-1]


@pytest.mark.parametrize("kind", ["formal", "question"])
def test_a_formal_request_and_a_settled_question_are_never_joined(town: Town, kind: str) -> None:
    first, second = town.ask(BRIDGE), town.ask(OTHER_WORDS)
    change(town, first.id, kind=kind, state="received" if kind == "formal" else "answered")
    for request_id, other, reason in (
        (second.id, first, RequestNo.JOIN_NOT_OPEN),
        (first.id, second, RequestNo.CANNOT_JOIN),
    ):
        with pytest.raises(Refusal) as no:
            join(town, request_id, other.reference)
        assert no.value.reason == reason
    assert row_of(town, second.id).group_id is None


def test_a_question_joins_neither_itself_nor_one_of_another_commune_nor_what_is_no_reference(town: Town) -> None:
    own = town.ask(BRIDGE)
    other = town.ask(OTHER_WORDS)
    elsewhere = town.house.work.write(lambda s: plant_commune(s, "tokan").id)
    change(town, other.id, commune_id=elsewhere)
    for reference in (own.reference, other.reference, "DI-26-9999", "le pont", ""):
        with pytest.raises(Refusal) as no:
            join(town, own.id, reference)
        assert no.value.reason == RequestNo.JOIN_UNKNOWN


def test_a_group_needs_public_words_before_two_questions_are_one(town: Town) -> None:
    first, second = town.ask(BRIDGE), town.ask(OTHER_WORDS)
    with pytest.raises(Refusal) as no:
        join(town, second.id, first.reference, " ")
    assert no.value.reason == RequestNo.PUBLIC_TEXT_MISSING


def test_a_question_that_comes_after_the_group_is_shown_beside_it(town: Town) -> None:
    first, second = town.ask(BRIDGE, "roads"), town.ask(OTHER_WORDS, "roads")
    join(town, second.id, first.reference)
    late = town.ask("réparation du pont d'Antanetibe, c'est pour quand ?")
    dossier = town.house.work.read(lambda s: requests.read_dossier(s, town.house, town.commune_id, late.id))
    assert [one.reference for one in dossier.fellows] == [first.reference]
    assert dossier.may_join


def question(text: str, topic: str | None = None) -> Gist:
    return read_gist(InformationRequest(text=text, topic=topic))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (BRIDGE, "réparation du pont d'Antanetibe, c'est pour quand ?"),
        (BRIDGE, "pont antanetibe reparation"),
        ("Quand sera construite l'école de Zongo ?", "La construction de l'école Zongo, c'est quand ?"),
    ],
)
def test_the_same_thing_asked_with_another_form_of_a_word_is_alike(one: str, other: str) -> None:
    assert ask_alike(question(one, "roads"), question(other))
    assert ask_alike(question(other), question(one, "roads"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (BRIDGE, "Quand le pont d'Ambohimanga sera-t-il réparé ?"),
        ("Réparation du pont", "Réparation du puits"),
        ("Quand ouvre le marché couvert ?", "Combien coûte le stade ?"),
        ("Le budget de 2024 est voté ?", "Le budget de 2025 est voté ?"),
    ],
)
def test_what_asks_something_else_is_not_alike(one: str, other: str) -> None:
    assert not ask_alike(question(one), question(other))


def test_two_topics_keep_questions_apart() -> None:
    assert not ask_alike(question(BRIDGE, "roads"), question(BRIDGE, "water"))


def test_of_a_letter_its_beginning_is_looked_at_and_found_in_a_short_question() -> None:
    letter = question(f"{BRIDGE} {' '.join(f'motif{number} raison' for number in range(200))}"[:2000])
    assert len(letter.words) == MOST_WORDS
    assert find_alike(letter, [question(OTHER_WORDS), letter]) == [1]


def calls_of(wanted: Iterable[Callable[..., Any]], work: Callable[[], object]) -> Counter[str]:
    """Count how often functions are called while something is done, by their names."""
    codes, calls = {one.__code__: one.__name__ for one in wanted}, Counter[str]()

    def note(frame: FrameType, event: str, _argument: object) -> None:
        if event == "call" and frame.f_code in codes:
            calls[codes[frame.f_code]] += 1

    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(None)
    return calls


def test_a_stranger_who_asks_much_and_at_length_makes_the_house_compare_little(town: Town) -> None:
    words = ["route", "ponts", "forage", "marche", "ecole", "sante", "budget", "stade"]

    def letter(number: int) -> str:
        return " ".join(f"{words[(number + place * place) % 8]}{chr(97 + place % 26)}" for place in range(300))[:2000]

    asked = [town.house.work.write(lambda s, n=number: town.ask_in(s, letter(n))) for number in range(30)]
    looks = {
        len(asked): lambda s: requests.suggest_groups(s, town.commune_id),
        1: lambda s: likely_fellows(s, s.get_one(InformationRequest, asked[0].id)),
    }
    for most, look in looks.items():
        calls = calls_of((fold, ask_alike), lambda look=look: town.house.work.read(look))
        assert calls["fold"] == len(asked)
        assert 0 < calls["ask_alike"] <= most * MOST_COMPARED


def test_among_many_that_are_near_the_one_that_asks_the_same_is_found() -> None:
    places = [
        "Zongo",
        "Tokan",
        "Kozah",
        "Lama",
        "Sirka",
        "Tchare",
        "Pya",
        "Yade",
        "Landa",
        "Soumdina",
        "Bohou",
        "Atchangbade",
    ]
    others = [question(f"Quand le pont de {place} sera-t-il réparé ?") for place in places]
    for number, place in enumerate(places):
        assert find_alike(question(f"réparation du pont de {place}, c'est quand ?"), others) == [number]


def test_what_many_ask_is_one_group(town: Town) -> None:
    for number in range(40):
        town.ask(f"{BRIDGE} Merci{'!' * number}")
    (group,) = town.house.work.read(lambda s: requests.suggest_groups(s, town.commune_id))
    assert len(group.questions) == 40
