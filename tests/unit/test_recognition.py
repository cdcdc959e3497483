"""Certificates of high-tech firms: rules on one firm, by hand (ODD eq. 12, 175-178)."""

import numpy as np
import pytest

from model.parameters import number_of
from model.rules.recognition import (
    award_standard,
    chance_of_applying,
    is_due,
    size_reached,
    steadiness,
    take_part,
)
from model.state import firm_dtype, records
from model.world import industry_dtype


@pytest.fixture
def industry():
    """An industry: 1.0 for the award, 0.7 for the renewal, 1.2 for a yearly test; large firms lose a fifth as often."""
    table = records(industry_dtype, 1)
    table.award_threshold, table.renewal_threshold, table.recognition_threshold = 1.0, 0.7, 1.2
    table.large_failing, table.large_winning = 0.2, 0.4
    return table[0]


@pytest.fixture
def after(industry, central):
    """Let a firm take part in a round at a uniform; return what its columns `hightech` and `certified` are then."""

    def taken(uniform, quarter=16, **columns):
        firm = records(firm_dtype, 1)
        for name, value in {"output": 3000.0, **columns}.items():
            firm[name] = value
        take_part(
            firm[0], firm[0].capability, industry, quarter, uniform, chance_of_applying(quarter, central), central
        )
        return int(firm[0].hightech), int(firm[0].certified)

    return taken


def hold(central, word):
    central.certificate_rule = number_of("certificate_rule", word)


def test_a_firm_at_the_standard_wins_at_half_the_rate(after):
    # 0.5 x logistic(0) = 0.25
    assert after(0.2499, capability=1.0) == (1, 16)
    assert after(0.25, capability=1.0) == (0, 0)


def test_a_firm_a_width_above_the_standard_wins_more_often(after):
    # 0.5 x logistic(1) = 0.5 x 0.7310586
    assert after(0.3655, capability=1.1) == (1, 16)
    assert after(0.3656, capability=1.1) == (0, 0)


@pytest.mark.parametrize(
    ("trend", "quarter", "chance"), [(0.0, 16, 0.5), (0.1, 0, 0.5), (0.1, 16, 0.7459123), (0.2, 16, 1.0)]
)
def test_more_firms_apply_by_natures_own_trend_and_never_more_than_all(central, trend, quarter, chance):
    # 0.5 exp(0.1 x 4); 0.5 exp(0.8) = 1.11 is cut
    central.recognition_trend = trend
    assert chance_of_applying(quarter, central) == pytest.approx(chance)


@pytest.mark.parametrize(
    ("output", "reached"),
    [(0.0, 0.0), (4999.0, 0.0), (5000.0, 0.0), (12_282.3, 0.3), (100_000.0, 1.0), (5e6, 1.0)],
)
def test_size_counts_by_the_logarithm_of_output(central, output, reached):
    # 5000 x 20^0.3 = 12282.3
    assert size_reached(output, central) == pytest.approx(reached, abs=1e-5)


@pytest.mark.parametrize(("output", "factor"), [(3000.0, 1.0), (12_282.3, 0.76), (99_999.0, 0.2), (100_000.0, 0.2)])
def test_large_firms_are_steadier(central, output, factor):
    # 1 + (0.2 - 1) x 0.3 = 0.76
    assert steadiness(output, 0.2, central) == pytest.approx(factor, abs=1e-4)


@pytest.mark.parametrize(("output", "factor"), [(12_282.3, 0.76), (99_999.0, 0.2), (100_000.0, 0.0)])
def test_where_large_firms_keep_what_they_have_others_are_as_usual(central, output, factor):
    hold(central, "never_large")
    assert steadiness(output, 0.2, central) == pytest.approx(factor, abs=1e-4)


@pytest.mark.parametrize(("certified", "due"), [(0, True), (4, True), (5, False), (8, False), (16, False)])
def test_a_certificate_is_due_after_twelve_quarters(certified, due):
    assert bool(is_due(certified, 16)) == due


@pytest.mark.parametrize("certified", [8, 12])
def test_nothing_is_lost_in_the_first_two_years(after, certified):
    assert after(1e-9, capability=-3.0, hightech=1, certified=certified) == (1, certified)


def test_a_firm_at_the_standard_of_renewal_fails_by_half(after):
    assert after(0.4999, capability=0.7, hightech=1, certified=4) == (0, 0)
    assert after(0.5, capability=0.7, hightech=1, certified=4) == (1, 16)


def test_a_more_capable_firm_rarely_fails(after):
    # logistic((0.7 - 0.9) / 0.1) = 0.1192029
    assert after(0.1192, capability=0.9, hightech=1, certified=4) == (0, 0)
    assert after(0.1193, capability=0.9, hightech=1, certified=4) == (1, 16)


def test_a_large_firm_fails_and_wins_by_its_factor(after):
    # 0.5 x 0.2 = 0.1 and 0.25 x 0.4 = 0.1
    large = {"output": 150_000.0, "capability": 0.7, "hightech": 1, "certified": 4}
    assert [after(0.0999, **large), after(0.1, **large)] == [(0, 0), (1, 16)]
    without = {"output": 150_000.0, "capability": 1.0}
    assert [after(0.0999, **without), after(0.1, **without)] == [(1, 16), (0, 0)]


def test_under_never_large_a_large_firm_stays_as_it_is(after, central):
    hold(central, "never_large")
    assert after(1e-9, output=100_000.0, capability=-3.0, hightech=1, certified=4) == (1, 16)
    assert after(1e-9, output=100_000.0, capability=3.0) == (0, 0)
    assert after(1e-9, output=99_999.0, capability=-3.0, hightech=1, certified=4) == (0, 0)
    assert after(1e-9, output=99_999.0, capability=3.0) == (1, 16)


def test_under_yearly_tests_a_certificate_may_be_lost_in_any_year_and_at_any_size(after, central):
    # 0.5 x logistic((1.2 - 0.2 - 0.9) / 0.1) = 0.5 x 0.7310586
    hold(central, "yearly")
    large = {"output": 150_000.0, "capability": 0.9, "hightech": 1, "certified": 12}
    assert [after(0.3655, **large), after(0.3656, **large)] == [(0, 0), (1, 12)]


def test_under_yearly_tests_the_award_has_its_own_standard(after, central, industry):
    hold(central, "yearly")
    assert award_standard(industry, central) == 1.2
    assert [after(0.2499, capability=1.2), after(0.25, capability=1.2)] == [(1, 16), (0, 0)]


def test_an_award_has_the_standard_of_three_years_otherwise(industry, central):
    assert award_standard(industry, central) == 1.0
    hold(central, "never_large")
    assert award_standard(industry, central) == 1.0


def test_quarters_of_the_baseline_fit_the_column():
    assert np.iinfo(firm_dtype["certified"]).min <= -8
