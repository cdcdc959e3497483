"""A trial: some populations are made, and every margin is held against what they came to."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from model.population.baseline import Baseline, leading_matrix
from model.population.fault import CalibrationError
from model.population.figures import OUTPUT_PER_MU, output_per_mu, rate_figure, registered_output, scaling_figures
from model.population.making import Made, make_world, reference_members
from model.population.published import zone_margins
from model.population.space import lay_out_park
from model.state import park_dtype
from model.units import M2_PER_MU

from ..case import Case
from ..files.contradiction import told
from ..refusals.problem import Message


class MarginMet(NamedTuple):
    """A margin: what it is (the id of a park or an industry, or the name of a total), what it should be, and what it came to."""

    name: str
    wanted: float
    reached: float
    of_industry: bool = False

    @property
    def error(self) -> float:
        """How far it is off, of itself."""
        return abs(self.reached / self.wanted - 1) if self.wanted else abs(self.reached)


class EnergyScaling(NamedTuple):
    """What the industry table's energy intensities are multiplied by so that registered firms use the city's total."""

    used: float  # the mean of the populations of reference, as a run uses it
    least: float
    most: float
    expected: float  # by the mix of industries; a member may be far from it
    missing: float | None  # expected of the firms of which the energy is not given; None where it is of none or of all


class FigureReached(NamedTuple):
    """A published figure of the baseline year beside what the populations come to: their mean, the least and the most.

    `factor` is what the rates are multiplied by for it; None where a figure is compared only.
    """

    name: str
    published: float
    mean: float
    least: float
    most: float
    factor: float | None

    @property
    def apart(self) -> float:
        """How far the mean is off, of the published figure."""
        return self.mean / self.published - 1


class Trial(NamedTuple):
    """The outcome: the margins, or why there is no population; and what is left of each park's land, mu."""

    refusal: Message | None
    margins: tuple[MarginMet, ...]
    undeveloped: tuple[float, ...]
    energy: EnergyScaling | None = None
    land_yield: tuple[float | None, ...] = ()  # by park: output a mu of others over that of firms whose land is given
    figures: tuple[FigureReached, ...] = ()
    populations: int = 0  # that were made

    @property
    def worst(self) -> MarginMet | None:
        """The margin that is furthest off."""
        return max(self.margins, key=lambda margin: margin.error, default=None)


def try_population(case: Case) -> Trial:
    """Make populations as a run does, so that what a run would refuse is known."""
    baseline, parameters = case.data.baseline, case.file.central_values()
    undeveloped = tuple(land_left(baseline, parameters[0]))
    try:
        made = make_world(baseline, parameters)
        numbers = np.arange(reference_members(made.populations.rows))
        firms, parks, _ = made.populations.central.made(numbers)
    except CalibrationError as error:
        return Trial(told(error.fault), (), undeveloped)
    met = tuple(worst_of(baseline, firms))
    return Trial(
        None,
        met,
        undeveloped,
        energy_scaling(baseline, made.factors, made.priors.missing_mix),
        land_yields(baseline, firms[0]),
        tuple(figures_reached(baseline, made, firms, parks)),
        len(numbers),
    )


def figures_reached(baseline: Baseline, made: Made, firms: np.recarray, parks: np.recarray) -> Iterator[FigureReached]:
    """Yield the published figures of the baseline year beside what populations come to, as runs report them."""
    output = registered_output(baseline, firms)
    deciding = {name: column for column, name in scaling_figures(baseline.figures).items()}
    for name, published in baseline.figures.items():
        if name == OUTPUT_PER_MU:
            reached = output_per_mu(output, parks, baseline.zone)
        else:
            reached = rate_figure(name, output, made.arrays.industries, baseline.zone)
        factor = made.rate_factors.get(deciding.get(name, ""))
        yield FigureReached(name, published, float(reached.mean()), float(reached.min()), float(reached.max()), factor)


def worst_of(baseline: Baseline, populations: np.recarray) -> list[MarginMet]:
    """Return every margin as the member comes to it that is furthest off."""
    members = [margins_met(baseline, firms) for firms in populations]
    return [max(margins, key=lambda margin: margin.error) for margins in zip(*members, strict=True)]


def land_left(baseline: Baseline, par: np.record) -> list[float]:
    """Return the undeveloped land of each park, mu; below zero where more is in use than is planned."""
    left = []
    for park in baseline.parks:
        record = np.zeros(1, park_dtype)
        try:
            lay_out_park(record, park, par)
            left.append(float(record["undeveloped"][0]) / M2_PER_MU)
        except CalibrationError:
            built = park.industrial_land + park.factory_floor / par.factory_plot_ratio / M2_PER_MU
            left.append(park.planned - park.other - built)
    return left


def margins_met(baseline: Baseline, firms: np.recarray) -> list[MarginMet]:
    """Return every margin of a population next to what the baseline says."""
    zone = baseline.zone[firms.park]
    output = firms.output * (firms.above_scale == 1)
    by_park = np.bincount(firms.park, output, len(baseline.parks))
    met = [MarginMet(park.id, park.output, float(by_park[index])) for index, park in enumerate(baseline.parks)]
    inside = float(output[zone].sum())
    added = output * baseline.industries["value_added_rate"][firms.industry]
    lead = leading_matrix(baseline)[firms.park, firms.industry]
    energy = float((output * firms.energy_intensity).sum())
    reached = {
        "hightech_output_share": float((output * firms.hightech)[zone].sum()) / inside,
        "top3_sales_share": float((output * lead)[zone].sum()) / inside,
        **({} if zone.all() else {"zone_value_added_share": float(added[zone].sum() / added.sum())}),
        "energy_total": energy,
    }
    for name, value in reached.items():
        wanted = getattr(baseline, name)
        if wanted is not None:  # one that is left open is met whatever it comes to
            met.append(MarginMet(name, wanted, value))
    by_industry = np.bincount(firms.industry[zone], output[zone], len(baseline.industry_ids))
    for margin in zone_margins(baseline):
        if margin.of_industry:
            index = baseline.industry_ids.index(margin.name)
            met.append(MarginMet(margin.name, margin.amount, float(by_industry[index]), of_industry=True))
    return met


def energy_scaling(baseline: Baseline, factors: np.ndarray, mix: np.ndarray) -> EnergyScaling | None:
    """Return what scales the industry table: in the populations of reference, and expected by the `mix` of firms that are not given.

    None where the city's energy is not known: nothing is scaled then.
    """
    if baseline.energy_total is None:
        return None
    table, given = baseline.industries["energy_intensity"], baseline.given
    known = ~np.isnan(given["energy_intensity"])
    by_table = given["output"] * table[given["industry"]]
    unknown = float((baseline.missing_output[:, None] * mix * table).sum() + by_table[~known].sum())
    used = float((given["output"] * given["energy_intensity"])[known].sum())
    expected = baseline.energy_total / (unknown + float(by_table[known].sum()))
    others = (baseline.energy_total - used) / unknown if known.any() and unknown > 0.0 else None
    return EnergyScaling(float(factors.mean()), float(factors.min()), float(factors.max()), expected, others)


def land_yields(baseline: Baseline, firms: np.recarray) -> tuple[float | None, ...]:
    """Return, by park, what other producers make on a m2 over what firms with given land make; None where none is given."""
    known = np.zeros(len(firms), bool)
    known[: len(baseline.given)] = baseline.given["land"] > 0
    producing = (firms.output > 0) & (firms.land > 0)
    ratios: list[float | None] = []
    for index in range(len(baseline.parks)):
        given, others = (producing & (firms.park == index) & known, producing & (firms.park == index) & ~known)
        if not given.any() or not others.any():
            ratios.append(None)
            continue
        mean = [float(firms.output[rows].sum() / firms.land[rows].sum()) for rows in (others, given)]
        ratios.append(mean[0] / mean[1])
    return tuple(ratios)
