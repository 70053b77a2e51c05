"""What can be wrong with the checks of a form: how they are written, the fields that they name, their sentences."""

from collections.abc import Iterator

from forms.agreement import agreement_of, places_of
from forms.fields import Field, Form
from forms.reading.checks import word_faults
from forms.reading.faults import FormFault
from forms.reading.references import FIGURES

LONGEST_SENTENCE = 200


def agreement_faults(form: Form) -> Iterator[FormFault]:
    """Yield what is wrong with the checks of `form`; the place of a fault is that of its check among them."""
    fields = dict(form.all_fields())
    for index, check in enumerate(form.checks):
        yield from word_faults((index,), "says", check.says, longest=LONGEST_SENTENCE)
        agreement = agreement_of(check.check)
        if agreement is None:
            yield FormFault((index,), "form-fault-check-written", "check", {"check": check.check})
            continue
        for key in agreement.keys:
            if wrong := _wrong(fields.get(key)):
                yield FormFault((index,), wrong, "check", {"name": key})
        for sentence in check.says.values():
            for named in places_of(sentence):
                if named not in agreement.keys:
                    yield FormFault((index,), "form-fault-check-says", "says", {"name": named})


def _wrong(field: Field | None) -> str:
    """Return the key of what is wrong with naming `field` in a check; "" for nothing."""
    if field is None:
        return "form-fault-check-unknown"
    if field.kind not in FIGURES:
        return "form-fault-check-kind"
    # A report keeps what was answered and added up, not a figure that is counted whenever it is shown.
    return "form-fault-sum-known" if field.computed is not None else ""
