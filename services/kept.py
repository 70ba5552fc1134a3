"""What is kept how long, in one table: the pages read it, the purge job does it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from budgeting.law.processing import Processing
from services.retention import ASKERS, CHOICES, CONVERSATION, FORMS, PLACES, PREPARED, UNHEARD, WORDS


class Ending(StrEnum):
    """What ends the keeping where no number of days does."""

    KEY_DESTROYED = "key_destroyed"
    ASKED_TO_FORGET = "asked_to_forget"
    ACCOUNT_ENDS = "account_ends"
    PUBLIC_RECORD = "public_record"


@dataclass(frozen=True, slots=True)
class Kept:
    """One row: which data, for how long (or until what), counted from when, and the job that erases it."""

    data: str
    processing: Processing
    period: timedelta | None
    ending: Ending | None = None
    job: str | None = None


JOB, FORGET = "forget_words", "forget_addresses"
TABLE = (
    Kept("kept_messages_in", Processing.CONVERSATIONS, WORDS, job=JOB),
    Kept("kept_messages_out", Processing.CONVERSATIONS, WORDS, job=JOB),
    Kept("kept_open_conversations", Processing.CONVERSATIONS, CONVERSATION, job=JOB),
    Kept("kept_lesson_places", Processing.CONVERSATIONS, PLACES, job=JOB),
    Kept("kept_unheard", Processing.CONVERSATIONS, UNHEARD, job=JOB),
    Kept("kept_addresses", Processing.CONVERSATIONS, None, Ending.ASKED_TO_FORGET, FORGET),
    Kept("kept_askers", Processing.QUESTIONS, ASKERS, job=JOB),
    Kept("kept_requests", Processing.QUESTIONS, None, Ending.PUBLIC_RECORD),
    Kept("kept_prepared_forms", Processing.FORMAL_REQUESTS, PREPARED, job=JOB),
    Kept("kept_identities", Processing.FORMAL_REQUESTS, FORMS, job=JOB),
    Kept("kept_proposal_authors", Processing.PROPOSALS, None, Ending.ASKED_TO_FORGET, FORGET),
    Kept("kept_choices_on_the_way", Processing.VOTE, CHOICES, job=JOB),
    Kept("kept_ballots", Processing.VOTE, None, Ending.KEY_DESTROYED),
    Kept("kept_staff", Processing.STAFF, None, Ending.ACCOUNT_ENDS),
)
