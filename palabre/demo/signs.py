"""What the demonstration prints when it starts."""

from __future__ import annotations

from palabre.demo.load import read_demo
from palabre.demo.staff import demo_sign_ins
from palabre.wiring import Installation

LINES = """
Palabre, demonstration: the budget is the real account of Andrafiabe 2023, without its bank
charges (277 200, by which the spending shown is less); people, projects, results and votes
are made up.

  phones   {base}/simulator
  public   {base}/demo/
  panel    {base}/panel

Sign-ins for the panel (publishing takes two people):
{people}
The code generator of any phone takes the secrets. Stop with Ctrl-C.
"""


def welcome(installation: Installation) -> str:
    """Return the addresses and the sign-ins."""
    settings = installation.settings
    base = settings.public_url or settings.local_url
    people = "".join(
        f"  {person.email}   password {person.password}   code secret {person.totp_secret}\n"
        for person in demo_sign_ins(installation.house, read_demo())
    )
    return LINES.format(base=base, people=people)
