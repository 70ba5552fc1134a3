"""Two years of the same money side by side."""

from __future__ import annotations

from bot.asked_words import name_of, not_that_year, what_else_was_asked, year_of
from bot.fitting import Fitted, Spare
from bot.phrases import Amount, Phrase, Speech, Value, _
from bot.records import Record
from bot.wording import Cited, Roomy, Sentences
from budgeting.money import share_of_hundred

SOURCE = 14
"""Characters of each of the two sources where text is paid."""

NO_EARLIER = _("No earlier year is published to compare with.").brief(_("No earlier year published."))


def comparison(
    earlier: Record, later: Record, statuses: dict[str, Phrase], language: str, name: Value = "", missing: Value = ""
) -> Fitted:
    """Return both years' figures of one kind, the change, and both sources with their status.

    `name` is that of lines, where it is no topic's money; `missing` says first of what nothing is known.
    """
    kind = kind_of(earlier, later)
    parts: list[Value] = [
        Sentences([missing, not_that_year(earlier), what_else_was_asked(later)]),
        _figures(earlier, later, kind, name or name_of(later)),
        Spare(_change(earlier, later, kind, language)) if kind else _not_of_one_kind(),
        _sources(earlier, later, statuses),
    ]
    return Fitted(parts)


def kind_of(earlier: Record, later: Record) -> str:
    """Return what both years tell: done where both do, else planned, else nothing."""
    if earlier.done is not None and later.done is not None:
        return "done"
    return "planned" if earlier.planned is not None and later.planned is not None else ""


def _figures(earlier: Record, later: Record, kind: str, name: Value) -> Phrase:
    values: dict[str, Value] = {
        "topic": name,
        "year": year_of(earlier),
        "other_year": year_of(later),
        "amount": Amount(earlier[kind or "amount"]),
        "other_amount": Amount(later[kind or "amount"]),
    }
    if kind == "done":
        return _("%(topic)s, done: %(amount)s in %(year)s, %(other_amount)s in %(other_year)s.", **values)
    if kind == "planned":
        return _("%(topic)s, planned: %(amount)s in %(year)s, %(other_amount)s in %(other_year)s.", **values)
    return _("%(topic)s: %(amount)s in %(year)s, %(other_amount)s in %(other_year)s.", **values)


def _change(earlier: Record, later: Record, kind: str, language: str) -> Value:
    before, now = earlier[kind], later[kind]
    if before <= 0 or now == before:
        return ""
    share = share_of_hundred(abs(now - before), before, language)
    if now > before:
        return _("%(share)s in 100 more.", share=share)
    return _("%(share)s in 100 less.", share=share)


def _not_of_one_kind() -> Value:
    return Roomy(_("One is what was done, the other what is planned: they cannot be compared."))


def _sources(earlier: Record, later: Record, statuses: dict[str, Phrase]) -> Phrase:
    """Return both sources with their status, what they share once."""
    status, other_status = (statuses.get(one.status, one.status) for one in (earlier, later))
    values: dict[str, Value] = {"source": Cited(earlier.source, SOURCE), "status": status}
    if earlier.status == later.status and earlier.source == later.source:
        return _("Source: %(source)s (%(status)s).", **values)
    values["other_source"] = Cited(later.source, SOURCE)
    if earlier.status != later.status:
        return _(
            "Sources: %(source)s (%(status)s); %(other_source)s (%(other_status)s).",
            **values,
            other_status=other_status,
        ).brief(_("%(source)s (%(status)s); %(other_source)s (%(other_status)s)."))
    both = _("Sources: %(source)s and %(other_source)s (%(status)s).", **values)
    if _is_cut_alike(earlier.source, later.source):
        return both.brief(_("Source: %(source)s (%(status)s)."))
    return both.brief(_("%(source)s, %(other_source)s (%(status)s)."))


def _is_cut_alike(name: str, other: str) -> bool:
    """Is nothing left of what tells two names apart, where text is paid?"""
    brief = Speech(("en",), is_brief=True)
    return Cited(name, SOURCE).spoken(brief) == Cited(other, SOURCE).spoken(brief)
