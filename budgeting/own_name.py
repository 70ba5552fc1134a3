"""Names that a commune gave in no language of ours: shown as written, where the reader's own language has none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

OWN_NAME = ""
"""Stands for the language of such a name."""


def names_in_order(names: Mapping[str, str], languages: Sequence[str]) -> Iterator[str]:
    """Yield what a thing is called: in the reader's language, as it is written there, in the others, in whichever."""
    for language in (*languages[:1], OWN_NAME, *languages[1:]):
        if names.get(language):
            yield names[language]
    yield from (name for name in names.values() if name)


def names_of_zone(zone: Mapping[str, Any]) -> dict[str, str]:
    """Return what a zone of frozen rules is called, by language."""
    return {OWN_NAME: zone["name"], **zone["names"]}
