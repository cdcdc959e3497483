"""Attacks whose input is mostly accepted, so that populations are made of it, runs are run and folders written."""

from pathlib import Path
from random import Random

from tests.fuzz.attack import LINHU, TOWN, Attack, copied_case
from tests.fuzz.designs import OWN
from tests.fuzz.mutation import gently, nearby_number

SPOILT = ("parks.csv", "case.toml", "industries.csv", "scenarios.toml", "input_coefficients.csv", "grading.toml")
RUNS = (
    *[["check", TOWN]] * 8, ["run", TOWN, "-n", "2", "-s", "blueprint", "--out", "out"],
    ["compare", TOWN, "-n", "2", "--out", "out"], ["facts", TOWN, "-n", "2", "--out", "out"], ["sweep", "design.toml", "--out", "out"],
    ["sweep", "design.toml", "--out", "out", "--dry-run"],
)  # fmt: skip


def worlds(chance: Random, home: Path) -> Attack:
    """Change a number or a row of a case, and run it."""
    folder = copied_case(chance, home, LINHU)
    done = []
    for name in chance.sample(SPOILT, chance.choice((1, 1, 2))):
        data, told = (folder / name).read_bytes(), [nearby_number.__name__]
        if chance.random() < 0.7:
            data = nearby_number(chance, data)
        else:
            data, told = gently(chance, name, data)
        (folder / name).write_bytes(data)
        done.append(f"{name}: {', '.join(told)}")
    (home / "design.toml").write_text(
        OWN.replace("points = 6", "points = 2").replace("points = 4", "points = 1"), "utf-8"
    )
    return Attack(
        [*chance.choice(RUNS), "--lang", chance.choice(("en", "zh"))], done, (*SPOILT, "design.toml", "sources")
    )
