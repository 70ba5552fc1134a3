"""What a commune chooses when it announces equal shares. Every choice can elect other projects."""

from __future__ import annotations

from budgeting.counting.rule import Parameter, Words
from budgeting.counting.rule import marked as _

KEY = "equal_shares"
GROWN_THEN_SPENT = _(
    "Everybody’s share grows little by little; what is left in the end goes to the most wanted that fit."
)

UTILITY = Parameter(
    "utility",
    "cost",
    Words(_("What a chosen project is worth to who wanted it")),
    {
        "cost": Words(
            _("As much as it costs"),
            _("Large works weigh more than small ones: what many people want comes first, even when it is dear."),
        ),
        "votes": Words(
            _("One, whatever it costs"),
            _("A small project counts as much as a large one: cheap projects that many people want come first."),
            Words(
                _("The points they gave it, whatever it costs"),
                _("A small project counts as much as a large one: cheap projects with many points come first."),
            ),
        ),
    },
)
COMPLETION = Parameter(
    "completion",
    "add1u",
    Words(
        _("Money that the shares leave over"),
        _("The shares alone rarely spend everything. Each of these ways can elect other projects."),
    ),
    {
        "add1u": Words(
            _("Larger shares, then most votes first"),
            GROWN_THEN_SPENT,
            Words(
                _("Larger shares, then most points first"),
                GROWN_THEN_SPENT,
            ),
        ),
        "add1": Words(
            _("Larger shares only"),
            _("Everybody’s share grows little by little and all is bought anew, as long as there is money for it."),
        ),
        "greedy": Words(
            _("Most votes first"),
            _("The shares stay as they are; the rest goes to the projects with the most votes that still fit."),
            Words(
                _("Most points first"),
                _("The shares stay as they are; the rest goes to the projects with the most points that still fit."),
            ),
        ),
        "none": Words(_("It is not spent"), _("Much of the money can stay unused.")),
    },
)
STOP = Parameter(
    "stop",
    "exhaustive",
    Words(
        _("When the shares stop growing"),
        _("Only where shares grow. The two ways can elect different projects."),
    ),
    {
        "exhaustive": Words(
            _("When nothing else fits"),
            _("As soon as no other project fits in the money that is left. What was chosen until then stays."),
        ),
        "budget": Words(
            _("When the money is reached"),
            _("They grow until the purchases would cost more than there is; some projects can still be exchanged."),
        ),
    },
    only_with={"completion": ("add1", "add1u")},
)
COMPARISON = Parameter(
    "comparison",
    "no",
    Words(_("Compare with most votes first"), by_points=Words(_("Compare with most points first"))),
    {
        "no": Words(_("No"), _("The result of the equal shares stands.")),
        "yes": Words(
            _("Yes"),
            _("Where more voters get more of what they wanted by most votes first, that result is taken instead."),
            Words(
                _("Yes"),
                _("Where more voters get more of what they wanted by most points first, that result is taken instead."),
            ),
        ),
    },
)
CHOICES = (UTILITY, COMPLETION, STOP, COMPARISON)
