import pytest

from model.calendar import Calendar


def test_a_run_of_five_years_records_twenty_quarters_after_the_baseline():
    assert Calendar(2015, 5).quarters == 21


def test_years_begin_with_the_baseline_year():
    assert Calendar(2015, 2).year_labels == [2015, 2016, 2017]


@pytest.mark.parametrize(
    ("quarter", "label"), [(0, "2015Q4"), (1, "2016Q1"), (4, "2016Q4"), (5, "2017Q1"), (20, "2020Q4"), (-1, "2015Q3")]
)
def test_quarters_are_counted_from_the_last_of_the_baseline_year(quarter, label):
    calendar = Calendar(2015, 5)
    assert calendar.label(quarter) == label
    assert calendar.quarter_of(label) == quarter


def test_labels_name_every_recorded_quarter():
    assert Calendar(2015, 1).quarter_labels == ["2015Q4", "2016Q1", "2016Q2", "2016Q3", "2016Q4"]


@pytest.mark.parametrize("label", ["", "2016", "2016Q0", "2016Q5", "2016q1", "16Q1", " 2016Q1", "2016Q1 ", "2016Q11"])
def test_a_label_written_otherwise_is_refused(label):
    with pytest.raises(ValueError, match="is not a quarter; write it like 2016Q1"):
        Calendar(2015, 5).quarter_of(label)
