"""The tables of the tip line. What was said and sent is ciphertext, and no column tells who sent it.

`sealed_to` holds the recipients that a row's ciphertext was sealed to, sorted, with a blank between; None says that
these were the body's shared keys, as the configuration named them (storage/tips/rewrap.py).
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
)

from storage.tables import Moment, metadata

tips = Table(
    "tip",
    metadata,
    Column("number", String(16), primary_key=True),
    Column("body", String(16), nullable=False),
    Column("year", Integer, nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("lookup", LargeBinary(32), nullable=False, unique=True),
    Column("reply_recipient", String(80), nullable=False),
    Column("received_on", Date, nullable=False),
    Column("source", String(16), nullable=False),
    Column("area", String(32), nullable=False),
    Column("state", String(16), nullable=False, index=True),
    Column("named", Boolean, nullable=False),
    Column("forwarded_by_grid", String(32), index=True),
    Column("closed_on", Date),
    Column("erased_on", Date),
    Column("sealed_text", LargeBinary),
    Column("sealed_reporter", LargeBinary),
    Column("sealed_to", Text),
    Column("merged_into", ForeignKey("tip.number"), index=True),
    Column("concerns_inspector", Boolean, nullable=False, server_default=false()),
    UniqueConstraint("body", "year", "sequence"),
)

tip_messages = Table(
    "tip_message",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("tip_number", ForeignKey("tip.number"), nullable=False, index=True),
    Column("from_reporter", Boolean, nullable=False),
    Column("written_on", Date, nullable=False),
    Column("sealed_text", LargeBinary, nullable=False),
    Column("sealed_to", Text),
    Column("fact_request_id", ForeignKey("fact_request.id")),
)

tip_files = Table(
    "tip_file",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("tip_number", ForeignKey("tip.number"), nullable=False, index=True),
    Column("message_id", ForeignKey("tip_message.id")),
    Column("extension", String(8), nullable=False),
    Column("sealed_cleaned", LargeBinary, nullable=False),
    Column("sealed_original", LargeBinary, nullable=False),
    Column("sealed_to", Text),
)

"""`sealed_original` is empty where there is one copy only: of files from the page."""

tip_steps = Table(
    "tip_step",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("tip_number", ForeignKey("tip.number"), nullable=False, index=True),
    Column("act", String(16), nullable=False, index=True),
    Column("done_on", Date, nullable=False),
    Column("person_id", ForeignKey("person.id"), nullable=False),
    Column("way", String(16)),
    Column("sealed_note", LargeBinary),
    Column("sealed_to", Text),
)

tip_recusals = Table(
    "tip_recusal",
    metadata,
    Column("tip_number", ForeignKey("tip.number"), primary_key=True),
    Column("person_id", ForeignKey("person.id"), primary_key=True),
)

handler_keys = Table(
    "handler_key",
    metadata,
    Column("person_id", ForeignKey("person.id"), primary_key=True),
    Column("recipient", String(80), nullable=False),
    Column("locked_key", LargeBinary),
    Column("added_on", Date, nullable=False),
)

asked_secrets = Table(
    "asked_secret",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("asking", String(32), nullable=False),
    Column("number", String(16), nullable=False),
)

page_passes = Table(
    "page_pass",
    metadata,
    Column("hash", LargeBinary(32), primary_key=True),
    Column("kind", String(8), nullable=False),
    Column("person_id", ForeignKey("person.id"), nullable=False, index=True),
    Column("body", String(16), nullable=False),
    Column("telegram_id", BigInteger, nullable=False),
    Column("bound_at", Moment, nullable=False),
    Column("idle_until", Moment, nullable=False),
    Column("ends_at", Moment, nullable=False),
)
"""What lets a handler into /h: by its SHA-256 the code of a link, or the token of a session, and as whom."""

fact_requests = Table(
    "fact_request",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("tip_number", ForeignKey("tip.number"), nullable=False, index=True),
    Column("grid_code", ForeignKey("grid.code"), nullable=False, index=True),
    Column("asked_by", ForeignKey("person.id"), nullable=False),
    Column("asked_on", Date, nullable=False),
    Column("due_on", Date, nullable=False),
    Column("question", Text),
    Column("ended_on", Date),
    Column("answered", Boolean, nullable=False, server_default=false()),
    sqlite_autoincrement=True,  # as the table was made; its ids are drawn now (storage/statements/random_ids.py)
)

kept_headers = Table(
    "tip_kept_header",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("tip_number", ForeignKey("tip.number"), nullable=False, index=True),
    Column("payload", LargeBinary(16), nullable=False),
    Column("header", LargeBinary, nullable=False),
    Column("replaced_on", Date, nullable=False),
    Column("replaced_by", ForeignKey("person.id")),
    Column("opened_with", String(80)),
    Column("opened_on", Date),
)
"""Headers that hand-overs replaced: by them what was sealed can still be opened, should the new ones open nothing.

`id` is random, `payload` the nonce of the sealed file, random too. `opened_with` is the own public key of another than
`replaced_by` that has opened what came after, `opened_on` the day. They go with what they open, or thirty days after
that day (domain/tips/kept_headers.py).
"""
