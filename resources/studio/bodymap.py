"""The body map: outlines of the figure from the front and from the back, and of the areas on it, as curves.

The figure stands with its arms a little away and is seen without perspective. Everything is drawn in millimetres: x to
the right, y down. In both views the person's left is on the left: the front is a mirror, the back is as it is. The
silhouette and every area are symmetric, so only the left is drawn and written; the right is its mirror image.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw
from scipy import ndimage

from .bodyareas import AREAS, FRONT, JAW, VIEWS, Border, Limb
from .figure import MATERIALS, the_figure
from .mesh import triangles, vertex_normals
from .outline import Piece, between, contours, distance, fitted, rounded, smooth_line
from .pose import Arm, Leg, Pose
from .rotations import Array
from .scene import SKIN, Surface
from .skeleton import Posed

FILE = Path(__file__).parents[1] / "art" / "body-map.toml"
ARMS = Arm(abd=14, elbow=6, pron=80, hand="splay")
LEGS = Leg(abd=3, rot=6)
FINE = 2
"""Pixels a millimetre while drawing."""
MARGIN = 16
"""Millimetres around the figure."""
OVERLAP = 60
"""Millimetres of the right half that the left needs to know of."""
EDGE = 24
"""Free pixels around a mask, so that its line closes."""
CLOSED, OPENED = 7.0, 5.0
"""Notches narrower than twice the one are filled (not between fingers), spikes narrower than twice the other go."""
SMOOTH = {"area": 1.0, "body": 3.0, "hair": 6.0, "hem": 14.0}
"""Millimetres that lines are evened out by."""
FINGERS = Limb("lowerarm01.L", "wrist.L", 1.2, 2.5)
HEMS = (
    Limb("upperarm01.L", "lowerarm01.L", 0.36, 0.95, 70),
    Limb("spine05", "spine04", -0.5, 1.0, 250),
    Limb("neck01", "spine01", -0.1, 0.25, 150),
    Limb("lowerleg01.L", "foot.L", 0.75, 0.95),
)
"""Where sleeves, shirt, collar and trousers end."""
ACROSS = np.array([1.0, 0.0])
GAP = 5.0
"""Millimetres between neighbours, and half of it from an area to the silhouette."""
ERROR = 0.7
"""How far a curve may stray from the line it follows."""
THIGH = 0.58
"""However small the map, it is seen down to this share of the thigh."""


@dataclass(frozen=True)
class Sheet:
    """The paper: width and height in millimetres, the height of its upper edge above the floor, and the figure."""

    width: int
    height: int
    top: float
    surface: Surface
    posed: Posed

    @property
    def middle(self) -> float:
        return self.width / 2

    def seen(self, points: Array) -> Array:
        """World points (n, 3) in metres as (n, 2) millimetres on the paper."""
        return np.stack([self.middle - points[:, 0] * 1000, self.top - points[:, 2] * 1000], 1)

    def joint(self, bone: str) -> Array:
        """Where a joint is on the paper (2,)."""
        return self.seen(self.posed.at[bone][None])[0]

    def line(self, border: Border) -> Array:
        """The border's spots on the paper (n, 2)."""
        return self.joint(border.bone) - np.array(border.spots, float)

    def limb(self, piece: Limb) -> Array:
        """The four corners (4, 2) of a piece of a limb."""
        a, b = self.joint(piece.bone), self.joint(piece.to)
        along = b - a
        across = np.array([-along[1], along[0]]) / np.linalg.norm(along) * piece.wide
        start, end = a + along * piece.start, a + along * piece.end
        return np.array([start - across, start + across, end + across, end - across])


def sheet() -> Sheet:
    """The figure standing on its paper."""
    surface, posed = the_figure().surface(Pose(arm_left=ARMS, arm_right=ARMS, leg_left=LEGS, leg_right=LEGS))
    surface.vertices = _undressed(surface)
    v = surface.vertices * 1000
    width = 2 * (int(np.abs(v[:, 0]).max()) + MARGIN)
    return Sheet(width, int(np.ptp(v[:, 2])) + 2 * MARGIN, float(v[:, 2].max()) + MARGIN, surface, posed)


def _undressed(surface: Surface) -> Array:
    """Vertices with the clothes drawn in by about what they stand off the body, so that hems make no steps."""
    v = surface.vertices
    x, z = np.abs(v[:, 0]), v[:, 2]
    sleeve, leg = np.clip((x - 0.18) / 0.08, 0, 1), np.clip((0.5 - z) / 0.35, 0, 1)
    tail = np.clip((1.0 - z) / 0.12, 0, 1)
    off = np.zeros(len(v))
    shirt, trousers = 0.011 + 0.012 * sleeve + 0.006 * tail, 0.009 + 0.012 * leg
    cloth = {"shirt": shirt, "trousers": trousers, "sock": np.full(len(v), 0.003)}
    for name, loose in cloth.items():
        worn = np.unique(surface.quads[surface.material == SKIN + MATERIALS.index(name)])
        off[worn] = loose[worn]
    return v - vertex_normals(v, triangles(surface.quads)[0]) * off[:, None]


def write(target: Path = FILE) -> str:
    """Draws the map into `target` unless it was made from the same already; says which."""
    paper = sheet()
    made_from = f'made_from = "{content_hash(paper)}"'
    if target.exists() and made_from in target.read_text(encoding="utf-8"):
        return f"{target.name}: nothing changed"
    target.write_text(text(paper), encoding="utf-8", newline="\n")
    return f"{target.name}: drawn"


def text(paper: Sheet) -> str:
    """The file: sizes and silhouette, then for each view hair, jaw, spine and areas as SVG paths."""
    field = _body(paper)
    body = field > 0
    hip, knee = paper.joint("upperleg01.L"), paper.joint("lowerleg01.L")
    lines = [
        '# Made by "python -m resources.studio bodymap". SVG paths in millimetres; the person\'s left is on the left.',
        "# Of an area that there is twice only the left is written: the right is its mirror image.",
        f'made_from = "{content_hash(paper)}"',
        f"width = {paper.width}",
        f"height = {paper.height}",
        f"least_height = {round(float((hip + THIGH * (knee - hip))[1]))}",
        f'silhouette = "{_path(_both_halves(contours(field)[0] / FINE, paper))}"',
    ]
    for view in VIEWS:
        hair = _painted(paper, front=view == FRONT) == 1 + MATERIALS.index("hair")
        lines += ["", f"[{view}]", f'hair = "{_path(_outline(hair & body, "hair", 10))}"']
        if view == FRONT:
            lines.append(f'jaw = "{_jaw(paper)}"')
        lines += [f'{name} = "{path}"' for name, path in _areas(view, paper, body).items()]
    return "\n".join(lines) + "\n"


def content_hash(paper: Sheet) -> str:
    """Of what decides how the map looks: the posed figure to half a millimetre, and the code that draws it."""
    folder = Path(__file__).parent
    digest = hashlib.sha256(np.round(paper.surface.vertices * 2000).astype(np.int16).tobytes())
    for name in ("bodymap.py", "bodyareas.py", "outline.py"):
        digest.update((folder / name).read_bytes())
    return digest.hexdigest()[:16]


def _painted(paper: Sheet, front: bool, under: bool = False) -> Array:
    """1 + the nearest material at every pixel (h, w), 0 where there is nothing: quads painted from far to near.

    `under`: with the skin that lies hidden beneath a hem.
    """
    surface = paper.surface
    depth = surface.vertices[surface.quads][..., 1].mean(1) * (-1 if front else 1)
    order = np.argsort(depth, kind="stable")
    shown = surface.cut[surface.quads].min(1) >= 0
    order = order[(shown | (under & (surface.material == SKIN + MATERIALS.index("skin"))))[order]]
    points = paper.seen(surface.vertices) * FINE
    image = Image.new("L", (paper.width * FINE, paper.height * FINE))
    pen = ImageDraw.Draw(image)
    for q in order:
        pen.polygon([tuple(p) for p in points[surface.quads[q]]], fill=1 + int(surface.material[q]) - SKIN)
    return np.asarray(image)


def _body(paper: Sheet) -> Array:
    """The silhouette as a distance field (h, w), symmetric, evened out where clothes end."""
    mask = _painted(paper, front=True, under=True) > 0
    half = mask.shape[1] // 2
    beyond = half + OVERLAP * FINE
    mask = (mask | mask[:, ::-1])[:, :beyond]
    fingers = _filled(paper.limb(FINGERS), mask.shape)
    mask = mask | (_closed(mask, CLOSED) & ~fingers)
    field = distance(~_closed(~mask, OPENED))
    hems = np.maximum.reduce([_filled(paper.limb(hem), mask.shape).astype(float) for hem in HEMS])
    hems = ndimage.gaussian_filter(hems, SMOOTH["hem"] * FINE / 2)
    even, evener = (ndimage.gaussian_filter(field, SMOOTH[kind] * FINE) for kind in ("body", "hem"))
    left = (even + (evener - even) * hems)[:, :half]
    return np.concatenate([left, left[:, ::-1]], 1)


def _closed(mask: Array, reach: float) -> Array:
    return distance(distance(mask) > -reach * FINE) > reach * FINE


def _areas(view: str, paper: Sheet, body: Array) -> dict[str, str]:
    """Paths by name. Each area takes what those before it have left; the left half, but for what is in the middle."""
    free = body.copy()
    left = np.arange(body.shape[1])[None, :] < body.shape[1] / 2
    found: dict[str, list[str]] = {}
    for area in (a for a in AREAS if view in a.views):
        limb = isinstance(area.shape, Limb)
        corners = paper.limb(area.shape) if limb else smooth_line(paper.line(area.shape), closed=True)
        mask = _filled(corners, body.shape) & left
        mask = (mask | mask[:, ::-1] if area.middle else mask) & free
        free &= ~mask
        if area.name:
            outline = _outline(mask, "area", area.corner, GAP)
            found.setdefault(area.name, []).append(_path(outline))
    return {name: " ".join(paths) for name, paths in found.items()}


def _filled(corners: Array, shape: tuple[int, ...]) -> Array:
    image = Image.new("1", (shape[1], shape[0]))
    ImageDraw.Draw(image).polygon([tuple(p) for p in corners * FINE], fill=1)
    return np.asarray(image)


def _outline(mask: Array, kind: str, corner: float = 0, gap: float = 0) -> list[Piece]:
    """The longest line around a mask that is drawn in by half the gap and rounded; millimetres."""
    rows, columns = ndimage.find_objects(mask.astype(np.int8))[0]
    field = rounded(np.pad(mask[rows, columns], EDGE), gap / 2 * FINE, corner * FINE, SMOOTH[kind] * FINE)
    line = contours(field)[0] + (columns.start - EDGE, rows.start - EDGE)
    return fitted(line / FINE, ERROR)


def _both_halves(line: Array, paper: Sheet) -> list[Piece]:
    """The silhouette: the left half of a closed line around it, and its exact mirror image."""
    left = line[:, 0] < paper.middle
    start = int(np.nonzero(left & ~np.roll(left, 1))[0][0])
    half = np.roll(line, -start, 0)[: left.sum()]
    half[[0, -1], 0] = paper.middle
    pieces = between(half, ERROR, -ACROSS, ACROSS)  # it crosses the middle at right angles
    mirror = [tuple(p * (-1, 1) + (paper.width, 0) for p in piece[::-1]) for piece in pieces[::-1]]
    return [*pieces, *mirror]


def _jaw(paper: Sheet) -> str:
    half = paper.line(JAW)
    other = half[-2::-1] * (-1, 1) + (paper.width, 0)
    line = smooth_line(np.concatenate([half, other]))
    return _path(between(line, ERROR, line[1] - line[0], line[-1] - line[-2]), closed=False)


def _path(pieces: list[Piece], closed: bool = True) -> str:
    curves = [f"C{_place(a)} {_place(b)} {_place(c)}" for _, a, b, c in pieces]
    return f"M{_place(pieces[0][0])}{''.join(curves)}{'Z' if closed else ''}"


def _place(p: Array) -> str:
    return ",".join(f"{value:.1f}".removesuffix(".0") for value in p)
