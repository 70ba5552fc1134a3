"""A commune's own promise, read from whatever somebody typed."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgeting.law.extending import ExtensionCode
from budgeting.law.grounds import GENERIC, GroundCode
from budgeting.law.promise import Promise, PromisedStage
from budgeting.law.promise_record import MOST_DAYS, promise_from
from budgeting.law.reasons import LawNo
from budgeting.law.terms import Basis, Unit
from budgeting.refusal import Refusal

names = st.text(min_size=1, max_size=120).map(str.strip).filter(lambda text: bool(text) and text.isprintable())
stages = st.builds(PromisedStage, names, st.integers(0, MOST_DAYS), st.integers(0, MOST_DAYS))
promises = st.builds(
    Promise,
    days=st.integers(1, MOST_DAYS),
    unit=st.sampled_from(Unit),
    extension_days=st.integers(0, MOST_DAYS),
    grounds=st.lists(st.sampled_from([ground.code for ground in GENERIC]), unique=True).map(tuple),
    extension_grounds=st.lists(st.sampled_from(ExtensionCode), unique=True).map(tuple),
    complaints=st.lists(stages, max_size=5).map(tuple),
)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text() | st.sampled_from(["days", "unit", "complaints"]), inner),
)


@given(promises)
def test_what_is_written_is_read_back_the_same(promise: Promise) -> None:
    assert promise_from(json.loads(json.dumps(promise.as_record()))) == promise


@given(json_values)
def test_any_json_is_a_promise_or_a_named_refusal(value: object) -> None:
    try:
        assert isinstance(promise_from(value), Promise)
    except Refusal as refusal:
        assert refusal.reason in set(LawNo)
        assert json.dumps(refusal.as_record())


GOOD: dict[str, Any] = {"days": 10, "unit": "working"}


@pytest.mark.parametrize(
    ("record", "reason", "field"),
    [
        ([], LawNo.PROMISE_NOT_AN_OBJECT, "promise"),
        ({"unit": "working"}, LawNo.PROMISE_MISSING_FIELD, "days"),
        ({**GOOD, "day": 3}, LawNo.PROMISE_UNKNOWN_FIELD, "day"),
        ({**GOOD, "days": "10"}, LawNo.PROMISE_NOT_A_NUMBER, "days"),
        ({**GOOD, "days": 10.0}, LawNo.PROMISE_NOT_A_NUMBER, "days"),
        ({**GOOD, "days": True}, LawNo.PROMISE_NOT_A_NUMBER, "days"),
        ({**GOOD, "days": 0}, LawNo.PROMISE_OUT_OF_RANGE, "days"),
        ({**GOOD, "days": 10**40}, LawNo.PROMISE_OUT_OF_RANGE, "days"),
        ({**GOOD, "extension_days": -1}, LawNo.PROMISE_OUT_OF_RANGE, "extension_days"),
        ({**GOOD, "unit": "lunar"}, LawNo.PROMISE_UNKNOWN_UNIT, None),
        ({**GOOD, "unit": ["working"]}, LawNo.PROMISE_UNKNOWN_UNIT, None),
        ({**GOOD, "grounds": "not_held"}, LawNo.PROMISE_NOT_A_LIST, "grounds"),
        ({**GOOD, "grounds": ["defence"]}, LawNo.PROMISE_UNKNOWN_GROUND, None),
        ({**GOOD, "extension_grounds": ["not_held"]}, LawNo.PROMISE_UNKNOWN_GROUND, None),
        ({**GOOD, "extension_grounds": "other_cause"}, LawNo.PROMISE_NOT_A_LIST, "extension_grounds"),
        ({**GOOD, "grounds": [{}]}, LawNo.PROMISE_UNKNOWN_GROUND, None),
        ({**GOOD, "grounds": ["not_held", "not_held"]}, LawNo.PROMISE_REPEATED_GROUND, None),
        ({**GOOD, "grounds": ["not_held"] * 9}, LawNo.PROMISE_TOO_MANY, "grounds"),
        ({**GOOD, "complaints": [{"name": "Le maire"}] * 6}, LawNo.PROMISE_TOO_MANY, "complaints"),
        ({**GOOD, "complaints": ["Le maire"]}, LawNo.PROMISE_NOT_AN_OBJECT, "complaints"),
        ({**GOOD, "complaints": [{}]}, LawNo.PROMISE_MISSING_FIELD, "name"),
        ({**GOOD, "complaints": [{"name": " "}]}, LawNo.PROMISE_NOT_TEXT, "name"),
        ({**GOOD, "complaints": [{"name": "Le\0maire"}]}, LawNo.PROMISE_NOT_TEXT, "name"),
        ({**GOOD, "complaints": [{"name": "é" * 121}]}, LawNo.PROMISE_TOO_LONG, "name"),
    ],
)
def test_what_is_wrong_is_said_by_field(record: object, reason: LawNo, field: str | None) -> None:
    with pytest.raises(Refusal) as refused:
        promise_from(record)
    assert refused.value.reason is reason
    assert refused.value.values.get("field") == field


def test_a_promise_without_grounds_keeps_all_generic_ones_and_calls_itself_a_promise() -> None:
    promise = promise_from({"days": 10, "unit": "calendar"})
    chosen = promise_from({"days": 10, "unit": "calendar", "grounds": ["not_held"]})
    assert promise.refusal_grounds == GENERIC
    assert [ground.code for ground in chosen.refusal_grounds] == [GroundCode.NOT_HELD]
    assert promise.delay.term.basis is Basis.PROMISE and promise.delay.extension is None
