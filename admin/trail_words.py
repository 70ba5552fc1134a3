"""What was done to what, as the trail says it to staff."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from admin.budget_words import STATUS_NAMES
from admin.code_words import VOID_REASONS
from admin.cycle_words import STATES as CYCLE_STATES
from admin.labels import name_nature, name_topic
from admin.law_words import GROUNDS, KINDS, UNITS
from admin.project_words import PROJECT_STATES, PROPOSAL_STATES, REFUSAL_CODES
from admin.request_words import STATE_NAMES as REQUEST_STATES
from admin.tongue import _ as say
from admin.tongue import marked as _
from admin.tongue import name_of, say_amount, say_day, spoken_languages
from admin.words import ROLE_NAMES
from bot.lessons import built_in_lessons
from services.indicators import find_indicator

ACTS = {
    "approved": _("Said yes"),
    "association_added": _("Added an association"),
    "association_took_part": _("Noted that an association took part"),
    "association_part_removed": _("Removed an association's part"),
    "budget_imported": _("Imported a budget"),
    "budget_published": _("Let citizens be answered from a budget"),
    "budget_hidden": _("Stopped answering from a budget"),
    "budget_withdrawn": _("Withdrew a budget"),
    "budget_described": _("Changed what is said of a budget"),
    "budget_topics_changed": _("Changed the topic of budget lines"),
    "budget_natures_changed": _("Changed the nature of budget lines"),
    "commune_created": _("Set the commune up"),
    "commune_place_changed": _("Set the commune's country, currency or time zone right"),
    "commune_settings_changed": _("Changed the commune's settings"),
    "cycle_started": _("Began to prepare a cycle"),
    "cycle_changed": _("Changed the plan of a cycle"),
    "cycle_ballot_chosen": _("Chose the projects of the ballot"),
    "cycle_frozen": _("Froze the rules"),
    "cycle_key_shown": _("Printed the key sheet"),
    "cycle_key_backed_up": _("Confirmed the copy of the key"),
    "cycle_key_restored": _("Restored the key"),
    "cycle_key_destroyed": _("Destroyed the key"),
    "cycle_approval_given": _("Approved a cycle; another person is awaited"),
    "cycle_approved": _("Approved a cycle, as the last one needed"),
    "cycle_void_asked": _("Asked for a vote to be cancelled"),
    "cycle_voided": _("Cancelled a vote"),
    "cycle_draw_written": _("Wrote down what was drawn; another person is awaited"),
    "cycle_drawn": _("Wrote down what was drawn, as the last one needed"),
    "cycle_counted": _("Counted the ballots"),
    "cycle_result_published": _("Published the result"),
    "cycle_closed": _("The cycle is over"),
    "document_published": _("Published a document"),
    "document_told": _("Told the followers of a document"),
    "document_withdrawn": _("Withdrew a document"),
    "indicator_exported": _("Downloaded the records of an indicator"),
    "lesson_copied": _("Began the commune's own text of a lesson"),
    "lesson_changed": _("Changed the commune's text of a lesson"),
    "lesson_published": _("Published the commune's text of a lesson"),
    "lesson_withdrawn": _("Took back the commune's text of a lesson"),
    "lesson_discarded": _("Threw the commune's text of a lesson away"),
    "lesson_hidden": _("Hid a built-in lesson"),
    "lesson_shown": _("Offered a hidden lesson again"),
    "line_added": _("Added a line"),
    "line_changed": _("Changed a line"),
    "line_enabled": _("Switched a line on"),
    "line_disabled": _("Switched a line off"),
    "password_chosen": _("Chose a new password"),
    "programme_added": _("Added a programme"),
    "programme_changed": _("Changed a programme"),
    "programme_removed": _("Removed a programme"),
    "programme_action_added": _("Added an action to a programme"),
    "programme_action_removed": _("Removed an action of a programme"),
    "programme_activity_added": _("Added an activity to a programme"),
    "programme_activity_removed": _("Removed an activity of a programme"),
    "programme_indicator_added": _("Added an indicator to a programme"),
    "programme_indicator_changed": _("Changed an indicator of a programme"),
    "programme_indicator_removed": _("Removed an indicator of a programme"),
    "programme_measured": _("Noted a target or a result of a programme"),
    "project_works_updated": _("Reported the works of a project"),
    "proposal_submitted_at_desk": _("Wrote down a proposal at the desk"),
    "proposal_accepted": _("Accepted a proposal"),
    "proposal_refused": _("Refused a proposal"),
    "proposal_merged": _("Merged a proposal into another"),
    "request_prepared": _("Prepared a formal request at the desk"),
    "request_received": _("Registered a question or a request"),
    "request_paused": _("Asked a citizen something about a request"),
    "request_extended": _("Promised a later date for an answer"),
    "request_form_read": _("Read who made a formal request"),
    "request_published": _("Published a request and its answer"),
    "request_withdrawn": _("Took a request out of the public register"),
    "request_reminder_soon": _("A request is to be answered soon"),
    "request_reminder_last_day": _("Last day to answer a request"),
    "request_reminder_escalation": _("A request is overdue"),
    "request_tagged": _("Corrected what a request is about"),
    "request_group_joined": _("Put a question to others that ask the same"),
    "request_group_made": _("Put questions that ask the same together"),
    "request_group_answered": _("Answered a group of questions"),
    "commitments_changed": _("Changed what the commune promises"),
    "feast_added": _("Added a holiday"),
    "feast_removed": _("Took a holiday away"),
    "feast_moved": _("Moved a holiday"),
    "feast_confirmed": _("Confirmed a holiday"),
    "feast_undone": _("Took back a correction of a holiday"),
    "request_answered": _("Answered a question"),
    "request_refused": _("Refused to answer a question"),
    "request_closed": _("Closed a question"),
    "session_announced": _("Announced a public session"),
    "session_removed": _("Removed a public session"),
    "signed_in": _("Signed in"),
    "staff_added": _("Added somebody to the staff"),
    "staff_activated": _("Gave somebody access again"),
    "staff_deactivated": _("Took somebody's access away"),
    "staff_password_reset": _("Gave somebody a new password"),
    "staff_roles_changed": _("Changed somebody's roles"),
    "staff_second_factor_reset": _("Reset somebody's second factor"),
    "unheard_settled": _("Put away words nobody understood"),
    "voting_batch_voided": _("Voided a batch of voting codes"),
    "voting_code_voided": _("Voided a voting code"),
    "voting_codes_made": _("Made and printed voting codes"),
    "zone_added": _("Added a zone"),
    "zone_changed": _("Changed a zone"),
    "zone_retired": _("Took a zone out of use"),
    "zone_resumed": _("Took a zone into use again"),
}
SUBJECTS = {
    "association": _("Association"),
    "budget_document": _("Budget"),
    "commune": _("Commune"),
    "cycle": _("Cycle"),
    "cycle_plan": _("Plan of a cycle"),
    "cycle_result": _("Result of a cycle"),
    "cycle_void": _("Cancelling of a cycle"),
    "cycle_key_end": _("End of a key"),
    "cycle_draw": _("Public draw of a cycle"),
    "document": _("Document"),
    "indicator": _("Indicator"),
    "lesson": _("Lesson"),
    "line": _("Line"),
    "programme": _("Programme"),
    "project": _("Project"),
    "proposal": _("Proposal"),
    "public_session": _("Public session"),
    "request": _("Question"),
    "request_group": _("Repeated questions"),
    "feast": _("Holiday"),
    "staff": _("Member of staff"),
    "unheard": _("Words nobody understood"),
    "zone": _("Zone"),
}
DETAILS = {
    "about_budget": _("About the budget"),
    "action": _("Action"),
    "activity": _("Activity"),
    "batch": _("Batch"),
    "codes": _("Voting codes"),
    "indicator": _("Indicator"),
    "period": _("Period"),
    "category": _("Kind"),
    "code": _("Code"),
    "changed": _("Changed"),
    "communes": _("Communes"),
    "cost": _("Cost"),
    "country": _("Country"),
    "currency": _("Currency"),
    "time_zone": _("Time zone"),
    "count": _("Number"),
    "cycle": _("Cycle"),
    "digest": _("Fingerprint"),
    "first": _("From"),
    "into": _("Merged into"),
    "key": _("Key"),
    "language": _("Language"),
    "last": _("Until"),
    "lines": _("Lines"),
    "number": _("Number"),
    "parent": _("Inside"),
    "participation": _("Part"),
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
    "reason": _("Reason"),
    "reference": _("Reference"),
    "retired": _("Out of use"),
    "roles": _("Roles"),
    "run": _("Count"),
    "spent": _("Spent"),
    "starts_at": _("Begins"),
    "state": _("State"),
    "status": _("Status"),
    "stored_as": _("File"),
    "topic": _("Topic"),
    "nature": _("Nature"),
    "year": _("Year"),
    "zones": _("Zones"),
}
STATES_OF = {
    "budget_document": STATUS_NAMES,
    "cycle": CYCLE_STATES,
    "project": PROJECT_STATES,
    "proposal": PROPOSAL_STATES,
    "request": REQUEST_STATES,
}
REASONS_OF = {"cycle": VOID_REASONS, "proposal": REFUSAL_CODES, "request": GROUNDS}
KINDS_OF = {
    "document": {
        "budget": _("Budget"),
        "account": _("Accounts"),
        "report": _("A report"),
        "guide": _("Guide"),
        "minutes": _("Minutes of a session"),
        "other": _("Other"),
    }
}
MONEY = {"cost", "spent"}
DAYS = {"day", "due_on", "first", "last", "promised_on", "starts_at"}
ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
SEAL_SHOWN = 12


def name_act(act: str) -> str:
    """Return what was done, in the language of this request; the key where it has no words."""
    return say(ACTS.get(act, act))


def name_subject(subject: str) -> str:
    """Return what it was done to; the key where it has no words."""
    return say(SUBJECTS.get(subject, subject))


def name_thing(subject: str, subject_id: str, country: str) -> str:
    """Return which one it was: a lesson and an indicator by their names, everything else by its number."""
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
    if isinstance(value, list):
        return say(", ").join(_said(subject, name, one) for one in value) or "–"
    if name == "digest":
        return f"{str(value)[:SEAL_SHOWN]}…"
    if name == "topic":
        return name_topic(str(value))
    if name == "nature":
        return name_nature(str(value))
    if name == "language":
        return name_of(str(value))
    if name in DAYS and isinstance(value, str) and ISO_DAY.match(value):
        return say_day(date.fromisoformat(value[:10]))
    return say(_words_for(subject, name).get(str(value), str(value))) if isinstance(value, str) else str(value)


def _words_for(subject: str, name: str) -> dict[str, str]:
    if name in {"state", "status"}:
        return STATES_OF.get(subject, {})
    if name == "kind":
        return KINDS
    if name == "category":
        return KINDS_OF.get(subject, {})
    if name == "reason":
        return REASONS_OF.get(subject, {})
    if name == "unit":
        return UNITS
    return ROLE_NAMES if name == "roles" else {}
