"""What the workshop needs of the disk: the person's own routines and exercises, and the files they are shared in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from unknot.core.drafts import ExerciseDraft, RoutineDraft
from unknot.core.library import Library
from unknot.ports import Undo


class Standing(StrEnum):
    """How something that is to be imported stands to what is there. SAME: there already, to the letter. TAKEN: its id
    belongs to another one of the person's own. BUILT_IN: to one that can't be replaced; it takes another id."""

    NEW = "new"
    SAME = "same"
    TAKEN = "taken"
    BUILT_IN = "built in"


@dataclass(frozen=True, slots=True)
class Arrival:
    """One routine or exercise in a file that was looked into."""

    id: str
    name: str
    routine: bool
    standing: Standing


@dataclass(frozen=True, slots=True)
class Parcel:
    """A file that was looked into and found good; nothing of it is in use yet. ``key`` tells ``OwnContent`` which."""

    key: int
    file: str
    arrivals: tuple[Arrival, ...]


class OwnContent(Protocol):
    """The person's own exercises and routines. All may block for as long as the disk takes, and raise StoreError, with
    everything left as it was."""

    def load(self) -> Library:
        """Everything that can be done, read anew: what is built in, and the person's own."""

    def save_routine(self, draft: RoutineDraft) -> str:
        """Write it, whole or not at all; its id, a new one where the draft has none."""

    def save_exercise(self, draft: ExerciseDraft, picture: bytes | None = None) -> str:
        """The same for an exercise. ``picture``: as ``picture`` answered; None leaves the one it has, b"" takes it
        away."""

    def delete(self, name: str) -> Undo:
        """Remove an own routine or exercise by its id; the answer brings it back (StoreError)."""

    def picture(self, path: Path) -> bytes:
        """A picture of the person's, checked, made as large as is needed and written anew, without what else its file
        held."""

    def write_parcel(self, path: Path, names: Sequence[str]) -> None:
        """One file with these routines and exercises, and the own exercises and pictures that they need."""

    def read_parcel(self, path: Path) -> Parcel:
        """Look into such a file. Anything in it that isn't as it should be is a StoreError that says what."""

    def take(self, parcel: Parcel, *, replacing: bool) -> Undo:
        """Bring in all that isn't there already. ``replacing``: in place of one's own that have the same id; else both
        are kept. The answer undoes it (StoreError)."""
