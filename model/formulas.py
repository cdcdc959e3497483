"""Formulas of the indicators over what a run recorded: yearly sums, quarterly books, costs and parameters."""

from copy import copy
from typing import Any

import numpy as np

from .calendar import QUARTERS_A_YEAR
from .record import BOOK_COLUMNS
from .units import HUNDRED_MILLION, M2_PER_MU, YUAN_PER_10K

TOP = 3
CITY, OUTSIDE = AREAS = ("city", "outside")  # parts of a city that are asked like the zones together


class Recorded:
    """The recorded arrays of a run, as formulas want them: `record` of the engine, `arrays` of the world.

    The world tells which parks are zones and which industries lead them; every replicate has its own table of industries.
    `zone` says which parks are asked about, `every_zone` which are zones whatever is asked.
    """

    def __init__(self, record: Any, arrays: Any) -> None:
        self.sums = record.sums
        self.books = record.books
        self.costs = record.costs
        self.parameters = record.parameters
        self.industries = record.industries
        self.permits = record.permits
        self.leading = arrays.leading
        self.zone = self.every_zone = arrays.sites.zone.astype(bool)

    def within(self, park: int | None = None, industry: int | None = None) -> "Recorded":
        """Return the same record as if one park (by its index, zone or not) were all zones, and one industry all industries.

        Without a park, or without an industry, all stay. Books are not kept by industry, so of an industry there are
        none. After a merger a park is still itself.
        """
        part = copy(self)
        if park is not None:
            part.zone = np.arange(len(self.zone)) == park
        if industry is not None:
            one = slice(industry, industry + 1)
            part.sums, part.books = self.sums[..., one], None
            part.industries, part.leading = self.industries[:, one], self.leading[:, one]
        return part

    def over(self, area: str) -> "Recorded":
        """Return the same record as if all parks were zones (`CITY`), or only those that are none (`OUTSIDE`).

        It serves the indicators that a single park has too. Raises KeyError for any other area.
        """
        part = copy(self)
        part.zone = {CITY: np.ones_like(self.zone), OUTSIDE: ~self.zone}[area]
        return part

    def zones(self, column: str) -> np.ndarray:
        """Return a yearly sum over zones and industries, shape (replicate, year)."""
        return self.sums[column][:, :, self.zone, :].sum(axis=(2, 3))

    def zones_weighted(self, column: str, weight: str, *, inverse: bool = False) -> np.ndarray:
        """Return a yearly sum over zones with each industry weighted by (or divided by) one of its columns."""
        return self.weighted(self.sums[column][:, :, self.zone, :], weight, inverse=inverse)

    def city_weighted(self, column: str, weight: str) -> np.ndarray:
        """Return the same for the whole city."""
        return self.weighted(self.sums[column], weight)

    def weighted(self, column: np.ndarray, weight: str, *, inverse: bool = False) -> np.ndarray:
        """Return sums of shape (replicate, year, park, industry) over the last two axes, weighted in the same way."""
        by_industry = column.sum(axis=2)
        factor = np.asarray(self.industries[weight])[:, None, :]
        return (by_industry * (1.0 / factor if inverse else factor)).sum(axis=2)

    def events(self, column: str) -> np.ndarray:
        """Return events of a year by zone, (replicate, year, zone): the sum of four quarters, NaN at the baseline."""
        quarters = np.asarray(self.books[column])[:, 1:, self.zone].astype(float)
        replicates, _, zones = quarters.shape
        yearly = quarters.reshape(replicates, -1, QUARTERS_A_YEAR, zones).sum(axis=2)
        return np.concatenate([np.full((replicates, 1, zones), np.nan), yearly], axis=1)

    def total_events(self, column: str) -> np.ndarray:
        """Return events of a year over all zones, (replicate, year)."""
        return self.events(column).sum(axis=2)

    def year_end(self, column: str) -> np.ndarray:
        """Return a balance at the end of a year by zone, (replicate, year, zone)."""
        if column not in BOOK_COLUMNS:
            raise KeyError(column)
        return np.asarray(self.books[column])[:, ::QUARTERS_A_YEAR, self.zone].astype(float)

    def total_year_end(self, column: str) -> np.ndarray:
        """Return a balance at the end of a year over all zones, (replicate, year)."""
        return self.year_end(column).sum(axis=2)

    def favoured(self) -> np.ndarray:
        """Return how many zones the assessment favours, shape (replicate, 1, 1)."""
        return np.ceil(self.zone.sum() * self.parameters["tilt_top_share"])[:, None, None]

    def firms_before(self) -> np.ndarray:
        """Return registered firms of the zones at the end of the year before, (replicate, year), NaN at the baseline."""
        firms = self.zones("firms")
        return np.concatenate([np.full((len(firms), 1), np.nan), firms[:, :-1]], axis=1)


def ratio(above: np.ndarray, below: np.ndarray) -> np.ndarray:
    """Return above / below, and 0 where there is nothing to divide by."""
    safe = np.where(below == 0.0, 1.0, below)
    return np.where(below == 0.0, np.where(np.isnan(above), np.nan, 0.0), above / safe)


def city_total(recorded: Recorded, column: str) -> np.ndarray:
    """Return a yearly sum over the whole city, shape (replicate, year)."""
    return np.asarray(recorded.sums[column]).sum(axis=(2, 3))


def powers(bases: np.ndarray, exponents: np.ndarray) -> np.ndarray:
    """Return bases to the power of exponents, which are broadcast to them, the same to the bit on every processor."""
    from .elementary import power_each  # indicators are listed without waiting for the compiler

    return power_each(bases, exponents)


def top3_by_zone(recorded: Recorded) -> np.ndarray:
    """Return the share of each zone's three largest leading industries in all zone sales; merged zones count as one."""
    heads = np.asarray(recorded.books["head"])[:, ::QUARTERS_A_YEAR]
    top = np.zeros(heads.shape[:2])
    for zone in np.flatnonzero(recorded.zone):
        manages = heads == zone  # parks: itself, and those that have joined it
        ever = np.flatnonzero(manages.any(axis=(0, 1)))  # all others would add zeros, in every zone anew
        of_zone = manages[:, :, ever, None]
        leads = (of_zone & (recorded.leading[ever][None, None] == 1)).any(axis=2)
        output = (recorded.sums.output[:, :, ever] * of_zone).sum(axis=2) * leads
        top += -np.sort(-output, axis=2)[:, :, :TOP].sum(axis=2)
    return ratio(top, recorded.zones("output"))


def top3_by_area(recorded: Recorded) -> np.ndarray:
    """Return the same share with each area by its own list of leading industries, whether it has joined another or not."""
    output = recorded.sums.output[:, :, recorded.zone, :] * recorded.leading[recorded.zone]
    return ratio(-np.sort(-output, axis=3)[..., :TOP].sum(axis=(2, 3)), recorded.zones("output"))


def top3_of_city(recorded: Recorded) -> np.ndarray:
    """Return the share of the three largest industries of all zones together in all zone sales."""
    by_industry = recorded.sums.output[:, :, recorded.zone, :].sum(axis=2)
    return ratio(-np.sort(-by_industry, axis=2)[:, :, :TOP].sum(axis=2), recorded.zones("output"))


def counted_at_baseline(recorded: Recorded) -> np.ndarray:
    """Return the part of each industry's output that was high-tech at the baseline, (replicate, industry) (ODD eq. 170).

    It is what recognised firms made of it in all zones together. Of an industry that made nothing there it is the case's column.
    """
    output, hightech = (
        np.asarray(recorded.sums[column])[:, 0][:, recorded.every_zone].sum(axis=1)
        for column in ("output", "hightech_output")
    )
    return np.where(output > 0.0, ratio(hightech, output), np.asarray(recorded.industries["hightech_share"]))


def catalogue_output(recorded: Recorded) -> np.ndarray:
    """Return the zones' high-tech output by an industry catalogue, 10k yuan, (replicate, year) (ODD eq. 171)."""
    by_industry = np.asarray(recorded.sums["output"])[:, :, recorded.zone, :].sum(axis=2)
    return np.asarray((by_industry * counted_at_baseline(recorded)[:, None, :]).sum(axis=2))


def mixed_output(recorded: Recorded) -> np.ndarray:
    """Return the zones' high-tech output by catalogue or certificate, 10k yuan, (replicate, year) (ODD eq. 172)."""
    part = np.asarray(recorded.parameters["catalogue_part"])[:, None]
    return part * catalogue_output(recorded) + (1.0 - part) * recorded.zones("hightech_output")


def jobs(recorded: Recorded) -> np.ndarray:
    """Return workers of registered firms in zones, 10,000, (replicate, year)."""
    return workers(
        recorded,
        recorded.sums["output"][:, :, recorded.zone, :],
        recorded.sums["machine_output"][:, :, recorded.zone, :],
    )


def workers(recorded: Recorded, output: np.ndarray, machine_output: np.ndarray) -> np.ndarray:
    """Return workers, 10,000, (replicate, year): what `output` asks for less whom machines replaced.

    Both columns are yearly sums, (replicate, year, park, industry).
    """
    wanted = recorded.weighted(output, "output_per_worker", inverse=True)
    replaced = recorded.weighted(machine_output, "output_per_worker", inverse=True)
    return (wanted - replaced) / YUAN_PER_10K


def industrial_mu(recorded: Recorded) -> np.ndarray:
    """Return occupied industrial land and land under standard factories at the end of a year, mu."""
    return (recorded.total_year_end("area_occupied") + recorded.total_year_end("area_factory")) / M2_PER_MU


def top_ranked(recorded: Recorded) -> np.ndarray:
    """Return the share of the land issued in a year that went to the zones favoured by rank."""
    best = np.asarray(recorded.books["rank"])[:, 1::QUARTERS_A_YEAR, recorded.zone] < recorded.favoured()
    issued = recorded.events("land_issued")
    favoured = np.concatenate([np.zeros_like(best[:, :1]), best], axis=1)
    return ratio((issued * favoured).sum(axis=2), issued.sum(axis=2))


def waiting(recorded: Recorded) -> np.ndarray:
    """Return projects that wait for land or floor at the end of a year."""
    return recorded.total_year_end("waiting_land") + recorded.total_year_end("waiting_floor")


def services(recorded: Recorded) -> np.ndarray:
    """Return value added of services in zones, 100 million yuan, grown with the land for housing and services."""
    other = recorded.total_year_end("area_other")
    room = powers(ratio(other, other[:, :1]), np.asarray(recorded.parameters["services_land"])[:, None])
    rate = np.asarray(recorded.parameters["services_rate"])[:, None]
    return rate * recorded.zones_weighted("output", "value_added_rate") / HUNDRED_MILLION * room


def growth(series: np.ndarray) -> np.ndarray:
    """Return average yearly growth since the baseline, (replicate, year), NaN at the baseline."""
    years = np.arange(1, series.shape[1])
    grown = powers(ratio(series[:, 1:], np.broadcast_to(series[:, :1], series[:, 1:].shape)), 1.0 / years) - 1.0
    return np.concatenate([np.full((len(series), 1), np.nan), grown], axis=1)


def yearly_growth(series: np.ndarray) -> np.ndarray:
    """Return growth over the year before, (replicate, year), NaN at the baseline."""
    grown = ratio(series[:, 1:], series[:, :-1]) - 1.0
    return np.concatenate([np.full((len(series), 1), np.nan), grown], axis=1)


def emerging_value_added(recorded: Recorded) -> np.ndarray:
    """Return value added of the emerging industries in zones, 10k yuan, (replicate, year)."""
    by_industry = recorded.sums["output"][:, :, recorded.zone, :].sum(axis=2)
    rates = np.asarray(recorded.industries["value_added_rate"]) * np.asarray(recorded.industries["emerging"])
    return np.asarray((by_industry * rates[:, None, :]).sum(axis=2))


def demonstration_zones(recorded: Recorded) -> np.ndarray:
    """Return how many zones stay below a line in energy use and emissions against their industries."""
    output = recorded.sums.output[:, :, recorded.zone, :]
    line = np.asarray(recorded.parameters["title_line"])[:, None, None]
    earned = np.ones(output.shape[:3], bool)
    for used, reference in (("energy", "energy_intensity"), ("emissions", "emission_intensity")):
        benchmark = (output * np.asarray(recorded.industries[reference])[:, None, None, :]).sum(axis=3)
        used_by_zone = recorded.sums[used][:, :, recorded.zone, :].sum(axis=3)
        earned &= (benchmark > 0.0) & (used_by_zone <= line * benchmark)
    return earned.sum(axis=2).astype(float)


def policy_cost(recorded: Recorded) -> np.ndarray:
    """Return what the levers cost the city in a year, 100 million yuan, NaN at the baseline."""
    quarters = recorded.costs.sum(axis=2)[:, 1:].astype(float)
    yearly = quarters.reshape(len(quarters), -1, QUARTERS_A_YEAR).sum(axis=2)
    padded = np.concatenate([np.full((len(quarters), 1), np.nan), yearly], axis=1)
    return padded / YUAN_PER_10K / HUNDRED_MILLION


def leading_share(recorded: Recorded) -> np.ndarray:
    """Return the share of the leading trades among the tenants of small-firm parks at the end of a year."""
    return ratio(recorded.total_year_end("tenants_leading"), recorded.total_year_end("tenants_closing"))


def parks_at_share(recorded: Recorded) -> np.ndarray:
    """Return how many small-firm parks with tenants have at least the least share of their leading trades."""
    tenants = recorded.year_end("tenants_closing")
    least = np.asarray(recorded.parameters["leading_share_least"])[:, None, None]
    kept = (tenants > 0.0) & (recorded.year_end("tenants_leading") >= least * tenants)
    return kept.sum(axis=2).astype(float)


def farmland_spared(recorded: Recorded) -> np.ndarray:
    """Return the farmland that land granted on low hills would have taken on flat land, less that in the blocks, mu."""
    flat, hills = (np.asarray(recorded.parameters[name])[:, None] for name in ("flat_farmland", "low_hill_farmland"))
    return recorded.total_events("land_granted_low_hill") / M2_PER_MU * (flat - hills)


def forest_land_used(recorded: Recorded) -> np.ndarray:
    """Return the forest land in the low hills that began to be levelled in a year, mu."""
    forest = 1.0 - np.asarray(recorded.parameters["low_hill_farmland"])[:, None]
    return recorded.total_events("land_levelling_begun") / M2_PER_MU * forest
