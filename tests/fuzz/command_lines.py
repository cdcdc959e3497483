"""Attacks on the command line: all commands and options, their values, orders and repetitions."""

from collections.abc import Sequence
from pathlib import Path
from random import Random

from typer.main import get_command

import run
from tests.fuzz.attack import LINHU, TOWN, Attack, copied_case
from tests.fuzz.hostile import NUMBERS, WORDS

SETS_UP = ("install", "wheels", "test")  # what they do is no attack's business
WAITS = "--cluster"  # for a scheduler that may answer
COMMANDS = {  # the options of each
    name: [
        option
        for each in command.params
        if each.param_type_name == "option"
        for option in (*each.opts, *each.secondary_opts)
        if option != WAITS
    ]
    for name, command in get_command(run.app).commands.items()
    if name not in SETS_UP
}
OPTIONS = (
    *dict.fromkeys(option for options in COMMANDS.values() for option in options), "--help", "--version", "--", "-h", "-x", "--no-resume",
    "--install-completion", "--show-completion",
)  # fmt: skip
PLACES = (
    TOWN, "chizhou", "池州", "chizou", "nowhere", ".", "..", "", "town/case.toml", "town/parks.csv", "design.toml", "town/scenarios.toml",
    "/dev/null", "/proc/self", "case", "scenarios", "sources", "grading", "scoring", "chizhou/draft", "chizhou draft", "亩均税收", "yueqing",
)  # fmt: skip
VALUES = (
    "1", "2", "4", "10", "en", "zh", "zh_CN", "fr", "draft", "none", "征求意见稿", "2020", "2015", "0.5", "morris", "sobol", "nsga2", "nsga3",
    "point", "run", "all_targets", "mixed_output_share", "mixed_output_share.2020", "macro_growth=0..1", "macro_growth=1..0",
    "macro_growth=a..b", "upgrade_platform", "tcp://", "tcp://127.0.0.1:1", "out", "new/out", "/proc/x", "/dev/null/x", "town", "x" * 300,
    "x/" * 200, "\udcff", "../out",
)  # fmt: skip
SEARCHING = ("search", "sensitivity")  # that take long whatever they are asked


def command_line(chance: Random, home: Path) -> Attack:
    """Write a command line of parts that belong together, or nearly."""
    copied_case(chance, home, LINHU)
    (home / "design.toml").write_text(
        'name = "d"\ncase = "town"\n[levers]\nscenarios = ["none"]\n[replicates]\nnumber = 2\n', "utf-8"
    )
    arguments = (
        [chance.choice((*COMMANDS, *COMMANDS, "runn", "", "Run", chance.choice(WORDS)))]
        if chance.random() < 0.93
        else []
    )
    for _ in range(chance.choice((0, 1, 1, 2))):
        arguments.append(chance.choice(PLACES) if chance.random() < 0.8 else value(chance))
    for _ in range(chance.choice((0, 1, 1, 2, 3, 6))):
        option = chance.choice(options_of(arguments[0]) if arguments and chance.random() < 0.8 else OPTIONS)
        way = chance.random()
        if way < 0.6:
            arguments += [option, value(chance)]
        elif way < 0.8:
            arguments.append(f"{option}={value(chance)}")
        else:
            arguments.append(option)
    if chance.random() < 0.1:
        chance.shuffle(arguments)
    return Attack([without_nul(each) for each in arguments])


def short_line(chance: Random, home: Path) -> Attack:
    """Write a command line that computes little where it is accepted."""
    attack = command_line(chance, home)
    name = next(iter(attack.arguments), "run")
    if name in SEARCHING:
        attack.arguments[0] = "check"
    elif name in ("run", "compare", "facts") or name.startswith("-"):
        attack.arguments += ["-n", "2"]
    return attack


def options_of(name: str) -> Sequence[str]:
    """Return the options of a command, those of all where it is none."""
    return COMMANDS.get(name, OPTIONS) or ("--lang",)


def value(chance: Random) -> str:
    """Return a value of an option: one that fits somewhere, a number, or a hostile word."""
    return chance.choice((chance.choice(VALUES), chance.choice(VALUES), chance.choice(NUMBERS), chance.choice(WORDS)))


def without_nul(text: str) -> str:
    """Return a text as a system can hand it to a program: without NUL, as bytes of its encoding."""
    return text.replace("\0", "").encode("utf-8", "surrogateescape").decode("utf-8", "surrogateescape")
