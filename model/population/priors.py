"""Priors: what is likely of a firm that nobody has listed, before its size is raked."""

from typing import NamedTuple

import numpy as np

from .baseline import Baseline, leading_matrix
from .capability import Recognition, solve_recognition
from .certificates import Certificates, solve_certificates
from .chances import tilt_to
from .fault import CalibrationError, fault
from .given import hightech_by_industry, outside_mix, zone_hightech_chances, zone_leading_share
from .raking import Floats

NOTHING = 1e-12  # 10k yuan: an industry that makes less has no firm, and no result hangs on its share


class Priors(NamedTuple):
    """Probabilities before raking: industry mix and high-tech share by park, and the stationary laws by industry.

    `missing_mix` and `missing_hightech` are those of registered firms that complete the given ones; without given
    firms they are the same as the others.
    """

    mix: Floats  # (park, industry)
    hightech: Floats  # (park, industry)
    missing_mix: Floats  # (park, industry)
    missing_hightech: Floats  # (park, industry)
    recognition: list[Recognition]  # by industry, under the rule of a yearly test
    certificates: list[Certificates]  # by industry, under the rules of three years


def solve_priors(baseline: Baseline, par: np.record) -> Priors:
    """Return mixes and high-tech probabilities whose expectations meet the case's shares, and the stationary laws."""
    leading = leading_matrix(baseline)
    likely = leading_shares(baseline, leading, par)
    mix = industry_mix(baseline, leading, likely)
    base = np.clip(baseline.industries["hightech_share"], 0.0, 1.0)
    wanted = wanted_hightech(baseline)
    hightech = np.array([tilt_to(base, mix[index], wanted[index]) for index in range(len(baseline.parks))])
    missing_mix, missing_hightech = mix, hightech
    weight = baseline.output[:, None] * mix
    by_industry = (weight * hightech).sum(axis=0) / np.maximum(weight.sum(axis=0), NOTHING)
    if len(baseline.given):
        shares = zone_leading_share(baseline, leading, likely, par)
        missing_mix = outside_mix(baseline, industry_mix(baseline, leading, shares), par)
        missing_hightech = zone_hightech_chances(baseline, missing_mix, hightech)
        by_industry = hightech_by_industry(baseline, missing_mix, missing_hightech, base)
    research = baseline.industries["research_share"]
    recognition = [solve_recognition(float(r), float(h), par) for r, h in zip(research, by_industry, strict=True)]
    certificates = [
        solve_certificates(float(r), float(h), law.recognised + law.others, par)
        for r, h, law in zip(research, by_industry, recognition, strict=True)
    ]
    return Priors(mix, hightech, missing_mix, missing_hightech, recognition, certificates)


def leading_shares(baseline: Baseline, leading: np.ndarray, par: np.record) -> Floats:
    """Return the likely share of leading industries by park: as published, else what arriving projects would make it."""
    if baseline.top3_sales_share is not None:
        return np.full(len(leading), baseline.top3_sales_share)
    of_all = (leading * baseline.national_share).sum(axis=1) / baseline.national_share.sum()
    likely: Floats = par.arrival_own_mix + (1.0 - par.arrival_own_mix) * of_all
    return likely


def industry_mix(baseline: Baseline, leading: np.ndarray, shares: Floats) -> Floats:
    """Return the mix of industries (park, industry) in which a zone's leading ones have its share; outside, its own."""
    mix = np.empty(leading.shape)
    for index, park in enumerate(baseline.parks):
        lead = leading[index] * baseline.national_share
        rest = (1 - leading[index]) * baseline.national_share
        if park.is_zone and (lead.sum() == 0.0 or rest.sum() == 0.0):
            raise CalibrationError(fault("leading_none_or_all", park=park.id))
        share = shares[index]
        mix[index] = share * lead / lead.sum() + (1 - share) * rest / rest.sum() if park.is_zone else 0.0
        if not park.is_zone:
            mix[index] = baseline.outside_share / baseline.outside_share.sum()
    return mix


def wanted_hightech(baseline: Baseline) -> Floats:
    """Return the high-tech shares of the parks, those of zones scaled alike until they make a published share."""
    output, zone = baseline.output, baseline.zone
    wanted = np.array([park.hightech_share for park in baseline.parks])
    if baseline.hightech_output_share is not None:
        wanted[zone] *= baseline.hightech_output_share * output[zone].sum() / (wanted[zone] * output[zone]).sum()
    return wanted
