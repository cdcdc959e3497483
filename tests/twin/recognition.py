"""Certificates of high-tech firms (ODD eq. 12, 175-178, 185)."""

import math
from typing import TYPE_CHECKING, Any

from model.parameters import alternatives_of
from model.streams import Purpose

from .arithmetic import exponential_of, logistic

if TYPE_CHECKING:
    from .firm import Firm
    from .industry import Industry

RULES = alternatives_of("certificate_rule")
QUARTERS_OF_A_CERTIFICATE = 12


def standard_of_award(city: Any, industry: "Industry") -> float:
    """Return the capability that the award asks for under the rule in force (ODD eq. 176)."""
    if city.parameters.certificate_rule == RULES.yearly:
        return industry.recognition_threshold
    return industry.award_threshold


def take_part_in_the_round(firm: "Firm") -> None:
    """Let a firm apply, or be tested if its certificate asks for it."""
    city = firm.model
    uniform = city.uniforms(firm.identity, Purpose.YEARLY)[0]
    if not firm.hightech:
        if uniform < chance_of_award(firm):
            firm.hightech, firm.certified = True, city.quarter
        return
    over = city.quarter - firm.certified >= QUARTERS_OF_A_CERTIFICATE
    if uniform < danger(firm, over):
        firm.hightech, firm.certified = False, 0
    elif over:
        firm.certified = city.quarter


def chance_of_award(firm: "Firm") -> float:
    """Return the chance that a firm without a certificate is awarded one this year (ODD eq. 175, 176)."""
    city, parameters = firm.model, firm.model.parameters
    years = city.quarter / 4.0
    applies = min(1.0, parameters.recognition_rate * exponential_of(parameters.recognition_trend * years))
    above = shown_in_books(firm) - standard_of_award(city, firm.industry)
    chance = applies * logistic(above / parameters.recognition_width)
    if parameters.certificate_rule == RULES.yearly:
        return chance
    return chance * factor_of_size(firm, firm.industry.large_winning)


def shown_in_books(firm: "Firm") -> float:
    """Return the capability that a firm's books show, which relabelled research raises (ODD eq. 185)."""
    return firm.capability + firm.park.cells[firm.industry.index].apparent_gain


def danger(firm: "Firm", over: bool) -> float:
    """Return the chance that a firm loses its certificate this year; `over`: its three years have passed (ODD eq. 12, 178)."""
    parameters, industry = firm.model.parameters, firm.industry
    if parameters.certificate_rule == RULES.yearly:
        short = industry.recognition_threshold - parameters.recognition_band - shown_in_books(firm)
        return parameters.recognition_rate * logistic(short / parameters.recognition_width)
    if not over:
        return 0.0
    short = industry.renewal_threshold - shown_in_books(firm)
    return logistic(short / parameters.recognition_width) * factor_of_size(firm, industry.large_failing)


def factor_of_size(firm: "Firm", of_large: float) -> float:
    """Return the factor on a chance that falls with the logarithm of output (ODD eq. 177)."""
    parameters = firm.model.parameters
    small, large = parameters.renewal_small_output, parameters.renewal_large_output
    if firm.output >= large:
        return 0.0 if parameters.certificate_rule == RULES.never_large else 1.0 + (of_large - 1.0)
    place = 0.0 if firm.output <= small else math.log(firm.output / small) / math.log(large / small)
    return 1.0 + (of_large - 1.0) * place
