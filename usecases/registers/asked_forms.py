"""What is asked at the opening of an entry, or on the way of a move, as a form; and with which version it was begun."""

from domain.registers.drafts import EntryDraft
from forms.fields import Field, FieldKind, Form
from forms.words import shared_words
from registers.language import ApprovalChain, Register, RegisterMove
from registers.moves import asked_by
from usecases.house import Request

REASON = "reason"
"""The key under which a draft keeps the reason of a move; no field of a register can have it."""
REASON_LENGTH = 500


def begun_with(request: Request, draft: EntryDraft) -> Register | None:
    """Return the version of the register with which `draft` was begun; None where that can't be read any more."""
    try:
        return request.house.registers.version(draft.register_id, draft.form_version)
    except KeyError:
        return None


def asks_anything(move: RegisterMove) -> bool:
    """Tell whether a move asks something on the way."""
    return bool(move.asked or move.asks_again or move.reason)


def asked_form(register: Register, move: RegisterMove | None, chain: ApprovalChain | None) -> Form:
    """Return what is asked at opening, or on the way of `move` of an entry with that `chain`, as a form."""
    fields = register.form.fields
    if move is None:
        asked = [field for field in fields if field.key not in register.asked_later]
    else:
        keys = {*asked_by(move, chain), *move.asks_again}
        asked = [field for field in fields if field.key in keys]
        if move.reason:
            asked.append(_reason_field(move))
    return Form(register.id, register.version, register.title, tuple(asked))


def _reason_field(move: RegisterMove) -> Field:
    words = shared_words()
    told = {language: spoken.reason_confidential for language, spoken in words.items()}
    return Field(
        REASON,
        FieldKind.LONG_TEXT,
        label={language: spoken.reason for language, spoken in words.items()},
        question={language: spoken.reason_question for language, spoken in words.items()},
        hint=told if move.confidential else None,  # who writes to a few must know that it is not nameless
        required=True,
        max_length=REASON_LENGTH,
    )
