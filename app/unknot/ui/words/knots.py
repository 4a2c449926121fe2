"""Knots as words: where they are, what they do, how strong they were, and why nothing is pressed somewhere."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, QLocale

from unknot.core.body import Area, Side
from unknot.core.care_records import PointKind
from unknot.core.knots import Knot
from unknot.core.library import View
from unknot.core.pressing import Spot, Why
from unknot.ui.tr import tr
from unknot.ui.words.exercises import area as area_name


def knot_place(spot: Spot) -> str:
    """Where a knot is, as a title: ``Left of the upper spine``."""
    left = spot.side is Side.LEFT
    if spot.view is View.FRONT and spot.area in _IN_FRONT:
        return _IN_FRONT[spot.area](left)
    return _PLACES[spot.area](left)


_PLACES: dict[Area, Callable[[bool], str]] = {
    Area.NECK: lambda left: tr("Left side of the neck") if left else tr("Right side of the neck"),
    Area.TRAPEZIUS: lambda left: tr("Upper trapezius, left") if left else tr("Upper trapezius, right"),
    Area.SHOULDERS: lambda left: tr("Left shoulder") if left else tr("Right shoulder"),
    Area.BETWEEN_BLADES: lambda left: tr("Left of the upper spine") if left else tr("Right of the upper spine"),
    Area.MID_BACK: lambda left: tr("Left of the middle spine") if left else tr("Right of the middle spine"),
    Area.LOWER_BACK: lambda left: tr("Left of the lower spine") if left else tr("Right of the lower spine"),
    Area.CHEST: lambda left: tr("Left side of the chest") if left else tr("Right side of the chest"),
    Area.HIPS: lambda left: tr("Left buttock") if left else tr("Right buttock"),
    Area.LEGS: lambda left: tr("Back of the left leg") if left else tr("Back of the right leg"),
    Area.ARMS: lambda left: tr("Left arm") if left else tr("Right arm"),
    Area.WRISTS: lambda left: tr("Left wrist or hand") if left else tr("Right wrist or hand"),
    Area.EYES: lambda _left: tr("Eyes"),
}
_IN_FRONT: dict[Area, Callable[[bool], str]] = {
    Area.TRAPEZIUS: lambda left: tr("Above the left collarbone") if left else tr("Above the right collarbone"),
    Area.LEGS: lambda left: tr("Front of the left leg") if left else tr("Front of the right leg"),
}


def within(which: Area) -> str:
    """An area as it stands inside a sentence: ``the shoulder``."""
    return {
        Area.NECK: tr("the neck"),
        Area.TRAPEZIUS: tr("the upper trapezius"),
        Area.SHOULDERS: tr("the shoulder"),
        Area.BETWEEN_BLADES: tr("the shoulder blade"),
        Area.MID_BACK: tr("the middle of the back"),
        Area.LOWER_BACK: tr("the lower back"),
        Area.CHEST: tr("the chest"),
        Area.HIPS: tr("the hip"),
        Area.LEGS: tr("the leg"),
        Area.ARMS: tr("the arm"),
        Area.WRISTS: tr("the wrist"),
        Area.EYES: tr("the head"),
    }[which]


def spreading(which: Area) -> str:
    """An area to choose for where the pain goes. Behind the eyes is how people say the head."""
    return tr("Head") if which is Area.EYES else area_name(which)


def knot_kind(kind: PointKind, spreads: Area | None) -> str:
    """``Trigger point: pressing it sends pain to the shoulder.``"""
    if kind is PointKind.TENDER:
        return tr("Tender spot: it hurts only where you press.")
    if spreads is None:
        return tr("Trigger point: pressing it sends pain outward.")
    return tr("Trigger point: pressing it sends pain to {area}.").format(area=within(spreads))


def day_name(day: date, today: date) -> str:
    """A day of this year as day and month, of another with its year."""
    form = tr("d MMMM") if day.year == today.year else tr("d MMMM yyyy")
    return QLocale().toString(QDate(day.year, day.month, day.day), form)


def knot_since(knot: Knot, today: date) -> str:
    """``Found 14 November``, or since when it is gone."""
    if knot.open or knot.closed_at is None:
        if knot.found.date() == today:
            return tr("Found today")
        return tr("Found {day}").format(day=day_name(knot.found.date(), today))
    if knot.closed_at.date() == today:
        return tr("Gone since today")
    return tr("Gone since {day}").format(day=day_name(knot.closed_at.date(), today))


def knot_strength(knot: Knot) -> str:
    """What stands before the large number: ``7 at first, now``."""
    if not knot.open:
        return tr("{n} at first, last").format(n=knot.first)
    if len(knot.strengths) == 1:
        return tr("when found")
    return tr("{n} at first, now").format(n=knot.first)


def knot_massaged(days: int, last: date, today: date) -> str:
    """On how many days it was massaged, and when last: ``On 3 days, last today``."""
    if days == 1:
        return tr("Today") if last == today else tr("Once, on {day}").format(day=day_name(last, today))
    when = tr("today") if last == today else day_name(last, today)
    return tr("On %n days, last {day}", "", days).format(day=when)


def knot_spoken(knot: Knot) -> str:
    """Everything about a knot's disc, for a screen reader and its tool tip."""
    place = knot_place(knot.place)
    if not knot.open:
        return tr("Knot {n}, gone: {place}").format(n=knot.number, place=place)
    return tr("Knot {n}: {place}, {strength} of 10").format(n=knot.number, place=place, strength=knot.now)


def not_here(why: Why) -> str:
    """Why nothing is pressed there, and what to do instead."""
    return {
        Why.SPINE: tr("Never press on the spine, nor right beside it. Move outward by a finger's width."),
        Why.EYES: tr("Not here: nothing is ever pressed on or around the eyes."),
        Why.THROAT: tr("Not here: large blood vessels and the windpipe run at the front of the neck."),
        Why.GROIN: tr("Not here: large blood vessels run close under the skin of the groin."),
        Why.NOWHERE: tr("There is nothing to mark here. Pick a spot on one of the areas."),
    }[why]
