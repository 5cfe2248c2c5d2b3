"""Geometries as arcs: what is written is what was there, shared stretches once."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import numpy as np
import pytest
import shapely

from karamap.web.arcs import Topology

if TYPE_CHECKING:
    from karamap import Atlas


def points(arc: list[int]) -> list[tuple[int, int]]:
    return [(x, y) for x, y in np.cumsum(np.reshape(arc, (-1, 2)), axis=0).tolist()]


def path_of(indices: list[int], arcs: list[list[int]]) -> list[tuple[int, int]]:
    parts = [points(arcs[max(at, ~at)])[:: -1 if at < 0 else 1] for at in indices]
    assert all(a[-1] == b[0] for a, b in itertools.pairwise(parts))
    return [*parts[0], *(point for part in parts[1:] for point in part[1:])]


def shape_of(code, arcs: list[list[int]]):
    if isinstance(code[0], int):
        return shapely.Point(code)
    if isinstance(code[0][0], int):
        return shapely.MultiLineString([path_of(path, arcs) for path in code])
    rings = [[path_of(ring, arcs) for ring in polygon] for polygon in code]
    return shapely.MultiPolygon([(outer, inner) for outer, *inner in rings])


def test_every_geometry_of_the_map_is_what_its_arcs_give(atlas: Atlas):
    per_degree = 10_000
    topology = Topology(per_degree)
    shapes = [
        item.geometry
        for items in atlas.layers.values()
        for item in items
        if item.geometry is not None
    ]
    indices = [topology.add(shape) for shape in shapes]
    written = topology.written()
    assert set(indices) == set(range(len(written["geometries"])))
    for index, shape in zip(indices, shapes, strict=True):
        rounded = shapely.transform(shape, lambda xy: np.rint(xy * per_degree))
        there = shape_of(written["geometries"][index], written["arcs"])
        # the same outlines through the same corners, wherever a ring begins
        a, b = (shapely.get_coordinates(shapely.normalize(each)) for each in (rounded, there))
        assert set(map(tuple, a.tolist())) == set(map(tuple, b.tolist()))
        assert shapely.length(rounded) == pytest.approx(shapely.length(there))
        assert shapely.area(rounded) == pytest.approx(shapely.area(there))


def test_a_shared_border_is_written_once():
    topology = Topology(1)
    west, east = (shapely.box(x, 0, x + 4, 4) for x in (0, 4))
    indices = [topology.add(each) for each in (west, east, shapely.reverse(west), west)]
    assert indices[0] == indices[3]
    written = topology.written()
    assert sum(len(arc) // 2 - 1 for arc in written["arcs"]) == 7
    border = [at for at, arc in enumerate(written["arcs"]) if len(arc) == 4]
    assert len(border) == 1


def test_neighbours_go_along_their_border_against_each_other():
    topology = Topology(1)
    for shape in (shapely.box(0, 0, 4, 4), shapely.box(4, 0, 8, 4)):
        topology.add(shape)
    [[one]], [[other]] = topology.written()["geometries"]
    assert {~at for at in one} & set(other) or {~at for at in other} & set(one)
