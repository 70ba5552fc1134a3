"""Questions for the price of something, and the words that name it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.understanding.fold import fold_text
from bot.understanding.intents import Intent
from bot.understanding.lexicon import Lexicon, lexicon_of
from bot.understanding.money_lines import AND_WRITTEN_ON
from bot.understanding.names import ABOUT_PROJECTS, SHORTEST, words_of_a_name
from bot.understanding.phrase_lengths import joined
from bot.understanding.said_phrases import says_one_of


def asks_a_price(words: Sequence[str], lexicon: Lexicon) -> bool:
    """Do folded words ask what something costs, rather than what the budget has for it?"""
    return Intent.BUDGET not in map(lexicon.openers.get, words) and says_one_of(words, lexicon.price)


def begins_with_a_price(words: Sequence[str], lexicon: Lexicon) -> bool:
    """Is the price the first that is said: 'price of the bridge'?"""
    text = f"{' '.join(words)} "
    return any(text.startswith(f"{phrase} ") for phrase in lexicon.price)


def name_priced(text: str, languages: Sequence[str]) -> str:
    """Return the words, folded, that name the thing of which a message asks the price; none where they name none."""
    lexicon = lexicon_of(tuple(languages))
    words = [word for word in fold_text(text).words if word]
    end = next((at for at in range(1, len(words)) if _asks_on(words, at, lexicon)), len(words))
    return _named(" ".join(words[:end]), languages, lexicon)


def _asks_on(words: Sequence[str], at: int, lexicon: Lexicon) -> bool:
    """Does another question than for a price begin here: what is the well, and who builds it?"""
    is_joined = words[at].startswith(AND_WRITTEN_ON)
    rest = [words[at].removeprefix(AND_WRITTEN_ON), *words[at + 1 :]] if is_joined else list(words[at + 1 :])
    if not rest or not (is_joined or words[at] in lexicon.joins) or rest[0] not in lexicon.question:
        return False
    heads = {phrase.partition(" ")[0] for phrase in joined(lexicon.price, lexicon.amount_for)}
    return rest[0] not in heads


def names_apart(text: str, languages: Sequence[str]) -> tuple[str, ...]:
    """Return the names of several things with an and between them, folded: the price of the bridge and of the mill."""
    lexicon = lexicon_of(tuple(languages))
    runs: list[list[str]] = [[]]
    for word in fold_text(text).words:
        is_joined = word.startswith(AND_WRITTEN_ON) and len(word) > SHORTEST
        if is_joined or word in lexicon.between:
            runs.append([])
        if word not in lexicon.between:
            runs[-1].append(word.removeprefix(AND_WRITTEN_ON) if is_joined else word)
    named = [_named(" ".join(run), languages, lexicon) for run in runs]
    return tuple(dict.fromkeys(filter(None, named)))


def _named(text: str, languages: Sequence[str], lexicon: Lexicon) -> str:
    small = {word for phrase in lexicon.price for word in phrase.split()}
    words = words_of_a_name(text, languages, (*ABOUT_PROJECTS, Intent.BUDGET)).split()
    return " ".join(word for word in words if word not in small and not word.isdecimal())
