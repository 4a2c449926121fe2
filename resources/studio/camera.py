"""A perspective camera that frames what it sees."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .rotations import Array, unit

DISTANCE = 6.0
MARGIN = 0.055


@dataclass(frozen=True)
class Camera:
    """Looks at `target` from 6 m. `zoom` is samples per unit of tangent, width and height count samples too.

    A pixel of the picture is the mean of `samples` x `samples`.
    """

    azimuth: float
    elevation: float
    target: tuple[float, float, float]
    zoom: float
    width: int
    height: int
    samples: int = 3

    @property
    def forward(self) -> Array:
        a, e = np.radians(self.azimuth), np.radians(self.elevation)
        return -np.array([np.sin(a) * np.cos(e), -np.cos(a) * np.cos(e), np.sin(e)])

    @property
    def right(self) -> Array:
        return unit(np.cross(self.forward, (0, 0, 1)))

    @property
    def up(self) -> Array:
        return np.cross(self.right, self.forward)

    @property
    def place(self) -> Array:
        return np.array(self.target) - self.forward * DISTANCE

    @property
    def axes(self) -> Array:
        """(3, 3): right, up and toward the viewer, as rows."""
        return np.stack([self.right, self.up, -self.forward])

    @property
    def line(self) -> float:
        """Pixels of this picture that are as wide as one of a 640 pixel picture."""
        return min(self.width, self.height) / self.samples / 640

    @property
    def pixel(self) -> float:
        """Metres a sample covers at the target."""
        return DISTANCE / self.zoom

    def project(self, points: Array) -> Array:
        """(n, 3): samples right and down from the top left, and depth in metres."""
        q = points - self.place
        z = q @ self.forward
        x = self.width / 2 + self.zoom * (q @ self.right) / z
        y = self.height / 2 - self.zoom * (q @ self.up) / z
        return np.stack([x, y, z], 1)


def framing(points: Array, azimuth: float, elevation: float, size: tuple[int, int], samples: int = 3) -> Camera:
    """The camera that shows all of `points` (n, 3) as large as the margin allows, centred. `size` in pixels."""
    width, height = (n * samples for n in size)
    target, zoom = points.mean(0), width * 3.0
    for _ in range(4):
        camera = Camera(azimuth, elevation, tuple(target), zoom, width, height, samples)
        p = camera.project(points)[:, :2]
        low, high = p.min(0), p.max(0)
        middle = (low + high) / 2 - (width / 2, height / 2)
        target = target + (camera.right * middle[0] - camera.up * middle[1]) * camera.pixel
        room = np.array([width, height]) - 2 * MARGIN * min(width, height)
        zoom *= float((room / (high - low)).min())
    return Camera(azimuth, elevation, tuple(target), zoom, width, height, samples)
