"""What the commune has published: a list, one of them, and following what is new."""

from __future__ import annotations

from bot.dialogue import Talk, Turn, dialogue
from bot.document_words import KINDS, kind_named, label_of_document, where_to_read
from bot.fitting import Fitted, Spare
from bot.phrases import Phrase, Speech, _, say
from bot.ports import Offer
from bot.records import Record
from bot.sms.alphabet import Encoding
from bot.sms.prepare import prepare
from bot.steps import Choice, Choose, Do, Look, Say
from bot.understanding.intents import Intent

TITLE = {True: 28, False: 20}
"""Letters of a title where text is paid; is all of the list in the cheap alphabet?"""

LONGEST = 200
NEAREST = {"budget": "account"}
"""What people mean by a kind of which there is none: accounts are documents of the budget too."""

FOLLOW = _("To be told of new ones, send FOLLOW DOCUMENTS.")


@dialogue(
    "documents",
    intents=(Intent.DOCUMENTS,),
    label=_("Published documents"),
    order=95,
    needs=Offer.DOCUMENTS,
    leads_back=True,
)
def documents(turn: Turn) -> Talk:
    """List the latest documents, of one kind where one is named; a number says where to read it."""
    kind = kind_named(turn.opening.text or "", turn.speech)
    found = yield Look("documents", lambda: turn.desk.documents(kind))
    if not found.latest and kind in NEAREST:
        found = yield Look("nearest", lambda: turn.desk.documents(NEAREST[str(kind)]))
    if not found.latest:
        yield Say(_nothing(kind))
        return
    longest = _room(found, turn.speech)
    choices = [Choice(place, label_of_document(one, longest)) for place, one in enumerate(found.latest)]
    chosen = yield Choose("document", _prompt(found), choices)
    yield Say(Fitted([where_to_read(found.latest[chosen]), Spare(FOLLOW)]))


@dialogue("follow_documents", intents=(Intent.FOLLOW_DOCUMENTS,))
def follow_documents(turn: Turn) -> Talk:
    """Tell the person of every new document from now on."""
    yield Do("follow", turn.desk.follow_documents)
    if (yield Look("news", turn.desk.gets_news)):
        yield Say(_("Done: I tell you when a document is published. To end this: NO DOCUMENTS. STOP ends all news."))
        return
    yield Say(_("Done: you follow the documents. Your news is off: to hear of them, send START."))


@dialogue("unfollow_documents", intents=(Intent.UNFOLLOW_DOCUMENTS,))
def unfollow_documents(turn: Turn) -> Talk:
    """Tell the person of new documents no more."""
    yield Do("unfollow", turn.desk.unfollow_documents)
    yield Say(
        _("Done: no more news of documents. To see them, send DOCUMENTS; to hear of them again, FOLLOW DOCUMENTS.")
    )


def _room(found: Record, speech: Speech) -> int:
    """Return how long the titles may be: one dear letter makes all letters dear."""
    words = "".join(say(label_of_document(one, LONGEST), speech) for one in found.latest)
    return TITLE[prepare(words).encoding is Encoding.GSM7]


def _prompt(found: Record) -> Phrase:
    if found.page:
        return _("Documents, all of them on %(page)s. A number says more:", page=found.page).brief(_("Documents:"))
    if any(one.link for one in found.latest):
        return _("Documents. A number says where to read it:").brief(_("Documents:"))
    return _("Documents, to be read at the town hall. A number says more:").brief(_("Town hall:"))


def _nothing(kind: str | None) -> Phrase:
    if kind is None:
        return _("No document is published yet. To be told of the first, send FOLLOW DOCUMENTS.")
    return _("No document of this kind is published yet: %(kind)s. For the others, send DOCUMENTS.", kind=KINDS[kind])
