"""A vote in the room of a public session: one of three words and the four digits on the screen, and nothing else.

It is taken beside whatever is open, which it leaves as it was. It is no ballot: those have the word VOTE or numbers of
projects, this has a word of its own, and only while a session of the commune is open.
"""

from __future__ import annotations

import re

from bot.answers import words_of
from bot.phrases import Phrase, Speech, Value, _
from bot.ports import Desk
from bot.refusals import phrase_of
from bot.reply import Reply, Spoken
from bot.steps import Heard, Say
from bot.understanding.fold import fold
from bot.understanding.intents import Intent
from bot.wording import Clipped
from budgeting.refusal import Refusal

# Lists of words that translators fill, separated by commas; the first is the one that the screen tells.
CHOICE_WORDS: dict[str, Phrase] = {
    "for": _("for, in favour, in favor"),
    "against": _("against, i am against"),
    "abstain": _("abstain, abstention, i abstain"),
}
CHOICES: dict[str, Phrase] = {"for": _("for"), "against": _("against"), "abstain": _("abstention")}
TITLE = 40
_SHAPE = re.compile(r"(?P<word>\D+) (?P<code>\d{4})")
_YEAR = re.compile(r"19\d\d|2[01]\d\d")


def word_told(choice: str, speech: Speech) -> str:
    """Return the word that people are told to send for a choice, in the first of their languages."""
    return CHOICE_WORDS[choice].spoken(speech).split(",")[0].strip().upper()


def hear_in_room(heard: Heard, speech: Speech, desk: Desk) -> Spoken | None:
    """Return what is answered to a vote in the room; None for every other message, and while no session is open."""
    found = None if heard.button or heard.photo or heard.voice else _SHAPE.fullmatch(fold(heard.text))
    if found is None or _YEAR.fullmatch(found["code"]):
        return None
    choice = next((key for key, words in CHOICE_WORDS.items() if found["word"] in words_of(words, speech)), None)
    if choice is None or not desk.is_room_open():
        return None
    try:
        said = desk.say_in_room(found["code"], choice)
    except Refusal as no:
        return _spoken(phrase_of(no))
    values: dict[str, Value] = {"choice": CHOICES[said.choice], "title": Clipped(said.text, TITLE)}
    if said.is_changed:
        return _spoken(_("Changed in the room's vote: now %(choice)s. On: %(title)s.", **values))
    told = _("In the room's vote: %(choice)s. On: %(title)s. Until the count you may send another word.", **values)
    return _spoken(told.brief(_("In the room's vote: %(choice)s. On: %(title)s.")))


def _spoken(phrase: Phrase) -> Spoken:
    said = Say(phrase, is_secret=True)
    return Spoken(Reply([said]), Intent.MEETINGS, is_private=True, done=["say_in_room"], acted=True)
