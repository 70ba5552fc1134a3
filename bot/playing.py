"""The dialogues of one turn as they are played: begun, sent on from one to another, and what came of them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from bot.at_question import OLD_BUTTON
from bot.dialogue import Dialogue, Turn, find_dialogues
from bot.engine import play
from bot.lapsed import unsent_in
from bot.messages import Capabilities
from bot.opening import is_numbers, opened_by_words, opening_of
from bot.phrases import Speech, Spoken
from bot.ports import Desk
from bot.records import plain, record
from bot.reply import Reply
from bot.state import LOST, State
from bot.steps import Heard, Question, Say
from bot.understanding.intents import Intent
from bot.voting_code import SHOWN, opened_by

HOPS = 6  # dialogues may send on to one another; a ring of them must end


@dataclass(slots=True)
class Playing:
    """What plays dialogues during one turn; the state is changed in place.

    `touched` are the dialogues that had a part in it, `done` the acts that were run, `acted` whether one of them was
    more than a choice of language.
    """

    state: State
    desk: Desk
    speech: Speech
    can: Capabilities
    touched: list[Dialogue] = field(default_factory=list)
    done: list[str] = field(default_factory=list)
    acted: bool = False

    def begin(self, heard: Heard) -> Reply:
        """Take a message while no question is open, or as if none were."""
        if heard.button:
            reply = self.start("menu", {})
            return replace(reply, said=[Say(OLD_BUTTON), *reply.said])
        if (picked := self._pick_again(heard)) is not None:
            return picked
        if is_numbers(heard) and self.state.numbers_for in find_dialogues():
            return self._go_on(str(self.state.numbers_for), opening_of(heard.meaning))
        if heard.meaning.intent is Intent.BACK and (returned := self.return_to_list()):
            return returned
        if heard.phone and not heard.text and self.can.asks_contact:
            return self.start("card", {"phone": heard.phone})
        if heard.shown:
            return self._begin_by_code(heard)
        return self.start(*opened_by_words(heard, self.speech, self.state))

    def _begin_by_code(self, heard: Heard) -> Reply:
        name, is_sure = opened_by(heard)
        opening = {**opening_of(heard.meaning), SHOWN: heard.shown, "is_unsure": not is_sure}
        return self.start(name, opening if is_sure or name == "vote" else {**opening, "numbers": []})

    def _pick_again(self, heard: Heard) -> Reply | None:
        """Answer a list that stays open by another of its numbers; None where nothing of one was shown last."""
        before = self.state.before or {}
        found = find_dialogues().get(str(before.get("dialogue")))
        if found is None or not found.stays_open or not heard.text.strip().isdecimal():
            return None
        self.state.return_to_before()
        self.play(found, None)
        if self.state.open is not None and 0 < int(heard.text) <= len(self.state.open.offered):
            return self.play(found, heard)
        self.state.finish()
        self.state.before = before
        return None

    def return_to_list(self) -> Reply | None:
        """Ask again what was asked before what was shown last; None where nothing was."""
        found = find_dialogues().get(str((self.state.before or {}).get("dialogue")))
        if found is None:
            return None
        self.state.return_to_before()
        return self.play(found, None)

    def start(self, name: str, opening: dict[str, object]) -> Reply:
        """Start a dialogue from which no way leads back to a list."""
        self.state.before = None
        return self._go_on(name, opening)

    def _go_on(self, name: str, opening: dict[str, object]) -> Reply:
        self.state.begin(name, opening)
        return self.play(find_dialogues()[name], None)

    def play(self, current: Dialogue, heard: Heard | None) -> Reply:
        """Play a dialogue, and those it sends on to, up to the question that is open then."""
        said: list[Say] = []
        for _hop in range(HOPS):
            self.touched.append(current)
            if current.is_private:
                self.state.before = None  # what leads to a ballot is not kept
            played = play(current, self.turn(), self.state, heard, self.can)
            self.state.opening.pop(SHOWN, None)  # used by now, and kept nowhere
            said += played.said
            self.done += played.done
            self.acted |= played.acted and not current.fixes_language
            self.state.unsent = unsent_in(current, played, self.state)
            if current.fixes_language and played.done:
                self.state.has_language = True
            if played.go is None:
                if self.state.open is None and current.takes_numbers:
                    self.state.numbers_for = current.name
                page = self.state.open.page if self.state.open else 0
                return Reply(said, played.complaint, played.question, page, self.state.serial)
            if played.go.dialogue == LOST:
                self.state.take_up()
                current, heard = find_dialogues()[str(self.state.dialogue)], None
                continue
            self.state.send_on(played.go.dialogue, plain(played.go.opening), leads_back=current.leads_back)
            current, heard = find_dialogues()[played.go.dialogue], None
        raise RecursionError(f"dialogues send on to one another: {[item.name for item in self.touched]}")

    def show(self, question: Question, complaint: Spoken | None) -> Reply:
        """Say the open question again, and why."""
        page = self.state.open.page if self.state.open else 0
        return Reply(complaint=complaint, question=question, page=page, serial=self.state.serial)

    def turn(self) -> Turn:
        """Return what a dialogue may see of this turn."""
        return Turn(self.desk, record(self.state.opening), self.speech)
