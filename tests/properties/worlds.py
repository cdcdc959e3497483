"""Strategies: small cities with random margins, parameters anywhere in their ranges, levers of any strength.

Some cities name a zone that joins another, or candidates for a national zone; a lever that needs what a city does not
have stays neutral there.
"""

from dataclasses import replace
from functools import cache

import numpy as np
from hypothesis import assume
from hypothesis import strategies as st

from model.calendar import Calendar
from model.levers import LEVERS, LeverSetting, broken_rule, lacks_need, parks_of, schedule
from model.needs import offered_by
from model.parameters import CHOICES, PARAMETERS, central_values
from model.pollutants import INTENSITIES
from model.population.baseline import Baseline, ParkBaseline
from model.population.fault import CalibrationError
from model.population.making import make_world
from model.world import World, industry_dtype

RATES = (0.2, 0.35, 0.25, 0.3)  # value added over output, different so that the outside can meet any mean between them
SEEDS = 20  # populations tried until one meets its margins: small ones often cannot


@st.composite
def parks(draw, name, level, leading):
    """A park with room for what stands on it; a plan and standard factories or none."""
    firms = draw(st.integers(4, 15))
    land = draw(st.floats(100.0, 5000.0))
    planned = draw(st.sampled_from([0.0, 0.02, 0.5])) if leading else 0.0  # of its land for a small-firm park
    return ParkBaseline(
        id=name,
        level=level,
        output=firms * draw(st.floats(6000.0, 30_000.0)),
        firms=firms,
        hightech_share=0.4,
        leading=leading,
        planned=3 * land + 2000.0,
        other=draw(st.floats(0.0, land)),
        industrial_land=land,
        idle_share=draw(st.sampled_from([0.0, 0.1, 0.5])),
        factory_floor=draw(st.sampled_from([0.0, 50_000.0])),
        factory_vacancy=draw(st.sampled_from([0.0, 0.3, 1.0])),
        plot_ratio=draw(st.floats(0.3, 1.5)),
        investment_per_mu=draw(st.floats(50.0, 300.0)),
        plot_ratio_standard=1.0,
        investment_standard=200.0,
        land_plan=draw(st.sampled_from([0.0, 20.0, 500.0])),
        arrival_weight=draw(st.sampled_from([0.0, 1.0, 5.0])),
        leniency=draw(st.sampled_from([0.0, 0.2, 0.9])),
        small_firm_land=planned * land,
        small_firm_leading=leading[:1],
        small_firm_chain=leading[1:],
        low_hill_block=draw(st.sampled_from([0.0, 100.0, 900.0])) if leading else 0.0,
        specialised_firms=draw(st.sampled_from([0, 1, 5])),
    )


@st.composite
def industry_tables(draw, count):
    """Industries that differ in what they yield, use and emit."""
    table = np.zeros(count, industry_dtype)
    for name, low, high in (
        ("trend", -0.1, 0.15), ("tax_rate", 0.02, 0.1), ("output_per_worker", 50.0, 300.0),
        ("energy_intensity", 0.03, 2.0), ("emission_intensity", 0.05, 3.0), ("output_per_investment", 0.5, 2.0),
        ("output_per_mu", 50.0, 300.0), ("norm_plot_ratio", 0.5, 1.0), ("norm_investment", 30.0, 120.0),
        ("suited_share", 0.0, 1.0), ("research_share", 0.0, 0.02), ("hightech_share", 0.3, 0.7),
        ("trade_rate", 0.0, 0.5),
    ):  # fmt: skip
        table[name] = draw(st.lists(st.floats(low, high), min_size=count, max_size=count))
    table["value_added_rate"] = RATES[:count]
    for name in ("restricted_share", "eliminated_share", "electricity_share"):
        table[name] = draw(st.lists(st.sampled_from([0.0, 0.3, 0.5]), min_size=count, max_size=count))
    if draw(st.booleans()):  # else a city without emission permits
        for name in INTENSITIES:
            table[name] = draw(st.lists(st.sampled_from([0.0, 0.01, 3.0]), min_size=count, max_size=count))
        table["offset_ratio"] = draw(st.lists(st.sampled_from([0.0, 1.0, 1.5]), min_size=count, max_size=count))
    for name in ("heavy", "bound", "emerging"):
        table[name] = draw(st.lists(st.sampled_from([0.0, 1.0]), min_size=count, max_size=count))
    return table


@st.composite
def baselines(draw, merging=False):
    """One to four zones, with or without industry outside, and two to four industries.

    With `merging` there are two zones at least, the second joins the first, and there is industry outside; without it
    all that is left to chance.
    """
    count = draw(st.integers(2, 4))
    names = tuple(f"industry {index}" for index in range(count))
    zones = []
    for index in range(draw(st.integers(2 if merging else 1, 4))):
        leading = draw(st.lists(st.sampled_from(names), min_size=1, max_size=count - 1, unique=True))
        zones.append(draw(parks(f"zone {index}", draw(st.sampled_from(["national", "provincial"])), tuple(leading))))
    zones = [
        replace(
            zone,
            merges_into=zones[0].id if (merging and index == 1) or (index > 0 and draw(st.booleans())) else "",
            candidate=zone.level != "national" and draw(st.booleans()),
        )
        for index, zone in enumerate(zones)
    ]
    inside = sum(zone.output for zone in zones)
    everywhere = zones
    share = 1.0
    if merging or draw(st.booleans()):
        outside = draw(parks("outside", "outside", ()))
        everywhere = [*zones, outside]
        share = inside / (inside + outside.output)
    return Baseline(
        parks=tuple(everywhere),
        industry_ids=names,
        industries=draw(industry_tables(count)),
        national_share=np.full(count, 1 / count),
        outside_share=np.full(count, 1 / count),
        hightech_output_share=0.4,
        top3_sales_share=0.6,
        zone_value_added_share=share,
        energy_total=draw(st.floats(1e3, 1e6)),
        small_firms=draw(st.integers(0, 10)),
        small_firm_output=500.0,
        largest_output=100_000.0,
        tail_exponent=0.9,
        ramping_share=draw(st.sampled_from([0.0, 0.2])),
        listed_share=0.3,
        pool=2,
        pool_seed=1,
    )


@st.composite
def parameter_records(draw):
    """Every parameter at its value, at an end of its range, or anywhere between; of a choice one of the alternatives."""
    values = {}
    for name, parameter in PARAMETERS.items():
        if name in CHOICES:
            values[name] = draw(st.sampled_from([float(place) for place in range(len(CHOICES[name].words))]))
            continue
        ends = st.sampled_from([parameter.value, parameter.low, parameter.high])
        values[name] = draw(ends | st.floats(parameter.low, parameter.high))
    values["small_park_quarters"] = draw(
        st.sampled_from([2.0, 12.0])
    )  # at the first, units come while a short run lasts
    return central_values(values)


def populated(baseline, parameters, years):
    """The world of a baseline with the first population that meets its margins, or None: small ones often cannot."""
    for seed in range(SEEDS):
        try:
            made = make_world(replace(baseline, pool_seed=seed), parameters)
        except CalibrationError:
            continue
        return World(
            name="small",
            park_names=tuple(park.id for park in baseline.parks),
            industry_names=baseline.industry_ids,
            calendar=Calendar(2015, years),
            arrays=made.arrays,
            parameters=parameters,
            populations=made.populations,
            digest="",
            offers=offered_by(baseline),
        )
    return None


@cache
def plain_baseline():
    """One zone of twelve firms in two industries that are alike: its margins can be met."""
    zone = ParkBaseline(
        id="zone 0", level="provincial", output=240_000.0, firms=12, hightech_share=0.4, leading=("industry 0",),
        planned=5000.0, other=100.0, industrial_land=1000.0, idle_share=0.1, factory_floor=0.0, factory_vacancy=0.0,
        plot_ratio=0.7, investment_per_mu=100.0, plot_ratio_standard=1.0, investment_standard=200.0, land_plan=20.0,
        arrival_weight=1.0, leniency=0.2,
    )  # fmt: skip
    table = np.zeros(2, industry_dtype)
    for name, value in (
        ("trend", 0.05), ("value_added_rate", 0.25), ("tax_rate", 0.05), ("output_per_worker", 100.0),
        ("energy_intensity", 0.5), ("emission_intensity", 0.5), ("output_per_investment", 1.0),
        ("output_per_mu", 100.0), ("norm_plot_ratio", 0.7), ("norm_investment", 50.0), ("suited_share", 0.5),
        ("research_share", 0.01), ("hightech_share", 0.4),
    ):  # fmt: skip
        table[name] = value
    return Baseline(
        parks=(zone,), industry_ids=("industry 0", "industry 1"), industries=table,
        national_share=np.full(2, 0.5), outside_share=np.full(2, 0.5), hightech_output_share=0.4,
        top3_sales_share=0.6, zone_value_added_share=1.0, energy_total=1e5, small_firms=2, small_firm_output=500.0,
        largest_output=100_000.0, tail_exponent=0.9, ramping_share=0.0, listed_share=0.3, pool=2, pool_seed=1,
    )  # fmt: skip


@st.composite
def worlds(draw, merging=False):
    """A small city ready to run for two or three years; `merging` as in `baselines`.

    Where no population meets the margins it is a plain one instead. So what is drawn later never depends on how a
    calculation in floating point came out, which Hypothesis would take for a strategy that changes its mind.
    """
    baseline, parameters, years = draw(baselines(merging)), draw(parameter_records()), draw(st.integers(2, 3))
    world = populated(baseline, parameters, years)
    if world is None and not merging:
        world = populated(plain_baseline(), central_values(), years)
    assume(world is not None)
    return world


@st.composite
def schedules(draw, world, everything=False):
    """Any levers at their ends or between, from the first year on, with or without a ramp; a switch is on or off.

    A lever whose required need the world does not meet, and one too weak to act, is left alone, as a scenario that
    sets it would be refused. With
    `everything` all the others are on from the first quarter, at half their range or less, so that they all still bite.
    """
    settings = {}
    for name, lever in LEVERS.items():
        strengths = st.sampled_from([lever.low, lever.high])
        ramp = 0
        if everything:
            part = 1.0 if lever.switch else draw(st.floats(0.1, 0.5))
            setting = LeverSetting(lever.neutral + part * (lever.high - lever.neutral), "2016Q1")
        elif not draw(st.booleans()):
            continue
        else:
            if not lever.switch:
                strengths |= st.floats(lever.low, lever.high)
                ramp = draw(st.integers(0, 3))
            setting = LeverSetting(draw(strengths), draw(st.sampled_from(["2016Q1", "2016Q3"])), ramp)
            setting = setting._replace(parks=draw(some_parks(lever, world)))
        if not lacks_need(lever, world.offers) and broken_rule(name, setting, world.calendar, world.offers) is None:
            settings[name] = setting  # a strength too small to act is refused as well
    return schedule(settings, world.calendar, world.offers, world.park_names)


def some_parks(lever, world):
    """No parks, which is all of them, or some of those that the lever can be set for."""
    known = parks_of(lever, world.offers) if lever.by_park else ()
    return st.lists(st.sampled_from(known), unique=True).map(tuple) if known else st.just(())
