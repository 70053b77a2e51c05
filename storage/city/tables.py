"""The tables of what the organ sends down: at the organ what was sent, at a hospital what came and who has read it."""

from sqlalchemy import Column, ForeignKey, Integer, Table, Text

from storage.tables import Moment, metadata

city_notices = Table(
    "city_notice",
    metadata,
    # The organ's own, in every database the same.
    Column("number", Integer, primary_key=True),
    Column("text", Text, nullable=False),
    Column("sent_at", Moment, nullable=False),
    # At the organ: who sent it. At a hospital nobody: that person is none of its people.
    Column("sent_by", ForeignKey("person.id")),
    sqlite_autoincrement=True,  # a number is not used twice: hospitals keep what they were sent
)

city_notice_readers = Table(
    "city_notice_reader",
    metadata,
    Column("number", ForeignKey("city_notice.number"), primary_key=True),
    Column("person_id", ForeignKey("person.id"), primary_key=True),
    Column("read_at", Moment),
)
