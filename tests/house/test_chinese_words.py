"""The product's Chinese: one word for one thing, from one list, and none that an office would stumble over."""

import ast
import csv
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.sources import constants

ROOT = Path(__file__).parents[2]
LIST = tomllib.loads((Path(__file__).parent / "chinese_words.toml").read_text(encoding="utf-8"))
UNWANTED = {each["pattern"]: each["write"] for each in LIST["unwanted"]}
FLOORS = ("model", "scenarios", "installation", "calibration", "outputs")
DOCUMENTS = sorted(path for pattern in ("*.md", "docs/*.md", "scenarios/cases/*/*.md") for path in ROOT.glob(pattern))
CHINESE = re.compile(r"[\u4e00-\u9fff]")
FENCE = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)


def modules() -> Iterator[Path]:
    for floor in FLOORS:
        yield from sorted((ROOT / floor).rglob("*.py"))


def held(value: object) -> Iterator[str]:
    """Every text in tables and lists of a TOML file."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from held(each)


def texts() -> Iterator[tuple[Path, str]]:
    """Every Chinese text of the product with its file: modules, declared words, cases, documents."""
    for path in modules():
        yield from ((path, text) for text in constants(path))
    for folder in ("model", "scenarios"):
        for path in sorted((ROOT / folder).rglob("*.toml")):
            yield from ((path, text) for text in held(tomllib.loads(path.read_text(encoding="utf-8-sig"))))
        for path in sorted((ROOT / folder).rglob("*.csv")):
            with path.open(encoding="utf-8-sig", newline="") as file:
                yield from ((path, cell) for row in csv.reader(file) for cell in row)
    for path in DOCUMENTS:
        text = FENCE.sub("", path.read_text(encoding="utf-8"))
        yield from ((path, re.sub(r"`[^`]*`", "x", line)) for line in text.splitlines())


CHINESE_TEXTS = [(path, text) for path, text in texts() if CHINESE.search(text)]


@pytest.mark.parametrize("pattern", UNWANTED, ids=range(len(UNWANTED)))
def test_no_unwanted_word_is_used(pattern):
    found = [
        f"{path.relative_to(ROOT).as_posix()}: {text[max(0, hit.start() - 20) : hit.end() + 20]}"
        for path, text in CHINESE_TEXTS
        for hit in re.finditer(pattern, text)
    ]
    assert not found, f"write instead: {UNWANTED[pattern]}"


def pairs() -> Iterator[tuple[Path, str, str]]:
    """Texts in both languages: `Text(zh, en)`, dictionaries with `zh` and `en`, and `zh` beside `en` in TOML."""
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Text":
                values = [each.value for each in node.args if isinstance(each, ast.Constant)]
                if len(values) == 2:
                    yield path, *values
            if isinstance(node, ast.Dict):
                yield from ((path, *each) for each in both(node))
    for path in sorted((ROOT / "model").rglob("*.toml")):
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
        for words in tables.pop("alternatives", {}).values():  # a pair for each alternative of a choice
            yield from ((path, text, words[key[:-2] + "en"]) for key, text in words.items() if key.endswith("_zh"))
        for entries in tables.values():
            yield from ((path, words["zh"], words["en"]) for words in entries.values() if isinstance(words, dict))


def both(node: ast.Dict) -> Iterator[tuple[str, str]]:
    """The texts of a dictionary of words that are there in Chinese and in English."""
    languages = {
        key.value: value for key, value in zip(node.keys, node.values, strict=True) if isinstance(key, ast.Constant)
    }
    if not {"zh", "en"} <= languages.keys() or not all(isinstance(each, ast.Dict) for each in languages.values()):
        return
    spoken = [
        {
            key.value: value.value
            for key, value in zip(words.keys, words.values, strict=True)
            if isinstance(key, ast.Constant) and isinstance(value, ast.Constant)
        }
        for words in (languages["zh"], languages["en"])
    ]
    for key in spoken[0].keys() & spoken[1].keys():
        if isinstance(spoken[0][key], str):
            yield spoken[0][key], spoken[1][key]


PAIRS = list(pairs())


@pytest.mark.parametrize("term", LIST["terms"])
def test_a_term_has_one_word_in_chinese(term):
    plural = f"{term[:-1]}ies" if term.endswith("y") else f"{term}s"
    alone = re.compile(rf"(the )?({term}|{plural})", re.IGNORECASE)
    said = [(path, zh) for path, zh, en in PAIRS if alone.fullmatch(en.strip())]
    found = [f"{path.name}: {zh}" for path, zh in said if LIST["terms"][term] not in zh]
    assert not found


def test_what_is_unwanted_is_found_and_what_is_wanted_is_not():
    wrong = {
        "力度": "强度为每年的补贴金额", "政策措施": "所有杠杆取中性值", "开发区": "各园区均值", "征求意见稿": "草案的力度",
        "基期; of an industry 行业标杆水平": "基准年", "达成": "尚无达标方案", "no blank behind a full-width mark": "甲、 乙",
        "full-width marks": "案例: 池州", "75%, without a blank": "占 75 %",
    }  # fmt: skip
    for write, text in wrong.items():
        (pattern,) = (each for each, instead in UNWANTED.items() if instead == write)
        assert re.search(pattern, text), text
    right = [
        "亩均投资强度", "能源消费总量和强度双控", "发挥土地使用税杠杆作用", "示范园区", "石台园区", "容积率未达标的开发区", "id 重复出现",
        "75%", "第 3 行：x", "模拟 500 次", "排污权基准价",
    ]  # fmt: skip
    for text in right:
        assert not [pattern for pattern in UNWANTED if re.search(pattern, text)], text


def test_enough_is_read():
    assert len(CHINESE_TEXTS) > 1000
    assert len(PAIRS) > 500
