import pytest

from model.rules.bidding import bid_of, chance_elsewhere, chance_lured, discounted_price, incentive


@pytest.mark.parametrize(
    ("leniency", "zone", "discipline", "bid"),
    [
        (0.0, 1, 0.0, 0.0),
        (0.2, 1, 0.0, 0.4),
        (0.5, 1, 0.0, 1.0),
        (0.9, 1, 0.0, 1.0),  # a park may start more lenient than it can become
        (0.2, 0, 0.0, 0.0),
        (0.2, 1, 0.25, 0.3),
        (0.9, 1, 1.0, 0.0),
    ],
)
def test_a_zone_bids_by_its_leniency_as_far_as_discipline_lets_it(central, leniency, zone, discipline, bid):
    # over the largest leniency of 0.5
    assert bid_of(leniency, zone, discipline, central) == pytest.approx(bid)


def test_where_no_leniency_is_possible_nobody_bids(central):
    central.leniency_largest = 0.0
    assert bid_of(0.2, 1, 0.0, central) == 0.0


@pytest.mark.parametrize(("bid", "price"), [(0.0, 0.03), (0.5, 0.024), (1.0, 0.018)])
def test_a_bid_takes_up_to_two_fifths_off_the_price_of_land(central, bid, price):
    # 20 / 666.67 = 0.03 a m2
    assert discounted_price(bid, central) == pytest.approx(price)


@pytest.mark.parametrize(
    ("bid", "land", "given"),
    [(0.0, 10_000, 0.0), (0.5, 10_000, 80.0), (1.0, 10_000, 160.0), (0.5, 0, 20.0)],
)
def test_an_incentive_is_a_discount_on_land_and_a_subsidy(central, bid, land, given):
    # in full 0.4 of 15 mu at 20, 120, and 0.02 of 2000, 40
    assert incentive(bid, land, 2000.0, central) == pytest.approx(given)


def test_nobody_goes_elsewhere_without_discipline(central):
    assert chance_elsewhere(0.5, 1, 0.0, central) == 0.0


@pytest.mark.parametrize(
    ("leniency", "zone", "discipline", "chance"), [(0.5, 1, 1.0, 0.15), (0.25, 1, 0.4, 0.03), (0.5, 0, 1.0, 0.0)]
)
def test_projects_go_elsewhere_by_the_part_of_the_bid_withdrawn(central, leniency, zone, discipline, chance):
    # 0.15 of a bid of 1 withdrawn; 0.15 x 0.5 x 0.4
    assert chance_elsewhere(leniency, zone, discipline, central) == pytest.approx(chance)


@pytest.mark.parametrize(("bid", "other", "chance"), [(0.5, 1.0, 0.05), (0.5, 0.5, 0.0), (0.5, 0.4, 0.0)])
def test_a_zone_lures_by_what_it_bids_more(central, bid, other, chance):
    # 0.3 x 0.5 over 3 zones
    assert chance_lured(bid, other, 3, central) == pytest.approx(chance)
