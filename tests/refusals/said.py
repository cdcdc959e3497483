"""What a refusal says, in both languages."""

import re

import pytest

from scenarios import load_case
from scenarios.refusals.problem import InputProblem

CHINESE = re.compile("[\u4e00-\u9fff]")


def assert_cell_is_refused(folder, column, english, chinese):
    """A case is refused for a cell of a column, with the words that are expected."""
    with pytest.raises(InputProblem) as problem:
        load_case(folder)
    said = str(problem.value)
    assert f"column {column}: " in said
    assert english in said
    assert chinese in problem.value.in_language("zh")


def assert_key_is_refused(read, text, place, english):
    """A text is refused when it is read, one fault with its place and the words that are expected; all have a Chinese form."""
    with pytest.raises(InputProblem) as refused:
        read(text)
    lines = [str(each) for each in refused.value.faults]
    assert [line for line in lines if line.startswith(f"{place}: ") and english in line], lines
    for fault in refused.value.faults:
        assert CHINESE.search(fault.in_language("zh"))


def keys_refused(read, text):
    """The keys of all faults of a text, in order."""
    with pytest.raises(InputProblem) as refused:
        read(text)
    return [str(each).split(": ")[1] for each in refused.value.faults]
