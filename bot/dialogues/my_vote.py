"""What stands under one's own number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.ballot_words import projects_of
from bot.confirming_words import kept_apart
from bot.dialogue import Talk, Turn, dialogue
from bot.fitting import Fitted
from bot.phrases import Hour, Phrase, _
from bot.ports import Offer, Proof, ReceiptState
from bot.proving import prove_phone
from bot.records import Record
from bot.refusals import when_next
from bot.steps import Look, Say
from bot.understanding.intents import Intent
from bot.voting_code import show_code
from bot.wording import Clipped
from budgeting.receipts import read_receipt
from budgeting.refusal import Refusal

WAITS = _("A vote of yours does not count yet: answer with the digits of our SMS, or send it again.")
ANOTHER_WAITS = _(
    "Another vote of yours does not count yet: answer with the digits of our SMS, or send it again."
).brief(_("Another one waits for its code."))
CLOSED = {"vote_has_closed", "vote_count_due", "vote_counted_now"}


@dialogue("my_vote", intents=(Intent.MY_VOTE, Intent.RECEIPT), is_private=True)
def my_vote(turn: Turn) -> Talk:
    """Say which vote stands, in words, and its receipt; of a receipt's code what the public log says of it."""
    if turn.opening.intent == Intent.RECEIPT and turn.opening.code:
        yield from _of_receipt(turn, str(turn.opening.code))
        return
    by_code = yield Look("coded", turn.desk.takes_codes)
    try:
        ballot = yield from (_of_code(turn) if by_code else _of_number(turn))
    except Refusal as no:
        if str(no.reason) not in CLOSED:
            raise
        yield from _say_over(turn, no)
        return
    aside = yield Look("aside", turn.desk.kept_aside)
    waits = yield Look("waits", turn.desk.waits_for_code)
    if aside:
        yield Say(kept_apart(aside))
        if waits:
            yield Say(ANOTHER_WAITS)
        return
    if waits and ballot is None:
        yield Say(WAITS)
        return
    yield _said(ballot, turn.opening.numbers or (), by_code=bool(by_code))
    if waits:
        yield Say(ANOTHER_WAITS)


def _of_receipt(turn: Turn, code: str) -> Any:
    """Say what became of the vote of a receipt, whoever asks; nothing is asked, and no choice is told."""
    state = yield Look("receipt", lambda: turn.desk.receipt_state(code))
    yield Say(Phrase(_RECEIPTS[state].text, {"receipt": read_receipt(code) or Clipped(code, 20)}))


def _of_number(turn: Turn) -> Any:
    proven = yield Look("proven", turn.desk.has_proven_phone)
    if not proven:
        yield from prove_phone(turn, _CARD, _CARD_NEEDED)
    return (yield Look("ballot", turn.desk.my_ballot))


def _of_code(turn: Turn) -> Any:
    yield Look("open", turn.desk.ballot_paper)  # no code is asked about a vote that is closed
    shown = yield from show_code(turn)
    return (yield Look("ballot", lambda: turn.desk.my_ballot(shown.passed)))


_RECEIPTS = {
    ReceiptState.STANDS: _("Receipt %(receipt)s: this vote stands in the public list of votes, it counts."),
    ReceiptState.REPLACED: _(
        "Receipt %(receipt)s: this vote was replaced by a later one, or cancelled. It no longer counts."
    ),
    ReceiptState.UNKNOWN: _(
        "No vote has receipt %(receipt)s. Read it again letter by letter. A new vote is listed within some minutes."
    ),
    ReceiptState.MISTYPED: _("%(receipt)s is no receipt: a letter or a digit is wrong. Read it again in your SMS."),
}
STILL_WAITS = _("The vote is closed. A vote of yours counts only if you answer now with the digits of our SMS.")
_COUNTS = {
    Proof.NUMBER: _("The vote is closed. If a vote came from your number, it counts."),
    Proof.ANSWER: _("The vote is closed. If you answered with the code of your vote, it counts."),
    Proof.CODE: _("The vote is closed. The last vote of every good code counts."),
    Proof.LIST: _("The vote is closed. The last vote of everybody on the list counts."),
    Proof.LIST_ANSWER: _("The vote is closed. If you are on the list and sent back the code of your vote, it counts."),
}
_RESULTS_DUE = _("Ballots are being counted; the result is due by %(due_at)s.")
_CARD = _("Share your own number once, with the button below.")
_CARD_NEEDED = _("I need your number to find your vote.")


def _say_over(turn: Turn, no: Refusal) -> Any:
    """Say of a vote that is over what can still be done for a ballot of one's own, else which ballots count."""
    aside = yield Look("aside", turn.desk.kept_aside)
    waits = yield Look("waits", turn.desk.waits_for_code)
    if waits:
        yield Say(STILL_WAITS)
    if aside:
        yield Say(kept_apart(aside))
    if waits or aside:
        return
    proof = yield Look("proof", turn.desk.proof_of_vote)
    offers = yield Look("offers", turn.desk.offers)
    yield Say(Fitted([_COUNTS[proof], _results(no, are_there=Offer.RESULTS in offers), *when_next(no)]))


def _results(no: Refusal, *, are_there: bool) -> Phrase:
    """Say where the results of a vote that is over are."""
    if "due_at" in no.values:
        return Phrase(_RESULTS_DUE.text, {"due_at": Hour.of(str(no.values["due_at"]))})
    if are_there and no.reason == "vote_has_closed":
        return _("Send RESULTS for the results.")
    return _("The results are not published yet.")


def _said(ballot: Record | None, claimed: Sequence[int], *, by_code: bool) -> Say:
    """Say what stands; who speaks of numbers they voted for, and none do, hears how to send them."""
    if ballot is None and by_code:
        return Say(_("No vote is recorded for this code. To vote, send VOTE, the code and your numbers."))
    if ballot is None and claimed:
        numbers = " ".join(map(str, claimed))
        return Say(
            _("No vote is recorded for your number. To vote now, send: VOTE %(numbers)s", numbers=numbers),
            is_secret=True,
        )
    if ballot is None:
        return Say(_("No vote is recorded for your number. Send VOTE to vote."))
    if ballot.on_paper:
        return Say(_stands_on_paper(ballot), is_secret=True)
    if not ballot.echo:
        return Say(_("Your vote is recorded. Receipt %(receipt)s.", receipt=ballot.receipt))
    values: dict[str, Any] = {
        "projects": projects_of(ballot),
        "receipt": ballot.receipt,
        "closes_at": Hour.of(ballot.closes_at),
    }
    return Say((_stands_for_code if by_code else _stands)(values), is_secret=True)


def _stands_on_paper(ballot: Record) -> Phrase:
    """Say of a vote that came on a sheet of paper that it is for good."""
    if not ballot.echo:
        return _(
            "Your vote came on a sheet of paper. Receipt %(receipt)s. By the rules of this vote it cannot be changed.",
            receipt=ballot.receipt,
        )
    return _(
        "Your vote, on a sheet of paper: %(projects)s. Receipt %(receipt)s. By the rules of this vote it cannot be "
        "changed.",
        projects=projects_of(ballot),
        receipt=ballot.receipt,
    ).brief(_("Your vote on paper: %(projects)s. Receipt %(receipt)s. It cannot be changed."))


def _stands(values: dict[str, Any]) -> Phrase:
    return _(
        "Your vote: %(projects)s. Receipt %(receipt)s. You can change it until %(closes_at)s: send VOTE and "
        "ALL your numbers, or VOTE 0 for a blank vote.",
        **values,
    ).brief(_("Your vote: %(projects)s. Receipt %(receipt)s. Change by %(closes_at)s: VOTE + numbers (0: blank)"))


def _stands_for_code(values: dict[str, Any]) -> Phrase:
    return _(
        "Your vote: %(projects)s. Receipt %(receipt)s. You can change it until %(closes_at)s: send VOTE, your code and "
        "ALL your numbers, or 0 for a blank vote.",
        **values,
    ).brief(_("Your vote: %(projects)s. Receipt %(receipt)s. Change by %(closes_at)s: VOTE + code + numbers"))
