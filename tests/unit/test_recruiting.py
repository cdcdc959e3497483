import pytest

from model.rules.recruiting import chain_mean, industries_kept, own_mix_share, tail_share


@pytest.mark.parametrize(("leaders", "effort", "mean"), [(0, 1.0, 0.0), (3, 0.0, 0.0), (3, 0.5, 0.6), (3, 1.0, 1.2)])
def test_projects_come_for_every_leading_firm_by_the_effort(central, leaders, effort, mean):
    # 0.4 a year
    assert chain_mean(leaders, effort, central) == pytest.approx(mean)


@pytest.mark.parametrize(("effort", "share"), [(0.0, 0.01), (0.5, 0.015), (1.0, 0.02)])
def test_effort_doubles_the_share_of_pillar_projects(central, effort, share):
    assert tail_share(effort, central) == pytest.approx(share)


def test_no_more_than_all_projects_are_pillars(central):
    central.arrival_tail = 0.6
    assert tail_share(1.0, central) == 1.0


@pytest.mark.parametrize(("focus", "share"), [(0.0, 0.5), (0.4, 0.7), (1.0, 1.0)])
def test_focus_turns_the_projects_of_the_national_mix_to_the_own(central, focus, share):
    assert own_mix_share(focus, central) == pytest.approx(share)


def test_a_national_zone_keeps_three_industries_and_another_two(central):
    assert (industries_kept(1, central), industries_kept(0, central)) == (3.0, 2.0)
