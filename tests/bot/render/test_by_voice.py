"""A reply as a telephone would speak it: every choice has a key, and what is pressed is the message it stands for."""

from __future__ import annotations

import pytest

from bot.phrases import Speech, _
from bot.render.by_voice import Entry, VoicePrompt, render_by_voice
from bot.reply import Reply
from bot.steps import Ask, Choice, Choose, Confirm, Say
from tests.bot.talking import TERMINAL, Talk

SPEECH = Speech(("en",))
MANY = Choose("many", _("Which?"), [Choice(number, f"Thing {number}") for number in range(1, 12)])


def spoken(reply: Reply, speech: Speech = SPEECH) -> VoicePrompt:
    return render_by_voice(reply, speech, TERMINAL)


def test_each_choice_is_spoken_with_its_key() -> None:
    prompt = spoken(Reply([Say(_("Welcome to %(commune)s.", commune="Kossi"))], question=MANY))
    assert prompt.sentences[:4] == (
        "Welcome to Kossi.",
        "Which?",
        "For Thing 1 press 1.",
        "For Thing 2 press 2.",
    )
    assert "For More press 8." in prompt.sentences and prompt.entry is Entry.KEY
    assert [prompt.text_of(key) for key in "128"] == ["1", "2", "8"]
    assert [prompt.text_of(key) for key in "09*"] == ["0", "9", "?"]
    assert prompt.text_of("#") is None  # spoken again


def test_a_yes_or_no_is_two_keys() -> None:
    prompt = spoken(Reply(question=Confirm("sure", _("Which?"))))
    assert prompt.sentences[1:3] == ("For Yes press 1.", "For No press 2.")


def test_numbers_are_typed_with_stars_and_end_with_hash() -> None:
    ask = Ask(
        "numbers", _("Which?"), read=str, choices=[Choice(3, "Well", 3), Choice(12, "Bridge", 12)], takes_numbers=True
    )
    prompt = spoken(Reply(question=ask))
    assert prompt.entry is Entry.NUMBERS and prompt.sentences[1:3] == ("3 Well", "12 Bridge")
    assert prompt.text_of("3*12#") == "3 12"
    assert prompt.text_of("0#") == "0"
    assert prompt.text_of("*#") == "Back"
    assert prompt.text_of("#") is None
    assert spoken(Reply(question=ask), Speech(("fr",))).text_of("*#") == "Retour"


def test_words_are_spoken_where_a_recording_is_taken_and_refused_kindly_elsewhere() -> None:
    idea = spoken(Reply(question=Ask("idea", _("Which?"), read=str, is_free=True, hears_voice=True)))
    assert idea.entry is Entry.VOICE and "after the tone" in idea.sentences[1]
    name = spoken(Reply(question=Ask("name", _("Which?"), read=str, is_free=True)))
    assert name.entry is Entry.KEY and "write it by SMS" in name.sentences[1]


def test_what_asks_nothing_leads_to_the_menu() -> None:
    prompt = spoken(Reply([Say(_("Which?"))]))
    assert prompt.entry is Entry.NOTHING and prompt.text_of("0") == "0"


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_a_vote_is_cast_by_keys_alone(language: str) -> None:
    talk = Talk(TERMINAL, language)
    talk.says("MENU")
    for pressed in ("5", "3*7#"):
        assert talk.spoken is not None
        text = render_by_voice(talk.spoken.reply, talk.speech, talk.can).text_of(pressed)
        assert text is not None
        talk.says(text)
    assert talk.desk.effects[-1] == ("cast_ballot", (3, 7))
