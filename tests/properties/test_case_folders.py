"""Whatever happens to the files of a case: it loads, or is refused with a place; a run completes, or leaves nothing."""

import csv
import io
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import run
from outputs.shared.ending import REFUSED
from scenarios import InputProblem, load_case
from scenarios.case import CASES
from scenarios.refusals.problem import MOST_TOLD

FILES = ("case.toml", "parks.csv", "industries.csv", "scenarios.toml", "sources.toml")
TABLES = ("parks.csv", "industries.csv")
PLAIN = {name: (CASES / "chizhou" / name).read_bytes() for name in FILES}
PLAIN["case.toml"] = PLAIN["case.toml"].replace(b"[population]\n", b"[population]\npool = 1\n")
TABLES_WRITTEN = (
    "indicators.parquet", "crossed.parquet", "parameters.parquet", "baseline.parquet", "targets.csv", "carriers.csv",
    "indicators.csv", "scored.csv",
)  # fmt: skip
WRITTEN = {"out", "out/provenance.json", "out/contents.json", *(f"out/{name}" for name in TABLES_WRITTEN)}
COPIED = {"out/case", *(f"out/case/{name}" for name in FILES)}

profile = settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)

numbers = st.one_of(
    st.sampled_from([0, 1, -1, 0.5, 2, 100, 1e6, 1e300, -0.0, 1e-12]),
    st.floats(allow_nan=False, allow_infinity=False),
    st.integers(-10, 5000),
)
cells = (
    numbers.map(str)
    | st.text(max_size=12)
    | st.sampled_from(["", " ", "nan", "inf", "５０", "50%", "1,000", '"', "a;b"])
)
values = st.one_of(
    numbers.map(str),
    st.sampled_from(["true", "nan", "inf", '""', '"x"', "[]", "{}", "2015-01-01", '"2016Q5"', "[1]", '"../x"', "０"]),
    st.text(max_size=8),
)


@st.composite
def changed_tables(draw, data):
    """Replace a cell of a table."""
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    row = draw(st.integers(0, len(rows) - 1))
    rows[row][draw(st.integers(0, len(rows[row]) - 1))] = draw(cells)
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode("utf-8", "surrogatepass")


@st.composite
def changed_values(draw, data):
    """Replace a value of a TOML file."""
    lines = data.decode().splitlines()
    index = draw(st.sampled_from([number for number, line in enumerate(lines) if " = " in line]))
    key = lines[index].split(" = ", 1)[0]
    lines[index] = f"{key} = {draw(values)}"
    return "\n".join(lines).encode("utf-8", "surrogatepass")


@st.composite
def changed_lines(draw, data):
    """Delete a line, or write it twice."""
    lines = data.splitlines(keepends=True)
    index = draw(st.integers(0, len(lines) - 1))
    lines[index] *= draw(st.sampled_from([0, 2]))
    return b"".join(lines)


@st.composite
def changed_bytes(draw, data):
    """Cut a file anywhere, or replace a byte."""
    at = draw(st.integers(0, len(data) - 1))
    if draw(st.booleans()):
        return data[:at]
    return data[:at] + bytes([draw(st.integers(0, 255))]) + data[at + 1 :]


@st.composite
def cases(draw):
    """The files of the shipped case, one to three of them changed."""
    files = dict(PLAIN)
    for name in draw(st.lists(st.sampled_from(FILES), min_size=1, max_size=3, unique=True)):
        fitting = changed_tables if name in TABLES else changed_values
        files[name] = draw(draw(st.sampled_from([fitting, changed_lines, changed_bytes]))(files[name]))
    return files


@st.composite
def odd_numbers(draw):
    """The files of the shipped case with one to three other numbers in its tables: most of them load."""
    files = dict(PLAIN)
    for _ in range(draw(st.integers(1, 3))):
        name = draw(st.sampled_from(TABLES))
        rows = list(csv.reader(io.StringIO(files[name].decode("utf-8-sig"))))
        row = draw(st.integers(1, len(rows) - 2))
        places = [column for column, cell in enumerate(rows[row]) if cell.replace(".", "").isdigit()]
        column = draw(st.sampled_from(places))
        factor = draw(st.sampled_from([0, 0.2, 0.5, 0.8, 1.25, 2, 5]))
        rows[row][column] = f"{float(rows[row][column]) * factor:.6g}"
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows(rows)
        files[name] = text.getvalue().encode()
    return files


def write(folder, files):
    """Write the files of a case."""
    folder.mkdir()
    for name, data in files.items():
        (folder / name).write_bytes(data)


def outcome(folder):
    """The case, or the problem with it; anything else goes through."""
    try:
        case = load_case(folder)
        case.prepare()
    except InputProblem as problem:
        return problem
    return case


@profile
@given(files=cases() | odd_numbers())
def test_a_changed_case_loads_or_is_refused_with_a_place(files):
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "case"
        write(folder, files)
        result = outcome(folder)
        assert {path.name: path.read_bytes() for path in folder.iterdir()} == files
    if isinstance(result, InputProblem):
        english, chinese = str(result), result.in_language("zh")
        assert any(name in english for name in (*FILES, "case ")), english
        lines = 1 if not result.others else 1 + min(len(result.faults), MOST_TOLD + 1)
        assert len(english.splitlines()) == len(chinese.splitlines()) == lines
    else:
        assert result.world.rows > 0


@settings(profile, max_examples=12)
@given(files=odd_numbers())
def test_a_run_of_a_changed_case_is_complete_or_leaves_nothing(files):
    """Figures are left out here: they take longest, and the command line tests draw them."""
    with tempfile.TemporaryDirectory() as temporary, pytest.MonkeyPatch.context() as patch:
        patch.setattr("outputs.figures.save_all", lambda *_: None)
        folder, out = Path(temporary) / "case", Path(temporary) / "out"
        write(folder, files)
        code = run.main(["run", str(folder), "-s", "draft", "-n", "2", "--threads", "1", "--out", str(out)])
        assert code in (0, REFUSED)
        shutil.rmtree(folder)
        left = {path.relative_to(temporary).as_posix() for path in Path(temporary).rglob("*")}
        assert left == (WRITTEN | COPIED if code == 0 else set())
