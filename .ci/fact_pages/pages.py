"""All pages of facts, in the order of the navigation."""

from __future__ import annotations

from fact_pages.changes import changes_page
from fact_pages.countries import countries_page
from fact_pages.country import country_pages
from fact_pages.data import data_page, index_page
from fact_pages.lookups import Lookups
from fact_pages.model import FactPage
from fact_pages.oda_list import list_page
from fact_pages.partnerships import partnerships_page
from fact_pages.programmes import programmes_page
from fact_pages.series import series_pages
from fact_pages.sources import sources_page

__all__ = ["all_pages"]


def all_pages(once: Lookups) -> list[FactPage]:
    """Every page, each once for both languages."""
    return [
        index_page(once),
        list_page(once),
        countries_page(once),
        *country_pages(once),
        changes_page(once),
        *series_pages(once),
        programmes_page(once),
        partnerships_page(once),
        sources_page(once),
        data_page(),
    ]
