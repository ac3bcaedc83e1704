"""For the docs site: the columns of every shipped table, out of its data package, in place of a mark on a page."""  # noqa: INP001 - because the folder is no package

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

__all__ = ["table"]

HEADINGS = {
    "de": ("Spalte", "Art", "Werte", "Schlüssel", "muss gefüllt sein", "mehrere möglich", "aus"),
    "en": ("column", "type", "values", "key", "must be filled", "several possible", "of"),
}


def table(lang: str) -> str:
    """The tables as Markdown: a heading each, and a row a column."""
    package = json.loads((files("kommunal_partner.facts") / "tables" / "datapackage.json").read_text("utf-8"))
    lines: list[str] = []
    for resource in package["resources"]:
        lines += [f"### {resource['path']}", "", f"| {' | '.join(HEADINGS[lang][:3])} |", "|---|---|---|"]
        lines += [_row(resource, field, lang) for field in resource["schema"]["fields"]]
        lines.append("")
    return "\n".join(lines)


def _row(resource: dict[str, Any], field: dict[str, Any], lang: str) -> str:
    *_, key, filled, several, of = HEADINGS[lang]
    schema = resource["schema"]
    rules = field.get("constraints", {})
    told = [f"`{word}`" for word in rules.get("enum", ())]
    told += [several] if "description" in field else []
    told += [key] if field["name"] in schema.get("primaryKey", ()) else []
    told += [filled] if rules.get("required") else []
    for one in schema.get("foreignKeys", ()):
        if field["name"] in one["fields"]:
            home = one["reference"].get("resource", resource["name"])
            told.append(f"{of} {home.replace('-', '_')}.csv")
    return f"| `{field['name']}` | {field['type']} | {', '.join(told)} |"
