"""The list of invitations: who is invited, who waits, of whom something must be found out, who is excluded, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator

from attrs import field, frozen

from kommunal_partner._checks import choice, identifier, nearest
from kommunal_partner._mappings import FrozenMap
from kommunal_partner._repr import short_repr
from kommunal_partner.eligibility import Asked
from kommunal_partner.errors import BadInstance, UnknownName
from kommunal_partner.invitations._explain import explain, report
from kommunal_partner.invitations._quotas import By, Quota, QuotaWords, values_by
from kommunal_partner.invitations._task import InvitationEntry, Standing, listed, places
from kommunal_partner.invitations._verify import violations
from kommunal_partner.invitations.sentences import BY_PRICES, PARTNERSHIP, QUOTA_SHORT, QUOTA_SHORT_PERHAPS
from kommunal_partner.languages import Term, language
from kommunal_partner.municipalities import Unit
from kommunal_partner.partnerships import Partnership
from kommunal_partner.results import Certificate, Explanation, Status, Unmet, Violation, gap, result_html
from kommunal_partner.verdicts import Sentence


@frozen(repr=False)
class InvitationList:
    """Every partnership asked about, in exactly one of five tuples.

    `invited`, `to_confirm` (invited as well, the stage of the relation to be confirmed) and `waiting` stand by rank,
    the others by id. `value` are the points of all who have a place, `bound` the points that no choice within the
    quotas exceeds, `status` tells whether both are one; `bound` is None where there was no time to judge everybody.
    `short` are the quotas of at least so many that are not met, with the kind and the number reached; `short_proven`
    says that no choice with as many places meets all of them.
    `together` says that a municipality is invited with its partner; `most_travellers` and `least_administration` are
    the delegation rule of the partner side, None where it is not known. `declined` are the ids of those who refused,
    `kept` of those whose place came from an earlier list, `moved` of those who stand elsewhere than there. `series`,
    `number` and `year` tell which edition it is, so that a list for an expected edition is carried on. `reproducible`
    is False where a time limit was set, or the choice was stopped from outside.
    """

    occasion: str
    name: Term
    when: Asked
    total: int | None
    invited: tuple[InvitationEntry, ...]
    waiting: tuple[InvitationEntry, ...]
    undecided: tuple[InvitationEntry, ...]
    excluded: tuple[InvitationEntry, ...]
    quotas: tuple[Quota, ...] = ()
    value: int = 0
    bound: int | None = 0
    status: Status = Status.OPTIMAL
    short: tuple[tuple[int, Hashable, int], ...] = ()
    together: bool = False
    most_travellers: int | None = None
    least_administration: int | None = None
    declined: frozenset[str] = frozenset()
    kept: frozenset[str] = frozenset()
    to_confirm: tuple[InvitationEntry, ...] = field(default=(), kw_only=True)
    short_proven: bool = field(default=True, kw_only=True)
    moved: tuple[str, ...] = field(default=(), eq=False, kw_only=True)
    series: str | None = field(default=None, kw_only=True)
    number: int | None = field(default=None, kw_only=True)
    year: int | None = field(default=None, kw_only=True)
    reproducible: bool = field(default=True, kw_only=True)

    __repr__ = short_repr

    # ── what every result says ──

    @property
    def solution(self) -> FrozenMap[str, Standing]:
        """Where every partnership stands, by its id."""
        return FrozenMap((entry.partnership.id, entry.standing) for entry in self.entries())

    @property
    def gap(self) -> float | None:
        """How far the points may be from the best there is, as a share of the bound; 0 is proven best."""
        return gap(self.value, self.bound)

    @property
    def certificate(self) -> Certificate | None:
        """Why no choice has more points than the bound; None where there is none."""
        if self.bound is None:
            return None
        return Certificate("lagrangian_relaxation", Sentence(BY_PRICES, {"bound": self.bound}))

    @property
    def unmet(self) -> tuple[Unmet, ...]:
        """The quotas of at least so many that are not met, and whether they could be."""
        reason = QUOTA_SHORT if self.short_proven else QUOTA_SHORT_PERHAPS
        found = []
        for number, kind, count in self.short:
            quota = self.quotas[number]
            values = {"quota": QuotaWords(quota, kind), "count": count, "least": quota.at_least}
            found.append(Unmet((kind,), Sentence(reason, values), self.short_proven))
        return tuple(found)

    def explain(self, partnership: Partnership | InvitationEntry | str | None = None) -> Explanation:
        """Why a partnership is invited, waits, is undecided or is not invited; without one, the report on all.

        Raises:
            UnknownName: if it was not asked about.
        """
        return report(self, self.unmet) if partnership is None else explain(self, self.entry(partnership))

    def verify(self) -> tuple[Violation, ...]:
        """What is wrong with the list, found by counting anew; empty if nothing is.

        Invitations that were kept from an earlier list may exceed a quota; whether partnerships were judged rightly
        is no part of it, only that each stands where its verdict puts it.
        """
        return tuple(violations(self))

    def to_rows(self, lang: str = "de") -> list[dict[str, object]]:
        """A row for each partnership: standing, place, points, id, municipalities, countries, Länder, reasons."""
        tag = language(lang)
        return [
            {
                "standing": entry.standing.text(tag),
                "place": entry.place,
                "points": entry.points,
                "partnership": entry.partnership.id,
                "german": ", ".join(unit.short_name for unit in entry.partnership.german_units),
                "partner": ", ".join(unit.short_name for unit in entry.partnership.foreign_units),
                "countries": " ".join(map(str, values_by("country")(entry.partnership))),
                "lands": " ".join(map(str, values_by("land")(entry.partnership))),
                "answer": entry.answer.text(tag),
                "reasons": " ".join(sentence.text(tag) for sentence in entry.reasons),
            }
            for entry in self.entries()
        ]

    def _repr_html_(self) -> str:
        """The head of the list for a notebook, every text escaped."""
        return result_html(self, self.name.text("de"))

    # ── entries and counts ──

    def entries(self) -> Iterator[InvitationEntry]:
        """All entries: the invited and those to confirm by rank, those waiting, the undecided, the excluded."""
        for group in (places(self), self.waiting, self.undecided, self.excluded):
            yield from group

    def entry(self, partnership: Partnership | InvitationEntry | str) -> InvitationEntry:
        """The entry of a partnership, given as itself, by its id, or by an entry of this or another list.

        Raises:
            UnknownName: if it was not asked about.
        """
        wanted = identifier(listed(partnership), "partnership", BadInstance)
        for entry in self.entries():
            if entry.partnership.id == wanted:
                return entry
        raise UnknownName(PARTNERSHIP, wanted, nearest(wanted, [entry.partnership.id for entry in self.entries()]))

    def counts(self, by: By, standing: Standing | str = Standing.INVITED) -> FrozenMap[Hashable, int]:
        """How many have a standing, by "country", "land", "form" or a function; who is of several kinds counts in each.

        Raises:
            BadRule: for a word that names none.
            UnknownChoice: for an unknown standing.
        """
        values, wanted = values_by(by), choice(Standing, standing, "standing")
        group = [entry for entry in self.entries() if entry.standing is wanted]
        found = Counter(value for entry in group for value in values(entry.partnership))
        return FrozenMap((value, found[value]) for value in sorted(found, key=str))

    @property
    def by_country(self) -> FrozenMap[Hashable, int]:
        """How many have a place, those to confirm among them, by the alpha-3 code of the partner country."""
        return self._with_place("country")

    @property
    def by_land(self) -> FrozenMap[Hashable, int]:
        """How many have a place, those to confirm among them, by the two letters of the Land."""
        return self._with_place("land")

    def _with_place(self, by: By) -> FrozenMap[Hashable, int]:
        found = Counter(value for entry in places(self) for value in values_by(by)(entry.partnership))
        return FrozenMap((value, found[value]) for value in sorted(found, key=str))

    def units(self, partnership: Partnership | str) -> tuple[Unit, ...]:
        """The municipalities that an invitation of the partnership goes to: both sides where they come together.

        Raises:
            UnknownName: if it was not asked about.
        """
        held = self.entry(partnership).partnership
        return held.units if self.together else held.german_units

    @property
    def paid_travellers(self) -> int | None:
        """How many travellers of the partner municipalities with a place are paid for; None if no rule is known."""
        if self.most_travellers is None:
            return None
        abroad = {unit.id for entry in places(self) for unit in entry.partnership.foreign_units}
        return self.most_travellers * len(abroad)
