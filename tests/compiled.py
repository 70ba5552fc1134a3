"""Templates and addresses compiled once for every app that tests build, not again for each: most of what it costs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from werkzeug.routing import BaseConverter, Rule
from werkzeug.routing.rules import RulePart

READ: dict[str, tuple[tuple[RulePart, ...], list[tuple[bool, str]], dict[str, BaseConverter]]] = {}
"""What an address was read as: its parts, their trace and what converts its places, by the address."""
BUILDERS: dict[tuple[object, ...], Callable[..., tuple[str, str]]] = {}
"""What writes an address, by the address: it belongs to no app, and takes the rule it writes for as an argument."""


def new_app(name: str) -> Flask:
    """Return an app whose addresses are compiled once for all apps."""
    app = Flask(name)
    app.url_rule_class = KnownRule
    return app


class KnownRule(Rule):
    """An address that is read and whose builders are made at its first app, and taken from there at the others."""

    def _parse_rule(self, rule: str) -> Iterable[RulePart]:
        """Give back what was read of the same address, with the converters of that app: they know nothing of it."""
        if rule not in READ:
            traced = len(self._trace)
            parts = tuple(super()._parse_rule(rule))
            READ[rule] = (parts, self._trace[traced:], dict(self._converters))
            return parts
        parts, trace, converters = READ[rule]
        self._trace.extend(trace)
        self._converters.update(converters)
        self.arguments.update(converters)
        return parts

    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        """Give back what was compiled of the same parts; with defaults, which converters may write, compile anew."""
        compiled: Any = super()._compile_builder
        if self.defaults:
            return compiled(append_unknown)  # type: ignore[no-any-return]
        key = (self.rule, append_unknown, *self._trace)
        if key not in BUILDERS:
            BUILDERS[key] = compiled(append_unknown)
        return BUILDERS[key]


class CompiledTemplates(BytecodeCache):
    """Keeps compiled templates in memory, by name and source."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give back what was compiled from the same source."""
        if kept := self._kept.get(bucket.key):
            bucket.bytecode_from_string(kept)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        self._kept[bucket.key] = bucket.bytecode_to_string()
