"""Certificates of high-tech firms: awarded by capability, kept for three years or tested every year, steadier with size."""

from typing import Any

from ..calendar import QUARTERS_A_YEAR
from ..compiled import compiled
from ..elementary import exp, log
from ..parameters import alternatives_of
from ..state import CERTIFICATE_YEARS
from ..units import QUARTER
from .upgrading import logistic

RULE = alternatives_of("certificate_rule")


@compiled
def award_standard(industry: Any, par: Any) -> Any:
    """Return the capability at which half of those that apply get a certificate, by the rule in force (ODD eq. 12, 176)."""
    return industry.recognition_threshold if par.certificate_rule == RULE.yearly else industry.award_threshold


@compiled
def chance_of_applying(quarter: Any, par: Any) -> Any:
    """Return the chance that a firm without a certificate applies in this year's round, at most 1 (ODD eq. 175).

    It grows with the years since the baseline by nature's own trend. Invariant: the recognition rate without a trend.
    """
    return min(1.0, par.recognition_rate * exp(par.recognition_trend * quarter * QUARTER))


@compiled
def size_reached(output: Any, par: Any) -> Any:
    """Return how large a firm counts, 0 to 1, by the logarithm of its output a year, 10k yuan (ODD eq. 177)."""
    if output <= par.renewal_small_output:
        return 0.0
    if output >= par.renewal_large_output:
        return 1.0
    return log(output / par.renewal_small_output) / log(par.renewal_large_output / par.renewal_small_output)


@compiled
def steadiness(output: Any, of_large: Any, par: Any) -> Any:
    """Return what the chances of small firms are multiplied by at some output; `of_large` for large ones (ODD eq. 177).

    Where large firms keep what they have it is 0 for them.
    """
    reached = size_reached(output, par)
    if reached >= 1.0 and par.certificate_rule == RULE.never_large:
        return 0.0
    return 1.0 + (of_large - 1.0) * reached


@compiled
def is_due(certified: Any, quarter: Any) -> Any:
    """Return whether a certificate of the quarter `certified` has lasted its three years (ODD eq. 176)."""
    return quarter - certified >= CERTIFICATE_YEARS * QUARTERS_A_YEAR


@compiled
def wins(output: Any, capability: Any, industry: Any, uniform: Any, applying: Any, par: Any) -> Any:
    """Return whether a firm without a certificate gets one in this year's round (ODD eq. 12, 176).

    `applying` is the chance that a firm applies.
    """
    if uniform >= applying:  # not looked at this year, so that no exponential need be found
        return False
    passes = applying * logistic((capability - award_standard(industry, par)) / par.recognition_width)
    if uniform >= passes or par.certificate_rule == RULE.yearly:
        return uniform < passes
    return uniform < passes * steadiness(output, industry.large_winning, par)


@compiled
def loses_yearly(capability: Any, threshold: Any, uniform: Any, par: Any) -> Any:
    """Return whether a firm loses its certificate where a part of all is tested every year (ODD eq. 12)."""
    if uniform >= par.recognition_rate:
        return False
    fails = logistic((threshold - par.recognition_band - capability) / par.recognition_width)
    return uniform < par.recognition_rate * fails


@compiled
def fails_renewal(output: Any, capability: Any, industry: Any, uniform: Any, par: Any) -> Any:
    """Return whether a firm whose three years are over fails the test (ODD eq. 178)."""
    fails = logistic((industry.renewal_threshold - capability) / par.recognition_width)
    return uniform < fails and uniform < fails * steadiness(output, industry.large_failing, par)


@compiled
def keeps(firm: Any, shown: Any, industry: Any, quarter: Any, uniform: Any, par: Any) -> Any:
    """Return whether a firm with a certificate still has it after this year's round (ODD eq. 12, 178, 185)."""
    if par.certificate_rule == RULE.yearly:
        return not loses_yearly(shown, industry.recognition_threshold, uniform, par)
    if not is_due(firm.certified, quarter):
        return True
    return not fails_renewal(firm.output, shown, industry, uniform, par)


@compiled
def take_part(firm: Any, shown: Any, industry: Any, quarter: Any, uniform: Any, applying: Any, par: Any) -> None:
    """Let a producing firm take part in the year's round of certificates (ODD eq. 12, 175-178, 185).

    `shown` is the capability that its books show, `applying` the chance that a firm without a certificate applies. Writes
    `hightech`, and in `certified` the quarter of an award or renewal.
    """
    if firm.hightech == 0:
        if wins(firm.output, shown, industry, uniform, applying, par):
            firm.hightech = 1
            firm.certified = quarter
    elif not keeps(firm, shown, industry, quarter, uniform, par):
        firm.hightech = 0
        firm.certified = 0
    elif is_due(firm.certified, quarter):
        firm.certified = quarter
