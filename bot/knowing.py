"""What the house can answer by itself: is a question about money."""

from __future__ import annotations

from collections.abc import Sequence

from bot.phrases import Speech
from bot.understanding.accusing import accuses_of_taking
from bot.understanding.fold import fold
from bot.understanding.intents import Intent
from bot.understanding.lexicon import Lexicon, lexicon_of
from bot.understanding.prices import asks_a_price
from bot.understanding.said_phrases import says_one_of
from bot.understanding.said_years import names_of_years
from bot.understanding.topics import is_topic_word
from bot.understanding.understand import understand


def about_money(question: str, speech: Speech) -> bool:
    """Does the question plainly ask for a figure of the budget?

    It names money, a price or the budget, or it asks how much of a topic and says nothing else: how many pupils there
    are, or what the mayor earns, no sum of a topic answers.
    """
    lexicon = lexicon_of(tuple(speech.languages))
    words = fold(question).split()
    meaning = understand(question, speech.language, speech.languages)
    if not (meaning.sure and meaning.intent is Intent.BUDGET and meaning.topic):
        return False
    if says_one_of(words, lexicon.money) or asks_a_price(words, lexicon):
        return True
    if says_one_of(words, lexicon.how_many):
        return False
    return Intent.BUDGET in map(lexicon.openers.get, words) or _says_nothing_else(words, lexicon)


def accuses(words: str, speech: Speech) -> bool:
    """Do some words accuse somebody of taking money? That is for people, whatever is published."""
    return accuses_of_taking(fold(words).split(), lexicon_of(tuple(speech.languages)))


def _says_nothing_else(words: Sequence[str], lexicon: Lexicon) -> bool:
    """Is everything a question word, a year, a small word or a topic?"""
    small = lexicon.question | lexicon.filler | lexicon.courtesy | lexicon.before
    small |= {word for phrase in (*names_of_years(lexicon), *lexicon.question) for word in phrase.split()}
    return all(word in small or word.isdecimal() or is_topic_word(word, lexicon) for word in words)


def asks_of_budget(question: str, speech: Speech) -> bool:
    """Does the question ask for information on the budget, with or without a topic, in whatever way it is said?

    The bridge has a topic of the budget too, and who asks when it is repaired does not ask for money; nor who asks how
    many pupils the school has.
    """
    lexicon = lexicon_of(tuple(speech.languages))
    words = fold(question).split()
    if says_one_of(words, lexicon.money) or asks_a_price(words, lexicon):
        return True
    if says_one_of(words, lexicon.how_many):
        return False
    meaning = understand(question, speech.language, speech.languages)
    return (meaning.sure and meaning.intent is Intent.BUDGET) or Intent.BUDGET in map(lexicon.openers.get, words)


def topic_in(words: str, speech: Speech) -> str | None:
    """Return the part of the budget that some words name, None where they name none."""
    topic = understand(words, speech.language, speech.languages).topic
    return str(topic) if topic else None


def wants_to_rate(words: str, speech: Speech) -> bool:
    """Do some words speak of rating itself, 'I want to rate a project', and not of what is good or bad?"""
    lexicon = lexicon_of(tuple(speech.languages))
    return Intent.FEEDBACK in {lexicon.openers.get(word) for word in fold(words).split() if word not in lexicon.broken}
