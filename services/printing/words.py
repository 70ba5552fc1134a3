"""The fixed texts of the citizen budget and of the poster."""

from __future__ import annotations

from models.cycle import IdentityLevel
from services.printing.voice import marked as _

STAGES = {
    "voted": _("voted forecast"),
    "amended": _("forecast in force"),
    "credit": _("payment credits"),
    "committed": _("committed"),
    "ordered": _("ordered to be paid"),
    "paid": _("paid"),
    "collected": _("collected"),
}
"""What the figures of a side are, by stage."""

ABOUT = (
    _("This sheet says in plain words where the commune’s money comes from and where it goes."),
    _("It is made from the document that the commune has published. It adds nothing and changes nothing."),
    _("The money is yours: read, ask, propose, vote."),
)
GLOSSARY = (
    (_("Receipts"), _("the money that comes in: taxes, fees, money from the State, gifts and loans.")),
    (_("Spending"), _("the money that goes out: salaries, services, works.")),
    (_("Forecast"), _("what the council expects to receive and decides to spend, before the year begins.")),
    (_("Account"), _("what was really received and paid, told after the end of the year.")),
    (_("Topic"), _("what the money is for, such as water or roads. Lines are put there by their words.")),
    (_("Participatory budget"), _("the part of the money whose use the people choose by vote.")),
)
VOTE_EXAMPLE, VOTE_EXAMPLE_BY_CODE = _("VOTE %(numbers)s"), _("VOTE code %(numbers)s")
VOTING = VOTE_EXAMPLE, _("votes for the projects whose numbers you put there, while the vote is open")
VOTING_AT = {
    IdentityLevel.CONFIRMED_PHONE: (
        VOTE_EXAMPLE,
        _(
            "votes for the projects whose numbers you put there, while the vote is open, once you have sent back the "
            "four digits that come"
        ),
    ),
    IdentityLevel.VOTING_CODE: (
        VOTE_EXAMPLE_BY_CODE,
        _("votes with the code on your slip for the projects whose numbers you put there, while the vote is open"),
    ),
    IdentityLevel.CLOSED_ROLL: (
        VOTE_EXAMPLE,
        _("votes for the projects whose numbers you put there, while the vote is open, for who is on the roll"),
    ),
}
"""How people vote where more is asked of them than any phone."""

VOTING_ON_ROLL_BY_ANSWER = (
    VOTE_EXAMPLE,
    _(
        "votes for the projects whose numbers you put there, while the vote is open, for who is on the roll and sends "
        "back the four digits that come"
    ),
)
"""How people on a roll vote where a code is sent back."""

EXAMPLES = (
    (_("QUESTION …"), _("puts a question to the commune")),
    (_("IDEA …"), _("proposes a project for your neighbourhood")),
    VOTING,
    (_("HELP"), _("says what else there is")),
)
"""What people may send beside a question about money, and what it does."""

SLOGAN = _("Where does our money go? Ask by SMS.")
PRIVACY = _(
    "Nobody is shown your number; it is kept encrypted, to answer you. Your operator can read SMS. "
    "STOP: no more news. ERASE: be forgotten."
)
DEMONSTRATION = _(
    "Demonstration: the budget is the real account of Andrafiabe (Madagascar), 2023, its ariary shown as CFA francs; "
    "people, projects, results and votes are made up. No message leaves this machine."
)
