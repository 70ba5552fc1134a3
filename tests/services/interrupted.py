"""Others who write between the steps of somebody's work."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from services.unit_of_work import UnitOfWork
from tests.services.at_once import Act


@dataclass
class Interrupted:
    """A unit of work in which others write whenever something was read, or is about to be."""

    work: UnitOfWork
    acts: list[Act]
    before: list[Act] = field(default_factory=list)

    def read(self, work: Act) -> Any:
        if self.before:
            self.work.write(self.before.pop(0))
        found = self.work.read(work)
        if self.acts:
            self.work.write(self.acts.pop(0))
        return found

    def write(self, work: Act) -> Any:
        return self.work.write(work)
