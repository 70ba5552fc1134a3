"""What minutes of dialogues and performance reports have in common: money, progress, promises, what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.follow_up_words import STATES, UNSAID
from budgeting.quantities import THOUSANDTHS, write_quantity
from locales.page_words import say_list
from printing.written_report import Paragraph, Part, Points, Table
from services.management_dialogues.figures import ActionSeen
from services.management_dialogues.reading import CorrectiveView
from services.printing.programme_words import GAPS, NO_DATA, PERIOD_OF_A_YEAR, VERDICTS
from services.printing.voice import Voice
from services.printing.voice import marked as _
from services.programmes.findings import Finding
from services.programmes.fiscal import FiscalPeriod
from services.programmes.money import Figure, MoneyRow
from services.programmes.standing import Verdict

NOTHING_WRITTEN = _("Nothing is written down.")


@dataclass(frozen=True, slots=True)
class Teller:
    """Says figures of programmes in one language; what nobody knows is said to be unknown."""

    voice: Voice

    def period(self, period: FiscalPeriod) -> str:
        """Return what a fiscal year or a quarter of it is called."""
        if not period.quarter:
            return period.year_name
        return self.voice.name(PERIOD_OF_A_YEAR, number=period.quarter, year=period.year_name)

    def amount(self, figure: Figure) -> str:
        """Return an amount, or that there is none."""
        return self.voice.text(NO_DATA) if figure.value is None else self.voice.amount(figure.value)

    def quantity(self, value: int | None, unit: str = "") -> str:
        """Return a target or a result with its unit, or that there is none."""
        if value is None:
            return self.voice.text(NO_DATA)
        return f"{write_quantity(value, self.voice.language)} {unit}".strip()

    def percent(self, thousandths: int | None) -> str:
        """Return a share of a hundred, or that there is none."""
        return self.quantity(thousandths, "%")

    def gap(self, value: int | None, verdict: Verdict) -> str:
        """Return how far a result is from its target, and what that says."""
        said = self.voice.text(VERDICTS[verdict])
        return said if value is None else f"{'+' if value > 0 else ''}{self.quantity(value)} ({said})"

    def finding(self, finding: Finding) -> str:
        """Return what is missing or odd, behind the name of the indicator or of the action it is found in."""
        period = {"period": self.period(finding.period)} if finding.period else {}
        said, of = self.voice.text(GAPS[finding.gap], **period), finding.indicator or finding.action
        return self.behind(of, said) if of else said

    def behind(self, name: str, said: str) -> str:
        """Return what is said behind a name."""
        return self.voice.text(_("%(name)s: %(said)s"), name=name, said=said)

    def money(self, first: str, rows: Sequence[tuple[str, MoneyRow]]) -> Table:
        """Return the money table; `first` says what its rows are called by."""
        header = (first, _("Allocation"), _("Committed"), _("Paid"), _("Paid out of the allocation"))
        return Table(
            self.voice.text(_("Allocation, commitments and payments")),
            tuple(map(self.voice.text, header)),
            tuple((name, *map(self.amount, row.figures), self.percent(row.rate)) for name, row in rows),
            frozenset({1, 2, 3, 4}),
            (3, 2, 2, 2, 2),
        )

    def sources(self, rows: Iterable[MoneyRow]) -> list[Part]:
        """Return where the amounts come from, and where two of them cannot stand beside each other."""
        rows = list(rows)
        named = dict.fromkeys(figure.source for row in rows for figure in row.figures if figure.value is not None)
        parts: list[Part] = []
        if named:
            said = say_list(named, self.voice.language)
            parts.append(Paragraph(self.voice.text(_("Where the amounts come from: %(sources)s."), sources=said)))
        doubts = (
            (_("More is said to be paid than committed: check."), [row.pays_more_than_committed for row in rows]),
            (_("More is said to be spent than allocated: check."), [row.spends_more_than_given for row in rows]),
        )
        return [*parts, *(Paragraph(self.voice.text(said), is_strong=True) for said, odd in doubts if any(odd))]

    def actions(self, actions: Sequence[ActionSeen]) -> Part:
        """Return how far the actions are."""
        if not actions:
            return Paragraph(self.voice.text(GAPS_NO_ACTION))
        header = (_("Action"), _("Who manages it"), _("Done out of 100"), _("What was seen"))
        return Table(
            self.voice.text(_("How far the actions are")),
            tuple(map(self.voice.text, header)),
            tuple(
                (
                    one.name,
                    one.manager or self.voice.text(_("nobody named")),
                    self.percent(None if one.percent is None else one.percent * THOUSANDTHS),
                    one.note or "–",
                )
                for one in actions
            ),
            frozenset({2}),
            (3, 2, 1, 3),
        )

    def promises(self, caption: str, rows: Sequence[CorrectiveView], nothing: str) -> Part:
        """Return corrective actions with where each stands."""
        if not rows:
            return Paragraph(self.voice.text(nothing))
        header = (_("Number"), _("Corrective action"), _("Programme"), _("In charge"), _("Promised for"), _("State"))
        return Table(
            self.voice.text(caption),
            tuple(map(self.voice.text, header)),
            tuple(self._promise(one) for one in rows),
            shares=(2, 5, 3, 3, 3, 3),
        )

    def missing(self, findings: Sequence[Finding], nothing: str) -> Part:
        """Return what is missing."""
        if not findings:
            return Paragraph(self.voice.text(nothing))
        return Points(tuple(self.finding(one) for one in findings))

    def _promise(self, one: CorrectiveView) -> tuple[str, ...]:
        promise = one.promise
        state = self.voice.value(STATES.get(promise.state or "", UNSAID))
        late = f" ({self.voice.text(_('late'))})" if promise.is_late else ""
        return (
            promise.reference,
            promise.text,
            one.code or "–",
            promise.owner or "–",
            self.voice.day(promise.due_on),
            self.behind(state, promise.reason) if promise.reason else f"{state}{late}",
        )


GAPS_NO_ACTION = _("No action is written down.")
