"""Saying a citizen budget: each part of the leaflet from the figures, in one language."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from services.communes import CommuneView
from services.printing.contacts import contact_part
from services.printing.figures import REST, Change, Figured
from services.printing.leaflet import (
    ChangePart,
    ChangeRow,
    Fact,
    FactPart,
    KeyFigure,
    Leaflet,
    ProjectPart,
    ProjectRow,
    TextPart,
)
from services.printing.money_parts import receipts_part, spending_part, stage_of
from services.printing.priorities import priority_part
from services.printing.voice import Voice
from services.printing.voice import marked as _
from services.printing.words import ABOUT, DEMONSTRATION, GLOSSARY
from services.public import Figures, PublicLine, Side

LONGEST_NAME = 120
WHOLE = _("Together")


def say_citizen_budget(figured: Figured, commune: CommuneView, language: str, public_url: str) -> Leaflet:
    """Return the citizen budget of the figures in a language."""
    voice, book = Voice(language, commune), figured.book
    main = book.spending or book.receipts
    return Leaflet(
        year=book.year,
        language=language,
        title=voice.name(_("Citizen budget %(year)s"), year=book.name),
        commune=clipped(commune.name),
        date=(main.dated_on if main and main.dated_on else date(book.year, 12, 31)).isoformat(),
        standing=_standing(main, voice),
        demonstration=voice.text(DEMONSTRATION) if commune.is_demo else "",
        about=TextPart(voice.text(_("What is a citizen budget?")), tuple(voice.text(words) for words in ABOUT)),
        figures=_figures(figured, voice),
        reading=_reading(figured, voice),
        receipts=receipts_part(figured, voice),
        spending=spending_part(figured, voice),
        changes=_changes(figured, voice),
        projects=_projects(figured, voice),
        glossary=FactPart(
            voice.text(_("What the words mean")),
            tuple(Fact(voice.text(word), voice.text(says)) for word, says in GLOSSARY),
        ),
        contacts=contact_part(figured.lines, voice, f"{public_url}/{commune.key}/budget/{book.year}", bool(public_url)),
        facts=_facts(book.spending, book.receipts, voice),
        budgets=figured.budgets,
        priorities=priority_part(figured, voice),
    )


def clipped(name: str, most: int = LONGEST_NAME) -> str:
    """Return a name cut to its room."""
    return name if len(name) <= most else f"{name[: most - 1].rstrip()}…"


def _standing(side: Side | None, voice: Voice) -> str:
    if side is None:
        return ""
    status = voice.status(side.status)
    words = status[:1].upper() + status[1:]
    return f"{words} · {voice.day(side.dated_on)}" if side.dated_on else words


def _figures(figured: Figured, voice: Voice) -> tuple[KeyFigure, ...]:
    found = []
    if spending := figured.book.spending:
        note = ""
        if voice.commune.population:
            note = voice.text(
                _("%(amount)s for each of today’s %(people)s inhabitants"),
                amount=voice.head(spending.whole.amount),
                people=voice.number(voice.commune.population),
            )
        found.append(KeyFigure(voice.text(_("Spending")), voice.amount(spending.whole.amount), note))
    if receipts := figured.book.receipts:
        found.append(
            KeyFigure(voice.text(_("Receipts")), voice.amount(receipts.whole.amount), stage_of(receipts, voice))
        )
    return tuple(found)


def _reading(figured: Figured, voice: Voice) -> str:
    """Explain shares by the year's own largest topic."""
    side, rows = figured.book.spending, figured.spending_rows
    if side is None or not rows or side.whole.amount <= 0:
        return ""
    return voice.text(
        _("How to read it: of every %(hundred)s, %(share)s is for: %(topic)s."),
        hundred=voice.hundred(),
        share=voice.shares([row.amount for row in rows], side.whole.amount)[0],
        topic=voice.topic(rows[0]),
    )


def _changes(figured: Figured, voice: Voice) -> ChangePart:
    title = voice.text(_("What changed"))
    if figured.earlier_year is None or figured.book.spending is None:
        return ChangePart(title, voice.text(_("No earlier year is published here that can be compared.")), (), ())
    lede = voice.text(
        _("Spending beside that of %(year)s, the same kind of figure (%(stage)s):"),
        year=figured.book.name_of(figured.earlier_year),
        stage=stage_of(figured.book.spending, voice),
    )
    columns = (
        voice.text(_("What for")),
        figured.book.name_of(figured.earlier_year),
        figured.book.name,
        voice.text(_("Difference")),
    )
    rows = [
        ChangeRow(
            label=_name_of_change(row, voice),
            before=voice.amount(row.before),
            now=voice.amount(row.now),
            difference=voice.difference(row.difference),
        )
        for row in figured.changes
    ]
    return ChangePart(title, lede, columns, tuple(rows))


def _name_of_change(row: Change, voice: Voice) -> str:
    if not row.topic:
        return voice.text(WHOLE)
    if row.topic == REST:
        return voice.text(_("The other topics"))
    return voice.topic(Figures(row.topic, "", 0, None, None))


def _projects(figured: Figured, voice: Voice) -> ProjectPart:
    if not figured.projects:
        lede = voice.text(_none_chosen(figured.lines))
    elif figured.ballots is None:
        lede = voice.text(_("Works that are decided:"))
    else:
        lede = voice.text(_("Chosen by vote. Ballots counted: %(count)s."), count=figured.ballots)
    rows = [
        ProjectRow(clipped(voice.title(view.titles)), voice.state(view.state), voice.amount(view.cost))
        for view in figured.projects
    ]
    more = voice.text(_("Others: %(count)s."), count=figured.more_projects) if figured.more_projects else ""
    title = _("Projects chosen by the people") if figured.ballots is not None or not rows else _("Projects")
    return ProjectPart(voice.text(title), lede, tuple(rows), more)


def _none_chosen(lines: Sequence[PublicLine]) -> str:
    """Say how to see what is proposed, where there is something to write to."""
    channels = {line.channel for line in lines}
    if "sms" in channels:
        return _("None yet. Send PROJECTS by SMS to see what is proposed.")
    return _("None yet. Send PROJECTS to see what is proposed.") if channels else _("None yet.")


def _facts(spending: Side | None, receipts: Side | None, voice: Voice) -> FactPart:
    """Say where the figures stand: once where one document tells all, for each side where there are two."""
    sides = [(name, side) for name, side in ((_("Spending"), spending), (_("Receipts"), receipts)) if side is not None]
    if len({(_standing(side, voice), side.source) for _name, side in sides}) == 1:
        sides = [(_("State"), sides[0][1])]
    rows = [
        fact
        for name, side in sides
        for fact in (
            Fact(voice.text(name), _standing(side, voice)),
            Fact(voice.text(_("Source")), clipped(side.source)),
        )
    ]
    return FactPart(voice.text(_("The document behind it")), tuple(rows))
