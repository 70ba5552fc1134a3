"""The commune as a dialogue speaks of it: its name, its places, its next session."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class CommuneView:
    """The commune as a dialogue speaks of it; `population` is what it has set, None where it has not."""

    name: str
    languages: tuple[str, ...]
    promised_days: int
    is_first_contact: bool = False
    population: int | None = None


@dataclass(frozen=True, slots=True)
class ServedView:
    """A commune that can be chosen on a line that serves several."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class ZoneView:
    """A neighbourhood or village; `also` are what it is called in other languages."""

    id: int
    name: str
    also: tuple[str, ...] = ()
    population: int | None = None


@dataclass(frozen=True, slots=True)
class OfficeView:
    """Where and when the town hall is open and its number; whom else the commune names. Empty where it has not said.

    `emergency` helps in danger, `misconduct` hears that public money was taken.
    """

    place: str = ""
    hours: str = ""
    phone: str = ""
    emergency: str = ""
    misconduct: str = ""


@dataclass(frozen=True, slots=True)
class SessionView:
    """A public session that is to come: what it is about, where and when, the titles of its agenda.

    `kind` is a name of a `SessionKind`, empty where nobody said one; `comes` what the person answered, None while they
    have not.
    """

    title: str
    place: str
    starts_at: datetime
    id: int = 0
    kind: str = ""
    agenda: tuple[str, ...] = ()
    comes: bool | None = None
