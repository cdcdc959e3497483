"""Sizes of firms: a Pareto tail, spread over the parks, raked so that every margin of output is met exactly."""

import numpy as np
from numpy.typing import NDArray

from .baseline import Baseline, ParkBaseline, leading_matrix
from .raking import Floats, rake

GOLDEN = (5**0.5 - 1) / 2


def truncated_pareto(uniforms: Floats, exponent: float, least: float, largest: float) -> Floats:
    """Return Pareto variates between `least` and `largest` at `uniforms`."""
    tail = 1.0 - uniforms * (1.0 - (least / largest) ** exponent)
    return least * tail ** (-1.0 / exponent)


def spread_uniforms(count: int, generator: np.random.Generator) -> Floats:
    """Return `count` uniforms, one in each of as many equal cells, in random order: a sample without lumps."""
    return (generator.permutation(count) + generator.random(count)) / count


def sequence(count: int, generator: np.random.Generator) -> Floats:
    """Return a golden-ratio sequence with random start: every stretch of it is spread evenly."""
    steps: Floats = GOLDEN * np.arange(count, dtype=float) + generator.random()
    return steps % 1.0


def assign_parks(
    excess: Floats, parks: list[ParkBaseline], threshold: float, generator: np.random.Generator
) -> NDArray[np.int64]:
    """Return a park for each firm, the largest firm first, likelier where more output is still missing.

    `excess` (n,) is output above the register's threshold, falling. Every park gets its number of firms exactly.
    """
    room = np.array([park.output - park.firms * threshold for park in parks])
    room *= excess.sum() / room.sum()
    slots = np.array([park.firms for park in parks])
    chosen = np.empty(len(excess), np.int64)
    for index, size in enumerate(excess):
        weight = np.where(slots > 0, np.maximum(room - 0.5 * size, 0.0), 0.0)
        if weight.sum() <= 0.0:
            weight = slots.astype(float)
        park = int(np.searchsorted(np.cumsum(weight), generator.random() * weight.sum(), side="right"))
        chosen[index] = park
        room[park] -= size
        slots[park] -= 1
    return chosen


def raked_sizes(
    baseline: Baseline, park: NDArray[np.int64], industry: NDArray[np.int64], hightech: NDArray[np.bool_],
    excess: Floats, threshold: float,
) -> Floats:  # fmt: skip
    """Return outputs of the registered firms (10k yuan a year) that meet every margin of output exactly.

    The part above the threshold is raked, so that no firm falls below it. The zones are raked first; what the industry
    outside must hold of value added follows.
    """
    zones = np.array([each.is_zone for each in baseline.parks])
    totals = np.array([each.output for each in baseline.parks])
    rate = baseline.industries["value_added_rate"][industry]
    output = np.empty(len(park))
    inside = zones[park]
    lead = leading_matrix(baseline)[park, industry].astype(float)
    in_park = (park[:, None] == np.flatnonzero(zones)[None, :]).astype(float)
    covariates = np.column_stack([in_park, hightech, lead])[inside]
    zone_total = totals[zones].sum()
    margins = np.concatenate(
        [totals[zones], [baseline.hightech_output_share * zone_total, baseline.top3_sales_share * zone_total]]
    )
    names = [f"output of {each.id}" for each in baseline.parks if each.is_zone]
    names += ["output of high-tech firms", "sales of leading industries"]
    output[inside] = threshold + rake(excess[inside], covariates, margins - threshold * covariates.sum(axis=0), names)
    outside = ~inside
    if outside.any():
        zone_value_added = float((rate * output)[inside].sum())
        value_added = zone_value_added * (1 / baseline.zone_value_added_share - 1)
        covariates = np.column_stack([np.ones(outside.sum()), rate[outside]])
        margins = np.array([totals[~zones].sum(), value_added])
        output[outside] = threshold + rake(
            excess[outside],
            covariates,
            margins - threshold * covariates.sum(axis=0),
            ["output outside the zones", "value added outside the zones"],
        )
    return output
