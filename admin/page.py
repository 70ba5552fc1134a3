"""What a page declares: who may open it, where it stands in the menu, what its refusals mean."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeVar

from flask import Blueprint

from services.roles import RoleName

View = TypeVar("View", bound=Callable[..., Any])


class Group(StrEnum):
    """The parts of the menu, in their order."""

    DAILY = "daily"
    BUDGET = "budget"
    DECISIONS = "decisions"
    PUBLISHING = "publishing"
    SETTINGS = "settings"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the panel, held by its file under the name `PAGE`.

    `name` is the file's name, the folder of its templates, its blueprint's name and its part of the address.
    `title` is an English msgid. `roles` may open it; a route that changes something narrows them with `@needs`.
    `refusals` gives for reasons of `Refusal` the English sentence that staff read. `commune_free` pages open before
    an administrator of the installation has chosen a commune; on `open_to_observers` pages observers may write too.
    """

    name: str
    title: str
    group: Group
    order: int
    roles: frozenset[RoleName]
    blueprint: Blueprint
    entry: str = "index"
    refusals: Mapping[str, str] = field(default_factory=dict)
    commune_free: bool = False
    open_to_observers: bool = False

    @property
    def endpoint(self) -> str:
        """The endpoint the menu leads to."""
        return f"panel.{self.name}.{self.entry}"


def needs(*roles: RoleName) -> Callable[[View], View]:
    """Narrow one route to some of its page's roles; it stands right under the route's own decorator."""

    def declare(view: View) -> View:
        view.needed_roles = frozenset(roles)  # type: ignore[attr-defined]
        return view

    return declare
