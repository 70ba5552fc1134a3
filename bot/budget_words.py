"""How a figure of the budget is said: its amount, what it is of every hundred, for each inhabitant, and its source."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.asked_words import LONG, TIGHT, WIDE, name_of, not_that_year, nothing_on, what_else_was_asked, year_of
from bot.fitting import Fitted, Spare
from bot.phrases import Amount, Hundred, Listed, Phrase, Value, _
from bot.records import Record
from bot.result_words import achievements
from bot.topics import topic_phrase
from bot.understanding.intents import Topic
from bot.wording import Cited, Clipped, Roomy, Sentences
from budgeting.money import share_of_hundred, write_share

EXECUTED = "executed"
STATUSES: dict[str, Phrase] = {
    "draft": _("draft, not yet voted").brief(_("draft, not voted")),
    "debated": _("debated, not yet voted").brief(_("debated, not voted")),
    "voted": _("voted"),
    "approved": _("approved"),
    "amended": _("amended"),
    EXECUTED: _("account of the year"),
}


def budget_answer(found: Record, language: str, missing: Value = "", after: Value = "") -> Fitted:
    """Return everything that is known of one topic or programme, in the fewest words where text is paid.

    `missing` says first that what was asked for is only known as a part of this, `after` last what else can be sent.
    """
    share, per_head, before = _share(found, language), _per_head(found), _last_year(found)
    all_of_it: list[Value] = [share, per_head]
    nothing_more: list[Value] = ["."]

    def told(compared: list[Value], width: int, before: Value = "") -> Callable[[], list[Value]]:
        return lambda: _told(found, compared, width, before, missing, after)

    def barest() -> list[Value]:
        """Return it so that the amount stands alone, rather than that two messages are paid."""
        beside = _beside(found)
        return [Spare(part) if part == beside else part for part in told(nothing_more, TIGHT)()]

    # The name of the source is cut before the year before is left out.
    with_before = [told(all_of_it, WIDE, before), told(all_of_it, TIGHT, before)]
    if not found.asked_topic and not found.asked_place and found.asked_year in (None, found.year):
        with_before.append(told([share, "."], TIGHT, before))
    without = [
        told(all_of_it, LONG),
        told(all_of_it, WIDE),
        told([share, "."], WIDE),
        told(nothing_more, WIDE),
        told(nothing_more, TIGHT),
    ]
    return Fitted(told(all_of_it, LONG, before)(), [*(with_before if before else ()), *without, barest])


def _told(found: Record, compared: list[Value], width: int, before: Value, missing: Value, after: Value) -> list[Value]:
    return [
        missing,
        what_else_was_asked(found),
        Listed([_amount(found), *compared], ""),
        _beside(found),
        before,
        Roomy(_authorised(found)),
        Roomy(achievements(found)),
        document_of(found, width),
        Roomy(page_of(found)),
        after,
    ]


def both_answers(first: Record, second: Record) -> Fitted:
    """Return two figures of one year and their source; what was planned beside what was done where there is room."""

    def told(width: int) -> list[Value]:
        parts = [part for found in (first, second) for part in _in_short(found)]
        return [*parts, document_of(first, width), Roomy(page_of(first))]

    return Fitted(told(WIDE), [lambda: told(TIGHT)])


def _in_short(found: Record) -> list[Value]:
    return [what_else_was_asked(found), Listed([_amount(found), "."], ""), Spare(_beside(found))]


def overview(whole: Record, unheard: str = "") -> Sentences:
    """Return the whole of a year's money, its status and source; `unheard` is what was asked for in vain."""
    free = [Roomy(part) for part in (_beside(whole), document_of(whole), page_of(whole))]
    return Sentences([not_that_year(whole), nothing_on(unheard), _whole(whole), *free])


def topic_label(item: Record, whole: Record, language: str) -> Phrase:
    """Return a topic with its money, or with its share of a hundred where text is paid."""
    topic = topic_phrase(item.topic)
    if item.planned:
        return _("%(topic)s: %(amount)s planned", topic=topic, amount=Amount(item.planned))
    if whole.amount <= 0 or item.topic == Topic.REVENUE:  # what comes in is no share of what goes out
        return _("%(topic)s: %(amount)s", topic=topic, amount=Amount(item.amount))
    share = _share_said(item, whole.amount, language)
    return _("%(topic)s: %(amount)s", topic=topic, amount=Amount(item.amount), share=share).brief(
        _("%(topic)s %(share)s%%")
    )


def programme_label(item: Record) -> Phrase:
    """Return a programme's code and name."""
    return _("%(code)s %(programme)s", code=item.code, programme=Clipped(item.name, LONG))


def which_programme(items: Sequence[Record]) -> Phrase:
    """Return what asks for one of some programmes, with their year where another one was asked for."""
    if not items[0].other_year:
        return _("Which programme?")
    return _("Which programme of %(year)s?", year=items[0].other_year)


def _speaks_of_done(found: Record) -> bool:
    """Is the amount what was done? Where nothing is recorded as done, what was planned is said instead."""
    is_done = found.done is not None and found.amount == found.done and not _waits(found)
    return is_done and (found.status == EXECUTED or found.done != found.planned)


def _waits(found: Record) -> bool:
    return bool(found.planned) and not found.done


def _main(found: Record) -> Amount:
    return Amount(found.planned if _waits(found) else found.amount)


def _whole(whole: Record) -> Phrase:
    values: dict[str, Value] = {"year": year_of(whole), "amount": _main(whole), "source": Cited(whole.source, WIDE)}
    if _speaks_of_done(whole):
        return _("The commune's account for %(year)s: %(amount)s done. What would you like to see?", **values).brief(
            _("Accounts %(year)s: %(amount)s done. Source: %(source)s.")
        )
    values["status"] = STATUSES.get(whole.status, _("unknown"))
    return _("The commune's budget for %(year)s: %(amount)s planned. What would you like to see?", **values).brief(
        _("Budget %(year)s (%(status)s): %(amount)s planned. Source: %(source)s.")
    )


def _amount(found: Record) -> Phrase:
    values: dict[str, Value] = {"topic": name_of(found), "year": year_of(found), "amount": _main(found)}
    if _speaks_of_done(found):
        return _("%(topic)s %(year)s: %(amount)s done", **values)
    return _("%(topic)s %(year)s: %(amount)s planned", **values)


def _share(found: Record, language: str) -> Value:
    """Say the share together with what it is a share of, for beside `planned` alone it could be one of that."""
    if found.total <= 0 or found.total == found.amount or found.amount == 0 or found.topic == Topic.REVENUE:
        return ""
    values: dict[str, Value] = {"share": _share_said(found, found.total, language), "hundred": Hundred()}
    if _speaks_of_done(found):
        return _(", that is %(share)s of every %(hundred)s spent", **values).brief(
            _(", %(share)s of every %(hundred)s spent")
        )
    return _(", that is %(share)s of every %(hundred)s in the budget", **values).brief(
        _(", %(share)s of every %(hundred)s budgeted")
    )


def _share_said(part: Record, whole: int, language: str) -> str:
    """Return a share as the table has it that the public page shows, of anything else rounded by itself."""
    if part.share is None:
        return share_of_hundred(part.amount, whole, language)
    return write_share(part.share, part.amount, language)


def _per_head(found: Record) -> Value:
    if not found.per_head:
        return "."
    if found.people_year:
        values: dict[str, Value] = {"per_head": Amount(found.per_head), "people_year": found.people_year}
        return _(", %(per_head)s for each inhabitant of %(people_year)s.", **values).brief(
            _(", %(per_head)s a head of %(people_year)s.")
        )
    return _(", %(per_head)s for each inhabitant.", per_head=Amount(found.per_head)).brief(_(", %(per_head)s a head."))


def _beside(found: Record) -> Value:
    """Say what was done beside what is planned, or what was planned beside what was done; never one alone."""
    if _speaks_of_done(found):
        return _planned(found)
    if not found.done and not found.done_is_nought:
        return _("Done so far: nothing is recorded yet.").brief(_("Done: none noted yet."))
    return _(
        "Done so far: %(done)s of %(planned)s planned.", done=Amount(found.done), planned=Amount(found.planned)
    ).brief(_("Done: %(done)s."))


def _planned(found: Record) -> Phrase:
    if found.planned is None:
        return _("The document does not say what was planned.").brief(_("Planned: not said."))
    return _("Planned: %(planned)s.", planned=Amount(found.planned))


def _last_year(found: Record) -> Value:
    if found.last_year is None or found.last_amount is None:
        return ""
    year = found.last_year_name or found.last_year
    return _("In %(year)s it was %(amount)s.", year=year, amount=Amount(found.last_amount)).brief(
        _("%(year)s: %(amount)s.")
    )


def _authorised(found: Record) -> Value:
    if not found.authorised:
        return ""
    return _("%(amount)s may be committed over several years.", amount=Amount(found.authorised))


def page_of(found: Record) -> Value:
    """Return where the figures can be seen with their chart, where there is a public page."""
    return _("Chart and details: %(link)s", link=found.link) if found.link else ""


def document_of(found: Record, width: int = WIDE) -> Phrase:
    """Return what the figures are taken from: its status, its source."""
    return _(
        "Document: %(status)s. Source: %(source)s.",
        status=STATUSES.get(found.status, _("unknown")),
        source=Cited(found.source, width),
    ).brief(_("Source: %(source)s (%(status)s)."))
