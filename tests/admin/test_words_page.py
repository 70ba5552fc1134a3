"""The page of words nobody understood."""

from __future__ import annotations

from models import Commune
from services.roles import RoleName
from services.unheard import keep_unheard
from tests.admin.conftest import Panel


def test_staff_see_the_words_and_put_them_away(panel: Panel) -> None:
    place = panel.communes[0].id
    panel.house.work.write(
        lambda db: keep_unheard(db, db.get_one(Commune, place), "fr", "zut <b>90112233</b>", panel.house.clock())
    )
    client = panel.browser(panel.person(RoleName.MODERATOR))
    text = client.get("/panel/words/").get_data(as_text=True)
    assert "zut &lt;b&gt;#&lt;/b&gt;" in text
    assert "Put away" in text
    observer = panel.browser(panel.person(RoleName.OBSERVER))
    assert "Put away" not in observer.get("/panel/words/").get_data(as_text=True)
