"""Characters of names: those of places are drawn, and what is not is named before a run."""

import re
import shutil

import pytest
from rich.cells import cell_len

import run
from outputs.shared.glyphs import characters_without_glyph, labels_without_glyph
from scenarios import load_case

# Places: 猇亭, 漈头, 塆, 青堌集, 漈下, 崀山, 堽城, 蕲州, 婺源, 亳州, 砀山, 㵐, 甪直, 邗江, 溵水, 嵊泗, 𬇙, 𬘘.
PLACES = "猇堌漈塆堽崀蕲婺亳砀㵐甪邗嵊𬇙𬘘"
RARE = "𠀀"  # of no table of place names


def test_characters_of_place_names_are_drawn():
    assert characters_without_glyph(PLACES) == ""
    assert characters_without_glyph("Chizhou ETDZ 10⁻³ x₀ ≥ ≤ ± – …") == ""


def test_every_character_of_gb2312_is_drawn():
    """All 6,763, listed by the codec."""
    cells = (bytes([row, cell]) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF))
    characters = "".join(pair.decode("gb2312", "ignore") for pair in cells)
    assert len(characters) == 6763
    assert characters_without_glyph(characters) == ""


def test_a_character_that_is_not_drawn_is_named_once():
    assert characters_without_glyph(f"{RARE}庄{RARE}𠀁") == f"{RARE}𠀁"


@pytest.fixture
def folder(tmp_path):
    """A copy of the shipped case, one zone of which has a name that the font lacks."""
    copied = tmp_path / "case"
    shutil.copytree(load_case("chizhou").folder, copied)
    shutil.rmtree(copied / "sweeps")  # designs that run the shipped case, of which `check` would warn too
    parks = copied / "parks.csv"
    text = parks.read_text(encoding="utf-8")
    assert text.count("青阳经开区") == 1
    parks.write_text(text.replace("青阳经开区", f"{RARE}阳经开区"), encoding="utf-8")
    return copied


def test_labels_are_named_with_their_characters(folder):
    assert list(labels_without_glyph(load_case("chizhou"))) == []
    assert list(labels_without_glyph(load_case(str(folder)))) == [(f"{RARE}阳经开区", RARE)]


def test_a_run_prints_lines_that_fit_and_the_folder_whole(folder, tmp_path, capsys, monkeypatch):
    """Warnings break as sentences do, behind their mark; the name of a folder is for copying, and stays in one line."""
    monkeypatch.setenv("COLUMNS", "44")
    monkeypatch.setattr("outputs.figures.save_all", lambda *_: None)
    out = tmp_path / "a folder with a long name"
    assert run.main(["run", str(folder), "-n", "2", "-s", "none", "--lang", "zh", "--out", str(out)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines.pop() == f"结果已写入 {out}"
    assert max(map(cell_len, lines)) <= 44
    first = next(place for place, line in enumerate(lines) if line.startswith(f"▲ 名称“{RARE}阳经开区”"))
    assert lines[first + 1].startswith("  ")
    assert not re.match(r"\s*[，。；、：”）]", lines[first + 1])


def test_check_and_run_warn_of_it(folder, tmp_path, capsys):
    assert run.main(["check", str(folder), "--lang", "en"]) == 0
    text = " ".join(capsys.readouterr().out.split())
    assert "1 warning" in text
    assert f"no glyph for {RARE} in the label '{RARE}阳经开区'" in text
    assert run.main(["run", str(folder), "-n", "2", "-s", "none", "--lang", "zh", "--out", str(tmp_path / "r")]) == 0
    assert f"“{RARE}阳经开区”中的“{RARE}”在图件字体中没有字形" in "".join(capsys.readouterr().out.split())
