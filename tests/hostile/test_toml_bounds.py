"""What a TOML file may hold is bounded before it is parsed: digits, nesting, parts of keys, their number, hidden characters."""

import pytest

from scenarios.files.bounds import MOST_DIGITS, MOST_KEY_PARTS, MOST_KEYS, MOST_NESTED
from scenarios.files.spoiled import check_cell
from scenarios.files.toml_file import read_toml
from scenarios.refusals.problem import InputProblem


def read(folder, text):
    path = folder / "case.toml"
    path.write_text(text, encoding="utf-8")
    return read_toml(path)


def dotted(parts):
    return ".".join(["a"] * parts)


def nested(depth):
    return "a = " + "[" * depth + "]" * depth


def in_tables(depth):
    return "a = " + "{ a = " * depth + "1" + "}" * depth


# At a bound, and one beyond it.
BOUNDS = {
    "digits": ("a = " + "1" * MOST_DIGITS, "a = " + "1" * (MOST_DIGITS + 1), "too many digits"),
    "hexadecimal digits": ("a = 0x" + "F" * (MOST_DIGITS - 2), "a = 0x" + "F" * 4000, "too many digits"),
    "digits after a point": ("a = 0." + "1" * MOST_DIGITS, "a = 0." + "1" * (MOST_DIGITS + 1), "too many digits"),
    "parts of a key": (f"{dotted(MOST_KEY_PARTS)} = 1", f"{dotted(MOST_KEY_PARTS + 1)} = 1", "too many parts"),
    "parts of a header": (f"[{dotted(MOST_KEY_PARTS)}]", f"[{dotted(30_000)}]", "too many parts"),
    "parts in quotation marks": ("'a' . \"b\" = 1", " . ".join(["'a'"] * (MOST_KEY_PARTS + 1)) + " = 1", "parts"),
    "lists": (nested(MOST_NESTED), nested(MOST_NESTED + 1), "nested too deeply"),
    "tables": (in_tables(MOST_NESTED), in_tables(900), "nested too deeply"),
    "keys": (
        "\n".join(f"a{number} = 1" for number in range(MOST_KEYS)),
        "\n".join(f"a{number} = 1" for number in range(MOST_KEYS + 1)),
        "too many keys",
    ),
}


@pytest.mark.parametrize("name", BOUNDS)
def test_a_file_at_a_bound_is_read_and_one_beyond_it_is_refused(name, tmp_path):
    within, beyond, words = BOUNDS[name]
    assert read(tmp_path, within)
    with pytest.raises(InputProblem) as refused:
        read(tmp_path, beyond)
    assert words in str(refused.value)
    assert "case.toml: line " in str(refused.value)
    assert len(str(refused.value)) < 400
    assert len(refused.value.in_language("zh")) < 400


@pytest.mark.parametrize(
    "text",
    [
        'a = "' + "[" * 900 + '"', "a = '" + "[" * 900 + "'", "# " + "[" * 900 + "\na = 1", 'a = """\n' + "[" * 900 + '"\n"""',
        'a = "' + "1" * 9000 + '"', 'a = "\\"' + "a." * 900 + '"', "a = '''" + "{" * 900 + "''''",
    ],
)  # fmt: skip
def test_words_and_comments_are_no_brackets_no_keys_and_no_digits(text, tmp_path):
    assert read(tmp_path, text)


def test_no_string_hides_brackets_from_the_count(tmp_path):
    with pytest.raises(InputProblem, match="nested too deeply"):
        read(tmp_path, 'a = ["""x"""", ' + "[" * 900 + "]" * 901)


@pytest.mark.parametrize("character", ["\x1b[31m", "\x07", "\u202e", "\u2066", "\u200f", "\x7f", "\x9b"])
def test_control_and_turning_characters_are_refused_with_their_key(character, tmp_path):
    escaped = "".join(f"\\u{ord(each):04x}" for each in character)
    for text in (f'[town]\nzh = "a{escaped}"', f'[town]\nlist = ["a", "{escaped}"]'):
        with pytest.raises(InputProblem) as refused:
            read(tmp_path, text)
        assert str(refused.value).startswith("case.toml: town.")
        assert str(refused.value).isprintable()
        assert refused.value.in_language("zh").isprintable()
    with pytest.raises(InputProblem, match="control character"):
        read(tmp_path, f'"{escaped}" = 1')
    with pytest.raises(InputProblem, match="control character"):
        check_cell(f"a{character}", "parks.csv: line 2, column en")


def test_ordinary_text_of_any_script_is_read(tmp_path):
    text = "池州　“产业”—ñ\u00a0²🙂"
    assert read(tmp_path, f'a = "{text}"\nb = "two\\nlines\\tand a tab"')["a"] == text
    check_cell(text, "parks.csv")
