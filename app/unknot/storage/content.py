"""The library out of its files: exercises, routines, pages of advice, posture tips, and their words.
docs/CONTENT-FORMAT.md has the format.

An exercise or routine with anything wrong in it is left out whole and named, and so is the motion of a picture, which
keeps its still; everything else works.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from unknot.bundled import resource_path
from unknot.core.library import (
    Advice,
    AdviceText,
    Exercise,
    ExerciseText,
    Library,
    Problem,
    Routine,
    RoutineText,
    TipText,
)
from unknot.storage.advice_files import read_advice, read_advice_text
from unknot.storage.exercise_files import read_exercise, read_routine
from unknot.storage.fields import NAME, NAME_RULE, Fields, read_toml
from unknot.storage.motion_files import read_motions
from unknot.storage.text_files import exercise_text, read_plain, read_words, together

ENGLISH = "en"


def load_library(folders: Sequence[Path], language: str = ENGLISH) -> Library:
    """Read everything: the first folder is the bundled one, the others are the person's own.

    Each may hold ``exercises/`` and ``routines/``; the bundled one has ``advice/`` too and keeps its words in
    ``text/<language>/``, own files carry theirs in ``[text.<language>]``. What a language lacks is taken from English.
    Never raises.
    """
    return _Loader(language).load(folders)


def picture_path(exercise: Exercise, own: Sequence[Path] = ()) -> Path | None:
    """The exercise's picture: ``art/<picture>.webp`` of an own folder or of the bundled one; None when not drawn."""
    return picture_file(exercise.picture or exercise.id, own)


def picture_file(name: str, own: Sequence[Path] = ()) -> Path | None:
    """A picture by its name, own folders first; None when it isn't there."""
    places = (*(folder / "art" for folder in own), resource_path("art"))
    found = (place / f"{name}.webp" for place in places)
    return next((path for path in found if path.is_file()), None)


class _Loader:
    """One reading of all folders; collects what is good and what is wrong."""

    def __init__(self, language: str) -> None:
        self._languages = tuple(dict.fromkeys((ENGLISH, language.replace("-", "_").split("_")[0], language)))
        self._problems: list[Problem] = []
        self._taken: set[str] = set()
        self._built_in: set[str] = set()
        self._exercises: dict[str, Exercise] = {}
        self._exercise_text: dict[str, ExerciseText] = {}
        self._routines: dict[str, Routine] = {}
        self._routine_text: dict[str, RoutineText] = {}
        self._advice: dict[str, Advice] = {}
        self._advice_text: dict[str, AdviceText] = {}

    def load(self, folders: Sequence[Path]) -> Library:
        """Exercises of all folders first: a routine may use any of them."""
        kinds = ("exercises", "routines", "advice") if folders else ()
        self._built_in = {path.stem for kind in kinds for path in _toml_files(folders[0] / kind)}
        for own, folder in enumerate(folders):
            for name, fields, texts in self._files(folder, "exercises", own=bool(own)):
                self._add_exercise(name, fields, texts, own=bool(own))
        for own, folder in enumerate(folders):
            for name, fields, texts in self._files(folder, "routines", own=bool(own)):
                self._add_routine(name, fields, texts, own=bool(own))
        for name, fields, texts in self._files(folders[0], "advice", own=False) if folders else ():
            self._add_advice(name, fields, texts)
        tips = self._tips(folders[0]) if folders else {}
        motions = read_motions([*folders[1:], *folders[:1]], self._problems)
        return Library(
            self._exercises,
            self._routines,
            self._exercise_text,
            self._routine_text,
            tuple(self._problems),
            tips,
            motions,
            self._advice,
            self._advice_text,
        )

    def _files(self, folder: Path, kind: str, *, own: bool) -> Iterator[tuple[str, Fields, Mapping[str, Fields]]]:
        """Name, numbers, and words by language (the weakest first) of every readable file."""
        bundled = {} if own else self._bundled_texts(folder, kind)
        for path in _toml_files(folder / kind):
            file, name = f"{kind}/{path.name}", path.stem
            texts = bundled.pop(name, {})
            if not NAME.fullmatch(name):
                self._problems.append(Problem(file, "", "range", name, NAME_RULE))
                continue
            if name in self._taken or (own and name in self._built_in):
                self._problems.append(Problem(file, "", "taken", name, "a file name that is not used yet"))
                continue
            self._taken.add(name)
            table = read_toml(path, file, self._problems)
            if table is not None:
                fields = Fields(file, table, self._problems)
                yield name, fields, self._own_texts(fields) if own else texts
        for name, texts in bundled.items():
            file = next(iter(texts.values())).file
            self._problems.append(Problem(file, name, "unknown", name))

    def _bundled_texts(self, folder: Path, kind: str) -> dict[str, dict[str, Fields]]:
        found: dict[str, dict[str, Fields]] = {}
        for language in self._languages:
            file = f"text/{language}/{kind}.toml"
            if language != ENGLISH and not (folder / file).exists():
                continue
            fields = Fields(file, read_toml(folder / file, file, self._problems) or {}, self._problems)
            for name in fields:
                table = fields.table(name)
                if fields.is_table(name):
                    found.setdefault(name, {})[language] = table
        return found

    def _own_texts(self, fields: Fields) -> dict[str, Fields]:
        """The ``[text.<language>]`` tables inside a file; without English the first there is stands in for it."""
        text = fields.table("text")
        weakest = [ENGLISH] if text.has(ENGLISH) else list(text)[:1]
        wanted = dict.fromkeys((*weakest, *(name for name in self._languages if text.has(name))))
        return {language: text.table(language) for language in wanted}

    def _add_exercise(self, name: str, fields: Fields, texts: Mapping[str, Fields], *, own: bool) -> None:
        exercise = read_exercise(name, fields, own=own)
        if exercise is None or not self._has_words(name, fields, texts, own=own):
            return
        words = together(read_words(table, exercise) for table in texts.values())
        if not self._has_gaps(texts, words.gaps(exercise)):
            self._exercises[name] = exercise
            self._exercise_text[name] = exercise_text(exercise, words)

    def _add_routine(self, name: str, fields: Fields, texts: Mapping[str, Fields], *, own: bool) -> None:
        routine = read_routine(name, fields, self._exercises, own=own)
        if routine is None or not self._has_words(name, fields, texts, own=own):
            return
        words = together(read_plain(table, ("name", "purpose")) for table in texts.values()).plain
        if not self._has_gaps(texts, [] if "name" in words else ["name"]):
            self._routines[name] = routine
            self._routine_text[name] = RoutineText(words["name"], words.get("purpose", ""))

    def _add_advice(self, name: str, fields: Fields, texts: Mapping[str, Fields]) -> None:
        """A page is worded as a whole: by the strongest language that has nothing wrong in it."""
        advice = read_advice(name, fields)
        if advice is None or not self._has_words(name, fields, texts, own=False):
            return
        good = [words for table in texts.values() if (words := read_advice_text(table, advice))]
        if good:
            self._advice[name], self._advice_text[name] = advice, good[-1]

    def _has_words(self, name: str, fields: Fields, texts: Mapping[str, Fields], *, own: bool) -> bool:
        """Whether any language says anything; noted where the words belong."""
        if not texts:
            place = (fields.file, "text") if own else (f"text/{ENGLISH}/{fields.file.split('/')[0]}.toml", name)
            self._problems.append(Problem(*place, "missing"))
        return bool(texts)

    def _has_gaps(self, texts: Mapping[str, Fields], gaps: Sequence[str]) -> bool:
        """Note each gap in the weakest language's table, unless what stands there was noted as wrong already."""
        weakest = next(iter(texts.values()))
        for gap in gaps:
            if not weakest.wrong & {gap, gap.split(".")[0]}:
                weakest.note(gap, "missing")
        return bool(gaps)

    def _tips(self, folder: Path) -> dict[str, TipText]:
        tips = {}
        for name, texts in self._bundled_texts(folder, "tips").items():
            words = together(read_plain(table, ("title", "line")) for table in texts.values()).plain
            if not self._has_gaps(texts, [part for part in ("title", "line") if part not in words]):
                tips[name] = TipText(words["title"], words["line"])
        return tips


def _toml_files(folder: Path) -> list[Path]:
    """The TOML files of a folder by name; none when it is missing or closed to us."""
    try:
        found = (path for path in folder.iterdir() if path.suffix.lower() == ".toml")
        return sorted(path for path in found if not path.name.startswith("."))
    except OSError:
        return []
