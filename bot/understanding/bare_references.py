"""References of requests written without their letters: 'ma demande 26-42', 'mon dossier numéro 26 42'."""

from __future__ import annotations

import re

from bot.understanding.fold import folded_words, has_digit
from bot.understanding.lexicon import Lexicon
from bot.understanding.of_others import is_led_by
from bot.understanding.references import normalise

# A year of two digits and a number; neither an amount, a date of three parts, a telephone number nor a share.
_BARE = re.compile(r"(?<![\w.,/+-])([2-9]\d)(?: |\s?[-/._]\s?)0*([1-9]\d{0,4})(?![\w,/-]|[.]\d|\s?[\d%])")


def find_bare_reference(text: str, lexicon: Lexicon) -> tuple[str, tuple[int, int]] | None:
    """The reference of a request without its letters in a text with ASCII digits, and where it stands; or None.

    Words for a request, or for its number, stand right before it, and no other number in the message.
    """
    match = _BARE.search(text)
    if match is None or has_digit(text[: match.start()]) or has_digit(text[match.end() :]):
        return None
    before = folded_words(text[: match.start()])
    if not is_led_by(before, len(before), lexicon.request_names):
        return None
    return normalise("DI", int(match[1]), int(match[2])), match.span()
