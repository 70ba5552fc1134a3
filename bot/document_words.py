"""How a document is spoken of: its kind, its line in a list, where to read it, the news that it is there."""

from __future__ import annotations

from datetime import date

from bot.answers import words_of
from bot.phrases import Day, Phrase, Speech, Value, _
from bot.records import Record
from bot.understanding.fold import fold, stands_in
from bot.wording import Clipped

TITLE = 40
"""Characters of a title where text is paid."""

KINDS: dict[str, Phrase] = {
    "budget": _("Budget (document)"),
    "account": _("Accounts (document)"),
    "report": _("Report (document)"),
    "guide": _("Guide (document)"),
    "civic_guide": _("Guide for associations (document)"),
    "minutes": _("Minutes (document)"),
    "other": _("Other (document)"),
}
# Lists of words that translators fill: everything a person may call this kind, separated by commas.
KIND_WORDS: dict[str, Phrase] = {
    "budget": _("budget, budgets"),
    "account": _("accounts, account, financial report"),
    "report": _("report, reports"),
    "guide": _("guide, guides, guidebook, handbook"),
    "civic_guide": _("guide for associations, association guide, guide of associations, civil society guide"),
    "minutes": _("minutes, council minutes, records, deliberations"),
}


def kind_named(text: str, speech: Speech) -> str | None:
    """Return the kind that a message names, the longest words first; None where it names none."""
    said = fold(text)
    names = sorted(
        ((word, kind) for kind, words in KIND_WORDS.items() for word in words_of(words, speech)), key=_length
    )
    return next((kind for word, kind in names if stands_in(word, said)), None)


def label_of_document(found: Record, longest: int) -> Phrase:
    """Return a document in one line of a list, its title cut to so many characters where text is paid."""
    title = Clipped(found.title, longest)
    return _("%(kind)s %(day)s: %(title)s", kind=_kind(found.kind), day=Day.of(found.dated_on), title=title)


def where_to_read(found: Record) -> Phrase:
    """Return one document and where it can be read."""
    values: dict[str, Value] = {
        "kind": _kind(found.kind), "day": Day.of(found.dated_on), "title": Clipped(found.title, TITLE)
    }  # fmt: skip
    if found.link:
        return _("%(kind)s, %(day)s: %(title)s. To read it: %(link)s", **values, link=found.link)
    return _("%(kind)s, %(day)s: %(title)s. You can read it at the town hall.", **values)


def news_words(kind: str, dated_on: date, title: str, link: str) -> Phrase:
    """Return the news of a document, for those who follow them."""
    values: dict[str, Value] = {"kind": _kind(kind), "day": Day(dated_on), "title": Clipped(title, TITLE)}
    if link:
        return _("New: %(kind)s, %(day)s, %(title)s: %(link)s To end this news: NO DOCUMENTS", **values, link=link)
    return _(
        "New: %(kind)s, %(day)s, %(title)s. You can read it at the town hall. To end this news: NO DOCUMENTS", **values
    )


def _kind(kind: str) -> Phrase:
    return KINDS.get(kind, KINDS["other"])


def _length(named: tuple[str, str]) -> tuple[int, str]:
    return -len(named[0]), named[0]
