"""What offices save in other ways is the same case: to the bit, whatever the encoding, the width or the line ends."""

import codecs

import numpy as np
import pytest

from scenarios import InputProblem, load_case
from scenarios.files.table import Row
from scenarios.files.text import plain, read_text
from tests.refusals.edits import FILES, cell, copy_case, lever, swap, text
from tests.refusals.firm_faults import FIRST, SECOND, firms

TABLES = ("parks.csv", "industries.csv")
WIDE = {ord("0") + digit: chr(0xFF10 + digit) for digit in range(10)} | {ord("."): "．", ord("-"): "－"}
QUARTER = '{ strength = 0.1, start = "2016Q2" }'


def every(encoding, files=FILES, mark=b""):
    """Store files in another encoding."""

    def edit(folder):
        for name in files:
            path = folder / name
            path.write_bytes(mark + path.read_text(encoding="utf-8-sig").encode(encoding))

    return edit


def ends(end):
    """End lines otherwise."""

    def edit(folder):
        for name in FILES:
            path = folder / name
            path.write_bytes(path.read_bytes().replace(b"\n", end))

    return edit


def wide_numbers(folder):
    """Write every number of the tables in full-width digits, and semicolons and column names too."""
    for name in TABLES:
        lines = (folder / name).read_text(encoding="utf-8").splitlines()
        for index, line in enumerate(lines[1:], start=1):
            cells = line.split(",")
            cells[3:] = [each.translate(WIDE).replace(";", "；") for each in cells[3:]]
            lines[index] = ",".join(cells)
        lines[0] = lines[0].replace("id,", "　ｉｄ ,").replace("_share", "＿share\xa0")
        (folder / name).write_text("\n".join(lines), encoding="utf-8")


def unicode_text(folder):
    """Save the tables as Excel does for "Unicode text": UTF-16 with a mark, cells parted by tabs."""
    for name in TABLES:
        text(name, lambda read: read.replace(",", "\t"))(folder)
    every("utf-16-le", TABLES, codecs.BOM_UTF16_LE)(folder)


def empty_edges(folder):
    """Leave empty columns and rows behind, as Excel does."""
    for name in TABLES:
        text(name, lambda read: "\n" + read.replace("\n", ",,\n") + ",,,,\n")(folder)


def thousands(folder):
    """Part thousands by commas, as formatted cells do, in plain and full-width form."""
    cell("parks.csv", "etdz", "planned", "45,270")(folder)
    cell("parks.csv", "etdz", "factory_floor", "３００，０００")(folder)
    cell("parks.csv", "jiangnan", "planned", "55,500.0")(folder)


TWINS = {
    "byte order mark": every("utf-8-sig"),
    "GB18030": every("gb18030"),
    "GBK": every("gbk", TABLES),
    "UTF-16": every("utf-16-le", mark=codecs.BOM_UTF16_LE),
    "UTF-16, other order": every("utf-16-be", mark=codecs.BOM_UTF16_BE),
    "Unicode text": unicode_text,
    "CRLF": ends(b"\r\n"),
    "full-width": wide_numbers,
    "empty edges": empty_edges,
    "thousands": thousands,
    "spaces": swap("parks.csv", ",120,60,", ", 120\u3000,\xa060 ,"),
    "full-width unit": swap("case.toml", 'unit = "share"', 'unit = "ｓｈａｒｅ"'),
}


def assert_same(one, other):
    """Equal to the bit; what lies between the columns of a record does not count."""
    for name in one.dtype.names or [...]:
        assert one[name].tobytes() == other[name].tobytes()


@pytest.fixture(scope="module")
def original(tmp_path_factory):
    """The shipped case with one baseline population."""
    return load_case(copy_case(tmp_path_factory.mktemp("plain") / "case"))


@pytest.mark.parametrize("edit", TWINS.values(), ids=TWINS)
def test_it_is_the_same_case(edit, original, tmp_path):
    folder = copy_case(tmp_path / "case")
    edit(folder)
    case = load_case(folder)
    assert case.data.parks == original.data.parks
    assert case.data.industries == original.data.industries
    assert case.scenarios == original.scenarios
    assert case.targets == original.targets
    first = np.arange(1)
    for one, other in zip(case.world.populations_of(first), original.world.populations_of(first), strict=True):
        assert_same(one, other)
    for one, other in zip(case.world.arrays, original.world.arrays, strict=True):
        assert_same(one, other)


def wide_cells(written):
    """Full-width digits and letters in every cell but the names, and full-width columns."""
    lines = [line.split(",") for line in written.splitlines()]
    for cells in lines[1:]:
        cells[4:] = [each.translate(WIDE) for each in cells[4:]]
        cells[0], cells[2] = (chr(0xFEE0 + ord(each[0])) + each[1:] for each in (cells[0], cells[2]))
        cells[-1] = cells[-1].translate({ord("B"): "Ｂ"})
    lines[0][4] = "　ｏｕｔｐｕｔ "
    return "".join(",".join(cells) + "\r\n" for cells in lines)


FIRM_TWINS = {
    "GB18030": {"encoding": "gb18030"},
    "byte order mark": {"encoding": "utf-8-sig"},
    "UTF-16": {"encoding": "utf-16"},
    "GB18030, full-width": {"encoding": "gb18030", "change": wide_cells},
    "thousands": {"change": lambda written: written.replace(",5000,", ',"5,000",')},
    "small letters of grades": {"change": lambda written: written.replace(",B\n", ",b\n")},
}


@pytest.mark.parametrize("way", FIRM_TWINS.values(), ids=FIRM_TWINS)
def test_the_same_firms_are_the_same_world(way, tmp_path):
    worlds = []
    for name, written in (("plain", {}), ("other", way)):
        folder = copy_case(tmp_path / name)
        firms(FIRST, SECOND, **written)(folder)
        worlds.append(load_case(folder).world)
    plain, others = (world.populations_of(np.arange(1)) for world in worlds)
    for one, other in zip(plain, others, strict=True):
        assert_same(one, other)
    assert plain[0].output[0][:2].tolist() == [5000.0, 3200.5]


def test_the_shipped_files_are_what_the_twins_are_made_of(original):
    assert original.data.parks[0].zh == "池州经开区"
    assert next(park.planned for park in original.data.baseline.parks if park.id == "etdz") == 45270


def test_a_full_width_quarter_is_a_quarter(tmp_path):
    folders = [copy_case(tmp_path / name) for name in ("plain", "wide")]
    lever(QUARTER)(folders[0])
    lever(QUARTER.replace("2016Q2", "２０１６Ｑ２"))(folders[1])
    plain_case, wide = (load_case(folder).scenario("mine") for folder in folders)
    assert wide.settings == plain_case.settings
    assert wide.settings["polluter_exit"].start == "2016Q2"


def test_only_forms_beyond_doubt_are_made_plain():
    assert plain(" １，２３４．５　") == "1,234.5"
    assert plain("−３％；（＋）：") == "-3%;(+):"
    assert plain("10²½①") == "10²½①"


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("1,234", 1234.0),
        ("１，２３４", 1234.0),
        ("1,234,567.5", 1234567.5),
        ("+3", 3.0),
        ("－0.5", -0.5),
        ("1e3", 1000.0),
    ],
)
def test_numbers_are_read(written, number):
    assert Row("t.csv", 2, {"x": written}).number("x", -1e9, 1e9) == number


@pytest.mark.parametrize(
    "written",
    [
        "nan",
        "inf",
        "-inf",
        "1_000",
        "0x10",
        "1,23",
        "12,34",
        "1234,567",
        "0,453",
        "1.",
        ".5",
        "1 2",
        "三",
        "10²",
        "½",
        "1e",
        "--1",
        "٣",
    ],
)
def test_what_is_no_number_is_refused_with_the_range(written):
    with pytest.raises(InputProblem, match="allowed: -1000 to 1000000") as refused:
        Row("t.csv", 2, {"x": written}).number("x", -1000, 1e6)
    assert repr(written) in str(refused.value)
    assert "t.csv: line 2, column x" in str(refused.value)


@pytest.mark.parametrize("written", ["池州，安徽", "一个开发区", "abc 池"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_is_decoded(written, encoding, tmp_path):
    (tmp_path / "t").write_bytes(written.encode(encoding))
    assert read_text(tmp_path / "t", 100) == written


def test_gb18030_beyond_gbk_is_read(tmp_path):
    (tmp_path / "t").write_bytes("池州𠀀㐀".encode("gb18030"))
    assert read_text(tmp_path / "t", 100) == "池州𠀀㐀"


def test_the_limit_is_a_limit(tmp_path):
    (tmp_path / "t").write_bytes(b"x" * 100)
    assert read_text(tmp_path / "t", 100) == "x" * 100
    with pytest.raises(InputProblem, match="t: is"):
        read_text(tmp_path / "t", 99)
