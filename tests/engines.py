"""One engine for each kind of database and all tests of a process, led to one database after the other.

So what statements were compiled to outlives the databases: compiling took a quarter of what such a test costs.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import URL, Engine, event, make_url

from services.database import open_database

LASTING = "palabre-lasting"
"""How a server calls the connections that stay open from one test to the next."""


@dataclass
class Led:
    """An engine, and the database to which its next connections go."""

    engine: Engine
    address: URL
    is_taken: bool = False
    compiled: dict[Any, Any] = field(default_factory=dict)

    def connect(self, dialect: Any, _record: Any, _arguments: Any, options: dict[str, Any]) -> Any:
        """Connect to the database whose turn it is."""
        arguments, own = dialect.create_connect_args(self.address)
        name = {"application_name": LASTING} if dialect.name == "postgresql" else {}
        return dialect.connect(*arguments, **{**options, **own, **name})

    def lead_to(self, address: URL) -> None:
        """Let the next connections go there; those that lead elsewhere are closed."""
        if address != self.address:
            self.engine.dispose()
            self.address = address

    def leave(self) -> None:
        """Close what must not outlive the test: a file, and whatever it did not give back."""
        if self.engine.dialect.name == "sqlite" or self.engine.pool.checkedout():  # type: ignore[attr-defined]
            self.engine.dispose()


@dataclass
class Engines:
    """The engines of a process, by kind of database."""

    led: dict[str, Led] = field(default_factory=dict)

    @contextmanager
    def open(self, url: str) -> Iterator[Engine]:
        """Open a database; listeners of the engine that is given end with it.

        Who opens another of its kind meanwhile gets an engine of their own.
        """
        address = make_url(url)
        led = self.led.get(address.get_backend_name()) or self._first(url, address)
        if led.is_taken:
            alone = open_database(url)
            yield alone
            alone.dispose()
            return
        led.lead_to(address)
        led.is_taken = True
        opened = led.engine.execution_options(compiled_cache=led.compiled)
        opened.url = address
        yield opened
        led.is_taken = False
        led.leave()

    def close(self) -> None:
        """Close every connection that stayed open."""
        for led in self.led.values():
            led.engine.dispose()

    def _first(self, url: str, address: URL) -> Led:
        led = self.led[address.get_backend_name()] = Led(open_database(url), address)
        event.listen(led.engine, "do_connect", led.connect)
        return led
