"""Why something about a witness is not done."""

from __future__ import annotations

from enum import StrEnum


class WitnessReason(StrEnum):
    """The reasons."""

    UNKNOWN = "witness_unknown"
    NAME_MISSING = "witness_name_missing"
    IS_STAFF = "witness_is_staff"
    NOT_YET = "witness_not_yet"
    NOT_ACCEPTED = "witness_not_accepted"
    ACCEPTED_ALREADY = "witness_accepted_already"
    NOTHING_WAITS = "witness_nothing_waits"
    LINK_DEAD = "witness_link_dead"
