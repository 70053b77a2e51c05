"""What fields of a form say of one another: conditions, sums, and the circles that they must not make."""

from collections.abc import Iterator, Mapping, Sequence

from forms.fields import Condition, Field, FieldKind, Form
from forms.reading.faults import FormFault, Place

FIGURES = frozenset({FieldKind.WHOLE_NUMBER, FieldKind.MONEY, FieldKind.GROUP})
_ARROW = " → "


class References:
    """The fields of one form by key, "people.money" in a group, with the place of each."""

    def __init__(self, form: Form) -> None:
        """Look through `form`."""
        self._fields: dict[str, Field] = {}
        self._order: dict[str, int] = {}
        self._places: dict[str, Place] = {}
        self._groups: dict[str, str] = {}
        for index, field in enumerate(form.fields):
            self._add(field.key, field, (index,), "")
            for inner_index, inner in enumerate(field.fields):
                self._add(f"{field.key}.{inner.key}", inner, (index, inner_index), field.key)
        self._circles = self._find_circles()

    def faults(self) -> Iterator[FormFault]:
        """Yield what is wrong with conditions, sums and joined lines, field by field."""
        in_circles = {key for circle in self._circles.values() for key in circle}
        for key, field in self._fields.items():
            place = self._places[key]
            if (circle := self._circles.get(key)) is not None:
                name = "sum_of" if field.sum_of else "when"
                yield FormFault(place, "form-fault-circle", name, {"chain": _ARROW.join(circle)})
            if key in in_circles:
                continue
            for condition in field.when:
                yield from self._condition_faults(key, place, condition)
            for part in field.sum_of:
                yield from self._part_faults(key, place, part)
            if field.joins is not None and not self._is_before(self._resolve(key, field.joins), key):
                yield FormFault(place, "form-fault-joins", "joins", {"name": field.joins})

    def _add(self, key: str, field: Field, place: Place, group: str) -> None:
        # Of two fields of one key the first counts; the second is a fault of its own.
        if key not in self._fields:
            self._fields[key], self._order[key], self._places[key] = field, len(self._order), place
            self._groups[key] = group

    def _resolve(self, key: str, name: str) -> str | None:
        """Return the key of the field that `key` calls `name`: one of its own group, or one outside groups."""
        group = self._groups[key]
        if group and f"{group}.{name}" in self._fields:
            return f"{group}.{name}"
        return name if name in self._fields and "." not in name else None

    def _part(self, key: str, part: str) -> str | None:
        """Return the key of a part of the sum `key`: in its own group; outside groups also "group.key"."""
        group = self._groups[key]
        found = f"{group}.{part}" if group else part
        return found if found in self._fields else None

    def _is_before(self, name: str | None, key: str) -> bool:
        return name is not None and self._order[name] < self._order[key]

    def _leans_on(self, key: str) -> Sequence[str]:
        """Return the fields on which it depends whether `key` is asked for, or how much it is."""
        field = self._fields[key]
        named = [self._resolve(key, condition.field) for condition in field.when]
        named += [self._part(key, part) for part in field.sum_of]
        return [*filter(None, [self._groups[key]]), *filter(None, named)]

    def _find_circles(self) -> Mapping[str, Sequence[str]]:
        """Return each circle, by that of its fields that stands first in the form."""
        circles: dict[str, Sequence[str]] = {}
        done: set[str] = set()
        for start in self._fields:
            self._follow(start, [], done, circles)
        return circles

    def _follow(self, key: str, path: list[str], done: set[str], circles: dict[str, Sequence[str]]) -> None:
        if key in path:
            circle = path[path.index(key) :]
            first = circle.index(min(circle, key=self._order.__getitem__))
            turned = [*circle[first:], *circle[:first]]
            circles.setdefault(turned[0], [*turned, turned[0]])
        elif key not in done:
            for other in self._leans_on(key):
                self._follow(other, [*path, key], done, circles)
            done.add(key)

    def _condition_faults(self, key: str, place: Place, condition: Condition) -> Iterator[FormFault]:
        named = self._resolve(key, condition.field)
        what = self._wrong_use(key, named, condition) if named else self._wrong_name(condition.field)
        if what:
            yield FormFault(place, what, "when", {"name": condition.field})

    def _wrong_name(self, name: str) -> str:
        inside = any(other.endswith(f".{name}") for other in self._fields)
        return "form-fault-condition-inside" if inside else "form-fault-condition-unknown"

    def _wrong_use(self, key: str, named: str, condition: Condition) -> str:
        field = self._fields[named]
        if field.computed is not None or field.kind is FieldKind.NOTE:
            return "form-fault-condition-not-asked"
        if not self._is_before(named, key):
            return "form-fault-condition-later"
        if not self._is_known_before(named, key):
            return "form-fault-condition-sum-later"
        return _wrong_test(field, condition)

    def _is_known_before(self, name: str, key: str) -> bool:
        """Tell whether all that `name` adds up has been asked before `key`, in every item."""
        group = self._groups[key]
        for part in self._fields[name].sum_of:
            other = self._part(name, part)
            if other is None or self._circles:
                continue  # a fault of its own
            over_own_items = not self._groups[name] and self._groups[other] == group != ""
            if over_own_items or not self._is_before(other, key) or not self._is_known_before(other, key):
                return False
        return True

    def _part_faults(self, key: str, place: Place, part: str) -> Iterator[FormFault]:
        found = self._part(key, part)
        if found is None:
            yield FormFault(place, "form-fault-sum-unknown", "sum_of", {"name": part})
        elif not _may_add(self._fields[key].kind, self._fields[found]):
            yield FormFault(place, "form-fault-sum-kind", "sum_of", {"name": part})
        elif self._fields[found].computed is not None:
            # A report keeps the sum, but not the figure, which is counted whenever it is shown.
            yield FormFault(place, "form-fault-sum-known", "sum_of", {"name": part})


def _wrong_test(field: Field, condition: Condition) -> str:
    """Return the key of what is wrong with the one test of a condition on `field`; "" for nothing."""
    numbers = [limit for limit in (condition.above, condition.below) if limit is not None]
    words = [value for value in (condition.equals, condition.contains) if value is not None]
    if len(numbers) + len(words) != 1:
        return "form-fault-condition-one-of"
    if numbers:
        return "" if field.kind in FIGURES else "form-fault-condition-not-number"
    return "" if _can_be(field, condition) else "form-fault-condition-never"


def _can_be(field: Field, condition: Condition) -> bool:
    values = [choice.value for choice in field.choices]
    match field.kind:
        case FieldKind.YES_NO:
            return isinstance(condition.equals, bool)
        case FieldKind.ONE_OF:
            return condition.equals in values
        case FieldKind.SEVERAL_OF:
            return condition.contains in values
    return False


def _may_add(kind: FieldKind, part: Field) -> bool:
    """Tell whether a sum of `kind` may have `part` in it: yuan to yuan, numbers and items of a group to a number."""
    if kind is FieldKind.MONEY:
        return part.kind is FieldKind.MONEY
    return part.kind in (FieldKind.WHOLE_NUMBER, FieldKind.GROUP)
