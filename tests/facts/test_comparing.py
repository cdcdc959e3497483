"""Facts beside a run: means, bands and verdicts worked by hand, on both sides of each end."""

import numpy as np
import pytest

from scenarios.facts.comparing import Verdict, breaks_across, compared_with, fact_table, growth_between, prepared
from scenarios.facts.statistics import STATISTICS, Place
from scenarios.files.observed import Break, Fact

YEARS = (2015, 2016, 2017)
OUTPUT = np.array([[100.0, 110.0, 144.0], [200.0, 250.0, 288.0]])  # two replicates
CENSUS = Break(2017, 2017, ("gross_output",), "census", "普查", "census")


def fact(low, high, year=2016, since=None, name="gross_output"):
    return Fact(
        STATISTICS[name], Place("city"), since, year, (low + high) / 2, low, high, "s", "press", "2016", "fit", "", ""
    )


def compared(*facts, breaks=()):
    return compared_with(facts, breaks, YEARS, {"gross_output.city": OUTPUT}.__getitem__)


def test_a_level_is_the_mean_with_its_band():
    (found,) = compared(fact(150.0, 200.0))
    assert found.mean == pytest.approx(180.0)
    assert (found.p5, found.p95) == pytest.approx((117.0, 243.0))  # 110 + 0.05 x 140 and 250 - 0.05 x 140


@pytest.mark.parametrize(
    ("low", "high", "verdict"),
    [
        (180.0, 190.0, Verdict.INSIDE),
        (180.1, 190.0, Verdict.BELOW),
        (170.0, 180.0, Verdict.INSIDE),
        (170.0, 179.9, Verdict.ABOVE),
    ],
)
def test_the_ends_of_the_band_are_inside(low, high, verdict):
    assert compared(fact(low, high))[0].verdict is verdict


@pytest.mark.parametrize(
    ("low", "high", "overlap"), [(243.0, 260.0, True), (243.1, 260.0, False), (90.0, 117.0, True), (90.0, 116.9, False)]
)
def test_bands_overlap_up_to_their_ends(low, high, overlap):
    assert compared(fact(low, high))[0].overlap is overlap


def test_growth_is_of_each_replicate_and_a_yearly_average():
    # 100 to 144 and 200 to 288 are 20 % a year in two years; 10 and 25 % in the first
    two, one = compared(fact(0.1, 0.3, 2017, 2015), fact(0.1, 0.3, 2016, 2015))
    assert (two.mean, two.p5, two.p95) == pytest.approx((0.2, 0.2, 0.2))
    assert one.mean == pytest.approx(0.175)


def test_there_is_no_growth_from_nothing():
    found = growth_between(np.array([0.0, 50.0]), np.array([7.0, 40.5]), 2)
    assert found.tolist() == pytest.approx([np.nan, -0.1], nan_ok=True)


@pytest.mark.parametrize(("year", "since"), [(2014, None), (2018, None), (2016, 2014), (2018, 2016)])
def test_a_year_that_no_run_has_is_not_judged(year, since):
    (found,) = compared(fact(0.0, 1.0, year, since))
    assert found.verdict is Verdict.NOT_SIMULATED
    assert np.isnan(found.mean)


def test_growth_across_a_break_is_shown_and_not_judged_and_a_level_is_marked():
    across, before, level = compared(
        fact(0.1, 0.3, 2017, 2016), fact(0.1, 0.3, 2016, 2015), fact(200.0, 220.0, 2017), breaks=(CENSUS,)
    )
    assert (across.verdict, across.breaks) == (Verdict.ACROSS_BREAK, (CENSUS,))
    assert across.mean == pytest.approx((144 / 110 + 288 / 250) / 2 - 1)
    assert (before.verdict, before.breaks) == (Verdict.INSIDE, ())
    assert (level.verdict, level.breaks) == (Verdict.INSIDE, (CENSUS,))


@pytest.mark.parametrize(
    ("first", "last", "year", "since", "between"),
    [
        (2018, 2018, 2018, 2017, True),
        (2018, 2018, 2017, 2016, False),
        (2018, 2018, 2019, 2018, False),  # both years are of after it
        (2018, 2018, 2018, None, True),  # a run carries the statistics of 2015
        (2018, 2018, 2017, None, False),
        (2012, 2016, 2015, None, True),  # still going on
        (2012, 2016, 2017, 2016, False),
        (2012, 2016, 2014, 2013, True),
        (2011, 2011, 2012, None, False),
        (2016, 2016, 2014, None, False),
    ],
)
def test_a_break_is_between_two_years_or_between_the_baseline_and_one(first, last, year, since, between):
    each = Break(first, last, ("gross_output",), "s", "", "")
    assert (breaks_across(fact(0.0, 1.0, year, since), (each,), 2015) == (each,)) is between


@pytest.mark.parametrize(
    ("known_from", "touched"),
    [
        ("2018-01-16", False),
        ("2018-10", False),
        ("2018-11", True),
        ("2018-11-03", True),
        ("2018", True),
        ("2019", True),
    ],
)
def test_growth_that_was_known_before_a_break_came_out_is_judged(known_from, touched):
    census = CENSUS._replace(published="2018-11")
    growth = fact(0.1, 0.3, 2017, 2016)._replace(known_from=known_from)
    verdict = compared(growth, breaks=(census,))[0].verdict
    assert (verdict is Verdict.ACROSS_BREAK) is touched
    level = fact(100.0, 300.0, 2017)._replace(known_from=known_from)
    assert compared(level, breaks=(census,))[0].breaks == (census,)  # a run carries the old kind on


def test_a_break_without_a_date_touches_whatever_was_known_when():
    growth = fact(0.1, 0.3, 2017, 2016)._replace(known_from="2016-01-16")
    assert compared(growth, breaks=(CENSUS,))[0].verdict is Verdict.ACROSS_BREAK


def test_a_break_touches_only_the_statistics_that_it_names():
    assert breaks_across(fact(0.0, 1.0, 2017, 2016, "jobs"), (CENSUS,), 2015) == ()


def test_the_table_has_declared_units_and_no_verdict_on_overlap_where_nothing_is_judged():
    rows = fact_table(compared(fact(150.0, 200.0), fact(0.1, 0.3, 2017, 2016), breaks=(CENSUS,)), "draft")
    level, growth = rows.to_dict("records")
    assert (level["fact"], level["place"], level["unit"], level["verdict"]) == (
        "gross_output.city.2016", "city", "100 million yuan", "inside",
    )  # fmt: skip
    assert (level["mean"], level["overlap"], level["breaks"]) == (pytest.approx(180.0), True, "")
    assert (growth["since"], growth["verdict"], growth["overlap"], growth["breaks"]) == (
        2016, "across_break", None, "2017-2017",
    )  # fmt: skip


def test_a_prepared_case_gives_every_measure_that_its_facts_need(case):
    from model import simulate

    asking = prepared(case)
    runs = simulate(asking, "none", 2, 1)
    for each in asking.data.facts:
        assert {measure.name for measure in each.statistic.measures(each.place)} <= set(runs.data_vars)
    before = simulate(case, "none", 2, 1)
    assert np.array_equal(runs["gross_output"].values, before["gross_output"].values)
    if "gross_output.city" in runs:
        added = runs["gross_output"].values + 0.0
        sums = runs["sum_output"].values.sum(axis=(2, 3)) / 1e4
        assert runs["gross_output.city"].values == pytest.approx(sums)
        assert (sums > added).all()
        assert runs["gross_output.city"].attrs["area"] == "city"
