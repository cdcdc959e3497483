"""Attacks on the files of a case, and on tables of figures and scoring tables."""

import shutil
from pathlib import Path
from random import Random

from scenarios.case import CASES
from tests.fuzz.attack import TOWN, Attack, copied_case, spoil
from tests.fuzz.hostile import NUMBERS, WORDS
from tests.fuzz.mutation import mutated, unmeasured

YUEQING = CASES / "yueqing"
TABLES = CASES.parent / "scorings"
FIGURES = ("scored_counties.csv", "scored_industries.csv")
FIRM_COLUMNS = "id,name,park,industry,output,hightech,suited,energy,emissions,capital,land,floor,leased,grade"
OTHER_NAMES = (
    "case.TOML", "parks.csv.bak", "parks.xlsx", ".DS_Store", "Thumbs.db", "firms.csv", "scoring.toml", "grading.toml", "breaks.csv", "~$parks.csv",
    "parks (1).csv", "提质.csv",
)  # fmt: skip


def case_files(chance: Random, home: Path) -> Attack:
    """Spoil files of a case and read it by one of the commands that read it whole."""
    folder = copied_case(chance, home)
    names = sorted(path.name for path in folder.iterdir())
    if chance.random() < 0.1:
        (folder / "firms.csv").write_bytes(given_firms(chance, folder))
        names = ["firms.csv", *names] if chance.random() < 0.5 else ["firms.csv"]
    done = spoil(chance, folder, names)
    if chance.random() < 0.08:
        done.append(out_of_place(chance, folder, chance.choice(names)))
    return Attack(reading_command(chance), done, (*names, *OTHER_NAMES))


def given_firms(chance: Random, folder: Path) -> bytes:
    """Return a table of firms with parks and industries of the case, or nearly."""
    parks = [line.split(",")[0] for line in (folder / "parks.csv").read_text("utf-8-sig").splitlines()[1:]] or ["x"]
    trades = [line.split(",")[0] for line in (folder / "industries.csv").read_text("utf-8-sig").splitlines()[1:]] or [
        "x"
    ]
    rows = [FIRM_COLUMNS]
    for number in range(chance.choice((1, 3, 20))):
        cells = [
            f"F{number}",
            f"企业{number}",
            chance.choice(parks),
            chance.choice(trades),
            f"{chance.uniform(2000, 90_000):.1f}",
            "0",
            "1",
        ]
        cells += ["500", "3", "800", "20", "1000", "0", chance.choice("ABCD")]
        if chance.random() < 0.1:
            cells[chance.randrange(len(cells))] = chance.choice((*NUMBERS, *WORDS)).replace(",", "")
        rows.append(",".join(cells))
    return ("\n".join(rows) + "\n").encode("utf-8", "surrogatepass")


def out_of_place(chance: Random, folder: Path, name: str) -> str:
    """Put something in the way of a file: a folder, a link, nothing, a file that does not belong."""
    path, way = folder / name, chance.randrange(6)
    if way == 0:
        path.unlink()
    elif way == 1:
        path.unlink()
        path.mkdir()
    elif way == 2:
        path.unlink()
        path.symlink_to(chance.choice((name, "nowhere", "/dev/null", "..", "/dev/zero")))
    elif way == 3:
        path.chmod(0)
    else:
        (folder / chance.choice(OTHER_NAMES)).write_bytes(chance.randbytes(60))
    return f"{name}: {('gone', 'a folder', 'a link', 'closed', 'a stray file', 'a stray file')[way]}"


def reading_command(chance: Random) -> list[str]:
    """Return a command that reads the case."""
    language = ["--lang", chance.choice(("en", "zh"))]
    return chance.choice(
        (
            ["check", TOWN], ["check", TOWN], ["check", TOWN], ["clauses", TOWN], ["levers", TOWN], ["run", TOWN, "-n", "2"],
            ["run", TOWN, "-n", "2", "-s", "draft"], ["facts", TOWN, "-n", "2"], ["compare", TOWN, "-n", "2"],
        )
    ) + language  # fmt: skip


def scoring_files(chance: Random, home: Path) -> Attack:
    """Spoil a scoring table or the figures that it scores."""
    figures = chance.choice(FIGURES)
    shutil.copyfile(YUEQING / figures, home / "figures.csv")
    source = chance.choice((YUEQING / "scoring.toml", *sorted(TABLES.glob("*.toml"))))
    table = home / "table.toml"
    shutil.copyfile(source, table)
    spoilt = chance.choice(("figures.csv", "table.toml"))
    data, done = mutated(chance, spoilt, (home / spoilt).read_bytes())
    (home / spoilt).write_bytes(data)
    arguments = [
        "score",
        "table.toml",
        "figures.csv",
        "--draws",
        "2",
        "--out",
        "scored",
        "--lang",
        chance.choice(("en", "zh")),
    ]
    return Attack(arguments, [f"{spoilt}: {', '.join(done)} (of {source.parent.name}/{source.name}, {figures})"])


def grading_files(chance: Random, home: Path) -> Attack:
    """Spoil the grading of a case."""
    source = chance.choice(sorted((CASES.parent / "gradings").glob("*.toml")))
    folder = copied_case(chance, home)
    shutil.copyfile(source, folder / "grading.toml")
    done = spoil(chance, folder, ["grading.toml"]) if chance.random() < 0.9 else []
    return Attack(reading_command(chance), done, tuple(path.name for path in folder.iterdir()))


def checked_files(chance: Random, home: Path) -> Attack:
    """Spoil files of a case, and check it."""
    attack = case_files(chance, home)
    attack.arguments = ["check", TOWN, *attack.arguments[-2:]]
    return attack


def unmeasured_files(chance: Random, home: Path) -> Attack:
    """Write a statement without measure into a TOML file of a case."""
    folder = copied_case(chance, home)
    path = chance.choice(sorted(folder.glob("*.toml")))
    path.write_bytes(unmeasured(chance, path.read_bytes()))
    return Attack(reading_command(chance), [f"{path.name}: unmeasured"], (path.name,))
