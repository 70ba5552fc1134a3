from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.orm import Session

from models import Document
from services.documents import NewDocument, publish_document, withdraw_document
from services.uploads import keep_upload, path_of
from tests.portal.conftest import Site
from tests.services.townsfolk import NOW, plant_commune, planted

PDF = b"%PDF-1.7\n<script>alert(1)</script>\n%%EOF\n"


def publish(site: Site, title: str = "Compte 2025", *, commune_id: int | None = None) -> int:
    upload = keep_upload(site.house, "../../Compte 2025.pdf", PDF)
    new = NewDocument(title, "account", "fr", date(2026, 3, 1), upload=upload)
    return site.house.work.write(
        lambda session: (
            publish_document(session, site.house, commune_id=commune_id or site.commune_id, new=new, staff_id=None).id
        )
    )


def test_a_file_is_sent_to_be_saved_and_never_to_be_run(site: Site) -> None:
    number = publish(site)
    assert f"/zongo/documents/{number}" in site.text("/zongo/documents")
    answer = site.get(f"/zongo/documents/{number}")
    assert (answer.status_code, answer.data) == (200, PDF)
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=")
    assert "/" not in answer.headers["Content-Disposition"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert site.get(f"/zongo/documents/{number}", If_None_Match=answer.headers["ETag"]).status_code == 304


def test_a_withdrawn_file_one_of_another_commune_and_one_that_is_gone_are_not_found(site: Site) -> None:
    withdrawn, gone = publish(site), publish(site)
    elsewhere = publish(site, commune_id=site.house.work.write(lambda session: plant_commune(session, "kozah").id))
    site.house.work.write(
        lambda session: withdraw_document(
            session, site.house, commune_id=site.commune_id, document_id=withdrawn, staff_id=None
        )
    )
    stored = site.house.work.read(lambda session: session.get_one(Document, gone).stored_as)
    path_of(site.house, str(stored)).unlink()
    for number in (withdrawn, gone, elsewhere):
        assert site.get(f"/zongo/documents/{number}").status_code == 404


@pytest.mark.parametrize("name", ["../secret", "%2e%2e%2fsecret", "..%5csecret", "1%00", "palabre.sqlite"])
def test_no_path_leads_out_of_the_folder_of_files(site: Site, name: str) -> None:
    assert site.get(f"/zongo/documents/{name}").status_code in {301, 308, 404}


@pytest.mark.parametrize(
    ("link", "is_shown"),
    [
        ("https://example.org/a", True),
        ("/zongo/budget", True),
        ("javascript:alert(1)", False),
        ("//evil.example", False),
        ("/\\evil.example", False),
    ],
)
def test_only_a_link_that_leads_somewhere_honest_can_be_followed(site: Site, link: str, is_shown: bool) -> None:
    def plant(session: Session) -> None:
        fields = {"category": "guide", "language": "fr", "dated_on": date(2026, 1, 1), "published_at": NOW}
        planted(session, Document(commune_id=site.commune_id, title="Guide", link=link, **fields))

    site.house.work.write(plant)
    assert (f'href="{link}"' in site.text("/zongo/documents").split("<main")[1].split("</main")[0]) is is_shown
