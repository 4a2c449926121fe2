"""What was being made when the app was quit: kept in the ledger, and given back where it was being made."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Container
from dataclasses import asdict, dataclass, replace
from typing import Any

from unknot.core.body import Area, Side
from unknot.core.drafts import ExerciseDraft, RoutineDraft
from unknot.core.library import Amount, Origin, Position, RoutineStep, Sides
from unknot.ports import Ledger

KEY = "unsaved"
"""The named value that holds them."""
_BROKEN = (ValueError, KeyError, TypeError, AttributeError)


@dataclass(frozen=True, slots=True)
class Unsaved:
    """A draft, and what its window knows beside it. ``picture``: see ``OwnContent``. ``copied``: the id of the
    built-in routine that it is a copy of."""

    draft: RoutineDraft | ExerciseDraft
    picture: bytes | None = None
    copied: str = ""


class UnsavedDrafts:
    """Each has a key by which its window keeps it again or settles it. Without a ledger nothing is kept."""

    def __init__(self, ledger: Ledger | None) -> None:
        self._ledger = ledger
        self._out: set[str] = set()

    def keep(self, key: str, unsaved: Unsaved) -> None:
        """Until it is settled, whatever becomes of the app. ``key``: as ``offer`` answered it, "" for another one."""
        there = self._read()
        key = key or str(max((int(each) for each in there), default=0) + 1)
        self._out.discard(key)
        self._write({**there, key: _plain(unsaved)})

    def offer(self, kind: type[RoutineDraft] | type[ExerciseDraft], id_: str, known: Container[str]) -> tuple[
        str, Unsaved
    ] | None:
        """What was kept of this id and is in no window; for "", of what is new, or was deleted since. ``known``: the
        ids there are."""
        for key, plain in self._read().items():
            try:
                found = _unsaved(plain)
            except _BROKEN:
                continue
            its = found.draft.id or found.copied
            if its not in known:
                its, found = "", replace(found, draft=replace(found.draft, id=""), copied="")
            if key not in self._out and isinstance(found.draft, kind) and its == id_:
                self._out.add(key)
                return key, found
        return None

    def settle(self, key: str) -> None:
        """It was saved, or is wanted no more."""
        there = self._read()
        if key in there:
            self._write({each: plain for each, plain in there.items() if each != key})

    def _read(self) -> dict[str, Any]:
        try:
            found = json.loads((self._ledger.recall(KEY) if self._ledger else None) or "{}")
        except ValueError:
            return {}
        return {key: plain for key, plain in found.items() if key.isdecimal()} if isinstance(found, dict) else {}

    def _write(self, there: dict[str, Any]) -> None:
        if self._ledger is not None:
            self._ledger.remember(KEY, json.dumps(there) if there else None)


def _plain(unsaved: Unsaved) -> dict[str, Any]:
    kind = "routine" if isinstance(unsaved.draft, RoutineDraft) else "exercise"
    picture = None if unsaved.picture is None else b64encode(unsaved.picture).decode()
    return {"kind": kind, "draft": asdict(unsaved.draft), "picture": picture, "copied": unsaved.copied}


def _unsaved(plain: dict[str, Any]) -> Unsaved:
    draft = (_routine if plain["kind"] == "routine" else _exercise)(plain["draft"])
    picture = None if plain["picture"] is None else b64decode(plain["picture"])
    return Unsaved(draft, picture, plain["copied"])


def _routine(plain: dict[str, Any]) -> RoutineDraft:
    steps = tuple(RoutineStep(**{**step, "side": Side(step["side"])}) for step in plain["steps"])
    return RoutineDraft(**{**plain, "steps": steps})


def _exercise(plain: dict[str, Any]) -> ExerciseDraft:
    amounts = {
        name: plain[name] and Amount(**{**plain[name], "origin": Origin(plain[name]["origin"])})
        for name in ("hold", "repetitions", "relax")
    }
    positions, areas = tuple(map(Position, plain["positions"])), tuple(map(Area, plain["areas"]))
    return ExerciseDraft(**{
        **plain, **amounts, "positions": positions, "areas": areas, "sides": Sides(plain["sides"]),
    })
