"""What the product does with personal data, kind by kind: why, which data, who gets it, how it is guarded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Processing(StrEnum):
    """The kinds of processing an installation may do."""

    CONVERSATIONS = "processing_conversations"
    QUESTIONS = "processing_questions"
    FORMAL_REQUESTS = "processing_formal_requests"
    PROPOSALS = "processing_proposals"
    VOTE = "processing_vote"
    ROLL = "processing_roll"
    ANNOUNCEMENTS = "processing_announcements"
    STAFF = "processing_staff"


class Purpose(StrEnum):
    """What each is for; data is used for nothing else."""

    ANSWER_PEOPLE = "purpose_answer_people"
    ANSWER_QUESTIONS = "purpose_answer_questions"
    SERVE_REQUESTS = "purpose_serve_requests"
    COLLECT_PROPOSALS = "purpose_collect_proposals"
    COUNT_VOTES = "purpose_count_votes"
    CHECK_RIGHT_TO_VOTE = "purpose_check_right_to_vote"
    TELL_NEWS = "purpose_tell_news"
    RUN_PANEL = "purpose_run_panel"


class DataCategory(StrEnum):
    """Which data."""

    ADDRESS = "data_address"
    TEXT = "data_text"
    VOICE = "data_voice"
    LANGUAGE = "data_language"
    LESSON_PLACE = "data_lesson_place"
    ZONE = "data_zone"
    NAME = "data_name"
    POSTAL_ADDRESS = "data_postal_address"
    IDENTITY = "data_identity"
    EMAIL = "data_email"
    VOTER_PSEUDONYM = "data_voter_pseudonym"
    CHOICES = "data_choices"
    STAFF_ACTS = "data_staff_acts"


class Recipient(StrEnum):
    """Who gets to see it."""

    COMMUNE_STAFF = "recipient_commune_staff"
    MESSAGE_CARRIER = "recipient_message_carrier"
    HOST = "recipient_host"
    PUBLIC_WITHOUT_NAMES = "recipient_public_without_names"


class Measure(StrEnum):
    """How it is guarded."""

    ADDRESSES_ENCRYPTED = "measure_addresses_encrypted"
    ROLES = "measure_roles"
    AUDIT_CHAIN = "measure_audit_chain"
    OFF_SMS = "measure_off_sms"
    BALLOTS_ENCRYPTED = "measure_ballots_encrypted"
    KEY_APART = "measure_key_apart"
    KEY_DESTROYED = "measure_key_destroyed"
    ROLL_HASHED = "measure_roll_hashed"
    OPT_IN_ONLY = "measure_opt_in_only"
    SIGNED_CALLS = "measure_signed_calls"
    SECOND_FACTOR = "measure_second_factor"
    ENCRYPTED_LINE = "measure_encrypted_line"
    ENCRYPTED_BACKUPS = "measure_encrypted_backups"


@dataclass(frozen=True)
class Description:
    """One kind of processing."""

    purpose: Purpose
    categories: tuple[DataCategory, ...]
    recipients: tuple[Recipient, ...]
    security: frozenset[Measure]


_ALWAYS = frozenset({Measure.ADDRESSES_ENCRYPTED, Measure.ROLES, Measure.AUDIT_CHAIN, Measure.SIGNED_CALLS})
_STAFF = (Recipient.COMMUNE_STAFF,)
_PUBLIC = (Recipient.COMMUNE_STAFF, Recipient.PUBLIC_WITHOUT_NAMES)
_SAID = (DataCategory.ADDRESS, DataCategory.TEXT, DataCategory.LANGUAGE, DataCategory.ZONE)
_FORM = (DataCategory.NAME, DataCategory.POSTAL_ADDRESS, DataCategory.IDENTITY, DataCategory.EMAIL, DataCategory.TEXT)
_BALLOT = (DataCategory.VOTER_PSEUDONYM, DataCategory.CHOICES, DataCategory.ZONE)
_SEALED = frozenset({Measure.BALLOTS_ENCRYPTED, Measure.KEY_APART, Measure.KEY_DESTROYED})

DESCRIBED: Mapping[Processing, Description] = MappingProxyType(
    {
        Processing.CONVERSATIONS: Description(
            Purpose.ANSWER_PEOPLE, (*_SAID, DataCategory.LESSON_PLACE), _STAFF, _ALWAYS
        ),
        Processing.QUESTIONS: Description(Purpose.ANSWER_QUESTIONS, _SAID, _PUBLIC, _ALWAYS),
        Processing.FORMAL_REQUESTS: Description(Purpose.SERVE_REQUESTS, _FORM, _STAFF, _ALWAYS | {Measure.OFF_SMS}),
        Processing.PROPOSALS: Description(Purpose.COLLECT_PROPOSALS, (*_SAID, DataCategory.VOICE), _PUBLIC, _ALWAYS),
        Processing.VOTE: Description(
            Purpose.COUNT_VOTES, _BALLOT, (Recipient.PUBLIC_WITHOUT_NAMES,), _ALWAYS | _SEALED
        ),
        Processing.ROLL: Description(
            Purpose.CHECK_RIGHT_TO_VOTE, (DataCategory.VOTER_PSEUDONYM,), _STAFF, _ALWAYS | {Measure.ROLL_HASHED}
        ),
        Processing.ANNOUNCEMENTS: Description(
            Purpose.TELL_NEWS, (DataCategory.ADDRESS, DataCategory.LANGUAGE), _STAFF, _ALWAYS | {Measure.OPT_IN_ONLY}
        ),
        Processing.STAFF: Description(
            Purpose.RUN_PANEL,
            (DataCategory.NAME, DataCategory.EMAIL, DataCategory.STAFF_ACTS),
            _STAFF,
            frozenset({Measure.ROLES, Measure.AUDIT_CHAIN}),
        ),
    }
)
"""The product as it is built; a commune changes none of it by a setting."""

_SPOKEN = frozenset({Recipient.MESSAGE_CARRIER, Recipient.HOST})
_KEPT = frozenset({Recipient.HOST})

CARRIED: Mapping[Processing, frozenset[Recipient]] = MappingProxyType(
    {
        Processing.CONVERSATIONS: _SPOKEN,
        Processing.QUESTIONS: _SPOKEN,
        Processing.FORMAL_REQUESTS: _KEPT,
        Processing.PROPOSALS: _SPOKEN,
        Processing.VOTE: _SPOKEN,
        Processing.ROLL: _KEPT,
        Processing.ANNOUNCEMENTS: _SPOKEN,
        Processing.STAFF: _KEPT,
    }
)
"""Which companies see a kind of processing: the operator reads every SMS, votes included."""
