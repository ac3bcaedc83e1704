"""Whatever is refused: by which error, for which argument, and with the value that was given for it."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, cast

import pytest
from dateutil.relativedelta import relativedelta

from kommunal_partner import errors
from kommunal_partner.countries import CountryName, find_countries, find_country, normalise
from kommunal_partner.cycles import (
    AfterLast,
    Alternating,
    Grid,
    NamedYears,
    NoCycle,
    OnDemand,
    after,
    grid_days,
    grid_years,
    turn_of,
)
from kommunal_partner.errors import (
    BadCycle,
    BadInstance,
    BadModel,
    BadRule,
    BadSpan,
    KommunalPartnerError,
    NotADay,
    Speaks,
    UnknownChoice,
)
from kommunal_partner.facts._folder import Folder
from kommunal_partner.fuzzy_dates import DatePart, DatePrecision, FuzzyDate
from kommunal_partner.regions import RegionMember, RegionRegister
from kommunal_partner.schedule import (
    LAST_PLUS,
    OnGrid,
    ProjectionRule,
    backtest,
    day_after,
    expected_editions,
    infer_cycle,
    is_after_a_gap,
    known_on,
    pooled,
    state,
)
from kommunal_partner.series import CountryScope, EventSeries
from kommunal_partner.spans import Span, Timeline

DAY = date(2020, 1, 1)
WRONG: Any = "x"
LIST: Any = ["x"]
SERIES = EventSeries("s", "S", "round_table", CountryScope({"NIC"}), Grid(2010))


def ruled(rule: object) -> object:
    return expected_editions(SERIES, (2020, 2021), on=DAY, rule=cast("ProjectionRule", rule))


Refusal = tuple[Callable[[], object], type[KommunalPartnerError], str, object]
CYCLES: list[Refusal] = [
    (lambda: Grid(WRONG), BadCycle, "anchor", "x"),
    (lambda: Grid(10_000), BadCycle, "anchor", 10_000),
    (lambda: Grid(2010, WRONG), BadCycle, "every", "x"),
    (lambda: Grid(2010, 10_000), BadCycle, "every", 10_000),
    (lambda: AfterLast(WRONG), BadCycle, "years", "x"),
    (lambda: AfterLast(10_000), BadCycle, "years", 10_000),
    (lambda: AfterLast(1, WRONG), BadCycle, "months", "x"),
    (lambda: AfterLast(1, -1), BadCycle, "months", -1),
    (lambda: AfterLast(1, 12_001), BadCycle, "months", 12_001),
    (lambda: AfterLast(0, 1, longest=WRONG), BadCycle, "longest", "x"),
    (lambda: AfterLast(0, 1, longest=0), BadCycle, "longest", 0),
    (lambda: AfterLast(2, longest=23), BadCycle, "longest", 23),
    (AfterLast, BadCycle, "the months between two editions", 0),
    (lambda: NamedYears(WRONG), BadCycle, "years", "x"),
    (lambda: NamedYears(LIST), BadCycle, "years", "x"),
    (lambda: NamedYears([]), BadCycle, "years", ()),
    (lambda: OnDemand(WRONG), BadCycle, "at_most", "x"),
    (lambda: OnDemand(0), BadCycle, "at_most", 0),
    (lambda: Alternating(NoCycle(), WRONG), BadCycle, "sides", "x"),
    (lambda: Alternating(NoCycle(), ["DEU", " "]), BadCycle, "sides", " "),
    (lambda: Alternating(NoCycle(), ["DEU"]), BadCycle, "sides", ("DEU",)),
    (lambda: turn_of(WRONG), BadCycle, "cycle", "x"),
    (lambda: after(WRONG, relativedelta(years=1)), NotADay, "day", "x"),
    (lambda: after(DAY, WRONG), BadCycle, "step", "x"),
    (lambda: list(grid_years(WRONG, Span.years(2020))), BadCycle, "grid", "x"),
    (lambda: list(grid_years(Grid(2010), WRONG)), BadCycle, "window", "x"),
    (lambda: list(grid_days(WRONG, Span.years(2020))), BadCycle, "grid", "x"),
]
SPANS: list[Refusal] = [
    (lambda: Span.years(WRONG), BadSpan, "first", "x"),
    (lambda: Span.years(2020, WRONG), BadSpan, "last", "x"),
    (lambda: Span(DAY).overlaps(WRONG), BadSpan, "other", "x"),
    (lambda: Span(DAY).covers(WRONG), BadSpan, "other", "x"),
    (lambda: Span(DAY).contains(WRONG), NotADay, "day", "x"),
    (lambda: Timeline.of([(Span(DAY), 1)]).at(WRONG), NotADay, "day", "x"),
    (lambda: Timeline.of(WRONG), BadModel, "entries", "x"),
]
SCHEDULES: list[Refusal] = [
    (lambda: state(WRONG, on=DAY), BadInstance, "series", "x"),
    (lambda: backtest(WRONG, OnGrid(3)), BadInstance, "series", "x"),
    (lambda: known_on(SERIES, on=DAY).without({}), BadInstance, "edition", {}),  # type: ignore[arg-type]
    (lambda: day_after(WRONG), BadInstance, "edition", "x"),
    (lambda: pooled(WRONG), BadInstance, "backtests", "x"),
    (lambda: pooled(LIST), BadInstance, "each of backtests", "x"),
    (lambda: is_after_a_gap(WRONG), BadInstance, "expected", "x"),
    (lambda: infer_cycle(WRONG), BadInstance, "editions", "x"),
    (lambda: infer_cycle(LIST), BadInstance, "each of editions", "x"),
    (lambda: infer_cycle((), series=LIST), BadInstance, "series", ["x"]),
    (lambda: OnGrid(WRONG), BadRule, "every", "x"),
    (lambda: OnGrid(10_000), BadRule, "every", 10_000),
    (lambda: LAST_PLUS(WRONG), BadRule, "years", "x"),
    (lambda: LAST_PLUS(10_000), BadRule, "years", 10_000),
    (lambda: expected_editions(SERIES, WRONG, on=DAY), BadInstance, "window", "x"),
    (lambda: expected_editions(SERIES, cast("Any", (2027, DAY)), on=DAY), BadInstance, "window", (2027, DAY)),
    (lambda: expected_editions(SERIES, cast("Any", (2027, "x")), on=DAY), BadInstance, "window", "x"),
    (lambda: ruled(WRONG), BadRule, "rule", "x"),
    (lambda: ruled(lambda _: 2020), BadRule, "rule", ...),
    (lambda: ruled(lambda _: "2020"), BadRule, "rule", ...),
    (lambda: ruled(lambda _: LIST), BadRule, "what a projection rule gives, years or days,", "x"),
]
REGIONS: list[Refusal] = [
    (lambda: RegionMember("east", "ARM", WRONG), UnknownChoice, "status", "x"),
    (lambda: RegionMember("east", "ARM", reason=WRONG), UnknownChoice, "reason", "x"),
    (lambda: RegionRegister((), (), ()).region(LIST), BadModel, "region", ["x"]),
    (lambda: RegionRegister((), (), ()).scheme(LIST), BadModel, "scheme", ["x"]),
    (lambda: RegionRegister((), (), ()).scope("east", WRONG, on=DAY), BadInstance, "oda", "x"),
]
FUZZY_DATES: list[Refusal] = [
    (lambda: DatePart(WRONG, 2018), UnknownChoice, "precision", "x"),
    (lambda: DatePart(DatePrecision.YEAR, 2018, mark=WRONG), UnknownChoice, "mark", "x"),
    (lambda: FuzzyDate.of(WRONG), NotADay, "day", "x"),
    (lambda: FuzzyDate.between(WRONG, DAY), NotADay, "first", "x"),
    (lambda: FuzzyDate.between(DAY, WRONG), NotADay, "last", "x"),
    (lambda: FuzzyDate.of(DAY).is_before(WRONG), NotADay, "other", "x"),
]
COUNTRIES: list[Refusal] = [
    (lambda: find_country("Kenia", vocabulary=WRONG), UnknownChoice, "vocabulary", "x"),
    (lambda: find_countries(["Kenia"], vocabulary=WRONG), UnknownChoice, "vocabulary", "x"),
    (lambda: find_countries(WRONG), BadModel, "texts", "x"),
    (lambda: CountryName("Kenia", ("de",), WRONG, (), None, "own"), UnknownChoice, "kind", "x"),
    (lambda: normalise(LIST), BadModel, "text", ["x"]),
]


@pytest.mark.parametrize(
    ("act", "error", "argument", "value"), [*CYCLES, *SPANS, *SCHEDULES, *REGIONS, *FUZZY_DATES, *COUNTRIES]
)
def test_a_refusal_names_the_argument_and_the_value_that_it_refuses(
    act: Callable[[], object], error: type[KommunalPartnerError], argument: str, value: object
) -> None:
    with pytest.raises(KommunalPartnerError) as caught:
        act()
    assert (type(caught.value), caught.value.argument) == (error, argument)
    assert caught.value.value == value or (value is ... and callable(caught.value.value))
    assert caught.value.text("en")
    assert "None" not in caught.value.text("en")


SRC = Path(errors.__file__).parents[1]


def speaking(made: Callable[..., object]) -> dict[str, int]:
    """The parameters that take a sentence, by their places; a name (`NotADay`) is the same in both languages."""
    given = [(name, one) for name, one in inspect.signature(made).parameters.items() if name != "self"]
    said = {name: place for place, (name, one) in enumerate(given) if "Speaks" in str(one.annotation)}
    return {name: place for name, place in said.items() if name != "name"}


SAYING: dict[str, dict[str, int]] = {
    **{name: speaking(kind) for name, kind in vars(errors).items() if isinstance(kind, type) and kind is not Speaks},
    "error": speaking(KommunalPartnerError),
    "complain": speaking(Folder.complain),
}
"""By what is called: an error, one that a reader is given, a problem of a table."""


def in_one_language(tree: ast.Module) -> Iterator[int]:
    """The lines on which an error is given one text, as it is or by the name it has in the same function or module."""
    for scope in ast.walk(tree):
        if isinstance(scope, (ast.FunctionDef, ast.Module)):
            inside = list(ast.walk(scope)) if isinstance(scope, ast.FunctionDef) else scope.body
            plain = {
                target.id
                for node in inside
                if isinstance(node, (ast.Assign, ast.AnnAssign)) and is_plain(node.value)
                for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
                if isinstance(target, ast.Name)
            }
            for call in (node for node in ast.walk(scope) if isinstance(node, ast.Call)):
                called = getattr(call.func, "id", getattr(call.func, "attr", ""))
                given = [(word.arg or "", word.value) for word in call.keywords]
                for name, place in SAYING.get(called, {}).items():
                    said = [*call.args[place : place + 1], *(value for word, value in given if word == name)]
                    if any(is_plain(one) or getattr(one, "id", None) in plain for one in said):
                        yield call.lineno


def is_plain(said: ast.expr | None) -> bool:
    if isinstance(said, ast.IfExp):
        return is_plain(said.body) or is_plain(said.orelse)
    return isinstance(said, ast.JoinedStr) or (isinstance(said, ast.Constant) and isinstance(said.value, str))


def test_every_refusal_is_said_in_german_and_in_english() -> None:
    trees = {path.relative_to(SRC).as_posix(): ast.parse(path.read_text("utf-8")) for path in SRC.rglob("*.py")}
    found = {f"{place}:{line}" for place, tree in trees.items() for line in in_one_language(tree)}
    assert sorted(found) == []


ONE_TEXT = """
from kommunal_partner import errors
SAID: Final = "blank"
raise BadModel("blank", argument="name")
raise errors.BadRule(f"{value} is blank")
raise BadKey(value, "blank")
raise BadFile(reason="blank")
raise BadSpan(SAID)
raise BadSpan(NO_DAY if value else "blank")
folder.complain(TABLE, None, None, "blank")
TableProblem(TABLE, None, None, reason=f"{value} is blank")
def reader(value, error):
    said = f"{value} is blank"
    raise error(said)
    raise refusal(error, "name", value, " ist leer", " is blank")
    raise BadModel(Term("leer", "blank"), argument="name") from BadIdentifier("Wikidata", "X")
    raise MissingExtra("numpy", "matching") from NotADay(value, "day")
"""


def test_an_error_of_one_text_is_noticed_wherever_it_is_said() -> None:
    assert sorted(set(in_one_language(ast.parse(ONE_TEXT)))) == [4, 5, 6, 7, 8, 9, 10, 11, 14]
