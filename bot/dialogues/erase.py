"""Being forgotten: a code must come back, so that nobody is erased by a slip."""

from __future__ import annotations

from collections.abc import Callable, Collection

from bot.answers import YES_WORDS, words_of
from bot.dialogue import Talk, Turn, dialogue
from bot.phrases import _
from bot.steps import Ask, Do, Heard, Look, Misread, Say
from bot.understanding.fold import fold
from bot.understanding.intents import Intent

_STAYS = _("A vote you sent stays in the box, under no name.").brief(_("A vote you sent stays in the box."))


@dialogue("erase", intents=(Intent.ERASE,), is_due=True)
def erase(turn: Turn) -> Talk:
    """Ask for the code, erase, and say what stays and why."""
    if (yield Look("has_voted", turn.desk.may_have_voted)):
        # Secret, because it is left out for those who surely have none.
        yield Say(_STAYS, is_secret=True)
    code = yield Do("code", turn.desk.new_code)
    yield Ask(
        "confirm",
        _("To be forgotten, send %(code)s. To keep everything, send 0.", code=code),
        read=_same_code(str(code), words_of(YES_WORDS, turn.speech)),
        takes_numbers=True,
        key=str(code),
        left=_("Nothing was erased."),
    )
    may_have_voted = yield Look("may_have_voted", turn.desk.may_have_voted)
    staying = yield Do("erase", turn.desk.erase_me)
    yield Say(
        _(
            "Done. Your number, your messages and your ideas are no longer tied to you, on any channel of your number."
        ).brief(_("You are forgotten, on every channel of your number."))
    )
    if staying:
        yield Say(
            _(
                "Open questions to the town hall stay until they are answered: %(count)s. The law asks for it.",
                count=staying,
            ).brief(_("Open questions stay until answered: %(count)s (law)."))
        )
    if may_have_voted:
        yield Say(_STAYS, is_secret=True)


def _same_code(code: str, yes: Collection[str]) -> Callable[[Heard], bool]:
    def read(heard: Heard) -> bool:
        if fold(heard.text) in yes:
            raise Misread(_("Nothing is erased yet: the code itself must come back."))
        if fold(heard.text) != code:
            raise Misread(_("That is not the code. Nothing was erased."))
        return True

    return read
