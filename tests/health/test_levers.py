"""Health of every lever, by construction: a lever that is declared is tested.

Each lever stands at its high end for the last four years of the case in 200 replicates (numbers 0 to 199, seed 11), paired
with the same replicates without it; one whose range reaches below its neutral strength stands at its low end as well. What
is compared is its first indicator, the mean of the last three years; Student's 95 % interval of the
paired differences must leave zero out on the declared side. A lever that does nothing leaves all differences exactly
zero and fails for sure; one that only shakes chance would pass with a probability of 2.5 % each, 51 % in one or more of
28 such levers. The seed is fixed, so the verdict is the same in every run, and no test is repeated until it passes.
"""

import functools

import numpy as np
import pytest

from model import simulate
from model.indicators import INDICATORS
from model.levers import LEVER_INDEX, LEVERS, LeverSetting, Step, acts_in, parks_of
from model.needs import NEEDS
from scenarios.intervals import paired_mean
from tests.conftest import acting_levers, in_force, last_years

REPLICATES = 200
SEED = 11
# Levers that bring in money.
INCOMES = ("land_use_tax", "energy_trading", "price_by_trade", "paid_use", "price_by_grade")
SELLING = ("small_firm_parks", "small_firm_quota")  # levers that sell what they paid for some years before
TRADES = ("emission_trading",)  # levers that bring in money in some quarters and cost some in others, and more comes in


def extreme(lever):
    """The strength furthest from neutral in the direction that the lever declares as rising."""
    return lever.high


def ends(lever):
    """The ends of the range of a lever that are not neutral, each with the direction of its first indicator."""
    return [(lever.high, lever.direction)] + [(lever.low, -lever.direction)] * (lever.low < lever.neutral)


def first_quarter(case):
    """The first quarter of the last five years."""
    return f"{last_years(case)[0]}Q1"


def start(case, lever):
    """The quarter from which a lever acts here: the second of five years, so that there is history to compare.

    One that the case approves later acts from then on.
    """
    return max(f"{last_years(case)[1]}Q1", case.data.offers.since.get(lever, ""))


def steps_of(case, lever):
    """Two quarters in which the strength may change: the first of the next two years, or of the last where it starts late."""
    _, _, third, fourth, last = last_years(case)
    early = start(case, lever) < f"{third}Q1"
    return (f"{third}Q1", f"{fourth}Q1") if early else (f"{last}Q1", f"{last}Q3")


def costs_nothing(lever):
    """Whether the lever books no cost; those that bring in money say so too, but book what they bring in."""
    return lever.cost.startswith("none") and lever.name not in INCOMES


@pytest.fixture(scope="session")
def without(case):
    """What happens without any lever."""
    return simulate(case, "none", REPLICATES, SEED, threads=2)


@pytest.fixture(scope="session")
def with_lever(case):
    """Return what happens with a lever at a strength; a run is made once."""

    @functools.lru_cache(maxsize=1)
    def runs(name, strength):
        scenario = case.scenario("none").with_(**{name: LeverSetting(strength, start(case, name))})
        return simulate(case, scenario, REPLICATES, SEED, threads=2)

    return runs


@pytest.fixture(scope="session")
def with_all(case):
    """What happens with all levers at their extremes at once, in 20 replicates."""
    strengths = {name: extreme(lever) for name, lever in acting_levers(case.data.offers).items()}
    return simulate(case, case.scenario("none").with_(**in_force(case, strengths)), 20, SEED, threads=2)


def all_variables(runs):
    return [name for name in runs.data_vars if "year" in runs[name].dims or "quarter" in runs[name].dims]


def assert_books_close(runs):
    """The identities of all books hold exactly, quarter by quarter."""
    page = {str(name).removeprefix("book_"): runs[name].values for name in runs.data_vars if str(name)[:5] == "book_"}
    came = sum(page["land_" + name] for name in ("opening", "issued", "low_hill", "reclaimed", "returned", "pooled_in"))
    went = sum(page["land_" + name] for name in ("granted", "granted_factory", "expired", "pooled_out", "closing"))
    assert np.array_equal(came, went)
    used = sum(page["area_" + name] for name in ("occupied", "idle", "factory", "other", "low_hill", "undeveloped"))
    assert np.array_equal(page["area_planned"], used)
    assert np.array_equal(
        page["area_low_hill"][:, :1] - np.cumsum(page["land_granted_low_hill"], axis=1), page["area_low_hill"]
    )
    assert (np.cumsum(page["land_low_hill"] - page["land_granted_low_hill"], axis=1) >= 0).all()
    assert np.array_equal(page["grade_surcharges"].sum(axis=2), -runs.cost.sel(lever="price_by_grade").values)
    assert np.array_equal(
        page["energy_opening"] + page["energy_allotted"],
        page["energy_used"] + page["energy_expired"] + page["energy_closing"],
    )
    for name in ("land", "energy"):
        assert np.array_equal(page[name + "_opening"][:, 1:], page[name + "_closing"][:, :-1])
    assert np.array_equal(
        page["tenants_opening"] + page["tenants_admitted"], page["tenants_left"] + page["tenants_closing"]
    )
    assert np.array_equal(page["tenants_opening"][:, 1:], page["tenants_closing"][:, :-1])
    for kept, passed in (("tax_kept", "tax_passed"), ("land_pooled_in", "land_pooled_out")):
        assert np.array_equal(page[kept].sum(axis=2), page[passed].sum(axis=2))
    for name in ("land", "energy"):  # only what was freed in a park is reused there
        assert (np.cumsum(page["freed_" + name] - page["reused_" + name], axis=1) >= 0).all(), name
    assert (page["reused_land"] <= page["land_granted"]).all()
    assert np.array_equal(page["surcharges"].sum(axis=2), -runs.cost.sel(lever="price_by_trade").values)
    assert (page["compensation"].sum(axis=2) <= runs.cost.sel(lever="backward_capacity").values).all()
    for name in ("land_closing", "area_idle", "area_occupied", "area_undeveloped", "floor_leased"):
        assert (page[name] >= 0).all(), name
    assert (page["floor_leased"] <= page["floor_factory"]).all()
    assert (page["units_taken"] <= page["units_floor"]).all()
    assert np.array_equal(page["permit_fees"].sum(axis=2), -runs.cost.sel(lever="paid_use").values)
    offered = page["rights_quota"] + page["rights_scrapped"] + page["rights_saved"]
    assert np.array_equal(
        page["rights_opening"] + offered, page["rights_sold"] + page["rights_lapsed"] + page["rights_closing"]
    )
    assert np.array_equal(page["rights_opening"][:, 1:], page["rights_closing"][:, :-1])
    assert np.array_equal(page["rights_sold"].sum(axis=2), page["rights_bought"].sum(axis=2))
    assert np.array_equal(page["rights_income"].sum(axis=2), -runs.cost.sel(lever="energy_trading").values)
    assert (page["rights_income"] <= page["rights_paid"]).all()
    assert (page["rights_closing"] >= 0).all()
    if "ledger_issued" in runs:
        permits = {name: runs[f"ledger_{name}"].values for name in ("issued", "held", "reserve_closing", "retired")}
        assert np.array_equal(permits["issued"], permits["held"] + permits["reserve_closing"] + permits["retired"])


@pytest.mark.parametrize("lever", LEVERS.values(), ids=LEVERS.keys())
def test_neutral_strength_leaves_every_variable_equal_to_the_bit(case, without, lever):
    scenario = case.scenario("none").with_(**{lever.name: LeverSetting(lever.neutral, first_quarter(case))})
    runs = simulate(case, scenario, 6, SEED)
    for name in all_variables(runs):
        np.testing.assert_array_equal(runs[name].values, without[name].values[:6], err_msg=str(name))


def test_a_lever_at_next_to_nothing_does_next_to_nothing(case, without, acting_lever):
    """A millionth of its range moves what matters by less than a hundredth; some draws on the edge may fall the other way.

    A switch has nothing between, and of a lever that accumulates no whole unit falls due: next to nothing is refused.
    """
    lever = acting_lever
    strength = lever.neutral + (lever.high - lever.neutral) / 1e6
    little = case.scenario("none").with_(**in_force(case, {lever.name: strength}))
    if lever.switch or lever.accumulates:
        with pytest.raises(ValueError, match=f"{lever.name}: {'half_on' if lever.switch else 'too_small'}"):
            simulate(case, little, 1, SEED)
        return
    runs, last = simulate(case, little, 60, SEED, threads=2), last_years(case)[-1]
    for name in ("gross_output", "value_added", "energy_use", "land_granted"):
        before = without[name].sel(year=last).values[:60]
        assert abs(float((runs[name].sel(year=last).values - before).mean())) < 1e-2 * float(before.mean()), name


def test_a_lever_at_its_extreme(case, without, with_lever, acting_lever):
    """History before the start is identical, the first indicator moves as declared, books close, costs are its own."""
    lever = acting_lever
    for strength, direction in ends(lever):
        runs = with_lever(lever.name, strength)
        before = list(runs.quarter.values).index(start(case, lever.name))
        for name in all_variables(runs):
            if "quarter" in runs[name].dims:
                assert np.array_equal(runs[name].values[:, :before], without[name].values[:, :before]), name
            else:
                years = list(runs.year.values).index(int(start(case, lever.name)[:4]))
                np.testing.assert_array_equal(
                    runs[name].values[:, :years], without[name].values[:, :years], err_msg=name
                )

        difference = (runs[lever.first_indicator] - without[lever.first_indicator]).sel(year=last_years(case)[2:])
        interval = paired_mean(difference.mean("year").values)
        assert interval.resolved, (lever.name, strength, interval)
        assert np.sign(interval.estimate) == direction, (lever.name, strength, interval)

        assert_books_close(runs)
        assert_costs_are_its_own(runs, lever)


def assert_costs_are_its_own(runs, lever):
    """No other lever costs anything, and this one costs or brings in what its kind does."""
    cost = runs.cost.values.sum(axis=(0, 1))
    others = np.delete(cost, LEVER_INDEX[lever.name])
    own = cost[LEVER_INDEX[lever.name]]
    assert not others.any()
    if costs_nothing(lever):
        assert own == 0
    else:
        assert np.sign(own) == (-1 if lever.name in (*INCOMES, *TRADES) else 1)
    # Within a year a lever may bring in more than it costs, as where units are sold that were built before.
    assert float(runs.policy_cost.sum(("replicate", "year"))) == pytest.approx(own / 1e8, abs=1e-9)


def test_a_lever_with_nothing_to_act_on_is_refused_or_changes_nothing(case, without):
    """The shipped case has something for each; the second city of the tests has no merger."""
    for name in LEVERS.keys() - acting_levers(case.data.offers):
        on = case.scenario("none").with_(**{name: LeverSetting(extreme(LEVERS[name]), start(case, name))})
        if NEEDS[LEVERS[name].needs].required:
            with pytest.raises(ValueError, match=f"{name}: lacks_need"):
                simulate(case, on, 1, SEED)
        else:
            moved = simulate(case, on, 6, SEED)[LEVERS[name].first_indicator].values
            np.testing.assert_array_equal(moved, without[LEVERS[name].first_indicator].values[:6], err_msg=name)


def test_books_close_with_all_levers_at_their_extremes(case, with_all):
    assert_books_close(with_all)
    for name in INDICATORS:
        assert np.isfinite(with_all[name].sel(year=last_years(case)).values).all(), name


def test_costs_of_levers_together_are_booked_to_each_of_them(case, with_all):
    for name, lever in acting_levers(case.data.offers).items():
        spent = with_all.cost.sel(lever=name).values
        if costs_nothing(lever):
            assert not spent.any(), name
        elif name in INCOMES:
            assert (spent <= 0).all()
            # Energy rights are sold from new budgets: with budgets cut as far as they go, a city of light industry has none.
            assert spent.sum() < 0 or (name == "energy_trading" and not with_all.book_rights_quota.any()), name
        elif name in TRADES:
            assert spent.sum() < 0
        else:
            so_far = spent.cumsum(axis=1) if name in SELLING else spent  # what is sold never brings in all of it
            assert (so_far >= 0).all(), name
            assert spent.sum() > 0, name


@pytest.mark.parametrize("lever", LEVERS.values(), ids=LEVERS.keys())
def test_a_lever_that_ends_before_it_starts_to_bite_again_leaves_the_strength_neutral(case, lever):
    first_year, second_year, *_ = last_years(case)
    end, quarters = (f"{second_year}Q1", 4) if acts_in(lever) == 4 else (f"{first_year}Q3", 2)
    setting = LeverSetting(extreme(lever), first_quarter(case), 0, end)
    strengths = case.scenario("none").with_(**{lever.name: setting}).schedule(case.calendar)[lever.name]
    first = case.calendar.quarter_of(first_quarter(case)) - 1
    assert not (strengths[:first] != lever.neutral).any()
    assert list(strengths[first : first + quarters + 2]) == [lever.neutral, *[extreme(lever)] * quarters, lever.neutral]


def assert_equal(runs, others, name):
    for variable in all_variables(runs):
        np.testing.assert_array_equal(runs[variable].values, others[variable].values, err_msg=f"{name}: {variable}")


def test_a_lever_with_all_parks_named_is_the_lever_without_parks_to_the_bit(case, acting_lever):
    """A lever that does not act by park is refused, and one for a single park does otherwise than one for all."""
    lever, none = acting_lever, case.scenario("none")
    parks = parks_of(lever, case.data.offers)
    named = none.with_(**{lever.name: LeverSetting(extreme(lever), start(case, lever.name), parks=parks)})
    if not lever.by_park:
        with pytest.raises(ValueError, match=f"{lever.name}: not_by_park"):
            simulate(case, named, 1, SEED)
        return
    plain = simulate(case, none.with_(**{lever.name: LeverSetting(extreme(lever), start(case, lever.name))}), 6, SEED)
    assert_equal(simulate(case, named, 6, SEED), plain, lever.name)
    if len(parks) > 1:
        one = none.with_(**{lever.name: LeverSetting(extreme(lever), start(case, lever.name), parks=parks[-1:])})
        moved = simulate(case, one, 6, SEED)
        assert not np.array_equal(moved.book_energy_used.values, plain.book_energy_used.values), lever.name


def test_steps_of_one_strength_are_one_setting_and_history_before_a_step_is_the_same(case, acting_lever):
    """Steps that do not change the strength change nothing; a step that does changes nothing before its quarter."""
    lever, none = acting_lever, case.scenario("none")
    next_step, last_step = steps_of(case, lever.name)
    full, part = extreme(lever), lever.neutral if lever.switch else (lever.neutral + extreme(lever)) / 2
    plain = simulate(case, none.with_(**{lever.name: LeverSetting(full, start(case, lever.name))}), 6, SEED)
    steps = LeverSetting(full, start(case, lever.name), later=(Step(next_step, full), Step(last_step, full)))
    assert_equal(simulate(case, none.with_(**{lever.name: steps}), 6, SEED), plain, lever.name)
    runs = simulate(case, none.with_(**{lever.name: steps._replace(later=(Step(next_step, part),))}), 6, SEED)
    before = list(runs.quarter.values).index(next_step)
    for name in all_variables(runs):
        if "quarter" in runs[name].dims:
            assert np.array_equal(runs[name].values[:, :before], plain[name].values[:, :before]), name


@pytest.mark.parametrize("lever", LEVERS.values(), ids=LEVERS.keys())
def test_a_lever_is_declared_whole(lever):
    assert lever.low <= lever.neutral <= lever.high
    assert lever.low < lever.high
    assert lever.zh
    assert lever.en
    assert lever.unit
    assert lever.first_indicator in INDICATORS
    assert lever.direction in (-1, 1)
    assert lever.cost


def test_only_taxes_surcharges_and_fees_bring_in_money_and_say_so():
    brought_in = ("tax", "price of energy rights", "surcharges", "fees", "surcharges")
    for name, income in zip(INCOMES, brought_in, strict=True):
        assert LEVERS[name].cost.startswith(f"none: it brings in the {income}, booked as a negative cost")
    assert tuple(name for name, lever in LEVERS.items() if "negative" in lever.cost) == INCOMES


def test_a_cost_is_booked_only_to_levers_in_force(case, without):
    assert int(np.abs(without.cost.values).sum()) == 0
    planned = simulate(case, case.plan, 4, SEED)
    names = set(case.scenario(case.plan).levers)
    for name, lever in LEVERS.items():
        spent = int(planned.cost.sel(lever=name).sum())
        if name not in names or costs_nothing(lever):
            assert spent == 0, name
        else:
            assert np.sign(spent) == (-1 if name in (*INCOMES, *TRADES) else 1), name
