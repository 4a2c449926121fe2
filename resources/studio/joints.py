"""How far shoulders, elbows, wrists, hips, knees and ankles are bent in a solved pose, against what people can.

Angles are read from where the bones point, as a goniometer does, because a limb that was brought to a place has no
angles of its own. Close to their poles (an arm straight up, a leg straight back) turns about the bone mean nothing
and aren't judged.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .rotations import Array, about_axis, about_x, twist_degrees
from .skeleton import DOWN, SIGN, Posed

AAOS = "AAOS, Joint Motion, 1965"
PASSIVE = f"{AAOS}, with the body's weight or the other hand behind it"
READING = 10.0  # degrees two people's goniometer readings of a joint may differ
STRAIGHT = 20.0  # degrees of elbow below which a turn of upper arm and of fore-arm can't be told apart


@dataclass(frozen=True)
class Range:
    """Degrees a joint goes through, and who says so."""

    low: float
    high: float
    source: str = AAOS


RANGES = {
    "shoulder extension": Range(-180, 60),
    "shoulder swung back": Range(-180, 45),
    "shoulder swung across": Range(-180, 135),
    "shoulder rotation outward": Range(-90, 100),
    "elbow flexion": Range(0, 150),
    "fore-arm pronation": Range(-90, 90),
    "wrist flexion": Range(-90, 90, PASSIVE),
    "wrist toward the thumb": Range(-40, 25),
    "hip flexion": Range(-30, 135, PASSIVE),
    "hip abduction": Range(-30, 60, PASSIVE),
    "hip rotation outward": Range(-50, 60),
    "knee flexion": Range(0, 160, PASSIVE),
    "ankle plantar flexion": Range(-35, 85, PASSIVE),
    "foot turned outward": Range(-40, 25, PASSIVE),
}


def angles(posed: Posed) -> dict[str, float]:
    """Degrees by joint movement and side, as `hip flexion, left`. What can't be told in this pose is left out."""
    out: dict[str, float] = {}
    for side, word in (("L", "left"), ("R", "right")):
        found = {
            "elbow flexion": posed.bend[f"lowerarm01.{side}"],
            "knee flexion": posed.bend[f"lowerleg01.{side}"],
            **_shoulder(posed, side),
            **_wrist(posed, side),
            **_hip(posed, side),
            **_ankle(posed, side),
        }
        out |= {f"{name}, {word}": float(value) for name, value in found.items()}
    return out


def beyond(posed: Posed) -> list[str]:
    """A sentence for every joint past its range, naming joint, range and source."""
    out = []
    for name, value in angles(posed).items():
        r = RANGES[name.partition(",")[0]]
        if not r.low - READING <= value <= r.high + READING:
            out.append(f"{name} {value:.0f}°, outside {r.low:g} to {r.high:g}° ({r.source})")
    return out


def _about_bone(turn: Array, swing: Array) -> float:
    """Degrees `turn` goes about the hanging bone beyond `swing`."""
    return twist_degrees(swing.T @ turn, -DOWN)


def _swing(bone: Array) -> Array:
    """The shortest turn from hanging down to `bone`."""
    axis = np.cross(DOWN, bone)
    degrees = float(np.degrees(np.arctan2(np.linalg.norm(axis), DOWN @ bone)))
    return about_axis(axis, degrees) if degrees > 1e-3 else np.eye(3)


def _shoulder(posed: Posed, side: str) -> dict[str, float]:
    turn = posed.axes["spine01"].T @ posed.axes[f"upperarm01.{side}"]
    bone, s = turn @ DOWN, SIGN[side]
    raised = float(np.degrees(np.arccos(np.clip(-bone[2], -1, 1))))
    # From straight out to the side: forward +, back -; across the chest it is more than 90.
    plane = float(np.degrees(np.arctan2(-bone[1], s * bone[0])))
    out = {}
    behind = -150 < plane < -30
    if behind and raised < 75:
        out["shoulder extension"] = raised * abs(np.sin(np.radians(plane)))
    elif 30 < raised < 150:
        out["shoulder swung back" if plane < 0 else "shoulder swung across"] = abs(plane)
    if raised < 120 and posed.bend[f"lowerarm01.{side}"] > STRAIGHT:
        out["shoulder rotation outward"] = s * _about_bone(turn, _swing(bone))
    return out


def _wrist(posed: Posed, side: str) -> dict[str, float]:
    turn = posed.axes[f"lowerarm01.{side}"].T @ posed.axes[f"wrist.{side}"]
    s = SIGN[side]
    # pronation about the fore-arm, then to the palm, then to the thumb
    bent = float(np.degrees(np.arcsin(np.clip(-turn[2, 0], -1, 1))))
    out = {"wrist flexion": s * bent}
    if abs(bent) < 60:
        if posed.bend[f"lowerarm01.{side}"] > STRAIGHT:
            out["fore-arm pronation"] = -s * np.degrees(np.arctan2(turn[1, 0], turn[0, 0]))
        out["wrist toward the thumb"] = -np.degrees(np.arctan2(turn[2, 1], turn[2, 2]))
    return out


def _hip(posed: Posed, side: str) -> dict[str, float]:
    turn = posed.axes[f"pelvis.{side}"].T @ posed.axes[f"upperleg01.{side}"]
    bone, s = turn @ DOWN, SIGN[side]
    aside = float(np.degrees(np.arcsin(np.clip(s * bone[0], -1, 1))))
    out = {"hip abduction": aside}
    if abs(aside) < 70:
        flexion = float(np.degrees(np.arctan2(-bone[1], -bone[2])))
        out["hip flexion"] = flexion + 360 if flexion < -90 else flexion
        forward = about_x(-out["hip flexion"])
        swing = forward @ _swing(forward.T @ bone)
        out["hip rotation outward"] = s * _about_bone(turn, swing)
    return out


def _ankle(posed: Posed, side: str) -> dict[str, float]:
    turn = posed.axes[f"lowerleg01.{side}"].T @ posed.axes[f"foot.{side}"]
    plantar = float(np.degrees(np.arcsin(np.clip(-turn[1, 2], -1, 1))))
    out = {"ankle plantar flexion": plantar}
    if abs(plantar) < 70:
        out["foot turned outward"] = SIGN[side] * float(np.degrees(np.arctan2(turn[1, 0], turn[1, 1])))
    return out
