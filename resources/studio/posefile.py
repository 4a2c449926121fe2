"""Reads pose files. A wrong file is refused with its name and field; see POSES.md for the format."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from .pose import BONES, LIMBS, Place, Pose, mirror, mirror_part, mirror_place
from .regions import is_region

FOLDER = Path(__file__).with_name("poses")
BASES = FOLDER / "bases.toml"
VIEWS = ("front", "back", "side")
PROPS = {
    "stool": (),
    "chair": (),
    "mat": ("length", "y", "width", "turned"),
    "wall": ("y",),
    "window": ("x", "y", "z", "turned"),
}


class PoseFileError(ValueError):
    """A pose file says something that can't be drawn. The message names file, field and what would be right."""


@dataclass(frozen=True)
class Still:
    """One picture to draw."""

    name: str
    pose: Pose
    glow: tuple[str, ...]


@dataclass(frozen=True)
class PoseFile:
    """One exercise: its stills share camera, props and frame. The first still is the held one."""

    name: str
    view: str
    size: tuple[int, int]
    azimuth: float
    elevation: float
    props: tuple[tuple[str, Mapping[str, float]], ...]
    closed_eyes: bool
    arrows: tuple[tuple[Place, ...], ...]
    stills: tuple[Still, ...]


class _Reader:
    """Checks one file's tables field by field."""

    def __init__(self, file: str) -> None:
        self.file = file

    def refuse(self, where: str, says: str) -> PoseFileError:
        return PoseFileError(f'{self.file}, field "{where}": {says}')

    def known(self, table: Mapping[str, Any], names: set[str], where: str) -> None:
        for key in table:
            if key not in names:
                raise self.refuse(f"{where}{key}", f"unknown; known here: {', '.join(sorted(names))}")

    def table(self, value: Any, where: str) -> Mapping[str, Any]:
        if not isinstance(value, dict):
            raise self.refuse(where, "must be a table")
        return value

    def number(self, value: Any, where: str, low: float, high: float) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.refuse(where, f"must be a number, not {value!r}")
        if not low <= value <= high:
            raise self.refuse(where, f"{value} is outside {low:g} to {high:g}")
        return float(value)

    def word(self, value: Any, where: str, words: tuple[str, ...]) -> str:
        if value not in words:
            raise self.refuse(where, f"{value!r} is none of {', '.join(w for w in words if w)}")
        return str(value)

    def coordinates(self, value: Any, where: str, bones: bool) -> tuple:
        if not isinstance(value, list) or not value:
            raise self.refuse(where, "must be a list of three numbers")
        bone = value[:1] if bones and isinstance(value[0], str) else []
        if bone and bone[0] not in BONES:
            raise self.refuse(where, f"there is no bone {bone[0]!r}")
        rest = value[len(bone) :]
        if len(rest) != 3:
            raise self.refuse(where, 'must be [x, y, z] or ["bone", x, y, z]' if bones else "must be [x, y, z]")
        return (*bone, *(self.number(n, where, -5, 5) for n in rest))

    def part(self, start: Any, table: Mapping[str, Any], where: str) -> Any:
        """A trunk part or limb: `start` with the table's fields over it."""
        known = {f.name.rstrip("_"): f for f in fields(start)}
        self.known(table, set(known), where)
        changed: dict[str, Any] = {}
        for key, value in table.items():
            f, spot = known[key], where + key
            kind = f.metadata["kind"]
            if kind == "angle":
                changed[f.name] = self.number(value, spot, f.metadata["low"], f.metadata["high"])
            elif kind == "word":
                changed[f.name] = self.word(value, spot, f.metadata["words"])
            else:
                changed[f.name] = self.coordinates(value, spot, bones=kind != "point")
        out = replace(start, **changed)
        if hasattr(out, "fingers") and (out.fingers is None) != (out.palm is None):
            raise self.refuse(where + "fingers", "fingers and palm go together")
        return out

    def pose(self, base: Pose, table: Mapping[str, Any], where: str) -> Pose:
        """`base` with the tables over it. A limb's table replaces the base's limb, a trunk part's is laid over."""
        names = {f.name for f in fields(Pose)}
        self.known(table, names | {f"{limb}_both" for limb in LIMBS}, where)
        parts = {name: getattr(base, name) for name in names}
        ordered = sorted(table.items(), key=lambda item: not item[0].endswith("_both"))
        for name, value in ordered:
            spot = f"{where}{name}."
            part = self.table(value, spot[:-1])
            limb, _, side = name.partition("_")
            if side == "both":
                left, right = LIMBS[limb]
                fresh = type(parts[left])()
                parts[left] = self.part(fresh, part, spot)
                parts[right] = mirror_part(parts[left])
            elif limb in LIMBS:
                parts[name] = self.part(type(parts[name])(), part, spot)
            else:
                parts[name] = self.part(parts[name], part, spot)
        return Pose(**parts)

    def glow(self, value: Any, where: str) -> tuple[str, ...]:
        if not isinstance(value, list):
            raise self.refuse(where, "must be a list")
        for name in value:
            if not isinstance(name, str) or not is_region(name):
                raise self.refuse(where, f"{name!r} is no region of regions.py (add .L or .R for one side)")
        return tuple(value)

    def arrows(self, value: Any) -> tuple[tuple[Place, ...], ...]:
        out = []
        for i, places in enumerate(value):
            if not isinstance(places, list) or len(places) < 2:
                raise self.refuse(f"arrows[{i}]", "must be a list of two or more places")
            out.append(tuple(self.coordinates(p, f"arrows[{i}]", bones=True) for p in places))
        return tuple(out)

    def props(self, value: Any) -> tuple[tuple[str, Mapping[str, float]], ...]:
        out = []
        for kind, given in self.table(value, "props").items():
            self.word(kind, "props", tuple(PROPS))
            options = self.table(given, f"props.{kind}")
            self.known(options, set(PROPS[kind]), f"props.{kind}.")
            out.append((kind, {k: self.number(v, f"props.{kind}.{k}", -360, 360) for k, v in options.items()}))
        return tuple(out)


def read_bases(path: Path = BASES) -> dict[str, Pose]:
    """The starting poses by name."""
    reader = _Reader(path.name)
    return {k: reader.pose(Pose(), v, f"{k}.") for k, v in _load(path).items()}


def read_pose_file(path: Path, bases: Mapping[str, Pose] | None = None) -> PoseFile:
    """One pose file; raises PoseFileError. Files are written with the body's right side acting.

    A front view works as a mirror for the person who looks at it, so its figure is turned to act with its left:
    the acting side then is on the screen's right.
    """
    bases = read_bases() if bases is None else bases
    data, reader = _load(path), _Reader(path.name)
    reader.known(data, {"base", "view", "size", "camera", "props", "glow", "eyes", "arrows", "pose", "keys"}, "")
    for name in ("base", "view", "camera"):
        if name not in data:
            raise reader.refuse(name, "is missing")
    view = reader.word(data["view"], "view", VIEWS)
    camera = reader.table(data["camera"], "camera")
    reader.known(camera, {"azimuth", "elevation"}, "camera.")
    base = bases[reader.word(data["base"], "base", tuple(bases))]
    held = reader.pose(base, reader.table(data.get("pose", {}), "pose"), "pose.")
    glow = reader.glow(data.get("glow", []), "glow")
    stills = [Still(path.stem, held, glow)]
    for i, key in enumerate(data.get("keys", [])):
        where = f"keys[{i}]."
        reader.table(key, where[:-1])
        reader.known(key, {"name", "base", "pose", "glow"}, where)
        start = bases[reader.word(key["base"], where + "base", tuple(bases))] if "base" in key else held
        pose = reader.pose(start, reader.table(key.get("pose", {}), where + "pose"), where + "pose.")
        lit = reader.glow(key.get("glow", list(glow)), where + "glow")
        stills.append(Still(f"{path.stem}-{key.get('name', i + 1)}", pose, lit))
    arrows = reader.arrows(data.get("arrows", []))
    azimuth = reader.number(camera.get("azimuth", 0), "camera.azimuth", -180, 180)
    if view == "front":
        azimuth = -azimuth
        arrows = tuple(tuple(map(mirror_place, a)) for a in arrows)
        stills = [Still(s.name, mirror(s.pose), tuple(map(_mirror_region, s.glow))) for s in stills]
    size = data.get("size", [640, 640])
    if len(size) != 2:
        raise reader.refuse("size", "must be [width, height]")
    return PoseFile(
        name=path.stem,
        view=view,
        size=tuple(int(reader.number(n, "size", 160, 1600)) for n in size),  # type: ignore[arg-type]
        azimuth=azimuth,
        elevation=reader.number(camera.get("elevation", 8), "camera.elevation", -10, 85),
        props=reader.props(data.get("props", {})),
        closed_eyes=reader.word(data.get("eyes", "open"), "eyes", ("open", "closed")) == "closed",
        arrows=arrows,
        stills=tuple(stills),
    )


def _mirror_region(name: str) -> str:
    stem, dot, side = name.partition(".")
    return stem + dot + {"L": "R", "R": "L", "": ""}[side]


def _load(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PoseFileError(f"{path.name} is not TOML: {error}") from error


def pose_files() -> list[Path]:
    """All exercises' pose files, by name."""
    return sorted(p for p in FOLDER.glob("*.toml") if p != BASES)
