"""What is done a side at a time shows the acting side acting, the stretched one lit, as the words say it."""

from __future__ import annotations

import tomllib
from pathlib import Path

import numpy as np
import pytest
from resources.studio import posefile
from resources.studio.figure import the_figure

RESOURCES = Path(__file__).parents[2] / "resources"
TEXT = tomllib.loads((RESOURCES / "text/en/exercises.toml").read_text(encoding="utf-8"))
EXERCISES = {
    path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in (RESOURCES / "exercises").glob("*.toml")
}
EACH = sorted(name for name, exercise in EXERCISES.items() if exercise["sides"] == "each")
PRESSED = [name for name in EACH if EXERCISES[name]["kind"] == "massage" and name != "locate-knot"]
"""Massages: their side is that of the knot."""
ONE_SIDED = [name for name in EACH if EXERCISES[name]["kind"] != "massage"]
SAYS_WHERE = [name for name in ONE_SIDED if "{" in TEXT[name].get("felt", "")]
LEADS = {
    "neck-side-bend": "wrist",
    "seated-side-bend": "wrist",
    "knee-to-chest": "foot",
    "reclined-pigeon": "foot",
    "hamstring-chair": "foot",
    "hip-flexor-lunge": "foot",
}
LEANS = {"neck-side-bend": 1, "upper-trap": 1, "triangle": 1, "seated-side-bend": -1}
"""To the acting side, or away from it."""


class Acted:
    """How a picture goes from rest to the held pose. `side`: of the body that acts, mirrored in a front view."""

    def __init__(self, name: str) -> None:
        self.file = posefile.read_pose_file(posefile.FOLDER / f"{EXERCISES[name]['picture']}.toml")
        self.side, self.other = ("L", "R") if self.file.view == "front" else ("R", "L")
        self.outward = np.array([1.0 if self.side == "L" else -1.0, 0.0, 0.0])
        keys, figure = self.file.motion.keys, the_figure()
        self.begin, self.held = (figure.skeleton.solve(figure.settle(key.pose)) for key in (keys[0], keys[-1]))

    def travels(self, bone: str, side: str) -> float:
        return float(np.linalg.norm(self.held.at[f"{bone}.{side}"] - self.begin.at[f"{bone}.{side}"]))


def test_every_one_sided_exercise_is_held_to_its_side_by_a_test_of_this_file():
    checked = {*LEADS, *LEANS, *SAYS_WHERE, "cross-body", "seated-twist"}
    assert set(ONE_SIDED) <= checked


@pytest.mark.parametrize("name", SAYS_WHERE)
def test_the_side_that_is_lit_is_the_one_on_which_the_words_say_it_is_felt(name):
    acted = Acted(name)
    felt = TEXT[name]["felt"]
    lit = {region.rpartition(".")[2] for region in acted.file.stills[0].glow if "." in region}
    assert (acted.side if "{side}" in felt else acted.other) in lit
    assert len(lit) == 1 or name == "triangle"  # which is felt in the other flank and in the thigh of the acting side


@pytest.mark.parametrize("name", PRESSED)
def test_the_knot_that_is_pressed_lies_on_the_side_that_the_words_say(name):
    acted = Acted(name)
    knots = [region for region in acted.file.stills[0].glow if region.startswith("knot-")]
    assert [region.rpartition(".")[2] for region in knots] == [acted.side]


@pytest.mark.parametrize(("name", "bone"), LEADS.items())
def test_the_limb_of_the_acting_side_leads(name, bone):
    acted = Acted(name)
    assert acted.travels(bone, acted.side) > 1.25 * acted.travels(bone, acted.other)


@pytest.mark.parametrize(("name", "toward"), LEANS.items())
def test_the_head_goes_to_the_side_that_the_words_say(name, toward):
    acted = Acted(name)
    crown = [posed.place(("head", 0, 0, 0.2)) @ acted.outward for posed in (acted.begin, acted.held)]
    assert (crown[1] - crown[0]) * toward > 0.05


def test_the_trunk_turns_to_the_acting_side():
    acted = Acted("seated-twist")
    ahead = acted.held.axes["spine01"] @ np.array([0, -1.0, 0])
    assert ahead @ acted.outward > 0.3


def test_the_acting_arm_goes_across_the_chest_and_is_straight():
    acted = Acted("cross-body")
    assert acted.held.at[f"wrist.{acted.side}"] @ acted.outward < -0.1
    assert acted.held.bend[f"lowerarm01.{acted.side}"] < 25
