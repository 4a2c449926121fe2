"""Props, glow, marks and the rim, on meshes and small pictures."""

from __future__ import annotations

import inspect

import numpy as np
import pytest
from resources.studio.camera import framing
from resources.studio.figure import the_figure
from resources.studio.glow import glow_at
from resources.studio.marks import MARKS, paint_marks
from resources.studio.pose import Pose
from resources.studio.props import BALL_RADIUS, CANE_RADIUS, PROP_FIELDS, PROP_NEEDS, PROPS, ROLLER_RADIUS, thing
from resources.studio.shade import RIM_ALPHA, render
from resources.studio.shapes import box


def drawn(surfaces, size=120):
    camera = framing(np.concatenate([s.vertices for s in surfaces]), 0, 8, (size, size))
    return render(surfaces, camera, the_figure().marks).astype(int)


@pytest.mark.parametrize("kind", PROPS)
def test_a_props_builder_takes_exactly_the_fields_a_pose_file_may_give(kind):
    parameters = inspect.signature(PROPS[kind]).parameters
    assert set(parameters) == set(PROP_FIELDS[kind])
    needed = {name for name, p in parameters.items() if p.default is inspect.Parameter.empty}
    assert needed == set(PROP_NEEDS.get(kind, ()))


@pytest.mark.parametrize("lean", [(0.0, -0.4, -0.3), (0.1, -0.35, 0.0), (-0.2, -0.1, -0.5)])
def test_a_canes_shaft_passes_the_grip_and_its_knob_sits_at_the_tip(lean):
    tip = np.array([0.1, 0.05, 1.3])
    grip = tip + lean
    shaft, knob, _ = PROPS["hook"](grip=grip, tip=tip)
    assert np.linalg.norm(knob.vertices.mean(0) - tip) < 0.004
    top = shaft.vertices[:, 2].max()
    assert top > max(tip[2], grip[2]) + 0.05
    low = shaft.vertices[np.argmin(shaft.vertices[:, 2])]
    assert np.linalg.norm(low - grip) == pytest.approx(0.22, abs=2 * CANE_RADIUS)
    assert low[2] < grip[2]


def test_a_roller_at_the_height_of_its_radius_lies_on_the_floor_however_it_is_rolled():
    for rolled in (0, 25):
        parts = PROPS["roller"](at=np.array([0, 0, ROLLER_RADIUS]), turned=30, rolled=rolled)
        lowest = min(s.vertices[:, 2].min() for s in parts)
        assert -0.003 < lowest < 0.001


def test_a_ball_is_as_large_as_a_tennis_ball_and_its_seam_shows_everywhere_on_it():
    felt, seam = PROPS["ball"](at=np.array([0.2, 0, 1.0]))
    assert np.ptp(felt.vertices[:, 0]) == pytest.approx(2 * BALL_RADIUS, abs=0.001)
    from_middle = seam.vertices - [0.2, 0, 1.0]
    assert np.linalg.norm(from_middle, axis=1).max() > BALL_RADIUS
    assert all(np.ptp(from_middle[:, axis]) > BALL_RADIUS for axis in range(3))


def test_a_chair_stands_where_it_is_put():
    here, there = PROPS["chair"](), PROPS["chair"](x=-0.5, y=0.4, turned=90)
    shift = there[0].vertices.mean(0) - here[0].vertices.mean(0)
    assert shift == pytest.approx([-0.5, 0.37, 0.0], abs=1e-6)
    assert there[-1].vertices[:, 0].min() < -0.7  # its back rest has swung to the right of the figure


def test_a_region_lit_by_half_glows_half_as_bright():
    figure = the_figure()
    full, half = (glow_at(figure.rest, figure.skeleton.head, {"calves.L": s}) for s in (1.0, 0.5))
    assert full.max() == pytest.approx(1)
    assert half == pytest.approx(full / 2)


def test_one_side_lit_leaves_the_other_dark():
    figure = the_figure()
    lit = glow_at(figure.rest, figure.skeleton.head, {"forearm-flexors.R": 1.0})
    assert lit[figure.rest[:, 0] > 0].max() == 0
    assert lit[figure.rest[:, 0] < 0].max() > 0.9


def test_fore_arm_flexors_and_extensors_light_opposite_sides():
    figure = the_figure()
    lit = [glow_at(figure.rest, figure.skeleton.head, {f"forearm-{n}.L": 1.0}) for n in ("flexors", "extensors")]
    fore_arm = sum(lit) > 0.3
    assert np.corrcoef(*(side[fore_arm] for side in lit))[0, 1] < -0.5


@pytest.mark.parametrize("name", MARKS)
def test_marks_are_painted_on_the_back_alike_on_both_sides_and_never_in_front(name):
    rest = the_figure().fine_rest
    plain = np.zeros((len(rest), 3))
    painted = paint_marks(plain, rest, (name,), 0.002).any(1)
    assert painted.sum() > 50
    assert rest[painted, 1].min() > -0.03
    mirrored = paint_marks(plain, rest * (-1, 1, 1), (name,), 0.002).any(1)
    assert np.array_equal(painted, mirrored)


def test_a_picture_has_a_light_rim_just_outside_its_ink():
    image = drawn(PROPS["ball"](at=np.array([0.0, 0, 1.0])), 480)
    row = image[240]
    outside = np.nonzero(row[:, 3])[0][0]
    assert row[outside, :3].min() > 200
    assert 0 < row[outside, 3] <= RIM_ALPHA * 255 + 1
    assert row[outside + 2, :3].max() < 140


def test_a_thing_that_appears_elsewhere_changes_no_pixel_of_what_stands_still():
    def block(x):
        return thing(box((x, 0, 1.0), (0.2, 0.2, 0.3), 0.02), "chair", 1, casts=False)

    camera = framing(np.concatenate([block(x).vertices for x in (-0.5, 0.5)]), 20, 8, (160, 80))
    alone, both = (render([block(x) for x in xs], camera, the_figure().marks) for xs in ((-0.5,), (-0.5, 0.5)))
    assert np.array_equal(alone[:, :80], both[:, :80])
    assert not np.array_equal(alone[:, 80:], both[:, 80:])


def test_no_eyelid_or_lip_lies_behind_the_front_that_the_face_is_painted_on():
    figure = the_figure()
    for spot in (figure.marks.eye, figure.marks.mouth - (0, 0, 0.0105)):
        x, y, z = figure.rest[figure.vertex_material == 0].T
        near = (np.hypot(x - spot[0], z - spot[2]) < 0.011) & (y < -0.09)
        plane = np.stack([x[near], z[near], x[near] ** 2, z[near] ** 2, np.ones(near.sum())], 1)
        fitted = plane @ np.linalg.lstsq(plane, y[near], rcond=None)[0]
        assert near.sum() > 20
        assert np.abs(fitted - y[near]).max() < 0.003


def test_the_hem_stays_on_the_trousers_when_a_knee_comes_to_the_chest():
    figure = the_figure()
    bent = Pose()
    legs = {"leg_left": type(bent.leg_left)(flex=125, knee=130), "leg_right": type(bent.leg_left)(flex=125, knee=130)}
    v = figure.skin(figure.skeleton.solve(Pose(**legs)))
    behind = (figure.rest[:, 1] > 0.03) & (figure.rest[:, 2] > 0) & (figure.rest[:, 2] < 0.05)
    shirt, trousers = v[behind & (figure.vertex_material == 1)], v[figure.vertex_material == 2]
    gap = np.linalg.norm(shirt[:, None] - trousers[None], axis=2).min(1)
    assert gap.max() < 0.03
