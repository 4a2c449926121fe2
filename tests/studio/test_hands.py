"""Hands bend like hands: presets are within what fingers can, close round what they are for, and interlace."""

from __future__ import annotations

import numpy as np
import pytest
from resources.studio.crossing import crossings, parts
from resources.studio.figure import the_figure
from resources.studio.hands import FINGERS, REST, HandShape
from resources.studio.pose import Arm, Pose

LONG_FINGERS = (2, 3, 4, 5)
SHAPES = [pytest.param(s, id=name) for name, s in FINGERS.items()]


def skinned(*, left: Arm, right: Arm | None = None):
    """Posed bones and the mesh."""
    figure = the_figure()
    posed = figure.skeleton.solve(Pose(arm_left=left, arm_right=right or Arm(abd=20)))
    return posed, figure.skin(posed)


def in_hand(points, posed):
    """World points as the left wrist sees them."""
    return (points - posed.at["wrist.L"]) @ posed.axes["wrist.L"]


def test_the_table_of_fingers_at_rest_is_the_bodys():
    skeleton = the_figure().skeleton
    for finger in REST:
        joints = [skeleton.rest["wrist.L"] @ skeleton.head[f"finger{finger}-{j}.L"] for j in (1, 2, 3)]
        for j in (0, 1):
            along = joints[j + 1] - joints[j]
            assert along / np.linalg.norm(along) == pytest.approx(np.array(REST[finger][j]), abs=0.002)


@pytest.mark.parametrize("shape", SHAPES)
def test_every_preset_is_within_what_fingers_can_bend(shape):
    # AAOS (1965): 90, 100 and 90 degrees; back 45 at the knuckles.
    assert all(-45 <= bend <= 90 for bend in shape.mcp)
    assert all(0 <= bend <= 100 for bend in shape.pip)
    assert all(0 <= bend <= 90 for bend in shape.dip)


@pytest.mark.parametrize("finger", LONG_FINGERS)
def test_a_bent_finger_reads_back_its_joints(finger):
    shape = HandShape(mcp=(30,) * 4, pip=(50,) * 4, dip=(20,) * 4, spread=0)
    posed, _ = skinned(left=Arm(shape=shape))
    wrist = posed.axes["wrist.L"]
    skeleton = the_figure().skeleton
    for joint, bent in ((1, 30), (2, 80)):
        bone = skeleton.head[f"finger{finger}-{joint + 1}.L"] - skeleton.head[f"finger{finger}-{joint}.L"]
        x, _, z = wrist.T @ posed.turn[f"finger{finger}-{joint}.L"] @ bone
        assert np.degrees(np.arctan2(-x, -z)) == pytest.approx(bent, abs=1)


def test_right_and_left_are_mirror_images_unless_they_weave():
    for name, shape in FINGERS.items():
        left, right = (shape.turn("finger3-1.L", sign) for sign in (1.0, -1.0))
        flip = np.diag((-1.0, 1.0, 1.0))
        assert np.allclose(flip @ left @ flip, right) == (shape.weave == 0), name


def test_a_flat_hand_is_flat():
    posed, v = skinned(left=Arm(abd=30, hand="flat"))
    palm_side = -in_hand(v[parts(the_figure()) == "hand.L"], posed)[:, 0]
    assert palm_side.max() == pytest.approx(0.027, abs=0.003)


@pytest.mark.parametrize(
    ("word", "radius", "middle"),
    [("grip", 0.040, (-0.062, -0.083)), ("grip-thin", 0.015, (-0.034, -0.080)), ("hold", 0.075, (-0.098, -0.096))],
)
def test_a_grip_closes_round_a_stick_of_the_thickness_it_is_for(word, radius, middle):
    posed, v = skinned(left=Arm(abd=30, hand=word))
    bones = np.array(the_figure().skeleton.names)[the_figure().weights.argmax(1)]
    off = np.hypot(*(in_hand(v, posed)[:, [0, 2]] - middle).T) - radius
    for stem in ("metacarpal", "finger3-1", "finger3-2", "finger3-3"):
        assert abs(off[np.char.startswith(bones, stem) & np.char.endswith(bones, ".L")].min()) < 0.006, stem
    assert off[np.isin(bones, ("finger1-2.L", "finger1-3.L"))].min() > -0.012


def clasp(word, aside, fingers, palm):
    """Both hands' deepest depth in each other, metres, with their thumbs up in front of the chest."""
    x, y, z = fingers
    a, b, c = palm
    left = Arm(wrist=(aside, -0.45, 1.2), elbow_dir=(1, 0.3, -0.8), fingers=fingers, palm=palm, hand=word)
    right = Arm(wrist=(-aside, -0.45, 1.2), elbow_dir=(-1, 0.3, -0.8), fingers=(-x, y, z), palm=(-a, b, c), hand=word)
    posed, v = skinned(left=left, right=right)
    both = [c for c in crossings(the_figure(), v, posed) if {c.limb, c.into} == {"hand.L", "hand.R"}]
    return max((c.depth for c in both), default=0.0), v


@pytest.mark.parametrize(
    ("word", "place"),
    [
        ("interlace", (0.042, (-0.44, -0.90, 0.0), (-0.90, 0.44, 0.0))),
        ("interlace-out", (0.114, (-0.97, 0.24, 0.0), (-0.24, -0.97, 0.0))),
    ],
)
def test_interlaced_hands_reach_past_each_other_without_going_through(word, place):
    depth, v = clasp(word, *place)
    hand = parts(the_figure())
    assert v[hand == "hand.L", 0].min() < -0.02
    assert v[hand == "hand.R", 0].max() > 0.02
    assert depth < 0.022
