"""Attacks on designs of sweeps, on tables of points, and on search files."""

import shutil
from pathlib import Path
from random import Random

from scenarios.case import CASES
from tests.fuzz.attack import LINHU, Attack, copied_case, spoil
from tests.fuzz.hostile import NUMBERS, WORDS

SWEEPS = CASES / "chizhou" / "sweeps"
OWN = """name = "own"
case = "town"
scenario = "blueprint"
[levers]
method = "latin_hypercube"
points = 6
axes.multi_storey_rule.strength = { low = 0.0, high = 1.0 }
axes.polluter_exit.strength = [0.0, 0.1]
[uncertainties]
method = "sobol"
points = 4
axes.macro_growth = {}
[replicates]
number = 4
block = 2
"""
LISTED = """name = "listed"
case = "town"
[joint]
file = "points.csv"
[replicates]
number = 2
"""
POINTS = "multi_storey_rule,macro_growth\n0.5,\n1,0.05\n"


def designs(chance: Random, home: Path) -> Attack:
    """Spoil a design, its case or its points, and ask for what it would take."""
    folder = copied_case(chance, home, LINHU)
    way = chance.random()
    if way < 0.4:
        text = chance.choice(sorted(SWEEPS.glob("*.toml"))).read_text("utf-8")
        (home / "design.toml").write_text(text, "utf-8")
    else:
        (home / "design.toml").write_text(OWN if way < 0.7 else LISTED, "utf-8")
    (home / "points.csv").write_text(POINTS, "utf-8")
    spoilt = chance.choice((["design.toml"], ["design.toml"], ["points.csv"], ["design.toml", "points.csv"]))
    done = spoil(chance, home, spoilt)
    if chance.random() < 0.15:
        text = (home / "design.toml").read_bytes()
        path = chance.choice(
            ("/etc/hostname", "../../secret", "town/parks.csv", ".", "/dev/zero", "x" * 400, chance.choice(WORDS))
        )
        (home / "design.toml").write_bytes(
            text.replace(b'"points.csv"', b'"' + path.encode("utf-8", "ignore") + b'"').replace(
                b'"town"', b'"' + path.encode("utf-8", "ignore") + b'"'
            )
        )
        done.append(f"a path: {path!r}")
    options = chance.choice(([], [], ["--verify"], ["--resume"]))
    named = ("design.toml", "points.csv", *(path.name for path in folder.iterdir()))
    return Attack(
        ["sweep", "design.toml", "--out", "swept", "--lang", chance.choice(("en", "zh")), *options], done, named
    )


def searches(chance: Random, home: Path) -> Attack:
    """Spoil a search file."""
    folder = copied_case(chance, home, CASES / "chizhou")
    if chance.random() < 0.9:
        done = spoil(chance, folder, ["search.toml"])
    else:
        shutil.copyfile(folder / chance.choice(("case.toml", "scenarios.toml")), folder / "search.toml")
        done = ["search.toml: another file"]
    arguments = ["search", "town/search.toml", "--out", "found", "--lang", chance.choice(("en", "zh"))]
    if chance.random() < 0.3:
        arguments += [
            chance.choice(("--target", "--lever", "--budget", "-n", "--probability")),
            chance.choice((*NUMBERS, *WORDS)).replace("\0", ""),
        ]
    return Attack(arguments, done)
