"""What performance contracts are spoken of with on the panel, and why something is not done."""

from __future__ import annotations

from fractions import Fraction

from admin.tongue import marked as _
from admin.tongue import spoken_languages
from budgeting.achievement import in_thousandths
from budgeting.quantities import write_quantity
from services.contracts.reading import MINE
from services.contracts.reasons import ContractNo
from services.printing.contract_words import LEVELS, REVIEWS, SIDES, STATES

BADGES = {"draft": "wait", "agreed": "good", "reviewed": "good", "closed": "", "set_aside": "bad"}
LISTS = {MINE: _("Mine"), **LEVELS, **STATES}
MATTERS = {"contract": _("The contract"), "amendment": _("An amendment"), "review": _("A review")}
REFUSING = {
    "contract": _(
        "A side that does not agree does not sign: nothing holds then. Change the contract together, or set it aside "
        "and write why."
    ),
    "amendment": _(
        "A side that does not agree does not sign: the contract stays as both signed it. Change the amendment "
        "together, or take it back."
    ),
    "review": _(
        "A side that does not agree writes what it found itself, and does not sign: nothing is settled until both "
        "have signed. Agree on one figure, or take the review back and begin it anew."
    ),
}
"""What is to be done where one side refuses to sign."""
DIRECTIONS = {"more": _("More is better"), "less": _("Less is better")}
DETAILS = {"state": STATES, "level": LEVELS, "side": SIDES, "matter": MATTERS, "review": REVIEWS}
"""The words of what the trail keeps of a contract."""
REFUSALS = {
    ContractNo.NO_SUCH.value: _("There is no such contract."),
    ContractNo.NOT_YOURS.value: _(
        "You cannot write on this contract: its two parties and administrators can, and budget officers unless it is "
        "of one person."
    ),
    ContractNo.NOT_ADMINISTRATOR.value: _("Both sides signed it: only an administrator sets it aside."),
    ContractNo.LEVEL_WRONG.value: _("Choose the level."),
    ContractNo.WITHOUT_PARTIES.value: _("Write who gives the contract and who takes it."),
    ContractNo.SAME_PARTY.value: _("One person cannot be both sides. Choose another account, or none."),
    ContractNo.NO_SUCH_STAFF.value: _("Choose somebody who works here, or nobody."),
    ContractNo.OBSERVER.value: _(
        "An observer cannot sign. Give them another role first, or choose no account: they then sign on paper."
    ),
    ContractNo.PERIOD_WRONG.value: _("The last day comes after the first. Check both."),
    ContractNo.PARENT_WRONG.value: _("The contract it derives from is not there any more. Choose another."),
    ContractNo.PARENT_NOT_ABOVE.value: _(
        "A contract derives from one of a higher level. Choose another contract, or another level."
    ),
    ContractNo.CHILD_NOT_BELOW.value: _("A contract that derives from this one would not be below it any more."),
    ContractNo.NO_SUCH_DOCUMENT.value: _("There is no such document."),
    ContractNo.NOT_A_DRAFT.value: _("Both sides signed it: propose an amendment."),
    ContractNo.NOT_AGREED.value: _("This is for a contract in force, signed by both sides."),
    ContractNo.IS_OVER.value: _("This contract is over: nothing changes in it."),
    ContractNo.NO_SUCH_TARGET.value: _("There is no such target."),
    ContractNo.TARGET_GONE.value: _(
        "This target is taken out already: another did it meanwhile. Nothing else is changed."
    ),
    ContractNo.WITHOUT_TEXT.value: _("Write what is to be reached."),
    ContractNo.TEXT_TOO_LONG.value: _("The text may have %(most)s characters."),
    ContractNo.WEIGHT_WRONG.value: _("A weight is more than 0 and 100 at most."),
    ContractNo.PLANNED_WRONG.value: _("The planned value is more than 0; where less is better it may be 0."),
    ContractNo.DUE_OUTSIDE.value: _("Each day lies within the contract. Check the days of the targets."),
    ContractNo.TOO_MANY_TARGETS.value: _("A contract has %(most)s targets at most."),
    ContractNo.WITHOUT_TARGETS.value: _("It has no target yet. Add the first one."),
    ContractNo.WEIGHTS_TOO_LITTLE.value: _(
        "The weights must make 100 together: %(off_quantity)s are missing. Change them, or add a target."
    ),
    ContractNo.WEIGHTS_TOO_MUCH.value: _(
        "The weights must make 100 together: %(off_quantity)s are too many. Change them."
    ),
    ContractNo.NOT_PLANNED.value: _("A target has no planned value. Write it before anybody signs."),
    ContractNo.NOT_YOUR_SIDE.value: _("This side has its own account: only that person signs for it."),
    ContractNo.PAPER_NEEDED.value: _("This side has no account: add the paper it signed."),
    ContractNo.SECOND_PERSON.value: _("Another person enters this paper: you stand for the other side."),
    ContractNo.SIGNED_ALREADY.value: _("This side has signed already."),
    ContractNo.NOT_YOUR_WORDS.value: _("Each side writes what it found itself: you do not write for this side."),
    ContractNo.SIDES_DIFFER.value: _(
        "The two sides found different figures. Write the one on which both agree: what each found stays beside it."
    ),
    ContractNo.CHANGED_MEANWHILE.value: _("It was changed meanwhile. Read it again, then sign."),
    ContractNo.SIGNED_LATER.value: _("It cannot be signed on a day to come."),
    ContractNo.ONE_AT_A_TIME.value: _(
        "An amendment or a review waits for signatures. Finish it or take it back first."
    ),
    ContractNo.NO_SUCH_AMENDMENT.value: _("This amendment was signed or taken back already."),
    ContractNo.NO_SUCH_REVIEW.value: _("This review was signed or taken back already."),
    ContractNo.NOTHING_CHANGED.value: _("Nothing is changed yet. Change a target first."),
    ContractNo.REASON_NEEDED.value: _("Write why."),
    ContractNo.REVIEWED_ALREADY.value: _("The mid-term review is signed already."),
    ContractNo.VALUE_WRONG.value: _("What was reached is 0 or more."),
    ContractNo.READ_LATER.value: _("Choose a day from the first of the contract until today."),
    ContractNo.MADE_OF_OTHERS.value: _("This figure is made of targets of other contracts: write theirs."),
    ContractNo.PART_WRONG.value: _("Choose targets of the contracts right below."),
    ContractNo.PART_UNITS.value: _("“%(unit)s” cannot be added to “%(wanted)s”. Choose targets of the same unit."),
    ContractNo.PART_ELSEWHERE.value: _("One of these targets makes another figure already. It counts once."),
    ContractNo.PARTS_NEEDED.value: _("Choose the targets that make it."),
    ContractNo.OF_A_PERSON.value: _("The contract of one person is never published."),
    ContractNo.NOTHING_NEW.value: _("That is how it stands already."),
}


def say_quantity(thousandths: int | None) -> str:
    """Return a figure as people write it, a dash where there is none."""
    return "–" if thousandths is None else write_quantity(thousandths, spoken_languages()[0])


def say_share(value: Fraction | None) -> str:
    """Return points, or per cent without the sign, to the tenth; a dash where there is no data."""
    return say_quantity(None if value is None else in_thousandths(value))
