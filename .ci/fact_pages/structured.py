"""What a page holds for machines: its group of facts as a Dataset of schema.org, with the files to download."""

from __future__ import annotations

from urllib.parse import urljoin

from fact_pages.model import HOMES, FactPage, Occasion
from kommunal_partner.adapters.to_jsonld import dataset_jsonld, script

__all__ = ["datasets"]


def datasets(page: FactPage, occasion: Occasion, site_url: str) -> str:
    """A script element for each dataset of the page; nothing where the address of the site is not known."""
    if not site_url:
        return ""
    address = urljoin(site_url, f"{HOMES[occasion.lang]}{page.address}")
    documents = [
        dataset_jsonld(
            occasion.facts,
            one.group,
            country=one.country,
            url=address,
            downloads=[urljoin(site_url, name) for name in one.files],
            lang=occasion.lang,
        )
        for one in page.datasets
    ]
    return "\n".join(map(script, documents))
