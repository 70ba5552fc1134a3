"""Why a commune may take more days: a coded list, a law's own or the common one, beside which words always go."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from budgeting.law.sources import Source


class ExtensionCode(StrEnum):
    """Why more time is needed."""

    MANY_DOCUMENTS = "many_documents"
    HARD_TO_GATHER = "hard_to_gather"
    THIRD_PARTIES = "third_parties"
    HELD_ELSEWHERE = "held_elsewhere"
    OTHER = "other_cause"


@dataclass(frozen=True)
class ExtensionGround:
    """A reason for more days that a profile offers; `source` is None where it is house practice and no law's."""

    code: ExtensionCode
    source: Source | None = None


def extensions(source: Source | None, *codes: ExtensionCode) -> tuple[ExtensionGround, ...]:
    """Return reasons for more days, of one source or of house practice."""
    return tuple(ExtensionGround(code, source) for code in codes)


COMMON = extensions(None, *ExtensionCode)
"""What is offered where no law was found to list its reasons."""
