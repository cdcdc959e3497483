"""The product's English: sentences that a reader gets at first reading, and none of the phrases that only we understand."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.house.sources import constants

ROOT = Path(__file__).parents[2]
LONGEST = 35  # words in a sentence
FLOORS = ("model", "scenarios", "installation", "calibration", "outputs", "benchmarks")
DOCUMENTS = sorted(
    path
    for pattern in ("*.md", "docs/*.md", "docs/decisions/*.md", "model/*.md", "benchmarks/*.md", "outputs/**/*.md")
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


def comments(path: Path) -> Iterator[str]:
    """The comments of a module: those on lines of their own joined where they follow each other, those behind code apart."""
    gathered: list[str] = []
    last = 0
    for token in tokenize.generate_tokens(io.StringIO(path.read_text(encoding="utf-8")).readline):
        if token.type == tokenize.COMMENT:
            alone = not token.line[: token.start[1]].strip()
            if gathered and not (alone and token.start[0] == last + 1):
                yield "\n".join(gathered)
                gathered = []
            gathered.append(token.string.lstrip("# "))
            last = token.start[0] if alone else 0
    if gathered:
        yield "\n".join(gathered)


def messages(path: Path) -> Iterator[str]:
    """The texts of a module that a user may read: constants of more than one word that are no docstrings."""
    return (text for text in constants(path) if " " in text.strip())


def words_in_files() -> Iterator[tuple[Path, str]]:
    """The texts that the model's TOML files declare."""
    for path in sorted((ROOT / "model").rglob("*.toml")):
        yield path, path.read_text(encoding="utf-8")


def english_texts() -> Iterator[tuple[Path, str]]:
    """Everything that the product says in English: documents, docstrings, comments, messages, declared words."""
    for path in DOCUMENTS:
        yield path, re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    for path in SOURCES:
        yield from ((path, text) for text in (*docstrings(path), *comments(path), *messages(path)))
    yield from words_in_files()


@cache
def read_aloud() -> tuple[tuple[Path, str], ...]:
    """The texts in English with a word in the place of code. They are read once: every phrase is looked for in all."""
    return tuple((path, re.sub(r"`[^`]*`", "code", text)) for path, text in english_texts())


# Phrases of a private dialect, and what to write instead.
BANNED = {
    r"\b(go|goes|going|gone) on with\b": "continue",
    r"\bwhither\b": "in which direction",
    r"\b(is|are|was|were|be|been) told\b": "reported, known, said",
    r"\btold (apart|from)\b|\btells? .{0,20}\bapart\b": "significant, different, distinguished",
    r"\btells? of\b": "describes",
    r"\bwhat (came|comes|becomes|became) of\b|\bwhatever (comes|becomes) of\b": "outcome",
    r"\bstands?\b|\bstanding\b|\bstood\b": "is, is listed, is kept",
    r"\bgiven again\b": "repeated",
}


def test_the_sentences_of_a_document_are_short():
    found = {path.name: long for path in DOCUMENTS if (long := long_sentences(path.read_text(encoding="utf-8")))}
    assert not found


def long_sentences(text: str) -> list[str]:
    return [each for paragraph in paragraphs(text) if english(paragraph) for each in too_long(paragraph)]


def test_the_sentences_of_docstrings_and_comments_are_short():
    found = [
        (path.relative_to(ROOT).as_posix(), each)
        for path in SOURCES
        for text in (*docstrings(path), *comments(path))
        for each in long_sentences(text)
    ]
    assert not found


@pytest.mark.parametrize("phrase", BANNED)
def test_no_phrase_of_our_own_is_used(phrase):
    pattern = re.compile(phrase, re.IGNORECASE)
    found = [
        (path.relative_to(ROOT).as_posix(), " ".join(text[max(0, hit.start() - 40) : hit.end() + 40].split()))
        for path, text in read_aloud()
        for hit in pattern.finditer(text)
    ]
    assert not found, f"write instead: {BANNED[phrase]}"


def test_sentences_are_counted_as_they_are_read():
    """By hand: a link is its text, code one word, a formula and a table none; an abbreviation ends no sentence."""
    text = (
        "# A heading of five words\n\nSee [the guide](docs/a.md), eq. 3 and `run.py x`. Then $a + b$ ends here.\n"
        "* one item\n  goes on\n* another\n\n| a | b |\n```\ncode here\n```\n"
    )
    assert list(paragraphs(text)) == [
        "See [the guide](docs/a.md), eq. 3 and `run.py x`. Then $a + b$ ends here.", "one item goes on", "another",
    ]  # fmt: skip
    first, second = sentences(plain(next(paragraphs(text))))
    assert first == "See the guide, eq. 3 and code."
    assert (length(first), length(second)) == (7, 3)
    assert not long_sentences(" ".join(["word"] * LONGEST) + ".")
    assert long_sentences(" ".join(["word"] * (LONGEST + 1)) + ".")


def test_comments_behind_code_are_sentences_of_their_own(tmp_path):
    path = tmp_path / "made.py"
    path.write_text('"""Doc."""\n\n# One sentence\n# on two lines.\nx = 1  # first\ny = "a b"  # second\n')
    assert list(comments(path)) == ["One sentence\non two lines.", "first", "second"]
    assert list(messages(path)) == ["a b"]
