"""How several countries or stages are named in a sentence."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from attrs import frozen

from kommunal_partner.countries import Country
from kommunal_partner.countries import country as country_of
from kommunal_partner.eligibility.sentences import NO_RELATION
from kommunal_partner.languages import Term, language
from kommunal_partner.partnerships import Stage

_ORDER: Final = (*(stage.value for stage in (Stage.EXISTING, Stage.EMERGING, Stage.CONTACT, Stage.DORMANT)), "none")
_OR: Final = Term(" oder ", " or ")


@frozen
class CountryNames:
    """Countries, named in the alphabetical order of the language."""

    countries: tuple[Country, ...]

    def text(self, lang: str = "de") -> str:
        """The names, separated by commas."""
        tag = language(lang)
        return ", ".join(one.name(tag) for one in sorted(self.countries, key=lambda one: one.sort_key(tag)))


def countries_named(codes: Iterable[str]) -> CountryNames:
    """The countries behind the codes."""
    return CountryNames(tuple([country_of(code) for code in sorted(codes)]))


def stage_word(stage: str) -> Term | Stage:
    """What a stage is called in rules: `none` is no relation."""
    return NO_RELATION if stage == "none" else Stage(stage)


def stages_named(stages: Iterable[str]) -> Term:
    """The stages, one or the other: "bestehend oder in Anbahnung"."""
    words = [stage_word(stage) for stage in sorted(stages, key=_ORDER.index)]
    return Term(*(_OR.text(lang).join(word.text(lang) for word in words) for lang in ("de", "en")))
