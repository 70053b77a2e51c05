"""Every version that the office files stays as it came, beside the others of its document only."""

from datetime import UTC, datetime
from pathlib import Path

from domain.people.grids import Grid
from domain.people.people import Official, Rank
from domain.people.roster import Roster, compare
from storage.database import Database
from storage.reporting.filed_documents import DocumentKey, FiledDocument, NamedFile
from storage.schema import upgrade
from storage.unit_of_work import UnitOfWork

AT = datetime(2026, 7, 2, 3, 4, tzinfo=UTC)
REPORT = DocumentKey("1", "supervisor_report", "2026-H1")


def test_versions_count_from_one_for_each_document_and_come_back_newest_first(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/grid.db")
    upgrade(database)

    def file_three(uow: UnitOfWork) -> list[int]:
        hospital = Grid("1", "本院", 1)
        clerk = Official(
            "001",
            "监察室主任",
            "监察室主任",
            Rank.MIDDLE,
            party_member=True,
            grid_code="1",
            in_post_since=None,
        )
        after = Roster((hospital,), (clerk,), ())
        uow.roster_changes.apply(compare(Roster((), (), ()), after, AT.date()), AT.date())
        other = DocumentKey("1", "supervisor_report", "2026-H2")
        files = [(REPORT, b"one"), (other, b"another"), (REPORT, b"two")]
        return [
            uow.filed_documents.add(key, NamedFile("报告.docx", content), 1, AT) for key, content in files
        ]

    assert database.write(file_three) == [1, 1, 2]

    def read(uow: UnitOfWork) -> tuple[list[FiledDocument], list[NamedFile | None]]:
        contents = [uow.filed_documents.find_content(REPORT, version) for version in (1, 2, 3)]
        return uow.filed_documents.versions(REPORT), contents

    versions, contents = database.write(read)
    assert [
        (version.version, version.file_name, version.filed_by, version.filed_at) for version in versions
    ] == [
        (2, "报告.docx", "监察室主任", AT),
        (1, "报告.docx", "监察室主任", AT),
    ]
    assert contents == [("报告.docx", b"one"), ("报告.docx", b"two"), None]
    database.close()
