"""From a message to what its writer wants, in one pass: certainties first, then resemblance, then typing errors."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.understanding.asked_votes import ask_about
from bot.understanding.author_codes import author_code_in
from bot.understanding.commune_named import name_commune
from bot.understanding.counted_ballots import doubt_counts
from bot.understanding.deciding import decide
from bot.understanding.decision import Decision
from bot.understanding.examples import examples_of
from bot.understanding.facts import Facts, read_facts
from bot.understanding.fold import rest_after
from bot.understanding.intents import Intent, Topic
from bot.understanding.joining import join
from bot.understanding.lexicon import lexicon_of
from bot.understanding.numbered_lists import read_places
from bot.understanding.numbers import blank_what_is_no_number_of_ours
from bot.understanding.pointed_ballots import keep_points
from bot.understanding.ratings import is_in_rating
from bot.understanding.receipts import name_receipt, receipt_in
from bot.understanding.richer_ballots import decide_richer
from bot.understanding.shorts import broad
from bot.understanding.split_numbers import doubt_split
from bot.understanding.stopping import doubt_stop
from bot.understanding.unclear_ballots import doubt_no, reconsider
from locales.words import is_draft


@dataclass(frozen=True)
class Understanding:
    """What a message means and how sure that is.

    `confidence` goes from 0 to 1; `sure` says whether to act on `intent` or to ask 'did you mean', offering `intent`
    and `runner_up`. `numbers` are project numbers in order (for the command NOTE: project, then mark). `rest` is what
    follows the command word as the citizen wrote it, or the whole text when there is no command word. `refused` are
    projects that the citizen says they do not vote for or takes out; then, and where `keeps` says that the rest of the
    vote is to stay, `numbers` are no whole ballot. `points` stand beside `numbers` where any were given, None for a
    project without. `beside` are words behind a doubtful vote that may be its reason, or a message of their own.
    `likely` says that what is not sure may be acted on where nothing is open, `short` is the intent in the short list.
    `instead` is what a doubtful ballot may be as well; `places` are the projects behind the markers 1, 2, 3 … of a
    list, in their order: whether they are a ranking or the whole of a ballot depends on the vote.
    """

    text: str
    intent: Intent
    confidence: float
    numbers: tuple[int, ...] = ()
    reference: str | None = None
    topic: Topic | None = None
    year: int | None = None
    code: str | None = None
    rest: str = ""
    language_asked: str | None = None
    runner_up: Intent | None = None
    sure: bool = False
    looks_like_ballot: bool = False
    refused: tuple[int, ...] = ()
    points: tuple[int | None, ...] = ()
    keeps: bool = False
    beside: str = ""
    instead: tuple[int, ...] = ()
    places: tuple[int, ...] = ()
    likely: bool = False
    short: Intent = Intent.UNKNOWN

    @property
    def changes(self) -> bool:
        """Is it a change of a vote rather than one, so that its numbers alone are no ballot?"""
        return bool(self.refused) or self.keeps

    @property
    def short_runner_up(self) -> Intent | None:
        """The next intent of the short list, None where there is none other."""
        other = broad(self.runner_up) if self.runner_up else None
        return other if other is not self.short else None

    @property
    def is_whole(self) -> bool:
        """Is the message what it means and nothing else, rather than a sentence that speaks of it?"""
        return self.sure and self.confidence >= 1


def understand(text: str, language: str, languages: Sequence[str]) -> Understanding:
    """Understand a message of a contact whose language is `language`, where the commune speaks `languages`.

    Words of all the languages are understood at once; where two clash the contact's own wins. Never raises on any
    text; raises `locales.words.BrokenWords` for a language that does not exist.
    """
    order = _order(language, tuple(languages))
    lexicon = lexicon_of(order)
    facts = read_facts(_command_text(text), lexicon)
    learnt = _learnt_from(order)
    examples = examples_of(learnt)
    decision = decide_richer(facts) or reconsider(facts, decide(facts, examples))
    decision = keep_points(facts, doubt_no(facts, decision))
    decision = doubt_split(facts, doubt_counts(facts, read_places(facts, decision)))
    decision = join(facts, name_commune(facts, decision), order[0], learnt)
    decision = ask_about(facts, name_receipt(facts, doubt_stop(facts, decision), examples))
    code = receipt_in(facts, examples) if decision.intent is Intent.RECEIPT else None
    if decision.intent is Intent.JOIN:
        code = author_code_in(facts)
    return _understanding(text, facts, decision, code)


@lru_cache(maxsize=64)
def _order(language: str, languages: tuple[str, ...]) -> tuple[str, ...]:
    return (language, *(tag for tag in languages if tag != language))


@lru_cache(maxsize=64)
def _learnt_from(order: tuple[str, ...]) -> tuple[str, ...]:
    """The languages whose sentences a message may resemble: a draft's are for those who have chosen it."""
    return tuple(sorted(tag for tag in order if tag == order[0] or not is_draft(tag)))


def _command_text(text: str) -> str:
    """Telegram commands without their slash: /vote 3 7."""
    return text[1:] if text[:1] == "/" else text


def _understanding(text: str, facts: Facts, decision: Decision, found: str | None) -> Understanding:
    intent = decision.intent
    numbers = _numbers(facts, decision)
    if intent is Intent.FEEDBACK and decision.length:
        numbers = _project_and_mark(facts)
    return Understanding(
        text=text,
        intent=intent,
        confidence=round(decision.confidence, 3),
        numbers=numbers,
        reference=facts.reference,
        topic=facts.topic,
        year=facts.year,
        code=found or facts.code or _bare_code(facts, intent),
        rest=rest_after(facts.folded, decision.length),
        language_asked=_language_asked(facts, decision) if intent is Intent.LANGUAGE else None,
        runner_up=decision.runner_up if decision.runner_up is not intent else None,
        sure=decision.sure,
        looks_like_ballot=_looks_like_ballot(facts, decision, numbers),
        refused=decision.refused,
        points=decision.points,
        keeps=decision.keeps,
        instead=decision.instead,
        places=decision.places,
        likely=decision.likely,
        short=decision.short or broad(intent),
    )


def _numbers(facts: Facts, decision: Decision) -> tuple[int, ...]:
    """Beside a blank vote only numbers of the ballot itself contradict it: 'cancel my vote for 3' is plain."""
    if decision.numbers is not None:
        return decision.numbers
    return () if decision.intent is Intent.BLANK_VOTE else facts.numbers


def _project_and_mark(facts: Facts) -> tuple[int, ...]:
    """NOTE 4 3, NOTE 4 3/5: the mark counts too, even when it equals the project's number.

    What begins with a mark, NOTE 3/5 for 4, gives the project alone.
    """
    said = tuple(mark.value for mark in facts.marks if mark.value is not None and not mark.spelled)[:2]
    is_project_first = said and said[0] in facts.numbers
    if not is_project_first or _opens_with_rating(facts):
        return facts.numbers[:1]
    return said


def _opens_with_rating(facts: Facts) -> bool:
    """Is the first number a rating: '4 sur 5 le projet 12', '4/5 le projet 12'?"""
    first = next((at for at, mark in enumerate(facts.marks) if mark.value is not None), 0)
    if is_in_rating([mark.word for mark in facts.marks], first, facts.lexicon):
        return True
    figure = re.search(r"\d", facts.plain)
    return figure is not None and blank_what_is_no_number_of_ours(facts.plain)[figure.start()] == " "


def _bare_code(facts: Facts, intent: Intent) -> str | None:
    """Four digits or more and nothing else: the code somebody was asked for."""
    alone = intent is Intent.NUMBER_ONLY and len(facts.words) == 1 and len(facts.words[0]) > 3
    return facts.words[0] if alone else None


def _language_asked(facts: Facts, decision: Decision) -> str | None:
    """The language named; 'I do not understand French' names none to speak."""
    called = facts.lexicon.called
    if decision.language is not None:
        return decision.language
    if not facts.lexicon.without.isdisjoint(facts.words):
        return None
    tail = " ".join(facts.words[decision.length :])
    named = [called[word] for word in facts.words if len(word) > 2 and word in called]
    return called.get(tail) or (named[-1] if named else None)


def _looks_like_ballot(facts: Facts, decision: Decision, numbers: tuple[int, ...]) -> bool:
    """Whether the message may say how somebody votes, so that its body must not be kept; rather too often."""
    if decision.intent is Intent.VOTE:
        return decision.length != len(facts.words) or bool(numbers)
    if decision.intent in (Intent.NUMBER_ONLY, Intent.BLANK_VOTE):
        return True
    words = {mark.word for mark in facts.marks}
    names_a_choice = bool(numbers) or not facts.lexicon.blank.isdisjoint(words)
    if not names_a_choice or facts.lexicon.vote_heads.isdisjoint(words):
        return False
    return decision.intent is Intent.MY_VOTE or not decision.sure
