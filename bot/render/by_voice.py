"""A reply as a telephone would speak it: sentences, and the keys that answer them.

No company carries calls yet. One that does is a file of its own: it speaks the sentences, takes what `entry` asks for,
and brings back `text_of` what was pressed, or a recording where words are wanted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bot.answers import MORE_KEY, NEXT_SCREEN
from bot.messages import Capabilities
from bot.paging import MORE, Page, label_of, page_at
from bot.phrases import Phrase, Speech, _
from bot.render.words import BACK, lead
from bot.reply import Reply
from bot.steps import Ask, Question

MENU_KEY, BACK_KEY, HELP_KEY, AGAIN_KEY, BETWEEN = "0", "9", "*", "#", "*"

STEER = _("Menu: 0. Back: 9. Help: star. To hear it again: hash.")
TYPE_NUMBERS = _("Type the numbers with a star between them, then hash. Menu: 0 and hash. Back: star and hash.")
SPEAK = _("Speak after the tone, then press hash.")
NOT_BY_VOICE = _("This cannot be said by telephone: write it by SMS.")


class Entry(StrEnum):
    """What a caller does next."""

    KEY = "key"  # presses one key
    NUMBERS = "numbers"  # types numbers, a star between them, and hash at the end
    VOICE = "voice"  # speaks after a tone, until hash
    NOTHING = "nothing"  # hangs up, or begins anew with any key


@dataclass(frozen=True, slots=True)
class VoicePrompt:
    """What is spoken, in its order, and how it is answered; `keys` gives the text that a key stands for."""

    sentences: tuple[str, ...]
    entry: Entry
    keys: Mapping[str, str] = field(default_factory=dict)
    back: str = BACK_KEY

    def text_of(self, pressed: str) -> str | None:
        """Return the message that what was pressed stands for, None where the sentences are to be spoken again."""
        if self.entry is not Entry.NUMBERS:
            return self.keys.get(pressed[:1])
        typed = pressed.removesuffix(AGAIN_KEY)
        if typed == BETWEEN:
            return self.back
        return " ".join(filter(None, typed.split(BETWEEN))) or None


def render_by_voice(reply: Reply, speech: Speech, can: Capabilities) -> VoicePrompt:
    """Return what to speak: the words, then each choice with its key, then what works everywhere."""
    words = tuple(lead(reply, speech))
    if reply.question is None:
        return VoicePrompt(words, Entry.NOTHING, {MENU_KEY: MENU_KEY})
    page = page_at(reply.question, reply.page, speech, can)
    if reply.question.takes_numbers:
        return _by_numbers(words, page, speech)
    offered = {str(place): label_of(choice, speech) for place, choice in enumerate(page.choices, 1)}
    if page.has_more:
        offered[MORE_KEY] = MORE.spoken(speech)
    pressed = [
        _("For %(choice)s press %(key)s.", choice=label, key=key).spoken(speech) for key, label in offered.items()
    ]
    keys = {key: key for key in (*offered, MENU_KEY, BACK_KEY)} | {HELP_KEY: "?"}
    entry, asked = _entry_of(reply.question)
    spoken = [asked.spoken(speech)] if asked else []
    return VoicePrompt((*words, *spoken, *pressed, STEER.spoken(speech)), entry, keys)


def _by_numbers(words: tuple[str, ...], page: Page, speech: Speech) -> VoicePrompt:
    listed = [label_of(choice, speech) for choice in page.choices]
    if page.has_more:
        listed.append(f"{NEXT_SCREEN} {MORE.spoken(speech)}")
    return VoicePrompt((*words, *listed, TYPE_NUMBERS.spoken(speech)), Entry.NUMBERS, back=BACK.spoken(speech))


def _entry_of(question: Question) -> tuple[Entry, Phrase | None]:
    """Return how a question that takes no numbers is answered, and what to say of it beyond its choices."""
    if not isinstance(question, Ask):
        return Entry.KEY, None
    return (Entry.VOICE, SPEAK) if question.hears_voice else (Entry.KEY, NOT_BY_VOICE)
