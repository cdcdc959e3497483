"""What people read of a search: true sentences in both languages, whatever came out."""

from dataclasses import replace
from io import StringIO
from string import Formatter

import pytest
from rich.console import Console

from outputs.search.report import bottleneck, evenly, search_report, verdict, verdict_key
from outputs.search.settings import at_the_end, differing_line, settings_table, strength_text
from outputs.search.words import WORDS
from outputs.shared.ending import resume_command
from scenarios.axes import Axis
from scenarios.intervals import Interval
from scenarios.search.confirm import confirm
from scenarios.search.futures import sampled_futures
from scenarios.search.plan import SearchPlan
from scenarios.search.question import SearchQuestion
from scenarios.search.search import Result, search
from tests.search.made import MadeEvaluator, axis_of


class CaseEvaluator(MadeEvaluator):
    """The made-up evaluator under the names of two targets of the case."""

    def __init__(self, targets, ceiling=1.0):
        super().__init__(ceiling)
        self.names = {"jobs.2020": targets[0], "tax.2020": targets[1]}

    def __call__(self, points):
        scaled = points.drop(columns=[name for name in points if name.endswith("start")])
        rows = super().__call__(scaled.rename(columns={"uncertainty.macro_growth": "uncertainty.u"}))
        return rows.rename(columns=self.names)


class OneTarget(CaseEvaluator):
    """The same with the first target only."""

    def __call__(self, points):
        rows = super().__call__(points)
        return rows.assign(joint=rows[self.names["jobs.2020"]])


def result_of(case, ceiling=1.0, futures=None, single=False, **changes):
    """A result whose evaluations are made up: two targets of the last year, three levers and a start."""
    last = max(target.year for target in case.targets)
    targets = tuple(target for target in case.targets if target.year == last)[:2]
    axes = (
        *(axis_of(name, "strength", range(5)) for name in ("innovation_platforms", "energy_cap", "entry_standards")),
        axis_of("energy_cap", "start", ["2016Q1", "2017Q1"]),
    )
    question = SearchQuestion(
        "none", axes, targets, 0.8, budget=60, population=8, futures=futures, tolerance=0.1, **changes
    )
    evaluator = CaseEvaluator([target.key for target in targets], ceiling)
    if single:
        question = replace(question, targets=targets[:1])
        evaluator = OneTarget([target.key for target in targets], ceiling)
    finding = search(question, evaluator)
    chosen = [finding.best, *(each.candidate for each in finding.alternatives)]
    confirmed = confirm(question, chosen, evaluator, 500, futures)
    return Result(SearchPlan(case, question, 100, 500, futures), finding, confirmed, 60, 0)


def shown(result, language):
    console = Console(width=110, markup=False, file=StringIO())
    console.print(search_report(result, language))
    return " ".join(console.file.getvalue().split())


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_outcome_is_told(case, language):
    futures = sampled_futures([Axis("uncertainty.macro_growth", (), 0.0, 0.05)], 5, 1)
    for result in (result_of(case), result_of(case, 0.5), result_of(case, futures=futures, share=0.8)):
        text = shown(result, language)
        assert "{" not in text
        key = "found" if result.finding.feasible else "infeasible"
        assert WORDS[language][key].split("{")[0] in text


def test_the_winner_is_shown_with_its_own_settings(case):
    result = result_of(case)
    axes, best = result.plan.question.axes, result.finding.best
    platforms, cap, standards, start = (axis.choices[at] for axis, at in zip(axes, best, strict=True))
    first = case.calendar.label(1)
    expected = {
        ("innovation_platforms", f"{platforms:g} platforms/year", first): platforms != 0,
        ("entry_standards", f"{standards * 10_000:,g} yuan/mu", first): standards != 0,
        ("energy_cap", f"{cap:g} percentage points/year", start): cap != 0,
    }
    assert any(expected.values())
    names, strengths, starts, _ = zip(*settings_table(result, "en").rows, strict=True)
    told = {(name.split("(")[1].strip(")"), *rest) for name, *rest in zip(names, strengths, starts, strict=True)}
    assert {row[::2] for row in told} == {row[::2] for row, set_ in expected.items() if set_}
    numbers = {row[0]: row[1].split()[0] for row in expected}
    assert all(strength.split()[0] == numbers[name] for name, strength, _ in told)


def test_an_alternative_is_told_by_what_differs_from_the_winner(case):
    result = result_of(case)
    best = result.finding.best
    assert differing_line(result, best, "en") == ""
    platforms = best[0]
    other = ((platforms + 1) % 5, *best[1:])
    told = differing_line(result, other, "zh")
    assert told.startswith("建设公共创新平台：")
    assert "\n" not in told
    before = f"{platforms} 个/年，2016Q1 起" if platforms else "不采取"
    assert f"（首选方案：{before}）" in told


@pytest.mark.parametrize(
    ("lever", "strength", "en", "zh"),
    [
        ("innovation_fund", 30000.0, "300 million yuan/year", "30,000 万元/年"),
        ("polluter_exit", 0.15, "15 %/year", "15%/年"),
        ("multi_storey_rule", 0.5, "50 %", "50%"),
        ("selection_weights", 1.0, "1", "1"),
        ("innovation_platforms", 8.0, "8 platforms/year", "8 个/年"),
        ("innovation_platforms", 1.0, "1 platform/year", "1 个/年"),
        ("entry_standards", 150.0, "1,500,000 yuan/mu", "150 万元/亩"),
        ("park_merger", 1.0, "on", "开"),
    ],
)
def test_strengths_are_written_as_people_write_them(lever, strength, en, zh):
    assert (strength_text(lever, strength, "en"), strength_text(lever, strength, "zh")) == (en, zh)


def test_levers_at_the_end_of_the_range_that_was_given_are_named():
    axes = (axis_of("innovation_platforms", "strength", [0, 8]), axis_of("selection_weights", "strength", [0, 0.5, 1]),
            axis_of("innovation_fund", "start", ["2016Q1", "2017Q1"]))  # fmt: skip
    question = SearchQuestion("none", axes, ())
    assert at_the_end(question, (1, 2, 1)) == ["innovation_platforms"]  # a weight of 1 is the highest there is
    assert at_the_end(question, (0, 1, 0)) == []


def test_a_single_target_is_told_once(case):
    one = result_of(case, single=True)
    text = shown(one, "en")
    assert "at once" not in text
    assert text.count("all targets") == 0
    assert "No candidate tried meets" in bottleneck(result_of(case, 0.5, single=True), "en")


def test_what_rules_a_question_out(case):
    assert "The hardest target is" in bottleneck(result_of(case, 0.5), "en")
    assert "Each target by itself" in bottleneck(result_of(case, 0.85), "en")  # each up to 0.85, at once up to 0.72
    assert "but below the 97 % that the search asks" in bottleneck(result_of(case, 0.98, margin=0.17), "en")
    futures = sampled_futures([Axis("uncertainty.macro_growth", (), 0.0, 0.05)], 5, 1)
    assert "share of futures" in bottleneck(result_of(case, 0.5, futures=futures), "en")


def test_a_nearest_candidate_that_holds_after_all_is_told(case):
    assert "On fresh replicates, though" in next(iter(verdict(result_of(case, 0.98, margin=0.17), "en")))
    assert list(verdict(result_of(case, 0.5), "en")) == []


def test_verdicts_on_both_sides():
    assert verdict_key(Interval(0.9, 0.85, 0.95), 0.8) == "holds"
    assert verdict_key(Interval(0.8, 0.75, 0.85), 0.8) == "holds_barely"
    assert verdict_key(Interval(0.79, 0.75, 0.85), 0.8) == "misses_barely"
    assert verdict_key(Interval(0.7, 0.65, 0.75), 0.8) == "misses"


def test_both_languages_have_the_same_words_and_values():
    assert WORDS["zh"].keys() == WORDS["en"].keys()
    for key in WORDS["zh"]:
        values = [{name for _, name, _, _ in Formatter().parse(WORDS[each][key]) if name} for each in ("zh", "en")]
        assert values[0] == values[1], key


def test_the_command_to_go_on_names_its_folder_once(tmp_path):
    for before in (
        ["search", "x", "--out", "old", "--seed", "3"],
        ["search", "x", "--out=old", "--resume", "--seed", "3"],
    ):
        assert (
            resume_command(before, tmp_path / "a b")
            == f"python run.py search x --seed 3 --out '{tmp_path}/a b' --resume"
        )


def test_a_front_is_thinned_evenly_with_both_ends():
    assert evenly([(each,) for each in range(28)]) == [(each,) for each in range(0, 28, 3)]
    assert evenly([(1,), (2,)]) == [(1,), (2,)]
    assert evenly([(each,) for each in range(28)], (4,))[:4] == [(0,), (3,), (4,), (6,)]  # the best one is among them


def test_shares_of_futures_are_called_so(case):
    futures = sampled_futures([Axis("uncertainty.macro_growth", (), 0.0, 0.05)], 5, 1)
    result = result_of(case, futures=futures, share=0.8)
    assert "share of futures in which it holds" in next(iter(verdict(result, "en")))
    assert "达成目标的不确定情形占比" in next(iter(verdict(result, "zh")))
