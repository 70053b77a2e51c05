"""Who reviews and approves what, and who answers for it, as papers say it: from the register's own chains."""

from collections.abc import Mapping

from forms.summary import say_answer
from locales import Speech
from registers.language import Register
from registers.relations import Relation

_CHINESE = "zh"
_NOBODY = "—"
_AND = "，"


def chain_rows(register: Register, speech: Speech) -> list[tuple[str, str, str]]:
    """Return a row for each chain: of what, who reviews (— for nobody), who approves."""
    rows = []
    for chain in register.chains:
        ranked = [speech.label("register-preview-rank", rank=chain.rank.value)] if chain.rank else []
        scope = [*_conditions(register, chain.when, speech), *ranked]
        review = _who(chain.review, speech) if chain.review else _NOBODY
        rows.append((_listed(scope, speech), review, _who(chain.approve, speech)))
    return rows


def responsible_rows(register: Register, speech: Speech) -> list[tuple[str, str]]:
    """Return a row for each rule: of what, which post answers for it."""
    return [
        (_listed(_conditions(register, rule.when, speech), speech), _who(rule.who, speech))
        for rule in register.responsible
    ]


def _listed(conditions: list[str], speech: Speech) -> str:
    return _AND.join(conditions) or speech.label("register-preview-otherwise")


def _conditions(register: Register, when: Mapping[str, bool | str], speech: Speech) -> list[str]:
    fields = ((register.form.field(key), value) for key, value in when.items())
    return [
        speech.label(
            "register-preview-is", field=field.label[_CHINESE], value=say_answer(field, value, _CHINESE)
        )
        for field, value in fields
    ]


def _who(who: str, speech: Speech) -> str:
    return speech.label(f"register-who-{who.replace('_', '-')}") if who in tuple(Relation) else who
