import pytest

from model.rules.land import cut_of, plan_share, reclaimed, shortfall, whole


@pytest.mark.parametrize(("tilt", "share"), [(0.0, 0.25), (0.5, 0.5), (1.0, 0.75)])
def test_the_tilt_moves_the_plan_to_the_favoured(tilt, share):
    # 0.25 (1 - tilt) + 0.75 tilt
    assert plan_share(0.25, 0.75, tilt) == share


@pytest.mark.parametrize(("gap", "cut"), [(0.0, 0.0), (0.1, 0.15), (0.19, 0.285), (0.2, 0.3), (0.9, 0.3)])
def test_the_cut_follows_the_shortfall_up_to_its_largest(central, gap, cut):
    # 1.5 x gap, at most 0.3
    assert cut_of(gap, 1.5, central) == pytest.approx(cut)


@pytest.mark.parametrize(
    ("plot_ratio", "investment", "gap"),
    [
        (0.8, 200.0, 0.0),
        (1.5, 300.0, 0.0),
        (0.6, 200.0, 0.125),
        (0.6, 150.0, 0.25),
        (0.6, 900.0, 0.125),
        (0.0, 0.0, 1.0),
    ],
)
def test_the_shortfall_is_the_mean_of_two_gaps_and_no_excess_makes_up_for_a_gap(plot_ratio, investment, gap):
    # standards 0.8 and 200: (0.25 + 0.25) / 2 = 0.25
    assert shortfall(plot_ratio, 0.8, investment, 200.0) == pytest.approx(gap)


@pytest.mark.parametrize(("amount", "units"), [(0.0, 0), (0.49, 0), (0.5, 1), (1.5, 2), (2.5, 3)])
def test_halves_are_rounded_up(amount, units):
    assert whole(amount) == units


@pytest.mark.parametrize(
    ("idle", "yearly_share", "land"),
    [(1000, 0.12, 30), (1000, 0.32, 80), (16, 0.12, 0), (17, 0.12, 1), (1000, 4.0, 1000), (1000, 9.0, 1000)],
)
def test_a_quarter_of_the_yearly_share_is_reclaimed(idle, yearly_share, land):
    # 0.03 x 1000; 0.03 x 16 = 0.48 rounds to 0, 0.03 x 17 = 0.51 to 1; never more than there is
    assert reclaimed(idle, yearly_share) == land
