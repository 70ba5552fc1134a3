"""What citizens are told once a document is there, and how to take it back, as lines of text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy.orm import Session

from bot.budget_words import budget_answer
from bot.phrases import Speech
from bot.records import plain, record
from bot.understanding.intents import Topic
from budgeting.accounts.stages import Side
from budgeting.refusal import Refusal
from models import BudgetDocument, Commune
from services.budgets.answers import topic_answer
from services.budgets.choosing import document_for

SIDES = {Side.EXPENDITURE: Topic.TOTAL, Side.REVENUE: Topic.REVENUE}


def told(session: Session, commune: Commune, document: BudgetDocument) -> str:
    """Return what the document changes for citizens, and the commands that change it."""
    if document.withdrawn_at is not None:
        return f"Document {document.id} answers no more; its file may be imported again."
    if not document.published:
        return (
            f"Citizens are told nothing of document {document.id} yet. To show it, as {document.status}: "
            f"palabre budget publish {document.id}. To undo the import: palabre budget withdraw {document.id}."
        )
    answers = list(_answers(session, commune, document))
    lines = [f"To whoever sends BUDGET {document.year}, document {document.id} now answers by SMS:", *answers]
    if not answers:
        lines = [f"For {document.year} another document answers, which is further on than {document.status}."]
    return "\n".join([*lines, f"To undo the import: palabre budget withdraw {document.id}."])


def _answers(session: Session, commune: Commune, document: BudgetDocument) -> Iterator[str]:
    """What the document says of each of its sides for which none is further on."""
    language = commune.languages[0]
    speech = Speech((language, "en"), is_brief=True, currency=commune.currency, time_zone=commune.time_zone)
    for side, topic in SIDES.items():
        try:
            if document_for(session, commune.id, side, document.year).id != document.id:
                continue
            view = topic_answer(session, commune, topic, document.year, None)
        except Refusal:
            continue
        yield f"  {budget_answer(record(plain(view)), language).spoken(speech)}"
