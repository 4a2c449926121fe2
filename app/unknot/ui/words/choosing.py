"""Why a session is as it is, and what a made-up one is called."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from unknot.core.body import UPPER_BACK, Area, Side
from unknot.core.choosing import Code, Why, areas_of
from unknot.core.library import Library
from unknot.ui.tr import tr
from unknot.ui.words.plain import capital

MOST = 2
"""So many reasons make one sentence."""
_WEIGHTY = (Code.KNOT, Code.GENTLE, Code.SPARED)
_SEVERAL = frozenset({Area.SHOULDERS, Area.HIPS, Area.LEGS, Area.ARMS, Area.WRISTS, Area.EYES})
_ON_THE_BACK = UPPER_BACK | {Area.MID_BACK, Area.LOWER_BACK}


def part(area: Area) -> str:
    """A part of the body as people call it, to begin a sentence with."""
    return {
        Area.NECK: tr("Neck"),
        Area.TRAPEZIUS: tr("Upper back"),
        Area.SHOULDERS: tr("Shoulders"),
        Area.BETWEEN_BLADES: tr("Upper back"),
        Area.MID_BACK: tr("Mid back"),
        Area.LOWER_BACK: tr("Lower back"),
        Area.CHEST: tr("Chest"),
        Area.HIPS: tr("Hips"),
        Area.LEGS: tr("Legs"),
        Area.ARMS: tr("Arms"),
        Area.WRISTS: tr("Wrists"),
        Area.EYES: tr("Eyes"),
    }[area]


def the_part(area: Area) -> str:
    """The same inside a sentence: ``your upper back``."""
    return {
        Area.NECK: tr("your neck"),
        Area.TRAPEZIUS: tr("your upper back"),
        Area.SHOULDERS: tr("your shoulders"),
        Area.BETWEEN_BLADES: tr("your upper back"),
        Area.MID_BACK: tr("your mid back"),
        Area.LOWER_BACK: tr("your lower back"),
        Area.CHEST: tr("your chest"),
        Area.HIPS: tr("your hips"),
        Area.LEGS: tr("your legs"),
        Area.ARMS: tr("your arms"),
        Area.WRISTS: tr("your wrists"),
        Area.EYES: tr("your eyes"),
    }[area]


def made_name(routine_id: str) -> str:
    """What a session made up by Unknot is called: ``Neck and upper back``; "" for any other routine."""
    names = list(dict.fromkeys(part(area) for area in areas_of(routine_id)))
    if not names:
        return ""
    return tr("{one} and {other}").format(one=names[0], other=_lower(names[1])) if len(names) > 1 else names[0]


def why_chosen(reasons: Sequence[Why], library: Library) -> str:
    """One sentence: ``Upper back: not moved since yesterday; you marked a knot left of the spine.`` "" without
    reasons."""
    said = {text: why.code for why in reasons if (text := _MAKERS[why.code](why, library))}  # each only once
    told = sorted(said, key=lambda text: said[text] not in _WEIGHTY)[:MOST]
    found = [text for text in said if text in told]
    return f"{capital('; '.join(found))}." if found else ""


def _still(why: Why, _library: Library) -> str:
    name = part(why.area) if why.area else ""
    if why.days == 0:
        return tr("{area}: not moved lately").format(area=name)
    if why.days == 1:
        return tr("{area}: not moved since yesterday").format(area=name)
    return tr("{area}: not moved for {n} days").format(area=name, n=why.days)


def _knot(why: Why, _library: Library) -> str:
    said = tr("you marked a knot {place}")
    return said.format(place=knot_place(why.area, why.side)) if why.area else ""


def knot_place(area: Area, side: Side | None) -> str:
    """Where a knot is, in a few words: ``left of the spine``, ``in your left shoulder``."""
    if area in _ON_THE_BACK and side is Side.LEFT:
        return tr("left of the spine")
    if area in _ON_THE_BACK and side is Side.RIGHT:
        return tr("right of the spine")
    one = {
        (Area.SHOULDERS, Side.LEFT): tr("in your left shoulder"),
        (Area.SHOULDERS, Side.RIGHT): tr("in your right shoulder"),
        (Area.HIPS, Side.LEFT): tr("in your left hip"),
        (Area.HIPS, Side.RIGHT): tr("in your right hip"),
        (Area.LEGS, Side.LEFT): tr("in your left leg"),
        (Area.LEGS, Side.RIGHT): tr("in your right leg"),
        (Area.ARMS, Side.LEFT): tr("in your left arm"),
        (Area.ARMS, Side.RIGHT): tr("in your right arm"),
        (Area.WRISTS, Side.LEFT): tr("in your left wrist"),
        (Area.WRISTS, Side.RIGHT): tr("in your right wrist"),
    }
    return one.get((area, side or Side.BOTH)) or tr("in {area}").format(area=the_part(area))


def _gentle(why: Why, _library: Library) -> str:
    said = tr("gentle, because {area} hurt") if why.area in _SEVERAL else tr("gentle, because {area} hurts")
    return said.format(area=the_part(why.area)) if why.area else ""


def _spared(why: Why, _library: Library) -> str:
    one, several = tr("{area} is left alone, because it hurts"), tr("{area} are left alone, because they hurt")
    return (several if why.area in _SEVERAL else one).format(area=the_part(why.area)) if why.area else ""


def _favourite(why: Why, library: Library) -> str:
    text = library.exercise_text.get(why.id) or library.routine_text.get(why.id)
    return tr("{name} is one of your favourites").format(name=text.name) if text else ""


_MAKERS: dict[Code, Callable[[Why, Library], str]] = {
    Code.STILL: _still,
    Code.FIRST: lambda _why, _library: tr("a round for what a desk asks most of"),
    Code.KNOT: _knot,
    Code.GENTLE: _gentle,
    Code.SPARED: _spared,
    Code.FAVOURITE: _favourite,
    Code.STANDING: lambda _why, _library: tr("you stand now, so all of it is done standing"),
    Code.OTHER: lambda _why, _library: tr("none of these moves was in your last session"),
    Code.ROUND: lambda _why, _library: tr("a bit for each part that a desk stiffens"),
}


def _lower(name: str) -> str:
    return name[:1].lower() + name[1:]
