"""What the demonstration prints when it starts."""

from __future__ import annotations

from palabre.demo.load import read_demo
from palabre.demo.staff import demo_sign_ins
from palabre.wiring import Installation

LINES = """
Palabre, demonstration: the budget is the real account of Andrafiabe 2023. Its balance states
payments of {stated}, of which {shown} are shown here, {less} less: {charges} of bank
charges are left out, and {unpaid} of office furniture stand in the list of lines as ordered
and not as paid. People, projects, results and votes are made up.

  phones   {base}/simulator
  public   {base}/demo/
  panel    {base}/panel

Sign-ins for the panel (publishing takes two people):
{people}
The code generator of any phone takes the secrets. Stop with Ctrl-C.
"""


# What the sheet EQUILIBRE of the account states as paid, 41 849 200 and 2 200 000, and why less of it is shown.
STATED = 44_049_200
BANK_CHARGES = 277_200
ORDERED_ONLY = 700_000
LESS = BANK_CHARGES + ORDERED_ONLY


def why_less() -> dict[str, str]:
    """Return the sums of `LINES`, written as people read them."""
    sums = {"stated": STATED, "shown": STATED - LESS, "less": LESS, "charges": BANK_CHARGES, "unpaid": ORDERED_ONLY}
    return {name: f"{amount:,}".replace(",", " ") for name, amount in sums.items()}


def welcome(installation: Installation) -> str:
    """Return the addresses and the sign-ins."""
    settings = installation.settings
    base = settings.public_url or settings.local_url
    people = "".join(
        f"  {person.email}   password {person.password}   code secret {person.totp_secret}\n"
        for person in demo_sign_ins(installation.house, read_demo())
    )
    return LINES.format(base=base, people=people, **why_less())
