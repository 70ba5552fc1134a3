"""The coded reasons for which a request may be refused or left without an answer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from budgeting.law.sources import Source


class GroundCode(StrEnum):
    """What a refusal rests on; a reason in words always goes beside it."""

    DEFENCE = "defence"
    SECURITY = "security"
    PRIVATE_LIFE = "private_life"
    PROSECUTION = "prosecution"
    COURT_CASE = "court_case"
    DELIBERATION = "deliberation"
    RIGHTS_AND_LIBERTIES = "rights_and_liberties"
    PROTECTED_SOURCE = "protected_source"
    FOREIGN_RELATIONS = "foreign_relations"
    NEGOTIATION = "negotiation"
    LOAN_OR_TAX_PLAN = "loan_or_tax_plan"
    TRADE_SECRET = "trade_secret"  # noqa: S105 - the name of a ground, not a password
    MEDICAL = "medical"
    NOT_HELD = "not_held"
    ALREADY_PUBLISHED = "already_published"
    REPEATED = "repeated"
    NOT_CLEAR = "not_clear"
    BEING_PREPARED = "being_prepared"
    ARCHIVED = "archived"
    NOT_COMMUNAL = "not_communal"


class GroundKind(StrEnum):
    """An exception keeps the information back; the others only say why there is no answer here and now."""

    EXCEPTION = "exception"
    NO_ANSWER = "no_answer"


@dataclass(frozen=True)
class Ground:
    """A reason a profile offers; `source` is None where it is house practice and no law's."""

    code: GroundCode
    kind: GroundKind
    source: Source | None = None


def exceptions(source: Source, *codes: GroundCode) -> tuple[Ground, ...]:
    """Return exceptions taken from one source."""
    return tuple(Ground(code, GroundKind.EXCEPTION, source) for code in codes)


def no_answers(source: Source | None, *codes: GroundCode) -> tuple[Ground, ...]:
    """Return grounds for not answering, of a source or of house practice."""
    return tuple(Ground(code, GroundKind.NO_ANSWER, source) for code in codes)


GENERIC = (
    Ground(GroundCode.PRIVATE_LIFE, GroundKind.EXCEPTION),
    Ground(GroundCode.NOT_HELD, GroundKind.NO_ANSWER),
    Ground(GroundCode.ALREADY_PUBLISHED, GroundKind.NO_ANSWER),
    Ground(GroundCode.NOT_CLEAR, GroundKind.NO_ANSWER),
    Ground(GroundCode.BEING_PREPARED, GroundKind.NO_ANSWER),
    Ground(GroundCode.NOT_COMMUNAL, GroundKind.NO_ANSWER),
)
"""What is offered where no law lists its grounds."""
