"""A vote in the room of a public session: one of three words and the four digits on the screen.

Polite words may stand around them, and those that say that one votes; any other makes it another message. It is taken
beside whatever is open, which it leaves as it was. It is no ballot: those have the word VOTE or numbers of projects,
this has a word of its own, and counts only while a session of the commune is open. Who sends the code of a vote that is
over hears that it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from bot.answers import is_yes_or_no, words_of
from bot.phrases import Phrase, Speech, Value, _
from bot.ports import Desk
from bot.refusals import phrase_of
from bot.reply import Reply, Spoken
from bot.steps import Heard, Say
from bot.understanding.fold import fold
from bot.understanding.intents import Intent
from bot.understanding.lexicon import lexicon_of
from bot.wording import Clipped
from budgeting.refusal import Refusal

# Lists of words that translators fill, separated by commas; the first is the one that the screen tells.
CHOICE_WORDS: dict[str, Phrase] = {
    "for": _("for, in favour, in favor"),
    "against": _("against, i am against"),
    "abstain": _("abstain, abstention, i abstain"),
}
CHOICES: dict[str, Phrase] = {"for": _("for"), "against": _("against"), "abstain": _("abstention")}
BESIDE = _("vote, i vote, my vote is, i am voting, i say")
WHAT_TO_SEND = _("Send %(room_for)s, %(room_against)s or %(room_abstain)s and the code on the screen.")
WRONG_CODE = "room_wrong_code"
TITLE = 40
MOST_WORDS = 10
_SHAPE = re.compile(r"(?P<word>\D+) (?P<code>\d{4})")
_CODE = re.compile(r"(?<!\d)\d{4}(?!\d)")
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"19\d\d|2[01]\d\d")


@dataclass(frozen=True, slots=True)
class WordTold:
    """The word that people are told to send for a choice."""

    choice: str

    def spoken(self, speech: Speech) -> str:
        """Return the word."""
        return word_told(self.choice, speech)


def word_told(choice: str, speech: Speech) -> str:
    """Return the word that people are told to send for a choice, in the first of their languages."""
    return CHOICE_WORDS[choice].spoken(speech).split(",")[0].strip().upper()


def hear_in_room(heard: Heard, speech: Speech, desk: Desk, is_free: Callable[[], bool]) -> Spoken | None:
    """Return what is answered to a vote in the room; None for every other message, and one that no room can take.

    A word without its code is told what to send where nothing is open that would be lost: `is_free`.
    """
    if heard.button or heard.photo or heard.voice:
        return None
    said = fold(heard.text)
    found = _SHAPE.fullmatch(said)
    choice = _choices(speech).get(found["word"]) if found else None
    if found and choice:
        is_one = not _YEAR.fullmatch(found["code"]) and (desk.is_room_open() or desk.is_code_of_room(found["code"]))
        return _say(found["code"], choice, desk) if is_one else None
    return _hear_loosely(said, speech, desk, is_free)


def _hear_loosely(said: str, speech: Speech, desk: Desk, is_free: Callable[[], bool]) -> Spoken | None:
    """Hear a word and a code in another order, glued together or among polite words, while phones vote or of a vote.

    A half of it is told what to send while phones vote.
    """
    codes, rest = _CODE.findall(said), _CODE.sub(" ", said)
    words = rest.split()
    if len(codes) > 1 or len(words) > MOST_WORDS or _DIGIT.search(rest) or any(map(_YEAR.fullmatch, codes)):
        return None
    choice = _choice_among(words, speech)
    is_half = choice is not None if not codes else choice is None and is_yes_or_no(rest, speech)
    if codes and choice:
        is_one = desk.is_room_voting() or desk.is_code_of_room(codes[0])
        return _say(codes[0], choice, desk) if is_one else None
    return _spoken(_what_to_send()) if is_half and desk.is_room_voting() and is_free() else None


def _what_to_send() -> Phrase:
    return Phrase(WHAT_TO_SEND.text, {f"room_{choice}": WordTold(choice) for choice in CHOICES})


def _choices(speech: Speech) -> dict[str, str]:
    return {word: choice for choice, words in CHOICE_WORDS.items() for word in words_of(words, speech)}


def _choice_among(words: list[str], speech: Speech) -> str | None:
    """Return the one choice that words say beside small ones, None where they say two, or anything else."""
    choices = _choices(speech)
    small = lexicon_of(speech.languages).courtesy.union(*(said.split() for said in words_of(BESIDE, speech)))
    found = {
        choices[part]
        for end in range(len(words) + 1)
        for start in range(end)
        if (part := " ".join(words[start:end])) in choices and small.issuperset(words[:start] + words[end:])
    }
    return found.pop() if len(found) == 1 else None


def _say(code: str, choice: str, desk: Desk) -> Spoken:
    try:
        said = desk.say_in_room(code, choice)
    except Refusal as no:
        more = (_what_to_send(),) if no.reason == WRONG_CODE else ()
        return _spoken(phrase_of(no), *more, acted=True)
    values: dict[str, Value] = {"voice": CHOICES[said.choice], "title": Clipped(said.text, TITLE)}
    if said.is_changed:
        return _spoken(_("Changed in the room's vote: now %(voice)s. On: %(title)s.", **values), acted=True)
    told = _("In the room's vote: %(voice)s. On: %(title)s. Until the count you may send another word.", **values)
    return _spoken(told.brief(_("In the room's vote: %(voice)s. On: %(title)s.")), acted=True)


def _spoken(*phrases: Phrase, acted: bool = False) -> Spoken:
    said = [Say(phrase, is_secret=True) for phrase in phrases]
    done = ["say_in_room"] if acted else []
    return Spoken(Reply(said), Intent.MEETINGS, is_private=True, done=done, acted=acted)
