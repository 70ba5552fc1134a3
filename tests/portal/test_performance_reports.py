"""A published performance report stands on the page of the budget of its year, and is gone when it is withdrawn."""

from __future__ import annotations

from sqlalchemy.orm import Session

from printing.written_report import WrittenReport
from services.documents import withdraw_document
from services.printing.performance import ReportSubject, publish_report
from services.uploads import keep_upload
from tests.portal.conftest import Site

PAGE = "/zongo/budget?year=2025"
REPORT = WrittenReport("Rapport annuel de performance 2025 <b>", "Zongo", "2026-03-31", "fr", ())


def test_everybody_finds_the_report_beside_the_money(site: Site) -> None:
    assert "Rapports de performance" not in site.text(f"{PAGE}&lang=fr")
    upload = keep_upload(site.house, "rapport.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n%%EOF\n")

    def publish(session: Session) -> int:
        subject = ReportSubject(2025)
        return publish_report(session, site.house, site.commune_id, subject, REPORT, upload, staff_id=None).id

    made = site.house.work.write(publish)
    page = site.text(f"{PAGE}&lang=fr")
    assert "Rapports de performance" in page and "performance 2025 &lt;b&gt;" in page
    assert f"/zongo/documents/{made}" in page
    assert site.get(f"/zongo/documents/{made}").status_code == 200
    site.house.work.write(
        lambda db: withdraw_document(db, site.house, commune_id=site.commune_id, document_id=made, staff_id=None)
    )
    assert "Rapports de performance" not in site.text(f"{PAGE}&lang=fr")
