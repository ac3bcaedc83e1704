"""A partnership: units that are linked, and dated observations of its form, its programme labels and its stage.

The three are independent of one another: a pair can have a Kontakt by form, be a climate partnership by label and rest
by stage. Each observation says what was seen, since when it holds if that is known, and when it was seen; what was seen
in 2017 is no statement about today.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from enum import Enum
from functools import partial
from typing import Final, Generic, TypeVar

from attrs import evolve, field, frozen

from kommunal_partner._checks import as_day, as_text, choice, items
from kommunal_partner._repr import short_repr
from kommunal_partner.errors import BadModel
from kommunal_partner.fuzzy_dates import FuzzyDate
from kommunal_partner.languages import Term
from kommunal_partner.municipalities import ForeignUnit, GermanUnit, Unit
from kommunal_partner.partnerships._goals import goal
from kommunal_partner.partnerships.sentences import (
    LAST_SEEN,
    NEEDS_TWO_UNITS,
    NEVER_SEEN,
    NOT_A_UNIT,
    NOT_SEEN_THEN,
    NOT_YET,
    SEEN,
    SEEN_BOTH_WAYS,
    SEEN_OTHERWISE,
)
from kommunal_partner.sources import Confidence, Source, as_confidence
from kommunal_partner.verdicts import Answer, Sentence, Verdict, no, undecided, yes

RULE: Final = "partnership on a day/1"


class Form(Enum):
    """The form of a partnership, as the database of the RGRE (the German section of CEMR) tells them apart.

    TWINNING_UNSPECIFIED is what a list of twin towns says: none of the four without further evidence.
    """

    PARTNERSCHAFT = "partnerschaft"
    FREUNDSCHAFT = "freundschaft"
    KONTAKT = "kontakt"
    PROJEKTPARTNERSCHAFT = "projektpartnerschaft"
    TWINNING_UNSPECIFIED = "twinning_unspecified"
    UNKNOWN = "unknown"

    def text(self, lang: str = "de") -> str:
        """The word for it in German or English."""
        return _FORMS[self].text(lang)

    @property
    def letter(self) -> str | None:
        """The letter of the RGRE's older lists: P, F or K; None for the others."""
        return {Form.PARTNERSCHAFT: "P", Form.FREUNDSCHAFT: "F", Form.KONTAKT: "K"}.get(self)


_FORMS: Final = {
    Form.PARTNERSCHAFT: Term("Partnerschaft", "formal partnership"),
    Form.FREUNDSCHAFT: Term("Freundschaft", "friendship"),
    Form.KONTAKT: Term("Kontakt", "contact"),
    Form.PROJEKTPARTNERSCHAFT: Term("Projektpartnerschaft", "project partnership"),
    Form.TWINNING_UNSPECIFIED: Term("Städtepartnerschaft (Form nicht belegt)", "twinning (form not documented)"),
    Form.UNKNOWN: Term("unbekannt", "unknown"),
}


class Stage(Enum):
    """How far a partnership has come."""

    CONTACT = "contact"
    EMERGING = "emerging"
    EXISTING = "existing"
    DORMANT = "dormant"
    ENDED = "ended"

    def text(self, lang: str = "de") -> str:
        """The word for it in German or English."""
        return _STAGES[self].text(lang)


_STAGES: Final = {
    Stage.CONTACT: Term("Kontakt", "contact"),
    Stage.EMERGING: Term("in Anbahnung", "emerging"),
    Stage.EXISTING: Term("bestehend", "existing"),
    Stage.DORMANT: Term("ruhend", "dormant"),
    Stage.ENDED: Term("beendet", "ended"),
}

LABELS: Final = (
    "betreiberpartnerschaft",
    "dreieckspartnerschaft",
    "klimapartnerschaft",
    "nachhaltigkeitspartnerschaft",
    "solidaritaetspartnerschaft",
)
"""Programme labels that the shipped facts use; any other word is a label as well."""

V = TypeVar("V", bound=Form | Stage | str)
W = TypeVar("W", bound=Form | Stage | str)
C = TypeVar("C", Form, Stage)


def _fuzzy(value: FuzzyDate | date | str | None) -> FuzzyDate | None:
    if value is None or isinstance(value, FuzzyDate):
        return value
    return FuzzyDate.parse(value) if isinstance(value, str) else FuzzyDate.of(as_day(value, "date"))


@frozen(repr=False)
class Observation(Generic[V]):
    """What was seen of a partnership: a form, a label or a stage, since when, and when that was seen.

    Alone it does not know what its text means: the partnership that holds it reads "existing" as the stage.

    `since` is the day from which it holds, `as_of` the day or time of which the source speaks; each None if not known.
    Both may be given as a day, as EDTF or as a FuzzyDate.
    """

    value: V
    since: FuzzyDate | None = field(default=None, converter=_fuzzy)
    as_of: FuzzyDate | None = field(default=None, converter=_fuzzy)
    sources: tuple[Source, ...] = ()
    confidence: Confidence = field(default=Confidence.HIGH, converter=as_confidence)

    __repr__ = short_repr

    def held_on(self, day: date) -> Answer:
        """Whether it held on the day, as far as this observation tells: yes or undecided, or no before it began.

        It held from its beginning to the end of the time it was seen in; without a beginning, in that time alone.
        """
        as_day(day, "day")
        since, seen = self.since, self.as_of
        if since is not None and since.earliest is not None and day < since.earliest:
            return Answer.NO
        if seen is None or (seen.latest is not None and seen.latest < day):
            return Answer.UNDECIDED
        begun = since is not None and since.latest is not None and since.latest <= day
        return Answer.YES if begun or seen.earliest is None or seen.earliest <= day else Answer.UNDECIDED


def _units(units: Iterable[Unit]) -> tuple[Unit, ...]:
    found = items(units, "units")
    return tuple(sorted(found, key=lambda unit: str(getattr(unit, "id", ""))))


def _goals(numbers: Iterable[int]) -> frozenset[int]:
    return frozenset(goal(number).number for number in items(numbers, "sdgs"))


def _themes(themes: Iterable[str]) -> tuple[str, ...]:
    return tuple(as_text(theme, "themes") for theme in items(themes, "themes"))


def _seen_as(kind: type[C], given: Iterable[object], argument: str) -> tuple[Observation[C], ...]:
    """The observations, their values read as members of the choice; a value alone is one without dates."""
    return tuple(_observed(one, partial(choice, kind, argument=argument)) for one in items(given, argument))


def _observed(given: object, read: Callable[[object], W]) -> Observation[W]:
    if not isinstance(given, Observation):
        return Observation(read(given))
    value = read(given.value)
    return given if value is given.value else evolve(given, value=value)


def _forms(given: Iterable[Observation[Form] | Observation[str] | Form | str]) -> tuple[Observation[Form], ...]:
    return _seen_as(Form, given, "forms")


def _labels(given: Iterable[Observation[str] | str]) -> tuple[Observation[str], ...]:
    return tuple(_observed(one, partial(as_text, argument="labels")) for one in items(given, "labels"))


def _stages(given: Iterable[Observation[Stage] | Observation[str] | Stage | str]) -> tuple[Observation[Stage], ...]:
    return _seen_as(Stage, given, "stages")


@frozen(repr=False)
class Partnership:
    """Two or more units that are linked; A with B is B with A.

    `forms`, `labels` and `stages` are independent lists of dated observations; forms and stages may be given as their
    text. `themes` are free text, `sdgs` numbers from 1 to 17.

    Raises:
        BadModel: if it has fewer than two different units, or a part is not of its kind.
        UnknownChoice: for a form or a stage that there is not, with suggestions.
        UnknownName: for a goal that there is not.
    """

    id: str
    units: tuple[Unit, ...] = field(converter=_units)
    forms: tuple[Observation[Form], ...] = field(default=(), converter=_forms)
    labels: tuple[Observation[str], ...] = field(default=(), converter=_labels)
    stages: tuple[Observation[Stage], ...] = field(default=(), converter=_stages)
    themes: tuple[str, ...] = field(default=(), converter=_themes)
    sdgs: frozenset[int] = field(default=frozenset(), converter=_goals)
    note: str = ""
    sources: tuple[Source, ...] = field(default=(), repr=False)
    confidence: Confidence = field(default=Confidence.HIGH, converter=as_confidence)

    def __attrs_post_init__(self) -> None:
        as_text(self.id, "id")
        given: tuple[object, ...] = self.units
        others = [type(unit).__name__ for unit in given if not isinstance(unit, (GermanUnit, ForeignUnit))]
        if others:
            raise BadModel(Sentence(NOT_A_UNIT, {"id": self.id, "given": others[0]}), argument="units")
        if len({unit.id for unit in self.units}) < len(self.units) or len(self.units) < 2:  # noqa: PLR2004 - because a link has two ends
            names = ", ".join(unit.short_name for unit in self.units) or "–"
            raise BadModel(Sentence(NEEDS_TWO_UNITS, {"id": self.id, "names": names}), argument="units")

    __repr__ = short_repr

    @property
    def german_units(self) -> tuple[GermanUnit, ...]:
        """Its units in Germany."""
        return tuple(unit for unit in self.units if isinstance(unit, GermanUnit))

    @property
    def foreign_units(self) -> tuple[ForeignUnit, ...]:
        """Its units abroad."""
        return tuple(unit for unit in self.units if isinstance(unit, ForeignUnit))

    @property
    def countries(self) -> frozenset[str]:
        """The alpha-3 codes of its units abroad."""
        return frozenset(unit.country.alpha3 for unit in self.foreign_units)

    def name(self, lang: str = "de") -> str:
        """Its units, those in Germany first."""
        abroad = [f"{unit.short_name} ({unit.country.name(lang)})" for unit in self.foreign_units]
        return " – ".join([*(unit.short_name for unit in self.german_units), *abroad])

    def __str__(self) -> str:
        return self.name()

    def forms_on(self, day: date) -> frozenset[Form]:
        """The forms that were seen to hold on the day; none does not mean that it had none."""
        return _held(self.forms, as_day(day))

    def labels_on(self, day: date) -> frozenset[str]:
        """The labels that were seen to hold on the day."""
        return _held(self.labels, as_day(day))

    def stages_on(self, day: date) -> frozenset[Stage]:
        """The stages that were seen to hold on the day; several if sources contradict one another."""
        return _held(self.stages, as_day(day))

    @property
    def since(self) -> FuzzyDate | None:
        """When it began, as far as anything is known: the earliest beginning of a form, else of a label or a stage."""
        for kind in (self.forms, self.labels, self.stages):
            begins = [one.since for one in kind if one.since is not None and one.since.earliest is not None]
            if begins:
                return min(begins)
        return None

    def seen(
        self,
        stage: Stage | str,
        *,
        on: FuzzyDate | date | str,
        since: FuzzyDate | date | str | None = None,
        source: Source | str | None = None,
        confidence: Confidence | str = Confidence.HIGH,
    ) -> Partnership:
        """The partnership with one more observation of its stage: seen at it on a day, as this source says.

        A source given as a text, such as a letter of the municipality, stands for itself.

        Raises:
            UnknownChoice: for a stage or a confidence that there is not.
        """
        sources = () if source is None else (Source(source, source) if isinstance(source, str) else source,)
        found = choice(Stage, stage, "stage")
        one = Observation(found, since, on, sources, confidence)
        return self if one in self.stages else evolve(self, stages=(*self.stages, one))

    @property
    def last_stage(self) -> Observation[Stage] | None:
        """What was seen last of its stage; None if nothing ever was."""
        return max(self.stages, key=_seen_until, default=None)

    def last_seen(self, day: date) -> Verdict:
        """Whether what was last seen up to the day is an existing partnership; carried on, whatever the time between.

        For analysts: nobody saw that it still exists on the day.
        """
        day = as_day(day)
        seen = [one for one in self.stages if one.as_of is not None and (one.as_of.earliest or date.min) <= day]
        if not seen:
            return undecided(NEVER_SEEN, evidence=self.forms, rule=RULE, as_of=day, partnership=self)
        last = max(seen, key=_seen_until)
        say = yes if last.value is Stage.EXISTING else no
        return say(
            LAST_SEEN,
            evidence=(last,),
            rule=RULE,
            as_of=day,
            partnership=self,
            on=day,
            when=last.as_of,
            stage=last.value,
        )

    def existed_on(self, day: date) -> Verdict:
        """Whether there was an existing partnership on the day: three-valued, with what was seen as evidence.

        Yes: it was seen to exist in a time that covers the day, or before that since its known beginning. No: another
        stage was seen then, or every form it is known in began later. Undecided: nothing was seen for the day, or
        sources contradict one another.
        """
        day = as_day(day)
        begun = self.begins_after(day)
        if begun is not None:
            return no(NOT_YET, evidence=self.forms, rule=RULE, as_of=day, partnership=self, since=begun)
        seen = self.stages_seen(day)
        values = {one.value for one in seen}
        if Stage.EXISTING in values and len(values) > 1:
            stages = tuple(sorted(values, key=lambda stage: stage.value))
            return undecided(
                SEEN_BOTH_WAYS, evidence=seen, rule=RULE, as_of=day, partnership=self, on=day, stages=stages
            )
        if seen:
            latest = max(seen, key=_seen_until)
            if latest.value is Stage.EXISTING:
                return yes(SEEN, evidence=seen, rule=RULE, as_of=day, partnership=self, when=latest.as_of)
            return no(
                SEEN_OTHERWISE,
                evidence=seen,
                rule=RULE,
                as_of=day,
                partnership=self,
                stage=latest.value,
                when=latest.as_of,
            )
        if not self.stages:
            return undecided(NEVER_SEEN, evidence=self.forms, rule=RULE, as_of=day, partnership=self)
        last = max(self.stages, key=_seen_until)
        return undecided(
            NOT_SEEN_THEN, evidence=(last,), rule=RULE, as_of=day, partnership=self, when=last.as_of, on=day
        )

    def begins_after(self, day: date) -> FuzzyDate | None:
        """When its first form begins, if all of its forms are known to begin after the day; None otherwise."""
        as_day(day, "day")
        begins: list[FuzzyDate] = []
        for one in self.forms:
            if one.since is None or one.since.earliest is None or one.since.earliest <= day:
                return None
            begins.append(one.since)
        return min(begins, default=None)

    def stages_seen(self, day: date) -> tuple[Observation[Stage], ...]:
        """What was seen of its stage to hold on the day.

        "Existing" began, where nothing else is known, with the form it was seen with.
        """
        as_day(day, "day")
        seen: list[Observation[Stage]] = []
        for one in self.stages:
            until = None if one.as_of is None else one.as_of.latest or date.max
            if until is not None and day <= until:
                dated = self._dated(one)
                if dated.held_on(day) is Answer.YES:
                    seen.append(dated)
        return tuple(seen)

    def _dated(self, stage: Observation[Stage]) -> Observation[Stage]:
        begins = [one.since for one in self.forms if one.since is not None]
        if stage.value is not Stage.EXISTING or stage.since is not None or not begins:
            return stage
        return Observation(stage.value, max(begins), stage.as_of, stage.sources, stage.confidence)


def _held(observations: Iterable[Observation[V]], day: date) -> frozenset[V]:
    return frozenset(one.value for one in observations if one.held_on(day) is Answer.YES)


def _seen_until(observation: Observation[Stage]) -> date:
    if observation.as_of is None:
        return date.min
    return observation.as_of.latest or date.max
