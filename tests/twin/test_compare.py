"""The comparison has teeth: a twin that differs in any one number is found out."""

import numpy as np
import pytest

from model.declared import declarations, mechanisms
from model.parameters import PARAMETERS, number_of
from model.towns import TownStatus
from tests.lengths import one_in
from tests.tables import with_tables

from .compare import compare_tables, first_differences
from .extremes import (
    full_of_pillars,
    full_schedule,
    graded_by_tables,
    short_of_energy,
    with_candidates,
    with_low_hills,
    with_obsolete_equipment,
    with_parameters,
    with_permits,
    with_prototype_effects,
    with_sites,
    with_small_firm_parks,
    with_towns,
    with_yearly_tests,
)

pytestmark = pytest.mark.twin

OF_POPULATIONS = {"renewal_failing_small", "renewal_failing_large"}  # what their solved standards hold is read by runs
OF_INDICATORS = {"title_line", "services_rate", "services_land", "catalogue_part"}  # read after the run only
OF_BASELINE = {
    entry.name for entry in declarations("baseline")
}  # read before the run only: the twin is given a population


def where_only_sales_make_small(world):
    """As with small-firm parks, but staff makes no firm small."""
    return with_parameters(with_small_firm_parks(world), small_firm_staff=1.0)


def where_the_standard_is_high(world):
    """As with towns, but some of them miss the standard by their firms, and some by their output."""
    return with_parameters(with_towns(world), municipal_firms=25.0, municipal_output=400_000.0)


def where_the_contest_is_close(world):
    """Every other zone is a municipal town of a class that the contest takes, the others are clusters; rivals are as large."""
    parks, towns = with_towns(world).populations.parks.copy(), with_towns(world)
    rows, zone = np.arange(parks.shape[1]), world.arrays.sites.zone == 1
    parks["town_status"] = np.where(zone, np.where(rows % 2 == 0, TownStatus.MUNICIPAL, TownStatus.POTENTIAL), 0)
    close = with_sites(with_tables(towns, parks=parks), contest_class=zone)
    return with_parameters(
        close, contest_places=2.0, contest_rivals=12.0, rival_output=300_000.0, town_listing=0.1, town_removal=0.0,
        provincial_application=0.95, mark_spread=1.5, rival_spread=1.5,
    )  # fmt: skip


def where_clusters_grow_for_ever(world):
    """Clusters add to growth by their share, as one alternative has it."""
    return with_parameters(world, agglomeration=number_of("agglomeration", "growth"))


def where_much_is_bought_in_the_city(world):
    """Users in the city buy so much of some industries that it is bounded, and small cells are clusters too."""
    return with_parameters(
        world, local_purchase=0.8, local_sales=0.2, cluster_smallest=100_000.0, agglomeration_peak=0.05
    )


def where_offers_are_bounded(world):
    """Land is so cheap that the floor price binds, and arrivals may hardly follow the city."""
    return with_parameters(world, land_price=9.0, arrival_most=1.01)


# Worlds in which parameters show. One that shows in few, or is of a mechanism that few have, is looked for there first, as
# every world in which it does not show is stepped to the end.
WORLDS = (
    lambda world: world,
    where_offers_are_bounded,
    with_candidates,
    short_of_energy,
    full_of_pillars,
    with_obsolete_equipment,
    with_small_firm_parks,
    where_only_sales_make_small,
    graded_by_tables,
    with_low_hills,
    with_permits,
    with_towns,
    where_the_standard_is_high,
    where_the_contest_is_close,
    where_clusters_grow_for_ever,
    where_much_is_bought_in_the_city,
    with_prototype_effects,
    with_yearly_tests,
)
SHOWN_FIRST = {  # by mechanism
    "offers": where_offers_are_bounded,
    "equipment": with_obsolete_equipment,
    "small_firm_parks": with_small_firm_parks,
    "pricing": graded_by_tables,
    "grading": graded_by_tables,
    "low_hills": with_low_hills,
    "permits": with_permits,
    "towns": with_towns,
    "clusters": where_much_is_bought_in_the_city,
}
SHOWN_ONLY = {  # by parameter: those that do not show in the first world, nor in that of their mechanism
    "arrival_largest": full_of_pillars,
    "certificate_rule": with_yearly_tests,
    "recognition_band": with_yearly_tests,
    "cluster_growth": where_clusters_grow_for_ever,
    "large_emerging_investment": with_towns,
    "large_investment": short_of_energy,
    "repayment_largest": short_of_energy,
    "small_firm_sales": where_only_sales_make_small,
    "upgrade_fund": with_prototype_effects,
    "upgrade_platform": with_prototype_effects,
    **dict.fromkeys(
        ("application_incentive", "fund_scale", "municipal_firms", "town_removal"), where_the_standard_is_high
    ),
    **dict.fromkeys(
        ("contest_places", "mark_spread", "provincial_application", "rival_output", "rival_spread", "town_listing"),
        where_the_contest_is_close,
    ),
}


def worlds_for(name):
    """Return the makers of the worlds in which a parameter is looked for, in that order."""
    mechanism = next(each for each in mechanisms() if any(entry.name == name for entry in declarations(each)))
    first = SHOWN_ONLY.get(name) or SHOWN_FIRST.get(mechanism, WORLDS[0])
    return sorted(WORLDS, key=lambda make: make is not first)


@pytest.mark.parametrize("name", one_in(5, sorted(set(PARAMETERS) - OF_INDICATORS - OF_BASELINE - OF_POPULATIONS)))
def test_another_value_of_a_parameter_is_found_out(world, name):
    value = float(world.parameters[name][0])
    changed = {name: value * (0.5 if value > 0.7 else 1.3) if value != 0.0 else 0.3}
    assert any(
        first_differences(
            other,
            full_schedule(other, part),
            seed=8,
            vary_parameters=False,
            world_of_twin=with_parameters(other, **changed),
        )
        for other in (make(world) for make in worlds_for(name))
        for part in (0.3, 0.1, 1.0)
    )


def test_whole_units_are_compared_exactly_and_others_closely():
    twin = {"land": np.array([10**12, 5]), "output": np.array([1.0, 1.0 + 1e-8])}
    compiled = {"land": np.array([10**12 + 1, 5]), "output": np.array([1.0 + 1e-11, 1.0])}
    found = compare_tables("2016Q1", "firms", ["one", "two"], twin, compiled)
    assert [(difference.who, difference.column) for difference in found] == [("one", "land"), ("two", "output")]
    assert str(found[0]).startswith("2016Q1 firms one: land is 1000000000000 in the twin")
