"""What is drawn: surfaces with colours, and the palette they take them from."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from .mesh import triangles, vertex_normals
from .rotations import Array

MATERIALS = ("skin", "shirt", "trousers", "sock", "hair")  # the figure's, by number; those of props start at PROP
SKIN, SHIRT, TROUSERS, SOCK, HAIR = range(len(MATERIALS))
PROP = 100

COLORS = {
    "skin": "#ECB892",
    "shirt": "#2FA7A0",
    "trousers": "#54699B",
    "sock": "#F3EFE6",
    "hair": "#674535",
    "hair-light": "#8A6450",
    "iris": "#5B3B30",
    "ink": "#2B2530",
    "lip": "#A8493F",
    "blush": "#EE7F6C",
    "glow": "#FF5C33",
    "line": "#292E4D",
    "rim": "#F3EEE6",
    "ground": "#1A1C38",
    "chair": "#C9D2E0",
    "metal": "#9FAAC0",
    "mat": "#B9A7E6",
    "wall": "#DDE4EE",
    "wood": "#C99A6B",
    "frame": "#E9DFCF",
    "sky": "#CFE6F2",
    "hill": "#9CC7A2",
    "hill-far": "#B9D7C4",
    "glass": "#4A5570",
    "ball": "#D3E04A",
    "seam": "#FBFAEE",
    "foam": "#7FB98F",
    "foam-groove": "#5E9A73",
    "foam-core": "#4F7F62",
    "rubber": "#4A4654",
    "mark": "#F59A6E",
    "mark-edge": "#C2542F",
    "point": "#C2542F",
    "point-ring": "#FFF6EC",
}


def palette(name: str) -> Array:
    """RGB 0..1 of a palette colour."""
    text = COLORS[name]
    return np.array([int(text[i : i + 2], 16) / 255 for i in (1, 3, 5)])


@dataclass
class Surface:
    """A mesh to draw. Colours, normals, cut, glow and rest are per vertex, material and part per quad.

    `rest` is where each vertex is on the unposed figure: faces and marks are painted there. `marks` names what is
    painted on the body (marks.py).
    """

    vertices: Array
    quads: np.ndarray
    color: Array
    material: np.ndarray
    part: np.ndarray
    cut: Array = field(default_factory=lambda: np.zeros(0))
    glow: Array = field(default_factory=lambda: np.zeros(0))
    rest: Array = field(default_factory=lambda: np.zeros((0, 3)))
    normals: Array = field(default_factory=lambda: np.zeros((0, 3)))
    marks: tuple[str, ...] = ()
    casts: bool = True
    framed: bool = True

    def __post_init__(self) -> None:
        n = len(self.vertices)
        if not len(self.cut):
            self.cut = np.ones(n)
        if not len(self.glow):
            self.glow = np.zeros(n)
        if not len(self.normals):
            self.normals = vertex_normals(self.vertices, triangles(self.quads)[0])
        if not len(self.rest):
            self.rest = np.full((n, 3), 9.0)
