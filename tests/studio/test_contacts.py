"""The posed body stands and sits on things, doesn't sink in, doesn't slide, and no limb passes through another."""

from __future__ import annotations

import inspect
from collections.abc import Callable

import numpy as np
import pytest
from resources.studio import contact, crossing, joints, posefile, solids
from resources.studio.figure import the_figure
from resources.studio.pose import Arm, Leg, Pose, Root
from resources.studio.props import PROPS

FILES = [pytest.param(p, id=p.stem) for p in posefile.pose_files()]
EVERY = 3  # of a motion's frames, and all of its keys
SEATED = ("neutral-sit", "chin-tuck", "neck-side-bend", "posture-check", "shoulder-rolls")
ON_HANDS = ("prayer-cat-camel", "downward-dog", "childs-pose")


@pytest.fixture(scope="module", params=FILES)
def measured(request):
    """A file with its stills and frames, posed once for all tests of it."""
    file = posefile.read_pose_file(request.param)
    return file, *contact.moments(file, EVERY)


def held(name: str) -> contact.Moment:
    """The still of a file."""
    still = posefile.read_pose_file(posefile.FOLDER / f"{name}.toml").stills[0]
    return moment(the_figure().settle(still.pose), ("stool", {}))


def moment(pose: Pose, *props) -> contact.Moment:
    """One picture of a pose made up for a test."""
    figure = the_figure()
    posed = figure.skeleton.solve(pose)
    return contact.Moment("made up", pose, posed, figure.skin(posed), solids.solids(props, posed))


def test_nothing_sinks_floats_crosses_or_bends_too_far_in_any_picture(measured):
    _, stills, frames = measured
    assert [sentence for m in (*stills, *frames) for sentence in contact.problems(m)] == []


def test_a_hand_touches_the_limb_it_is_placed_on_and_a_ball_roller_or_hook_presses(measured):
    _, stills, _ = measured
    assert [sentence for m in stills for sentence in contact.loose_holds(m)] == []


def test_planted_hands_and_feet_do_not_slide(measured):
    file, _, frames = measured
    assert list(contact.sliding(file, frames)) == []


@pytest.mark.parametrize("name", SEATED)
def test_who_sits_sits_on_the_seat_with_both_feet_on_the_floor(name):
    still = held(name)
    assert -0.02 < still.clearance["seat"] < 0
    assert all(abs(still.lowest[foot]) < 0.005 for foot in ("foot.L", "foot.R"))


@pytest.mark.parametrize("name", ON_HANDS)
def test_planted_hands_are_on_the_floor(name):
    still = held(name)
    assert all(abs(still.lowest[hand]) < 0.012 for hand in ("hand.L", "hand.R"))


def test_a_hand_in_the_chest_is_found_with_its_depth():
    straight = moment(Pose(arm_left=Arm(abd=15), arm_right=Arm(abd=15)))
    through = moment(Pose(arm_right=Arm(wrist=("spine01", -0.05, 0.0, 0.0), elbow_dir=(-1.0, 0.0, 0.0))))
    assert max((c.depth for c in straight.crossings), default=0.0) < contact.FLESH
    worst = max((c for c in through.crossings if c.limb == "hand.R"), key=lambda c: c.depth)
    assert worst.into == "trunk"
    assert worst.depth > 0.04
    assert any("hand.R" in s and "inside trunk" in s for s in contact.problems(through))


def test_bent_elbows_and_knees_do_not_count_as_passing_through():
    folded = moment(Pose(arm_left=Arm(flex=40, elbow=145), leg_left=Leg(flex=60, knee=150)))
    assert not [c for c in folded.crossings if c.depth > contact.FLESH and c.limb.endswith(".L")]


def test_a_body_in_the_floor_or_above_it_is_named_in_centimetres():
    assert "2.0 cm inside the floor" in "".join(contact.problems(_standing(-0.02)))
    assert "5.0 cm above the floor" in "".join(contact.problems(_standing(0.05)))


def _standing(height: float) -> contact.Moment:
    lowest = moment(Pose()).clearance["floor"]
    x, y, z = Root().pos
    return moment(Pose(root=Root(pos=(x, y, z - lowest + height))))


def test_a_foot_pushed_along_the_floor_slides_and_a_lifted_one_does_not():
    def foot_at(y: float, z: float) -> contact.Moment:
        return moment(Pose(leg_left=Leg(ankle=(0.1, y, z), toes=(0.0, -1.0, 0.0))))

    dragged, lifted = [[foot_at(0.0, z), foot_at(-0.04, z)] for z in (0.075, 0.105)]
    slip = {s.part: s for s in contact.slips(dragged, cycle=False)}["foot.L"]
    assert slip.step == pytest.approx(0.04, abs=0.004)
    assert {s.part: s for s in contact.slips(lifted, cycle=False)}["foot.L"].step == 0


def test_on_the_spot_a_foot_may_go_back_with_the_floor_and_not_aside():
    def foot_at(x: float, y: float) -> contact.Moment:
        left, right = (Leg(ankle=(at, y, 0.075), toes=(0.0, -1.0, 0.0)) for at in (x, -0.1))
        return moment(Pose(leg_left=left, leg_right=right))

    with_it = [foot_at(0.1, y) for y in (-0.04, 0.0, 0.04)]
    aside = [foot_at(0.1, -0.04), foot_at(0.1, 0.0), foot_at(0.14, 0.04)]
    straight, askew = (
        {s.part: s for s in contact.slips(frames, cycle=False, on_the_spot=True)}["foot.L"]
        for frames in (with_it, aside)
    )
    assert straight.step < 0.004
    assert askew.step > 0.015


def test_leaning_into_a_wall_is_found():
    lean = moment(Pose(), ("wall", {"y": 0.05}))
    assert any("inside the wall" in s for s in contact.problems(lean))
    assert not any("wall" in s for s in contact.problems(moment(Pose(), ("wall", {"y": 0.4}))))


def test_a_turned_chair_is_where_it_is_drawn():
    ahead, turned = (next(s for s in _chair(turned) if s.name == "back rest") for turned in (0.0, 90.0))
    point = np.array([[0.0, 0.225 + 0.03, 0.84]])
    assert ahead.outside(point)[0] < 0 < turned.outside(point)[0]


def _chair(turned: float) -> list[solids.Solid]:
    return solids.solids((("chair", {"turned": turned}),), moment(Pose()).posed)


@pytest.mark.parametrize("kind", solids.BUILDERS)
def test_a_thing_that_is_leant_on_stands_where_it_is_drawn_when_nothing_is_said_of_it(kind):
    measured, drawn = (_defaults(built[kind]) for built in (solids.BUILDERS, PROPS))
    assert measured == {name: drawn[name] for name in measured}


def _defaults(builder: Callable) -> dict[str, float]:
    parameters = inspect.signature(builder).parameters.values()
    return {p.name: p.default for p in parameters if p.default is not p.empty}


def test_a_ball_that_touches_nobody_is_found():
    away = moment(Pose(), ("ball", {"at": (0.0, 1.0, 1.0)}))
    assert any("off the ball" in s for s in contact.loose_holds(away))


@pytest.mark.parametrize("side", ["left", "right"])
@pytest.mark.parametrize(
    ("movement", "degrees", "limb"),
    [
        ("elbow flexion", 70, Arm(elbow=70)),
        ("wrist flexion", 50, Arm(elbow=70, wflex=50)),
        ("wrist toward the thumb", 20, Arm(elbow=70, wdev=20)),
        ("fore-arm pronation", 60, Arm(elbow=70, pron=60)),
        ("shoulder rotation outward", 40, Arm(elbow=70, rot=40)),
        ("shoulder extension", 40, Arm(flex=-40)),
        ("hip flexion", 110, Leg(flex=110)),
        ("hip abduction", 35, Leg(abd=35)),
        ("hip rotation outward", 30, Leg(flex=80, rot=30)),
        ("knee flexion", 100, Leg(knee=100)),
        ("ankle plantar flexion", 40, Leg(plantar=40)),
    ],
)
def test_a_joint_reads_back_the_angle_it_was_given(movement, degrees, limb, side):
    kind = "arm" if isinstance(limb, Arm) else "leg"
    posed = the_figure().skeleton.solve(Pose(**{f"{kind}_{side}": limb}))
    assert joints.angles(posed)[f"{movement}, {side}"] == pytest.approx(degrees, abs=2)
    assert joints.beyond(posed) == []


def test_a_joint_past_its_range_is_named_with_range_and_source():
    posed = the_figure().skeleton.solve(
        Pose(arm_left=Arm(elbow=60, fingers=("lowerarm01.L", 0.0, 1.0, -0.05), palm=("lowerarm01.L", -1.0, 0.0, 0.0)))
    )
    (sentence,) = joints.beyond(posed)
    assert sentence.startswith("wrist toward the thumb, left -8")
    assert "-40 to 25" in sentence
    assert joints.AAOS in sentence


def test_a_gap_is_measured_between_a_hand_and_what_it_should_hold():
    held = moment(Pose(arm_left=Arm(wrist=("head", 0.22, 0.0, 0.1), elbow_dir=(1.0, 0.0, 0.0))))
    assert crossing.gap(the_figure(), held.vertices, "hand.L", "head") > contact.MOST_GAP
    assert any("off head" in s for s in contact.loose_holds(held))


@pytest.mark.parametrize("name", ["neutral-sit", "neck-side-bend", "thoracic-extension", "knee-to-chest"])
def test_what_has_settled_stays_where_it_is(name):
    pose = posefile.read_pose_file(posefile.FOLDER / f"{name}.toml").stills[0].pose
    once = the_figure().settle(pose)
    again = the_figure().settle(once)
    assert again.root.pos == pytest.approx(once.root.pos, abs=5e-5)
