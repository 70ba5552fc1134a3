"""The forms of a cycle: its plan and rules, its key, its end."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from wtforms import BooleanField, DateField, DateTimeLocalField, IntegerField, RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from admin import cycle_words as words
from admin.amount_field import AmountField
from admin.ballot_form import BallotForm, ballot_values
from admin.cycle_words import PHASES, REFUSALS
from admin.forms import Form, strip
from admin.rule_form import rule_values
from admin.tongue import _ as say
from admin.tongue import marked as _
from admin.zone_money_form import ZoneMoneyForm, zone_values
from budgeting.phases import Phase, PhaseKind
from budgeting.ways_in import BothWays, WaysIn
from services.counting.drawing import LONGEST as LONGEST_DRAW
from services.cycles.draft import AGES, LEVELS, LONGEST_GRACE, LONGEST_TITLE, MOST_PER_PHONE, PER_PHONE, Draft
from services.cycles.reading import CycleRow
from services.cycles.reasons import CycleReason
from services.cycles.ways import LONGEST_BOXES

MINUTE = 60
MORNING, EVENING = 8, 18
SUGGESTED_DAYS = (
    (PhaseKind.PROPOSALS, 21),
    (PhaseKind.REVIEW, 13),
    (PhaseKind.VOTE, 9),
    (PhaseKind.COUNT, 2),
    (PhaseKind.APPEAL, 9),
)
"""How long each stage is suggested to last; a commune changes it."""


class PlanForm(BallotForm, ZoneMoneyForm):
    """The plan and the rules of a cycle; each phase has `<kind>_opens` and `<kind>_closes`, both or none."""

    title = StringField(
        _("Title"),
        filters=[strip],
        validators=[InputRequired(_("Write a title.")), Length(max=LONGEST_TITLE)],
    )
    year = IntegerField(
        _("Year"), validators=[InputRequired(), NumberRange(2000, 2100, REFUSALS[CycleReason.YEAR_WRONG.value])]
    )
    envelope = AmountField(
        _("Envelope"),
        description=_("The money the vote decides on."),
        validators=[InputRequired(REFUSALS[CycleReason.ENVELOPE_WRONG.value])],
    )
    level = RadioField(
        _("Who may vote"),
        default=LEVELS[0].value,
        choices={level.value: words.LEVELS[level.value] for level in LEVELS},
        description=_("It is printed beside every result."),
    )
    voters_per_phone = IntegerField(
        _("People who may vote from one phone"),
        default=PER_PHONE,
        description=_("With voting codes (level C) only: at the other levels a phone has one vote."),
        validators=[Optional(), NumberRange(1, MOST_PER_PHONE)],
    )
    with_help = BooleanField(
        _("People may vote with an agent’s help (level C)"),
        description=_("A member of staff types the code of the person’s slip and what the person says."),
    )
    in_booth = BooleanField(
        _("People may vote in a booth of the commune (level C)"),
        description=_(
            "A member of staff opens a page on a phone or tablet; people type their code and their choices there by "
            "themselves. Without a line the votes wait on it, sealed."
        ),
    )
    on_paper = BooleanField(
        _("People may vote on paper (level C)"),
        description=_(
            "Each sheet bears a code. Staff enter the sheets one by one; a second person, who typed none, closes each "
            "box. Where one person decides alone that is an outside witness, or they wait 48 hours after a public "
            "notice, and “one person” stands beside the result."
        ),
    )
    both_ways = RadioField(
        _("A code used on paper and also by phone"),
        default=BothWays.PAPER.value,
        choices={way.value: words.BOTH_WAYS[way.value] for way in BothWays},
        description=_(
            "Only where people vote on paper. What came with help or from a booth is as if it came by phone."
        ),
    )
    boxes = StringField(
        _("Where the ballot boxes stand"),
        description=_(
            "Needed where people vote on paper, with days and hours: it stands in the rules, on the ballot sheet and "
            "on the slips."
        ),
        filters=[strip],
        validators=[Length(max=LONGEST_BOXES)],
    )
    by_hands = BooleanField(
        _("Meetings may vote by show of hands"),
        description=_(
            "Only where a ballot names projects and the most votes win. Two people of the commune type each sheet: "
            "with one person alone no sheet ever counts. One person could raise a hand and also vote by phone: nothing "
            "shows it. These votes are told apart in the result: where fewer than five people vote otherwise, it "
            "shows what they chose. Both stand in the rules."
        ),
    )
    minimum_age = IntegerField(
        _("Minimum age"),
        description=_(
            "With a closed list (level D) only: rows of younger people are refused. Leave it empty for none."
        ),
        validators=[Optional(), NumberRange(min(AGES), max(AGES))],
    )
    age_on = DateField(
        _("Of that age on"),
        description=_("Left empty, it is the day on which the vote opens."),
        validators=[Optional()],
    )
    own_zone_only = BooleanField(
        _("People choose among the projects of their own zone and of the whole commune only (level D)")
    )
    confirms = BooleanField(
        _("Each vote by SMS is confirmed by a code sent back (level D)"),
        default=True,
        description=_(
            "Without it whoever forges the sender of an SMS votes in the place of somebody on the list. 2 SMS for each "
            "ballot. On Telegram nobody needs it."
        ),
    )
    grace_minutes = IntegerField(
        _("Waiting time for late messages, in minutes"),
        default=120,
        description=_("A message sent before closing still counts when it arrives within this time."),
        validators=[InputRequired(), NumberRange(0, LONGEST_GRACE // MINUTE)],
    )

    def phases(self, zone: ZoneInfo) -> tuple[Phase, ...]:
        """Return the phases that have both dates, on the clock of the commune."""
        found = ((kind, self[f"{kind}_opens"].data, self[f"{kind}_closes"].data) for kind in PhaseKind)
        return tuple(
            Phase(kind, opens.replace(tzinfo=zone), closes.replace(tzinfo=zone))
            for kind, opens, closes in found
            if opens and closes
        )

    def draft(self, zone: ZoneInfo) -> Draft:
        """Return what was typed as a draft."""
        return Draft(
            title=self.title.data or "",
            year=self.year.data,
            envelope=self.envelope.data or 0,
            max_choices=self.max_choices.data,
            minimum_votes=self.minimum_votes.data,
            grace_seconds=self.grace_minutes.data * MINUTE,
            rule=self.rule.data,
            choices=self.chosen_values(),
            tie_break=self.chosen_ties(),
            phases=self.phases(zone),
            level=self.level.data,
            ballot=self.ballot(),
            voters_per_phone=self.voters_per_phone.data or PER_PHONE,
            minimum_age=self.minimum_age.data,
            age_on=self.age_on.data,
            own_zone_only=self.own_zone_only.data,
            confirms=self.confirms.data,
            ways=self.ways(),
            zone_money=self.zone_money(),
        )

    def ways(self) -> WaysIn:
        """Return how people vote beside phones."""
        both, boxes = BothWays(self.both_ways.data), self.boxes.data or ""
        ways = WaysIn(self.with_help.data, self.on_paper.data, both, self.by_hands.data, boxes)
        return replace(ways, in_booth=self.in_booth.data)

    def validate(self, extra_validators: object = None) -> bool:
        """Check every field, that no phase has one date alone, and that who votes on paper knows where to go."""
        sound: bool = super().validate(extra_validators)
        if self.on_paper.data and not self.boxes.data:
            self.boxes.errors = [_("Write where people put their sheets.")]
            sound = False
        for kind in PhaseKind:
            opens, closes = self[f"{kind}_opens"], self[f"{kind}_closes"]
            if bool(opens.data) != bool(closes.data) and not (opens.errors or closes.errors):
                closes.errors = [_("A phase needs both dates, or none.")]
                sound = False
        return sound


for _kind in PhaseKind:
    for _end in ("opens", "closes"):
        setattr(PlanForm, f"{_kind}_{_end}", DateTimeLocalField(PHASES[_kind.value], validators=[Optional()]))


def values_of(row: CycleRow, zone: ZoneInfo) -> dict[str, object]:
    """Return a cycle's values as the form shows them."""
    values: dict[str, object] = {
        "title": row.title,
        "year": row.year,
        "envelope": row.envelope,
        **ballot_values(row.ballot, row.max_choices),
        "minimum_votes": row.minimum_votes,
        "grace_minutes": row.grace_seconds // MINUTE,
        "level": row.identity_level,
        "voters_per_phone": row.voters_per_phone,
        "minimum_age": row.minimum_age,
        "age_on": row.age_on,
        "own_zone_only": row.own_zone_only,
        "confirms": row.confirms,
        "with_help": row.ways.with_help,
        "in_booth": row.ways.in_booth,
        "on_paper": row.ways.on_paper,
        "both_ways": row.ways.both.value,
        "boxes": row.ways.boxes,
        "by_hands": row.ways.by_hands,
        **zone_values(row.zone_money),
        **rule_values(row.rule, row.rule_choices, row.tie_break),
    }
    for phase in row.phases:
        values[f"{phase.kind}_opens"] = _local(phase.opens_at, zone)
        values[f"{phase.kind}_closes"] = _local(phase.closes_at, zone)
    return values


def suggested_values(now: datetime, zone: ZoneInfo) -> dict[str, object]:
    """Return a plan to begin with: ideas from this hour on, then examination, vote, count and appeals."""
    first = now.astimezone(zone).replace(tzinfo=None, minute=0, second=0, microsecond=0)
    values: dict[str, object] = {"year": first.year, "title": say(_("Participatory budget %(year)s"), year=first.year)}
    opens = first
    for kind, days in SUGGESTED_DAYS:
        closes = opens.replace(hour=EVENING) + timedelta(days=days)
        values |= {f"{kind}_opens": opens, f"{kind}_closes": closes}
        opens = closes.replace(hour=MORNING) + timedelta(days=1)
    return values


class BackupForm(Form):
    """The proof that the printed key is at hand."""

    last_group = StringField(
        _("The last four characters of the printed key"),
        filters=[strip],
        validators=[InputRequired(_("Write the last four characters.")), Length(max=8)],
    )


class RestoreForm(Form):
    """The key from its sheet."""

    key = TextAreaField(
        _("The whole key, as it is printed"), filters=[strip], validators=[InputRequired(), Length(max=200)]
    )


class DrawForm(Form):
    """What the public draw gave."""

    drawn = StringField(
        _("What was drawn"),
        description=_("The numbers in the order in which everybody saw them drawn. It never changes again."),
        filters=[strip],
        validators=[InputRequired(), Length(max=LONGEST_DRAW)],
    )


class VoidForm(Form):
    """Why a cycle is cancelled."""

    reason = TextAreaField(
        _("Reason"),
        description=_("Everybody can read it. A second person has to agree with these very words."),
        filters=[strip],
        validators=[InputRequired(REFUSALS[CycleReason.REASON_NEEDED.value]), Length(max=300)],
    )


def _local(moment: datetime, zone: ZoneInfo) -> datetime:
    return moment.astimezone(zone).replace(tzinfo=None)
