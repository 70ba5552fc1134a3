"""What people mean who speak French, Arabic or English does not change when their commune takes in a draft."""

from __future__ import annotations

import pytest

from bot.understanding.lexicon import lexicon_of
from bot.understanding.understand import Understanding, understand
from locales.words import is_draft, languages, load_words
from tests.bot.test_transcripts import SCENARIOS
from tests.bot.understanding.test_cases import FLOORS, LANGUAGES, OWN, cases

DRAFTS = tuple(tag for tag in languages() if is_draft(tag))


@pytest.mark.parametrize("name", FLOORS)
def test_every_case_means_the_same_beside_all_drafts_at_once(name: str) -> None:
    own = OWN[name]
    for _intents, _numbers, text in cases(name):
        assert understand(text, own, (*LANGUAGES, *DRAFTS)) == understand(text, own, LANGUAGES), text


def test_every_message_of_the_transcripts_means_the_same_beside_all_drafts_at_once() -> None:
    said = {
        (line[1:].strip(), scenario.settings.get("language", "fr"))
        for scenario in SCENARIOS
        for _number, line in scenario.lines
        if line.startswith(">") and not line[1:].strip().startswith("[")
    }
    assert len(said) > 1000
    for text, own in said:
        assert understand(text, own, (*LANGUAGES, *DRAFTS)) == understand(text, own, LANGUAGES), text


def both_ways(text: str, draft: str) -> tuple[Understanding, Understanding]:
    return understand(text, "fr", ("fr", draft, "en")), understand(text, draft, (draft, "fr", "en"))


def test_a_word_that_french_knows_keeps_its_french_meaning_for_who_speaks_french() -> None:
    for_french, for_amazigh = both_ways("vote sa", "zgh-Latn")
    assert (for_french.numbers, for_amazigh.numbers) == ((), (7,))
    assert "ni" in lexicon_of(("fr", "bm", "en")).without


def test_a_small_word_means_what_it_means_in_the_language_of_who_writes() -> None:
    """NI joins two numbers in Bambara; in French it refuses the one behind it."""
    for_french, for_bambara = both_ways("vote 3 ni 7", "bm")
    assert for_bambara.numbers == (3, 7) and for_bambara.sure
    assert for_french.numbers != (3, 7)


@pytest.mark.parametrize("draft", DRAFTS)
def test_who_has_not_chosen_a_draft_may_still_send_its_commands(draft: str) -> None:
    for intent, items in load_words(draft).commands.items():
        meaning = understand(items[0], "fr", ("fr", draft, "en"))
        assert (meaning.intent, meaning.sure) == (intent, True), items[0]
