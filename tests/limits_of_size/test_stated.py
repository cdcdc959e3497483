"""docs/limits.md states the limits that are in force."""

from pathlib import Path

from scenarios import limits

TEXT = (Path(__file__).parents[2] / "docs" / "limits.md").read_text(encoding="utf-8")


def test_the_document_states_every_limit():
    rows = [line.split("|")[2].strip().replace(",", "") for line in TEXT.splitlines() if line.startswith("| ")]
    declared = [value for name, value in vars(limits).items() if name.isupper()]
    assert rows[: 2 + len(declared)] == ["at most", "---", *map(str, declared)]


def test_the_chinese_part_states_them_too():
    chinese = TEXT.split("## 案例规模上限")[1]
    for name, value in vars(limits).items():
        if name.isupper():
            assert f"{value:,}" in chinese, name
