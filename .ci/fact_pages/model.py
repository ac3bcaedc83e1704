"""A page of facts: where it lies, what stands in its head, and what its template is given."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeAlias

from attrs import field, frozen

from fact_pages.citations import Citations
from fact_pages.lookups import Lookups
from kommunal_partner.facts import Facts
from kommunal_partner.languages import Lang, Term

__all__ = ["HOMES", "Dataset", "FactPage", "Occasion", "View"]

HOMES: Mapping[Lang, str] = {"en": "", "de": "de/"}
"""Where the pages of a language begin on the site."""


@frozen
class Occasion:
    """What every page is built from: the facts on the day that is called today, in one of the two languages."""

    once: Lookups
    lang: Lang
    cited: Citations = field(factory=Citations)

    @property
    def facts(self) -> Facts:
        """The facts."""
        return self.once.facts

    @property
    def on(self) -> date:
        """The day that is called today."""
        return self.once.on


View: TypeAlias = Callable[[Occasion], Mapping[str, Any]]
"""What a template is given, computed from the facts."""


@frozen
class Dataset:
    """A group of facts that a page shows, of one country or of all, and the files of the site that hold it."""

    group: str
    files: tuple[str, ...]
    country: str | None = None


@frozen
class FactPage:
    """One page in both languages: `path` below the home of a language, without an ending; `name` for its template.

    `lead` is the first sentence, which the search finds with the title; `names` are other names
    and codes, which stand under the title; `in_nav` tells whether the navigation has it.
    """

    path: str
    template: str
    title: Term
    lead: Term
    view: View
    in_nav: bool = True
    names: Term | None = None
    datasets: tuple[Dataset, ...] = ()

    @property
    def is_index(self) -> bool:
        """Whether it lies at the address of its folder."""
        return self.path.rpartition("/")[2] == "index"

    @property
    def up(self) -> str:
        """From this page to the home of its language."""
        return "../" * (self.path.count("/") + (0 if self.is_index else 1))

    @property
    def address(self) -> str:
        """Its address below the home of a language."""
        return self.path.removesuffix("index") if self.is_index else f"{self.path}/"
