"""French, Arabic and English are complete and keep their placeholders."""

from __future__ import annotations

import re

import pytest
from babel.messages.pofile import read_po

from locales.catalogue import CITIZEN, FOLDER, PAGES
from locales.extract import forms_of, merged, missing
from tests.collected import collected

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")


def entries(language: str, domain: str) -> dict[str, str]:
    with (FOLDER / language / f"{domain}.po").open("rb") as file:
        return {"".join(forms_of(found.id)): "".join(forms_of(found.string)) for found in read_po(file) if found.id}


@pytest.mark.parametrize("domain", [CITIZEN, PAGES])
@pytest.mark.parametrize("language", ["fr", "ar"])
def test_every_phrase_of_the_code_is_translated(language: str, domain: str) -> None:
    assert missing(merged(language, domain, collected(domain))) == []


@pytest.mark.parametrize("domain", [CITIZEN, PAGES])
@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_placeholders_are_kept(language: str, domain: str) -> None:
    for text, translation in entries(language, domain).items():
        if translation:
            assert sorted(set(PLACEHOLDER.findall(text))) == sorted(set(PLACEHOLDER.findall(translation))), text
