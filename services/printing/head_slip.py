"""The slip of a published head: the state of a vote's public log at one hour, to hang up where everybody passes."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from printing import make_pdf
from services.clock import day_in
from services.communes import CommuneView
from services.printing.citizen_budget import clipped
from services.printing.codes import square_code
from services.printing.papers import Paper
from services.printing.voice import Voice
from services.printing.voice import marked as _
from services.watching.published import HeadsPage, HeadView

TITLE = _("The public log of the vote")
AT = _("State on %(moment)s")
ENTRIES = _("Entries")
ROOT = _("Root")
KEY = _("Key that signs")
WHY = _(
    "Photograph this slip or write it down. After the vote it shows whether anything was taken out of the log, or "
    "changed, since this hour."
)
WHAT = _("It counts votes and changes of votes. It says nothing of what anybody chose.")
SQUARE = _("Holds this state; opens the page of the log")
CLOSED_SQUARE = _("Holds this state")


@dataclass(frozen=True, slots=True)
class HeadSlip:
    """What stands on the slip; `root` and `key` in groups of four."""

    title: str
    commune: str
    date: str
    language: str
    vote: str
    moment: str
    entries: str
    size: str
    root_word: str
    root: tuple[str, ...]
    key_word: str
    key: tuple[str, ...]
    why: str
    what: str
    page: str
    square: str
    square_words: str


def say_head(page: HeadsPage, head: HeadView, commune: CommuneView, language: str, public_url: str) -> HeadSlip:
    """Return the slip of a head in one language."""
    voice = Voice(language, commune)
    address = f"{public_url}/{commune.key}/votes/{page.cycle_id}/heads" if public_url else ""
    held = f"{address}?size={head.size}&root={head.root}" if address else f"{head.size} {head.root}"
    return HeadSlip(
        title=voice.text(TITLE),
        commune=clipped(commune.name),
        date=day_in(head.hour, commune.time_zone).isoformat(),
        language=language,
        vote=clipped(page.title),
        moment=voice.text(AT, moment=voice.moment(head.hour)),
        entries=voice.text(ENTRIES),
        size=str(head.size),
        root_word=voice.text(ROOT),
        root=head.groups,
        key_word=voice.text(KEY),
        key=tuple(page.log_key[start : start + 4] for start in range(0, len(page.log_key), 4)),
        why=voice.text(WHY),
        what=voice.text(WHAT),
        page=address,
        square=square_code(held),
        square_words=voice.text(SQUARE if address else CLOSED_SQUARE),
    )


def press_head(slip: HeadSlip, head: HeadView) -> Paper:
    """Press a slip; call it outside of a transaction."""
    content = make_pdf("head", asdict(slip), slip.language)
    return Paper(slip.title, f"log-{head.size}-{slip.language}.pdf", slip.language, content)
