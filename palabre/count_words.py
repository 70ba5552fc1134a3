"""Why a published election cannot be counted, in words for a terminal."""

from __future__ import annotations

from collections.abc import Mapping

from budgeting.counting.election import ElectionReason
from budgeting.counting.terms import TermsReason
from budgeting.pabulib.file import PabulibReason
from budgeting.refusal import Refusal

REFUSED: Mapping[str, str] = {
    PabulibReason.NOT_ONE: "Line %(line)s is no part of a Pabulib file: one begins with META, then PROJECTS, VOTES.",
    PabulibReason.QUOTE_OPEN: 'Line %(line)s: a cell is opened or closed by a " that has no other.',
    PabulibReason.TABLE_MISSING: "The file has no table %(table)s, or the table has no columns.",
    PabulibReason.TABLE_TWICE: "Line %(line)s begins the table %(table)s again: each may stand there once.",
    PabulibReason.COLUMN_MISSING: "Line %(line)s: the table %(table)s has no column %(column)s.",
    PabulibReason.COLUMN_TWICE: "Line %(line)s: the table %(table)s has two columns %(column)s.",
    PabulibReason.KEY_TWICE: "The table META says %(key)s twice.",
    PabulibReason.ROW_TOO_LONG: "Line %(line)s has more cells than the table %(table)s has columns.",
    PabulibReason.ROW_TOO_SHORT: "Line %(line)s has fewer cells than the table %(table)s has columns.",
    PabulibReason.ROWS_MISCOUNTED: "The file says that %(said)s rows stand under %(table)s, but %(found)s do: "
    "it is not whole.",
    PabulibReason.NUMBER_UNREADABLE: "Line %(line)s: what stands under %(column)s is no whole number that can be read.",
    PabulibReason.AMOUNT_UNREADABLE: "Line %(line)s: what stands under %(column)s is no amount. Write it in digits "
    "alone, decimals after a dot.",
    PabulibReason.BUDGET_MISSING: "The table META says no budget.",
    PabulibReason.VOTE_TYPE_UNKNOWN: "vote_type %(vote_type)s is not known.",
    PabulibReason.POINTS_MISMATCHED: "Line %(line)s: there are not as many points as projects.",
    ElectionReason.ID_UNREADABLE: "Line %(line)s: %(id)s is no project_id.",
    ElectionReason.ID_REPEATED: "Line %(line)s: project_id %(id)s stands there for the second time.",
    ElectionReason.COST_NOT_POSITIVE: "Line %(line)s: project %(id)s costs nothing.",
    ElectionReason.CHOICE_UNKNOWN: "Line %(line)s: there is no project %(choice)s.",
    ElectionReason.CHOICE_REPEATED: "Line %(line)s names a project twice.",
    TermsReason.FORMAT_UNFIT: "The rule %(rule)s does not read ballots of the format %(format)s.",
    TermsReason.HANDS_UNFIT: "The rule %(rule)s does not count shows of hands.",
    TermsReason.SEED_MISSING: "A draw needs a seed. Decide ties by --tie-break without one.",
    TermsReason.TIE_BREAK_UNDECIDED: "These ways of --tie-break may leave a tie: let the last of them be order.",
}
STEP_UNREADABLE = "--step is no amount above 0. Write it in digits alone, decimals after a dot."


def why_not_counted(no: Refusal) -> str:
    """Return what is wrong and in which line; the name of the reason where there are no words for it."""
    if no.reason == PabulibReason.AMOUNT_UNREADABLE and not no.values["line"]:  # of no line of the file: it was typed
        return STEP_UNREADABLE
    text = REFUSED.get(str(no.reason))
    return text % no.values if text else str(no)
