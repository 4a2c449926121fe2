"""Small mesh tools on quads (n, 4); a triangle repeats its last corner."""

from __future__ import annotations

import numpy as np
import scipy.sparse as sp

from .rotations import Array, unit


def triangles(faces: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Triangles (t, 3) of quads, without empty ones, and the face (t,) each came from."""
    tri = np.concatenate([faces[:, [0, 1, 2]], faces[:, [0, 2, 3]]])
    face = np.concatenate([np.arange(len(faces))] * 2)
    good = (tri[:, 0] != tri[:, 1]) & (tri[:, 1] != tri[:, 2]) & (tri[:, 0] != tri[:, 2])
    return tri[good], face[good]


def vertex_normals(vertices: Array, tri: np.ndarray) -> Array:
    """Unit normals (v, 3), area-weighted."""
    a, b, c = vertices[tri[:, 0]], vertices[tri[:, 1]], vertices[tri[:, 2]]
    n = np.cross(b - a, c - a)
    out = np.zeros_like(vertices)
    for corner in range(3):
        for axis in range(3):
            out[:, axis] += np.bincount(tri[:, corner], n[:, axis], len(vertices))
    return unit(out)


def _edges(quads: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Unique edges (e, 2), for each face corner its edge's index, and how many faces share each edge."""
    pairs = np.stack([quads, np.roll(quads, -1, 1)], 2).reshape(-1, 2)
    return np.unique(np.sort(pairs, 1), axis=0, return_inverse=True, return_counts=True)


def smoothing_matrix(count: int, quads: np.ndarray) -> tuple[sp.csr_matrix, np.ndarray]:
    """Averages neighbours (boundary vertices only along the boundary), and which vertices are boundary."""
    edges, _, faces = _edges(quads)
    edges, faces = edges[edges[:, 0] != edges[:, 1]], faces[edges[:, 0] != edges[:, 1]]
    rim = edges[faces == 1]
    on_rim = np.zeros(count, bool)
    on_rim[rim.ravel()] = True

    def links(pairs: np.ndarray) -> sp.csr_matrix:
        i = np.concatenate([pairs[:, 0], pairs[:, 1]])
        j = np.concatenate([pairs[:, 1], pairs[:, 0]])
        return sp.coo_matrix((np.ones(len(i)), (i, j)), (count, count)).tocsr()

    kept = sp.diags((~on_rim).astype(float)) @ links(edges) + links(rim)
    degree = np.asarray(kept.sum(1)).ravel()
    return (sp.diags(1 / np.maximum(degree, 1)) @ kept).tocsr(), on_rim


def catmull_clark(count: int, quads: np.ndarray) -> tuple[sp.csr_matrix, np.ndarray, np.ndarray]:
    """One Catmull-Clark step: matrix (new x old vertices), new quads, the old face of each new quad.

    Rules: DeRose, Kass and Truong 1998, with their boundary rules for open edges.
    """
    rows: list[np.ndarray] = []
    cols: list[np.ndarray] = []
    vals: list[np.ndarray] = []

    def add(row: np.ndarray, col: np.ndarray, val: np.ndarray | float) -> None:
        rows.append(np.broadcast_to(row, col.shape).ravel())
        cols.append(col.ravel())
        vals.append(np.broadcast_to(val, col.shape).ravel())

    faces = len(quads)
    face_point = count + np.arange(faces)
    add(face_point[:, None], quads, 0.25)
    edges, edge_of, sharing = _edges(quads)
    edge_of = edge_of.ravel()
    edge_point = count + faces + np.arange(len(edges))
    inner = sharing == 2
    add(edge_point[:, None], edges, np.where(inner, 0.25, 0.5)[:, None])
    corner = inner[edge_of]
    owner = np.repeat(np.arange(faces), 4)
    add(edge_point[edge_of[corner]][:, None], quads[owner[corner]], 0.0625)
    _add_old_vertices(add, count, quads, edges, inner)
    matrix = sp.coo_matrix(
        (np.concatenate(vals), (np.concatenate(rows), np.concatenate(cols))),
        (count + faces + len(edges), count),
    ).tocsr()
    e = edge_point[edge_of].reshape(faces, 4)
    before = np.roll(e, 1, 1)
    new = np.stack([np.stack([quads[:, i], e[:, i], face_point, before[:, i]], 1) for i in range(4)], 1)
    return matrix, new.reshape(-1, 4), owner


def _add_old_vertices(add, count: int, quads: np.ndarray, edges: np.ndarray, inner: np.ndarray) -> None:
    """The rows of `catmull_clark` that move the old vertices."""
    rim = edges[~inner]
    on_rim = np.zeros(count, bool)
    on_rim[rim.ravel()] = True
    valence = np.bincount(edges.ravel(), minlength=count).astype(float)
    used = np.bincount(quads.ravel(), minlength=count) > 0
    smooth = ~on_rim & (valence > 2) & used
    n = np.maximum(valence, 1)
    own = np.where(smooth)[0]
    add(own, own, (n[own] - 2) / n[own])
    a, b = np.concatenate([edges[:, 0], edges[:, 1]]), np.concatenate([edges[:, 1], edges[:, 0]])
    m = smooth[a]
    add(a[m], b[m], 1 / n[a[m]] ** 2)
    flat, around = quads.ravel(), np.repeat(quads, 4, 0)
    m = smooth[flat]
    add(flat[m][:, None], around[m], (0.25 / n[flat[m]] ** 2)[:, None])
    ends = np.bincount(rim.ravel(), minlength=count)
    line = np.where(ends == 2)[0]
    add(line, line, 0.75)
    a, b = np.concatenate([rim[:, 0], rim[:, 1]]), np.concatenate([rim[:, 1], rim[:, 0]])
    m = ends[a] == 2
    add(a[m], b[m], 0.125)
    rest = np.setdiff1d(np.arange(count), np.concatenate([own, line]))
    add(rest, rest, 1.0)
