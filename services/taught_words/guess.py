"""What staff most likely teach from a row of the list: shown in the form, for them to change."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.understanding.fold import WORD, ascii_digits, fold_word
from bot.understanding.taught import LONGEST, TEACHABLE, Means
from bot.understanding.tongues import language_of, vocabulary_of
from bot.understanding.understand import understand
from services.taught_words.trial import MASKS, SHORTEST, Typed
from services.unheard import UnheardRow


def guess_word(row: UnheardRow, languages: Sequence[str]) -> Typed:
    """Return the words of a row that no language of the commune knows, its language and what it resembles most."""
    own = row.language if row.language in languages else languages[0]
    others = [tag for tag in languages if tag != own]
    language = language_of(row.text, own, others, is_understood=True) or own
    resembled = understand(row.text, own, (own, *others))
    guesses = (resembled.intent, resembled.runner_up)
    intent = next((guess for guess in guesses if guess in TEACHABLE), None)
    return Typed(language, _phrase(row.text, languages), Means(intent))


def _phrase(text: str, languages: Sequence[str]) -> str:
    """Return the longest run of words that nobody knows, else the first words of the text."""
    known = frozenset().union(*map(vocabulary_of, languages))
    runs: list[list[re.Match[str]]] = [[]]
    for part in MASKS.split(text):
        runs.append([])
        for word in WORD.finditer(ascii_digits(part)):
            is_new = fold_word(word.group()) not in known and not word.group().isdecimal()
            if is_new and len(runs[-1]) < LONGEST:
                runs[-1].append(word)
            else:
                runs.append([])
    found = max(runs, key=lambda run: sum(len(word.group()) for word in run))
    if sum(len(word.group()) for word in found) >= SHORTEST:
        return found[0].string[found[0].start() : found[-1].end()]
    return " ".join(text.split()[:LONGEST])
