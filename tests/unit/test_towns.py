"""Rules of specialised towns by numbers worked by hand."""

import math

import pytest

from model.rules.towns import application_chance, equal_fund, meets_standard, rival_mark, town_mark

ONE_ABOVE = 0.8413447460685429  # where the standard normal distribution is at 1


@pytest.mark.parametrize(
    ("output", "firms", "met"),
    [
        (50_000.0, 5.0, True),
        (49_999.9, 5.0, False),
        (50_000.0, 4.0, False),
        (900_000.0, 4.0, False),
        (60_000.0, 30.0, True),
    ],
)
def test_a_town_meets_the_standard_by_output_and_by_firms(central, output, firms, met):
    assert meets_standard(output, firms, central) == met


@pytest.mark.parametrize(("support", "chance"), [(0.0, 0.6), (0.5, 0.65), (1.0, 0.7)])
def test_support_makes_a_quarter_of_the_others_apply_at_most(central, support, chance):
    assert application_chance(support, central) == pytest.approx(chance)  # 0.6 + 0.4 x 0.25 x support


def test_a_mark_is_log_output_and_what_experts_make_of_the_rest(central):
    assert town_mark(400_000.0, 0.5, central) == pytest.approx(math.log(400_000.0))
    assert town_mark(400_000.0, ONE_ABOVE, central) == pytest.approx(math.log(400_000.0) + 0.7)
    assert town_mark(400_000.0, 1.0 - ONE_ABOVE, central) == pytest.approx(math.log(400_000.0) - 0.7)


def test_a_rival_has_a_lognormal_output_and_a_mark_of_its_own(central):
    assert rival_mark(0.5, 0.5, central) == pytest.approx(math.log(200_000.0))
    assert rival_mark(ONE_ABOVE, 1.0 - ONE_ABOVE, central) == pytest.approx(math.log(200_000.0) + 0.9 - 0.7)


def test_a_fund_for_towns_is_worth_what_it_would_be_if_all_zones_had_as_much_for_their_output():
    assert equal_fund(300.0, 50_000.0, 400_000.0) == pytest.approx(2400.0)
    assert equal_fund(300.0, 400_000.0, 400_000.0) == pytest.approx(300.0)
