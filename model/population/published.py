"""What the firms of a city are raked to: the margins of the zones, and those of the industry outside."""

import numpy as np

from model.units import HUNDRED_MILLION

from .baseline import Baseline
from .feasible import Margin
from .meeting import Shape

SHARES = ("hightech_output_share", "top3_sales_share")  # of the zones' output; the order of the covariates


def published_shares(baseline: Baseline) -> list[str]:
    """Return which shares of the zones' output are published."""
    return [name for name in SHARES if getattr(baseline, name) is not None]


def published_industries(baseline: Baseline) -> np.ndarray:
    """Return of which industries the output in the zones is published, (industry,)."""
    return np.asarray(baseline.industries["zone_output"] > 0.0)


def outside_is_given(baseline: Baseline) -> bool:
    """Return whether all firms outside the zones are given, so that the zones follow them."""
    outside = ~baseline.zone
    return bool(outside[baseline.given["park"]].any()) and not any(
        park.firms for park, out in zip(baseline.missing, outside, strict=True) if out
    )


def zone_margins(baseline: Baseline) -> list[Margin]:
    """Return the margins of the zones: output of each, what is published of shares and industries, value added if settled."""
    zones = [each for each in baseline.parks if each.is_zone]
    total = float(baseline.output[baseline.zone].sum())
    margins = [Margin(each.id, each.output) for each in zones]
    for name in published_shares(baseline):
        margins.append(Margin(name, getattr(baseline, name) * total, Shape.OF_TOTAL, total))
    grown = HUNDRED_MILLION * (1.0 + baseline.zone_output_growth)
    for index in np.flatnonzero(published_industries(baseline)):
        amount = float(baseline.industries["zone_output"][index]) * grown
        margins.append(Margin(baseline.industry_ids[index], amount, Shape.OF_TOTAL, total, of_industry=True))
    share = baseline.zone_value_added_share
    if share is not None and outside_is_given(baseline):
        given = baseline.given[~baseline.zone[baseline.given["park"]]]
        outside = float((baseline.industries["value_added_rate"][given["industry"]] * given["output"]).sum())
        margins.append(Margin("zone_value_added_share", outside * share / (1 - share), Shape.BESIDES, outside))
    return margins


def outside_margins(baseline: Baseline, zone_value_added: float = 1.0) -> list[Margin]:
    """Return the margins of the industry outside: output, and value added where the zones' share of it is published.

    Its value added is a multiple of that of the zones.
    """
    zones = float(baseline.output[baseline.zone].sum())
    output = float(baseline.output[~baseline.zone].sum())
    if baseline.zone.all():
        return []
    if baseline.zone_gross_output_share is None:
        margins = [Margin(next(each.id for each in baseline.parks if not each.is_zone), output)]
    else:
        margins = [Margin("zone_gross_output_share", output, Shape.LEAVING, zones)]
    if baseline.zone_value_added_share is not None:
        amount = zone_value_added * (1 / baseline.zone_value_added_share - 1)
        margins.append(Margin("zone_value_added_share", amount, Shape.LEAVING, zone_value_added))
    return margins


def as_arrays(margins: list[Margin]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return amounts, shapes and constants of margins, (margin,) each."""
    return (
        np.array([margin.amount for margin in margins], float),
        np.array([int(margin.shape) for margin in margins], np.int64),
        np.array([margin.constant for margin in margins], float),
    )
