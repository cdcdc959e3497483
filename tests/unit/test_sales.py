import pytest

from model.rules.sales import group_sales, local_sales
from model.state import firm_dtype, records


@pytest.mark.parametrize(("baseline", "sales"), [(False, 850.0), (True, 900.0)])
def test_a_firm_sells_the_output_of_its_year_and_at_the_baseline_its_pace(baseline, sales):
    """Four quarters at a pace of 700, 800, 900 and 1,000 make 850 in the year; the baseline has one quarter only."""
    firms = records(firm_dtype, 1)
    firms.output, firms.year_output = 900.0, 700.0 + 800.0 + 900.0 + 1000.0
    assert local_sales(firms[0], baseline) == sales


def test_a_group_sells_a_multiple_of_what_its_firm_sells_in_the_city(central):
    central.group_sales_factor = 1.7
    assert group_sales(300.0, central) == pytest.approx(510.0)
