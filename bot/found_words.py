"""What was found by its words: a line of the budget, a programme, a document, an answer."""

from __future__ import annotations

from dataclasses import dataclass

from bot.fitting import Fitted, Spare
from bot.phrases import ELLIPSIS, Amount, Named, Phrase, Speech, Value, _, say
from bot.ports import HitView
from bot.records import Record
from bot.wording import Clipped, Roomy, Sentences, clipped

TITLE = 40
LABEL = 30
SOURCE, TIGHT = 24, 14
ANSWER = 120
"""Characters where text is paid."""

NOTHING = _(
    "I found nothing published about: %(words)s. Send QUESTION and your question to the town hall, or 0 for the menu."
).brief(_("Nothing found: %(words)s. Send QUESTION and your question, or 0 for the menu."))


@dataclass(frozen=True, slots=True)
class CutInside:
    """Words cut in their middle where text is paid: lines of a budget often differ at their end only."""

    words: Value
    longest: int

    def spoken(self, speech: Speech) -> str:
        """Return the words, an ellipsis in place of those in the middle that were too much."""
        words = say(self.words, speech)
        if not speech.is_brief or len(words) <= self.longest:
            return words
        head = clipped(words, self.longest * 2 // 3)
        room = self.longest - len(head) - 3
        end = words[-room:]
        if not words[-room - 1].isspace():
            end = end.partition(" ")[2] or end
        return f"{head.removesuffix(ELLIPSIS)}{ELLIPSIS} {end.strip()}"


def nothing_found(words: str) -> Phrase:
    """Return that nothing was found, and what to do."""
    return Phrase(NOTHING.text, {"words": Clipped(words, 30)}, NOTHING.short)


def title_of_hit(hit: Record | HitView) -> Value:
    """Return what was found by its title, in the reader's language where it was given in several."""
    return Named(dict(hit.titles)) if hit.titles else str(hit.title)


def label_of_hit(hit: Record) -> Phrase:
    """Return what was found in a few words, for a list."""
    title: Value = CutInside(title_of_hit(hit), LABEL)
    if hit.kind == "programme":
        title = _("Programme %(title)s", title=title)
    values: dict[str, Value] = {"title": title, "year": hit.year}
    amount = hit.done or hit.planned
    if amount is not None and hit.year:
        return _("%(title)s %(year)s: %(amount)s", **values, amount=Amount(amount))
    return _("%(title)s %(year)s", **values) if hit.year else _("%(title)s", title=title)


def found_answer(hit: Record, status: Value) -> Fitted | Sentences | Phrase:
    """Return all that is known of one thing that was found; `status` is its document's in words."""
    if hit.kind == "line":
        return Fitted(_told(hit, status, TITLE, SOURCE), [lambda: _told(hit, status, LABEL, TIGHT)])
    if hit.text:
        title, text = Clipped(hit.title, TITLE, has_end=True), Clipped(hit.text, ANSWER, has_end=True)
        return Sentences([title, text, Roomy(_page(hit))])
    return _document(hit)


def _told(hit: Record, status: Value, width: int, source: int) -> list[Value]:
    line, where = _line(hit, width), _source(hit, status, source)
    return [line, _of_lines(hit), Spare(_in_part(hit)), where, Roomy(_page(hit))]


def _line(hit: Record, width: int) -> Phrase:
    values: dict[str, Value] = {"title": Clipped(hit.title, width), "year": hit.year}
    if hit.planned is not None:
        values["planned"] = Amount(hit.planned)
    if hit.done:
        values["done"] = Amount(hit.done)
    if hit.planned is None:
        return _("%(title)s %(year)s: %(done)s done.", **values) if hit.done else _("%(title)s %(year)s", **values)
    if hit.done:
        return _("%(title)s %(year)s: %(planned)s planned, %(done)s done.", **values)
    if hit.done_in_part:
        return _("%(title)s %(year)s: %(planned)s planned.", **values)
    return _("%(title)s %(year)s: %(planned)s planned, nothing noted as done yet.", **values).brief(
        _("%(title)s %(year)s: %(planned)s planned, none done.")
    )


def _of_lines(hit: Record) -> Value:
    """Say that the money is a sum, where several lines bear the name."""
    if (hit.lines or 1) < 2:
        return ""
    return _("That is the sum of %(count)s lines of this name.", count=hit.lines).brief(_("Sum of %(count)s lines."))


def _in_part(hit: Record) -> Value:
    return _("Not every line says what was done.").brief(_("Not all say what was done.")) if hit.done_in_part else ""


def _source(hit: Record, status: Value, width: int) -> Phrase:
    return _("Source: %(source)s (%(status)s).", source=Clipped(hit.source, width), status=status)


def _document(hit: Record) -> Phrase:
    title = Clipped(hit.title, TITLE)
    if hit.link:
        return _("Published document: %(title)s. To read it: %(link)s", title=title, link=hit.link)
    return _("Published document: %(title)s. You can read it at the town hall.", title=title)


def _page(hit: Record) -> Value:
    return _("To read it: %(link)s", link=hit.link) if hit.link else ""
