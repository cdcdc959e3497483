"""`run.py check` as a person uses it."""

import io
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from rich.console import Console

from model.indicators import INDICATORS
from outputs.check.job import check_report
from outputs.check.words import FINDINGS, TEXTS
from outputs.shared.values import shown_as
from scenarios.case import CASES
from scenarios.files.totals import TOTALS
from scenarios.inspection.findings import inspect

ROOT = Path(__file__).parents[2]


def check(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "error", "run.py", "check", *arguments],
        cwd=ROOT, capture_output=True, text=True, env={**os.environ, "PYTHONIOENCODING": "utf-8"}, check=False,
    )  # fmt: skip


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(CASES / "chizhou", tmp_path / "town")


def edit(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_good_case_is_told_in_full_and_nothing_is_written(folder):
    before = sorted(path.name for path in folder.iterdir())
    done = check(str(folder))
    assert done.returncode == 0, done.stderr
    for words in (
        "It can run: no warnings, 4 notes.",
        "Chizhou ETDZ",
        "13,080",
        "45.3 %",
        "≥ 48 %",
        "floors first",
        "3,600  thousand",
        "industries by 1.164",
        "Qianjiang park joins Chizhou high-tech zone (002-4.2a)",
        "35 in all, 26 in the model, 9 left out",
        "circular retrofit of firms",
    ):
        assert words in done.stdout, words
    assert sorted(path.name for path in folder.iterdir()) == before


def test_it_speaks_chinese():
    done = check("--lang", "zh")
    assert done.returncode == 0
    for words in (
        "可以运行：没有提醒，4 条说明。",
        "池州经开区",
        "万吨标准煤",
        "《池州日报》2015年11月16日",
        "前江工业园并入池州高新区",
        "园区循环化改造",
        INDICATORS["mixed_output_share"].zh,
    ):
        assert words in done.stdout, words


SLOW = '[slow]\nzh = "缓行"\nen = "slow"\nlevers = { innovation_fund = { strength = 20000, start = "2016Q1", ramp = 39, note = "assumption" } }\n'


def test_a_ramp_that_does_not_end_within_the_run_is_a_warning_with_the_strength_reached(folder):
    """20 of 40 steps by 2020Q4. The other warnings: the three sweeps of the copy run the shipped case."""
    path = folder / "scenarios.toml"
    path.write_text(path.read_text(encoding="utf-8") + SLOW, encoding="utf-8")
    done = check(str(folder))
    assert "It can run: 4 warnings, 4 notes." in done.stdout
    said = "".join(done.stdout.split())
    assert "'industryandinnovationfund'isstillrising" in said
    assert "reaches100millionyuan/year(200millionyuan/yearisset)" in said
    assert "“缓行”情景的“产业与创新基金”" in "".join(check(str(folder), "--lang", "zh").stdout.split())


def test_a_case_that_cannot_run_is_told_and_refused(folder):
    edit(folder / "case.toml", "value = 0.68", "value = 0.9")
    done = check(str(folder))
    assert done.returncode == 2
    assert "It cannot run" in done.stdout
    assert "Chizhou ETDZ" in done.stdout  # what it does say is still shown
    assert (
        "zones' share of the city's value added (totals.zone_value_added_share in case.toml) should be 0.9"
        in done.stderr
    )
    assert "Traceback" not in done.stderr


def test_a_case_that_cannot_be_read_is_refused(folder):
    edit(folder / "parks.csv", "national,120,", "national,many,")
    done = check(str(folder))
    assert done.returncode == 2
    assert "parks.csv: line 2, column output" in done.stderr
    assert done.stdout == ""


def test_a_case_of_three_files_is_enough(folder):
    (folder / "scenarios.toml").unlink()
    (folder / "sources.csv").unlink()
    edit(folder / "case.toml", 'plan = "draft" # the scenario that is the plan\n', "")
    done = check(str(folder))
    assert done.returncode == 0
    assert "there is only the scenario without the plan" in " ".join(done.stdout.split())
    assert "No sources.csv" in done.stdout


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_it_fits_the_screen_without_cutting_anything(case, language, width):
    text = io.StringIO()
    Console(file=text, width=width).print(check_report(inspect(case), language))
    assert "…" not in text.getvalue()
    if language == "en":
        assert max(len(line) for line in text.getvalue().splitlines()) <= width


def test_every_word_is_there_in_both_languages():
    assert set(TEXTS["zh"]) == set(TEXTS["en"])
    assert set(FINDINGS["zh"]) == set(FINDINGS["en"])
    for language in ("zh", "en"):
        assert all(shown_as(total.unit, language).text or total.unit == "1" for total in TOTALS.values())


def test_no_line_of_a_chinese_list_begins_with_its_comma(case):
    text = io.StringIO()
    Console(file=text, width=80).print(check_report(inspect(case), "zh"))
    assert not [line for line in text.getvalue().splitlines() if line.strip().startswith(("、", "，", "。", "；"))]


def test_a_refusal_in_chinese_is_chinese_on_both_screens(folder):
    edit(folder / "case.toml", "value = 0.68", "value = 0.9")
    done = check(str(folder), "--lang", "zh")
    assert done.returncode == 2
    reason = "开发区工业增加值占全市比重（case.toml 的 totals.zone_value_added_share）应为 0.9"
    shown = "".join(done.stdout.split())  # lines end at spaces
    share = "无法运行：开发区工业总产值占全市比重（case.toml 的 totals.zone_gross_output_share）应为 0.721"
    assert share.replace(" ", "") in shown
    assert done.stderr.startswith("无法运行：案例 chizhou：无法生成符合全部数据的企业：")
    assert reason.replace(" ", "") in shown
    assert reason in done.stderr


def test_tables_that_offices_save_otherwise_are_checked(folder):
    for path in folder.glob("*.csv"):
        path.write_bytes(path.read_text(encoding="utf-8-sig").encode("gb18030"))
    assert check(str(folder)).returncode == 0


def test_a_bad_register_of_clauses_is_refused(folder):
    edit(folder / "clauses.csv", ",target,", ",targets,")
    done = check(str(folder), "--lang", "zh")
    assert done.returncode == 2
    assert "clauses.csv 第 3 行 treatment 列：没有处理方式 'targets'；您要写的是否为 'target'？" in done.stderr
    assert done.stdout == ""
