"""The commune's own promise: its days, reasons and complaint stages, written by itself and kept as JSON.

It applies to every question, and to formal requests where the country's law gives no number. It is shown as a promise,
never as law.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from budgeting.law.extending import COMMON, ExtensionCode, ExtensionGround
from budgeting.law.grounds import GENERIC, Ground, GroundCode
from budgeting.law.profile import Delay
from budgeting.law.sources import Confidence, Source
from budgeting.law.stages import Body, Ladder, Stage
from budgeting.law.terms import Basis, Term, Unit

OWN_WORD = Source("", Confidence.READ, note="the commune's own promise")


@dataclass(frozen=True)
class PromisedStage:
    """Whom a citizen may turn to, in the commune's words; 0 days means that no number is promised."""

    name: str
    complain_days: int = 0
    answer_days: int = 0


@dataclass(frozen=True)
class Promise:
    """What a commune promises; made by `budgeting.law.promise_record.promise_from`, which checks it."""

    days: int
    unit: Unit
    extension_days: int = 0
    grounds: tuple[GroundCode, ...] = ()
    complaints: tuple[PromisedStage, ...] = ()
    extension_grounds: tuple[ExtensionCode, ...] = ()

    @property
    def delay(self) -> Delay:
        """The promised days, and the extension the commune keeps for itself."""
        return Delay(self._term(self.days), self._term(self.extension_days) if self.extension_days else None)

    @property
    def ladder(self) -> Ladder:
        """The promised complaint stages, in their order."""
        return Ladder(tuple(self._stage(stage) for stage in self.complaints))

    @property
    def refusal_grounds(self) -> tuple[Ground, ...]:
        """The grounds the commune keeps to: its own choice of the generic ones, or all of them."""
        return tuple(ground for ground in GENERIC if not self.grounds or ground.code in self.grounds)

    @property
    def reasons_for_more_time(self) -> tuple[ExtensionGround, ...]:
        """Why the commune may take more days: its own choice of the common reasons, or all of them."""
        chosen = self.extension_grounds
        return tuple(ground for ground in COMMON if not chosen or ground.code in chosen)

    def as_record(self) -> dict[str, Any]:
        """Return the promise as JSON types."""
        return {
            "days": self.days,
            "unit": str(self.unit),
            "extension_days": self.extension_days,
            "grounds": [str(code) for code in self.grounds],
            "extension_grounds": [str(code) for code in self.extension_grounds],
            "complaints": [
                {"name": s.name, "complain_days": s.complain_days, "answer_days": s.answer_days}
                for s in self.complaints
            ],
        }

    def _stage(self, stage: PromisedStage) -> Stage:
        return Stage(
            Body.NAMED_BY_COMMUNE,
            OWN_WORD,
            complain=self._term(stage.complain_days) if stage.complain_days else None,
            answer=self._term(stage.answer_days) if stage.answer_days else None,
            name=stage.name,
        )

    def _term(self, days: int) -> Term:
        return Term(days, self.unit, OWN_WORD, Basis.PROMISE)


def ladder_for(basis: Basis, legal: Ladder, promise: Promise | None) -> Ladder:
    """Return the stages open to a citizen: the law's, or where the clock was a promise and has some, the promised."""
    if basis is Basis.PROMISE and promise is not None and promise.complaints:
        return promise.ladder
    return legal
