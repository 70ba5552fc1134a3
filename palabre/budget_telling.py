"""What citizens are told once a document is there, and how to take it back, as lines of text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.budget_words import budget_answer
from bot.phrases import Speech
from bot.records import plain, record
from bot.understanding.intents import Topic
from budgeting.accounts.stages import Side
from budgeting.refusal import Refusal
from models import BudgetDocument, Commune
from services.budgets.answers import topic_answer
from services.budgets.rivals import Because, who_answers_instead
from services.budgets.shown import document_for

BECAUSE = {
    Because.FURTHER: "it is further on ({status})",
    Because.LATER_DAY: "it has the same status and a later date of decision ({day})",
    Because.LATER_WRITTEN: "it has the same status and date, and was written down later",
}
SIDES = {Side.EXPENDITURE: Topic.TOTAL, Side.REVENUE: Topic.REVENUE}


def told(session: Session, commune: Commune, document: BudgetDocument) -> str:
    """Return what the document changes for citizens, and the commands that change it."""
    if document.withdrawn_at is not None:
        left = _left_of_file(session, document)
        again = f"documents {left} of the same file still stand" if left else "its file may be imported again"
        return f"Document {document.id} answers no more; {again}."
    if not document.published:
        return (
            f"Citizens are told nothing of document {document.id} yet. To show it, as {document.status}: "
            f"palabre budget publish {document.id}. To undo the import: palabre budget withdraw {document.id}."
        )
    answers = list(_answers(session, commune, document))
    lines = [f"To whoever sends BUDGET {document.year}, document {document.id} now answers by SMS:", *answers]
    if not answers:
        lines = [
            _why_silent(session, commune, document),
            "A document that lists only changes answers together with the voted or approved budget of its year.",
        ]
    return "\n".join([*lines, f"To undo the import: palabre budget withdraw {document.id}."])


def _why_silent(session: Session, commune: Commune, document: BudgetDocument) -> str:
    instead = who_answers_instead(session, commune.id, document.id)
    if instead is None:
        return f"Nobody is told of document {document.id} yet."
    why = BECAUSE[instead.why].format(status=instead.row.status, day=instead.row.dated_on)
    return f"For {document.year} document {instead.row.id} answers: {why}."


def _left_of_file(session: Session, document: BudgetDocument) -> str:
    """Return the numbers of the other years of its file that still stand: while one does, the file is known."""
    same = (BudgetDocument.commune_id == document.commune_id, BudgetDocument.source_digest == document.source_digest)
    standing = select(BudgetDocument.id).where(*same, BudgetDocument.withdrawn_at.is_(None)).order_by(BudgetDocument.id)
    return ", ".join(map(str, session.scalars(standing)))


def _answers(session: Session, commune: Commune, document: BudgetDocument) -> Iterator[str]:
    """What the document says of each of its sides for which none is further on."""
    language = commune.languages[0]
    speech = Speech((language, "en"), is_brief=True, currency=commune.currency, time_zone=commune.time_zone)
    for side, topic in SIDES.items():
        try:
            if document.id not in document_for(session, commune.id, side, document.year).ids:
                continue
            # Of a year that is named, as on its first day: which one is in force decides nothing.
            view = topic_answer(session, commune, topic, document.year, None, today=document.starts_on)
        except Refusal:
            continue
        yield f"  {budget_answer(record(plain(view)), language).spoken(speech)}"
