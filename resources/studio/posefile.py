"""Reads pose files. A wrong file is refused with its name and field; see POSES.md for the format."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from .marks import MARKS
from .motion import FRAMES, KINDS, Key, Motion, Props
from .pose import BONES, LIMBS, Place, Pose, mirror, mirror_part, mirror_place, other_side
from .props import PROP_FIELDS, PROP_NEEDS
from .regions import is_region

FOLDER = Path(__file__).with_name("poses")
BASES = FOLDER / "bases.toml"
VIEWS = ("front", "back", "side")
FIELDS = {
    *("base", "view", "size", "camera", "props", "glow", "eyes"),
    *("marks", "pose", "keys", "motion"),
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
    """One exercise: its stills and its motion share camera, props and frame. The first still is the held one."""

    name: str
    view: str
    size: tuple[int, int]
    azimuth: float
    elevation: float
    props: Props
    closed_eyes: bool
    marks: tuple[str, ...]
    stills: tuple[Still, ...]
    motion: Motion | None


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

    def number(self, value: Any, where: str, low: float, high: float, source: str = "") -> float:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.refuse(where, f"must be a number, not {value!r}")
        if not low <= value <= high:
            of = f", the joint's normal range of motion in degrees ({source})" if source else ""
            raise self.refuse(where, f"{value} is outside {low:g} to {high:g}{of}")
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
        known = {f.name.rstrip("_"): f for f in fields(start) if f.metadata["kind"] != "solved"}
        self.known(table, set(known), where)
        changed: dict[str, Any] = {}
        for key, value in table.items():
            f, spot = known[key], where + key
            kind = f.metadata["kind"]
            if kind == "angle":
                changed[f.name] = self.number(value, spot, *(f.metadata[k] for k in ("low", "high", "source")))
            elif kind == "word":
                changed[f.name] = self.word(value, spot, f.metadata["words"])
            else:
                changed[f.name] = self.coordinates(value, spot, bones=kind != "point")
                if kind == "direction" and not any(changed[f.name][-3:]):
                    raise self.refuse(spot, "must point somewhere")
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

    def marks(self, value: Any) -> tuple[str, ...]:
        if not isinstance(value, list):
            raise self.refuse("marks", "must be a list")
        return tuple(self.word(name, "marks", tuple(MARKS)) for name in value)

    def same_origin(self, before: Any, now: Any, where: str) -> None:
        """A thing can only move between two keys that measure it from the same bone."""
        if before is not None and before[:-3] != now[:-3]:
            raise self.refuse(where, f"must be measured from {before[0] if before[:-3] else 'the world'} as before")

    def props(self, value: Any, where: str = "props.", before: Props = ()) -> Props:
        """What stands in the picture; `before` with the tables laid over it."""
        out: dict[str, dict[str, float | Place]] = {kind: dict(options) for kind, options in before}
        for kind, given in self.table(value, where[:-1]).items():
            self.word(kind, where[:-1], tuple(PROP_FIELDS))
            table, kinds = self.table(given, where + kind), PROP_FIELDS[kind]
            self.known(table, set(kinds), f"{where}{kind}.")
            options = out.setdefault(kind, {})
            for name, option in table.items():
                spot = f"{where}{kind}.{name}"
                if kinds[name] == "place":
                    options[name] = self.coordinates(option, spot, bones=True)
                    self.same_origin(dict(before).get(kind, {}).get(name), options[name], spot)
                else:
                    options[name] = self.number(option, spot, -720, 720)
            missing = set(PROP_NEEDS.get(kind, ())) - set(options)
            if missing:
                raise self.refuse(f"{where}{kind}.{min(missing)}", "is missing")
        return tuple(out.items())


class _FileReader(_Reader):
    """Reads what a file has once: its size, its further stills, its motion."""

    def size(self, value: Any) -> tuple[int, int]:
        whole = isinstance(value, list) and len(value) == 2 and all(type(n) is int for n in value)
        if not whole:
            raise self.refuse("size", "must be [width, height] in whole pixels")
        width, height = (int(self.number(n, "size", 160, 1600)) for n in value)
        return width, height

    def rows(self, value: Any, where: str) -> list[Mapping[str, Any]]:
        if not isinstance(value, list):
            raise self.refuse(where, "must be a list of tables")
        return [self.table(row, f"{where}[{i}]") for i, row in enumerate(value)]

    def keys(self, value: Any, bases: Mapping[str, Pose], first: Still) -> list[Still]:
        """The stills beside the held one, in its frame."""
        out: list[Still] = []
        for i, key in enumerate(self.rows(value, "keys")):
            where = f"keys[{i}]."
            self.known(key, {"name", "base", "pose", "glow"}, where)
            start = bases[self.word(key["base"], where + "base", tuple(bases))] if "base" in key else first.pose
            pose = self.pose(start, self.table(key.get("pose", {}), where + "pose"), where + "pose.")
            word = key.get("name", str(i + 1))
            name = f"{first.name}-{word}"
            if not isinstance(word, str) or not re.fullmatch("[a-z0-9-]+", word) or name in (s.name for s in out):
                raise self.refuse(where + "name", "must be a word of its own, of small letters, digits and hyphens")
            out.append(Still(name, pose, self.glow(key.get("glow", list(first.glow)), where + "glow")))
        return out

    def motion(self, value: Any, bases: Mapping[str, Pose], held: Still, props: Props) -> Motion:
        """The motion that ends in, or goes round by way of, the held pose."""
        table = self.table(value, "motion")
        self.known(table, {"kind", "seconds", "rate", "keys"}, "motion.")
        for name in ("kind", "seconds", "keys"):
            if name not in table:
                raise self.refuse(f"motion.{name}", "is missing")
        kind = self.word(table["kind"], "motion.kind", KINDS)
        seconds = self.number(table["seconds"], "motion.seconds", 0.5, 12)
        rate = self.number(table.get("rate", 12), "motion.rate", 8, 16)
        cycle = kind == "cycle"
        keys: list[Key] = []
        for i, key in enumerate(self.rows(table["keys"], "motion.keys")):
            keys.append(self._key(key, f"motion.keys[{i}].", bases, held, cycle, props))
            at, before = keys[-1].at, keys[-2].at if i else -1.0
            if at <= before or at >= seconds or (i == 0 and at != 0):
                says = "must be 0 for the first, more than the key before, and less than the motion's seconds"
                raise self.refuse(f"motion.keys[{i}].at", says)
        if not keys or (cycle and len(keys) < 2):
            raise self.refuse("motion.keys", "a cycle needs two" if cycle else "one is needed")
        if not cycle:
            keys = [replace(keys[0], rests=True), *keys[1:], Key(seconds, held.pose, held.glow, props, True)]
        motion = Motion(kind, seconds, rate, tuple(keys))
        if not FRAMES[0] <= motion.count <= FRAMES[1]:
            says = f"gives {motion.count} pictures with this rate; {FRAMES[0]} to {FRAMES[1]} are allowed"
            raise self.refuse("motion.seconds", says)
        return motion

    def _key(
        self, key: Mapping[str, Any], where: str, bases: Mapping[str, Pose], held: Still, cycle: bool, props: Props
    ) -> Key:
        self.known(key, {"at", "base", "rests", "glow", "pose", "props"}, where)
        start = bases[self.word(key["base"], where + "base", tuple(bases))] if "base" in key else held.pose
        rests = key.get("rests", False)
        if not isinstance(rests, bool):
            raise self.refuse(where + "rests", "must be true or false")
        return Key(
            self.number(key.get("at"), where + "at", 0, 12),
            self.pose(start, self.table(key.get("pose", {}), where + "pose"), where + "pose."),
            self.glow(key.get("glow", list(held.glow) if cycle else []), where + "glow"),
            self.props(key.get("props", {}), where + "props.", props),
            rests,
        )


def read_bases(path: Path = BASES) -> dict[str, Pose]:
    """The starting poses by name."""
    reader = _Reader(path.name)
    return {k: reader.pose(Pose(), reader.table(v, k), f"{k}.") for k, v in _load(path).items()}


def read_pose_file(path: Path, bases: Mapping[str, Pose] | None = None) -> PoseFile:
    """One pose file; raises PoseFileError. Files are written with the body's right side acting.

    A front view works as a mirror for the person who looks at it, so its figure is turned to act with its left:
    the acting side then is on the screen's right.
    """
    bases = read_bases() if bases is None else bases
    data, reader = _load(path), _FileReader(path.name)
    reader.known(data, FIELDS, "")
    for name in ("base", "view", "camera"):
        if name not in data:
            raise reader.refuse(name, "is missing")
    camera = reader.table(data["camera"], "camera")
    reader.known(camera, {"azimuth", "elevation"}, "camera.")
    base = bases[reader.word(data["base"], "base", tuple(bases))]
    held = reader.pose(base, reader.table(data.get("pose", {}), "pose"), "pose.")
    first = Still(path.stem, held, reader.glow(data.get("glow", []), "glow"))
    props = reader.props(data.get("props", {}))
    file = PoseFile(
        name=path.stem,
        view=reader.word(data["view"], "view", VIEWS),
        size=reader.size(data.get("size", [640, 640])),
        azimuth=reader.number(camera.get("azimuth", 0), "camera.azimuth", -180, 180),
        elevation=reader.number(camera.get("elevation", 8), "camera.elevation", -10, 85),
        props=props,
        closed_eyes=reader.word(data.get("eyes", "open"), "eyes", ("open", "closed")) == "closed",
        marks=reader.marks(data.get("marks", [])),
        motion=reader.motion(data["motion"], bases, first, props) if "motion" in data else None,
        stills=(first, *reader.keys(data.get("keys", []), bases, first)),
    )
    return _mirrored(file) if file.view == "front" else file


def _mirrored(file: PoseFile) -> PoseFile:
    motion = file.motion and replace(file.motion, keys=tuple(map(_mirror_key, file.motion.keys)))
    stills = tuple(Still(s.name, mirror(s.pose), _mirror_glow(s.glow)) for s in file.stills)
    props = _mirror_props(file.props)
    return replace(file, azimuth=-file.azimuth, stills=stills, motion=motion, props=props)


def _mirror_key(key: Key) -> Key:
    return replace(key, pose=mirror(key.pose), glow=_mirror_glow(key.glow), props=_mirror_props(key.props))


def _mirror_props(props: Props) -> Props:
    def turned(name: str, value: Any) -> Any:
        if isinstance(value, tuple):
            return mirror_place(value)
        return -value if name in ("x", "turned") else value

    return tuple((kind, {name: turned(name, value) for name, value in options.items()}) for kind, options in props)


def _mirror_glow(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(other_side, names))


def _load(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PoseFileError(f"{path.name} is not TOML: {error}") from error


def pose_files() -> list[Path]:
    """All exercises' pose files, by name."""
    return sorted(p for p in FOLDER.glob("*.toml") if p != BASES)
