"""What stands under one's own number."""

from __future__ import annotations

from bot.dialogue import Talk, Turn, dialogue
from bot.phrases import Hour, Phrase, _
from bot.ports import Offer
from bot.proving import prove_phone
from bot.records import Record
from bot.steps import Look, Say
from bot.understanding.intents import Intent
from bot.vote_words import projects_of
from budgeting.refusal import Refusal

CLOSED = {"vote_has_closed", "vote_count_due", "vote_counted_now"}


@dialogue("my_vote", intents=(Intent.MY_VOTE, Intent.RECEIPT), is_private=True)
def my_vote(turn: Turn) -> Talk:
    """Say which vote stands, in words, and its receipt."""
    proven = yield Look("proven", turn.desk.has_proven_phone)
    if not proven:
        yield from prove_phone(turn, _CARD, _CARD_NEEDED)
    try:
        ballot = yield Look("ballot", turn.desk.my_ballot)
    except Refusal as no:
        if str(no.reason) not in CLOSED:
            raise
        offers = yield Look("offers", turn.desk.offers)
        yield Say(_over(no, has_results=Offer.RESULTS in offers))
        return
    yield _said(ballot)


_RESULTS_THERE = _("The vote is closed. If a vote came from your number, it counts. Send RESULTS for the results.")
_RESULTS_LATER = _("The vote is closed. If a vote came from your number, it counts. The results are not published yet.")
_RESULTS_DUE = _(
    "The vote is closed. If a vote came from your number, it counts. Ballots are being counted; the result is due by "
    "%(due_at)s."
)
_CARD = _("Share your own number once, with the button below.")
_CARD_NEEDED = _("I need your number to find your vote.")


def _over(no: Refusal, *, has_results: bool) -> Phrase:
    """Say of a vote that is over that a ballot of this number counts, and what became of it."""
    if "due_at" in no.values:
        return Phrase(_RESULTS_DUE.text, {"due_at": Hour.of(str(no.values["due_at"]))})
    return _RESULTS_THERE if has_results and no.reason == "vote_has_closed" else _RESULTS_LATER


def _said(ballot: Record | None) -> Say:
    if ballot is None:
        return Say(_("No vote is recorded for your number. Send VOTE to vote."))
    if not ballot.echo:
        return Say(_("Your vote is recorded. Receipt %(receipt)s.", receipt=ballot.receipt))
    return Say(
        _(
            "Your vote: %(projects)s. Receipt %(receipt)s. You can change it until %(closes_at)s: send VOTE and "
            "ALL your numbers, or VOTE 0 for a blank vote.",
            projects=projects_of(ballot),
            receipt=ballot.receipt,
            closes_at=Hour.of(ballot.closes_at),
        ).brief(_("Your vote: %(projects)s. Receipt %(receipt)s. Change by %(closes_at)s: VOTE + numbers (0: blank)")),
        is_secret=True,
    )
