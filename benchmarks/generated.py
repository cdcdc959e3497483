"""Cases of any size, made from a shipped one: as many parks, industries, listed firms and scenarios as asked for."""

import csv
import io
import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path

from scenarios import DEFAULT_CASE
from scenarios.case import CASES, input_files

ENCODING = "utf-8-sig"
SCALED_TOTALS = ("energy_total", "small_firms")  # of case.toml; the other totals are shares and sizes of single firms
LEFT_OUT = ("observed.csv", "breaks.csv", "scoring.toml")  # published facts of the one city
# Columns of parks.csv that grow with the city.
GROWING = ("output", "firms", "planned", "other", "industrial_land", "factory_floor", "land_plan")
# Of a listed firm, mu and 10k yuan a year: about what the register's smaller ones have.
FIRM_LAND, FIRM_OUTPUT = 20, 3_000
SMALLER = 0.4  # how large the firms of a city of many listed ones are beside those of the shipped city

Rows = list[dict[str, str]]


def write_case(
    folder: Path,
    parks: int | None = None,
    industries: int | None = None,
    firms: int | None = None,
    scenarios: int | None = None,
    source: Path = CASES / DEFAULT_CASE,
) -> Path:
    """Write a case into a new folder and return it; what is not asked for is as in the case `source`.

    More `parks` are copies of the zones, and the city grows with them. More `industries` are copies of those there are,
    which share their places in the mix. `firms` are listed in firms.csv, in the parks in turn, whose numbers and outputs
    follow. More `scenarios` are the plan with one lever's strength moved a little.
    """
    files = {name: text.decode(ENCODING) for name, text in input_files(source).items() if name not in LEFT_OUT}
    if parks is not None:
        more_parks(files, parks)
    if industries is not None:
        more_industries(files, industries)
    if firms is not None:
        list_firms(files, firms)
    if scenarios is not None:
        more_scenarios(files, scenarios)
    folder.mkdir(parents=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding=ENCODING if name.endswith(".csv") else "utf-8", newline="")
    return folder


def more_parks(files: dict[str, str], count: int) -> None:
    """Give the city `count` parks: its zones again and again, and the industry outside as much larger."""
    rows = rows_of(files["parks.csv"])
    zones = [row for row in rows if row["level"] != "outside"]
    outside = [row for row in rows if row["level"] == "outside"]
    wanted = count - len(outside)
    scale = wanted / len(zones)
    many = [numbered(zones[place % len(zones)], place // len(zones)) for place in range(wanted)]
    for row in outside:
        scale_row(row, GROWING, scale)
    files["parks.csv"] = table_of([*many, *outside])
    repeat_citations(files, "parks.csv", [row["id"] for row in many])
    scale_totals(files, scale)
    scale_ranges(files, scale, {"zones", "outside"})


def more_industries(files: dict[str, str], count: int) -> None:
    """Give the city `count` industries: copies of those there are, which share their part of the mix."""
    rows = rows_of(files["industries.csv"])
    copies = [sum(1 for place in range(count) if place % len(rows) == number) for number in range(len(rows))]
    many = [numbered(rows[place % len(rows)], place // len(rows)) for place in range(count)]
    for place, row in enumerate(many):
        for name in ("national_share", "outside_share"):
            row[name] = repr(float(row[name]) / copies[place % len(rows)]) if row.get(name) else row.get(name, "")
    files["industries.csv"] = table_of(many)
    repeat_citations(files, "industries.csv", [row["id"] for row in many])


def list_firms(files: dict[str, str], count: int) -> None:
    """List `count` firms, in the parks in turn; each park has a tenth more firms than are listed, and land for all."""
    parks, industries = rows_of(files["parks.csv"]), [row["id"] for row in rows_of(files["industries.csv"])]
    more = 1.1 * count / sum(int(row["firms"]) for row in parks)
    scale = SMALLER * more
    for row in parks:
        scale_row(row, ("firms",), more)
        scale_row(row, [name for name in GROWING if name != "firms"], scale)
    files["parks.csv"] = table_of(parks)
    scale_totals(files, scale)
    where = {"zones", *(row["id"] for row in parks)}
    scale_ranges(files, more, where, ("firms",))
    scale_ranges(files, scale, where, [name for name in GROWING if name != "firms"])
    room = [int(int(row["firms"]) / 1.1) for row in parks]
    listed = [row["id"] for row, places in zip(parks, room, strict=True) for _ in range(places)][:count]
    listed += [parks[0]["id"]] * (count - len(listed))
    files["firms.csv"] = table_of(
        {
            "id": f"f{number:06}", "park": park, "industry": industries[number % len(industries)],
            "output": str(FIRM_OUTPUT + number % 997), "land": str(FIRM_LAND),
        }
        for number, park in enumerate(listed)
    )  # fmt: skip


def more_scenarios(files: dict[str, str], count: int) -> None:
    """Give the case `count` scenarios: copies of its plan, in each of which cleared idle land is a little less."""
    there = tomllib.loads(files["scenarios.toml"])
    plan = tomllib.loads(files["case.toml"])["plan"]
    added = [
        f'\n[{plan}_{number}]\nzh = "方案{number}"\nen = "plan {number}"\nbase = "{plan}"\n[{plan}_{number}.levers]\n'
        f'idle_land_cleanup = {{ strength = {0.2 * number / count:.6f}, start = "2016Q3", ramp = 2 }}\n'
        for number in range(1, count - len(there) + 1)
    ]
    files["scenarios.toml"] += "".join(added)


def numbered(row: Mapping[str, str], number: int) -> dict[str, str]:
    """Return a row, of copy 0 as it is and of another with its number in id and labels."""
    if number == 0:
        return dict(row)
    return {**row, "id": f"{row['id']}_{number}", "zh": f"{row['zh']}{number}", "en": f"{row['en']} {number}"}


def scale_row(row: dict[str, str], names: Iterable[str], scale: float) -> None:
    """Multiply the cells of a row that hold anything; output has six digits, all else is a whole number."""
    for name in names:
        if row.get(name):
            value = float(row[name]) * scale
            row[name] = f"{value:.6g}" if name == "output" else str(round(value))


def scale_totals(files: dict[str, str], scale: float) -> None:
    """Multiply the totals of case.toml that grow with the city, with their ranges."""
    parts = re.split(r"(?m)^(?=\[)", files["case.toml"])
    for place, part in enumerate(parts):
        if any(part.startswith(f"[totals.{name}]") for name in SCALED_TOTALS):
            parts[place] = re.sub(
                r"(?m)^(value|low|high) = ([\d_.]+)",
                lambda found: f"{found[1]} = {round(float(found[2].replace('_', '')) * scale)}",
                part,
            )
    files["case.toml"] = "".join(parts)


def repeat_citations(files: dict[str, str], file: str, ids: Iterable[str]) -> None:
    """Give each copy in sources.csv the sources of the row that it is a copy of."""
    rows = rows_of(files["sources.csv"])
    copies = [
        {**row, "row": name}
        for name in ids
        for row in rows
        if row["file"] == file and re.fullmatch(re.escape(row["row"]) + r"_\d+", name)
    ]
    files["sources.csv"] = table_of([*rows, *copies])


def scale_ranges(files: dict[str, str], scale: float, where: set[str], columns: Iterable[str] = GROWING) -> None:
    """Multiply the ranges in sources.csv of columns that grow with the city, of the parks or sums `where`."""
    rows = rows_of(files["sources.csv"])
    for row in rows:
        if row["file"] == "parks.csv" and row["row"] in where and row["column"] in columns:
            scale_row(row, ("low", "high"), scale)
    files["sources.csv"] = table_of(rows)


def rows_of(text: str) -> Rows:
    """Return the rows of a table."""
    return list(csv.DictReader(io.StringIO(text, newline="")))


def table_of(rows: Iterable[Mapping[str, str]]) -> str:
    """Return rows as a table."""
    listed = list(rows)
    written = io.StringIO(newline="")
    table = csv.DictWriter(written, list(listed[0]), lineterminator="\n")
    table.writeheader()
    table.writerows(listed)
    return written.getvalue()
