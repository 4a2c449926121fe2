"""The vocabulary of a pose: what may be written in a pose file, with units, ranges and meaning.

Degrees and metres. The figure faces -y, its left is +x, up is +z. Zero is standing with hanging arms, thumbs forward.
A *place* is `[x, y, z]` in the world or `["bone", x, y, z]` measured from that bone's joint in its own axes (left,
back, up as when standing). A *direction* is written the same way and need not have length 1.

Ranges of joints are those of the sources below, rounded up to what a supple adult reaches.
"""

from __future__ import annotations

from dataclasses import Field, dataclass, field, fields, replace
from typing import Any

from .hands import FINGERS, HandShape
from .rotations import Array

Place = tuple[float, float, float] | tuple[str, float, float, float]


LIMB_SOURCE = "American Academy of Orthopaedic Surgeons, Joint Motion, 1965"
TRUNK_SOURCE = "Kapandji, The Physiology of the Joints III"


def angle(low: float, high: float, says: str, flips: bool = False, source: str = LIMB_SOURCE) -> Any:
    """A number of degrees in low..high. `flips`: changes its sign in the mirror. `source`: of the range; "" for a turn
    in space that no joint limits."""
    told = {"kind": "angle", "low": low, "high": high, "says": says, "flips": flips, "source": source}
    return field(default=0.0, metadata=told)


def spine(low: float, high: float, says: str, flips: bool = False) -> Any:
    """An angle of the trunk or neck."""
    return angle(low, high, says, flips, TRUNK_SOURCE)


def at(says: str) -> dict[str, str]:
    """What an optional place (see above) is for."""
    return {"kind": "place", "says": says}


SOLVED: dict[str, str] = {"kind": "solved"}
"""A field that no file writes: what a motion works out between two keys."""


def toward(says: str) -> dict[str, str]:
    """What an optional direction (see above) is for."""
    return {"kind": "direction", "says": says}


@dataclass(frozen=True)
class Root:
    """The pelvis: where it is and how it is turned (yaw after roll after pitch)."""

    pos: tuple[float, float, float] = field(
        default=(0.0, 0.0, 0.876), metadata={"kind": "point", "says": "centre of the pelvis"}
    )
    pitch: float = angle(-180, 180, "forward +; -90 lies on the back, +80 is on all fours", source="")
    roll: float = angle(-180, 180, "to the figure's left +", flips=True, source="")
    yaw: float = angle(-180, 180, "turned to the figure's left +", flips=True, source="")
    settle: str = field(
        default="",
        metadata={"kind": "word", "words": ("", "floor", "seat", "hands"), "says": "move until it rests there"},
    )


@dataclass(frozen=True)
class Lumbar:
    """Lower spine, spread over three joints."""

    flex: float = spine(-40, 60, "forward +")
    side: float = spine(-30, 30, "to the figure's left +", flips=True)
    twist: float = spine(-12, 12, "turned to the figure's left +", flips=True)


@dataclass(frozen=True)
class Thorax:
    """Upper spine with the ribs, spread over two joints."""

    flex: float = spine(-25, 45, "forward +")
    side: float = spine(-25, 25, "to the figure's left +", flips=True)
    twist: float = spine(-40, 40, "turned to the figure's left +", flips=True)


@dataclass(frozen=True)
class Neck:
    """Neck, spread over its three joints and the skull's."""

    flex: float = spine(-65, 55, "forward +")
    side: float = spine(-45, 45, "to the figure's left +", flips=True)
    twist: float = spine(-80, 80, "turned to the figure's left +", flips=True)
    glide: float = spine(-12, 25, "head carried forward +, drawn back -, face upright: lower neck against upper")


@dataclass(frozen=True)
class Head:
    """The nod on top of the neck alone."""

    flex: float = spine(-25, 20, "nod forward +")
    side: float = spine(-10, 10, "to the figure's left +", flips=True)
    twist: float = spine(-45, 45, "turned to the figure's left +", flips=True)


@dataclass(frozen=True, eq=False)
class Swing:
    """A limb by its joints: turns of the upper bone against the trunk and of the hand or foot against the lower bone
    (3x3 each, anatomical axes), and the bend between them in degrees."""

    upper: Array
    bend: float
    end: Array


@dataclass(frozen=True)
class Arm:
    """Either `wrist` (the hand is brought there) or `flex`, `abd`, `horiz`, `rot`, `elbow`; then the hand."""

    raise_: float = angle(-10, 40, "collar bone up +")
    forward: float = angle(-25, 30, "collar bone forward +, back -")
    flex: float = angle(-60, 180, "upper arm forward +")
    abd: float = angle(-20, 180, "upper arm away from the body +")
    horiz: float = angle(-45, 135, "raised upper arm swung across the chest +")
    rot: float = angle(-90, 90, "upper arm turned outward +")
    elbow: float = angle(0, 150, "bent +")
    pron: float = angle(-90, 90, "palm turned from the thigh to the back +")
    wflex: float = angle(-80, 90, "hand bent to the palm +")
    wdev: float = angle(-40, 25, "hand bent to the thumb +")
    wrist: Place | None = field(default=None, metadata=at("where the wrist is brought"))
    elbow_dir: Place | None = field(default=None, metadata=toward("where the elbow points"))
    fingers: Place | None = field(default=None, metadata=toward("where the fingers point; needs palm"))
    palm: Place | None = field(default=None, metadata=toward("where the palm looks; needs fingers"))
    hand: str = field(
        default="relaxed",
        metadata={
            "kind": "word",
            "words": tuple(FINGERS),
            "says": "the fingers",
        },
    )
    swing: Swing | None = field(default=None, metadata=SOLVED)
    shape: HandShape | None = field(default=None, metadata=SOLVED)


@dataclass(frozen=True)
class Leg:
    """Either `ankle` (the foot is brought there) or `flex`, `abd`, `rot`, `knee`; then the foot."""

    flex: float = angle(-30, 135, "thigh forward +")
    abd: float = angle(-30, 60, "thigh away from the other +")
    rot: float = angle(-50, 60, "thigh turned outward +")
    knee: float = angle(0, 160, "bent +")
    plantar: float = angle(-35, 85, "toes away from the shin +")
    evert: float = angle(-40, 25, "sole turned outward +")
    toe: float = angle(-70, 45, "toes bent to the sole +, to the shin -")
    ankle: Place | None = field(
        default=None, metadata=at("where the ankle is brought; a flat foot's ankle is 0.075 above the floor")
    )
    knee_dir: Place | None = field(default=None, metadata=toward("where the knee points"))
    toes: Place | None = field(default=None, metadata=toward("where the foot points"))
    sole_up: Place | None = field(default=None, metadata=toward("up from the sole; standing is 0, 0, 1"))
    swing: Swing | None = field(default=None, metadata=SOLVED)


@dataclass(frozen=True)
class Pose:
    """A whole pose. In files, `arm_both` and `leg_both` are written for the left and mirrored to the right."""

    root: Root = Root()
    lumbar: Lumbar = Lumbar()
    thorax: Thorax = Thorax()
    neck: Neck = Neck()
    head: Head = Head()
    arm_left: Arm = Arm()
    arm_right: Arm = Arm()
    leg_left: Leg = Leg()
    leg_right: Leg = Leg()


SIDED = (
    *("clavicle", "shoulder01", "upperarm01", "upperarm02", "lowerarm01", "lowerarm02", "wrist"),
    *(f"metacarpal{n}" for n in (1, 2, 3, 4)),
    *(f"finger{f}-{joint}" for f in (1, 2, 3, 4, 5) for joint in (1, 2, 3)),
    *("pelvis", "upperleg01", "upperleg02", "lowerleg01", "lowerleg02", "foot", "toes"),
)
MIDDLE = ("root", "spine05", "spine04", "spine03", "spine02", "spine01", "neck01", "neck02", "neck03", "head")
BONES = frozenset(MIDDLE) | {f"{bone}.{side}" for bone in SIDED for side in "LR"}

LIMBS = {"arm": ("arm_left", "arm_right"), "leg": ("leg_left", "leg_right")}


def other_side(bone: str) -> str:
    """The bone's name on the other side of the body."""
    stem, dot, side = bone.partition(".")
    return stem + dot + {"L": "R", "R": "L", "": ""}[side]


def mirror_place(p: Place) -> Place:
    """A place or direction as seen in the mirror."""
    if isinstance(p[0], str):
        return (other_side(p[0]), -p[1], *p[2:])  # type: ignore[return-value]
    return (-p[0], *p[1:])  # type: ignore[return-value]


def mirror_part(part: Any) -> Any:
    """A trunk part, root or limb as seen in the mirror (a left limb becomes a right one)."""
    return replace(part, **{f.name: _mirrored(f, getattr(part, f.name)) for f in fields(part)})


def _mirrored(f: Field, value: Any) -> Any:
    kind = f.metadata["kind"]
    if kind in ("place", "direction", "point"):
        return None if value is None else mirror_place(value)
    return -value if kind == "angle" and f.metadata["flips"] else value


def mirror(pose: Pose) -> Pose:
    """The whole pose with left and right exchanged."""
    parts = {f.name: mirror_part(getattr(pose, f.name)) for f in fields(pose)}
    for left, right in LIMBS.values():
        parts[left], parts[right] = parts[right], parts[left]
    return Pose(**parts)
