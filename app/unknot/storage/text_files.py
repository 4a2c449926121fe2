"""The words of exercises and routines in one language after another, put together so that no gap is left."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from unknot.core.library import Exercise, ExerciseText, Limits, Sides
from unknot.storage.fields import Fields

NEEDED = ("name", "ready", "caution")
"""Words that every exercise has, besides what to do."""

_PLAIN = ("name", "short", "purpose", "picture")
_OF_LIMITS = ("refusal", "rest", "until")
_SPOKEN = ("ready", "felt", "caution", "switch")
_BRACED = re.compile(r"\{[^{}]*\}|[{}]")


@dataclass
class Words:
    """Good sentences by field; those of a way or move by its id, a single one under ""."""

    plain: dict[str, str] = field(default_factory=dict)
    do: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)

    def over(self, weaker: Words) -> Words:
        """These words, with the gaps filled from a weaker language."""
        return Words({**weaker.plain, **self.plain}, {**weaker.do, **self.do}, {**weaker.names, **self.names})

    def gaps(self, exercise: Exercise) -> list[str]:
        """The fields that are missing still."""
        gaps = [name for name in (*NEEDED, *_needed_by(exercise.limits)) if name not in self.plain]
        return gaps + [f"do.{key}".rstrip(".") for key in parts(exercise) if key not in self.do]


def parts(exercise: Exercise) -> tuple[str, ...]:
    """What ``do`` has a sentence for: each way or move, or the whole under ""."""
    return exercise.ways or exercise.moves or ("",)


def together(languages: Iterable[Words]) -> Words:
    """Words of several languages, the weakest first, as one."""
    result = Words()
    for words in languages:
        result = words.over(result)
    return result


def read_plain(fields: Fields, names: Sequence[str]) -> Words:
    """The good ones of some fields."""
    words = Words()
    for name in names:
        if fields.has(name):
            text = _sentence(fields, name, ())
            if text:
                words.plain[name] = text
    fields.finish()
    return words


def read_words(fields: Fields, exercise: Exercise) -> Words:
    """Everything good that one language says about an exercise."""
    braces = _braces(exercise)
    words = Words()
    for name in (*_PLAIN, *_SPOKEN, *(_OF_LIMITS if exercise.limits else ())):
        if fields.has(name):
            text = _sentence(fields, name, braces if name in _SPOKEN else ())
            if text:
                words.plain[name] = text
    several = parts(exercise) != ("",)
    if several and fields.has("do") and not fields.is_table("do"):
        fields.note("do", "kind", fields.text("do"), ", ".join(f"do.{key}" for key in parts(exercise)))
    elif several:
        words.do = _by_part(fields, "do", exercise, braces)
    elif fields.has("do"):
        words.do = {"": text} if (text := _sentence(fields, "do", braces)) else {}
    words.names = _by_part(fields, "words", exercise, ())
    fields.finish()
    return words


def exercise_text(exercise: Exercise, words: Words) -> ExerciseText:
    """The finished text; its words have no gaps. Distances are filled in."""
    distance = _distance(exercise)
    plain = {name: text.replace("{distance}", distance) for name, text in words.plain.items()}
    return ExerciseText(
        name=plain["name"],
        purpose=plain.get("purpose", ""),
        ready=plain["ready"],
        do={key: words.do[key].replace("{distance}", distance) for key in parts(exercise)},
        felt=plain.get("felt", ""),
        caution=plain["caution"],
        picture=plain.get("picture", plain["name"]),
        switch=plain.get("switch", ""),
        words_for={key: words.names.get(key, key.capitalize()) for key in exercise.ways or exercise.moves},
        refusal=plain.get("refusal", ""),
        rest=plain.get("rest", ""),
        short=plain.get("short", ""),
        until=plain.get("until", ""),
    )


def _needed_by(limits: Limits | None) -> tuple[str, ...]:
    """What has to be said because of a massage's limits."""
    if limits is None:
        return ()
    wanted = (limits.never, limits.rest, limits.open_ended)
    return tuple(name for name, is_wanted in zip(_OF_LIMITS, wanted, strict=True) if is_wanted)


def _by_part(fields: Fields, name: str, exercise: Exercise, braces: Sequence[str]) -> dict[str, str]:
    table = fields.table(name)
    found = {}
    for key in exercise.ways or exercise.moves:
        if table.has(key):
            text = _sentence(table, key, braces)
            if text:
                found[key] = text
    fields.close(name, table)
    return found


def _sentence(fields: Fields, name: str, braces: Sequence[str]) -> str:
    """One text whose braces are all known; "" when it is wrong."""
    text = fields.text(name)
    stray = next((found for found in _BRACED.findall(text) if found not in braces), None)
    if stray is not None:
        fields.note(name, "range", stray, ", ".join(braces) or "text without braces")
    return "" if name in fields.wrong else text


def _braces(exercise: Exercise) -> tuple[str, ...]:
    sides = ("{side}", "{other}") if exercise.sides is Sides.EACH else ()
    return (*sides, "{distance}") if exercise.distance else sides


def _distance(exercise: Exercise) -> str:
    """``120 cm`` or ``6 m``: the symbols are the same in every language."""
    if exercise.distance is None:
        return ""
    metres = exercise.distance.usual
    return f"{metres:g} m" if metres >= 2 else f"{metres * 100:.0f} cm"
