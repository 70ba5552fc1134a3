"""The lessons: each part fits one SMS with what is offered below it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.phrases import Phrase, _


@dataclass(frozen=True, slots=True)
class Lesson:
    """A title, parts in order, and a question whose right answer has the place `answer`."""

    title: Phrase
    parts: tuple[Phrase, ...]
    question: Phrase
    answers: tuple[Phrase, ...]
    answer: int
    right: Phrase
    wrong: Phrase


LESSONS: dict[str, Lesson] = {
    "making": Lesson(
        _("How the budget is made"),
        (
            _("1/4 A budget says, for one year, what money the commune expects and what it will do with it."),
            _("2/4 The mayor prepares it. Before the vote the council debates it. It sits in public: you may come."),
            _("3/4 The council votes it. The State checks that it keeps the law. Then it binds everyone."),
            _("4/4 When the year is over, an account shows what was really received and spent. You may ask to see it."),
        ),
        _("Who votes the commune's budget?"),
        (_("The mayor alone"), _("The council"), _("The State")),
        1,
        _("Right: the council votes it, in public. Send BUDGET to see ours."),
        _("Not quite: the council votes it, in public. Send BUDGET to see ours."),
    ),
    "money": Lesson(
        _("Where money comes from"),
        (
            _("1/3 The commune has money of its own: taxes, market fees, rents of its shops and land."),
            _("2/3 The State gives it a share of the country's taxes, and partners help with some projects."),
            _("3/3 Running costs are paid every year: pay, fuel. Investment builds what lasts: wells, schools."),
        ),
        _("A new well is"),
        (_("a running cost"), _("an investment")),
        1,
        _("Right: a well lasts for years. Send BUDGET WATER to see what is planned."),
        _("Not quite: a well lasts for years, so it is an investment. Send BUDGET WATER."),
    ),
    "voice": Lesson(
        _("Your say"),
        (
            _("1/3 Participatory budget: the council sets money aside and the people say what it is for."),
            _("2/3 You propose. The town hall says what each idea costs. Then all vote, by phone or on paper."),
            _("3/3 The works follow. You may see how far they are, what was spent, and rate them when they are done."),
        ),
        _("Who may propose an idea?"),
        (_("Every inhabitant"), _("Only the council")),
        0,
        _("Right. Send IDEA and your idea to propose one."),
        _("Every inhabitant may. Send IDEA and your idea to propose one."),
    ),
}
