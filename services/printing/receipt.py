"""The acknowledgement of a request: what was asked, by when it is answered and why then, what became of it since.

It names nobody: who hands it over knows whom they gave it to.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.law_words import BODIES, DOUBTS, body_named
from budgeting.law.complaints import Rung, RungState
from budgeting.law.profiles import find_profiles
from budgeting.law.sources import say as say_source
from budgeting.law.terms import Basis
from budgeting.refusal import Refusal
from locales.page_words import direction_of
from models.request import RequestState
from services.commitments import Office
from services.communes import CommuneView
from services.printing.citizen_budget import clipped
from services.printing.contacts import MOST_LINES, shown
from services.printing.decided import DecisionPart, is_final, say_decision
from services.printing.leaflet import Fact, FactPart, TextPart
from services.printing.reasons import PaperNo
from services.printing.voice import Voice
from services.printing.voice import marked as _
from services.printing.words import DEMONSTRATION
from services.public import PublicLine
from services.requests import Dossier, RequestDetails

KINDS = {"question": _("Question"), "formal": _("Formal request")}
BASES = {Basis.LAW: _("Legal time limit"), Basis.PROMISE: _("The commune's promise")}


@dataclass(frozen=True, slots=True)
class Receipt:
    """One sheet; what was asked and decided is in the language it was asked in, `date` is the day of receipt."""

    title: str
    commune: str
    date: str
    language: str
    reference: str
    demonstration: str
    facts: FactPart
    decision: DecisionPart
    asked: TextPart
    asked_language: str
    asked_direction: str
    account: TextPart
    stages: TextPart
    signature: str


def say_receipt(
    details: RequestDetails,
    dossier: Dossier,
    commune: CommuneView,
    language: str,
    lines: Sequence[PublicLine],
    office: Office,
) -> Receipt:
    """Return the acknowledgement in words; `Refusal` for a form that was prepared and not handed in yet.

    `lines` are where people write, `office` is where they go.
    """
    row = details.row
    if row.state == RequestState.PREPARED:
        raise Refusal(PaperNo.NOT_RECEIVED)
    voice = Voice(language, commune)
    return Receipt(
        title=voice.name(_("Receipt %(reference)s"), reference=row.reference),
        commune=clipped(commune.name),
        date=row.received_on.isoformat(),
        language=language,
        reference=row.reference,
        demonstration=voice.text(DEMONSTRATION) if commune.is_demo else "",
        facts=FactPart("", say_facts(details, lines, office, voice)),
        decision=say_decision(details, dossier, voice),
        asked=TextPart(voice.text(_("Information asked for")), tuple(row.text.splitlines())),
        asked_language=row.language,
        asked_direction=direction_of(row.language),
        account=_account(dossier, voice),
        stages=_stages(dossier, voice),
        signature=voice.text(_("Signature and stamp of the office:")),
    )


def say_facts(details: RequestDetails, lines: Sequence[PublicLine], office: Office, voice: Voice) -> tuple[Fact, ...]:
    """Return what a request is, its days, and how to hear of it."""
    row = details.row
    due = _("Answer was due") if is_final(details) else _("Answer due")
    return (
        Fact(voice.text(_("What it is")), voice.text(KINDS[row.kind])),
        Fact(voice.text(_("Received")), voice.day(row.received_on)),
        Fact(voice.text(due), voice.day(row.due_on)),
        *follow_facts(row.reference, lines, office, voice),
    )


FOLLOW = {
    "sms": _("To follow it by SMS"),
    "telegram": _("To follow it on Telegram"),
    "ussd": _("To follow it by a code you dial"),
    "whatsapp": _("To follow it on WhatsApp"),
}
SENT = _("Send %(words)s to %(address)s")
DIALLED = _("Dial %(address)s, then type %(words)s")


def follow_facts(reference: str, lines: Sequence[PublicLine], office: Office, voice: Voice) -> tuple[Fact, ...]:
    """Return where to write and where to go to hear of a request: what there is, or the town hall."""
    words = voice.text(_("TRACK %(reference)s"), reference=reference)
    found = [
        Fact(
            voice.text(FOLLOW.get(line.channel, FOLLOW["sms"])),
            voice.text(DIALLED if line.channel == "ussd" else SENT, words=words, address=shown(line)),
        )
        for line in lines[:MOST_LINES]
    ]
    if office.place:
        found.append(Fact(voice.text(_("Where to go")), office.place))
    if office.hours:
        found.append(Fact(voice.text(_("When it is open")), office.hours))
    nowhere = Fact(voice.text(_("To follow it")), voice.text(_("Ask at the town hall, with this receipt.")))
    return tuple(found) or (nowhere,)


def _account(dossier: Dossier, voice: Voice) -> TextPart:
    if dossier.deadline is None:
        return TextPart("", ())
    basis = voice.text(BASES[dossier.deadline.basis])
    law = _law_name(dossier, voice.language) if dossier.deadline.basis is Basis.LAW else ""
    sentences = (voice.value(sentence) for sentence in dossier.account)
    return TextPart(voice.text(_("How the date is reckoned")), (f"{basis} · {law}" if law else basis, *sentences))


def _law_name(dossier: Dossier, language: str) -> str:
    profile = next((one for one in find_profiles().values() if one.key == dossier.law), None)
    return say_source(profile.law.names, language) if profile and profile.law else ""


def _stages(dossier: Dossier, voice: Voice) -> TextPart:
    said = tuple(_until(rung, _named(str(rung.stage.body), rung.stage.name, voice), voice) for rung in dossier.rungs)
    return TextPart(voice.text(_("If there is no answer, or you do not agree")), said)


def _until(rung: Rung, name: str, voice: Voice) -> str:
    """Return who hears a complaint, with the last day of it where its days run, and what is not sure of that."""
    if rung.state is not RungState.OPEN or rung.complain_by is None or rung.complain_by.due_on is None:
        return name
    until = voice.text(_("%(body)s, by %(day)s"), body=name, day=voice.day(rung.complain_by.due_on))
    return ". ".join([until, *(voice.value(DOUBTS[doubt]) for doubt in rung.complain_by.doubts)])


def _named(body: str, name: str, voice: Voice) -> str:
    """Return who hears a complaint; the French name of a law stands behind what it is in Arabic."""
    said = voice.value(body_named(body, name))
    if said == name and direction_of(voice.language) == "rtl":
        return voice.text(_("%(body)s (%(name)s)"), body=voice.value(BODIES[body]), name=name)
    return said
