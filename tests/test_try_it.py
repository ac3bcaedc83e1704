"""The page "Try it": what it loads is whole, and what it asks the library is answered as by the library itself."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path, PurePosixPath
from types import ModuleType, SimpleNamespace
from zipfile import ZipFile

import pytest

from kommunal_partner.adapters.from_tables import read_partnerships
from kommunal_partner.eligibility import assess_country, series_for
from kommunal_partner.facts import load_facts
from kommunal_partner.schedule import state

ROOT = Path(__file__).resolve().parents[1]
LIST = ROOT / "examples" / "messy_list.csv"
TEMPLATE = {"template": "try.html"}


def loaded(path: str) -> ModuleType:
    spec = spec_from_file_location(Path(path).stem, ROOT / path)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def answers() -> ModuleType:
    return loaded(".ci/site/answers.py")


@pytest.fixture
def hook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    module = loaded(".ci/try_it.py")
    folder = tmp_path / "pyodide"
    folder.mkdir()
    for name in module.PYTHON:
        (folder / name).write_bytes(b"0" * 1_000_000)
    monkeypatch.setattr(module, "PYODIDE", folder)
    return module


@pytest.mark.parametrize(("text", "code"), [("Chile", "CHL"), ("kenya", "KEN"), ("XK", "XKX")])
@pytest.mark.parametrize("on", [date(2017, 12, 31), date(2018, 1, 1), date(2027, 1, 1)])
@pytest.mark.parametrize("lang", ["de", "en"])
def test_a_country_is_judged_as_by_the_library(answers: ModuleType, text: str, code: str, on: date, lang: str) -> None:
    facts = load_facts()
    told = json.loads(answers.country_on(text, on.isoformat(), lang))
    verdict = assess_country(facts, code, on=on)
    assert (told["answer"], told["sentence"], told["code"]) == (verdict.answer.value, verdict.text(lang), verdict.code)
    assert {row["text"] for row in told["evidence"]} == {
        source.text for row in verdict.evidence for source in row.sources
    }
    meant = [(one.id, verdict.answer.value) for one, verdict in series_for(facts, code, on=on)]
    assert [(one["id"], one["answer"]) for one in told["formats"]] == meant


def test_a_series_stands_as_by_the_library(answers: ModuleType) -> None:
    on = date(2026, 11, 29)
    for series in load_facts().series.values():
        found, told = state(series, on=on), json.loads(answers.series_on(series.id, on.isoformat(), "en"))
        assert (told["phase"], told["sentence"]) == (found.phase.value, found.why.text("en"))
        assert (told["next"] is None) == (found.next is None)


def test_the_scope_of_a_series_is_that_of_the_day(answers: ModuleType) -> None:
    told = json.loads(answers.series_on("rk-lateinamerika", "2017-12-31", "de"))
    assert "Chile" in told["sure"] + told["undecided"]
    later = json.loads(answers.series_on("rk-lateinamerika", "2018-01-01", "de"))
    assert "Chile" not in later["sure"] + later["undecided"]


def test_a_list_is_checked_as_by_the_library_and_its_checked_copy_is_clean(answers: ModuleType, tmp_path: Path) -> None:
    register = load_facts().municipalities
    reading = read_partnerships(LIST, municipalities=register)
    told = json.loads(answers.check_list(str(LIST), "de"))
    assert [one["reason"] for one in told["problems"]] == [problem.reason.text("de") for problem in reading.problems]
    assert told["counts"] == {"error": len(reading.errors), "warning": 6, "note": 1}
    checked = tmp_path / "checked.csv"
    checked.write_bytes(told["checked"].encode("utf-8"))
    again = read_partnerships(checked, municipalities=register)
    assert (again.values, again.errors) == (reading.values, ())
    assert told["findings"].splitlines()[0].lstrip("\ufeff") == "Zeile;Spalte;Wert;Schwere;Grund"
    assert len(told["findings"].splitlines()) == 1 + len(reading.problems)


@pytest.mark.parametrize("lang", ["de", "en"])
def test_what_the_library_refuses_is_said_in_its_words(answers: ModuleType, lang: str, tmp_path: Path) -> None:
    told = json.loads(answers.country_on("Kongo", "2026-01-01", lang))
    assert list(told) == ["refused"]
    assert "Kongo" in told["refused"]
    nothing = tmp_path / "nothing.csv"
    nothing.write_bytes(b"\0\1\2\0")
    assert list(json.loads(answers.check_list(str(nothing), lang))) == ["refused"]


def members(archive: Path) -> list[PurePosixPath]:
    with ZipFile(archive) as opened:
        return [PurePosixPath(name) for name in opened.namelist()]


def is_licence(path: PurePosixPath) -> bool:
    return path.parts[0].endswith(".dist-info") and path.name.startswith(("LICEN", "COPYING"))


@pytest.mark.skipif("KOMMUNAL_PARTNER_SITE" not in os.environ, reason="`make docs` builds and looks at it")
def test_what_the_page_loads_answers_by_itself(hook: ModuleType, tmp_path: Path) -> None:
    hook.pack(tmp_path / "try")
    names = ("kommunal_partner.whl", "needed.zip", "excel.zip")
    for name in names:
        with ZipFile(tmp_path / "try" / name) as archive:
            archive.extractall(tmp_path / "python")
    ask = (
        "import answers; print(answers.country_on('Chile', '2018-01-01', 'de')); print(answers.check_list({!r}, 'de'))"
    )
    code = f"import sys; sys.path.insert(0, {str(tmp_path / 'python')!r}); import openpyxl; {ask.format(str(LIST))}"
    alone = [sys.executable, "-I", "-S", "-X", "utf8", "-c", code]
    done = subprocess.run(alone, capture_output=True, text=True, encoding="utf-8", check=False)  # noqa: S603 - because it is this interpreter
    assert done.returncode == 0, done.stderr[-2000:]
    first, second = map(json.loads, done.stdout.splitlines())
    assert first["answer"] == "no"
    assert second["counts"]["error"] == 4
    assert sum(path.stat().st_size for path in (tmp_path / "try").glob("*.*")) < 3_000_000


def test_the_page_offers_every_country_and_series_and_says_how_much_it_loads(
    hook: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = SimpleNamespace(meta=TEMPLATE, file=SimpleNamespace(url="de/try/"))
    shown = hook.on_page_markdown("<!-- countries -->|<!-- series -->|<!-- left out -->", page=page)
    countries, series, left_out = shown.split("|")
    assert '<option value="Kenia"></option>' in countries
    assert all(f'<option value="{one}">' in series for one in load_facts().series)
    assert left_out == ""
    monkeypatch.setattr(hook, "pack", _packed)
    assert hook.on_page_context({}, page=page)["try_megabytes"] == "2.5"


def _packed(target: Path) -> None:
    (target / "x").mkdir(parents=True)
    (target / "x" / "python.zip").write_bytes(b"0" * 2_500_000)
    (target / "excel.zip").write_bytes(b"0" * 500_000)


def test_without_npm_the_page_says_what_was_left_out(
    hook: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(hook, "PYODIDE", tmp_path / "missing")
    for url, words in (("de/try/", "nicht enthalten"), ("try/", "Left out")):
        page = SimpleNamespace(meta=TEMPLATE, file=SimpleNamespace(url=url))
        assert words in hook.on_page_markdown("<!-- left out -->", page=page)
        assert hook.on_page_context({}, page=page) == {}
    with caplog.at_level("INFO"):
        hook.on_post_build(SimpleNamespace(site_dir=str(tmp_path / "site")))
    assert "left out" in caplog.text
    assert not (tmp_path / "site").exists()
