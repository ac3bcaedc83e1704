"""A call that cannot be stopped: what asks meanwhile, what ends the waiting, what becomes of it."""

from __future__ import annotations

import math
import sys
import threading
import time
from collections.abc import Callable
from threading import Event

import pytest

from kommunal_partner.results import Budget, OutOfSteps, _budget, _watched, watched

with_threads = pytest.mark.skipif(sys.platform == "emscripten", reason="WebAssembly starts no thread")


@pytest.fixture(autouse=True)
def asked_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_budget, "_SECONDS_BETWEEN", 0.0)
    monkeypatch.setattr(_watched, "_SECONDS_BETWEEN", 0.001)


def within(progress: Callable[..., bool | None] | None = None, seconds: float | None = None) -> Budget:
    return Budget.of(None, seconds, 10, progress)


def never(_found: object) -> bool:
    return False


def test_a_call_gives_what_it_finds_and_is_told_that_it_may_take_as_long_as_it_needs() -> None:
    assert watched(lambda seconds: (seconds, "found"), within(), is_cut_short=never) == (math.inf, "found")


def test_a_call_is_told_the_seconds_until_the_deadline() -> None:
    assert 50 < watched(lambda seconds: seconds, within(seconds=60), is_cut_short=never) <= 60
    late = within(seconds=60)
    late.deadline = time.monotonic() - 1
    assert watched(lambda seconds: seconds, late, is_cut_short=never) == 0.001


@with_threads
def test_progress_is_asked_while_the_call_runs_and_may_end_the_waiting() -> None:
    told, over = [], Event()

    def third(*said: object) -> bool:
        told.append(said)
        return len(told) == 3

    with pytest.raises(OutOfSteps):
        watched(lambda _: over.wait(60), within(third), is_cut_short=never)
    over.set()
    assert len(told) == 3


@with_threads
def test_an_interruption_ends_the_waiting() -> None:
    over = Event()

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        watched(lambda _: over.wait(60), within(interrupt), is_cut_short=never)
    over.set()


@with_threads
def test_a_call_that_does_not_end_at_the_deadline_is_given_up_a_little_later() -> None:
    over = Event()
    with pytest.raises(OutOfSteps):
        watched(lambda _: over.wait(60), within(seconds=0.02), is_cut_short=never)
    over.set()


def test_what_a_call_hands_over_just_after_the_deadline_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_watched, "_GRACE", 60.0)

    def a_little_late(seconds: float) -> str:
        time.sleep(seconds + 0.05)
        return "found"

    assert watched(a_little_late, within(seconds=0.02), is_cut_short=never) == "found"


def test_what_a_call_raises_is_raised() -> None:
    def fail(_seconds: float) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        watched(fail, within(), is_cut_short=never)


def test_a_call_that_is_cut_short_is_begun_anew_with_twice_the_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_watched, "_FIRST_SECONDS", 1 / 64)
    begun: list[float] = []

    def call(seconds: float) -> float:
        begun.append(seconds)
        time.sleep(seconds)
        return seconds

    assert watched(call, within(lambda *_: None), is_cut_short=lambda found: found < 1 / 16) == 1 / 16
    assert begun == [1 / 64, 1 / 32, 1 / 16]


def test_between_two_attempts_progress_may_end_it_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_watched, "_FIRST_SECONDS", 0.0)
    begun: list[float] = []
    told: list[float | None] = []

    def watch(_done: int, _of: int, best: float | None) -> bool:
        told.append(best)
        return bool(begun)

    def call(seconds: float) -> str:
        begun.append(seconds)
        return "cut short"

    budget = within(watch)
    budget.best = 7
    assert watched(call, budget, is_cut_short=lambda _: True) == "cut short"
    assert (begun, set(told), budget.stopped) == ([0.0], {7}, True)


@with_threads
def test_what_the_last_attempt_gave_is_taken_where_progress_ends_the_next_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_watched, "_FIRST_SECONDS", 1 / 64)
    begun: list[float] = []
    over = Event()

    def call(seconds: float) -> int:
        begun.append(seconds)
        if len(begun) > 2:
            over.wait(60)
        time.sleep(seconds)
        return len(begun)

    assert watched(call, within(lambda *_: len(begun) > 2), is_cut_short=lambda _: True) == 2
    over.set()


def test_a_call_that_is_cut_short_before_its_seconds_are_over_is_not_begun_anew() -> None:
    begun: list[float] = []
    watched(begun.append, within(lambda *_: None), is_cut_short=lambda _: True)
    assert begun == [2.0]


def test_where_no_thread_can_be_started_the_call_runs_through(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_thread: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", fail)
    assert watched(lambda _: "found", within(), is_cut_short=never) == "found"
