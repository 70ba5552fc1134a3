"""What is missing of a programme, how often it is measured, why something is not written down: as staff read it."""

from __future__ import annotations

from admin.tongue import _ as say
from admin.tongue import marked as _
from admin.tongue import spoken_languages
from budgeting.quantities import write_quantity
from services.printing.programme_words import FREQUENCIES, GAPS, PERIOD_OF_A_YEAR, TRENDS, VERDICTS
from services.programmes.drafts import PARTS, Frequency
from services.programmes.findings import Finding, Gap
from services.programmes.reasons import ProgrammeNo
from services.programmes.standing import Verdict

__all__ = ["FREQUENCIES", "GAPS", "TRENDS", "VERDICTS"]

PART_NAMES = {
    Frequency.HALF: _("half-year %(number)s"),
    Frequency.QUARTER: _("quarter %(number)s"),
    Frequency.MONTH: _("month %(number)s"),
}
VERDICT_BADGES = {Verdict.REACHED: "good", Verdict.MISSED: "bad"}
ODD_AMOUNTS = {
    Gap.COMMITTED_ABOVE_ALLOCATION: ("committed", _("more than the allocation: check")),
    Gap.PAID_ABOVE_ALLOCATION: ("paid", _("more than the allocation: check")),
    Gap.PAID_ABOVE_COMMITTED: ("paid", _("more than committed: check")),
    Gap.COMMITTED_FALLS: ("committed", _("less than before: check")),
    Gap.PAID_FALLS: ("paid", _("less than before: check")),
}
"""The amount that is odd in a quarter, and what is said beside it."""
REFUSALS = {
    ProgrammeNo.UNKNOWN.value: _("There is no such programme."),
    ProgrammeNo.CODE_WRONG.value: _("The code of a programme is a number of three digits, such as 017."),
    ProgrammeNo.CODE_TAKEN.value: _("Another programme has the code %(code)s."),
    ProgrammeNo.WITHOUT_NAME.value: _("Give it a name."),
    ProgrammeNo.TEXT_TOO_LONG.value: _("The text may have %(most)s characters."),
    ProgrammeNo.UNKNOWN_PART.value: _("This is no longer in the list."),
    ProgrammeNo.FREQUENCY_WRONG.value: _("Choose how often it is measured."),
    ProgrammeNo.TOPIC_WRONG.value: _("Choose a topic of the list."),
    ProgrammeNo.PERIOD_WRONG.value: _("Choose a year, and a part of it that the indicator is measured in."),
    ProgrammeNo.NOTHING_MEASURED.value: _("Write down a target or a result."),
    ProgrammeNo.SPLIT_DIFFERS.value: _("Women and men together must make the whole."),
    ProgrammeNo.NOT_PEOPLE.value: _(
        "This indicator counts people: write whole numbers, none below nought. "
        "If it is an average or a share, change its sheet first."
    ),
    ProgrammeNo.START_NOT_PEOPLE.value: _(
        "Starting value: this indicator counts people, so write a whole number, 0 or more. If it is an average, untick "
        "that it counts people."
    ),
    ProgrammeNo.MORE_THAN_ALL.value: _("Neither women nor men can be more than all together: check the figures."),
    ProgrammeNo.HAS_LINES.value: _("A budget has lines of this programme: it cannot be removed."),
    ProgrammeNo.IS_REVIEWED.value: _(
        "A management dialogue or a published report speaks of this programme: it cannot be removed."
    ),
    ProgrammeNo.QUARTER_TO_COME.value: _("This quarter has not begun: only its allocation can be written down."),
    ProgrammeNo.AMOUNT_WRONG.value: _("Check the amounts."),
    ProgrammeNo.SOURCE_NEEDED.value: _("Say where the figures come from: the register, the statement, the report."),
    ProgrammeNo.PERCENT_WRONG.value: _("Write a number from 0 to 100."),
    ProgrammeNo.NOTHING_TO_TAKE_BACK.value: _("Nothing was written down for this quarter yet: fill in a figure."),
}


def say_gap(finding: Finding) -> str:
    """Return what is missing or odd in the language of this request."""
    period = finding.period
    return say(GAPS[finding.gap], **({"period": say_period(period.year_name, period.quarter)} if period else {}))


def say_frequency(frequency: str) -> str:
    """Return how often something is measured, a dash where nobody said."""
    return say(FREQUENCIES[Frequency(frequency)]) if frequency else "–"


def say_part(frequency: str, part: int) -> str:
    """Return what a part of a year is called, the whole year for part 0."""
    if not part or not frequency:
        return say(_("whole year"))
    return say(PART_NAMES[Frequency(frequency)], number=part)


def parts_of(frequency: str) -> range:
    """Return the parts of a year that an indicator is measured in, the whole year first."""
    return range((PARTS[Frequency(frequency)] if frequency else 0) + 1)


def say_quantity(value: int | None, unit: str = "") -> str:
    """Return a target or a result with its unit, a dash where there is none."""
    if value is None:
        return "–"
    number = write_quantity(value, spoken_languages()[0])
    return f"{number} {unit}".strip()


def say_period(year_name: str, quarter: int) -> str:
    """Return what a fiscal year or a quarter of it is called."""
    if not quarter:
        return year_name
    return say(PERIOD_OF_A_YEAR, number=quarter, year=year_name)


def say_percent(thousandths: int | None) -> str:
    """Return a share of a hundred, a dash where there is none."""
    return say_quantity(thousandths, "%")


def say_gap_to(value: int | None, unit: str = "") -> str:
    """Return how far a result is from its target, with its sign."""
    return f"+{say_quantity(value, unit)}" if value is not None and value > 0 else say_quantity(value, unit)
