"""Sizes of firms: a Pareto tail, spread over the parks, raked so that every margin of output is met exactly."""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from model.elementary import power, power_each

from .baseline import Baseline, ParkBaseline, leading_matrix
from .feasible import Margin, demand_near, meet
from .raking import Floats, totals

GOLDEN = (math.sqrt(5.0) - 1) / 2


def truncated_pareto(uniforms: Floats, exponent: float, least: float, largest: float) -> Floats:
    """Return Pareto variates between `least` and `largest` at `uniforms`."""
    tail = 1.0 - uniforms * (1.0 - power(least / largest, exponent))
    return least * power_each(tail, -1.0 / exponent)


def spread_uniforms(count: int, generator: np.random.Generator) -> Floats:
    """Return `count` uniforms, one in each of as many equal cells, in random order: a sample without lumps."""
    return (generator.permutation(count) + generator.random(count)) / count


def sequence(count: int, generator: np.random.Generator) -> Floats:
    """Return a golden-ratio sequence with random start: every stretch of it is spread evenly."""
    steps: Floats = GOLDEN * np.arange(count, dtype=float) + generator.random()
    return steps % 1.0


def assign_parks(
    excess: Floats, parks: Sequence[ParkBaseline], threshold: float, generator: np.random.Generator
) -> NDArray[np.int64]:
    """Return a park for each firm, the largest firm first, likelier where more output is still missing.

    `excess` (n,) is output above the register's threshold, falling. Every park gets its number of firms exactly.
    """
    room = np.array([park.output - park.firms * threshold for park in parks])
    room *= excess.sum() / max(float(room.sum()), np.finfo(float).tiny)
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

    The first firms are the given ones, whose output stays; `excess` is that of the others. The part above the threshold
    is raked, so that no firm falls below it. The zones are raked first; what the industry outside must hold of value
    added follows.
    """
    output = np.concatenate([baseline.given["output"], np.full(len(excess), threshold)])
    free = np.arange(len(park)) >= len(baseline.given)
    above = np.concatenate([np.zeros(len(baseline.given)), excess])
    zones = baseline.zone
    inside = zones[park]
    rate = baseline.industries["value_added_rate"][industry]
    tolerance = baseline.tolerance if len(baseline.given) else None
    lead = leading_matrix(baseline)[park, industry].astype(float)
    in_park = (park[:, None] == np.flatnonzero(zones)[None, :]).astype(float)
    shares = {"hightech_output_share": hightech, "top3_sales_share": lead}
    published = [name for name in shares if getattr(baseline, name) is not None]
    attributes = np.column_stack([in_park, *(shares[name] for name in published)])
    margins = zone_margins(baseline, published)
    share = baseline.zone_value_added_share
    if share is not None and (~inside).any() and not (free & ~inside).any():
        attributes = np.column_stack([attributes, rate])  # all of the outside is given: the zones follow it
        margins.append(zone_value_added(share, float((rate * output)[~inside].sum())))
    rake_group(output, above, inside, free, threshold, attributes, margins, tolerance)
    if (free & ~inside).any():
        margins = outside_margins(baseline, float((rate * output)[inside].sum()))
        attributes = np.column_stack([np.ones(len(park)), rate])[:, : len(margins)]
        rake_group(output, above, ~inside, free, threshold, attributes, margins, tolerance)
    return output


def rake_group(
    output: Floats, above: Floats, group: NDArray[np.bool_], free: NDArray[np.bool_], threshold: float,
    attributes: Floats, margins: list[Margin], tolerance: float | None,
) -> None:  # fmt: skip
    """Set the `output` of the free firms of a group so that the group meets the margins."""
    rows, given = group & free, group & ~free
    covariates = attributes[rows]
    held = threshold * covariates.sum(axis=0) + totals(attributes[given], output[given])
    if rows.any() or tolerance is None:
        output[rows] += meet(above[rows], covariates, margins, held, tolerance)
    else:
        demand_near(margins, held, tolerance)


def zone_margins(baseline: Baseline, published: list[str]) -> list[Margin]:
    """Return the margins of the zones: output of each, and the `published` shares in it."""
    zones = [each for each in baseline.parks if each.is_zone]
    total = float(baseline.output[baseline.zone].sum())
    margins = [Margin(each.id, each.output) for each in zones]
    for name in published:
        margins.append(Margin(name, getattr(baseline, name) * total, lambda amount: amount / total))
    return margins


def zone_value_added(share: float, outside: float) -> Margin:
    """Return the margin of the zones' value added, of which they have a `share`, when that of all `outside` is given."""
    return Margin("zone_value_added_share", outside * share / (1 - share), lambda amount: amount / (amount + outside))


def outside_margins(baseline: Baseline, zone_value_added: float) -> list[Margin]:
    """Return the margins of the industry outside: output, and value added where the zones' share of it is published."""
    zones = sum(each.output for each in baseline.parks if each.is_zone)
    output = float(baseline.output[~baseline.zone].sum())
    if baseline.zone_gross_output_share is None:
        margins = [Margin(next(each.id for each in baseline.parks if not each.is_zone), output)]
    else:
        margins = [Margin("zone_gross_output_share", output, lambda amount: zones / (zones + amount))]
    if baseline.zone_value_added_share is not None:
        value_added = zone_value_added * (1 / baseline.zone_value_added_share - 1)
        name = "zone_value_added_share"
        margins.append(Margin(name, value_added, lambda amount: zone_value_added / (zone_value_added + amount)))
    return margins
