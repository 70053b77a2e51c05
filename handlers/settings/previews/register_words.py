"""A register in words: what is asked, where an entry can stand, who may do what, what is due when."""

from collections.abc import Iterable, Iterator, Mapping

from forms.fields import Field
from forms.words import shared_words
from locales import Speech
from registers.language import ApprovalChain, Register, RegisterClock, RegisterMove
from registers.openings import RegisterOpening
from registers.people.coverage import RegisterCoverage
from registers.people.unique import RegisterUnique
from registers.relations import FIELD_SIGN, PERSONS, Relation

_INDENT = "  "
_CLAUSES = {"zh": "；", "en": "; "}


class RegisterWords:
    """One register, told in one language."""

    def __init__(self, register: Register, registers: Mapping[str, Register], speech: Speech) -> None:
        """Tell `register`, with the names of its parts in `registers`, in the language of `speech`."""
        self._register, self._registers = register, registers
        self._say, self._lang = speech.label, speech.language
        self._fields = {field.key: field.label[self._lang] for field in register.fields}
        self._states = {state.id: state.label[self._lang] for state in register.states}

    def lines(self, sample: str | None) -> Iterator[str]:
        """Go through it; `sample` is a number as entries will have it."""
        register, say = self._register, self._say
        title = register.title[self._lang]
        yield say("register-preview-title", title=title, register=register.id, version=register.version)
        yield say("register-preview-opened", who=self._who(register.opened_by))
        if register.of_unit:
            fields = self._listed(self._fields[key] for key in register.of_unit)
            yield say("register-preview-of-unit", fields=fields)
        if register.past_level_one:
            yield say("register-preview-past")
        if register.directly is not None:
            above = self._registers.get(register.directly)
            yield say(
                "register-preview-directly", register=above.title[self._lang] if above else register.directly
            )
        if register.number is not None and sample is not None:
            state = self._states[register.number.given_in or register.states[0].id]
            yield say("register-preview-number", number=sample, state=state)
        yield from ("", say("register-preview-fields"), *self._asked())
        yield from ("", say("register-preview-states"), *self._moves())
        if register.chains:
            yield from ("", say("register-preview-chains"), *map(self._chain, register.chains))
        if register.clocks:
            yield from ("", say("register-preview-clocks"), *map(self._clock, register.clocks))
        if register.opens:
            yield from ("", say("register-preview-opens"), *map(self._opening, register.opens))
        yield from self._of_people()
        if register.parts:
            yield from ("", say("register-preview-parts"), *self._parts())
        yield from ("", say("register-preview-lists"), *self._papers())
        yield from ("", say("register-preview-seen"))
        yield say("register-preview-entries", who=self._who(self._there(register.seen.entries)))
        yield say("register-preview-counts", who=self._who(self._there(register.seen.counts)))

    def _asked(self) -> Iterator[str]:
        later = self._register.asked_later
        yield from (self._field(field) for field in self._register.fields if field.key not in later)
        if later:
            yield self._say("register-preview-on-the-way")
            yield from (self._field(field) for field in self._register.fields if field.key in later)
        if self._register.flow_chart is not None:
            yield self._say(
                "register-preview-flow-chart", field=self._fields[self._register.flow_chart.steps]
            )

    def _field(self, field: Field) -> str:
        label, required = field.label[self._lang], int(field.required)
        question = field.question[self._lang] if field.question else label
        return self._say("register-preview-field", label=label, question=question, required=required)

    def _moves(self) -> Iterator[str]:
        for state in self._register.states:
            name, end, public = self._states[state.id], int(state.end), int(state.public)
            yield self._say("register-preview-state", state=name, end=end, public=public)
            for move in self._register.moves:
                if state.id in move.sources:
                    yield _INDENT + _CLAUSES[self._lang].join(self._move(move, state.id))

    def _move(self, move: RegisterMove, state: str) -> Iterator[str]:
        say, label, to = self._say, move.label[self._lang], self._states[move.leads_to(state)]
        yield say("register-preview-move", move=label, to=to, by=self._who(move.by))
        if move.when:
            yield say("register-preview-when", when=self._listed(self._conditions(move.when)))
        if move.reviewed is not None:
            yield say("register-preview-reviewed" if move.reviewed else "register-preview-unreviewed")
        if move.is_others_only:
            yield say("register-preview-others")
        if asked := [*move.asks, *move.asks_again]:
            yield say("register-preview-asks", fields=self._listed(self._fields[key] for key in asked))
        for who, keys in move.asks_of.items():
            fields = self._listed(self._fields[key] for key in keys)
            yield say("register-preview-asks-of", who=self._who([who]), fields=fields)
        if move.reason:
            yield say("register-preview-reason")
        yield from self._around(move)

    def _around(self, move: RegisterMove) -> Iterator[str]:
        """Say who sees of a move and hears of it, and when each makes it."""
        if move.each_once:
            yield self._say("register-preview-once")
        if move.on_day is not None:
            yield self._say("register-preview-on-day", field=self._fields[move.on_day])
        if move.confidential:
            yield self._say("register-preview-confidential")
        if move.tells:
            yield self._say("register-preview-tells", who=self._who(move.tells))

    def _chain(self, chain: ApprovalChain) -> str:
        parts = list(self._conditions(chain.when))
        if chain.rank is not None:
            parts.append(self._say("register-preview-rank", rank=chain.rank.value))
        when = self._listed(parts) or self._say("register-preview-otherwise")
        approve = self._who([chain.approve])
        if chain.review is None:
            return self._say("register-preview-chain-once", when=when, approve=approve)
        review = self._who([chain.review])
        return self._say("register-preview-chain", when=when, review=review, approve=approve)

    def _conditions(self, when: Mapping[str, bool | str]) -> Iterator[str]:
        words = shared_words()[self._lang]
        for key, value in when.items():
            choices = self._register.form.field(key).choices
            said = next((choice.label[self._lang] for choice in choices if choice.value == value), None)
            answer = said or (words.yes if value else words.no)
            yield self._say("register-preview-is", field=self._fields[key], value=answer)

    def _clock(self, clock: RegisterClock) -> str:
        return _CLAUSES[self._lang].join(self._clock_parts(clock))

    def _clock_parts(self, clock: RegisterClock) -> Iterator[str]:
        say = self._say
        states = self._listed(self._states[state] for state in clock.during)
        if clock.due is not None:
            yield say("register-preview-due", states=states, field=self._fields[clock.due])
        else:
            yield say("register-preview-days", states=states, days=clock.days or 0)
        if clock.working_days:
            yield say("register-preview-working-days")
        if clock.nudge_before:
            yield say("register-preview-nudge-before", days=self._listed(map(str, clock.nudge_before)))
        if clock.nudge_after:
            yield say("register-preview-nudge-after", days=self._listed(map(str, clock.nudge_after)))
        if clock.escalate:
            yield say("register-preview-escalate")
        for letter in clock.letters:
            key = "before" if letter.days_before > 0 else "after"
            colour, who = say(f"register-colour-{letter.colour}"), self._who(letter.to)
            days = abs(letter.days_before)
            yield say(f"register-preview-letter-{key}", days=days, colour=colour, who=who)

    def _opening(self, opening: RegisterOpening) -> str:
        other = self._registers.get(opening.of)
        of = opening.of if other is None else other.title[self._lang]
        who = self._who(opening.who)
        return self._say(
            "register-preview-opening", who=who, of=of, days=opening.days_before, rule=opening.rule
        )

    def _of_people(self) -> Iterator[str]:
        """Say of whom one entry alone is to be there, and who is to be reached."""
        register, say = self._register, self._say
        if register.unique:
            yield from ("", say("register-preview-unique"), *map(self._unique, register.unique))
        if register.coverage:
            yield from ("", say("register-preview-coverage"), *map(self._coverage, register.coverage))

    def _unique(self, unique: RegisterUnique) -> str:
        states = self._listed(self._states[state] for state in unique.states)
        fields = self._listed(self._fields[key] for key in unique.fields)
        if not unique.when:
            return self._say("register-preview-unique-line", states=states, fields=fields)
        when = self._listed(self._conditions(unique.when))
        return self._say("register-preview-unique-when", when=when, states=states, fields=fields)

    def _coverage(self, coverage: RegisterCoverage) -> str:
        return _CLAUSES[self._lang].join(self._coverage_parts(coverage))

    def _coverage_parts(self, coverage: RegisterCoverage) -> Iterator[str]:
        lang = self._lang
        if coverage.move is not None:
            yield self._say(
                "register-preview-reach-move",
                label=coverage.label[lang],
                move=self._register.move(coverage.move).label[lang],
                done=coverage.done[lang],
                missing=coverage.missing[lang],
            )
            return
        yield self._say(
            "register-preview-reach",
            label=coverage.label[lang],
            whom=self._listed(coverage.whom) or self._say("register-preview-everybody"),
            states=self._listed(self._states[state] for state in coverage.states),
            person=self._who([str(coverage.person)]),
            done=coverage.done[lang],
            missing=coverage.missing[lang],
        )
        if coverage.when:
            when = self._listed(self._conditions(coverage.when))
            yield self._say("register-preview-reach-when", when=when)
        if coverage.year_in is not None:
            yield self._say("register-preview-reach-year", field=self._fields[coverage.year_in])
        yield self._say("register-preview-reach-seen", who=self._who(coverage.seen_by))

    def _parts(self) -> Iterator[str]:
        for part in self._register.parts:
            below = self._registers.get(part.register)
            name = below.title[self._lang] if below else part.register
            yield self._say("register-preview-part", register=name, closes=int(part.closes_when is not None))

    def _papers(self) -> Iterator[str]:
        for printed in self._register.lists:
            title, columns = printed.title[self._lang], len(printed.columns)
            yield self._say("register-preview-list", title=title, file=printed.file, columns=columns)
            if printed.foot is not None:
                yield _INDENT + printed.foot[self._lang]
        yield from (
            self._say("register-preview-sheet", title=s.title[self._lang]) for s in self._register.sheets
        )
        yield from (count.label[self._lang] for count in self._register.counts)

    def _there(self, named: Iterable[str]) -> list[str]:
        """Leave out the persons whom this register does not have, though it did not say so."""
        return [who for who in named if who not in PERSONS or getattr(self._register, who) is not None]

    def _who(self, named: Iterable[str]) -> str:
        """Say who they are; a role as the roster names it."""
        return self._listed(map(self._one, named))

    def _one(self, who: str) -> str:
        if who.startswith(FIELD_SIGN):
            return self._fields[who.removeprefix(FIELD_SIGN)]
        return self._say(f"register-who-{who.replace('_', '-')}") if who in tuple(Relation) else who

    def _listed(self, words: Iterable[str]) -> str:
        return shared_words()[self._lang].list_comma.join(words)
