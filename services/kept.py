"""What is kept how long, in one table: the pages read it, the purge job does it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from budgeting.law.processing import Processing
from services.periods import (
    ASKERS,
    CHOICES,
    CODE_TRIES,
    COMERS,
    CONTRACTS,
    CONVERSATION,
    FOLLOWERS,
    FORMS,
    INQUIRERS,
    PLACES,
    PREPARED,
    ROOM_TRIES,
    ROOM_VOICES,
    TABLES,
    UNHEARD,
    UNSENT,
    VOICES,
    WORDS,
)


class Ending(StrEnum):
    """What ends the keeping where no number of days does."""

    KEY_DESTROYED = "key_destroyed"
    ASKED_TO_FORGET = "asked_to_forget"
    ASKED_TO_END = "asked_to_end"
    ACCOUNT_ENDS = "account_ends"
    PUBLIC_RECORD = "public_record"
    ERASED_THERE = "erased_there"
    POLL_CLOSES = "poll_closes"
    HAS_BEEN_SENT = "has_been_sent"


@dataclass(frozen=True, slots=True)
class Kept:
    """One row: which data, for how long (or until what), counted from when, and the job that erases it.

    `tables` are those whose rows say which contact they are of.
    """

    data: str
    processing: Processing
    period: timedelta | None
    ending: Ending | None = None
    job: str | None = None
    tables: tuple[str, ...] = ()


JOB, FORGET = "forget_words", "forget_addresses"
TABLE = (
    Kept("kept_messages_in", Processing.CONVERSATIONS, WORDS, job=JOB, tables=("inbound",)),
    Kept("kept_messages_out", Processing.CONVERSATIONS, WORDS, job=JOB, tables=("outbox",)),
    Kept("kept_for_erasure", Processing.CONVERSATIONS, None, Ending.ERASED_THERE),
    Kept("kept_open_conversations", Processing.CONVERSATIONS, CONVERSATION, job=JOB, tables=("conversation",)),
    Kept("kept_unsent", Processing.CONVERSATIONS, UNSENT, job=JOB),
    Kept("kept_lesson_places", Processing.CONVERSATIONS, PLACES, job=JOB, tables=("lesson_place",)),
    Kept("kept_learners", Processing.CONVERSATIONS, PLACES, job=JOB, tables=("lesson_finished",)),
    Kept("kept_inquirers", Processing.CONVERSATIONS, INQUIRERS, job=JOB, tables=("budget_inquiry",)),
    Kept("kept_raters", Processing.CONVERSATIONS, None, Ending.ASKED_TO_FORGET, tables=("feedback",)),
    Kept("kept_reporters", Processing.QUESTIONS, ASKERS, job=JOB, tables=("works_report",)),
    Kept("kept_asked_of_works", Processing.ANNOUNCEMENTS, None, Ending.POLL_CLOSES, JOB, tables=("works_opinion",)),
    Kept("kept_unheard", Processing.CONVERSATIONS, UNHEARD, job=JOB),
    Kept("kept_addresses", Processing.CONVERSATIONS, None, Ending.ASKED_TO_FORGET, FORGET),
    Kept("kept_askers", Processing.QUESTIONS, ASKERS, job=JOB, tables=("information_request",)),
    Kept("kept_requests", Processing.QUESTIONS, None, Ending.PUBLIC_RECORD),
    Kept("kept_prepared_forms", Processing.FORMAL_REQUESTS, PREPARED, job=JOB),
    Kept("kept_identities", Processing.FORMAL_REQUESTS, FORMS, job=JOB),
    Kept("kept_proposal_authors", Processing.PROPOSALS, None, Ending.ASKED_TO_END, tables=("proposal", "co_author")),
    Kept("kept_appellants", Processing.PROPOSALS, ASKERS, job=JOB),
    Kept("kept_voices", Processing.PROPOSALS, VOICES, job=JOB, tables=("proposal_voice",)),
    Kept("kept_supporters", Processing.PROPOSALS, None, Ending.ASKED_TO_FORGET, tables=("support",)),
    Kept(
        "kept_followers",
        Processing.ANNOUNCEMENTS,
        None,
        Ending.ASKED_TO_END,
        tables=("follower", "document_follower", "news_reader"),
    ),
    Kept(
        "kept_broadcast_lists",
        Processing.ANNOUNCEMENTS,
        None,
        Ending.HAS_BEEN_SENT,
        "run_broadcasts",
        ("broadcast_recipient",),
    ),
    Kept("kept_told_of_promises", Processing.ANNOUNCEMENTS, FOLLOWERS, job=JOB, tables=("follow_up_follower",)),
    Kept("kept_comers", Processing.ANNOUNCEMENTS, COMERS, job=JOB, tables=("session_answer",)),
    Kept("kept_room_names", Processing.QUESTIONS, ASKERS, job=JOB),
    Kept("kept_room_voices", Processing.QUESTIONS, ROOM_VOICES, job=JOB),
    Kept("kept_room_tries", Processing.QUESTIONS, ROOM_TRIES, job=JOB),
    Kept("kept_waiting_tables", Processing.STAFF, TABLES, job=JOB),
    Kept("kept_association_contacts", Processing.ANNOUNCEMENTS, None, Ending.ASKED_TO_FORGET),
    Kept("kept_choices_on_the_way", Processing.VOTE, CHOICES, job=JOB),
    Kept("kept_code_tries", Processing.VOTE, CODE_TRIES, job=JOB),
    Kept("kept_waiting_ballots", Processing.VOTE, CONVERSATION, job=JOB),
    Kept("kept_phone_use", Processing.VOTE, None, Ending.KEY_DESTROYED),
    Kept("kept_roll", Processing.VOTE, None, Ending.KEY_DESTROYED),
    Kept("kept_unmatched", Processing.VOTE, None, Ending.KEY_DESTROYED, tables=("unmatched_voter",)),
    Kept("kept_voting_codes", Processing.VOTE, None, Ending.KEY_DESTROYED),
    Kept("kept_ballots", Processing.VOTE, None, Ending.KEY_DESTROYED),
    Kept("kept_witnesses", Processing.VOTE, None, Ending.PUBLIC_RECORD),
    Kept("kept_dialogue_participants", Processing.STAFF, None, Ending.PUBLIC_RECORD),
    Kept("kept_contracts_of_people", Processing.STAFF, CONTRACTS, job=JOB),
    Kept("kept_staff", Processing.STAFF, None, Ending.ACCOUNT_ENDS),
)
