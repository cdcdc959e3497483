"""Other readings of a target: judged by its bounds beside it, named like a target, and never counted among all targets."""

import numpy as np
import pytest

from outputs.shared.target_words import NOWHERE, heading, name_text, reading_lines
from scenarios.case import load_case
from scenarios.refusals.problem import say
from scenarios.targets import (
    ALL_TARGETS,
    Target,
    goal_named,
    goals_of,
    measures_of,
    reading_column,
    targets_named,
    with_readings,
)

READ = Target(
    indicator="mixed_output_share", year=2020, at_least=0.5, clause="x", reason="it says industry", reason_zh="写的是产业",
    readings=("hightech_output_share", "catalogue_output_share"),
)  # fmt: skip
PLAIN = Target(indicator="jobs", year=2020, at_least=10.0, clause="x")
PLACED = Target(
    indicator="mixed_output_share", year=2019, at_most=0.7, park="etdz", clause="x", reason="y",
    readings=("catalogue_output_share",),
)  # fmt: skip
TARGETS = (READ, PLAIN, PLACED)


def test_a_reading_has_the_place_the_year_and_the_bounds_of_its_target():
    (placed,) = PLACED.other_readings
    assert (placed.key, placed.bounds, placed.clause) == (
        "catalogue_output_share.park.etdz.2019",
        {"at_most": 0.7},
        "x",
    )
    assert placed.other_readings == ()
    assert placed.reason is None
    assert [each.key for each in with_readings(TARGETS)] == [
        "mixed_output_share.2020", "hightech_output_share.2020", "catalogue_output_share.2020", "jobs.2020",
        "mixed_output_share.park.etdz.2019", "catalogue_output_share.park.etdz.2019",
    ]  # fmt: skip


def test_a_target_is_written_as_it_was_read():
    assert Target.model_validate(READ.model_dump()) == READ
    assert Target.model_validate(READ.model_dump(mode="json")) == READ
    assert set(PLAIN.model_dump()) == {"indicator", "year", "at_least", "clause"}


def test_readings_follow_their_target_and_do_not_count_among_all():
    goals = [(goal.name, goal.year, goal.reading_of, len(goal.targets)) for goal in goals_of(TARGETS)]
    assert goals == [
        ("mixed_output_share", 2020, None, 1),
        ("hightech_output_share", 2020, "mixed_output_share", 1),
        ("catalogue_output_share", 2020, "mixed_output_share", 1),
        ("jobs", 2020, None, 1),
        ("mixed_output_share.park.etdz", 2019, None, 1),
        ("catalogue_output_share.park.etdz", 2019, "mixed_output_share.park.etdz", 1),
        (ALL_TARGETS, 2019, None, 1),
        (ALL_TARGETS, 2020, None, 2),
        (ALL_TARGETS, None, None, 3),
    ]


def test_all_targets_may_be_met_where_a_reading_is_not():
    runs = {
        "mixed_output_share": [0.5, 0.49, 0.6], "hightech_output_share": [0.49, 0.6, 0.4],
        "catalogue_output_share": [0.5, 0.5, 0.499], "jobs": [11.0, 12.0, 9.0],
    }  # fmt: skip
    goals = {goal.name: goal for goal in goals_of([READ, PLAIN])}
    met = {name: goal.met(lambda measure, year: np.array(runs[measure])).tolist() for name, goal in goals.items()}
    assert met == {
        "mixed_output_share": [True, False, True],
        "hightech_output_share": [False, True, False],
        "catalogue_output_share": [True, True, False],
        "jobs": [True, True, False],
        ALL_TARGETS: [True, False, False],
    }


def test_tables_mark_readings_only_where_there_are_any():
    marks = [reading_column(goal, [READ])["reading_of"] for goal in goals_of([READ])]
    assert marks == [None, "mixed_output_share", "mixed_output_share", None]
    assert reading_column(goals_of([PLAIN])[0], [PLAIN]) == {}


@pytest.mark.parametrize(
    ("names", "keys"),
    [
        (["hightech_output_share"], ["hightech_output_share.2020"]),
        (["hightech_output_share.2020", "jobs"], ["hightech_output_share.2020", "jobs.2020"]),
        (["catalogue_output_share"], ["catalogue_output_share.2020"]),  # of the zones together before that of a park
        (["catalogue_output_share.park.etdz"], ["catalogue_output_share.park.etdz.2019"]),
        ([], ["mixed_output_share.2020", "jobs.2020", "mixed_output_share.park.etdz.2019"]),
        ([ALL_TARGETS], ["mixed_output_share.2020", "jobs.2020", "mixed_output_share.park.etdz.2019"]),
    ],
)
def test_a_reading_is_named_like_a_target_and_is_not_one_of_all(names, keys):
    assert [each.key for each in targets_named(TARGETS, names, say("option", option="--target"))] == keys


def test_a_goal_may_be_a_reading():
    goal = goal_named(TARGETS, "hightech_output_share", 2020)
    assert (goal.name, goal.year, goal.targets) == ("hightech_output_share", 2020, (READ.other_readings[0],))


def test_runs_are_asked_for_the_places_of_readings_too():
    assert [each.name for each in measures_of(TARGETS)] == [
        "mixed_output_share.park.etdz",
        "catalogue_output_share.park.etdz",
    ]


def test_a_reading_is_called_by_how_it_counts():
    certificate, catalogue = READ.other_readings
    assert name_text(certificate, NOWHERE, "en", reading=True) == "read by certificate"
    assert name_text(certificate, NOWHERE, "zh", reading=True) == "按认定企业口径"
    assert heading(catalogue, NOWHERE, "en", reading=True) == "read by industry catalogue, 2020: ≥ 50 %"
    assert heading(catalogue, NOWHERE, "zh", reading=True) == "按产业目录口径（2020 年）≥ 50%"
    jobs = PLAIN.model_copy(update={"readings": ("firms",)}).other_readings[0]
    assert (
        name_text(jobs, NOWHERE, "en", reading=True) == "read as registered firms in zones"
    )  # an indicator of no reading


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ["the target is read by catalogue or certificate: how much", "; read by certificate: how much", "Why: it says industry."]),
        ("zh", ["目标按目录或认定口径：开发区产值中", "；按产业目录口径：", "采用理由：写的是产业。"]),
    ],
)  # fmt: skip
def test_a_line_says_what_each_reading_answers_and_why_the_target_means_its_own(language, said):
    (line,) = reading_lines([READ, READ.model_copy(update={"year": 2017}), PLAIN], NOWHERE, language)
    for text in said:
        assert text in line


def test_a_reason_in_one_language_serves_both():
    (line,) = reading_lines([PLACED], NOWHERE, "zh")
    assert line.endswith("采用理由：y。")


def test_chizhous_targets_are_read_in_every_way_and_all_start_from_what_was_published():
    case = load_case("chizhou")
    read = {target.key: target.readings for target in case.targets if target.readings}
    assert read == {
        **dict.fromkeys(
            ("mixed_output_share.2017", "mixed_output_share.2020"), ("hightech_output_share", "catalogue_output_share")
        ),
        **dict.fromkeys(("top3_sales_share.2017", "top3_sales_share.2020"), ("top3_by_area_share",)),
    }
    assert case.headline == ("mixed_output_share",)
    assert ("catalogue_output_share", 2020) in case.looked_at
