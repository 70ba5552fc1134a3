"""What was found by its words: a line of the budget, a programme, a document, an answer."""

from __future__ import annotations

from collections.abc import Sequence

from bot.cutting import CutInside
from bot.fitting import Fitted, Spare
from bot.line_money import LINE, listed_money, named_money, part_money, whole_money
from bot.phrases import Named, Phrase, Value, _
from bot.ports import HitView
from bot.records import Record
from bot.wording import Cited, Clipped, Roomy, Sentences

STATE, TAXES = "state", "taxes"
"""What the lines of a sum have in common that are the State's money, or taxes."""

ALIKE = {STATE: _("From the State"), TAXES: _("Taxes")}

TITLE = 40
LABEL = 30
SOURCE, TIGHT = 24, 14
ANSWER = 120
"""Characters where text is paid."""

NOTHING = _(
    "I found nothing published about: %(words)s. Send QUESTION and your question to the town hall, or 0 for the menu."
).brief(_("Nothing found: %(words)s. Send QUESTION and your question, or 0 for the menu."))


def nothing_found(words: str) -> Phrase:
    """Return that nothing was found, and what to do."""
    return Phrase(NOTHING.text, {"words": Clipped(words, 30)}, NOTHING.short)


def title_of_hit(hit: Record | HitView) -> Value:
    """Return what was found by its title, in the reader's language where it was given in several."""
    return Named(dict(hit.titles)) if hit.titles else str(hit.title)


def label_of_hit(hit: Record) -> Phrase:
    """Return what was found in a few words, its money with what that is, beside things of other kinds."""
    values = _named(hit)
    if hit.done and hit.year:
        return named_money(hit, values, hit.done, is_done=True)
    if hit.planned is not None and hit.year:
        return named_money(hit, values, hit.planned, is_done=False)
    return _without_money(hit, values)


def labels_of_hits(hits: Sequence[Record]) -> list[Phrase]:
    """Return what was found in a few words each, for a list: of every line the same kind of money, as it is headed."""
    titles = [title_of_hit(hit) for hit in hits]
    named = [(hit, _named(hit, titles)) for hit in hits]
    is_told = [hit.kind == LINE and bool(hit.year) for hit in hits]
    return [
        listed_money(hit, values, hits) if has_money else _without_money(hit, values)
        for (hit, values), has_money in zip(named, is_told, strict=True)
    ]


def _named(hit: Record, titles: Sequence[Value] = ()) -> dict[str, Value]:
    title: Value = CutInside(title_of_hit(hit), LABEL, titles)
    if hit.kind == "programme":
        title = _("Programme %(title)s", title=title)
    return {"title": title, "year": hit.year}


def _without_money(hit: Record, values: dict[str, Value]) -> Phrase:
    return _("%(title)s %(year)s", **values) if hit.year else _("%(title)s", title=values["title"])


def found_answer(
    hit: Record, status: Value, year: int | None = None, *, where: Value = "", after: Value = ""
) -> Fitted | Sentences | Phrase:
    """Return all that is known of one thing that was found; `status` is its document's in words.

    `year` is the one that was asked for; `where` says first of which place or person it is, `after` what else can be
    sent.
    """
    if hit.kind == LINE:
        before = Sentences([where, _not_of_that_year(hit, year)])
        return Fitted(
            [before, *_told(hit, status, TITLE, SOURCE), after],
            [
                lambda: [before, *_told(hit, status, LABEL, TIGHT), after],
                lambda: [before, *_barest(hit, status), Spare(after)],
            ],
        )
    if hit.text:
        title, text = Clipped(hit.title, TITLE, has_end=True), Clipped(hit.text, ANSWER, has_end=True)
        return Sentences([title, text, Roomy(_page(hit))])
    return _document(hit)


def _told(hit: Record, status: Value, width: int, source: int) -> list[Value]:
    line, where = whole_money(hit, Clipped(name_of_lines(hit), width)), _source(hit, status, source)
    return [line, _of_lines(hit), Spare(_in_part(hit)), where, *map(Spare, _parts(hit)), Roomy(_page(hit))]


def _barest(hit: Record, status: Value) -> list[Value]:
    """Return the line with nothing beside its money and its source."""
    line, of_lines, *others = _told(hit, status, LABEL, TIGHT)
    return [line, Spare(of_lines), *others]


def _not_of_that_year(hit: Record, year: int | None) -> Value:
    if year is None or str(hit.year).startswith(str(year)):
        return ""
    return _("There is no such line for %(asked_year)s.", asked_year=year).brief(_("%(asked_year)s: none."))


def _parts(hit: Record) -> list[Value]:
    """Return the largest lines of a sum whose lines have titles of their own, by the money that the sum tells."""
    if not hit.common or (hit.lines or 1) < 2:
        return []
    is_done = bool(hit.done)
    amounts = [(part.title, part.done if is_done else part.planned) for part in hit.parts]
    return [part_money(hit, Clipped(title, LABEL), amount, is_done=is_done) for title, amount in amounts if amount]


def name_of_lines(hit: Record) -> Value:
    """Return what a line is called, or what the lines of a sum have in common."""
    if hit.common in ALIKE:
        return ALIKE[hit.common]
    return f"{hit.common[:1].upper()}{hit.common[1:]}" if hit.common else str(hit.title)


def _of_lines(hit: Record) -> Value:
    """Say that the money is a sum, where several lines bear the name."""
    if (hit.lines or 1) < 2:
        return ""
    if hit.common:
        return _("That is the sum of %(count)s lines.", count=hit.lines).brief(_("Sum of %(count)s lines."))
    return _("That is the sum of %(count)s lines of this name.", count=hit.lines).brief(_("Sum of %(count)s lines."))


def _in_part(hit: Record) -> Value:
    return _("Not every line says what was done.").brief(_("Not all say what was done.")) if hit.done_in_part else ""


def _source(hit: Record, status: Value, width: int) -> Phrase:
    return _("Source: %(source)s (%(status)s).", source=Cited(hit.source, width), status=status)


def _document(hit: Record) -> Phrase:
    title = Clipped(hit.title, TITLE)
    if hit.link:
        return _("Published document: %(title)s. To read it: %(link)s", title=title, link=hit.link)
    return _("Published document: %(title)s. You can read it at the town hall.", title=title)


def _page(hit: Record) -> Value:
    return _("To read it: %(link)s", link=hit.link) if hit.link else ""
