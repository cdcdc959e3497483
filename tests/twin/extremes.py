"""Worlds at the edge: parks without firms, no quota, one industry, exponentials that overflow."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
from hypothesis import strategies as st

from model.levers import LEVERS, LeverSetting, Step, broken_rule, lacks_need, schedule
from model.parameters import number_of
from model.sources import SOURCES
from model.state import EquipmentClass, Grade, Past, Stage
from model.towns import TownStatus
from model.world import World, grading_columns
from scenarios.files.grading_file import read_grading
from scenarios.grading_arrays import gradings_of
from tests.properties.worlds import some_parks, worlds
from tests.tables import tabled, with_tables

LINHU = Path(__file__).parents[1] / "cities" / "linhu"
CERTAIN = 100.0  # recognition thresholds of industries in which nobody, or everybody, is high-tech


def with_sites(world: World, **columns: object) -> World:
    """Return a world with other columns of its sites."""
    sites = world.arrays.sites.copy()
    for name, values in columns.items():
        sites[name] = values
    return replace(world, arrays=world.arrays._replace(sites=sites))


def with_industries(world: World, **columns: object) -> World:
    """Return a world with other columns of its industries."""
    industries = world.arrays.industries.copy()
    for name, values in columns.items():
        industries[name] = values
    return replace(world, arrays=world.arrays._replace(industries=industries))


def with_firms(world: World, **columns: object) -> World:
    """Return a world with other columns of all its firms."""
    firms = world.populations.firms.copy()
    for name, values in columns.items():
        firms[name] = values
    return with_tables(world, firms)


def with_parameters(world: World, **values: float) -> World:
    """Return a world with other parameters, perhaps outside their declared ranges."""
    parameters = world.parameters.copy()
    for name, value in values.items():
        parameters[name] = value
    return replace(world, parameters=parameters)


def emptied(world: World, empty: np.ndarray) -> World:
    """Return a world in which some parks (a flag each) have no firms and projects; their land is not developed."""
    members = [firms[~empty[firms.park]] for firms in world.populations.firms]
    parks = world.populations.parks.copy()
    for name in ("occupied", "idle", "factory_land"):
        parks["undeveloped"][:, empty] += parks[name][:, empty]
        parks[name][:, empty] = 0
    for name in ("factory_floor", "factory_leased", "energy_committed"):
        parks[name][:, empty] = 0
    firms = np.stack(members).view(np.recarray)
    firms["identity"] = (1 << 60) + np.arange(firms.shape[1], dtype=np.uint64)
    return with_tables(world, firms, parks)


def without_first_park(world: World) -> World:
    """Nobody in the first park."""
    return emptied(world, np.arange(len(world.park_names)) == 0)


def without_zones(world: World) -> World:
    """Nobody in any zone."""
    return emptied(world, world.arrays.sites.zone == 1)


def without_anybody(world: World) -> World:
    """Nobody at all."""
    return emptied(world, np.ones(len(world.park_names), bool))


def without_quota(world: World) -> World:
    """No land plan in any park."""
    return with_sites(world, land_plan=0)


def without_undeveloped_land(world: World) -> World:
    """Every park is full."""
    parks = world.populations.parks.copy()
    parks["other"] += parks["undeveloped"]
    parks["undeveloped"] = 0
    return with_tables(world, parks=parks)


def of_one_industry(world: World) -> World:
    """All firms and projects make the same."""
    return with_firms(world, industry=0)


def unregistered(world: World) -> World:
    """Nobody is on the register at the baseline."""
    return with_firms(world, above_scale=0)


def of_all_grades(world: World) -> World:
    """Firms come with grades, as a register may give them, and every other one has had its retrofit."""
    rows = np.arange(world.populations.firms.shape[1])
    return with_firms(world, grade=rows % len(Grade), retrofitted=rows % 2)


def with_obsolete_equipment(world: World) -> World:
    """Firms past their ramp-up have equipment of all classes, some are listed already, and every park has few places."""
    firms, parks = world.populations.firms.copy(), world.populations.parks.copy()
    rows = np.arange(firms.shape[1])
    operating = firms.stage == Stage.OPERATING
    firms["equipment_class"] = np.where(operating, rows % len(EquipmentClass), 0)
    firms["elimination_quarters"] = np.where(firms.equipment_class > 0, np.maximum(0, rows % 10 - 5), 0)
    parks["specialised_places"] = 2
    return with_tables(replace(world, offers=world.offers | {"obsolete_equipment"}), firms, parks)


def crowded(world: World) -> World:
    """A mean of 64.5 newcomers a quarter in the first park, and many recruits, so that their numbers come in parts.

    Many firms are large by the sales of their group, and some by their own.
    """
    sites = with_sites(world, arrival_firms=np.where(np.arange(len(world.park_names)) == 0, 1290.0, 0.0))
    return with_parameters(sites, arrival_rate=0.2, leader_output=2e4, chain_rate=40.0, sales_threshold=1e5)


def merged_into_one(world: World) -> World:
    """All zones join the first one."""
    merged = with_sites(world, merges_into=np.where(world.arrays.sites.zone == 1, 0, np.arange(len(world.park_names))))
    return replace(merged, offers=world.offers | {"merger"})


def with_candidates(world: World) -> World:
    """Every zone that is not national is a candidate, and easily a national one, every other one by chance alone."""
    sites = world.arrays.sites
    candidates = with_sites(
        world,
        candidate=((sites.zone == 1) & (sites.national == 0)).astype(int),
        needs_hightech=np.arange(len(world.park_names)) % 2,
    )
    return with_parameters(replace(candidates, offers=world.offers | {"candidate"}), national_hightech=0.2)


def with_small_firm_parks(world: World) -> World:
    """Every zone has a small-firm park for every second industry, of which units are soon there, cheap and open to most."""
    arrays = world.arrays
    trades = np.zeros_like(arrays.small_firm_trades)
    trades[arrays.sites.zone == 1, ::2] = 1
    planned = np.where(arrays.sites.zone == 1, 200_000, 0)
    changed = with_sites(
        replace(world, arrays=arrays._replace(small_firm_trades=trades), offers=world.offers | {"small_firm_park"}),
        small_firm_land=planned,
    )
    return with_parameters(
        changed, small_park_quarters=2.0, small_firm_staff=5000.0, unit_energy=1.5, unit_emissions=1.5, unit_price=0.12,
        small_park_plot=5.0, low_yield=1.2,
    )  # fmt: skip


def with_low_hills(world: World) -> World:
    """Every zone has a block on low hills, of another size each, that is soon levelled, and little other quota."""
    sites, parks = world.arrays.sites, world.populations.parks.copy()
    blocks = np.where(sites.zone == 1, 90_000 + 37_777 * np.arange(len(sites)), 0)
    parks["planned"] += blocks - parks.low_hill_natural
    parks["low_hill_natural"] = blocks
    offered = replace(world, offers=world.offers | {"low_hill_block"})
    changed = with_tables(with_sites(offered, low_hill_block=blocks, land_plan=sites.land_plan // 3), parks=parks)
    return with_parameters(changed, levelling_quarters=3.0)


def with_permits(world: World) -> World:
    """Industries emit of each pollutant, most of them; permits are sold at one price, with a low ceiling and a fee.

    The reserve is small, so that permits are dear; offers soon lapse, and no industry has an offset ratio of its own.
    """
    emitted, even = world.arrays.industries.emission_intensity, np.arange(len(world.industry_names)) % 2 == 0
    shares = {"cod": 0.9 * even, "sulphur_dioxide": 0.6, "ammonia_nitrogen": 0.1 * even, "nitrogen_oxides": 0.7 * ~even}
    own = {f"{name}_intensity": share * emitted for name, share in shares.items()}
    offered = replace(world, offers=world.offers | {"pollutant_intensities"})
    return with_parameters(
        with_industries(offered, **own, offset_ratio=0.0), permit_clearing=number_of("permit_clearing", "uniform_price"),
        permit_ceiling=2.4, permit_reserve=0.002, permit_room=0.0, permit_fee=0.04, permit_idle_quarters=3.0,
    )  # fmt: skip


def with_towns(world: World) -> World:
    """Every zone is a town, those that are not yet listed included; the standard is low, and the contest a close one.

    Recognition begins in the middle of the first year, and towns that miss the standard may lose it.
    """
    sites, parks = world.arrays.sites, world.populations.parks.copy()
    rows = np.arange(len(sites))
    statuses = np.where(sites.zone == 1, 1 + rows % (len(TownStatus) - 1), 0)
    parks["town_status"] = statuses
    arrays = with_industries(world, emerging=np.arange(len(world.industry_names)) % 2 == 0).arrays
    begun = replace(world, arrays=arrays._replace(recognition_from=np.array([2])))
    offered = replace(begun, offers=world.offers | {"town", "emerging_town"})
    changed = with_tables(with_sites(offered, contest_class=(sites.zone == 1) & (rows % 3 < 2)), parks=parks)
    return with_parameters(
        changed, municipal_output=60_000.0, municipal_firms=3.0, town_removal=0.5, contest_rivals=4.0, contest_places=3.0,
        rival_output=60_000.0, provincial_application=0.8,
    )  # fmt: skip


def certain_of_recognition(world: World) -> World:
    """Nobody can be recognised in every other industry, and everybody is in the rest: exponentials overflow."""
    even = np.arange(len(world.industry_names)) % 2 == 0
    level = np.where(even, CERTAIN, -CERTAIN)
    return with_industries(world, recognition_threshold=level, award_threshold=level, renewal_threshold=level)


def with_yearly_tests(world: World) -> World:
    """Certificates may be tested in any year."""
    return with_parameters(world, certificate_rule=number_of("certificate_rule", "yearly"))


def where_large_firms_keep(world: World) -> World:
    """Large firms keep what they have, and most firms count as large."""
    rule = number_of("certificate_rule", "never_large")
    return with_parameters(world, certificate_rule=rule, renewal_small_output=2_500.0, renewal_large_output=9_000.0)


def runaway(world: World) -> World:
    """Effects so large that exponentials overflow or vanish."""
    return with_parameters(
        world, exit_cost=5e4, upgrade_platform=500.0, choice_scale=1e-5, growth_spread=5.0, upgrade_research=2e4
    )


def with_prototype_effects(world: World) -> World:
    """Platforms and fund act on the upgrade rate directly, as in the prototype."""
    return with_parameters(world, research_effect=number_of("research_effect", "prototype"))


def full_of_pillars(world: World) -> World:
    """Half of all newcomers are pillar projects, and many as large as can be."""
    return with_parameters(world, arrival_tail=0.4, arrival_spread=2.0)


def with_scores_linked(world: World) -> World:
    """Most of the land plan and of the fund goes by the scores of the zones."""
    return with_parameters(world, score_link=0.7)


def short_of_energy(world: World) -> World:
    """Budgets far below use, so that every grade is curtailed and overdrafts are repaid."""
    return with_parameters(world, energy_headroom=-0.5, energy_budget_growth=-0.1, energy_surcharge=1.0)


def with_a_past(world: World) -> World:
    """Firms of every past, some with machines, half of what passes the threshold unreported, and many with zero-land projects."""
    rows = np.arange(world.populations.firms.shape[1])
    firms = with_firms(world, past=rows % len(Past), labour_saved=0.1 * (rows % 4))
    return with_parameters(firms, under_reporting=0.5, zero_land_share=0.7, scale_up_growth=1.0)


def with_firms_without_energy(world: World) -> World:
    """Every third firm uses no energy."""
    intensity = world.populations.firms.energy_intensity.copy()
    intensity[:, ::3] = 0.0
    return with_firms(world, energy_intensity=intensity)


def graded_by_tables(world: World) -> World:
    """Firms are graded by the tables of the invented city, from the baseline on, and may be charged by grade."""
    file = read_grading(LINHU / "grading.toml", {*SOURCES, "linhu-plan"})
    arrays = world.arrays._replace(**grading_columns(gradings_of(file, world.calendar)))
    return replace(world, arrays=arrays, offers=world.offers | {"surcharges_by_grade"})


EXTREMES: list[Callable[[World], World]] = [
    without_first_park,
    without_zones,
    without_anybody,
    without_quota,
    without_undeveloped_land,
    of_one_industry,
    unregistered,
    of_all_grades,
    with_obsolete_equipment,
    crowded,
    merged_into_one,
    with_candidates,
    with_small_firm_parks,
    with_low_hills,
    with_permits,
    with_towns,
    certain_of_recognition,
    with_yearly_tests,
    where_large_firms_keep,
    runaway,
    with_prototype_effects,
    full_of_pillars,
    with_scores_linked,
    short_of_energy,
    with_a_past,
    graded_by_tables,
]


def full_schedule(world: World, part: float) -> np.recarray:
    """Return every lever that the world does not refuse, on all the time at a part of its range from neutral up."""
    settings = {}
    for name, lever in LEVERS.items():
        if not lacks_need(lever, world.offers):
            way = 1.0 if lever.switch else part
            settings[name] = LeverSetting(lever.neutral + way * (lever.high - lever.neutral))
    return schedule(settings, world.calendar, world.offers)


@st.composite
def extreme_worlds(draw: st.DrawFn) -> World:
    """A small city, often with one or more extremes applied to it."""
    world = tabled(draw(worlds()))
    for change in draw(st.lists(st.sampled_from(EXTREMES), max_size=3, unique=True)):
        world = change(world)
    return world


@st.composite
def passing_schedules(draw: st.DrawFn, world: World) -> np.recarray:
    """Levers that come at any time and mostly go again; settings that a scenario would be refused for are left out."""
    labels = world.calendar.quarter_labels
    settings = {}
    for name, lever in LEVERS.items():
        strength = draw(st.sampled_from([lever.low, lever.high]) | st.floats(lever.low, lever.high))
        start = draw(st.integers(1, len(labels) - 2))
        end = draw(st.none() | st.integers(start + 1, len(labels) - 1))
        setting = LeverSetting(
            strength=round(strength) if lever.switch else strength,
            start=labels[start],
            ramp=0 if lever.switch else draw(st.integers(0, 3)),
            end=None if end is None else labels[end],
            parks=draw(some_parks(lever, world)),
        )
        if end is not None and not lever.switch and draw(st.booleans()):
            later = Step(
                labels[end], draw(st.sampled_from([lever.neutral, lever.high]) | st.floats(lever.low, lever.high))
            )
            setting = setting._replace(ramp=0, end=None, later=(later,))
        if draw(st.booleans()) and broken_rule(name, setting, world.calendar, world.offers) is None:
            settings[name] = setting
    return schedule(settings, world.calendar, world.offers, world.park_names)
