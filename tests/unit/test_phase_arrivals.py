import numpy as np
import pytest

from model.faults import Fault
from model.phases.arrivals import ANY, arrivals_at, describe_entrant, new_row, receive_projects
from model.state import Request, Stage, firm_dtype, records
from model.streams import Kind, Purpose, draw, identity_of, poisson


@pytest.fixture
def receive(town, central, neutral):
    """Let projects arrive at a town in a quarter, 10 a year at each park on average."""
    central.arrival_rate = 1.0

    def received(quarter=1, place=town):
        place.world.sites.arrival_firms[:] = 10.0
        receive_projects(quarter, place.key, place.world, place.state, central, neutral, place.book)
        return place.book.arrivals.tolist()

    return received


@pytest.fixture
def entrant(town, central, neutral):
    """Describe the newcomer of an identity to North or another park; return its record and design output."""

    def described(identity, park=0, index=ANY):
        firm = records(firm_dtype, 1)[0]
        cells = town.state.cells[park]
        design = describe_entrant(
            firm, np.uint64(identity), 1, town.key, park, index, town.world, cells, central, neutral[park]
        )
        return firm, design

    return described


def test_nothing_arrives_at_a_rate_of_nothing(town):
    assert arrivals_at(0, 1, town.key, 0.0) == 0


def test_arrivals_are_drawn_in_parts_of_at_most_64(town):
    # one part up to a mean of 64, two from there on
    def parts_of(mean, parts):
        uniforms = [draw(town.key, identity_of(Kind.PARK, 0, 2, part), 3, Purpose.ARRIVALS)[0] for part in range(parts)]
        return sum(poisson(uniform, mean / parts) for uniform in uniforms)

    assert arrivals_at(2, 3, town.key, 64.0) == parts_of(64.0, 1)
    assert arrivals_at(2, 3, town.key, 64.5) == parts_of(64.5, 2)


def test_a_newcomer_takes_the_row_closed_last_then_a_new_one(town):
    town.city.rows, town.city.free = 5, 2
    town.state.free_rows[:2] = [4, 1]
    rows = [new_row(7, town.city, town.state.free_rows) for _ in range(5)]
    assert rows == [1, 4, 5, 6, -1]
    assert (town.city.rows, town.city.free) == (7, 0)


def test_what_a_newcomer_is_depends_on_its_identity_alone(entrant):
    (first, design), (again, same) = entrant(77), entrant(77)
    assert first == again
    assert design == same
    assert entrant(78)[1] != design


def test_a_newcomer_is_a_project_off_the_register(entrant):
    firm, _ = entrant(77)
    assert (firm.stage, firm.above_scale, firm.stage_quarters, firm.park) == (Stage.PROJECT, 0, 0, 0)


def test_a_draw_of_its_own_decides_who_is_a_leader(town, entrant, central):
    # five times as large as it would be otherwise
    central.arrival_largest = 1e12
    central.arrival_tail = draw(town.key, np.uint64(77), 1, Purpose.TAIL)[0]
    _, ordinary = entrant(77)
    central.arrival_tail += 1e-9
    _, leader = entrant(77)
    assert leader == pytest.approx(5 * ordinary)


def test_industries_come_from_the_park_or_the_country(entrant, central):
    # North's own mix is light industry only, the country's is half and half
    central.arrival_own_mix = 1.0
    assert {int(entrant(identity)[0].industry) for identity in range(60)} == {0}
    central.arrival_own_mix = 0.0
    assert {int(entrant(identity)[0].industry) for identity in range(60)} == {0, 1}


def test_the_share_of_suited_projects_is_the_industry_s(town, entrant):
    town.world.industries.suited_share[:] = [0.0, 1.0]
    for identity in range(60):
        firm, _ = entrant(identity)
        assert firm.suited == firm.industry


def test_recognition_of_a_newcomer_follows_its_capability(town, entrant, central):
    central.recognition_width = 1e-4  # the threshold is sharp
    town.world.industries.award_threshold[:] = 0.1
    newcomers = [entrant(identity)[0] for identity in range(60)]
    assert {bool(firm.hightech) for firm in newcomers} == {True, False}
    assert all(firm.hightech == (firm.capability > 0.1) for firm in newcomers)


def test_projects_that_are_admitted_wait_in_the_table(town, receive):
    arrived = receive()
    admitted = town.state.firms[town.state.firms.stage == Stage.PROJECT]
    assert sum(arrived) == len(admitted) + town.book.refused_lost.sum() > 0
    assert (admitted.request == Request.WAITING).all()
    assert (admitted.request_listed == 1).all()
    assert town.city.open == len(admitted) == town.city.rows - town.city.free


def test_refused_projects_give_their_rows_back(town, receive):
    town.world.industries.norm_investment[:] = 1e9
    town.world.industries.suited_share[:] = 0.0
    assert receive() == town.book.refused_standards.tolist()
    assert (town.city.open, town.city.rows) == (0, town.city.free)
    assert (town.state.firms.stage == Stage.CLOSED).all()


def test_what_arrives_does_not_depend_on_who_is_there(town, receive):
    other = type(town)()
    other.add_firm()
    assert receive() == receive(place=other)
    newcomers = [set(each.state.firms.identity[each.state.firms.stage == Stage.PROJECT]) for each in (town, other)]
    assert newcomers[0] == newcomers[1]


def test_a_full_table_is_noted_as_a_fault(town, receive):
    while town.city.rows < town.state.firms.size:
        town.add_firm()
    receive()
    assert town.city.fault == Fault.ROWS


def test_identities_name_quarter_park_and_number(town, receive):
    receive(quarter=3)
    for firm in town.state.firms[town.state.firms.stage == Stage.PROJECT]:
        place = int(town.world.park_numbers[firm.park])
        assert int(firm.identity) >> 30 == (Kind.ENTRANT << 30) | (3 << 20) | place
        assert int(firm.identity) & 0x3FFFFFFF < town.book.arrivals[firm.park]
