"""问题线索台账 (annex 3) in 文书: whose it is, and who may have a version again. It holds what reporters said.

What is filed of it is sealed, as tips are, to whoever may read all that can stand in it (docs/threat-model.md).
"""

from domain.errors import RefusalError
from domain.people.people import Viewer
from domain.reporting.documents import DocumentKind
from domain.tips.routing import Body, body_of, recipients
from storage.reporting.filed_documents import DocumentKey, FiledDocument
from storage.tips.tips import TipReader
from storage.unit_of_work import UnitOfWork
from usecases.house import Request

NOT_A_HANDLER = "access-not-tip-handler"


def chain_of(key: DocumentKey) -> str:
    """Return the audit chain in which acts with a document stand: of a ledger its body's, so no other reads of it."""
    return key.subject if key.kind == DocumentKind.LEDGER else Body.OFFICE.value


def ledger_key(viewer: Viewer) -> DocumentKey:
    """Return the ledger of the body whose tips `viewer` handles; raises RefusalError (access-not-tip-handler)."""
    body = body_of(viewer.roles_at_unit)
    unit_code = (
        viewer.unit_code or viewer.digest_code
    )  # 驻组 runs no grid, and stands at the unit all the same
    if body is None or unit_code is None:
        raise RefusalError(NOT_A_HANDLER)
    return DocumentKey(unit_code, DocumentKind.LEDGER.value, body.value)


def ledger_recipients(uow: UnitOfWork, request: Request, reader: TipReader) -> tuple[str, ...]:
    """Return the public keys that a version which `reader` files is sealed to.

    Those are the reader's, and those of the body's handlers who have recused themselves from no tip. Raises
    RefusalError (documents-ledger-no-key) where there is none.
    """
    handlers = uow.people.tip_handlers(reader.body, request.today)
    may = handlers - uow.tip_threads.recused_of_body(reader.body) | {reader.person_id}
    found = recipients(may, uow.handler_keys.recipients(may), request.house.recipients[reader.body])
    if not found:
        raise RefusalError("documents-ledger-no-key")
    return found


def may_have(uow: UnitOfWork, reader: TipReader, version: FiledDocument) -> bool:
    """Tell whether `reader` may have a version again.

    Which tips stand in a file nobody here can tell: whoever recused themselves from one has their own versions alone.
    """
    return version.filed_by_id == reader.person_id or reader.person_id not in uow.tip_threads.recused_of_body(
        reader.body
    )
