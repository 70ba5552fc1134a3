"""What a dialogue can yield: questions, acts, looks and words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from bot.messages import Location
from bot.phrases import Phrase, Spoken, Value
from bot.understanding.understand import Understanding

Json = Any  # None, bool, int, float, str, lists and dicts of them


class Wants(StrEnum):
    """What a question hopes for besides words; a channel that cannot carry it skips the question."""

    CONTACT = "contact"
    LOCATION = "location"
    PHOTO = "photo"


@dataclass(frozen=True, slots=True)
class Heard:
    """What a person did in one message: words and what they mean, a button, a card, a place, a photo, a voice message.

    `shown` are the digits of a voting code that was cut out of the words, or of what was meant for one; `has_code`
    where a code may stand in the message, cut out or not, so that it is kept nowhere. `is_ballot` where nothing but
    ballots stands in it, by numbers or by names of projects.
    """

    text: str
    meaning: Understanding
    button: str | None = None
    phone: str | None = None
    location: Location | None = None
    photo: str | None = None
    voice: str | None = None
    shown: str | None = None
    has_code: bool = False
    is_ballot: bool = False


class Misread(Exception):
    """The answer does not fit the question; the phrase says what would."""

    def __init__(self, phrase: Spoken) -> None:
        super().__init__(phrase)
        self.phrase = phrase


Reader = Callable[[Heard], Json]


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that can be chosen: what is stored, what is read.

    `number` is set where the thing has a number of its own, by which it is shown and picked: project 12 stays 12 on
    every page. `words` are a catalogue's list of what else is said for it: a yes, a no, thanks; `also` what else it is
    called, a place in another language.
    """

    value: Json
    label: Value
    number: int | None = None
    words: Phrase | None = None
    also: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Ask:
    """A question answered in the person's own words.

    `read` turns what was heard into a JSON value or raises `Misread`. `given` fills the answer from the opening
    message. `choices` may be picked instead (a way to leave an optional question out, a list to choose from); numbers
    of numbered choices go to `read`; where text is paid, `at_once` of them are shown at once. `is_free` marks an
    answer in any words, in which only a plain command is looked for; `is_any_word` one in which not even that is, such
    as what to search for. `is_for_buttons` where the choices are only told as buttons: in numbered text they would say
    what the question has said. `takes_numbers` keeps 9 a number here. `help` is what to say to somebody who asks for
    help at this question, `hint` what numbered text ends with in place of the keys that work everywhere. `key` is the
    code that is waited for: it counts too after the person has asked for something else;
    `left` is what is said when they give it up instead. `hears_voice` where a voice message is an answer too.
    """

    name: str
    prompt: Spoken
    read: Reader
    given: str | None = None
    choices: Sequence[Choice] = ()
    wants: Wants | None = None
    is_free: bool = False
    is_any_word: bool = False
    is_for_buttons: bool = False
    takes_numbers: bool = False
    help: Phrase | None = None
    hint: Phrase | None = None
    at_once: int | None = None
    key: str | None = None
    left: Phrase | None = None
    hears_voice: bool = False


@dataclass(frozen=True, slots=True)
class Choose:
    """A question answered by picking; what was offered is stored, so that 2 means the second thing the person saw.

    `help`, `hint` and `at_once` are those of `Ask`. `is_place` finds a label among other words ("au plateau"): names
    of places are not words people use for anything else. `otherwise` is what is taken where the person goes on to
    something else without choosing: what they wrote is sent with it rather than lost. `hears_votes` where a vote may
    come instead: several numbers, or a change of one, are asked about and not taken for a choice misread.
    `spares_hint` where numbered text names the keys that work everywhere only as far as they cost no segment.
    """

    name: str
    prompt: Spoken
    choices: Sequence[Choice]
    given: str | None = None
    is_place: bool = False
    otherwise: Json = None
    hears_votes: bool = False
    help: Phrase | None = None
    hint: Phrase | None = None
    at_once: int | None = None
    spares_hint: bool = False

    @property
    def takes_numbers(self) -> bool:
        """Do the choices have numbers of their own, so that 9 is one of them?"""
        return any(choice.number is not None for choice in self.choices)


@dataclass(frozen=True, slots=True)
class Confirm:
    """A question answered by yes or no; the answer is a bool.

    `key` and `left` are those of `Ask`, `hears_votes` is that of `Choose`. Where it `hears_numbers`, plain numbers
    other than the two keys are an answer as well, a list of them. `beneath` stands under the keys in a session: what
    the question had no room for.
    """

    name: str
    prompt: Spoken
    hears_votes: bool = False
    hears_numbers: bool = False
    help: Phrase | None = None
    key: str | None = None
    left: Phrase | None = None
    beneath: Spoken | None = None

    @property
    def takes_numbers(self) -> bool:
        """No: 9 goes back."""
        return False


@dataclass(frozen=True, slots=True)
class Do:
    """An act, run once in the turn's transaction; its result is stored like an answer.

    BACK never goes behind an act, but one that `is_repeatable` does no harm twice: it is run again when the person
    comes by again. One that `sends` has a result with the reference of what is with the town hall now, which no word
    takes back.
    """

    name: str
    act: Callable[[], Any]
    is_repeatable: bool = False
    sends: bool = False


@dataclass(frozen=True, slots=True)
class Look:
    """A read that steers the dialogue, stored so that a replay goes the same way.

    One that is `in_session` is left out where a channel has no sessions, and gives None there.
    """

    name: str
    look: Callable[[], Any]
    in_session: bool = False


@dataclass(frozen=True, slots=True)
class Say:
    """Words. `is_secret` when they name choices: encrypted, never shown to staff, erased on hand-over.

    `may_wait` when they go out later where they cannot go now, for something depends on them.
    """

    phrase: Spoken
    is_secret: bool = False
    may_wait: bool = False


@dataclass(frozen=True, slots=True)
class Go:
    """Go on in another dialogue, with an opening for it."""

    dialogue: str
    opening: dict[str, Json] = field(default_factory=dict)


Question = Ask | Choose | Confirm
Step = Ask | Choose | Confirm | Do | Look | Say | Go
