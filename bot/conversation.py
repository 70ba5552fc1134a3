"""One message through the conversation: what it means at the open question, or beside it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.answers import choices_of, read_answer
from bot.asked_at_vote import answer_beside_vote
from bot.at_question import GIVEN_UP, HOW_TO_CHOOSE, LAST_PAGE, NOTHING_SENT, OLD_BUTTON, PICK, STILL_WAITS, WRITE
from bot.begun import send_begun
from bot.beside_a_vote import part_from_ballot, say_no_vote, say_none_cast
from bot.coming import FOR_WHICH, may_be_meant
from bot.dialogue import Dialogue, find_dialogues
from bot.doubt import ANSWER, doubt_about, opened
from bot.early import keep_early
from bot.engine import Played, peek
from bot.following import follow_language
from bot.hearing_taught import hear_taught
from bot.held import is_only_a_look, is_proof, tend, waits_for_card
from bot.lapsed import lapsed_at_once, lapsed_said, stands_alone
from bot.left_session import leave_session
from bot.messages import Capabilities
from bot.page_turned import is_only_way_on, turn_page
from bot.phrases import Speech
from bot.playing import Playing
from bot.ports import Desk
from bot.reply import Reply, Spoken
from bot.room_vote import hear_in_room
from bot.state import State
from bot.steering import Move, gives_up, leaves_after_all, move_at, says_yes_to_a_code
from bot.steps import Ask, Choose, Confirm, Heard, Misread, Question, Say
from bot.stuck import GUESSES, KEPT, TRIES, Way, way_out
from bot.understanding.fold import fold
from bot.understanding.intents import Intent
from bot.understanding.understand import Understanding, understand
from bot.urgent import say_help_first
from bot.vote_words import CARD_NEEDED
from bot.voting_code import VOTING, begins_anew, without_code

__all__ = ["Conversation", "Reply", "Spoken"]

PRIVATE = {Intent.VOTE, Intent.BLANK_VOTE, Intent.MY_VOTE, Intent.NUMBER_ONLY}


class Conversation:
    """A contact's conversation during one turn."""

    def __init__(self, state: State, desk: Desk, speech: Speech, can: Capabilities) -> None:
        self.state, self.desk, self.speech, self.can = state, desk, speech, can
        self._playing = Playing(state, desk, speech, can)
        self._was_offered = False

    def hear(self, heard: Heard) -> Spoken:
        """Take one message and return what to answer; the state is changed in place."""
        if in_room := hear_in_room(heard, self.speech, self.desk, self._is_free):
            return in_room
        heard = without_code(heard, self.speech, self.desk, self.state)
        heard, self.speech = follow_language(heard, self.speech, self.state, self.desk)
        self._playing.speech = self.speech
        heard, no_vote = part_from_ballot(heard, self.speech, self.desk, self.state)
        heard = heard if no_vote else hear_taught(heard, self.speech, self._is_free)
        meaning = heard.meaning
        if self.state.dialogue not in find_dialogues():
            self.state.finish()  # nothing is open, or a dialogue that an earlier version knew
        if self._is_recalled(heard):
            self.state.recall()
        lapsed = lapsed_said(heard, self.state, self.speech, self.desk)
        said = [Say(lapsed)] if lapsed else []
        is_all = bool(said) and stands_alone(heard, self.state, self.speech)
        reply = Reply(said) if is_all else self._hear(heard)
        if said and not is_all:
            reply = replace(reply, said=[*said, *reply.said])
        if no_vote:
            reply = replace(reply, said=[*no_vote, *reply.said])
        return Spoken(
            reply,
            meaning.intent,
            is_private=heard.has_code or bool(no_vote) or self._is_private(meaning),
            was_unheard=self._was_offered or self._was_unknown(meaning),
            is_due=any(item.is_due for item in self._playing.touched),
            is_vote_step=self.state.dialogue in VOTING and reply.question is not None,
            done=self._playing.done,
            acted=self._playing.acted,
        )

    def begin_session(self, *, is_new: bool, goes_on: bool = True) -> Spoken:
        """Return what a session begins with: the menu, below a welcome for somebody new, and what was left before.

        Where nobody sees it (not `goes_on`) it is the menu of every day; what was left or is to be said waits on.
        """
        lost = leave_session(self.state)
        lapsed = lapsed_at_once(self.state, self.desk) if goes_on else None
        reply = self._playing.start("start" if is_new else "menu", {"lost": lost} if lost and goes_on else {})
        return Spoken(
            replace(reply, said=[*([Say(lapsed)] if lapsed else []), *reply.said]), Intent.MENU, is_private=False
        )

    def _hear(self, heard: Heard) -> Reply:
        reply = self._continue(heard) if self.state.open else self._playing.begin(heard)
        return tend(reply, heard.meaning, self._playing.turn(), self.state, self.can, acted=self._playing.acted)

    def _is_free(self) -> bool:
        """Is nothing open that would be lost: a vote, words that went nowhere yet, the town hall's own question?"""
        current = find_dialogues().get(str(self.state.dialogue))
        if current is not None and self.state.open is not None:
            holds_words = peek(current, self._playing.turn(), self.state, self.can).holds_words
            if current.is_private or holds_words or self.state.doubt is not None:
                return False
        return not self.desk.awaited()

    def _is_recalled(self, heard: Heard) -> bool:
        """Is it a code that was waited for before something else came in between?"""
        if is_proof(heard, self.state, self.can):
            return True
        parked = self.state.parked
        return parked is not None and parked["dialogue"] in find_dialogues() and fold(heard.text) == parked["key"]

    def _was_unknown(self, meaning: Understanding) -> bool:
        return meaning.intent is Intent.UNKNOWN and [item.name for item in self._playing.touched[:1]] == ["unknown"]

    def _is_private(self, meaning: Understanding) -> bool:
        return (
            meaning.looks_like_ballot
            or meaning.intent in PRIVATE
            or any(item.is_private for item in self._playing.touched)
        )

    def _continue(self, heard: Heard) -> Reply:
        current = find_dialogues()[str(self.state.dialogue)]
        self._playing.touched.append(current)
        here = peek(current, self._playing.turn(), self.state, self.can)
        if here.question is None:  # another version asks nothing here
            self.state.finish()
            return self._playing.begin(heard)
        if heard.shown and begins_anew(heard, here.question):
            return self._leave(here, heard)
        if self.state.doubt is not None:
            return self._settle(current, here, here.question, heard)
        if self.state.open is None or self.state.open.name != here.question.name:
            return self._playing.play(current, None)
        kept = keep_early(heard, here.question, self.state, current, self.can, self.desk)
        if kept and not heard.text:
            return replace(self._playing.play(current, None), complaint=kept)  # it may belong to what is kept already
        if may_be_meant(heard, self.state.dialogue, self.speech) and self.desk.is_invitation_read_last():
            return self._playing.show(here.question, FOR_WHICH)
        move = move_at(current, here.question, heard, self.state, self.speech, self.can)
        return self._move(move, current, here, here.question, heard)

    def _move(self, move: Move, current: Dialogue, here: Played, question: Question, heard: Heard) -> Reply:
        if move is Move.LEAVE:
            return self._leave(here, heard)
        if move is Move.DOUBT:
            return self._doubt(current, here, heard)
        if move is Move.BACK:
            return self._go_back(current, here)
        if move is Move.MORE:
            if turn_page(self.state, question, self.speech, self.can):
                return self._playing.show(question, None)
            if is_only_way_on(question):  # more of it
                return self._answer(current, here, question, replace(heard, text="1"))
            return self._playing.show(question, LAST_PAGE)
        if move is Move.HELP:
            how = HOW_TO_CHOOSE if isinstance(question, Choose | Confirm) else WRITE
            return self._playing.show(question, question.help or how)
        if move is Move.OLD_BUTTON:
            return self._playing.show(question, OLD_BUTTON)
        if move is Move.THANKS:
            return self._wait_on(question)
        reply = self._answer(current, here, question, heard)
        return say_help_first(reply, current, question, heard, self.speech, self.desk)

    def _wait_on(self, question: Question) -> Reply:
        """Say the question again, of a list only that it waits: who thanks has read it, and is not sent it twice.

        Who cannot be asked now has begun nothing: no words of thanks are sent to anybody.
        """
        if choices_of(question) and not isinstance(question, Confirm):
            return Reply([Say(STILL_WAITS)])
        if not (isinstance(question, Ask) and question.is_free) or self.desk.can_be_asked():
            return self._playing.show(question, None)
        self.state.finish()
        return Reply([Say(NOTHING_SENT)])

    def _go_back(self, current: Dialogue, here: Played) -> Reply:
        """Return to the page before, to the question before, to the list that led here, or to the menu."""
        if here.question is not None and turn_page(self.state, here.question, self.speech, self.can, -1):
            return self._playing.show(here.question, None)
        if self.state.step_back():
            return self._playing.play(current, None)
        return self._give_up(here, self._playing.return_to_list() or self._playing.start("menu", {}))

    def _answer(self, current: Dialogue, here: Played, question: Question, heard: Heard) -> Reply:
        before = self.state.open
        reply = self._playing.play(current, heard)
        if reply.complaint is None or self.state.open != before or says_yes_to_a_code(question, heard, self.speech):
            return reply
        if told := answer_beside_vote(current, question, heard, self.speech, self.desk, self.can):
            return told
        if leaves_after_all(heard, question, self.speech, loses_words=here.holds_words):
            return self._leave(here, heard)
        self.state.tries += 1
        way = way_out(current, question, heard, self.state.tries, holds_words=here.holds_words)
        if way not in {Way.KEPT, Way.AGAIN}:
            return self._get_out(way, here, heard)
        reply = replace(reply, complaint=KEPT) if way is Way.KEPT else reply
        return reply if current.is_private else say_no_vote(reply, heard, self.desk)

    def _doubt(self, current: Dialogue, here: Played, heard: Heard) -> Reply:
        """Ask what the words are; who cannot be asked now has them taken as the command that they begin with."""
        if not self.desk.can_be_asked():
            return self._leave(here, heard)
        question = doubt_about(current, heard.meaning.intent)
        self.state.begin_doubt(heard.text, opened(question))
        return self._playing.show(question, None)

    def _settle(self, current: Dialogue, here: Played, asked: Question, heard: Heard) -> Reply:
        """Take what a person says to a doubt: the words are the answer or a command, or they go elsewhere."""
        words = str((self.state.doubt or {}).get("text"))
        before = Heard(words, understand(words, self.speech.language, self.speech.languages))
        question = doubt_about(current, before.meaning.intent)
        move = move_at(current, question, heard, self.state, self.speech, self.can)
        if move is Move.LEAVE:
            return self._drop_doubt(here, heard)
        if move is Move.BACK:
            self.state.end_doubt()
            return self._playing.play(current, None)
        if move is not Move.ANSWER:
            return self._playing.show(question, OLD_BUTTON if move is Move.OLD_BUTTON else PICK)
        try:
            chosen = read_answer(question, heard, self.state, self.speech)
        except Misread as no:
            if leaves_after_all(heard, question, self.speech):
                return self._drop_doubt(here, heard)
            self.state.tries += 1
            return self._playing.show(question, no.phrase if self.state.tries < TRIES else KEPT)
        self.state.end_doubt()
        if chosen == ANSWER:
            return self._answer(current, here, asked, before)
        return self._leave(here, before)

    def _drop_doubt(self, here: Played, heard: Heard) -> Reply:
        return self._give_up(replace(here, holds_words=True), self._playing.begin(heard))

    def _get_out(self, way: Way, here: Played, heard: Heard) -> Reply:
        self._was_offered = not heard.meaning.looks_like_ballot
        here = replace(here, holds_words=here.holds_words or self.state.unsent in GUESSES)
        if way is Way.BEGIN:
            return self._leave(here, heard)
        parked = self._to_park(here)
        reply = self._playing.start("unknown", {"text": heard.text, "offer": True})
        self.state.parked = parked or self.state.parked
        return self._give_up(here, reply)

    def _leave(self, here: Played, heard: Heard) -> Reply:
        """Go elsewhere; a code that was waited for is still good then, unless it was given up."""
        if waits_for_card(here.question) and heard.meaning.intent is Intent.MY_VOTE and here.question:
            return self._playing.show(here.question, CARD_NEEDED)
        if gives_up(heard.meaning) and not is_only_a_look(here.question, heard.meaning):
            return self._give_up(here, self._playing.begin(heard))
        parked = self._to_park(here)
        sent = send_begun(here, heard.meaning, self.state, self._playing.play)
        is_list = self.state.dialogue in VOTING and isinstance(here.question, Ask) and here.question.takes_numbers
        reply = self._playing.begin(heard)
        reply = say_none_cast(reply, heard, self.desk) if is_list else reply
        self.state.parked = parked or self.state.parked
        if sent or not here.holds_words:
            return replace(reply, said=[*sent, *reply.said])
        return self._give_up(here, reply)

    def _to_park(self, here: Played) -> dict[str, Any] | None:
        key = here.question.key if isinstance(here.question, Ask | Confirm) else None
        return self.state.snapshot(key) if key else None

    def _give_up(self, here: Played, reply: Reply) -> Reply:
        """Say it where something was begun that goes nowhere now."""
        left = here.question.left if isinstance(here.question, Ask | Confirm) else None
        phrase = left or (GIVEN_UP if here.holds_words else None)
        return replace(reply, said=[Say(phrase), *reply.said]) if phrase else reply
