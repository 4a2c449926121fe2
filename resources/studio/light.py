"""Light and ink on samples, and samples to pixels: soft two-tone light, upper left, fixed to the camera."""

from __future__ import annotations

import numba as nb
import numpy as np

SHADE = np.array([0.68, 0.64, 0.77])  # what a colour is multiplied by in shadow
PROP_LIFT = 0.45
TOWARD = np.array([-0.55, 0.75, 0.65]) / np.linalg.norm([-0.55, 0.75, 0.65])  # the light, in camera axes


@nb.njit(cache=True, inline="always")
def _step(low, high, x):  # pragma: no cover - compiled
    t = min(max((x - low) / (high - low), 0.0), 1.0)
    return t * t * (3 - 2 * t)


@nb.njit(cache=True)
def light(hit, prop, color, normal, openness, glow, above, warm, shade, toward):  # pragma: no cover - compiled
    """Lights color (h, w, 3) in place where `hit` (h, w); things, `prop` (h, w), have softer shadows than the figure.

    normal (h, w, 3) in camera axes, openness and glow (h, w) 0..1; `above` is the world's up in camera axes, `warm`
    the colour of a lit muscle, `shade` what a colour is multiplied by in shadow, `toward` the light.
    """
    height, width = hit.shape
    for y in range(height):
        for x in range(width):
            if not hit[y, x]:
                continue
            nx, ny, nz = normal[y, x, 0], normal[y, x, 1], normal[y, x, 2]
            free = openness[y, x]
            half = (nx * toward[0] + ny * toward[1] + nz * toward[2]) * 0.5 + 0.5
            bright = _step(0.30, 0.62, half)
            rim = _step(0.55, 0.95, 1 - nz) * _step(-0.2, 0.6, nx * above[0] + ny * above[1] + nz * above[2])
            tone = bright * (0.35 + 0.65 * free)
            dim = 1 - 0.22 * (1 - free)
            white = 0.10 * _step(0.86, 0.99, half) + 0.08 * rim
            share = 0.85 * min(max(glow[y, x], 0.0), 1.0)
            spill = 0.55 * share * (1 - share)  # light around a lit muscle, so that its edge isn't muddy
            if prop[y, x]:
                tone += (1 - tone) * PROP_LIFT
            for k in range(3):
                lit = color[y, x, k] * (shade[k] + (1 - shade[k]) * tone) * dim
                lit += (1 - lit) * white
                glowing = min(warm[k] * (0.80 + 0.28 * bright), 1.0)
                lit += (glowing - lit) * share + warm[k] * spill * (1 - lit)
                color[y, x, k] = min(max(lit, 0.0), 1.0)


@nb.njit(cache=True)
def resolve(hit, color, ink, line, k):  # pragma: no cover - compiled
    """Inked samples to pixels: premultiplied RGBA (h / k, w / k, 4), each the mean of its k x k samples."""
    height, width = hit.shape[0] // k, hit.shape[1] // k
    out = np.zeros((height, width, 4))
    for y in range(height * k):
        for x in range(width * k):
            cover = ink[y, x]
            if not hit[y, x] and cover <= 0:
                continue
            pixel = out[y // k, x // k]
            for i in range(3):
                under = color[y, x, i] if hit[y, x] else 0.0
                pixel[i] += under * (1 - cover) + (line[i] * 0.8 + 0.08 * under) * cover
            pixel[3] += 1.0 if hit[y, x] else cover
    return out / (k * k)
