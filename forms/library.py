"""All forms of an installation: those in use, and the older versions that drafts and reports were begun with.

A form in the office's own folder replaces the shipped one of its id. What a version says never changes: an open draft
and a filed report keep theirs.
"""

import tomllib
from collections.abc import ItemsView, Iterator, Mapping, ValuesView
from contextlib import suppress
from dataclasses import dataclass
from functools import cache

from forms.fields import Field, FieldKind, Form
from forms.reading.reader import (
    FormError,
    faults_of,
    read_form,
    read_forms,
    shipped_forms,
    shipped_texts,
    source_faults,
)

Version = tuple[str, int]
"""A form's id and the number of its version."""


@dataclass(frozen=True, slots=True)
class KindChange:
    """The key `name` of a `form`, under which an older `version` keeps answers of another kind."""

    form: str
    name: str
    version: int
    was: str
    now: str


class FormLibrary(Mapping[str, Form]):
    """The forms in use by id; `version` finds the older ones. It may become another as a whole (`become`)."""

    def __init__(
        self,
        forms: Mapping[str, Form],
        texts: Mapping[str, str],
        kept: Mapping[Version, str] | None = None,
        replaced: frozenset[str] = frozenset(),
    ) -> None:
        """Hold `forms` with their files' `texts` by file name, and the texts `kept` of whatever was in use before.

        `replaced` are the ids of shipped forms in whose place the office has put its own.
        """
        self._forms = forms
        self._texts = texts
        self._kept = kept or {}
        self._read: dict[Version, Form] = {(form.id, form.version): form for form in forms.values()}
        self.replaced = replaced

    def __getitem__(self, form_id: str) -> Form:
        """Return the form in use; KeyError for an id that there is not."""
        return self._forms[form_id]

    def __iter__(self) -> Iterator[str]:
        """Go through the ids of the forms in use."""
        return iter(self._forms)

    def __len__(self) -> int:
        """Return how many forms are in use."""
        return len(self._forms)

    def values(self) -> ValuesView[Form]:
        """Return the forms as they are now: whoever goes through them goes on with these."""
        return self._forms.values()

    def items(self) -> ItemsView[str, Form]:
        """Return ids and forms as they are now."""
        return self._forms.items()

    def become(self, other: "FormLibrary") -> None:
        """Be what `other` is from now on, for everybody who holds this library."""
        self.__dict__ = dict(vars(other))

    def version(self, form_id: str, number: int) -> Form:
        """Return that version of the form, in use or older.

        Raises KeyError for one that was never kept, or that the form language of today no longer reads.
        """
        wanted = (form_id, number)
        if wanted not in self._read:
            try:
                self._read[wanted] = read_form(self._kept[wanted], f"{form_id}.toml")
            except FormError:
                raise KeyError(wanted) from None
        return self._read[wanted]

    def as_filed(self, form_id: str, number: int) -> Form | None:
        """Return the form as it was when a report was filed with it.

        Where that version is lost it is the one in use; None where there is no such form any more.
        """
        try:
            return self.version(form_id, number)
        except KeyError:
            return self.get(form_id)

    def texts(self) -> Mapping[Version, str]:
        """Return the text of each form in use."""
        return {(form.id, form.version): self._texts[f"{form.id}.toml"] for form in self._forms.values()}

    def with_kept(self, kept: Mapping[Version, str]) -> "FormLibrary":
        """Return this library with `kept` as what was in use before."""
        return FormLibrary(self._forms, self._texts, kept, self.replaced)

    def kind_changes(self) -> Iterator[KindChange]:
        """Yield the keys under which older versions keep answers of another kind: they could not be added up together.

        A version that is no longer read, or is newer than the one in use, says nothing.
        """
        for form_id, number in sorted(self._kept):
            form = self.get(form_id)
            if form is None or number >= form.version:
                continue
            with suppress(KeyError):
                older = dict(self.version(form_id, number).all_fields())
                for key, field in form.all_fields():
                    if key in older and _shape(older[key]) != _shape(field):
                        yield KindChange(form_id, key, number, older[key].kind.value, field.kind.value)

    def changed(self, kept: Mapping[Version, str]) -> list[Version]:
        """Return the forms in use that say something else than `kept` says under the same version.

        Comments, order of keys and spacing do not count.
        """
        return sorted(
            version
            for version, text in self.texts().items()
            if version in kept
            and kept[version] != text
            and tomllib.loads(kept[version]) != tomllib.loads(text)
        )


def read_library(own: Mapping[str, str]) -> FormLibrary:
    """Return the shipped forms with the office's `own`, texts by file name, added or put in their place.

    Raises FormError at the first thing that is wrong with one of them.
    """
    if not own:
        return shipped_library()
    texts = {**shipped_texts(), **own}
    replaced = frozenset(name.removesuffix(".toml") for name in own.keys() & shipped_texts().keys())
    return FormLibrary(read_forms(texts), texts, replaced=replaced)


def all_faults(texts: Mapping[str, str], others: Mapping[str, Form]) -> Iterator[FormError]:
    """Yield everything that is wrong with the forms in `texts`, by file name, used beside the forms `others`."""
    forms = dict(others)
    sound: list[str] = []
    for name, text in texts.items():
        wrong = faults_of(text, name)
        yield from wrong
        if not wrong:
            form = read_form(text, name)
            forms[form.id] = form
            sound.append(name)
    for name in sound:
        yield from source_faults(forms, texts[name], name)


def _shape(field: Field) -> FieldKind:
    """Return the kind of answer that is kept: a short text may grow into a long one."""
    return FieldKind.LONG_TEXT if field.kind is FieldKind.SHORT_TEXT else field.kind


@cache
def shipped_library() -> FormLibrary:
    """Return the forms that come with the product and no others."""
    return FormLibrary(shipped_forms(), shipped_texts())
