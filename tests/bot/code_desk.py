"""A desk in a vote by codes: two codes are good, and each has its own ballot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from bot.ports import BallotPaper, CastBallot
from budgeting.ballot import judge_ballot, marks_of
from budgeting.refusal import Refusal
from budgeting.voting_codes import new_code
from tests.bot.fake_desk import CLOSES_AT, COSTS, FakeDesk

AFI, KOFI, STRANGER = (new_code(lambda _below, drawn=drawn: drawn) for drawn in (482_109_375, 100_200_304, 777_666_551))
PASSES = {AFI: "pass of Afi", KOFI: "pass of Kofi"}


@dataclass
class CodeDesk(FakeDesk):
    """People vote by a code each; `proven` is of no use here. `looks` are numbers that were none and no try."""

    proven: bool = False
    shares: bool = False
    wrong: int = 0
    looks: int = 0
    box: dict[str, tuple[Any, ...]] = field(default_factory=dict)

    def takes_codes(self) -> bool:
        return True

    def may_be_code(self, code: str) -> bool:
        if code not in PASSES and self.looks == 0:
            self.looks += 1
            return False
        return True

    def may_share_phone(self) -> bool:
        return self.shares

    def accept_code(self, code: str) -> str:
        if not self.vote_open:
            raise Refusal("vote_has_closed", closes_at=CLOSES_AT.isoformat())
        if self.wrong >= 5:
            raise Refusal("voting_code_tries")
        if code not in PASSES:
            self.wrong += 1
            raise Refusal("voting_code_not_good")
        return PASSES[code]

    def ballot_paper(self) -> BallotPaper:
        if not self.vote_open:
            raise Refusal("vote_has_closed", closes_at=CLOSES_AT.isoformat())
        return super().ballot_paper()

    def cast_ballot(
        self,
        numbers: Sequence[int],
        passed: str | None = None,
        points: Sequence[int | None] = (),
        said_at: str | None = None,
    ) -> CastBallot:
        judged = judge_ballot(marks_of(numbers, points), COSTS, self.ballots)
        return self._record(passed, tuple(judged.marks), judged.unknown)

    def cast_blank(self, passed: str | None = None) -> CastBallot:
        return self._record(passed, ())

    def my_ballot(self, passed: str | None = None) -> CastBallot | None:
        if passed is None:
            raise Refusal("voting_code_needed")
        return self._view(self.box[passed]) if passed in self.box else None

    def _record(self, passed: str | None, known: tuple[Any, ...], unknown: tuple[int, ...] = ()) -> CastBallot:
        if passed is None:
            raise Refusal("voting_code_needed")
        replaced = passed in self.box
        self.box[passed] = known
        self.done("cast", passed, known)
        return self._view(known, unknown, replaced)

    def _view(self, known: tuple[Any, ...], unknown: tuple[int, ...] = (), replaced: bool = False) -> CastBallot:
        return replace(self._cast(known, unknown, replaced), by_code=True)
