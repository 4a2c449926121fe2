"""The inner loops over samples: triangles to samples, occlusion in screen space, ink and light."""

from __future__ import annotations

import numba as nb
import numpy as np


@nb.njit(cache=True)
def rasterize(points, tri, cut, depth, face, weight):  # pragma: no cover - compiled
    """Fills depth (h, w), face (h, w) and the first two corner weights (h, w, 2) of the nearest triangle.

    points (n, 3) are samples and depth; a triangle is not drawn where its interpolated `cut` (n,) is negative.
    """
    height, width = depth.shape
    for t in range(tri.shape[0]):
        a, b, c = tri[t, 0], tri[t, 1], tri[t, 2]
        x0, y0, z0 = points[a, 0], points[a, 1], points[a, 2]
        x1, y1, z1 = points[b, 0], points[b, 1], points[b, 2]
        x2, y2, z2 = points[c, 0], points[c, 1], points[c, 2]
        area = (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0)
        if abs(area) < 1e-9:
            continue
        left = max(0, int(np.ceil(min(x0, x1, x2) - 0.5)))
        right = min(width - 1, int(np.floor(max(x0, x1, x2) - 0.5)))
        top = max(0, int(np.ceil(min(y0, y1, y2) - 0.5)))
        bottom = min(height - 1, int(np.floor(max(y0, y1, y2) - 0.5)))
        for y in range(top, bottom + 1):
            for x in range(left, right + 1):
                px, py = x + 0.5, y + 0.5
                w0 = ((x1 - px) * (y2 - py) - (x2 - px) * (y1 - py)) / area
                w1 = ((x2 - px) * (y0 - py) - (x0 - px) * (y2 - py)) / area
                w2 = 1 - w0 - w1
                if w0 < 0 or w1 < 0 or w2 < 0:
                    continue
                z = w0 * z0 + w1 * z1 + w2 * z2
                if z < depth[y, x] and w0 * cut[a] + w1 * cut[b] + w2 * cut[c] >= 0:
                    depth[y, x] = z
                    face[y, x] = t
                    weight[y, x, 0] = w0
                    weight[y, x, 1] = w1


@nb.njit(cache=True)
def interpolate(values, tri, face, weight, rows, columns):  # pragma: no cover - compiled
    """Per-vertex values (n, k) at the samples rows, columns (m,), all of which show something; (m, k)."""
    out = np.empty((rows.shape[0], values.shape[1]), np.float32)
    for i in range(rows.shape[0]):
        y, x = rows[i], columns[i]
        t = face[y, x]
        w0, w1 = weight[y, x, 0], weight[y, x, 1]
        w2 = 1 - w0 - w1
        for k in range(values.shape[1]):
            out[i, k] = w0 * values[tri[t, 0], k] + w1 * values[tri[t, 1], k] + w2 * values[tri[t, 2], k]
    return out


@nb.njit(cache=True)
def see(tri, face, weight, normals, color, glow, axes, seen, paint, lit):  # pragma: no cover - compiled
    """Fills what each sample sees: its normal in camera axes, turned to the camera, its colour and its glow.

    axes (3, 3): rows right, up and toward the viewer; seen and paint (h, w, 3), lit (h, w).
    """
    height, width = face.shape
    n = np.empty(3)
    for y in range(height):
        for x in range(width):
            t = face[y, x]
            if t < 0:
                continue
            a, b, c = tri[t, 0], tri[t, 1], tri[t, 2]
            w0, w1 = weight[y, x, 0], weight[y, x, 1]
            w2 = 1 - w0 - w1
            for k in range(3):
                n[k] = w0 * normals[a, k] + w1 * normals[b, k] + w2 * normals[c, k]
                paint[y, x, k] = w0 * color[a, k] + w1 * color[b, k] + w2 * color[c, k]
            lit[y, x] = w0 * glow[a] + w1 * glow[b] + w2 * glow[c]
            near = n[0] * axes[2, 0] + n[1] * axes[2, 1] + n[2] * axes[2, 2]
            length = max(np.sqrt(n[0] * n[0] + n[1] * n[1] + n[2] * n[2]), 1e-9)
            if near < 0:
                length = -length
            for k in range(3):
                seen[y, x, k] = (n[0] * axes[k, 0] + n[1] * axes[k, 1] + n[2] * axes[k, 2]) / length


@nb.njit(cache=True)
def occlusion(depth, normal, origin, scale, radius, samples, out):  # pragma: no cover - compiled
    """Openness 0..1 (h, w): how much of the half sphere of `radius` metres above each pixel is free.

    depth (h, w) in metres, normal (h, w, 3) in camera axes, scale in pixels a metre, samples (n, 3) unit ball; origin
    is the window's left and top in the picture, so that the same place has the same grain in every window.
    """
    height, width = depth.shape
    for y in range(height):
        for x in range(width):
            if depth[y, x] > 1e8:
                out[y, x] = 1
                continue
            grain = (((x + origin[0]) * 73856093) ^ ((y + origin[1]) * 19349663)) & 1023
            angle = grain / 1023.0 * 6.2831853
            ca, sa = np.cos(angle), np.sin(angle)
            hidden = 0.0
            for i in range(samples.shape[0]):
                dx = samples[i, 0] * ca - samples[i, 1] * sa
                dy = samples[i, 0] * sa + samples[i, 1] * ca
                dz = samples[i, 2]
                if dx * normal[y, x, 0] + dy * normal[y, x, 1] + dz * normal[y, x, 2] < 0:
                    dx, dy, dz = -dx, -dy, -dz
                sx, sy = int(x + dx * radius * scale), int(y - dy * radius * scale)
                if sx < 0 or sy < 0 or sx >= width or sy >= height:
                    continue
                reach = depth[y, x] - dz * radius - 0.006
                if depth[sy, sx] < reach:
                    hidden += 1 / (1 + ((reach - depth[sy, sx]) / (radius * 1.2)) ** 2)
            out[y, x] = 1 - hidden / samples.shape[0]


@nb.njit(cache=True)
def jumps(depth, normal, material, part, on_face, reach, out):  # pragma: no cover - compiled
    """Marks (h, w) where an ink line starts: depth, limb or material jumps to the sample right of it or below.

    depth in metres, normal (h, w, 3) in camera axes, `reach` the depth in metres two samples differ by on a surface at
    45 degrees. Inside the face only a jump of 6 cm counts. 1 marks a line, 2 a fine one: between fingers.
    """
    height, width = depth.shape
    for y in range(height):
        for x in range(width):
            for dy, dx in ((0, 1), (1, 0), (1, 1), (1, -1)):
                v, u = y + dy, x + dx
                if v >= height or u >= width or u < 0:
                    continue
                if material[y, x] != material[v, u]:
                    out[y, x] = 1
                    break
                if material[y, x] < 0:
                    continue
                one, other = part[y, x], part[v, u]
                limb = one != other
                facing = max(min(normal[y, x, 2], normal[v, u, 2]), 0.12)
                limit = (0.012 if limb else 0.045) + reach / facing
                if on_face[y, x] and on_face[v, u]:
                    limit = 0.06
                dot = 0.0
                for i in range(3):
                    dot += normal[y, x, i] * normal[v, u, i]
                if abs(depth[y, x] - depth[v, u]) > limit or (limb and dot < 0.35):
                    out[y, x] = 2 if one >= 10 and other >= 10 else 1
                    break


@nb.njit(cache=True)
def draw_lines(edge, widths, out):  # pragma: no cover - compiled
    """Ink coverage 0..1 (h, w) of lines along the marked samples; half a line's width in samples is widths[mark]."""
    height, width = edge.shape
    for y in range(height):
        for x in range(width):
            mark = edge[y, x]
            if mark == 0:
                continue
            reach = widths[mark] + 0.5
            r = int(np.ceil(reach))
            for v in range(max(0, y - r), min(height, y + r + 1)):
                for u in range(max(0, x - r), min(width, x + r + 1)):
                    cover = reach - np.sqrt(float((v - y) ** 2 + (u - x) ** 2))
                    out[v, u] = max(out[v, u], min(cover, 1.0))
