"""One library serves everyone for the whole run, also after the person's own routines changed."""

from __future__ import annotations

from unknot.core.library import Library, RoutineText


def test_who_holds_the_library_sees_what_was_read_anew() -> None:
    held = Library({}, {}, {}, {"old": RoutineText("Old", "")})
    held.become(Library({}, {}, {}, {"new": RoutineText("New", "")}))
    assert held == Library({}, {}, {}, {"new": RoutineText("New", "")})
