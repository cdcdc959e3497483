"""`run.py score` as a person uses it."""

import json
import os
import re
import shutil

import pandas as pd
import pytest

import run
from tests.scoring.participants import COPIED, FIGURES, TABLE, WORKED_RANKS, WORKED_TOTALS, YUEQING, numbers

CHINESE = re.compile("[\u4e00-\u9fff]")


def figures_file(path, growth_range="0.12,0.12"):
    """Write the twenty participants as a person would, the first with a range of growth."""
    lines = [",".join(["id", "zh", "en", *FIGURES, "growth_low", "growth_high"])]
    for number, line in enumerate(TABLE.strip().splitlines(), start=1):
        name, *cells = ("" if cell == "-" else cell for cell in line.split())
        lines.append(
            ",".join([name, f"第{number}县", f"county {number}", *cells, growth_range if number == 1 else ","])
        )
    path.write_text("\n".join(lines) + "\n", encoding="utf-8-sig")
    return path


@pytest.fixture
def figures(tmp_path):
    return figures_file(tmp_path / "figures.csv", "0.08,0.14")


def test_scores_are_written_before_they_are_shown_in_both_languages(figures, tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "160")
    for language, words in (("en", ("county 3", "99.6875 (", "rank 1")), ("zh", ("第3县", "99.6875（", "第 1 名"))):
        folder = tmp_path / language
        arguments = ["score", "yueqing", str(figures), "--draws", "40", "--lang", language, "--out", str(folder)]
        assert run.main(arguments) == 0
        shown = capsys.readouterr().out
        assert all(word in shown for word in words), shown
        assert str(folder) in shown.replace("\n", "")
        assert bool(CHINESE.search(shown.replace(str(folder), ""))) is (language == "zh")
        assert {path.name for path in folder.iterdir()} == {
            "contents.json",
            "points.csv",
            "figures.csv",
            "scoring.toml",
            "provenance.json",
        }
        assert (folder / "figures.csv").read_bytes() == figures.read_bytes()
    english, chinese = ((tmp_path / each / "points.csv").read_bytes() for each in ("en", "zh"))
    assert english == chinese
    made = json.loads((tmp_path / "en" / "provenance.json").read_text(encoding="utf-8"))
    assert (made["table"], made["draws"], made["seed"]) == ("yueqing", 40, 1)


def test_the_points_that_are_written_are_those_worked_by_hand(figures, tmp_path):
    assert run.main(["score", "yueqing", str(figures), "--draws", "60", "--out", str(tmp_path / "made")]) == 0
    points = pd.read_csv(tmp_path / "made" / "points.csv", encoding="utf-8-sig", dtype={"exact": str})
    totals = points[points["level"] == "total"]
    for variant, worked in WORKED_TOTALS.items():
        of_variant = totals[totals["variant"] == variant]
        assert list(of_variant["exact"]) == [str(each) for each in numbers(worked)]
    assert list(totals[totals["variant"] == "A"]["rank"]) == numbers(WORKED_RANKS)
    third = points[(points["variant"] == "A") & (points["participant"] == "p03")].set_index("id")
    assert third.loc["projects", "points"] == 30
    assert third.loc["land_share", ["exact", "clause", "rank"]].tolist() == ["47/5", "004-A1b", 4]
    first = points[(points["variant"] == "A") & (points["participant"] == "p01")].set_index("id")
    low, high = first.loc["growth", ["points_p5", "points_p95"]]
    assert 20 <= low < 21  # of 20 points at 8 % growth to the cap of 25
    assert high == 25
    assert first.loc["growth", "points"] == 25
    assert pd.isna(first.loc["growth", "rank"])


def test_another_variant_is_shown_by_its_label_and_draws_repeat(figures, tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "160")
    common = [
        "score",
        str(YUEQING),  # the file of a case, which cites its sources
        str(figures),
        "--draws",
        "30",
        "--seed",
        "5",
        "--lang",
        "en",
    ]
    assert run.main([*common, "--variant", "leading firms are the 4 and the 6", "--out", str(tmp_path / "one")]) == 0
    assert "variant C" in capsys.readouterr().out
    assert run.main([*common, "--out", str(tmp_path / "two")]) == 0
    assert "variant A)" in capsys.readouterr().out
    one, two = ((tmp_path / each / "points.csv").read_bytes() for each in ("one", "two"))
    assert one == two


def test_nothing_is_drawn_where_nothing_has_a_range(tmp_path, capsys):
    weight = 'weights = [{ value = 0.5, source = "assumption", low = 0.3, high = 0.7 }]'
    assert weight in COPIED
    (tmp_path / "own.toml").write_text(COPIED.replace(weight, "weights = [0.5]"), encoding="utf-8")
    arguments = ["score", str(tmp_path / "own.toml"), str(figures_file(tmp_path / "figures.csv")), "--lang", "en"]
    assert run.main([*arguments, "--out", str(tmp_path / "made")]) == 0
    assert "draws" not in capsys.readouterr().out
    points = pd.read_csv(tmp_path / "made" / "points.csv", encoding="utf-8-sig")
    assert points["points_p5"].isna().all()


def test_points_have_as_many_digits_as_the_band_beside_them(figures, tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "160")
    arguments = ["score", "yueqing", str(figures), "--draws", "60", "--lang", "en", "--out", str(tmp_path / "made")]
    assert run.main(arguments) == 0
    assert "85.09 (84.79–85.1)" in capsys.readouterr().out  # 85.0875 of p05


def test_missing_figures_are_named(figures, tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "400")
    assert (
        run.main(["score", "yueqing", str(figures), "--draws", "2", "--lang", "zh", "--out", str(tmp_path / "made")])
        == 0
    )
    shown = capsys.readouterr().out
    assert "第13县缺新兴产业增加值；" in shown
    assert "第18县缺列入市级重点项目的新兴产业项目数；" in shown


def test_a_case_with_a_table_is_scored_by_it(case, figures, tmp_path):
    folder = shutil.copytree(case.folder, tmp_path / "town")
    (folder / "scoring.toml").write_text(COPIED, encoding="utf-8")
    assert run.main(["score", str(folder), str(figures), "--draws", "2", "--out", str(tmp_path / "made")]) == 0
    made = json.loads((tmp_path / "made" / "provenance.json").read_text(encoding="utf-8"))
    assert made["table"] == case.name


@pytest.mark.parametrize(("arguments", "english", "chinese"), [
        (["yueqign", "figures.csv"], "did you mean 'yueqing'", "您要写的是否为 'yueqing'"),
        (["yueqing", "nothing.csv"], "nothing.csv: is missing; name a CSV file with the figures", "nothing.csv：文件不存在；请写考核数据文件"),
        (["yueqing", f"{300 * 'n'}.csv"], "nnn.csv: is missing; name a CSV file with the figures", "nnn.csv：文件不存在；请写考核数据文件"),
        ([f"{300 * 'n'}.toml", "figures.csv"], "nnn… cannot be a name; letters,", "nnn… 不能作名称"),
        ([os.fsdecode(b"a\xff.toml"), "figures.csv"], r"CASE|TABLE: 'a\udcff' cannot be a name; letters,", "不能作名称"),
        (["...toml", "figures.csv"], "CASE|TABLE: '..' cannot be a name; letters,", "'..' 不能作名称"),
        (["yueqing", "figures.csv", "--variant", "D"], "unknown variant 'D'; known: A, A-whole, B, C", "没有口径 'D'"),
        (["yueqing", "figures.csv", "--draws", "1"], "1 is out of range; allowed: 2 to 1000000", "1 超出范围"),
        (["yueqing"], "'figures' is missing; see --help", "用 --help 查看"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_and_nothing_is_written(
    arguments, english, chinese, figures, tmp_path, capsys, monkeypatch
):
    monkeypatch.chdir(figures.parent)
    for language, words in (("en", english), ("zh", chinese)):
        assert run.main(["score", *arguments, "--lang", language, "--out", str(tmp_path / "made")]) == 2
        assert words in capsys.readouterr().err
    assert not (tmp_path / "made").exists()


def test_the_name_of_a_table_is_refused_though_the_file_is_there(figures, tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("...toml", os.fsdecode(b"a\xff.toml")):
        shutil.copy(YUEQING, name)
        assert run.main(["score", name, str(figures), "--draws", "2", "--lang", "en"]) == 2
        assert "cannot be a name" in capsys.readouterr().err
    assert {path.name for path in tmp_path.parent.glob("*score-*")} == set()
    assert not (tmp_path / "results").exists()


def test_a_folder_that_cannot_be_written_is_refused_before_anything_is_drawn(figures, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("outputs.score.job.drawn_scores", None)
    (tmp_path / "file").write_text("", encoding="utf-8")
    arguments = ["score", "yueqing", str(figures), "--lang", "en", "--out", str(tmp_path / "file" / "made")]
    assert run.main(arguments) == 2
    assert "cannot be written" in capsys.readouterr().err


@pytest.mark.parametrize("register", ["scoring.toml", "clauses.csv"])
def test_a_fault_in_what_no_result_depends_on_is_refused_before_the_run(case, register, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("outputs.run.job.run_experiment", None)
    folder = shutil.copytree(case.folder, tmp_path / "town")
    (folder / register).write_text('varaint = "A"\n', encoding="utf-8")
    assert run.main(["run", str(folder), "-n", "2", "--lang", "en", "--out", str(tmp_path / "made")]) == 2
    assert "varaint" in capsys.readouterr().err
    assert not (tmp_path / "made").exists()


def test_a_cell_at_fault_is_refused_with_its_line(figures, tmp_path, capsys):
    text = figures.read_text(encoding="utf-8-sig").replace("0.1199,420", "1199%,4e9")
    figures.write_text(text, encoding="utf-8")
    assert run.main(["score", "yueqing", str(figures), "--lang", "en", "--out", str(tmp_path / "made")]) == 2
    said = capsys.readouterr().err
    assert "2 faults" in said
    assert "figures.csv: line 4, column growth: '1199%' has a percent sign; write 11.99" in said
    assert "figures.csv: line 4, column value_added: 4e9 is out of range; allowed: 0 to 100000" in said
