"""What the house can answer by itself: is a question about money."""

from __future__ import annotations

from bot.phrases import Speech
from bot.understanding.fold import fold
from bot.understanding.intents import Intent
from bot.understanding.lexicon import lexicon_of
from bot.understanding.money_questions import says_one_of
from bot.understanding.prices import asks_a_price
from bot.understanding.understand import understand


def about_money(question: str, speech: Speech) -> bool:
    """Does the question plainly ask for a figure of the budget?"""
    meaning = understand(question, speech.language, speech.languages)
    return meaning.sure and meaning.intent is Intent.BUDGET and meaning.topic is not None


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
    openers = lexicon_of(tuple(speech.languages)).openers
    return Intent.FEEDBACK in {openers.get(word) for word in fold(words).split()}
