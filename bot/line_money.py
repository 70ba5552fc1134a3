"""The money of found lines in words: spending is planned and done, a receipt is expected and received."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.phrases import Amount, Phrase, Value, _
from bot.records import Record
from budgeting.accounts.stages import Side

LINE, EXECUTED = "line", "executed"


def is_receipt(hit: Record) -> bool:
    """Is what was found a line of what comes in?"""
    return bool(hit.side == Side.REVENUE)


def spending_first(hits: Sequence[Record]) -> list[Record]:
    """Return what was found with its lines of spending before those of receipts, what else there is where it stood."""
    lines = iter(sorted((hit for hit in hits if hit.kind == LINE), key=is_receipt))
    return [next(lines) if hit.kind == LINE else hit for hit in hits]


def heading_of(hits: Sequence[Record]) -> Phrase:
    """Return what stands above a list, and which money its lines tell: that of spending, where there is some."""
    lines = [hit for hit in hits if hit.kind == LINE]
    if not lines:
        return _("Found:")
    if all(map(is_receipt, lines)):
        return _("Found (received):") if tells_done(hits) else _("Found (expected):")
    return _("Found (done):") if tells_done(hits) else _("Found (planned):")


def tells_done(hits: Sequence[Record]) -> bool:
    """Are all lines of accounts, so that what was done can be compared?"""
    lines = [hit for hit in hits if hit.kind == LINE]
    return any(hit.done for hit in lines) and all(hit.status == EXECUTED or hit.planned is None for hit in lines)


def is_nought(hit: Record) -> bool:
    """Do all lines say themselves that nothing was done?"""
    return hit.done == 0 and not hit.done_in_part


def listed_money(hit: Record, values: Mapping[str, Value], hits: Sequence[Record]) -> Phrase:
    """Return a line in a list: of every line the same kind of money; a receipt beside spending is called one."""
    is_done = tells_done(hits)
    amount = hit.done if is_done else hit.planned
    if not amount and not (is_done and is_nought(hit)):
        return _("%(title)s %(year)s: -", **values)
    if is_receipt(hit) and any(one.kind == LINE and not is_receipt(one) for one in hits):
        return named_money(hit, values, amount, is_done=is_done)
    return _("%(title)s %(year)s: %(amount)s", **values, amount=Amount(amount))


def named_money(hit: Record, values: Mapping[str, Value], amount: int, *, is_done: bool) -> Phrase:
    """Return a line, its year and its money with what that is; `values` are its title and its year."""
    told: dict[str, Value] = {**values, "amount": Amount(amount)}
    if is_receipt(hit) and is_done:
        return _("%(title)s %(year)s: %(amount)s received", **told)
    if is_receipt(hit):
        return _("%(title)s %(year)s: %(amount)s expected", **told)
    if is_done:
        return _("%(title)s %(year)s: %(amount)s done", **told)
    return _("%(title)s %(year)s: %(amount)s planned", **told)


def part_money(hit: Record, title: Value, amount: int, *, is_done: bool) -> Phrase:
    """Return one of the lines of a sum with its money."""
    told: dict[str, Value] = {"title": title, "amount": Amount(amount)}
    if is_receipt(hit):
        return _("%(title)s: %(amount)s received.", **told) if is_done else _("%(title)s: %(amount)s expected.", **told)
    return _("%(title)s: %(amount)s done.", **told) if is_done else _("%(title)s: %(amount)s planned.", **told)


def whole_money(hit: Record, title: Value) -> Phrase:
    """Return a line with all that is known of its money; what nobody noted is no nought."""
    values: dict[str, Value] = {"title": title, "year": hit.year}
    if hit.planned is not None:
        values["planned"] = Amount(hit.planned)
    if hit.done or is_nought(hit):
        values["done"] = Amount(hit.done)
    if hit.planned is None and not hit.done:
        return _("%(title)s %(year)s", **values)
    return _of_receipt(hit, values) if is_receipt(hit) else _of_spending(hit, values)


def _of_spending(hit: Record, values: dict[str, Value]) -> Phrase:
    if hit.planned is None:
        return _("%(title)s %(year)s: %(done)s done.", **values)
    if "done" in values:
        return _("%(title)s %(year)s: %(planned)s planned, %(done)s done.", **values)
    if hit.done_in_part:
        return _("%(title)s %(year)s: %(planned)s planned.", **values)
    return _("%(title)s %(year)s: %(planned)s planned, nothing noted as done yet.", **values).brief(
        _("%(title)s %(year)s: %(planned)s planned, none done.")
    )


def _of_receipt(hit: Record, values: dict[str, Value]) -> Phrase:
    if hit.planned is None:
        return _("%(title)s %(year)s: %(done)s received.", **values)
    if "done" in values:
        return _("%(title)s %(year)s: %(planned)s expected, %(done)s received.", **values)
    if hit.done_in_part:
        return _("%(title)s %(year)s: %(planned)s expected.", **values)
    return _("%(title)s %(year)s: %(planned)s expected, nothing noted as received yet.", **values).brief(
        _("%(title)s %(year)s: %(planned)s expected, none received.")
    )
