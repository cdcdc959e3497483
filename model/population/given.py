"""Firms that a city has listed itself: what is given of them stays to the bit, and the others are drawn around it.

A cell that nobody has filled is NaN and is synthesised like that of any other firm. The given firms are the first rows
of every population, in their order here.
"""

import numpy as np

from model.elementary import exp_each

from .baseline import Baseline
from .chances import tilt_to
from .raking import Floats

# Bracket and halvings of a bisection, down to rounding: no result hangs on them.
FURTHEST, HALVINGS = 200.0, 60


def zone_leading_share(baseline: Baseline, leading: np.ndarray, likely: Floats, par: np.record) -> Floats:
    """Return the share of leading industries that missing firms need, by park, for the published one to hold.

    Where none is published, or no firm is missing, it is what is `likely` (park,). Of either kind there is a least share,
    so that there is somebody to be raked.
    """
    if baseline.top3_sales_share is None:
        return likely
    zone, given = baseline.zone, baseline.given
    output = baseline.output[zone].sum()
    mine = given["output"] * zone[given["park"]]
    missing = output - mine.sum()
    if missing <= 0.0:
        return likely
    wanted = baseline.top3_sales_share * output - (mine * leading[given["park"], given["industry"]]).sum()
    least = par.unlisted_kind_least
    return np.full(len(likely), np.clip(wanted / missing, least, 1.0 - least))


def outside_mix(baseline: Baseline, mix: Floats, par: np.record) -> Floats:
    """Return the mix of the missing firms outside, shifted so that their value added makes the published share hold.

    `mix` is (park, industry), in zones that of their missing firms. Shares are multiplied by the exponential of the
    value-added rate, as far as it takes; not at all where no share is published.
    """
    if baseline.zone_value_added_share is None:
        return mix
    zone, rate = baseline.zone, baseline.industries["value_added_rate"]
    given, missing = baseline.given, baseline.missing_output
    added = np.bincount(given["park"], given["output"] * rate[given["industry"]], len(baseline.parks))
    expected = added + missing * ((mix * rate).sum(axis=1))
    outside = np.flatnonzero(~zone & (missing > 0.0))
    shifted = mix.copy()
    for index in outside:
        wanted = expected[zone].sum() * (1 / baseline.zone_value_added_share - 1) - added[index]
        low, high = -FURTHEST, FURTHEST
        for _ in range(HALVINGS):
            middle = (low + high) / 2
            tilted = mix[index] * exp_each(middle * (rate - rate.mean()))
            shifted[index] = tilted / tilted.sum()
            low, high = (middle, high) if (shifted[index] * rate).sum() * missing[index] < wanted else (low, middle)
        shifted[index] = (1 - par.unlisted_kind_least) * shifted[index] + par.unlisted_kind_least * mix[index]
    return shifted


def zone_hightech_chances(baseline: Baseline, mix: Floats, hightech: Floats) -> Floats:
    """Return chances (park, industry) of high-tech for whom it is not given, shifted so that the published share holds.

    `mix` is the mix of the missing firms. The zones' chances are shifted alike on the logit scale; they stay where no
    share is published.
    """
    if baseline.hightech_output_share is None:
        return hightech
    zone = baseline.zone
    weight = open_output(baseline, mix)[zone]
    chances = hightech.copy()
    if weight.sum() > 0.0:
        wanted = hightech_wanted(baseline, baseline.hightech_output_share) / weight.sum()
        chances[zone] = tilt_to(hightech[zone].ravel(), weight.ravel() / weight.sum(), wanted).reshape(weight.shape)
    return chances


def hightech_wanted(baseline: Baseline, published: float) -> float:
    """Return the output that firms known to be high-tech leave to others in zones, for the published share to hold."""
    zone, given = baseline.zone, baseline.given
    output = baseline.output[zone].sum()
    known = given["output"][(given["hightech"] == 1) & zone[given["park"]]].sum()
    return float(published * output - known)


def open_output(baseline: Baseline, mix: Floats) -> Floats:
    """Return output (park, industry) of which it is not known whether it is high-tech; missing firms follow `mix`."""
    given = baseline.given
    weight = baseline.missing_output[:, None] * mix
    unknown = given[np.isnan(given["hightech"])]
    np.add.at(weight, (unknown["park"], unknown["industry"]), unknown["output"])
    return weight


def hightech_by_industry(baseline: Baseline, mix: Floats, chances: Floats, prior: Floats) -> Floats:
    """Return the high-tech share of each industry's output: of given firms where it is given, else as expected.

    A firm's worth of the `prior` is added to each industry, so that a few given firms do not say never or always.
    """
    given = baseline.given
    weight = open_output(baseline, mix)
    known = given[~np.isnan(given["hightech"])]
    count = len(baseline.industry_ids)
    output = weight.sum(axis=0) + np.bincount(known["industry"], known["output"], count)
    hightech = (weight * chances).sum(axis=0)
    hightech += np.bincount(known["industry"], known["output"] * known["hightech"], count)
    firm = sum(park.output for park in baseline.parks) / max(1, sum(park.firms for park in baseline.parks))
    return (hightech + firm * prior) / (output + firm)
