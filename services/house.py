"""What every use case is given: the writer, the clock, the secrets, the places of things."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from services.clock import Clock
from services.keyring import Keyring
from services.unit_of_work import UnitOfWork
from services.vault import Vault


@dataclass(frozen=True, slots=True)
class House:
    """The things an installation has one of.

    `files` is the folder of uploads; `public_url` the address citizens and providers reach, without a slash at the
    end. `people_clock` is the time on people's own devices, where it differs from `clock`: in a demonstration that was
    turned forward. `neighbours` is how many different numbers of one thousand may write within minutes before they get
    no reply (`services.held_numbers`), 0 for any. `memory` remembers what can be read again at any time, under keys
    that change when the thing does.
    """

    work: UnitOfWork
    clock: Clock
    vault: Vault
    keyring: Keyring
    files: Path
    public_url: str = ""
    is_demo: bool = False
    people_clock: Clock | None = None
    neighbours: int = 0
    memory: dict[Any, Any] = field(default_factory=dict)
