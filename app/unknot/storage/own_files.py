"""The person's own routines and exercises in their data folder: written, removed, brought in, read anew.

Everything goes through a folder beside them first (``.incoming-...``), where the reader of the content files looks at
it as it would at the next start; only what it takes without a word is moved to its place. Once a mark there says that
it counts, all of it does, whenever the app may end: ``settle`` moves the rest.
"""

from __future__ import annotations

import contextlib
import json
import shutil
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

from unknot.core.drafts import ExerciseDraft, RoutineDraft, is_reserved, new_id
from unknot.core.library import Library, Problem
from unknot.ports import StoreError, Undo
from unknot.ports_own import Parcel
from unknot.storage.atomic import problem_for, write_whole
from unknot.storage.content import load_library
from unknot.storage.laid_out import laid_out

if TYPE_CHECKING:
    from unknot.storage.bundles import Contents

STAGING = ".incoming-"
_MARK = "counts"
LARGEST_PICTURE_FILE = 32 * 1024 * 1024
KINDS = ("art", "exercises", "routines")
"""The folders, in the order in which their files are moved: whatever stops it, each file finds what it needs."""


class OwnFiles:
    """``ports.OwnContent`` in a data folder. ``redraw``: a picture's bytes as they may be kept, see
    ``desktop.redraw``; it raises StoreError with the reason for what it refuses."""

    def __init__(self, built_in: Path, own: Path, redraw: Callable[[bytes, str], bytes]) -> None:
        self.built_in = built_in
        self.own = own
        self.redraw = redraw
        self._parcel: tuple[int, Contents | None] = (0, None)  # the key of the last one, and what it holds

    def load(self) -> Library:
        """Everything, read anew."""
        return load_library([self.built_in, self.own])

    def save_routine(self, draft: RoutineDraft) -> str:
        """Write a routine; its id."""
        from unknot.storage.own_toml import routine_toml  # tomlkit, for who writes

        name = draft.id or new_id(draft.name, self.taken(), "routine")
        file = f"routines/{name}.toml"
        self.bring({file: routine_toml(draft, self._text(file))})
        return name

    def save_exercise(self, draft: ExerciseDraft, picture: bytes | None = None) -> str:
        """Write an exercise, and its picture if that is another one; its id."""
        from unknot.storage.own_toml import exercise_toml

        name = draft.id or new_id(draft.name, self.taken(), "exercise")
        file = f"exercises/{name}.toml"
        files: dict[str, bytes | None] = {file: exercise_toml(draft, self._text(file))}
        if picture is not None:
            files[f"art/{name}.webp"] = picture or None
            if (self.own / "art" / f"{name}@2x.webp").exists():
                files[f"art/{name}@2x.webp"] = None
        self.bring(files)
        return name

    def delete(self, name: str) -> Undo:
        """Remove a routine or an exercise with its picture."""
        files = (f"routines/{name}.toml", f"exercises/{name}.toml", f"art/{name}.webp", f"art/{name}@2x.webp")
        there = [file for file in files if (self.own / file).is_file()]
        return self.bring(dict.fromkeys(there))

    def picture(self, path: Path) -> bytes:
        """A picture of the person's as it may be kept."""
        try:
            with path.open("rb") as stream:
                content = stream.read(LARGEST_PICTURE_FILE + 1)
        except OSError as refused:
            raise StoreError(Problem(path.name, "", "unreadable", refused.strerror or str(refused))) from refused
        if len(content) > LARGEST_PICTURE_FILE:
            raise StoreError(Problem(path.name, "", "range", "more", f"0 to {LARGEST_PICTURE_FILE} bytes"))
        return self.redraw(content, path.name)

    def write_parcel(self, path: Path, names: Sequence[str]) -> None:
        """One file to share."""
        from unknot.storage import bundles  # zipfile, for who shares

        bundles.write(path, self, names)

    def read_parcel(self, path: Path) -> Parcel:
        """Look into such a file."""
        from unknot.storage import bundles

        contents = bundles.read(path, self)
        self._parcel = (self._parcel[0] + 1, contents)  # who looks into another one has left the last
        return Parcel(self._parcel[0], path.name, contents.arrivals)

    def take(self, parcel: Parcel, *, replacing: bool) -> Undo:
        """Bring it in."""
        from unknot.storage import bundles

        key, contents = self._parcel
        if key != parcel.key or contents is None:
            raise StoreError(Problem(parcel.file, "", "stale"))
        return self.bring(bundles.files_of(contents, self, replacing=replacing))

    # what others here need

    def taken(self) -> frozenset[str]:
        """Ids that a new one can't have: of all that is there, readable or not, and the names of pictures."""
        found = {
            path.name.split(".")[0].split("@")[0]
            for root in (self.built_in, self.own) for kind in KINDS for path in _files(root / kind)
        }
        return frozenset(found)

    def is_built_in(self, name: str) -> bool:
        """Whether this id belongs to what can't be replaced, or to no file at all."""
        if is_reserved(name):
            return True
        files = (self.built_in / kind / f"{name}{'.webp' if kind == 'art' else '.toml'}" for kind in KINDS)
        return any(file.exists() for file in files)

    def bring(self, files: Mapping[str, bytes | None]) -> Undo:
        """Write these (None: remove) by their names in the data folder, all or none, once the reader has found nothing
        wrong with those that are new. The answer puts back what was there. Raises StoreError."""
        before = {file: self.bytes_of(file) for file in files}
        settle(self.own)
        with self._staged(files) as folder:
            self._look_through(folder, files)
            self._move(folder, files, before)

        def undo() -> None:
            with self._staged(before) as folder:
                self._move(folder, before, files)

        return undo

    def _staged(self, files: Mapping[str, bytes | None]) -> AbstractContextManager[Path]:
        return laid_out(files, STAGING, self.own)

    def _look_through(self, folder: Path, files: Mapping[str, bytes | None]) -> None:
        """Raise the first thing that the reader finds wrong with what stands in ``folder``, or newly wrong with
        another of the person's routines: one that needs an exercise whose bounds are others now."""
        for kind in ("exercises", "routines"):
            for path in _files(self.own / kind):
                if f"{kind}/{path.name}" not in files:
                    (folder / kind).mkdir(exist_ok=True)
                    with contextlib.suppress(OSError):
                        shutil.copyfile(path, folder / kind / path.name)
        found = load_library([self.built_in, folder]).problems
        wrong = next((problem for problem in found if files.get(problem.file) is not None), None)
        if wrong is None and found:
            before = self.load().problems
            wrong = next((problem for problem in found if problem not in before), None)
        if wrong is not None:
            raise StoreError(wrong)

    def _move(self, folder: Path, files: Mapping[str, bytes | None], before: Mapping[str, bytes | None]) -> None:
        """Every file to its place, or all as they were."""
        names = [file for kind in KINDS for file in files if file.startswith(f"{kind}/")]
        gone = [file for file in reversed(names) if files[file] is None]
        come = [file for file in names if files[file] is not None]
        moved: list[str] = []
        write_whole(folder / _MARK, json.dumps({"come": come, "gone": gone}).encode())
        try:
            for file in (*come, *gone):
                moved.append(file)
                _put(folder, self.own, file, gone=files[file] is None)
            (folder / _MARK).unlink()
        except OSError as refused:
            with contextlib.suppress(OSError):
                (folder / _MARK).unlink(missing_ok=True)
            for file in moved:
                with contextlib.suppress(OSError, StoreError):
                    self._put_back(file, before[file])
            raise StoreError(problem_for(Path(moved[-1]).name if moved else "", refused)) from refused

    def _put_back(self, file: str, content: bytes | None) -> None:
        if content is None:
            (self.own / file).unlink(missing_ok=True)
        else:
            write_whole(self.own / file, content)

    def bytes_of(self, file: str) -> bytes | None:
        try:
            return (self.own / file).read_bytes()
        except FileNotFoundError:
            return None
        except OSError as refused:
            raise StoreError(problem_for(Path(file).name, refused)) from refused

    def _text(self, file: str) -> str:
        return (self.bytes_of(file) or b"").decode("utf-8-sig", "replace")


def settle(own: Path) -> None:
    """At the start, before anything is read, and before each change: finish what an end of the app cut off, and tidy
    up. Never raises."""
    for folder in own.glob(f"{STAGING}*"):
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
            if (folder / _MARK).exists():
                counts = json.loads((folder / _MARK).read_bytes())
                for file in counts["come"]:
                    if (folder / file).exists():  # else it is in its place
                        _put(folder, own, file)
                for file in counts["gone"]:
                    _put(folder, own, file, gone=True)
                (folder / _MARK).unlink()
            shutil.rmtree(folder, ignore_errors=True)


def _put(folder: Path, own: Path, file: str, *, gone: bool = False) -> None:
    target = own / file
    target.parent.mkdir(parents=True, exist_ok=True)
    if gone:
        target.unlink(missing_ok=True)
    else:
        (folder / file).replace(target)


def _files(folder: Path) -> list[Path]:
    try:
        return [path for path in sorted(folder.iterdir()) if not path.name.startswith(".")]
    except OSError:
        return []
