"""The register against the published figures: what the firms of firms.csv leave possible, and who gives way.

Where the given firms settle a figure (all firms of a park are given, or of all zones), what they add up to is used, if it
is the published one but for rounding. If not, the case is refused, unless it says `margins = "register"`.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from model.population import fault
from model.population.baseline import EXACT_ENOUGH, Baseline, ParkBaseline, leading_matrix
from model.population.fault import CalibrationError
from model.population.space import floor_let, floor_of_tenants, lay_out_park
from model.state import park_dtype
from model.units import M2_PER_MU

from ..refusals.problem import InputProblem, Message, say
from .contradiction import named_total, told
from .firms_file import FIRMS_FILE
from .margins import Adopted, Margins

ROUNDING = 1e-9  # of itself: what sums of many firms differ by in any case
RATIO_TOLERANCE = 0.2  # capital over land differs as much between parks that have the same ratio
OUTPUT, ENERGY, SHARE, RATIO, CAPITAL = "10k yuan/year", "tce/year", "share", "1", "10k yuan/mu"  # units
ANY_MISS = 1e9  # tolerance where the register decides whatever the published figures are


@dataclass(frozen=True)
class Figure:
    """A published figure, and the least and most that the given firms leave possible."""

    place: Message
    column: str
    published: float
    least: float
    most: float
    unit: str

    def text(self, amount: float) -> Message | str:
        """Return an amount as the files have it."""
        return WRITTEN[self.unit](amount)


class Reconciliation:
    """Settles figure after figure; keeps which of the published ones gave way."""

    def __init__(self, margins: Margins) -> None:
        self.margins = margins
        self.adopted: list[Adopted] = []

    def settle(self, figure: Figure, tolerance: float = EXACT_ENOUGH) -> float:
        """Return the figure to be used: the published one if the register leaves it possible, else the nearest."""
        nearest = min(max(figure.published, figure.least), figure.most)
        if nearest == figure.published:
            return nearest
        close = abs(nearest - figure.published) <= tolerance * abs(figure.published)
        if not close and self.margins is Margins.PUBLISHED:
            raise conflict(figure, tolerance)
        if abs(nearest - figure.published) > ROUNDING * abs(figure.published):
            self.adopted.append(Adopted(figure.place, figure.published, nearest, tolerance, figure.unit))
        return nearest


def conflict(figure: Figure, tolerance: float) -> InputProblem:
    """Return the refusal of a published figure that the register contradicts."""
    if figure.least == figure.most:
        says = say("firms_come_to", amount=figure.text(figure.least))
    elif figure.published < figure.least:
        says = say("firms_make_at_least", amount=figure.text(figure.least))
    else:
        says = say("firms_leave_at_most", amount=figure.text(figure.most))
    rule = "conflict_rule_grown" if figure.column == "output" else "conflict_rule"
    return InputProblem(
        say("column", file=FIRMS_FILE, column=figure.column),
        say("conflict", says=says, place=figure.place, published=figure.text(figure.published)),
        say(rule, tolerance=100 * tolerance),
    )


def reconcile(baseline: Baseline, par: np.record, margins: Margins) -> tuple[Baseline, list[Adopted]]:
    """Return the baseline with the figures that its given firms leave possible, and those that gave way.

    Raises InputProblem when a published figure and the register contradict each other.
    """
    if not len(baseline.given):
        return baseline, []
    demand_space(baseline, par)
    work = Reconciliation(margins)
    baseline = settle_outputs(baseline, work, float(par.register_threshold))
    baseline = settle_zone_shares(baseline, work)
    baseline = settle_value_added(baseline, work)
    baseline = settle_energy(baseline, work)
    baseline = settle_ratios(baseline, work)
    return replace(baseline, tolerance=ANY_MISS if margins is Margins.REGISTER else EXACT_ENOUGH), work.adopted


def yuan(amount: float) -> Message:
    """Return an output, 10k yuan a year, as a message."""
    return told(fault.yuan(amount))


def tonnes(amount: float) -> Message:
    """Return a use of energy, tce a year, as a message."""
    return say("tonnes", amount=f"{amount:,.0f}")


# How refusals write an amount, by its unit: as it is in the files.
WRITTEN: dict[str, Callable[[float], Message | str]] = {
    OUTPUT: yuan, ENERGY: tonnes, SHARE: fault.share, RATIO: fault.share, CAPITAL: fault.share,
}  # fmt: skip


def settle_outputs(baseline: Baseline, work: Reconciliation, threshold: float) -> Baseline:
    """Settle the output of each zone, and then of the industry outside, which grows or shrinks with the zones."""
    before = sum(park.output for park in baseline.parks if park.is_zone)
    for zones in (True, False):
        fixed = zones or not before or baseline.zone_gross_output_share is None
        moved = 1.0 if fixed else sum(park.output for park in baseline.parks if park.is_zone) / before
        parks = list(baseline.parks)
        for index, park in enumerate(parks):
            if park.is_zone is zones:
                grown = replace(park, output=park.output * moved)
                parks[index] = settle_output(
                    replace(baseline, parks=(*parks[:index], grown, *parks[index + 1 :])), index, work, threshold
                )
        baseline = replace(baseline, parks=tuple(parks))
    return baseline


def settle_output(baseline: Baseline, index: int, work: Reconciliation, threshold: float) -> ParkBaseline:
    """Return a park with the output that its given firms leave possible."""
    park, missing = baseline.parks[index], baseline.missing[index]
    given = float(baseline.given_output[index])
    if given == 0.0:
        return park
    source = output_source(park, baseline.zone_gross_output_share is not None)
    if missing.firms == 0:
        return replace(park, output=work.settle(Figure(source, "output", park.output, given, given, OUTPUT)))
    least = given + missing.firms * threshold
    if park.output <= least:
        count = park.firms - missing.firms
        raise InputProblem(
            say("park_column", file=FIRMS_FILE, park=park.id, column="output"),
            say("too_little_output", given=count, output=yuan(given), place=source, published=yuan(park.output)),
            say("too_little_output_rule", missing=missing.firms, threshold=f"{threshold:,.0f}"),
        )
    return park


def output_source(park: ParkBaseline, by_share: bool) -> Message:
    """Return where the output of a park is published; that of the industry outside may follow `by_share`."""
    if park.is_zone or not by_share:
        return say("cell_of_park", park=park.id, column="output")
    return say(
        "output_by_share", output=say("output_of_park", park=park.id), share=named_total("zone_gross_output_share")
    )


def zone_sums(baseline: Baseline) -> tuple[float, np.ndarray]:
    """Return the output of the zones, and which given firms are in them."""
    return float(sum(park.output for park in baseline.parks if park.is_zone)), baseline.zone[baseline.given["park"]]


def settle_zone_shares(baseline: Baseline, work: Reconciliation) -> Baseline:
    """Settle the shares of high-tech firms and of leading industries in the output of the zones."""
    total, inside = zone_sums(baseline)
    if not inside.any():
        return baseline
    given = baseline.given[inside]
    missing = max(0.0, total - float(given["output"].sum()))
    high = float(given["output"][given["hightech"] == 1].sum())
    unknown = float(given["output"][np.isnan(given["hightech"])].sum())
    leading = leading_matrix(baseline)[given["park"], given["industry"]] == 1
    lead = float(given["output"][leading].sum())
    complete = not any(park.firms for park in baseline.missing if park.is_zone)
    missing = 0.0 if complete else missing
    bounds = {
        "hightech_output_share": ("hightech", high, high + unknown + missing),
        "top3_sales_share": ("industry", lead, lead + missing),
    }
    settled: dict[str, Any] = {}
    for name, (column, least, most) in bounds.items():
        published = getattr(baseline, name)
        if published is not None:
            figure = Figure(named_total(name), column, published, least / total, most / total, SHARE)
            settled[name] = work.settle(figure)
    return replace(baseline, **settled)


def settle_value_added(baseline: Baseline, work: Reconciliation) -> Baseline:
    """Settle the zones' share of the city's value added, where one is published."""
    if baseline.zone_value_added_share is None:
        return baseline
    rate = baseline.industries["value_added_rate"]
    ends = {}
    for zones in (True, False):
        given = baseline.given[baseline.zone[baseline.given["park"]] == zones]
        known = float((given["output"] * rate[given["industry"]]).sum())
        missing = [park for park in baseline.missing if park.is_zone is zones and park.firms]
        open_output = sum(park.output for park in missing)
        ends[zones] = known + open_output * float(rate.min()), known + open_output * float(rate.max())
    if ends[True][0] <= 0.0 or ends[False][0] <= 0.0:
        return baseline
    figure = Figure(
        named_total("zone_value_added_share"), "industry", baseline.zone_value_added_share,
        ends[True][0] / (ends[True][0] + ends[False][1]), ends[True][1] / (ends[True][1] + ends[False][0]), SHARE,
    )  # fmt: skip
    return replace(baseline, zone_value_added_share=work.settle(figure))


def settle_energy(baseline: Baseline, work: Reconciliation) -> Baseline:
    """Settle the energy of registered firms, where it is published."""
    if baseline.energy_total is None:
        return baseline
    given = baseline.given
    told = ~np.isnan(given["energy_intensity"])
    used = float((given["output"] * given["energy_intensity"])[told].sum())
    complete = bool(told.all()) and not any(park.firms for park in baseline.missing)
    if not complete and used >= baseline.energy_total:
        place, published = named_total("energy_total"), tonnes(baseline.energy_total)
        what = say("too_little_energy", used=tonnes(used), place=place, published=published)
        raise InputProblem(say("column", file=FIRMS_FILE, column="energy"), what, say("too_little_energy_rule"))
    most = used if complete else float("inf")
    figure = Figure(named_total("energy_total"), "energy", baseline.energy_total, used, most, ENERGY)
    return replace(baseline, energy_total=work.settle(figure))


def settle_ratios(baseline: Baseline, work: Reconciliation) -> Baseline:
    """Settle plot ratio and investment per mu of parks where land and floor (or capital) of every firm is given.

    They are means that small firms share in, so they are held to the register less closely than a published sum.
    """
    parks = list(baseline.parks)
    for index, missing in enumerate(baseline.missing):
        given = baseline.given[baseline.given["park"] == index]
        land = float(given["land"].sum())
        if missing.firms or not land > 0.0:  # NaN where one is empty
            continue
        floor = float(given["floor"].sum()) / land
        capital = float(given["capital"].sum()) / land * M2_PER_MU
        if not np.isnan(floor):
            parks[index] = replace(
                parks[index], plot_ratio=settle_ratio(parks[index], "plot_ratio", "floor", floor, work)
            )
        if not np.isnan(capital):
            mean = settle_ratio(parks[index], "investment_per_mu", "capital", capital, work)
            parks[index] = replace(parks[index], investment_per_mu=mean)
    return replace(baseline, parks=tuple(parks))


def settle_ratio(park: ParkBaseline, name: str, column: str, mean: float, work: Reconciliation) -> float:
    """Return the ratio of a park's means to be used, `mean` being that of its given firms."""
    place, unit = say("cell_of_park", park=park.id, column=name), CAPITAL if column == "capital" else RATIO
    figure = Figure(place, column, getattr(park, name), mean, mean, unit)
    return work.settle(figure, RATIO_TOLERANCE)


def demand_space(baseline: Baseline, par: np.record) -> None:
    """Refuse given firms that hold more land or lease more floor than their park has."""
    for index, park in enumerate(baseline.parks):
        given = baseline.given[baseline.given["park"] == index]
        try:
            occupied = lay_out_park(np.zeros(1, park_dtype), park, par)
        except CalibrationError as error:
            raise InputProblem("parks.csv", told(error.fault)) from error
        land, leased = float(np.nansum(given["land"])), float(floor_of_tenants(given, par).sum())
        if land > occupied:
            shown = {"land": f"{land / M2_PER_MU:,.1f}", "occupied": f"{occupied / M2_PER_MU:,.1f}"}
            place = say("park_column", file=FIRMS_FILE, park=park.id, column="land")
            raise InputProblem(place, say("land_beyond", **shown), say("land_beyond_rule"))
        if leased > floor_let(park):
            place = say("park_column", file=FIRMS_FILE, park=park.id, column="leased")
            what = say("leased_beyond", leased=f"{leased:,.0f}", let=f"{floor_let(park):,.0f}")
            raise InputProblem(place, what, say("leased_beyond_rule"))
