import pytest

from model.rules.screening import fits_headroom, intensity_admitted, land_admitted, land_allowed


@pytest.fixture
def norms(town):
    """An industry with plot ratio 1 and an investment of 100 a mu as norms."""
    industry = town.world.industries[town.LIGHT]
    industry.norm_investment = 100.0
    return industry


def test_the_stricter_standard_sets_the_land_allowed(norms):
    # 8000 / 1 = 8000 m2 by plot ratio; 1000 / 100 = 10 mu = 6666.67 m2 and 1500 / 100 = 15 mu = 10000 m2 by investment
    assert land_allowed(8000.0, 1000.0, norms, 0.0, 0.0) == pytest.approx(6666.6667)
    assert land_allowed(8000.0, 1500.0, norms, 0.0, 0.0) == pytest.approx(8000.0)


@pytest.mark.parametrize(("least", "mu"), [(70.0, 20.0), (100.0, 20.0), (125.0, 16.0), (300.0, 20.0 / 3.0)])
def test_the_stricter_of_norm_and_least_investment_holds_and_plot_ratio_keeps_its_norm(norms, least, mu):
    # 2000 / 100 = 20 mu by the norm; 2000 / 125 and 2000 / 300 by the zone's number
    assert land_allowed(1e9, 2000.0, norms, least, 0.0) == pytest.approx(mu * 20_000.0 / 3.0 / 10.0)
    assert land_allowed(8000.0, 1e9, norms, least, 0.0) == pytest.approx(8000.0)


def test_both_standards_slip_with_leniency(norms):
    # 8000 / 0.8; 10 mu / 0.8 = 12.5 mu; 1000 / (150 x 0.7) = 9.5238 mu
    assert land_allowed(8000.0, 1e9, norms, 0.0, 0.2) == pytest.approx(10_000.0)
    assert land_allowed(1e9, 1000.0, norms, 0.0, 0.2) == pytest.approx(8333.3333)
    assert land_allowed(1e9, 1000.0, norms, 150.0, 0.3) == pytest.approx(6349.2063)


@pytest.mark.parametrize(
    ("asked", "admitted"),
    [(699.0, 699.0), (700.0, 700.0), (700.1, 700.0), (1000.0, 700.0), (1000.1, 0.0)],
)
def test_a_project_is_admitted_as_it_is_or_with_less_land_or_refused(central, asked, admitted):
    # 700 allowed; a project gives up 30 % at most: 700 / 0.7 = 1000
    assert land_admitted(asked, 700.0, central) == admitted


@pytest.mark.parametrize(
    ("intensity", "admitted"),
    [(0.8, 0.8), (0.8001, 0.8), (0.9411, 0.8), (0.9413, -1.0)],
)
def test_review_admits_the_benchmark_over_the_strictness(central, intensity, admitted):
    # 1 / 1.25 = 0.8 allowed; intensity falls by 15 % at most: 0.8 / 0.85 = 0.941176
    assert intensity_admitted(intensity, 1.0, 1.25, central) == pytest.approx(admitted)


def test_a_project_can_just_reach_the_intensity_allowed(central):
    # 1 x (1 - 0.15)
    assert intensity_admitted(1.0, 0.85, 1.0, central) == 0.85
    assert intensity_admitted(1.001, 0.85, 1.0, central) == -1.0


def test_a_weak_review_allows_more_than_the_benchmark(central):
    # 1 / 0.5
    assert intensity_admitted(2.0, 1.0, 0.5, central) == 2.0
    assert intensity_admitted(3.0, 1.0, 0.5, central) == -1.0


def test_no_energy_is_always_little_enough(central):
    assert intensity_admitted(0.0, 1.0, 1.5, central) == 0.0


def test_without_review_every_intensity_passes(central):
    assert intensity_admitted(99.0, 1.0, 0.0, central) == 99.0


def test_a_project_may_take_a_share_of_the_free_energy(central):
    # half of 1000
    assert fits_headroom(500.0, 1000.0, 0.5, 1.0, central)
    assert not fits_headroom(500.1, 1000.0, 0.5, 1.0, central)


def test_a_weaker_review_holds_fewer_projects_to_it(central):
    # those whose draw is below the strictness
    assert not fits_headroom(501.0, 1000.0, 0.2999, 0.3, central)
    assert fits_headroom(501.0, 1000.0, 0.3, 0.3, central)


def test_without_review_there_is_always_room(central):
    assert fits_headroom(500.0, -1000.0, 0.0, 0.0, central)
