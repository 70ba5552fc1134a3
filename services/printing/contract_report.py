"""The report of a performance contract: results reached against results planned, as both sides may hand it on.

It is told to anybody who may read the contract: what makes a figure and is of one person is counted there, never named.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from sqlalchemy.orm import Session

from budgeting.achievement import in_thousandths
from budgeting.quantities import write_quantity
from printing.written_report import Facts, Heading, Paragraph, Part, Points, Table, WrittenReport
from services.clock import day_in
from services.contracts.changes import ChangedTarget, Terms
from services.contracts.finding import ANYBODY
from services.contracts.history import History, ReviewedTarget, ReviewView, SignedView, history_of
from services.contracts.reading import ContractPage, ContractRow, TargetRow, contract_page
from services.follow_ups.evidence import EvidenceView
from services.follow_ups.finding import Reader
from services.house import House
from services.printing.contract_words import LEVELS, MAKINGS, REVIEWS, SIDES, STATES
from services.printing.papers import commune_in
from services.printing.voice import Voice, isolated
from services.printing.voice import marked as _


def contract_report(
    session: Session, house: House, commune_id: int, contract_id: int, reader: Reader, language: str
) -> WrittenReport:
    """Return the report of a contract that a reader may read, in one language; `Refusal` for others."""
    page = contract_page(session, commune_id, contract_id, reader)
    told = reader if page.row.is_of_person else ANYBODY  # an office's leaves the house, and tells of no single person
    page = contract_page(session, commune_id, contract_id, told)
    voice = Voice(language, commune_in(session, commune_id, language))
    day = day_in(house.clock(), voice.commune.time_zone).isoformat()
    return _Telling(voice, page).report(day, history_of(session, page.row.id, told))


class _Telling:
    """One contract, told in one language."""

    def __init__(self, voice: Voice, page: ContractPage) -> None:
        self.voice, self.page, self.say = voice, page, voice.text

    def report(self, day: str, history: History) -> WrittenReport:
        """Return the parts in their order: parties, chain, targets, what makes them, proofs, reviews, signatures."""
        row = self.page.row
        parts = [
            *self._facts(),
            *self._chain(),
            *self._targets(),
            *self._made_of(),
            *self._proofs(),
            *self._history(history),
        ]
        return WrittenReport(
            title=self.voice.name(_("Report of a performance contract")),
            commune=self.voice.commune.name,
            date=day,
            language=self.voice.language,
            parts=tuple(parts),
            about=self.say(_("%(who)s, %(first)s – %(last)s"), who=row.taker, **self._period()),
        )

    def _facts(self) -> Iterator[Part]:
        page, row = self.page, self.page.row
        plans = [plan for plan in (page.plan, page.plan_document[1] if page.plan_document else None) if plan]
        rows = [
            (self.say(_("Level")), self.say(LEVELS[row.level])),
            (self.say(_("Who gives it")), row.giver),
            (self.say(_("Who takes it")), row.taker),
            (self.say(_("Period")), self.say(_("%(first)s – %(last)s"), **self._period())),
            (self.say(_("The plan it derives from")), " – ".join(plans) or "–"),
            (self.say(_("State")), self.say(STATES[row.state])),
        ]
        if page.agreed_on:
            rows.append((self.say(_("Agreed on")), self.voice.day(page.agreed_on)))
        if page.reason:
            rows.append((self.say(_("Why")), page.reason))
        yield Facts(tuple(rows))

    def _chain(self) -> Iterator[Part]:
        yield Heading(self.say(_("From above to below")))
        below = [row for row in self.page.below if not row.is_of_person]
        yield Points(tuple(self._link(row) for row in (*self.page.above, self.page.row, *below)))

    def _targets(self) -> Iterator[Part]:
        yield Heading(self.say(_("Results reached against results planned")))
        yield Table(
            self.say(_("A target counts for its weight at most; the per cent are shown as they are.")),
            tuple(
                self.say(title)
                for title in (
                    _("Target"), _("Weight"), _("Planned"), _("Reached"), _("Gap"), _("Per cent"), _("Points"),
                )
            ),
            tuple(self._row(one) for one in self.page.targets),
            frozenset({1, 2, 3, 4, 5, 6}),
            (6, 2, 3, 3, 3, 2, 2),
        )  # fmt: skip
        yield Paragraph(self._points(), is_strong=True)
        lacking = [one for one in self.page.targets if one.figure.value is None and not one.figure.is_kept_back]
        if lacking:
            weight = self._share(self.page.without_data)
            yield Paragraph(
                self.say(_("Without data, and no points yet: targets that weigh %(weight)s"), weight=weight)
            )
            yield Points(tuple(one.text for one in lacking))
        hidden = [one for one in self.page.targets if one.figure.is_kept_back]
        if hidden:
            yield Paragraph(
                self.say(
                    _(
                        "Not in the points: made of what single people reached, and shown once both have signed the "
                        "final review:"
                    )
                )
            )
            yield Points(tuple(one.text for one in hidden))

    def _points(self) -> str:
        if not self.page.has_points:
            return self.say(_("The points are not shown."))
        return self.say(_("%(points)s points of 100"), points=self._share(self.page.score.points))

    def _made_of(self) -> Iterator[Part]:
        made = [one for one in self.page.targets if one.figure.parts or one.figure.unnamed]
        if made:
            yield Heading(self.say(_("What makes the figures")))
        for one in made:
            named = [part for part in one.figure.parts if not part.is_of_person]
            others = one.figure.unnamed + len(one.figure.parts) - len(named)
            yield Paragraph(self.say(_("%(target)s: %(how)s"), target=one.text, how=self.say(MAKINGS[one.making])))
            points = [
                self.say(
                    _("%(who)s, %(target)s: %(value)s"),
                    who=part.taker,
                    target=part.text,
                    value=self.say(_("not shown")) if part.is_kept_back else self._measured(part.value, one.unit),
                )
                for part in named
            ]
            if others:
                points.append(self.say(_("Contracts of people, which are not named: %(count)s"), count=others))
            if one.figure.missing and not one.figure.is_kept_back:
                points.append(self.say(_("Without data: %(count)s"), count=one.figure.missing))
            yield Points(tuple(points))

    def _proofs(self) -> Iterator[Part]:
        yield Heading(self.say(_("What proves it")))
        proved = [one for one in self.page.targets if one.evidence]
        if not proved:
            yield Paragraph(self.say(_("Nothing was added that proves it.")))
        for one in proved:
            yield Paragraph(one.text)
            yield Points(tuple(self._proof(proof) for proof in one.evidence))

    def _history(self, history: History) -> Iterator[Part]:
        for review in history.reviews:
            yield Heading(self.say(REVIEWS[review.kind]))
            yield Paragraph(self.say(_("On %(day)s both sides found:"), day=self.voice.day(review.read_on)))
            yield from self._review(review)
        for amendment in history.amendments:
            yield Heading(self.say(_("Amendment")))
            yield Paragraph(amendment.reason)
            titles = tuple(map(self.say, (_("Target"), _("Before"), _("After"))))
            rows = tuple((one.text, self._terms(one, one.before), self._after(one)) for one in amendment.changed)
            yield Table(self.say(_("Amendment")), titles, rows, frozenset(), (3, 3, 3))
            yield Points(tuple(map(self._signature, amendment.signed)))
        yield Heading(self.say(_("Signatures")))
        if history.signed:
            yield Points(tuple(map(self._signature, history.signed)))
        for review in history.reviews:
            yield Paragraph(self.say(REVIEWS[review.kind]))
            yield Points(tuple(map(self._signature, review.signed)))

    def _review(self, review: ReviewView) -> Iterator[Part]:
        """Yield what each side found beside what both signed, then the words of each."""
        titles = (_("Target"), SIDES["giver"], SIDES["taker"], _("Signed by both"))
        rows = tuple(
            (row.text, *(self._side(row, side) for side in SIDES), self._found(row, row.value)) for row in review.rows
        )
        yield Table(
            self.say(REVIEWS[review.kind]), tuple(map(self.say, titles)), rows, frozenset({1, 2, 3}), (3, 2, 2, 2)
        )
        words = [
            (self.say(_("%(side)s, %(target)s"), side=self.say(SIDES[side]), target=row.text), one.comment)
            for row in review.rows
            for side, one in row.said.items()
            if one.comment
        ]
        words += [(self.say(SIDES[side]), text) for side, text in review.comments.items()]
        if words:
            yield Points(tuple(self.say(_("%(what)s: %(words)s"), what=what, words=text) for what, text in words))

    def _after(self, one: ChangedTarget) -> str:
        """Return what stands after an amendment, and that other targets make the figure where they do."""
        stands = self._terms(one, one.after)
        if not one.is_remade:
            return stands
        remade = self.say(_("Its figure is made of other targets of the contracts below than before."))
        return f"{isolated(stands)} {isolated(remade)}"

    def _terms(self, one: ChangedTarget, terms: Terms | None) -> str:
        if terms is None:
            return "–"
        due = [self.voice.day(terms.due_on)] if terms.due_on else []
        weight = self.say(_("%(points)s points of 100"), points=self._quantity(terms.weight))
        making = self.say(MAKINGS[terms.making])
        return " · ".join([self._measured(terms.planned, one.unit), weight, *due, making])

    def _side(self, row: ReviewedTarget, side: str) -> str:
        if row.is_kept_back or side in row.said:
            return self._found(row, None if row.is_kept_back else row.said[side].value)
        return "–"

    def _row(self, one: TargetRow) -> tuple[str, ...]:
        words = self.say(_("%(target)s (less is better)"), target=one.text) if one.less_is_better else one.text
        hidden = one.figure.is_kept_back
        return (
            words,
            self._quantity(one.weight),
            self._measured(one.planned, one.unit),
            self.say(_("not shown")) if hidden else self._measured(one.figure.value, one.unit),
            "–" if one.gap is None else self._measured(one.gap, one.unit),
            self.say(_("not shown")) if hidden else self._share(one.percent),
            self.say(_("not shown")) if hidden else self._share(one.points),
        )

    def _link(self, row: ContractRow) -> str:
        return self.say(_("%(level)s: %(who)s"), level=self.say(LEVELS[row.level]), who=row.taker)

    def _proof(self, proof: EvidenceView) -> str:
        if proof.figure is None:
            return proof.words
        return self.say(_("%(what)s: %(value)s"), what=proof.words, value=self._measured(proof.figure, proof.unit))

    def _signature(self, one: SignedView) -> str:
        side, day = self.say(SIDES[one.side]), self.voice.day(one.signed_on)
        if one.paper:
            return self.say(_("%(side)s: on paper, %(day)s"), side=side, day=day)
        return self.say(_("%(side)s: %(who)s, %(day)s"), side=side, who=one.who, day=day)

    def _period(self) -> dict[str, str]:
        return {"first": self.voice.day(self.page.row.starts_on), "last": self.voice.day(self.page.row.ends_on)}

    def _found(self, row: ReviewedTarget, value: int | None) -> str:
        return self.say(_("not shown")) if row.is_kept_back else self._measured(value, row.unit)

    def _measured(self, value: int | None, unit: str | None) -> str:
        if value is None:
            return self.say(_("no data"))
        return f"{self._quantity(value)} {unit}" if unit else self._quantity(value)

    def _quantity(self, value: int) -> str:
        return write_quantity(value, self.voice.language)

    def _share(self, value: Fraction | None) -> str:
        return "–" if value is None else self._quantity(in_thousandths(value))
