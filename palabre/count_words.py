"""Why a published election cannot be counted, in words for a terminal."""

from __future__ import annotations

from collections.abc import Mapping

from budgeting.counting.terms import TermsReason
from budgeting.pabulib.file import PabulibReason
from budgeting.refusal import Refusal

REFUSED: Mapping[str, str] = {
    PabulibReason.NOT_ONE: "Line %(line)s is no part of a Pabulib file: one begins with META, then PROJECTS, VOTES.",
    PabulibReason.TABLE_MISSING: "The file has no table %(table)s, or the table has no columns.",
    PabulibReason.TABLE_TWICE: "Line %(line)s begins the table %(table)s again: each may stand there once.",
    PabulibReason.COLUMN_MISSING: "Line %(line)s: the table %(table)s has no column %(column)s.",
    PabulibReason.ROW_TOO_LONG: "Line %(line)s has more cells than the table %(table)s has columns.",
    PabulibReason.NUMBER_UNREADABLE: "Line %(line)s: what stands under %(column)s is no whole number that can be read.",
    PabulibReason.VOTE_TYPE_UNKNOWN: "vote_type %(vote_type)s is not known.",
    PabulibReason.POINTS_MISMATCHED: "Line %(line)s: there are not as many points as projects.",
    TermsReason.FORMAT_UNFIT: "The rule %(rule)s does not read ballots of the format %(format)s.",
    TermsReason.HANDS_UNFIT: "The rule %(rule)s does not count shows of hands.",
    TermsReason.SEED_MISSING: "A draw needs a seed. Decide ties by --tie-break without one.",
    TermsReason.TIE_BREAK_UNDECIDED: "These ways of --tie-break may leave a tie: let the last of them be order.",
}


def why_not_counted(no: Refusal) -> str:
    """Return what is wrong and in which line; the name of the reason where there are no words for it."""
    text = REFUSED.get(str(no.reason))
    return text % no.values if text else str(no)
