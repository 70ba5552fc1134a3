"""One message through the conversation: words that work everywhere, the open question, or a new dialogue."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.dialogue import Dialogue, Turn, dialogue_for, find_dialogues
from bot.engine import Played, play
from bot.messages import Capabilities
from bot.phrases import Phrase, Speech, _
from bot.ports import Desk
from bot.records import record
from bot.answers import has_more, wants_more, choices_of, offer
from bot.state import State
from bot.steps import Ask, Choose, Confirm, Heard, Question, Say
from bot.understanding import Intent, Understanding

HOPS = 5  # dialogues may send on to one another; a ring of them must end

STEERING = {Intent.MENU, Intent.BACK, Intent.HELP, Intent.CANCEL}
ANYWHERE = STEERING | {Intent.STOP, Intent.START, Intent.ERASE, Intent.LANGUAGE, Intent.PRIVACY}
PRIVATE = {Intent.VOTE, Intent.MY_VOTE, Intent.NUMBER_ONLY}


@dataclass(slots=True)
class Reply:
    """What to answer: words, a complaint about the last answer, and the question that is open now."""

    said: list[Say] = field(default_factory=list)
    complaint: Phrase | None = None
    question: Question | None = None
    page: int = 0
    serial: int = 0

    @property
    def is_secret(self) -> bool:
        """Do its words name choices?"""
        return any(say.is_secret for say in self.said)


@dataclass(slots=True)
class Spoken:
    """What came of a message.

    `is_private` when its body must not be written: a ballot, an attempt at one, a step of the vote. `was_unheard` when
    nothing was understood. `done` names the acts that were run.
    """

    reply: Reply
    intent: Intent
    is_private: bool
    was_unheard: bool = False
    done: list[str] = field(default_factory=list)


class Conversation:
    """A contact's conversation during one turn."""

    def __init__(self, state: State, desk: Desk, speech: Speech, can: Capabilities) -> None:
        self.state, self.desk, self.speech, self.can = state, desk, speech, can
        self._touched: list[Dialogue] = []
        self._done: list[str] = []

    def hear(self, heard: Heard) -> Spoken:
        """Take one message and return what to answer; the state is changed in place."""
        meaning = heard.meaning
        if self.state.dialogue not in find_dialogues():
            self.state.end()  # a dialogue that an earlier version knew
        reply = self._continue(heard) if self.state.open else self._begin(meaning)
        return Spoken(
            reply,
            meaning.intent,
            is_private=self._is_private(meaning),
            was_unheard=meaning.intent is Intent.UNKNOWN and self._touched[:1] == [find_dialogues()["unknown"]],
            done=self._done,
        )

    def _is_private(self, meaning: Understanding) -> bool:
        return (
            meaning.looks_like_ballot or meaning.intent in PRIVATE or any(item.is_private for item in self._touched)
        )

    # --- a question is open -----------------------------------------------------------------------------------------

    def _continue(self, heard: Heard) -> Reply:
        current = find_dialogues()[str(self.state.dialogue)]
        self._touched.append(current)
        question = self._open_question(current)
        if question is None:
            return self._begin(heard.meaning)
        if heard.button:
            return self._play(current, heard)
        if steered := self._steer(heard, question, current):
            return steered
        if self._leaves(heard.meaning, question):
            return self._begin(heard.meaning)
        return self._answer(heard, question, current)

    def _open_question(self, current: Dialogue) -> Question | None:
        kept = State.from_json(self.state.as_json())
        played = play(current, self._turn(), kept, None, self.can)
        return played.question

    def _answer(self, heard: Heard, question: Question, current: Dialogue) -> Reply:
        reply = self._play(current, heard)
        misread = reply.complaint is not None and self.state.dialogue == current.name
        meaning = heard.meaning
        if misread and meaning.sure and meaning.intent not in STEERING and dialogue_for(meaning.intent):
            return self._begin(meaning)
        return reply

    def _steer(self, heard: Heard, question: Question, current: Dialogue) -> Reply | None:
        meaning = heard.meaning
        if isinstance(question, (Choose, Confirm)) and wants_more(heard) and self._turn_page(question):
            return self._show(question)
        if not meaning.sure or meaning.intent not in ANYWHERE:
            return None
        if isinstance(question, Ask) and question.takes_numbers and heard.text.strip().isdecimal() and meaning.numbers:
            return None
        if meaning.intent is Intent.BACK:
            return self._back(current)
        if meaning.intent is Intent.HELP:
            return self._help(question)
        return self._begin(meaning)

    def _turn_page(self, question: Question) -> bool:
        waiting = self.state.open
        if waiting is None or not has_more(question, waiting.page, self.can.page_size):
            return False
        waiting.page += 1
        waiting.offered = offer(question, waiting.page, self.can.page_size)
        self.state.serial += 1
        return True

    def _back(self, current: Dialogue) -> Reply:
        if not self.state.step_back():
            return self._start("menu", {})
        return self._play(current, None)

    def _help(self, question: Question) -> Reply:
        reply = self._show(question)
        reply.complaint = question.help or (PICK if choices_of(question) else WRITE)
        return reply

    def _show(self, question: Question) -> Reply:
        page = self.state.open.page if self.state.open else 0
        return Reply(question=question, page=page, serial=self.state.serial)

    def _leaves(self, meaning: Understanding, question: Question) -> bool:
        """Does the message plainly ask for something else than an answer to this question?"""
        if not meaning.sure or dialogue_for(meaning.intent) is None:
            return False
        if isinstance(question, Ask) and not question.is_free:
            return False  # its reader goes first
        if isinstance(question, Ask):
            return meaning.intent in {Intent.VOTE, Intent.MY_VOTE} or bool(meaning.reference)
        return meaning.intent is not Intent.NUMBER_ONLY and not _is_answer_word(meaning)

    # --- nothing is open --------------------------------------------------------------------------------------------

    def _begin(self, meaning: Understanding) -> Reply:
        opening = opening_of(meaning)
        if meaning.intent is Intent.NUMBER_ONLY:
            return self._start("numbers", opening)
        if meaning.intent is Intent.UNKNOWN:
            return self._start("unknown", opening)
        found = dialogue_for(meaning.intent)
        if found is None:
            return self._start("menu", {})
        if not meaning.sure:
            return self._start("clarify", opening)
        return self._start(found.name, opening)

    def _start(self, name: str, opening: dict[str, object]) -> Reply:
        self.state.begin(name, opening)
        return self._play(find_dialogues()[name], None)

    def _play(self, current: Dialogue, heard: Heard | None) -> Reply:
        said: list[Say] = []
        for _hop in range(HOPS):
            self._touched.append(current)
            played = play(current, self._turn(), self.state, heard, self.can)
            said += played.said
            self._done += played.done
            if played.go is None:
                return self._reply(played, said)
            current, heard = find_dialogues()[played.go.dialogue], None
            self.state.begin(current.name, played.go.opening)
        raise RecursionError(f"dialogues send on to one another: {[item.name for item in self._touched]}")

    def _reply(self, played: Played, said: list[Say]) -> Reply:
        page = self.state.open.page if self.state.open else 0
        return Reply(said, played.complaint, played.question, page, self.state.serial)

    def _turn(self) -> Turn:
        return Turn(self.desk, record(self.state.opening), self.speech)


PICK = _("Answer with the number of your choice.")
WRITE = _("Answer in your own words.")


def _is_answer_word(meaning: Understanding) -> bool:
    return meaning.text.strip().isdecimal()


def opening_of(meaning: Understanding) -> dict[str, object]:
    """Return what a dialogue may know of the message that opened it."""
    return {
        "text": meaning.text,
        "rest": meaning.rest,
        "intent": str(meaning.intent),
        "runner_up": str(meaning.runner_up) if meaning.runner_up else None,
        "numbers": list(meaning.numbers),
        "reference": meaning.reference,
        "topic": meaning.topic,
        "year": meaning.year,
        "code": meaning.code,
        "language": meaning.language_asked,
    }
