"""The engine: replay, acts that run once, answers that outlive a change of the program."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from bot.dialogue import Dialogue, Talk, Turn, dialogue
from bot.engine import Played, peek, play
from bot.phrases import Speech, _
from bot.records import record
from bot.state import State
from bot.steps import Ask, Choice, Choose, Confirm, Do, Go, Heard, Look, Misread, Say, Wants
from bot.understanding.understand import understand
from budgeting.refusal import Refusal
from tests.bot.fake_desk import FakeDesk
from tests.bot.talking import SMS, TELEGRAM

SPEECH = Speech(("en",))


def heard(text: str, **things: Any) -> Heard:
    """Return what is heard when somebody says this."""
    return Heard(text, understand(text, "en", ("en",)), **things)


def going(item: Dialogue, state: State, said: str | None = None, opening: dict[str, Any] | None = None) -> Played:
    """Play one message; the state goes through JSON, as it does between two messages."""
    if opening is not None or state.dialogue is None:
        state.begin(item.name, opening or {})
    stored = State.from_json(json.loads(json.dumps(state.as_json())))
    for name in State.__slots__:
        setattr(state, name, getattr(stored, name))
    turn = Turn(FakeDesk(), record(state.opening), SPEECH)
    return play(item, turn, state, heard(said) if said is not None else None, SMS)


def words(played: Played) -> list[str]:
    """Return what was said."""
    return [say.phrase.spoken(SPEECH) for say in played.said]


def text_of(message: Heard) -> str:
    if not message.text.strip():
        raise Misread(_("Nothing there."))
    return message.text


def made(*steps: Callable[[dict[str, Any]], Any]) -> tuple[Dialogue, dict[str, Any]]:
    """Return a dialogue that yields these steps one after the other and keeps what came back."""
    got: dict[str, Any] = {}

    @dialogue("made")
    def talk(turn: Turn) -> Talk:
        got.clear()
        for step in steps:
            asked = step(got)
            got[getattr(asked, "name", "")] = yield asked

    return talk, got


def test_answers_come_back_in_order_and_the_end_forgets_them() -> None:
    talk, got = made(lambda g: Ask("one", _("One?"), text_of), lambda g: Ask("two", _("Two?"), text_of))
    state = State()
    assert going(talk, state).question is not None
    going(talk, state, "first")
    assert state.answers == {"one": "first"}
    going(talk, state, "second")
    assert (got["one"], got["two"]) == ("first", "second")
    assert state == State(serial=state.serial)


def test_an_act_runs_once_however_often_the_dialogue_is_replayed() -> None:
    runs: list[int] = []
    talk, _got = made(
        lambda g: Do("act", lambda: runs.append(1) or {"number": len(runs)}),
        lambda g: Ask("one", _("One?"), text_of),
        lambda g: Ask("two", _("Two?"), text_of),
    )
    state = State()
    assert going(talk, state).done == ["act"]
    assert going(talk, state, "x").done == []
    going(talk, state, "y")
    assert runs == [1]


def test_a_look_is_stored_so_that_the_replay_goes_the_same_way() -> None:
    seen = [["a", "b"], ["c"]]
    talk, got = made(lambda g: Look("list", lambda: seen.pop(0)), lambda g: Ask("one", _("One?"), text_of))
    state = State()
    going(talk, state)
    going(talk, state, "x")
    assert got["list"] == ["a", "b"]


def test_what_was_said_before_the_last_answer_stays_silent() -> None:
    talk, _got = made(
        lambda g: Say(_("Hello.")),
        lambda g: Ask("one", _("One?"), text_of),
        lambda g: Say(_("Thanks.")),
        lambda g: Ask("two", _("Two?"), text_of),
        lambda g: Say(_("Bye.")),
    )
    state = State()
    assert words(going(talk, state)) == ["Hello."]
    assert words(going(talk, state, "x")) == ["Thanks."]
    assert words(going(talk, state, "y")) == ["Bye."]


def test_a_misread_answer_asks_again_without_repeating_what_was_said() -> None:
    talk, _got = made(lambda g: Say(_("Hello.")), lambda g: Ask("one", _("One?"), text_of))
    state = State()
    going(talk, state)
    again = going(talk, state, "  ")
    assert again.complaint is not None
    assert again.complaint.text == "Nothing there."
    assert words(again) == []
    assert again.question is not None


def test_the_opening_message_answers_a_question() -> None:
    @dialogue("made")
    def talk(turn: Turn) -> Talk:
        answer = yield Ask("one", _("One?"), text_of, given=turn.opening.rest)
        yield Say(_("You said %(answer)s.", answer=answer))

    assert words(going(talk, State(), opening={"rest": "a well"})) == ["You said a well."]


def test_back_asks_even_what_the_opening_message_answered() -> None:
    @dialogue("made")
    def talk(turn: Turn) -> Talk:
        yield Ask("one", _("One?"), text_of, given=turn.opening.rest)
        yield Ask("two", _("Two?"), text_of)

    state = State()
    going(talk, state, opening={"rest": "a well"})
    assert state.step_back()
    question = going(talk, state).question
    assert question is not None
    assert question.name == "one"


def test_back_cannot_take_an_act_away() -> None:
    talk, _got = made(
        lambda g: Ask("one", _("One?"), text_of),
        lambda g: Do("act", lambda: 1),
        lambda g: Ask("two", _("Two?"), text_of),
    )
    state = State()
    going(talk, state)
    going(talk, state, "x")
    assert not state.step_back()


def test_two_means_the_second_thing_the_person_saw() -> None:
    shown = [Choice("a", _("First")), Choice("b", _("Second"))]
    talk, got = made(lambda g: Choose("one", _("One?"), list(shown)))
    state = State()
    going(talk, state)
    shown.insert(0, Choice("new", _("New")))  # a deployment in mid-conversation
    going(talk, state, "2")
    assert got["one"] == "b"


def test_an_answer_whose_question_is_gone_is_ignored_and_the_new_question_asked() -> None:
    before, _got = made(lambda g: Ask("old", _("Old?"), text_of), lambda g: Ask("kept", _("Kept?"), text_of))
    after, _got = made(lambda g: Ask("new", _("New?"), text_of), lambda g: Ask("kept", _("Kept?"), text_of))
    state = State()
    going(before, state)
    going(before, state, "x")
    question = going(after, state, "y").question
    assert question is not None
    assert question.name == "new"


def test_looking_for_the_open_question_changes_and_does_nothing() -> None:
    runs: list[int] = []
    talk, _got = made(lambda g: Do("act", lambda: runs.append(1)), lambda g: Ask("one", _("One?"), text_of))
    state = State()
    state.begin("made", {})
    before = state.as_json()
    assert peek(talk, Turn(FakeDesk(), record({}), SPEECH), state, SMS).question is None
    assert (state.as_json(), runs) == (before, [])


def test_a_refusal_nobody_catches_ends_the_dialogue_in_words() -> None:
    def refuse() -> None:
        raise Refusal("no_such_project", number=7)

    talk, _got = made(lambda g: Do("act", refuse), lambda g: Say(_("Never said.")))
    state = State()
    assert words(going(talk, state)) == ["No project has number 7. Send PROJECTS for the list."]
    assert state.dialogue is None


def test_a_dialogue_may_catch_a_refusal_and_its_replay_catches_it_too() -> None:
    def refuse() -> None:
        raise Refusal("no_such_project", number=7)

    @dialogue("made")
    def talk(turn: Turn) -> Talk:
        try:
            yield Do("act", refuse)
        except Refusal as no:
            yield Say(_("Caught %(number)s.", number=no.values["number"]))
        yield Ask("one", _("One?"), text_of)
        yield Say(_("Done."))

    state = State()
    assert words(going(talk, state)) == ["Caught 7."]
    assert words(going(talk, state, "x")) == ["Done."]


def test_a_plain_read_that_is_refused_ends_in_words_too() -> None:
    @dialogue("made")
    def talk(turn: Turn) -> Talk:
        yield Say(_("First."))
        raise Refusal("something_new")

    assert words(going(talk, State())) == ["First.", "That is not possible now. Send 0 for the menu."]


def test_a_question_that_wants_a_photo_is_skipped_where_none_can_be_sent() -> None:
    talk, got = made(lambda g: Ask("photo", _("Photo?"), text_of, wants=Wants.PHOTO), lambda g: Say(_("Done.")))
    assert words(going(talk, State())) == ["Done."]
    assert got["photo"] is None
    state = State()
    state.begin("made", {})
    assert play(talk, Turn(FakeDesk(), record({}), SPEECH), state, None, TELEGRAM).question is not None


def test_yes_and_no_are_said_in_many_ways() -> None:
    for text, answer in {"1": True, "yes": True, "OK": True, "2": False, "no": False, "Nope": False}.items():
        talk, got = made(lambda g: Confirm("sure", _("Sure?")))
        state = State()
        going(talk, state)
        going(talk, state, text)
        assert got["sure"] is answer, text


def test_a_dialogue_goes_on_in_another() -> None:
    talk, _got = made(lambda g: Go("menu", {"text": "x"}))
    played = going(talk, State())
    assert played.go is not None
    assert (played.go.dialogue, played.go.opening) == ("menu", {"text": "x"})


def test_a_state_of_another_version_is_read_as_far_as_it_is_known() -> None:
    state = State.from_json({"dialogue": "ask", "answers": {"a": 1}, "colour": "blue", "open": {"name": "a"}})
    assert (state.dialogue, state.answers, state.open is not None) == ("ask", {"a": 1}, True)
