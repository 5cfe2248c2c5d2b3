"""Blocks trimmed: what smoothing left too narrow or too sharp on some day goes to its neighbour."""

from collections.abc import Hashable, Mapping, Sequence
from datetime import date
from typing import TypeVar

import shapely
from shapely import STRtree
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from karamap.build import coverage
from karamap.build.blocks import without_crumbs
from karamap.core.geodesy import to_degrees
from karamap.core.geojson import Feature, feature
from karamap.core.intervals import dates_of
from karamap.core.shapes import Ground, days_of

Key = TypeVar("Key", bound=Hashable)
ROUNDS = 2
CRUMB = 3e-5  # square degrees (about 0.3 km2): what is cut off by a piece goes with it
OWN = 0.005  # degrees (about 500 m) around a place that stay its block's
LEAST = 1e-6  # square degrees (about 0.01 km2): less is not worth a change
BESIDE = 2e-4  # degrees (about 20 m): so much more is taken, for no sliver to stay


def trimmed(
    areas: Mapping[Key, BaseGeometry],
    unit_of: Mapping[Key, str],
    holders: Mapping[Key, Sequence[tuple[date, str]]],
    points: Sequence[Point],
) -> dict[Key, BaseGeometry]:
    """Give what is too narrow or sharp to the block of another holder that borders on it most."""
    keep = shapely.union_all([point.buffer(OWN) for point in points])
    result = dict(areas)
    for _ in range(ROUNDS):
        moves = _moves(result, unit_of, holders, keep)
        if not moves:
            break
        result = _moved(result, unit_of, moves)
    return result


def _moves(
    areas: Mapping[Key, BaseGeometry],
    unit_of: Mapping[Key, str],
    holders: Mapping[Key, Sequence[tuple[date, str]]],
    keep: BaseGeometry,
) -> list[tuple[BaseGeometry, Key, Key]]:
    """Return the pieces to move, each with the block it leaves and the one it goes to."""
    names = {f"{number:04d}": key for number, key in enumerate(areas)}
    control = [
        item
        for name, key in names.items()
        for item in _features(name, areas[key], unit_of[key], holders[key])
    ]
    ground = Ground(control, [])
    moves: list[tuple[BaseGeometry, Key, Key]] = []
    seen: set[bytes] = set()
    for day in days_of(control):
        for mine, thin in ground.spare(day):
            if thin.wkb in seen:
                continue
            seen.add(thin.wkb)
            piece = to_degrees(thin).buffer(BESIDE, quad_segs=1).difference(keep)
            for name in sorted(mine):
                key = names[name]
                part = piece.intersection(areas[key])
                if part.area < LEAST:
                    continue
                edge = part.boundary
                beside = [
                    (edge.intersection(areas[other].boundary).length, each)
                    for each, other in names.items()
                    if each not in mine
                    and unit_of[other] == unit_of[key]
                    and areas[other].intersects(part)
                ]
                length, best = max(beside, default=(0.0, name))
                if length > 0:
                    moves.append((part, key, names[best]))
    return moves


def _features(
    name: str, area: BaseGeometry, unit: str, steps: Sequence[tuple[date, str]]
) -> list[Feature]:
    ends = (*(day for day, _ in steps[1:]), None)
    return [
        feature(area, id=name, block=name, unit=unit, controller=who, **dates_of(day, end))
        for (day, who), end in zip(steps, ends, strict=True)
    ]


def _moved(
    areas: Mapping[Key, BaseGeometry],
    unit_of: Mapping[Key, str],
    moves: Sequence[tuple[BaseGeometry, Key, Key]],
) -> dict[Key, BaseGeometry]:
    """Redraw a coverage with pieces of some areas given to others."""
    faces = coverage.faces([*areas.values(), *(piece.boundary for piece, _, _ in moves)])
    keys = list(areas)
    tree = STRtree([areas[key] for key in keys])
    pieces: dict[str, list[tuple[Key, BaseGeometry]]] = {unit: [] for unit in unit_of.values()}
    for face in faces:
        middle = face.representative_point()
        found = tree.query(middle, predicate="intersects")
        if not found.size:
            continue
        owner = keys[int(found[0])]
        goes = next((to for piece, of, to in moves if of == owner and piece.covers(middle)), owner)
        pieces[unit_of[goes]].append((goes, face))
    again: dict[Key, list[BaseGeometry]] = {key: [] for key in areas}
    for inside in pieces.values():
        for key, part in without_crumbs(inside, CRUMB):
            again[key].append(part)
    return {key: shapely.unary_union(parts) for key, parts in again.items()}
