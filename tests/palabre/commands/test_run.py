"""`palabre run` and `palabre demo` on an address that cannot be had: a sentence, and no address printed before it."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from click.testing import CliRunner

from palabre.commands import demo, run


@pytest.fixture
def runner(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> CliRunner:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("VAR_DIR", str(tmp_path))
    return CliRunner()


@pytest.mark.parametrize("command", [run.COMMAND, demo.COMMAND])
def test_a_taken_port_is_named_with_the_way_to_another_before_any_address_is_printed(
    runner: CliRunner, monkeypatch: pytest.MonkeyPatch, command: object
) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        monkeypatch.setenv("PORT", str(port))
        said = runner.invoke(command)  # type: ignore[arg-type]
    assert said.exit_code == 1
    assert f"Port {port} is taken on 127.0.0.1" in said.output and "set PORT, such as PORT=" in said.output
    assert "http" not in said.output and "Traceback" not in said.output


def test_an_address_of_another_machine_says_what_to_set(runner: CliRunner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOST", "192.0.2.1")
    said = runner.invoke(run.COMMAND)
    assert said.exit_code == 1 and "Cannot listen on 192.0.2.1, port 8000" in said.output
