"""What was done to what, as the trail says it to staff."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from admin.broadcast_words import PURPOSES
from admin.broadcast_words import WHY as BROADCAST_ENDS
from admin.budget_words import STATUS_NAMES
from admin.code_words import VOID_REASONS
from admin.contract_words import DETAILS as CONTRACT_DETAILS
from admin.cycle_words import STATES as CYCLE_STATES
from admin.figure_words import SPANS
from admin.follow_up_words import STATES as PROMISE_STATES
from admin.follow_up_words import name_origin
from admin.hand_words import VOIDS
from admin.labels import name_nature, name_topic
from admin.law_words import GROUNDS, KINDS, UNITS
from admin.line_words import HOLDS
from admin.project_words import PRICE_REASONS, PROJECT_STATES, PROPOSAL_STATES, REFUSAL_CODES
from admin.request_words import STATE_NAMES as REQUEST_STATES
from admin.room_words import VOTES as ROOM_VOTES
from admin.room_words import WAYS as ROOM_WAYS
from admin.tongue import _ as say
from admin.tongue import marked as _
from admin.tongue import name_of, say_amount, say_day, spoken_languages
from admin.trail_acts import ACTS
from admin.witness_words import MATTERS
from admin.word_meanings import MEANINGS
from admin.words import ROLE_NAMES
from admin.works_words import DELAYS
from bot.lessons import built_in_lessons
from services.indicators import find_indicator
from services.printing.contract_words import STATES as CONTRACT_STATES

SUBJECTS = {
    "association": _("Association"),
    "broadcast": _("Broadcast"),
    "budget_document": _("Budget"),
    "commune": _("Commune"),
    "contract": _("Performance contract"),
    "cycle": _("Cycle"),
    "cycle_plan": _("Plan of a cycle"),
    "cycle_result": _("Result of a cycle"),
    "cycle_void": _("Cancelling of a cycle"),
    "cycle_key_end": _("End of a key"),
    "cycle_draw": _("Public draw of a cycle"),
    "cycle_numbers": _("Draw of a ballot’s numbers"),
    "roll_addition": _("Addition to the list of voters"),
    "ballot_box": _("Ballot box"),
    "count_sheet": _("Count sheet"),
    "document": _("Document"),
    "follow_up": _("Promise"),
    "action_plan": _("Action plan"),
    "indicator": _("Indicator"),
    "frozen_figures": _("Frozen figures"),
    "lesson": _("Lesson"),
    "line": _("Line"),
    "management_dialogue": _("Management dialogue"),
    "programme": _("Programme"),
    "project": _("Project"),
    "proposal": _("Proposal"),
    "public_session": _("Public session"),
    "request": _("Question"),
    "request_group": _("Repeated questions"),
    "feast": _("Holiday"),
    "staff": _("Member of staff"),
    "unheard": _("Words nobody understood"),
    "words": _("Words said to citizens"),
    "taught_word": _("Word taught to the bot"),
    "witness": _("Outside witness"),
    "log_head": _("State of the public log"),
    "zone": _("Zone"),
}
DETAILS = {
    "about_budget": _("About the budget"),
    "action": _("Action"),
    "amendment": _("Amendment"),
    "level": _("Level"),
    "review": _("Review"),
    "side": _("For which side"),
    "target": _("Target"),
    "activity": _("Activity"),
    "article": _("What the press told"),
    "association": _("Association"),
    "associations": _("Associations"),
    "batch": _("Batch"),
    "box": _("Ballot box"),
    "meaning": _("Meaning"),
    "meeting": _("Meeting"),
    "found": _("Sheets found in it"),
    "freezes": _("Frozen by itself"),
    "published": _("What everybody may read"),
    "codes": _("Voting codes"),
    "indicator": _("Indicator"),
    "period": _("Period"),
    "category": _("Kind"),
    "code": _("Code"),
    "changed": _("Changed"),
    "communes": _("Communes"),
    "compared": _("Compared with others"),
    "cost": _("Cost"),
    "country": _("Country"),
    "countries": _("Countries"),
    "currency": _("Currency"),
    "time_zone": _("Time zone"),
    "count": _("How many"),
    "cycle": _("Cycle"),
    "digest": _("Fingerprint"),
    "department": _("Department"),
    "first": _("From"),
    "into": _("Merged into"),
    "item": _("An item of the agenda"),
    "kept": _("Rows taken"),
    "key": _("Key"),
    "language": _("Language"),
    "last": _("Until"),
    "lines": _("Budget lines"),
    "commitment": _("Commitment"),
    "number": _("Number"),
    "officials": _("People who lead it"),
    "origin": _("What it came of"),
    "parent": _("Inside"),
    "people": _("People"),
    "purpose": _("What for"),
    "participation": _("Part"),
    "present": _("People present"),
    "press": _("Press at the door"),
    "progress": _("Progress"),
    "projects": _("Projects"),
    "day": _("Day"),
    "days": _("Days"),
    "due_on": _("Answer due"),
    "exclusive": _("Groups of which one can win"),
    "kind": _("What it is"),
    "promised_on": _("Promised for"),
    "unit": _("Which days"),
    "provider": _("Provider"),
    "question": _("Question"),
    "vote": _("Vote in the room"),
    "way": _("How the room votes"),
    "outcome": _("Outcome"),
    "for": _("For"),
    "against": _("Against"),
    "abstain": _("Abstentions"),
    "reason": _("Reason"),
    "reference": _("Reference"),
    "refused": _("Rows refused"),
    "retired": _("Out of use"),
    "roles": _("Roles"),
    "run": _("Count"),
    "said_before": _("Said before"),
    "said_now": _("Said now"),
    "spent": _("Spent"),
    "starts_at": _("Begins"),
    "state": _("State"),
    "status": _("Status"),
    "subject": _("What it tells of"),
    "stored_as": _("File"),
    "topic": _("Topic"),
    "unmatched": _("Voter not on the list"),
    "nature": _("Nature"),
    "witness": _("Outside witness"),
    "matter": _("About what"),
    "year": _("Year"),
    "zone": _("Zone"),
    "zones": _("Zones"),
}
STATES_OF = {
    "budget_document": STATUS_NAMES,
    "contract": CONTRACT_STATES,
    "cycle": CYCLE_STATES,
    "follow_up": PROMISE_STATES,
    "project": PROJECT_STATES,
    "proposal": PROPOSAL_STATES,
    "request": REQUEST_STATES,
}
CODES_OF = {"project": {**PRICE_REASONS, **DELAYS}, "proposal": REFUSAL_CODES}
REASONS_OF = {
    "broadcast": BROADCAST_ENDS,
    "line": HOLDS,
    "cycle": {**VOID_REASONS, **VOIDS},
    "proposal": REFUSAL_CODES,
    "request": GROUNDS,
}
KINDS_OF = {
    "document": {
        "budget": _("Budget"),
        "account": _("Accounts"),
        "report": _("A report"),
        "guide": _("Guide"),
        "civic_guide": _("Guide for associations"),
        "minutes": _("Minutes of a session"),
        "other": _("Other"),
    }
}
MONEY = {"cost", "spent"}
VERBATIM = {"said_before", "said_now"}
"""Details that are words somebody wrote, with a form for each kind of number."""
DAYS = {"day", "due_on", "first", "last", "promised_on", "starts_at"}
ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
SEAL_SHOWN = 12


def name_act(act: str) -> str:
    """Return what was done, in the language of this request; the key where it has no words."""
    return say(ACTS.get(act, act))


def name_subject(subject: str) -> str:
    """Return what it was done to; the key where it has no words."""
    return say(SUBJECTS.get(subject, subject))


def name_thing(subject: str, subject_id: str, country: str, titles: Mapping[int, str]) -> str:
    """Return which one it was: by its name what has one, everything else by its number; `titles` are of documents."""
    if subject == "document" and subject_id.isdecimal():
        return titles.get(int(subject_id), subject_id)
    if subject == "indicator":
        return say(found.name.text) if (found := find_indicator(subject_id)) else subject_id
    if subject == "lesson":
        return _title_of_lesson(subject_id, country) or subject_id
    return subject_id


def _title_of_lesson(key: str, country: str) -> str | None:
    lesson = next((one for one in built_in_lessons(country) if one.key == key), None)
    return lesson.text_in(spoken_languages())[1].title if lesson else None


def say_details(subject: str, details: dict[str, Any], currency: str) -> list[tuple[str, str]]:
    """Return the name and the value of each detail in words; what says nothing is left out."""
    return [
        (say(DETAILS.get(name, name)), _money(value, currency) if name in MONEY else _said(subject, name, value))
        for name, value in details.items()
        if value is not None and value != ""
    ]


def _money(value: Any, currency: str) -> str:
    return say_amount(value, currency) if isinstance(value, int) else str(value)


def _said(subject: str, name: str, value: Any) -> str:
    if isinstance(value, bool):
        return say(_("yes")) if value else say(_("no"))
    if name in VERBATIM:
        return " / ".join(map(str, value))
    if isinstance(value, list):
        return say(", ").join(_said(subject, name, one) for one in value) or "–"
    if name == "digest":
        return f"{str(value)[:SEAL_SHOWN]}…"
    if name == "stored_as":
        return str(value).rpartition(".")[2].upper()  # its name is drawn by lot; its title stands with the subject
    if name == "topic":
        return name_topic(str(value))
    if name == "nature":
        return name_nature(str(value))
    if name == "language":
        return name_of(str(value))
    if name == "published" and isinstance(value, str):
        return name_thing("indicator", value, "", {})
    if name == "origin":
        return name_origin(str(value))
    if name in DAYS and isinstance(value, str) and ISO_DAY.match(value):
        return say_day(date.fromisoformat(value[:10]))
    return say(_words_for(subject, name).get(str(value), str(value))) if isinstance(value, str) else str(value)


def _words_for(subject: str, name: str) -> dict[str, str]:
    if name in {"state", "status"}:
        return STATES_OF.get(subject, {})
    if subject == "contract":
        return CONTRACT_DETAILS.get(name, {})
    if name == "kind":
        return KINDS
    if name == "code":
        return CODES_OF.get(subject, {})
    if name == "category":
        return KINDS_OF.get(subject, {})
    if name == "reason":
        return REASONS_OF.get(subject, {})
    if name in {"matter", "purpose"}:
        return MATTERS if name == "matter" else PURPOSES
    if name == "unit":
        return UNITS
    if name in {"way", "outcome"}:
        return {**ROOM_WAYS, **ROOM_VOTES}
    if name == "freezes":
        return SPANS
    if name == "meaning":
        return {str(intent): words for intent, words in MEANINGS.items()}
    return ROLE_NAMES if name == "roles" else {}
