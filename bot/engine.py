"""Replays a dialogue over its stored answers, takes the new one, and stops at the next question.

No generator lives between two messages: a deployment, a crash or another machine in mid-conversation changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from bot.answers import read_answer
from bot.dialogue import Dialogue, Talk, Turn
from bot.messages import Capabilities
from bot.paging import page_at
from bot.phrases import Spoken
from bot.records import plain, record
from bot.refusals import said_of
from bot.state import Open, State
from bot.steps import Ask, Confirm, Do, Go, Heard, Look, Misread, Question, Say, Step, Wants
from bot.understanding.understand import understand
from budgeting.refusal import Refusal

REFUSED = "refused"


@dataclass(slots=True)
class Played:
    """What came of a message: words, the question that waits, where to go on, and the acts that were run.

    `holds_words` when the person has written something that is kept in the answers and sent nowhere yet; `acted` when
    something was done that cannot be done twice.
    """

    said: list[Say] = field(default_factory=list)
    complaint: Spoken | None = None
    question: Question | None = None
    go: Go | None = None
    done: list[str] = field(default_factory=list)
    holds_words: bool = False
    acted: bool = False


class _Wait(Exception):
    """The dialogue has come to a question that nobody has answered yet."""


class _Lost(Exception):
    """The dialogue goes on where its stored answers do not lead any more."""


def play(dialogue: Dialogue, turn: Turn, state: State, heard: Heard | None, can: Capabilities) -> Played:
    """Play a dialogue on from its state and change the state; `heard` answers the open question."""
    replay = _Replay(turn, state, heard, can)
    try:
        replay.run(dialogue.talk(turn))
    except _Wait:
        return replay.played
    except Refusal as no:
        replay.played.said.append(Say(said_of(no, turn.desk.offers)))
        state.finish()
    else:
        state.leave_behind(leads_back=dialogue.leads_back)
    return replay.played


def peek(dialogue: Dialogue, turn: Turn, state: State, can: Capabilities) -> Played:
    """Return where the stored answers lead, changing and doing nothing; no question where none is reached."""
    replay = _Peek(turn, State.from_json(state.as_json()), None, can)
    try:
        replay.run(dialogue.talk(turn))
    except (_Wait, _Lost, Refusal):
        return replay.played
    return Played()


class _Replay:
    """One pass through a dialogue."""

    def __init__(self, turn: Turn, state: State, heard: Heard | None, can: Capabilities) -> None:
        self.turn, self.state, self.heard, self.can = turn, state, heard, can
        self.played = Played(holds_words=bool(state.opening.get("voice") or state.opening.get("voices")))
        self._stored = set(state.answers)  # what earlier messages left: words before it have been said

    def run(self, talk: Talk) -> None:
        try:
            step = next(talk)
            while not isinstance(step, Go):
                step = self._take(talk, step)
            self.played.go = step
        except StopIteration:
            return
        finally:
            talk.close()

    def _take(self, talk: Talk, step: Step) -> Step:
        if isinstance(step, Say):
            self.played.said.append(step)
            return talk.send(None)
        if isinstance(step, Look) and step.in_session and not self.can.has_session:
            return talk.send(None)
        if isinstance(step, (Do, Look)):
            return self._act(talk, step)
        assert not isinstance(step, Go)
        return talk.send(self._answer(step))

    def _act(self, talk: Talk, step: Do | Look) -> Step:
        if step.name in self._stored:
            self.played.said.clear()
        else:
            self._run(step)
        if isinstance(step, Do):
            self.played.holds_words = False
        result = self.state.answers[step.name]
        if isinstance(result, dict) and REFUSED in result:
            return talk.throw(Refusal.from_record(result[REFUSED]))
        return talk.send(record(result))

    def _run(self, step: Do | Look) -> None:
        try:
            result = plain(step.act() if isinstance(step, Do) else step.look())
        except Refusal as no:
            result = {REFUSED: no.as_record()}
        self.state.answers[step.name] = result
        if isinstance(step, Do):
            self.played.done.append(step.name)
            if not step.is_repeatable:
                self.played.acted = True
                self.state.spoken.clear()  # what has been done cannot be taken back by BACK
                self._note_sent(step, result)

    def _note_sent(self, step: Do, result: Any) -> None:
        """Remember whether the last act sent something; one that was refused was none."""
        found = result if isinstance(result, dict) else {}
        if REFUSED in found:
            return
        sent = {"dialogue": self.state.dialogue, "act": step.name, "reference": found.get("reference")}
        self.state.sent = sent if step.sends and found else None

    def _answer(self, step: Question) -> Any:
        if step.name in self._stored:
            self.played.said.clear()
            self.played.holds_words |= _is_written(step) and bool(self.state.answers[step.name])
            return record(self.state.answers[step.name])
        if isinstance(step, Ask) and step.wants and not can_carry(self.can, step.wants):
            return None
        if self._is_open(step) and self.heard is not None:
            return self._keep(step, self.heard)
        given = self._given(step)
        if given is not None:
            return self._keep(step, given)
        self._pause(step)
        raise _Wait

    def _is_open(self, step: Question) -> bool:
        return self.state.open is not None and self.state.open.name == step.name

    def _given(self, step: Question) -> Heard | None:
        text = None if isinstance(step, Confirm) else step.given
        if not text or step.name in self.state.declined or self._is_open(step):
            return None
        speech = self.turn.speech
        return Heard(text, understand(text, speech.language, speech.languages))

    def _keep(self, step: Question, heard: Heard) -> Any:
        try:
            value = plain(read_answer(step, heard, self.state, self.turn.speech))
        except Misread as no:
            if self._is_open(step):
                self.played.said.clear()  # said when the question was first shown
            self.played.complaint = no.phrase
            self._pause(step)
            raise _Wait from None
        if self._is_open(step):
            self.played.said.clear()
        self.heard, self.state.open, self.state.tries = None, None, 0
        self.state.answers[step.name] = value
        self.played.holds_words |= _is_written(step) and bool(value)
        self.state.spoken.append(step.name)
        return record(value)

    def _pause(self, step: Question) -> None:
        """Leave the question open; the one that was open already keeps its page and its buttons."""
        before = self.state.open
        page = before.page if before and before.name == step.name else 0
        now = Open(step.name, plain(page_at(step, page, self.turn.speech, self.can).offered), page)
        if now != before:
            self.state.serial += 1
        self.state.open = now
        self.played.question = step


class _Peek(_Replay):
    """A pass that only looks where the stored answers lead."""

    def _run(self, step: Do | Look) -> None:  # noqa: ARG002 - nothing is run
        raise _Lost


def _is_written(step: Question) -> bool:
    """Is the answer something a person has written, more than a word to look for?"""
    return isinstance(step, Ask) and step.is_free and not step.is_any_word


def can_carry(can: Capabilities, wants: Wants) -> bool:
    """Can a person on this channel send that?"""
    return {Wants.CONTACT: can.asks_contact, Wants.LOCATION: can.asks_location, Wants.PHOTO: can.has_photos}[wants]
