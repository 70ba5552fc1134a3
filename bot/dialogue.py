"""A dialogue, what it may be given, and how it is found."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Generator
from dataclasses import dataclass
from functools import cache
from typing import Any

from bot.phrases import Phrase, Speech
from bot.ports import Desk, Offer
from bot.records import Record
from bot.steps import Step
from bot.understanding.intents import Intent

Talk = Generator[Step, Any, None]
FOLDER = "bot.dialogues"


@dataclass(frozen=True, slots=True)
class Turn:
    """What a dialogue may use: the desk, the message that opened it, and how to speak."""

    desk: Desk
    opening: Record
    speech: Speech


@dataclass(frozen=True, slots=True)
class Dialogue:
    """Something a citizen can say.

    `intents` start it; `label` puts it into the menu at `order`, where there is what it `needs`; `is_private` keeps
    every message of it unwritten; `fixes_language` when its act is the choice of a language; `is_due` when it is
    answered however much was written; `leads_back` when it does nothing but show things, so that BACK may return to
    its last question from what an answer led to; `takes_numbers` when numbers alone that follow it are for it;
    `stays_open` when another number of its list is taken after what one of them showed;
    `takes_things` when a photo or a position is taken at any of its questions.
    """

    name: str
    talk: Callable[[Turn], Talk]
    intents: tuple[Intent, ...] = ()
    label: Phrase | None = None
    order: int = 100
    needs: Offer | None = None
    is_private: bool = False
    fixes_language: bool = False
    is_due: bool = False
    leads_back: bool = False
    takes_numbers: bool = False
    takes_things: bool = False
    stays_open: bool = False


def dialogue(
    name: str,
    *,
    intents: tuple[Intent, ...] = (),
    label: Phrase | None = None,
    order: int = 100,
    needs: Offer | None = None,
    is_private: bool = False,
    fixes_language: bool = False,
    is_due: bool = False,
    leads_back: bool = False,
    takes_numbers: bool = False,
    takes_things: bool = False,
    stays_open: bool = False,
) -> Callable[[Callable[[Turn], Talk]], Dialogue]:
    """Make a generator function a dialogue of that name."""

    def wrap(talk: Callable[[Turn], Talk]) -> Dialogue:
        flags = (is_private, fixes_language, is_due, leads_back, takes_numbers, takes_things, stays_open)
        return Dialogue(name, talk, intents, label, order, needs, *flags)

    return wrap


@cache
def find_dialogues() -> dict[str, Dialogue]:
    """Return every dialogue in `bot/dialogues/` by name; two of one name are refused."""
    found: dict[str, Dialogue] = {}
    for module in pkgutil.iter_modules(importlib.import_module(FOLDER).__path__):
        loaded = importlib.import_module(f"{FOLDER}.{module.name}")
        for item in vars(loaded).values():
            if isinstance(item, Dialogue):
                if item.name in found and found[item.name] is not item:
                    raise ValueError(f"two dialogues are called {item.name}")
                found[item.name] = item
    return found


@cache
def dialogue_for(intent: Intent) -> Dialogue | None:
    """Return the dialogue that an intent starts."""
    return next((item for item in find_dialogues().values() if intent in item.intents), None)


@cache
def menu_dialogues() -> tuple[Dialogue, ...]:
    """Return the dialogues that stand in the menu, in their order."""
    return tuple(sorted((item for item in find_dialogues().values() if item.label), key=lambda item: item.order))
