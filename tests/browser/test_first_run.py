"""The first page in a real browser: one language ticked is enough, and what is wrong is said at once."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect
from waitress.server import create_server

from palabre.serving import answer, prepare
from palabre.settings import Settings
from palabre.web import make_app
from palabre.wiring import install
from services.communes import list_communes
from services.first_run import first_run_code
from services.house import House
from tests.browser.conftest import NARROW, Window
from tests.databases import free_port


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[tuple[str, House]]:
    """An installation without a commune, served on loopback."""
    settings = Settings(_env_file=None, var_dir=tmp_path, port=free_port())
    installation = install(settings)
    prepare(installation)
    server = create_server(make_app(installation), host="127.0.0.1", port=settings.port, threads=4)
    thread = threading.Thread(target=answer, args=(server,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{settings.port}", installation.house
    server.close()
    thread.join(timeout=10)
    installation.close()


def test_a_commune_is_set_up_with_one_language_ticked(
    open_window: Callable[..., Window], empty: tuple[str, House]
) -> None:
    address, house = empty
    window = open_window(NARROW)
    window.address = address
    page = window.open("/panel/first-run?lang=fr")
    assert window.overflow() <= 0
    expect(page.locator('input[name="languages"]:checked')).to_have_count(1)
    typed = {"code": first_run_code(house) or "", "name": "Bassar", "key": "bassar", "country": "tg"}
    typed |= {"person": "Kodjo", "email": "kodjo@example.org"}
    typed |= dict.fromkeys(("password", "again"), "mangue-verte-du-marche")
    for name, text in typed.items():
        page.locator(f"#{name}").fill(text)
    page.locator("main form button").click()
    page.wait_for_url("**/panel/login")
    (made,) = house.work.read(list_communes)
    assert (made.languages, made.country) == (("fr",), "TG")
