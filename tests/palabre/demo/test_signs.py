from __future__ import annotations

from budgeting.accounts.stages import Side, Stage
from palabre.demo.money import SOURCE
from palabre.demo.signs import LESS, LINES, STATED, why_less
from services.budgets.opening import read_file


def test_it_says_by_how_much_what_is_shown_differs_from_what_the_account_states() -> None:
    reading = read_file(SOURCE.read_bytes(), SOURCE.name, currency="XOF")
    spending = [line for line in reading.lines if line.side is Side.EXPENDITURE]
    paid = sum(amount for line in spending for slot, amount in line.amounts.items() if slot.stage is Stage.PAID)
    ordered = sum(amount for line in spending for slot, amount in line.amounts.items() if slot.stage is Stage.ORDERED)
    said = {name: int(amount.replace(" ", "")) for name, amount in why_less().items()}
    assert (said["shown"], said["stated"] - said["less"]) == (paid, paid)
    assert said["unpaid"] == ordered - paid
    told = LINES.format(base="", people="", **why_less())
    assert "44 049 200" in told and "977 200 less" in told
    first_lines = SOURCE.read_text(encoding="utf-8").split("\n")[:2]
    assert f"{STATED:,}".replace(",", " ") in first_lines[1] and f"{LESS:,}".replace(",", " ") in first_lines[1]
