"""Laws of who may come: a person, their partnership and the rules of the day, against an oracle that reads plain rows.

Every case is a row of facts, made from one that fits by a few changes, so that each rule decides some; the oracle reads
the row and calls nothing of the rules under test.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import combinations, pairwise
from typing import Any, Final, TypeAlias

from attrs import frozen
from hypothesis import event, given, settings
from hypothesis import strategies as st

from kommunal_partner._mappings import FrozenMap
from kommunal_partner.countries import country
from kommunal_partner.eligibility import assess_participant
from kommunal_partner.fuzzy_dates import FuzzyDate
from kommunal_partner.languages import Term
from kommunal_partner.municipalities import ForeignUnit, GermanUnit, UnitKind
from kommunal_partner.oda import Listing, OdaGroup, OdaList, OdaRegister
from kommunal_partner.participants import Participant
from kommunal_partner.partnerships import Observation, Partnership, Stage
from kommunal_partner.regions import RegionRegister
from kommunal_partner.series import (
    STAGES,
    Audience,
    AudienceRule,
    Condition,
    CountryScope,
    Edition,
    ExpectedEdition,
)
from kommunal_partner.sources import Precision, Source
from kommunal_partner.spans import Span
from kommunal_partner.testing.strategies import calendar
from kommunal_partner.verdicts import Reason, Sentence, Verdict

DAYS = calendar(date(2020, 2, 24), 12)
EARLIER = (date(2018, 5, 1), date(2019, 2, 28), date(2019, 3, 1))
"""Days on which something was seen about a year before the calendar, and long before it."""

Row: TypeAlias = dict[str, Any]


@frozen
class World:
    oda: OdaRegister
    regions: RegionRegister = RegionRegister((), (), ())  # noqa: RUF009 - because it never changes
    series: FrozenMap[str, Any] = FrozenMap()  # noqa: RUF009 - because it never changes
    partnerships: FrozenMap[str, Any] = FrozenMap()  # noqa: RUF009 - because it never changes
    programmes: FrozenMap[str, Any] = FrozenMap()  # noqa: RUF009 - because it never changes
    as_of: date = DAYS[-1]


FIRST_LISTED: Final = 2
LAST_LISTED: Final = 8
LISTED = {"KEN": range(FIRST_LISTED, 8), "CHL": range(FIRST_LISTED, LAST_LISTED + 1), "ZMB": range(5, 7)}
"""The days on which each is on the list, as places in the calendar."""
WORLD = World(
    OdaRegister(
        [OdaList("2020", Span.through(DAYS[FIRST_LISTED], DAYS[LAST_LISTED]))],
        [Listing(code, OdaGroup.LDC, Span.through(DAYS[on[0]], DAYS[on[-1]])) for code, on in LISTED.items()],
    )
)
IN_SCOPE = ("KEN", "TZA", "ZMB")

# ── the rows ─────────────────────────────────────────────────────────────────────────────────────────────────────────

RULE: Row = {
    "since": 1,
    "actors": ("administration", "politics"),
    "not actors": (),
    "stages": ("emerging", "existing"),
    "not stages": (),
    "own partner": None,
    "weak": False,
    "asks": (),
}
PARTNERSHIP: Row = {
    "home": "town",
    "abroad": ("KEN",),
    "abroad kind": None,
    "stage": "existing",
    "seen": DAYS[5],
    "seen weakly": False,
    "seen on lists": False,
}
FITS: Row = {
    **{f"german {name}": value for name, value in RULE.items()},
    **{f"partner {name}": value for name, value in RULE.items()},
    "german stages": tuple(STAGES),
    "partner most": 2,
    "partner least": 1,
    **PARTNERSHIP,
    "with": True,
    "side": None,
    "from": "a",
    "country": None,
    "actor": "administration",
    "others": (),
    "oda": True,
    "lapsed": False,
    "days": (5, 5),
    "seen by": None,
    "beyond": "undecided",
}
AT_HOME = FITS | {"from": "h", "german stages": RULE["stages"], "partner stages": tuple(STAGES)}
ALONE = FITS | {
    "with": False,
    "side": "partner",
    "country": "KEN",
    "partner stages": ("none", "existing"),
    "partner own partner": False,
}
"""Three that may come: a guest with their partnership, somebody of the town at home, a guest without a partnership."""

OF_RULE: dict[str, tuple[Any, ...]] = {
    "since": (None, 5, 6),
    "actors": (None, ("administration",), ("ngo", "administration")),
    "not actors": (("administration", "ngo", "mayor"),),
    "stages": (None, ("existing",), ("none", "contact"), tuple(STAGES)),
    "not stages": (("none", "contact"), ("existing", "emerging", "dormant")),
    "own partner": (True, False),
    "weak": ("carried over", "low", "inferred"),
    "asks": ((None,), ("municipality",), ("ngo",)),
}
CHANGES: list[tuple[str, Any]] = [
    (name, value)
    for name, values in {
        **{f"{side} {name}": values for side in ("german", "partner") for name, values in OF_RULE.items()},
        "partner most": (None, 1),
        "partner least": (None, 2),
        "home": (None, "land"),
        "abroad": (("TZA",), ("CHL",), ("CHL", "KEN"), ()),
        "abroad kind": ("city", "province", "zirkus"),
        "stage": (None, "ended", "contact", "dormant"),
        "seen": (None, DAYS[4], DAYS[6], *EARLIER),
        "seen weakly": (True,),
        "seen on lists": (True,),
        "with": (False,),
        "side": (None, "german", "partner"),
        "from": (None, "h", "a", "x"),
        "country": (None, "KEN", "CHL", "DEU"),
        "actor": (None, "ngo", "Bürgermeister*in", "Verwaltung", "Zirkus"),
        "others": (("administration",), ("ngo",), (None,), ("mayor",), ("ngo", "ngo")),
        "oda": (False,),
        "lapsed": (True,),
        "seen by": (DAYS[3], DAYS[9]),
        "beyond": ("latest_list",),
        "days": ((1, 1), (2, 2), (7, 7), (8, 8), (9, 9), (0, 11), (4, 6), (8, 10)),
    }.items()
    for value in values
]


SPEAK_OF_ONE_THING = (
    ("actors", "not actors", "weak", "actor"),
    ("most", "least", "weak", "others", "actor"),
    ("asks", "actor", "with", "side"),
    ("stages", "not stages", "stage", "seen weakly"),
    ("stage", "seen", "seen on lists", "seen by"),
    ("seen", "days"),
    ("not stages", "weak", "stage", "seen"),
    ("home", "abroad", "abroad kind", "from"),
    ("side", "from", "country", "with", "own partner"),
    ("abroad", "country", "oda", "beyond", "days"),
    ("since", "days", "lapsed", "with"),
)
"""Fields of which one matters as another is; of each such set every two or three changes are made together."""


def of_one_thing(names: tuple[str, ...], side: str) -> list[tuple[str, Any]]:
    """The changes of these fields, of what a rule says that of one side."""
    fields = {*names, *(f"{side} {name}" for name in names)}
    return [change for change in CHANGES if change[0] in fields]


def changed(row: Row, changes: Any) -> Row:  # noqa: ANN401 - because it is any collection of pairs
    """The row with these changes, without what no model holds: the same named and shut out, one unit alone, more than may travel."""
    whole = row | dict(changes)
    for side in ("german", "partner"):
        for name in ("actors", "stages"):
            named = whole[f"{side} {name}"] or ()
            whole[f"{side} not {name}"] = tuple(one for one in whole[f"{side} not {name}"] if one not in named)
    if whole["home"] is None:
        whole["abroad"] = (*whole["abroad"], "ZMB", "TZA")[:2]
    if None not in (whole["partner most"], whole["partner least"]):
        whole["partner least"] = min(whole["partner most"], whole["partner least"])
    return whole


# ── the models ───────────────────────────────────────────────────────────────────────────────────────────────────────

SAYS = Term("was noch gefragt wird", "what is asked besides")
BASIS = Sentence(Reason("BASIS", de="So.", en="So."))
ON_A_LIST = Source("list", "a list", precision=Precision.SECONDARY)


def rule_of(row: Row, side: str) -> AudienceRule | None:
    said = {name: row[f"{side} {name}"] for name in RULE}
    if said["since"] is None:
        return None
    fields = ("actors_excluded", "stages_excluded", "max_paid_travellers", "min_administration")
    return AudienceRule(
        side,
        said["actors"],
        said["stages"],
        DAYS[said["since"]],
        partner_required=said["own partner"],
        max_paid_travellers=row["partner most"] if side == "partner" else None,
        min_administration=row["partner least"] if side == "partner" else None,
        conditions=[Condition("ASKED", SAYS, actor) for actor in said["asks"]],
        actors_excluded=said["not actors"],
        stages_excluded=said["not stages"],
        carried_over=said["weak"] == "carried over",
        confidence="low" if said["weak"] == "low" else "high",
        inferred=fields if said["weak"] == "inferred" else (),
    )


def occasion_of(row: Row) -> Edition | ExpectedEdition:
    first, last = (DAYS[place] for place in row["days"])
    scope = CountryScope(IN_SCOPE, oda=row["oda"])
    audience = Audience([rule for side in ("german", "partner") if (rule := rule_of(row, side)) is not None])
    if row["lapsed"]:
        return ExpectedEdition("x", 2020, first, first, last, BASIS, lapsed=True, scope=scope, audience=audience)
    return Edition(FuzzyDate.between(first, last), scope=scope, audience=audience)


def partnership_of(row: Row) -> Partnership | None:
    if not row["with"]:
        return None
    kind = UnitKind.LAND if row["home"] == "land" else UnitKind.STADT
    units: list[Any] = [] if row["home"] is None else [GermanUnit("h", "Ulm", kind)]
    units += [
        ForeignUnit(name, f"Town {name}", country(code), row["abroad kind"] if name == "a" else None)
        for name, code in zip("ab", row["abroad"], strict=False)
    ]
    if not row["abroad"]:
        units.append(GermanUnit("h2", "Bonn", kind))
    sources = (ON_A_LIST,) if row["seen on lists"] else ()
    confidence = "low" if row["seen weakly"] else "high"
    seen = [] if row["stage"] is None else [Observation(Stage(row["stage"]), None, row["seen"], sources, confidence)]
    return Partnership("p", units, stages=seen)


def verdict_on(row: Row) -> Verdict:
    def person(name: str, actor: str | None) -> Participant:
        return Participant(name, side=row["side"], municipality=row["from"], country=row["country"], actor=actor)

    return assess_participant(
        WORLD,
        person("p", row["actor"]),
        occasion_of(row),
        partnership=partnership_of(row),
        delegation=[person(f"p{number}", actor) for number, actor in enumerate(row["others"])],
        seen_by=row["seen by"],
        beyond=row["beyond"],
    )


# ── the oracle ───────────────────────────────────────────────────────────────────────────────────────────────────────

ORDER = ("no", "undecided", "yes")
OPEN: Final = "undecided"
WORDS = {"Bürgermeister*in": "mayor", "Verwaltung": "administration"}


def least(answers: list[str]) -> str:
    return min(answers, key=ORDER.index, default="yes")


def known(row: Row, side: str, on: int) -> bool:
    """Whether a rule of the side is known for the day."""
    return side != "" and row[f"{side} since"] is not None and row[f"{side} since"] <= on


def of_country(row: Row, code: str, on: int) -> str:
    """In scope, and on the list of the day where the scope asks for it."""
    place = min(on, LAST_LISTED) if row["beyond"] == "latest_list" else on
    listed = OPEN
    if FIRST_LISTED <= place <= LAST_LISTED:
        listed = "yes" if place in LISTED.get(code, ()) else "no"
    return least(["yes" if code in IN_SCOPE else "no", *([listed] if row["oda"] else [])])


def of_stage(row: Row, sides: list[str], stage: str) -> str:
    """What all rules name is admitted; what one of them shuts out firmly is out."""
    if any(stage in row[f"{side} not stages"] and not row[f"{side} weak"] for side in sides):
        return "no"
    return "yes" if all(stage in row[f"{side} stages"] for side in sides) else OPEN


def of_relation(row: Row, sides: list[str], on: int) -> str:
    """What was seen counts on its day, and for less than a year after; an end counts from its day on."""
    if any(row[f"{side} stages"] is None for side in sides):
        return OPEN
    if all(of_stage(row, sides, stage) == "yes" for stage in STAGES):
        return "yes"
    day, ended = DAYS[on], row["stage"] == "ended"
    if row["stage"] is None or row["seen"] is None or row["seen"] > day:
        return OPEN
    answer = of_stage(row, sides, "none" if ended else row["stage"])
    if answer != "yes":
        firm = "no" if not row["seen weakly"] and (ended or answer == "no") else OPEN
        return firm if ended or row["seen"] == day else OPEN
    if ended:
        return "yes"
    until = day if row["seen by"] is None else min(day, row["seen by"])
    seen = row["seen"]
    fresh = seen == day or (seen.year + 1, seen.month, seen.day) > (until.year, until.month, until.day)
    return "yes" if fresh and not row["seen on lists"] else OPEN


def of_partnership(row: Row, on: int) -> list[str]:
    """What each rule says of the partnership; a rule that asks nothing says nothing."""
    sides = [side for side in ("german", "partner") if known(row, side, on)]
    kinds = dict.fromkeys(row["abroad"]) | dict.fromkeys(row["abroad"][:1], row["abroad kind"])
    if row["home"] is None and len(kinds) < 2:
        kinds["ZMB"] = None
    found = [OPEN] if row["lapsed"] else []
    found.append("yes" if "german" in sides else OPEN)
    if kinds:
        found.append(max((of_country(row, code, on) for code in kinds), key=ORDER.index))
    if row["home"] != "town" or not {None, "city"}.intersection(kinds.values()):
        found.append(OPEN)
    elif "german" in sides:
        found.append("yes")
    if sides:
        found.append(of_relation(row, sides, on))
    if any(actor in (None, "municipality") for side in sides for actor in row[f"{side} asks"]):
        found.append(OPEN)
    return found


def of_actor(row: Row, side: str) -> str:
    """Whom the rule names may come; whom it shuts out firmly may not; of all others it says nothing."""
    named, given = row[f"{side} actors"], WORDS.get(row["actor"], row["actor"])
    if named is None or given is None:
        return OPEN
    if given in named:
        return "yes"
    if given in row[f"{side} not actors"]:
        return OPEN if row[f"{side} weak"] else "no"
    return "yes" if given == "mayor" and {"administration", "politics"} <= set(named) else OPEN


def of_delegation(row: Row) -> str:
    most, fewest = row["partner most"], row["partner least"]
    firm = OPEN if row["partner weak"] else "no"
    actors = [WORDS.get(one, one) for one in (row["actor"], *row["others"])]
    if most is not None and len(actors) > most:
        return firm
    sure = actors.count("administration")
    if fewest is None or sure >= fewest:
        return "yes"
    perhaps = sum(actor in (None, "mayor") for actor in actors)
    return OPEN if not row["others"] or sure + perhaps >= fewest else firm


def units_of(row: Row) -> dict[str, tuple[str, str]]:
    """The municipalities of the partnership, with side and country."""
    if not row["with"]:
        return {}
    home = {} if row["home"] is None else {"h": ("german", "DEU")}
    return home | {name: ("partner", code) for name, code in zip("ab", row["abroad"], strict=False)}


def of_own(row: Row, side: str) -> str:
    """Whether they come with their own partnership, where the rule of their side asks for one."""
    if not row["with"]:
        free = row[f"{side} own partner"] is False and "none" in (row[f"{side} stages"] or ())
        return "yes" if free else OPEN
    unit = units_of(row).get(row["from"])
    if unit is None:
        return OPEN if row["from"] is None else "no"
    return "yes" if row["country"] in (None, unit[1]) else OPEN


def asks_more(row: Row, side: str) -> bool:
    """Whether the rule asks more of this kind of actor; what it asks of municipalities it asks the partnership."""
    given = WORDS.get(row["actor"], row["actor"])
    asked = [actor for actor in row[f"{side} asks"] if given is None or actor in (None, given)]
    return any(not row["with"] or actor not in (None, "municipality") for actor in asked)


def of_person(row: Row, on: int) -> list[str]:
    """What each rule says of the person, their partnership among them."""
    unit = units_of(row).get(row["from"])
    side: str = row["side"] or (unit[0] if unit else "")
    ruled = known(row, side, on)
    found = [OPEN] if row["lapsed"] and not row["with"] else []
    found.append("yes" if ruled and (unit is None or unit[0] == side) else OPEN)
    if ruled:
        found += [of_actor(row, side), of_own(row, side)]
    elif row["with"] and row["from"] is not None and unit is None:
        found.append("no")
    if row["with"]:
        found.append(least(of_partnership(row, on)))
    elif side == "partner":
        found.append(OPEN if row["country"] is None else of_country(row, row["country"], on))
    if ruled and asks_more(row, side):
        found.append(OPEN)
    if ruled and side == "partner" and (row["partner most"], row["partner least"]) != (None, None):
        found.append(of_delegation(row))
    return found


def agree(row: Row) -> Verdict:
    """The verdict, which says what the row says, rule by rule where it is about one day."""
    verdict = verdict_on(row)
    first, last = row["days"]
    each = [of_person(row, on) for on in range(first, last + 1)]
    answers = [least(found) for found in each]
    same = len(set(answers)) == 1
    assert verdict.answer.value == (answers[0] if same else OPEN), (row, verdict.explain("en"))
    if not same:
        turns = [(DAYS[first], answers[0])]
        for place, (before, after) in enumerate(pairwise(answers), first + 1):
            turns += [(DAYS[place], after)] if before != after else []
        told: Any = verdict.values["turns"]
        assert [(turn.first, turn.answer.value) for turn in told] == turns, (row, turns)
    if first == last:
        assert [check.answer.value for check in verdict.checks] == each[0], (row, verdict.explain("en"))
        for check in verdict.checks:
            if check.rule == "partnership/1":
                assert [one.answer.value for one in check.checks] == of_partnership(row, first), check.explain("en")
    return verdict


# ── the laws ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def leaves(verdict: Verdict) -> Iterator[Verdict]:
    if not verdict.checks:
        yield verdict
    for check in verdict.checks:
        yield from leaves(check)


REASONS = {
    "no": {
        *("ACTOR_NOT_ADMITTED", "ADMINISTRATION_MISSING", "NOT_LISTED", "NOT_LISTED_BY_LATEST_LIST"),
        *("NOT_OF_PARTNERSHIP", "OUTSIDE_COUNTRIES", "STAGE_ENDED", "STAGE_FITS_NOT", "TOO_MANY_TRAVELLERS"),
    },
    "undecided": {
        *("ACTOR_NOT_KNOWN", "ACTOR_NOT_NAMED", "ACTOR_PERHAPS", "ACTOR_RULE_NOT_KNOWN", "ADMINISTRATION_PERHAPS"),
        *("AFTER_LAST_LIST", "AUDIENCE_NOT_KNOWN", "AUDIENCE_NOT_KNOWN_YET", "BEFORE_FIRST_LIST"),
        *("CONDITION_TO_CHECK", "COUNTRY_CONTRADICTED", "COUNTRY_NOT_KNOWN", "DELEGATION_NOT_KNOWN", "LAPSED_RHYTHM"),
        *("NO_MUNICIPALITY", "NO_UNIT_ABROAD", "NO_UNIT_AT_HOME", "OWN_PARTNERSHIP_NOT_KNOWN", "PERHAPS_ENDED"),
        *("PERHAPS_TOO_MANY", "SIDE_CONTRADICTED", "SIDE_NOT_KNOWN", "STAGE_NEVER_SEEN", "STAGE_NOT_NAMED"),
        *("STAGE_NOT_SEEN_THEN", "STAGE_RULE_NOT_KNOWN", "STAGE_SEEN_ONLY_LATER", "STAGE_TO_CONFIRM"),
        *("UNIT_NOT_KNOWN", "UNKNOWN_ACTOR"),
    },
    "yes": {
        *("ACTOR_ADMITTED", "ANY_STAGE", "AUDIENCE_KNOWN", "DELEGATION_FITS", "ENDED_BUT_ADMITTED", "LISTED"),
        *("LISTED_BY_LATEST_LIST", "OF_PARTNERSHIP", "OWN_PARTNERSHIP_NOT_ASKED", "PARTNER_NOT_ASKED", "SIDE_KNOWN"),
        *("STAGE_FITS", "STAGE_SEEN_LATELY", "WITHIN_COUNTRIES", "WITH_PARTNER"),
    },
}
"""What the rules are to have said in the end, so that no law holds for want of a case."""


def test_somebody_who_fits_is_let_in_and_what_is_changed_answers_as_its_row_reads() -> None:
    reached: dict[str, set[str]] = {answer: set() for answer in ORDER}
    for row, side, sizes in ((FITS, "partner", (2, 3)), (AT_HOME, "german", (2,)), (ALONE, "partner", (2,))):
        assert agree(row).is_yes
        together = [
            changes
            for names in SPEAK_OF_ONE_THING
            for size in sizes
            for changes in combinations(of_one_thing(names, side), size)
            if len(dict(changes)) == size
        ]
        for changes in dict.fromkeys([*((change,) for change in CHANGES), *together]):
            for leaf in leaves(agree(changed(row, changes))):
                reached[leaf.answer.value].add(leaf.code)
    assert {answer: REASONS[answer] - reached[answer] for answer in ORDER} == {answer: set[str]() for answer in ORDER}


@settings(max_examples=200)
@given(st.sampled_from([FITS, AT_HOME, ALONE]), st.lists(st.sampled_from(CHANGES), max_size=6))
def test_a_person_may_come_where_every_rule_of_every_day_lets_them_in(row: Row, changes: list[tuple[str, Any]]) -> None:
    verdict = agree(changed(row, changes))
    event(f"{verdict.answer.value}: {verdict.code}")
