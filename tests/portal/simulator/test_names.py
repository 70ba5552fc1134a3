"""What a key of the bot is called, the simulated phone calls it too."""

from __future__ import annotations

import pytest

from bot.phrases import Speech
from bot.render.buttons import KEYS
from bot.steps import Wants
from locales.catalogue import PAGES, translate
from locales.page_words import page_languages
from portal.simulator.examples import SAID


@pytest.mark.parametrize("language", page_languages())
@pytest.mark.parametrize("wants", KEYS)
def test_what_is_shared_has_one_name(wants: Wants, language: str) -> None:
    assert translate(SAID[wants], (language,), PAGES) == KEYS[wants].spoken(Speech((language,)))
