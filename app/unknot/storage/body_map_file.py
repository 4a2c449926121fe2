"""Reads the body map's outlines, which the studio draws. A map with anything wrong in it is left out whole."""

from __future__ import annotations

from pathlib import Path

from unknot.core.body import Area, Side
from unknot.core.body_map import FACINGS, BodyShapes, Outlook, Place, Shape, mirrored, read_shape
from unknot.core.library import Problem, View
from unknot.storage.fields import Fields, read_toml

NAME = "body-map.toml"
IN_THE_MIDDLE = frozenset({Area.EYES})
"""Areas of which there is one, not a left and a right."""
SPINE_IN = View.BACK
"""The view that has to show the spine."""
LARGEST = 5000
LONGEST_PATH = 8000


def read_body_map(path: Path) -> tuple[BodyShapes | None, tuple[Problem, ...]]:
    """The map, or None and what is wrong with the file. Never raises."""
    problems: list[Problem] = []
    table = read_toml(path, f"art/{NAME}", problems)
    if table is None:
        return None, tuple(problems)
    fields = Fields(f"art/{NAME}", table, problems)
    fields.text("made_from", "")
    width, height, least = (_length(fields, name) for name in ("width", "height", "least_height"))
    silhouette = _shape(fields, "silhouette", width, height)
    views = {view: _outlook(fields, view, width, height) for view in FACINGS}
    fields.finish()
    shown = {place.area for outlook in views.values() for place in outlook.regions}
    for area in Area:
        if area not in shown and not problems:
            fields.note(area, "missing")
    if problems:
        return None, tuple(problems)
    return BodyShapes(width, height, least, silhouette, views), ()


def _length(fields: Fields, name: str) -> float:
    found = fields.number(name, 1, LARGEST)
    if found is None and name not in fields.wrong:
        fields.note(name, "missing")
    return found or 0.0


def _outlook(fields: Fields, view: View, width: float, height: float) -> Outlook:
    table = fields.table(view)
    shapes = {
        name: _shape(table, name, width, height) if table.has(name) else () for name in ("hair", "jaw", "spine")
    }
    if view is SPINE_IN and not table.has("spine"):
        table.note("spine", "missing")  # nothing could say any more what must never be pressed
    regions: dict[Place, Shape] = {}
    for area in Area:
        if not table.has(area):
            continue
        shape = _shape(table, area, width, height)
        if area in IN_THE_MIDDLE:
            regions[Place(area, Side.BOTH)] = shape
        else:
            regions[Place(area, Side.LEFT)] = shape
            regions[Place(area, Side.RIGHT)] = mirrored(shape, width)
    fields.close(view, table)
    return Outlook(shapes["hair"], shapes["jaw"], shapes["spine"], regions)


def _shape(fields: Fields, name: str, width: float, height: float) -> Shape:
    """A path that stays on the paper; empty with a Problem when it is none."""
    text = fields.text(name, most=LONGEST_PATH)
    if name in fields.wrong:
        return ()
    try:
        shape = read_shape(text)
    except ValueError as trouble:
        fields.note(name, "range", trouble, "an SVG path of M, C and Z")
        return ()
    if width and height and not all(0 <= x <= width and 0 <= y <= height for line in shape for x, y in line.points()):
        fields.note(name, "range", "beyond the edge", f"{width:g} x {height:g}")
    return shape
