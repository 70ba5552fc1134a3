"""What the fields of lines are called: each by words of the panel's languages, none by its name in the code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import gateways.providers
from admin.line_words import LABELS
from locales.catalogue import PAGES
from locales.extract import forms_of, read_catalogue
from palabre.demo.lines import simulator_lines
from services.house import House
from services.line_kinds import KINDS

READ = re.compile(r"(?:settings|secrets)(?:\.get\(|\[)\"([a-z_]+)\"")
"""How a provider reads a field of its line."""

WANTED = re.compile(r"first_missing\(([^)]*\)[^)]*)\)")


def fields_of_kinds() -> set[str]:
    return {name for kind in KINDS.values() for name in (*kind.needed, *kind.optional, *kind.secrets, *kind.made)}


def fields_read() -> set[str]:
    """Return every field that the code of a provider names."""
    (folder,) = gateways.providers.__path__
    found = set[str]()
    for file in [*Path(folder).glob("*.py"), *Path(folder).parent.glob("*.py")]:
        text = file.read_text()
        found |= set(READ.findall(text))
        found |= {name for part in WANTED.findall(text) for name in re.findall(r"\"([a-z_]+)\"", part)}
    return found


def test_no_field_of_any_provider_is_without_words(house: House) -> None:
    planted = {name for line in simulator_lines(house) for name in (*line.settings, *line.secrets)}
    fields = fields_of_kinds() | fields_read() | planted
    assert {"kind", "secret", "auth_token", "client_id"} <= fields
    assert fields - LABELS.keys() == set()


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_words_of_every_field_are_translated(language: str) -> None:
    said = {message.id: forms_of(message.string)[0] for message in read_catalogue(language, PAGES)}
    assert [name for name, label in LABELS.items() if not said.get(label)] == []
