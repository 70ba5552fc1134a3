from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.law_words import EXTENSION_GROUNDS
from bot.phrases import Speech, say
from bot.sms.prepare import prepare
from budgeting.law.extending import ExtensionCode
from budgeting.law.grounds import GENERIC, GroundCode
from budgeting.law.reasons import LawNo
from budgeting.refusal import Refusal
from models import AuditEntry, Commune, Contact, InformationRequest, RequestEvent
from services.audit import check_chain
from services.commitments import promise_of
from services.requests import RequestNo, answer, close, extend, refuse
from services.requests.clock import clock_of, set_due
from services.requests.dossier import read_dossier
from services.requests.room import LONGEST_BY_SMS
from tests.services.requests.conftest import Town
from tests.services.townsfolk import plant_commune, told

Decide = Callable[..., InformationRequest]


def decide(town: Town, verb: Decide, request_id: int, **values: Any) -> InformationRequest:
    return town.house.work.write(
        lambda session: verb(
            session,
            town.house,
            request_id=request_id,
            staff_id=town.staff_id,
            **{"commune_id": town.commune_id, **values},
        )
    )


def messages(town: Town) -> list[str]:
    return town.house.work.read(lambda session: told(session, town.house))


def why_not(town: Town, verb: Decide, request_id: int, **values: Any) -> str:
    with pytest.raises(Refusal) as no:
        decide(town, verb, request_id, **values)
    return str(no.value.reason)


def test_an_answer_settles_the_question_and_reaches_its_author(town: Town) -> None:
    row = town.ask()
    town.clock.wait(days=3)
    done = decide(town, answer, row.id, text="  12 millions en 2026. ")
    assert (done.state, done.answer, done.settled_at) == ("answered", "12 millions en 2026.", town.clock.now)
    (message,) = messages(town)
    assert "DI-26-0001" in message
    assert message.endswith("12 millions en 2026.")


def test_a_corrected_answer_is_told_again_and_the_day_of_the_first_one_stays(town: Town) -> None:
    row = town.ask()
    first = decide(town, answer, row.id, text="12 millions.").settled_at
    town.clock.wait(days=1)
    assert decide(town, answer, row.id, text="13 millions.").settled_at == first
    assert [message.rpartition(": ")[2] for message in messages(town)] == ["12 millions.", "13 millions."]


def test_a_later_date_is_promised_with_a_reason(town: Town) -> None:
    row = town.ask()
    done = decide(town, extend, row.id, days=15, code="many_documents", reason="Le compte arrive en mai.")
    assert (done.state, done.due_on, done.settled_at) == ("extended", date(2026, 5, 1), None)
    (message,) = messages(town)
    assert "01/05/2026" in message
    assert "Le compte arrive en mai." in message


@pytest.mark.parametrize("code", list(ExtensionCode))
def test_more_time_has_a_reason_of_the_list_that_is_told_and_stands_in_the_history(
    town: Town, code: ExtensionCode
) -> None:
    row = town.ask()
    done = decide(town, extend, row.id, days=15, code=code.value, reason="Le compte arrive en mai.")
    (message,) = messages(town)
    assert done.extension_ground == code and code.value not in message
    assert say(EXTENSION_GROUNDS[code], Speech(("fr",))) in message and message.endswith("Le compte arrive en mai.")
    assert prepare(message).segments == 1
    step = town.house.work.read(
        lambda session: session.scalars(select(RequestEvent.reason).order_by(RequestEvent.id)).all()[-1]
    )
    assert step == code


def test_a_commune_may_keep_to_its_own_choice_of_reasons(town: Town) -> None:
    def choose(session: Session) -> None:
        commune = session.get_one(Commune, town.commune_id)
        promise = replace(promise_of(commune), extension_grounds=(ExtensionCode.THIRD_PARTIES,))
        commune.commitments = {**commune.commitments, "promise": promise.as_record()}

    town.house.work.write(choose)
    row = town.ask()
    refused = {"days": 5, "code": "many_documents", "reason": "Plus tard"}
    assert why_not(town, extend, row.id, **refused) == RequestNo.UNKNOWN_EXTENSION_CODE
    assert decide(town, extend, row.id, **{**refused, "code": "third_parties"}).state == "extended"


@pytest.mark.parametrize(
    ("days", "reason"), [(0, LawNo.EXTENSION_TOO_LONG), (16, LawNo.EXTENSION_TOO_LONG), (-3, LawNo.EXTENSION_TOO_LONG)]
)
def test_only_the_days_that_are_promised_can_be_taken(town: Town, days: int, reason: LawNo) -> None:
    row = town.ask()
    assert why_not(town, extend, row.id, days=days, code="many_documents", reason="Plus tard") == reason
    assert messages(town) == []


def test_more_time_is_taken_once(town: Town) -> None:
    row = town.ask()
    decide(town, extend, row.id, days=5, code="many_documents", reason="Plus tard")
    assert why_not(town, extend, row.id, days=5, code="many_documents", reason="Encore") == RequestNo.STEP_NOT_OPEN


def test_once_overdue_no_more_time_can_be_taken(town: Town) -> None:
    row = town.ask()
    town.clock.wait(days=40)
    assert why_not(town, extend, row.id, days=5, code="many_documents", reason="Retard") == LawNo.EXTENSION_TOO_LATE


@pytest.mark.parametrize("code", [ground.code for ground in GENERIC])
def test_a_refusal_tells_its_code_in_words_and_its_reason(town: Town, code: GroundCode) -> None:
    row = town.ask()
    done = decide(town, refuse, row.id, code=code.value, reason="Voir la préfecture.")
    assert (done.state, done.refusal, done.reason) == ("refused", code, "Voir la préfecture.")
    (message,) = messages(town)
    assert code.value not in message
    assert message.endswith("Voir la préfecture.")


@pytest.mark.parametrize(
    ("verb", "values", "reason"),
    [
        (answer, {"text": " \n"}, RequestNo.WITHOUT_ANSWER),
        (answer, {"text": "x" * (LONGEST_BY_SMS + 1)}, RequestNo.TEXT_TOO_LONG),
        (extend, {"days": 5, "code": "other_cause", "reason": ""}, RequestNo.WITHOUT_REASON),
        (extend, {"days": 5, "code": "", "reason": "Plus tard"}, RequestNo.UNKNOWN_EXTENSION_CODE),
        (extend, {"days": 5, "code": "not_held", "reason": "Plus tard"}, RequestNo.UNKNOWN_EXTENSION_CODE),
        (refuse, {"code": "not_held", "reason": ""}, RequestNo.WITHOUT_REASON),
        (refuse, {"code": "defence", "reason": "Non"}, RequestNo.UNKNOWN_CODE),
        (refuse, {"code": "because", "reason": "Non"}, RequestNo.UNKNOWN_CODE),
        (refuse, {"code": "", "reason": "Non"}, RequestNo.UNKNOWN_CODE),
        (close, {"reason": ""}, RequestNo.WITHOUT_REASON),
    ],
)
def test_a_decision_without_its_words_changes_nothing(
    town: Town, verb: Decide, values: dict[str, Any], reason: RequestNo
) -> None:
    row = town.ask()
    assert why_not(town, verb, row.id, **values) == reason
    kept = town.house.work.read(lambda session: session.get_one(InformationRequest, row.id))
    assert (kept.state, kept.answer, kept.reason, kept.settled_at) == ("received", None, None, None)
    assert messages(town) == []


def test_the_longest_answer_by_sms_arrives_whole(town: Town) -> None:
    row = town.ask()
    decide(town, answer, row.id, text="é" * LONGEST_BY_SMS)
    assert messages(town)[0].count("é") >= LONGEST_BY_SMS


def test_an_answered_question_closes_without_a_reason_and_an_open_one_with_it(town: Town) -> None:
    first, second = town.ask(), town.ask("Une autre ?")
    decide(town, answer, first.id, text="Oui.")
    assert decide(town, close, first.id).state == "closed"
    assert decide(town, close, second.id, reason="Question posée deux fois.").state == "closed"
    assert "Question posée deux fois." in messages(town)[-1]


@pytest.mark.parametrize("verb_values", [(answer, {"text": "Oui"}), (close, {"reason": "Fini"})])
def test_what_is_closed_stays_closed(town: Town, verb_values: tuple[Decide, dict[str, Any]]) -> None:
    row = town.ask()
    decide(town, close, row.id, reason="Retirée.")
    verb, values = verb_values
    assert why_not(town, verb, row.id, **values) == RequestNo.STEP_NOT_OPEN


def test_an_answered_question_cannot_be_extended_or_refused(town: Town) -> None:
    row = town.ask()
    decide(town, answer, row.id, text="Oui.")
    assert why_not(town, extend, row.id, days=10, code="many_documents", reason="Plus") == RequestNo.STEP_NOT_OPEN
    assert why_not(town, refuse, row.id, code="not_held", reason="Non") == RequestNo.STEP_NOT_OPEN


def test_a_refusal_can_be_reconsidered(town: Town) -> None:
    row = town.ask()
    decide(town, refuse, row.id, code="not_held", reason="Introuvable.")
    done = decide(town, answer, row.id, text="Retrouvé : 3 millions.")
    assert (done.state, done.refusal, done.reason) == ("answered", None, None)


def test_a_question_of_another_commune_is_unknown(town: Town) -> None:
    row = town.ask()
    other = town.house.work.write(lambda session: plant_commune(session, "tokan").id)
    assert why_not(town, answer, row.id, commune_id=other, text="Oui") == RequestNo.UNKNOWN


def test_each_decision_stands_in_the_history_and_in_an_unbroken_trail_without_its_words(town: Town) -> None:
    row = town.ask()
    decide(town, extend, row.id, days=10, code="many_documents", reason="Le compte arrive.")
    decide(town, refuse, row.id, code="private_life", reason="Le salaire d'un agent.")
    events, entries = town.house.work.read(
        lambda session: (
            session.scalars(select(RequestEvent).order_by(RequestEvent.id)).all(),
            session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all(),
        )
    )
    assert [(event.state, event.note, event.reason) for event in events] == [
        ("received", None, None),
        ("extended", "Le compte arrive.", "many_documents"),
        ("refused", "Le salaire d'un agent.", "private_life"),
    ]
    assert [entry.act for entry in entries] == ["request_extended", "request_refused"]
    assert "salaire" not in " ".join(str(entry.details) for entry in entries)
    assert town.house.work.read(check_chain).is_whole


def test_somebody_who_stopped_messages_is_not_told_and_the_answer_waits_for_them(town: Town) -> None:
    row = town.ask()

    def stop(session: Session) -> None:
        session.get_one(Contact, town.contact_id).wants_news = False

    town.house.work.write(stop)
    assert decide(town, answer, row.id, text="Oui.").answer == "Oui."
    assert messages(town) == []


def test_an_appeal_is_due_by_the_end_of_its_stage_in_words_too_and_takes_no_more_time(town: Town) -> None:
    row = town.ask()

    def shorten(session: Session) -> tuple[date | None, list[str], int]:
        found = session.get_one(InformationRequest, row.id)
        assert found.due_on is not None
        before = read_dossier(session, town.house, town.commune_id, row.id)
        assert not any("Appeals end" in one.text for one in before.account) and before.most_days
        found.answer_by = found.due_on - timedelta(days=3)
        set_due(session, clock_of(session, session.get_one(Commune, town.commune_id)), found)
        dossier = read_dossier(session, town.house, town.commune_id, row.id)
        assert found.due_on == found.answer_by
        return (
            found.due_on,
            [str(one.values) for one in dossier.account if "Appeals end" in one.text],
            dossier.most_days,
        )

    due_on, told_by, most_days = town.house.work.write(shorten)
    assert len(told_by) == 1 and repr(due_on) in told_by[0] and most_days == 0
    assert why_not(town, extend, row.id, days=10, code="many_documents", reason="Plus") == LawNo.NO_EXTENSION
