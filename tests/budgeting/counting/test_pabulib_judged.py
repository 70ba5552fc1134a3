"""Made-up files of every kind of ballot: our count of a file against what pabutools reads there and chooses.

The real ones are judged in `test_real_elections`.
"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from budgeting.pabulib.election import FORMATS
from tests.budgeting.counting.pabulib_judge import Judge, agrees, every_case

KINDS = sorted(FORMATS.keys() - {"knapsack"})
"""pabutools reads no knapsack ballots; they are counted as approvals, of which there are files."""
CASES = list(every_case())
CENTS = st.sampled_from(["", "", ".5", ".25"])


@st.composite
def files(draw: st.DrawFn, kind: str) -> str:
    """Draw a file of a kind of ballots: few projects and small numbers, so that ties and exact fits are met often."""
    ids = [f"p{place}" for place in draw(st.permutations(range(draw(st.integers(1, 5)))))]
    costs = [draw(st.integers(1, 9)) for _ in ids]
    rows = [_row(draw, kind, ids) for _ in range(draw(st.integers(1, 9)))]
    head = f"META\nkey;value\nbudget;{draw(st.integers(1, 25))}\nvote_type;{kind}\n"
    projects = "".join(f"{one};{cost}{draw(CENTS)}\n" for one, cost in zip(ids, costs, strict=True))
    votes = "".join(f"{voter};{row}\n" for voter, row in enumerate(rows))
    return f"{head}PROJECTS\nproject_id;cost\n{projects}VOTES\nvoter_id;vote;points\n{votes}"


def _row(draw: st.DrawFn, kind: str, ids: list[str]) -> str:
    most = 1 if kind == "choose-1" else len(ids)
    chosen = draw(st.permutations(ids))[: draw(st.integers(1, most))]
    points = [draw(st.integers(0, 4)) for _ in chosen]
    return f"{','.join(chosen)};{','.join(map(str, points))}"


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
@settings(max_examples=80, deadline=None)
def test_a_file_of_every_kind_is_counted_as_pabutools_counts_it(kind: str, data: st.DataObject) -> None:
    assert agrees(Judge(data.draw(files(kind))), data.draw(st.sampled_from(CASES)))
