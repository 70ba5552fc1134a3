"""Choices given as codes and English msgids, said in the language of the request that shows them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from wtforms import SelectChoice

from admin.tongue import _


def spoken_choices(names: Mapping[str, str]) -> Callable[[], list[SelectChoice]]:
    """Return what a field asks for its choices when a page is made."""
    return lambda: [SelectChoice(code, _(name)) for code, name in names.items()]
