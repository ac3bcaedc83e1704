"""Planning and matching: calendars, rules, small tasks, and the results that the searches give for them."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations

from kommunal_partner.clashes import Clash, ClashRule, FoundBy, HallSet, Names
from kommunal_partner.matching.advice import AdviceRings, advise
from kommunal_partner.matching.groups import GroupPlan, TableGoal, TableQuota, compose
from kommunal_partner.matching.meetings import Appointment, MeetingPlace, Request, Timetable, arrange
from kommunal_partner.matching.rotation import RotationPlan, rotate
from kommunal_partner.matching.scoring import (
    PairRule,
    PairScore,
    Score,
    ScoreTerm,
    a_common_language,
    another_municipality,
    common_language,
    country_mix,
    shared_themes,
)
from kommunal_partner.matching.stable import Blocking, Couple, StableMatch, match
from kommunal_partner.planning import (
    Avoid,
    Calendar,
    CalendarDay,
    Commitment,
    DayKind,
    Duration,
    LeadTime,
    MinimumGap,
    MostPer,
    NearLikeliest,
    Occurrence,
    Placement,
    Plan,
    PlanRule,
    QuietTimes,
    RotateLands,
    Weekdays,
    Window,
    plan,
)
from kommunal_partner.results import Certificate, Explanation, Unmet, Violation
from kommunal_partner.spans import Span
from kommunal_partner.testing.strategies._calendar import Scale, as_scale, days
from kommunal_partner.testing.strategies._hypothesis import st
from kommunal_partner.testing.strategies._partnerships import participants
from kommunal_partner.testing.strategies._words import sentences, terms

PEOPLE = ("a", "b", "c", "d", "e", "f")
YEAR = Span.years(2028)
"""The year that drawn plans are laid out in."""


# ── planning ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@st.composite
def calendar_days(draw: st.DrawFn, scale: Scale | str = Scale.NARROW) -> CalendarDay:
    """One or several days with a name: blocked or discouraged, sure or estimated."""
    drawn = as_scale(scale)
    first, last = sorted((draw(drawn.days()), draw(drawn.days())))
    last = min(last, first + timedelta(days=90))
    return CalendarDay(first, last, draw(terms(drawn)), draw(st.sampled_from(DayKind)), draw(st.booleans()))


def calendars(scale: Scale | str = Scale.NARROW) -> st.SearchStrategy[Calendar]:
    """A calendar of up to three entries, for everywhere or one place, known for some days or for all."""
    drawn = as_scale(scale)
    where = st.sampled_from([frozenset(), frozenset({"DEU"})])
    entries = st.lists(calendar_days(drawn), max_size=3)
    return st.builds(Calendar, drawn.words(), entries, where, st.none() | drawn.spans(may_be_open=False))


def commitments() -> st.SearchStrategy[Commitment]:
    """What an event takes: days, staff, audience."""
    return st.builds(Commitment, st.sampled_from([2, (2, 3), (1, 2)]), st.sets(st.sampled_from(["team", "host"])))


@st.composite
def occurrences(draw: st.DrawFn) -> Occurrence:
    """Something to be laid out in the year of drawn plans: its window and the likeliest day in it."""
    in_the_year = st.dates(date(2028, 1, 10), date(2028, 12, 10))
    first, likeliest, last = sorted(draw(st.tuples(in_the_year, in_the_year, in_the_year)))
    return Occurrence(draw(st.sampled_from(PEOPLE)), "series", first, likeliest, last, staff=frozenset({"team"}))


def rules_by_kind() -> dict[type, st.SearchStrategy[PlanRule]]:
    """A rule of planning of each kind, hard or weighed; rules of one's own are left out."""
    weight = st.none() | st.integers(1, 9)
    return {
        Weekdays: st.builds(Weekdays, weight=weight),
        Window: st.builds(Window, weight),
        Duration: st.builds(Duration, st.just(1), st.integers(1, 3), weight),
        MinimumGap: st.builds(MinimumGap, st.integers(1, 60), weight=weight),
        MostPer: st.builds(MostPer, st.integers(1, 3), weight=weight),
        Avoid: st.builds(Avoid, st.sampled_from(DayKind), st.integers(1, 9)),
        QuietTimes: st.builds(QuietTimes, weight),
        RotateLands: st.builds(RotateLands, weight),
        NearLikeliest: st.builds(NearLikeliest, st.integers(1, 9)),
        LeadTime: st.builds(LeadTime, st.integers(1, 200), days(), weight),
    }


def plan_rules() -> st.SearchStrategy[PlanRule]:
    """A rule of planning of any kind; rules of one's own are left out."""
    return st.one_of(*rules_by_kind().values())


def placements() -> st.SearchStrategy[Placement]:
    """One occurrence on its days."""
    return st.builds(
        lambda first, more, what: Placement(first, first + timedelta(days=more), what),
        days(),
        st.integers(0, 2),
        st.sampled_from(PEOPLE),
    )


def plans() -> st.SearchStrategy[Plan]:
    """One or two occurrences laid out in a year, under the standard rules."""
    wanted = st.lists(occurrences(), max_size=2, unique_by=lambda one: one.id)
    return wanted.map(lambda some: plan(some, YEAR, steps=2_000))


# ── matching ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def wishes(proposers: tuple[str, ...], receivers: tuple[str, ...]) -> st.SearchStrategy[dict[str, list[str]]]:
    """For each of the first a ranking of some of the second."""
    ranking = st.permutations(receivers).flatmap(
        lambda order: st.integers(0, len(order)).map(lambda most: order[:most])
    )
    return st.fixed_dictionaries(dict.fromkeys(proposers, ranking))


def stable_matches() -> st.SearchStrategy[StableMatch]:
    """Three who propose and two who receive, with wishes of their own."""
    return st.builds(match, wishes(PEOPLE[:3], ("x", "y")), wishes(("x", "y"), PEOPLE[:3]))


def couples() -> st.SearchStrategy[Couple]:
    """Two who want to go together, to one of some pairs of places."""
    places = st.lists(st.tuples(st.sampled_from("xyz"), st.sampled_from("xyz")), max_size=2, unique=True)
    return st.builds(Couple, st.just("a"), st.just("b"), places)


def distances() -> st.SearchStrategy[list[list[int]]]:
    """Six people and how far they are from one another, whole numbers from 0 to 9."""
    pairs = list(combinations(range(len(PEOPLE)), 2))

    def table(numbers: list[int]) -> list[list[int]]:
        rows = [[0] * len(PEOPLE) for _ in PEOPLE]
        for (one, another), number in zip(pairs, numbers, strict=True):
            rows[one][another] = rows[another][one] = number
        return rows

    return st.lists(st.integers(0, 9), min_size=len(pairs), max_size=len(pairs)).map(table)


def group_plans() -> st.SearchStrategy[GroupPlan]:
    """Six people at two tables of three."""
    return st.builds(
        lambda rows, goal: compose(PEOPLE, rows, sizes=[3, 3], goal=goal, steps=2_000),
        distances(),
        st.sampled_from(TableGoal),
    )


def rotation_plans() -> st.SearchStrategy[RotationPlan]:
    """Six people at two or three tables for up to three rounds."""
    return st.builds(
        lambda tables, rounds, seed: rotate(PEOPLE, tables=tables, rounds=rounds, seed=seed, steps=2_000),
        st.integers(2, 3),
        st.integers(1, 3),
        st.integers(0, 3),
    )


def advice_rings() -> st.SearchStrategy[AdviceRings]:
    """Six people who advise one another in rings."""
    return distances().map(lambda rows: advise(PEOPLE, rows, steps=2_000))


def requests() -> st.SearchStrategy[Request]:
    """Two who want to meet, how much that counts, and whether it can be left out."""
    two = st.lists(st.sampled_from(PEOPLE), min_size=2, max_size=2, unique=True)
    return st.builds(
        lambda pair, priority, optional: Request(*pair, priority=priority, optional=optional),
        two,
        st.integers(1, 3),
        st.booleans(),
    )


def timetables() -> st.SearchStrategy[Timetable]:
    """Up to five meetings in three slots at two tables."""
    asked = st.lists(requests(), max_size=5, unique_by=lambda one: frozenset(one.pair))
    return asked.map(lambda some: arrange(some, slots=3, tables=2, steps=2_000))


def score_terms() -> st.SearchStrategy[ScoreTerm]:
    """A term that the library brings, with a weight."""
    return st.builds(
        lambda term, weight: term(weight),
        st.sampled_from([common_language, country_mix, shared_themes]),
        st.integers(1, 9),
    )


def pair_rules() -> st.SearchStrategy[PairRule]:
    """A rule that the library brings."""
    return st.sampled_from([a_common_language(), another_municipality()])


def scores() -> st.SearchStrategy[Score]:
    """One or two terms of different names, and a rule or none."""
    made = st.lists(score_terms(), min_size=1, max_size=2, unique_by=lambda term: term.name)
    return st.builds(Score, made, st.lists(pair_rules(), max_size=1))


def pair_scores() -> st.SearchStrategy[PairScore]:
    """How well two drawn people fit, part by part."""
    one, another = participants(st.just("a")), participants(st.just("b"))
    return st.builds(lambda score, first, second: score.explain(first, second), scores(), one, another)


# ── what every result may hold ───────────────────────────────────────────────────────────────────────────────────────

ids_of_people = st.lists(st.sampled_from(PEOPLE), min_size=1, max_size=3, unique=True).map(tuple)


def clash_rules() -> st.SearchStrategy[ClashRule]:
    """A rule that clashes with others, and whom it is about."""
    return st.builds(ClashRule, st.sampled_from(["apart", "locked"]), ids_of_people, sentences())


def clashes() -> st.SearchStrategy[Clash]:
    """Rules that cannot hold together."""
    rules = st.lists(clash_rules(), min_size=1, max_size=3, unique=True)
    return st.builds(Clash, sentences(), rules, st.booleans(), st.sampled_from(FoundBy))


def hall_sets() -> st.SearchStrategy[HallSet]:
    """People who have fewer places together than they need."""
    return st.builds(lambda ids: HallSet(ids, ("x",), len(ids) + 1, len(ids)), ids_of_people)


def names() -> st.SearchStrategy[Names]:
    """Ids as a sentence lists them."""
    return ids_of_people.map(Names)


def certificates() -> st.SearchStrategy[Certificate]:
    """What proves a bound, in a sentence and in numbers."""
    numbers = st.lists(st.tuples(st.sampled_from(PEOPLE), st.integers(0, 9)), max_size=2).map(tuple)
    return st.builds(Certificate, st.just("count"), sentences(), numbers)


def explanations() -> st.SearchStrategy[Explanation]:
    """Sentences, one after the other."""
    return st.builds(Explanation, st.lists(sentences(), max_size=3))


def unmet() -> st.SearchStrategy[Unmet]:
    """Whom a result leaves without, and why."""
    return st.builds(Unmet, ids_of_people, sentences(), st.booleans())


def violations() -> st.SearchStrategy[Violation]:
    """What a check finds wrong with a result."""
    return st.builds(Violation, st.sampled_from(["value", "bound"]), ids_of_people, sentences())


def blocking() -> st.SearchStrategy[Blocking]:
    """Two who would rather have one another."""
    return st.builds(Blocking, st.just(("a",)), st.sampled_from([("x",), (None,)]))


def meeting_places() -> st.SearchStrategy[MeetingPlace]:
    """A slot, and a table or none."""
    return st.builds(MeetingPlace, st.integers(1, 3), st.none() | st.integers(1, 2))


def appointments() -> st.SearchStrategy[Appointment]:
    """A meeting as one of two sees it."""
    return st.builds(Appointment, st.integers(1, 3), st.integers(1, 2), st.sampled_from(PEOPLE))


def table_quotas() -> st.SearchStrategy[TableQuota]:
    """So many of some people at every table."""
    return st.builds(TableQuota, st.just("hosts"), ids_of_people, st.integers(0, 3))


def free_of_cost(_occurrence: Occurrence, _placement: Placement) -> int | None:
    """A rule of one's own that minds nothing."""
    return 0
