"""For the docs site: all errors raised on purpose and what brings them about, in place of a mark on their page."""  # noqa: INP001 - because the folder is no package

from __future__ import annotations

import inspect
from datetime import date, datetime
from html import escape
from importlib import import_module

import kommunal_partner
from kommunal_partner import errors
from kommunal_partner.errors import KommunalPartnerError

__all__ = ["MEANINGS", "example", "table"]

PACKAGES = ("adapters", "matching", "testing")

MEANINGS: dict[str, tuple[str, str | None]] = {
    "KommunalPartnerError": ("Was alle Fehler dieser Bibliothek gemeinsam haben.", None),
    "AmbiguousCountry": ("Ein Name passt auf mehr als ein Land.", 'find_country("Kongo")'),
    "AmbiguousName": (
        "Ein Name passt auf mehr als eine Gemeinde, einen Kreis oder eine andere Einheit.",
        'load_facts().municipalities.identify("Neuenkirchen")',
    ),
    "BadBudget": (
        "Eine Zahl von Schritten oder Sekunden, mit der sich nicht suchen lässt.",
        "rotate('abcd', tables=2, rounds=2, steps=-1)",
    ),
    "BadCycle": ("Ein Turnus, der nie oder nur rückwärts wiederkehrt.", "Grid(2018, every=0)"),
    "BadEdition": (
        "Ausgaben, die einander oder ihrer Reihe widersprechen.",
        (
            'EventSeries("x", "X", "round_table", RegionScope("afrika"), Grid(2018, every=3), '
            '[Edition("2018", id="a"), Edition("2021", id="a")])'
        ),
    ),
    "BadFacts": (
        "Tabellen, die jede für sich stimmen, einander aber widersprechen.",
        'Facts.from_directory("nowhere")',
    ),
    "BadFile": ("Eine Datei ist nicht das, als was sie gelesen wird.", 'from_json("{", Partnership)'),
    "BadFuzzyDate": ("Ein Text, der nicht als Datum zu lesen ist.", 'FuzzyDate.parse("2018-13")'),
    "BadIdentifier": (
        "Eine Kennung, die nicht die Form ihres Schemas hat.",
        'ForeignUnit("f:1", "Kaya", country="BFA", identifiers={"wikidata": "kaya"})',
    ),
    "BadInstance": (
        "Eine Aufgabe zum Zusammenbringen oder Planen, deren Teile nicht zueinander passen.",
        "rotate('aab', tables=1, rounds=1)",
    ),
    "BadKey": ("Ein Text, der kein amtlicher Schlüssel ist, mit dem Grund.", 'parse_ags("10115")'),
    "BadModel": (
        "Ein Modell aus Teilen, die einander widersprechen oder nicht von seiner Art sind.",
        'Partnership("p", ())',
    ),
    "BadReason": (
        "Ein Grund, dessen Sätze nicht zueinander passen, oder ein Satz mit anderen Werten als sein Grund.",
        'Reason("WET", de="{name} ist nass.", en="It is wet.")',
    ),
    "BadRule": ("Eine Regel oder Option, der sich nicht folgen lässt.", 'Quota("country", at_most=-1)'),
    "BadSpan": (
        "Eine Spanne, die keinen Tag enthält oder keinen, den der Kalender kennt.",
        "Span(date(2020, 1, 1), date(2018, 1, 1))",
    ),
    "BadTable": (
        "Eine Tabelle ist nicht, wie sie sein muss; `.problems` nennt alle Gründe.",
        'read_partnerships(b"Hallo\\n", municipalities=load_facts().municipalities)',
    ),
    "BeyondHorizon": ("Ein Tag, für den es keine Liste gibt.", 'load_facts().oda.group("KEN", on=date(2030, 1, 1))'),
    "FixedOutsideHorizon": (
        "Eine feste Ausgabe liegt außerhalb des Zeitraums, der geplant wird.",
        (
            'plan([Occurrence("f", "f", *(date(2027, 9, day) for day in (1, 20, 30)))], Span.years(2027), '
            'locked=[Placement(date(2030, 1, 1), date(2030, 1, 2), "f")])'
        ),
    ),
    "MissingExtra": ("Eine Funktion braucht ein Paket, das nicht installiert ist.", None),
    "MissingFile": (
        "Unter einem Pfad, der gelesen werden soll, ist keine Datei.",
        'read_participants("anmeldungen.csv")',
    ),
    "NotADay": (
        "Ein Tag war gefragt, etwas anderes wurde gegeben; ein Zeitpunkt (`datetime`) ist kein Tag.",
        'load_facts().oda.group("KEN", on=datetime(2018, 1, 1))',
    ),
    "Overlap": (
        "Zwei Einträge einer Zeitleiste beanspruchen denselben Tag.",
        'Timeline([(Span.years(2018), "a"), (Span.years(2018), "b")])',
    ),
    "UndecidedTruth": (
        "Eine offene Antwort wurde verwendet, als wäre sie ja oder nein.",
        'bool(assess_country(load_facts(), "KEN", on=date(2030, 1, 1)))',
    ),
    "UnknownChoice": (
        "Ein Wort, das keines der wenigen ist, die hier stehen können.",
        'Observation("existing", as_of="2020", confidence="hoch")',
    ),
    "UnknownCountry": ("Kein Land heißt so oder hat dieses Kürzel.", 'find_country("Nigerr")'),
    "UnknownLanguage": ("Sätze gibt es nur auf Deutsch und Englisch.", 'country("KEN").name("fr")'),
    "UnknownName": ("Nichts von dieser Art hat diese Kennung oder diesen Namen.", 'load_facts().series["rk-afrka"]'),
}
"""Of every error what it means in German (the English is its docstring) and a call that brings it about."""

WORDS = {
    "de": ("Code", "auch ein", "Zum Beispiel", "Deutsch", "Englisch"),
    "en": ("code", "also a", "For example", "German", "English"),
}


def example(name: str) -> KommunalPartnerError | None:
    """The error that the example of this class brings about; None where it has none."""
    call = MEANINGS[name][1]
    if call is None:
        return None
    try:
        eval(call, _public_names())  # noqa: S307 - because the calls stand in the table above
    except KommunalPartnerError as error:
        return error
    return None


def _public_names() -> dict[str, object]:
    found: dict[str, object] = {"date": date, "datetime": datetime}
    for name in kommunal_partner.__all__:
        module = import_module(f"kommunal_partner.{name}")
        below = [import_module(f"{module.__name__}.{one}") for one in module.__all__] if name in PACKAGES else [module]
        found |= {public: getattr(one, public) for one in below for public in one.__all__}
    return found


def table(lang: str) -> str:
    """Every error with its code, its meaning, and what it says, as Markdown; each has an anchor of its own."""
    code, also, call, german, english = WORDS[lang]
    lines: list[str] = []
    for name, (meaning, _) in MEANINGS.items():
        error = getattr(errors, name)
        said = meaning if lang == "de" else str(inspect.getdoc(error)).partition("\n\n")[0]
        builtin = next(one.__name__ for one in error.__mro__ if one.__module__ == "builtins")
        lines += [f"## {name} {{#{name}}}", "", f"{said} ({code} `{error.case}`, {also} `{builtin}`)", ""]
        made = example(name)
        if made is not None:
            said_in = [(german, made.text("de")), (english, made.text("en"))]
            lines += [f"{call} `{MEANINGS[name][1]}`:", ""]
            lines += [f"- {name}: {_cell(words)}" for name, words in said_in] + [""]
    return "\n".join(lines)


def _cell(sentence: str) -> str:
    return escape(sentence, quote=False).replace("{", "&#123;").replace("}", "&#125;")
