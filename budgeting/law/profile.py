"""What a file in `profiles/` declares."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from budgeting.law.asking import Asker, FormNeed, RequestKind, Track, Way
from budgeting.law.extending import COMMON, ExtensionGround
from budgeting.law.grounds import GENERIC, Ground
from budgeting.law.protection import Regime
from budgeting.law.sources import Gap, Source
from budgeting.law.stages import Ladder
from budgeting.law.terms import Term

SATURDAY, SUNDAY = 5, 6


@dataclass(frozen=True)
class Law:
    """The law on access to information: its names by language, where it was found, and since when it is in force."""

    names: Mapping[str, str]
    source: Source
    in_force_on: date | None = None


@dataclass(frozen=True)
class Delay:
    """The days the commune has to answer one track and some askers; an extension that is None is not in the law."""

    term: Term
    extension: Term | None = None
    track: Track = Track.ORDINARY
    askers: frozenset[Asker] = frozenset(Asker)


@dataclass(frozen=True)
class Weekend:
    """The days of the week that are no working days (Monday is 0)."""

    days: frozenset[int]
    source: Source


@dataclass(frozen=True)
class Profile:
    """A country's rules for requests, as data; `key` is also the name of the file, `country` ISO 3166-1 alpha-2.

    The clock starts with the day of receipt, which is not counted. `pause` is the source that says it stops while the
    citizen is awaited; None where no law was found to say so (the clock then shows both dates). Without `delays` the
    law gives no number and only the commune's own promise is left. `reasoned_refusal` is the source of the duty to
    refuse in writing with reasons; the product asks for them everywhere. `pending` is a law announced but not in force.
    `extension_grounds` are why more days may be taken, the common list where no law was found to have its own. `gaps`
    says what was looked for in vain.
    """

    key: str
    country: str
    weekend: Weekend
    protection: Regime
    law: Law | None = None
    kinds: frozenset[RequestKind] = frozenset({RequestKind.QUESTION})
    form: tuple[FormNeed, ...] = ()
    form_source: Source | None = None
    ways: tuple[Way, ...] = ()
    delays: tuple[Delay, ...] = ()
    grounds: tuple[Ground, ...] = GENERIC
    extension_grounds: tuple[ExtensionGround, ...] = COMMON
    reasoned_refusal: Source | None = None
    ladder: Ladder = field(default_factory=Ladder)
    pause: Source | None = None
    pending: Source | None = None
    gaps: frozenset[Gap] = frozenset()
    feast_names: Mapping[str, Mapping[str, str]] = field(default_factory=lambda: MappingProxyType({}))

    def delay_for(self, asker: Asker, track: Track) -> Delay | None:
        """Return the law's delay for a formal request; None where the law gives no number for it."""
        found = [delay for delay in self.delays if delay.track is track and asker in delay.askers]
        return min(found, key=lambda delay: len(delay.askers), default=None)
