"""The product's English: sentences that a reader gets at first reading, and none of the phrases that only we understand."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
LONGEST = 35  # words in a sentence
FLOORS = ("model", "scenarios", "calibration", "outputs", "benchmarks")
DOCUMENTS = sorted(
    path
    for pattern in ("*.md", "docs/*.md", "docs/decisions/*.md", "model/*.md", "benchmarks/*.md")
    for path in ROOT.glob(pattern)
)
SOURCES = [*(path for floor in FLOORS for path in sorted((ROOT / floor).rglob("*.py"))), ROOT / "run.py"]
FENCE = re.compile(r"^ *(```|\$\$)")
# A row of a table, a heading, a picture, a comment or the rest of a quotation mark: no sentence.
NO_PROSE = re.compile(r"^\s*(\||#|!\[|<!--|>)")
ITEM = re.compile(r"^\s*([*-]|\d+\.)\s+")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
# A full stop behind one of these ends no sentence.
ABBREVIATIONS = ("eq.", "eqs.", "al.", "e.g.", "i.e.", "vs.", "no.", "op.", "cit.")
END = re.compile(r"[.!?][)\"'*\]”]*$")


def paragraphs(text: str) -> Iterator[str]:
    """Paragraphs and list items of a Markdown text, each on one line; code, tables, headings and formulas left out."""
    gathered: list[str] = []
    inside = False
    for line in [*text.splitlines(), ""]:
        fence = FENCE.match(line)
        starts = not line.strip() or bool(ITEM.match(line)) or bool(NO_PROSE.match(line)) or bool(fence)
        if starts and gathered:
            yield " ".join(gathered)
            gathered = []
        if fence:
            alone = line.strip().count("$$") == 2 and len(line.strip()) > 2
            inside = inside if alone else not inside
        elif line.strip() and not inside and not NO_PROSE.match(line):
            gathered.append(ITEM.sub("", line).strip())


def plain(text: str) -> str:
    """A paragraph as it is read aloud: a link is its text, code one word, a formula none."""
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"``?[^`]+``?", "code", text)
    return re.sub(r"\$[^$]+\$", "", text)


def sentences(text: str) -> Iterator[str]:
    """Sentences of a plain paragraph."""
    gathered: list[str] = []
    for word in text.split():
        gathered.append(word)
        if END.search(word) and word.lower().lstrip("(") not in ABBREVIATIONS:
            yield " ".join(gathered)
            gathered = []
    if gathered:
        yield " ".join(gathered)


def length(sentence: str) -> int:
    """Words of a sentence: whatever holds a letter or a digit."""
    return sum(any(character.isalnum() for character in word) for word in sentence.split())


def too_long(paragraph: str) -> list[str]:
    return [f"{length(each)}: {each}" for each in sentences(plain(paragraph)) if length(each) > LONGEST]


def english(text: str) -> bool:
    return len(CHINESE.findall(text)) * 4 < len(text)


def docstrings(path: Path) -> Iterator[str]:
    """Docstrings of a module, its classes and functions."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
            yield ast.get_docstring(node) or ""


def comments(path: Path) -> str:
    """The comments of a module, joined where they follow each other."""
    found: list[str] = []
    row = 0
    for token in tokenize.generate_tokens(io.StringIO(path.read_text(encoding="utf-8")).readline):
        if token.type == tokenize.COMMENT:
            found.append(("" if token.start[0] == row + 1 else "\n\n") + token.string.lstrip("# "))
            row = token.start[0]
    return "\n".join(found)
