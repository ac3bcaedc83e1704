"""For the docs site: the table of all reason codes with both sentences, in place of a mark on the page of reasons."""  # noqa: INP001 - because the folder is no package

from __future__ import annotations

import ast
import pkgutil
import re
from collections.abc import Iterator
from functools import cache
from html import escape
from importlib import import_module
from itertools import pairwise
from pathlib import Path

import kommunal_partner
from kommunal_partner.regions.sentences import REASONS_FOR_DOUBT
from kommunal_partner.verdicts import Reason

__all__ = ["anchor_of", "is_search", "limit_of", "reasons", "table", "undecided_codes"]

LIMITS = "background/limits.md"

SEARCHES = ("adapters", "clashes", "invitations", "matching", "planning")
"""The modules and packages whose codes are their own; a code of all the others means one thing among them."""

SECTIONS = {
    "list": r"BEFORE_FIRST_LIST|AFTER_LAST_LIST|NO_LIST",
    "days": r"CHANGES_WITHIN|SCOPE_CHANGES_WITHIN|ANSWER_TURNS|NOT_ALL_DECIDED",
    "region": r"DOUBTFUL|NAME_ONLY|NO_REGION_NAMED|NOT_STATED|ESPECIALLY|PERHAPS_SUB_SAHARAN|OWN_FORMATS?\w*"
    r"|BEFORE_FIRST_YEAR|OTHERS_TOO|SCOPE_IN_WORDS|SCOPE_NOT_KNOWN|NOT_PLACED|SEEN_BOTH_WAYS|NOT_YET_DOCUMENTED",
    "series": r"LAPSED\w*|OVERDUE\w*",
    "audience": r"AUDIENCE_\w+|ACTOR_\w+|UNKNOWN_ACTOR|CONDITION_TO_CHECK",
    "stage": r"STAGE_\w+|PERHAPS_ENDED|CONTRADICTING_STAGES|BEGINS_LATER_PERHAPS|NEVER_SEEN|NOT_SEEN_THEN",
    "municipality": r"NO_UNIT_\w+|NO_MUNICIPALITY|GEMEINDEFREI|UNIT_\w+|KEY_UNKNOWN|NAME_UNKNOWN",
    "person": r"SIDE_\w+|COUNTRY_\w+|OWN_PARTNERSHIP_\w+|DELEGATION_\w+|PERHAPS_TOO_MANY|ADMINISTRATION_PERHAPS",
    "programme": r"TEXT_UNKNOWN|NO_TEXT|BETWEEN_VERSIONS|RULE_\w+|NOT_GIVEN|BROADER_WORD|EXCEPTION|NEWCOMER_LIMIT"
    r"|STEP_OVER|DEADLINES_OVER",
    "time": r"NOT_JUDGED",
}
"""The sections of the page of limits, and the codes that each explains."""

OPEN = re.compile(r"^Offen|\bhängt\b.* ab\b")

WHY = {"de": "warum offen", "en": "why undecided"}

HEADINGS = {"de": ("Code", "Deutsch", "Englisch"), "en": ("Code", "German", "English")}


def reasons() -> dict[str, dict[str, Reason]]:
    """Every reason by the module that says it and by its code, in the order of the module."""
    found: dict[str, dict[str, Reason]] = {}
    for module in pkgutil.walk_packages(kommunal_partner.__path__, "kommunal_partner."):
        held = vars(import_module(module.name))
        own = {value.code: value for value in held.values() if isinstance(value, Reason)}
        if own and (module.name.endswith(".sentences") or module.name.count(".") == 1):
            parts = module.name.removesuffix(".sentences").split(".")[1:]
            found.setdefault(".".join(part for part in parts if not part.startswith("_")), {}).update(own)
    return found


def is_search(module: str) -> bool:
    """Whether the codes of a module are its own, so that another module may give them another meaning."""
    return module.partition(".")[0] in SEARCHES


def anchor_of(module: str, code: str) -> str:
    """Where a code stands on the page of reasons: by itself where it means one thing, else behind its module."""
    return f"{module}.{code}" if is_search(module) else code


def table(lang: str) -> str:
    """The reasons of every module as Markdown, each code with an anchor of its own."""
    lines: list[str] = []
    told: set[Reason] = set()
    for module, own in reasons().items():
        new = [reason for reason in own.values() if reason not in told]
        told.update(new)
        if new:
            lines += ["", f"## {module} {{#{module.replace('.', '-')}}}", ""]
            lines += [f"| {' | '.join(HEADINGS[lang])} |", "|---|---|---|"]
            lines += [
                f"| {_anchor(module, reason, lang)} | {_cell(reason.de)} | {_cell(reason.en)} |" for reason in new
            ]
    return "\n".join(lines)


def _anchor(module: str, reason: Reason, lang: str) -> str:
    why = f"<br>[{WHY[lang]}]({limit_of(reason.code)})" if reason.code in undecided_codes() else ""
    code = reason.code.replace("_", "\\_<wbr>")
    return f'<code id="{anchor_of(module, reason.code)}">{code}</code>{why}'


def limit_of(code: str) -> str:
    """The section of the page of limits that explains an undecided answer."""
    section = next((name for name, codes in SECTIONS.items() if re.fullmatch(codes, code)), None)
    return LIMITS if section is None else f"{LIMITS}#{section}"


@cache
def undecided_codes() -> frozenset[str]:
    """The codes of undecided answers: given to `undecided` or after `Answer.UNDECIDED`, said to be open, or doubts."""
    source = Path(str(kommunal_partner.__file__)).parent
    given = {
        name.id
        for path in source.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        for argument in _said_undecided(node)
        for name in ast.walk(argument)
        if isinstance(name, ast.Name) and name.id.isupper()
    }
    known = {code: reason for own in reasons().values() for code, reason in own.items()}
    doubts = {reason.code for reason in REASONS_FOR_DOUBT}
    return frozenset(code for code, reason in known.items() if code in given | doubts or OPEN.search(reason.de))


def _said_undecided(node: ast.AST) -> Iterator[ast.expr]:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "undecided":
        yield from node.args[:1]
    if isinstance(node, ast.Call | ast.Tuple):
        given = node.args if isinstance(node, ast.Call) else node.elts
        for one, after in pairwise(given):
            if isinstance(one, ast.Attribute) and one.attr == "UNDECIDED":
                yield after


def _cell(sentence: str) -> str:
    return escape(sentence).replace("|", "&#124;").replace("{", "&#123;").replace("}", "&#125;")
