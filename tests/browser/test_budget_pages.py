"""Bringing a budget in, in a real browser: put right, waited for, accepted, undone; small, wide, without JavaScript."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, StorageState, expect

from budgeting.accounts.guards import LIGHT_FILE
from tests.browser.axe import grave_faults
from tests.browser.conftest import NARROW, WIDE, Window, press
from tests.browser.test_panel import speak

WAIT = 60_000


def budget(year: int, rows: int = 3) -> bytes:
    """A budget that is not quite right: a total that is none, a heading nobody knows, an amount gone wrong."""
    lines = "".join(f"6{n:05};Entretien de l'école {n};Zongo;{n * 1000};x\n" for n in range(1, rows))
    return (
        f"BUDGET PRIMITIF {year} (en F CFA)\n\nCompte;Libellé;Lieu;Prévisions {year};Gamma\nDÉPENSES\n{lines}"
        "60;Forage;Zongo;12OO;7\n;TOTAL;;999;\n;Le Maire;;;\n"
    ).encode("cp1252")


def stages(year: int) -> bytes:
    """An account with as many stages, and as long names, as those that communes publish."""
    names = "Prévisions;Budget additionnel;Modifications;Prévisions définitives;Mandats émis;Paiements"
    titles = ";".join(f"{name} {year}" for name in names.split(";"))
    amounts = ";".join(("85 779 889,75",) * 6)
    long = "Immobilisations corporelles - Agencements, aménagements et installations techniques de la commune"
    lines = "".join(f"2{n:03};{long} {n};{amounts}\n" for n in range(1, 4))
    heading = "Programme;001 Administration et coordination de la commune rurale d'Andrafiabe et de ses hameaux"
    return f"COMPTE ADMINISTRATIF {year}\n\nCompte;Libellé;{titles}\n{heading}\nDÉPENSES\n{lines}".encode("cp1252")


def send(page: Page, content: bytes, name: str) -> None:
    page.locator("#file").set_input_files({"name": name, "mimeType": "text/csv", "buffer": content})
    page.locator("main form button").first.click()


def send_and_wait(page: Page, content: bytes, name: str) -> None:
    """Send a file that is read in a moment; until it is, its page fetches itself anew."""
    send(page, content, name)
    expect(page.locator("form[action$='/drop']")).to_be_visible(timeout=WAIT)
    expect(page.locator("main progress")).to_have_count(0, timeout=WAIT)


def picture(page: Page, name: str) -> None:
    """Keep a picture where somebody wants to look at it."""
    if folder := os.environ.get("PALABRE_PICTURES"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


@pytest.mark.parametrize("language", ["fr", "ar"])
@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_every_page_of_an_import_fits_and_has_no_grave_fault(
    open_window: Callable[..., Window], signed_in: StorageState, width: int, language: str
) -> None:
    window = open_window(width, state=signed_in)
    speak(window.open("/panel/account/"), language)
    page = window.open("/panel/budgets/new")
    send_and_wait(page, stages(2052), f"stages {language} {width}.csv")
    fits(window, f"stages-{language}-{width}")
    press(page.locator("form[action$='/drop'] button"))
    page = window.open("/panel/budgets/new")
    send_and_wait(page, budget(2051), f"budget {language} {width}.csv")
    for details in page.locator("main details").all():
        details.evaluate("shown => { shown.open = true }")
    fits(window, f"preview-{language}-{width}")
    page.locator("main a[href$='/rows']").click()
    fits(window, f"rows-{language}-{width}")
    page.go_back()
    press(page.locator("form[action$='/drop'] button"))
    page = window.open("/panel/budgets/new")
    send(page, budget(2060, 6000), "long.csv")
    expect(page.locator("main progress")).to_be_visible()
    fits(window, f"reading-{language}-{width}")
    expect(page.locator("form[action$='/accept']")).to_be_visible(timeout=WAIT)
    press(page.locator("form[action$='/drop'] button"))
    assert window.complaints == []


def fits(window: Window, name: str) -> None:
    picture(window.page, name)
    assert window.overflow() <= 0, name
    assert grave_faults(window.page) == [], name


def test_a_long_file_is_waited_for_put_right_accepted_and_undone_without_javascript(
    open_window: Callable[..., Window], signed_in: StorageState
) -> None:
    window = open_window(state=signed_in, javascript=False)
    speak(window.open("/panel/account/"), "fr")
    page = window.open("/panel/budgets/new")
    content = budget(2049, 6000)
    assert len(content) > LIGHT_FILE
    send(page, content, "long.csv")
    expect(page.locator("main progress")).to_be_visible()
    expect(page.locator("form[action$='/accept']")).to_be_visible(timeout=WAIT)  # the page has looked again by itself
    page.locator("main details", has=page.locator("select[name='unit']")).locator("summary").click()
    page.locator("select[name='kind-4']").select_option("ignored")
    page.locator("select[name='unit']").select_option("1000")
    page.locator("form[action$='/columns'] button").nth(1).click()
    expect(page.locator("form[action$='/accept']")).to_be_visible(timeout=WAIT)
    expect(page.locator("select[name='unit']")).to_have_value("1000")
    page.locator("#first_month").select_option("7")
    page.locator("#dated_on").fill("2049-06-12")
    page.locator("#file_public").check()
    page.locator("form[action$='/accept'] button").click()
    page.get_by_role("link", name="2049/2050").first.click()
    expect(page.locator("main h1")).to_contain_text("2049/2050")
    with page.expect_download() as download:
        page.locator("main a[href$='/file']").click()
    assert Path(download.value.path()).read_bytes() == content
    page.locator("main a[href$='/about']").click()
    page.locator("#ends_on").fill("2049-12-31")
    page.locator("#starts_on").fill("2049-01-01")
    page.locator("main form button").last.click()
    expect(page.locator("main h1")).not_to_contain_text("2050")
    page.locator("main a.danger").click()  # it asks first
    page.locator("form[action$='/withdraw'] button").click()
    expect(page.locator("main tr", has_text="2049")).to_contain_text("Retiré")


LARGE = "680 478 553 000"


def national(year: int) -> bytes:
    """A budget of long names and amounts as large as a State's."""
    long = "Construction et équipement des infrastructures d'approvisionnement en eau potable des établissements"
    names = ("école", "centre de santé", "route", "marché", "forage", "éclairage public")
    spent = "".join(f"2{n:03};{long} : {name} {n};Dépenses;{LARGE}\n" for n, name in enumerate(names))
    got = f"70;{long} anticonstitutionnellement;Recettes;{LARGE}\n71;Dotations;Recettes;{LARGE}\n"
    return f"Compte;Libellé;Sens;Voté {year}\n{got}{spent}".encode()


YEARS_OF = {"fr": (2070, 2071), "ar": (2072, 2073), "en": (2074, 2075)}


@pytest.mark.parametrize("language", list(YEARS_OF))
def test_the_public_pages_of_a_year_of_large_amounts_fit_the_smallest_phone(
    open_window: Callable[..., Window], signed_in: StorageState, language: str
) -> None:
    staff = open_window(WIDE, state=signed_in)
    speak(staff.open("/panel/account/"), "fr")
    years = YEARS_OF[language]  # apart: what one language withdraws is never met by the next
    for year in years:
        page = staff.open("/panel/budgets/new")
        send_and_wait(page, national(year), f"national {year}.csv")
        page.locator("#published").check()
        press(page.locator("form[action$='/accept'] button"))
    window = open_window(NARROW)
    for path in (f"/demo/budget?year={years[1]}&", f"/demo/budget/{years[1]}?"):
        page = window.open(f"{path}lang={language}")
        picture(page, f"public-{path[6:12].replace('/', '-')}-{language}")
        assert page.locator("table").count() >= 2, path
        assert window.overflow() <= 0, path
        assert grave_faults(page) == [], path
    for year in years:
        page = staff.open("/panel/budgets/")
        page.get_by_role("link", name=str(year)).first.click()
        page.locator("main a.danger").click()
        page.locator("form[action$='/withdraw'] button").click()
        expect(page.locator("main tr", has_text=str(year))).to_contain_text("Retiré")
