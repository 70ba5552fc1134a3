"""Reading a commune's promise from its record: everything is checked, and what is wrong is said by field."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from budgeting.law.extending import ExtensionCode
from budgeting.law.grounds import GENERIC, GroundCode
from budgeting.law.promise import Promise, PromisedStage
from budgeting.law.reasons import LawNo
from budgeting.law.terms import Unit
from budgeting.refusal import Refusal

MOST_DAYS = 365
MOST_STAGES = 5
MOST_NAME = 120

FIELDS = ("days", "unit", "extension_days", "extension_grounds", "grounds", "complaints")
STAGE_FIELDS = ("name", "complain_days", "answer_days")
OFFERED = frozenset(ground.code for ground in GENERIC)
OFFERED_FOR_MORE_TIME = frozenset(ExtensionCode)


def promise_from(record: object) -> Promise:
    """Return the promise of a record of JSON types; `Refusal` (`LawNo.PROMISE_…`) names the field that is wrong."""
    fields = _object(record, "promise", FIELDS, ("days", "unit"))
    return Promise(
        days=_days(fields["days"], "days", least=1),
        unit=_unit(fields["unit"]),
        extension_days=_days(fields.get("extension_days", 0), "extension_days"),
        grounds=tuple(map(GroundCode, _codes(fields.get("grounds", []), "grounds", OFFERED))),
        extension_grounds=tuple(
            map(ExtensionCode, _codes(fields.get("extension_grounds", []), "extension_grounds", OFFERED_FOR_MORE_TIME))
        ),
        complaints=tuple(_stage(stage) for stage in _list(fields.get("complaints", []), "complaints", MOST_STAGES)),
    )


def _object(value: object, field: str, known: Collection[str], needed: Collection[str]) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise Refusal(LawNo.PROMISE_NOT_AN_OBJECT, field=field)
    for name in value:
        if name not in known:
            raise Refusal(LawNo.PROMISE_UNKNOWN_FIELD, field=_shown(name))
    for name in needed:
        if name not in value:
            raise Refusal(LawNo.PROMISE_MISSING_FIELD, field=name)
    return value


def _days(value: object, field: str, least: int = 0) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise Refusal(LawNo.PROMISE_NOT_A_NUMBER, field=field)
    if not least <= value <= MOST_DAYS:
        raise Refusal(LawNo.PROMISE_OUT_OF_RANGE, field=field, least=least, most=MOST_DAYS)
    return value


def _unit(value: object) -> Unit:
    if value not in [str(unit) for unit in Unit]:
        raise Refusal(LawNo.PROMISE_UNKNOWN_UNIT)
    return Unit(str(value))


def _list(value: object, field: str, most: int) -> list[Any]:
    if not isinstance(value, list):
        raise Refusal(LawNo.PROMISE_NOT_A_LIST, field=field)
    if len(value) > most:
        raise Refusal(LawNo.PROMISE_TOO_MANY, field=field, most=most)
    return value


def _codes(value: object, field: str, known: Collection[str]) -> list[str]:
    codes = _list(value, field, len(known))
    for code in codes:
        if code not in [str(offered) for offered in known]:
            raise Refusal(LawNo.PROMISE_UNKNOWN_GROUND, code=_shown(code))
    if len(set(codes)) != len(codes):
        raise Refusal(LawNo.PROMISE_REPEATED_GROUND)
    return codes


def _stage(value: object) -> PromisedStage:
    fields = _object(value, "complaints", STAGE_FIELDS, ("name",))
    return PromisedStage(
        name=_name(fields["name"]),
        complain_days=_days(fields.get("complain_days", 0), "complain_days"),
        answer_days=_days(fields.get("answer_days", 0), "answer_days"),
    )


def _name(value: object) -> str:
    if not isinstance(value, str) or not value.strip() or not value.strip().isprintable():
        raise Refusal(LawNo.PROMISE_NOT_TEXT, field="name")
    if len(value.strip()) > MOST_NAME:
        raise Refusal(LawNo.PROMISE_TOO_LONG, field="name", most=MOST_NAME)
    return value.strip()


def _shown(value: object) -> str:
    """A short piece of what was written, safe to print back."""
    return "".join(sign for sign in str(value)[:40] if sign.isprintable())
