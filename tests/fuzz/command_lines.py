"""Attacks on the command line: all commands and options, their values, orders and repetitions."""

import inspect
from pathlib import Path
from random import Random

import run
from tests.fuzz.attack import LINHU, TOWN, Attack, copied_case
from tests.fuzz.hostile import NUMBERS, WORDS

SETS_UP = ("install", "wheels", "test")  # what they do is no attack's business
COMMANDS = {
    each.callback.__name__: each.callback
    for each in run.app.registered_commands
    if each.callback is not None and each.callback.__name__ not in SETS_UP
}
OPTIONS = (
    "--lang", "--scenario", "-s", "--replicates", "-n", "--seed", "--out", "--threads", "--until", "--resume", "--cluster", "--workers",
    "--verify", "--estimate", "--target", "--year", "--level", "--by", "--density", "--coverage", "--case", "--mean", "--method", "--axis",
    "--samples", "--variant", "--draws", "--lever", "--probability", "--budget", "--population", "--algorithm", "--futures", "--help",
    "--version", "--", "-h", "-x", "--no-resume", "--install-completion", "--show-completion",
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
FITTING: dict[str, tuple[str, ...]] = {
    "--lang": ("en", "zh", "zh_CN.UTF-8"), "--scenario": ("blueprint", "none"), "--replicates": ("2", "10"), "--seed": ("0", "4294967295"),
    "--out": ("out", "new/out"), "--threads": ("1", "2"), "--until": ("2021", "2022", "2030"), "--target": ("all_targets", "output_per_mu"),
    "--year": ("2015", "2020"), "--case": (TOWN,), "--method": ("morris", "sobol"), "--axis": ("macro_growth", "macro_growth=0.01..0.1"),
    "--samples": ("4", "8"), "--draws": ("2",), "--lever": ("multi_storey_rule", "polluter_exit"), "--probability": ("0.5", "1"),
    "--budget": ("4",), "--population": ("4",), "--algorithm": ("nsga2", "nsga3"), "--futures": ("2",), "--level": ("0.5",),
    "--by": ("point", "run"), "--density": ("0.5",), "--coverage": ("0.5",), "--workers": ("1",), "--variant": ("main",),
}  # fmt: skip
CASE_COMMANDS = (
    "run",
    "check",
    "compare",
    "search",
    "sensitivity",
    "facts",
    "clauses",
    "levers",
)  # that take a case first
SEARCHING = ("search", "sensitivity")  # that take long whatever they are asked
ENDS_AT_ONCE = "--cluster"  # waits for a port that may answer


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
        if option == ENDS_AT_ONCE:
            continue
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


def sensible_line(chance: Random) -> list[str]:
    """Return a line that is nearly right: values that fit their options, but for one now and then."""
    name = chance.choice((*CASE_COMMANDS, "sweep", "explain", "score", "schema"))
    first = {"sweep": "design.toml", "explain": chance.choice(PLACES), "score": "yueqing", "schema": "case"}.get(
        name, TOWN
    )
    arguments = [name, first]
    for option in chance.sample(options_of(name), min(3, len(options_of(name)))):
        if option == ENDS_AT_ONCE:
            continue
        if option in FITTING:
            arguments += [
                option,
                chance.choice(FITTING[option]) if chance.random() < 0.85 else without_nul(value(chance)),
            ]
        else:
            arguments.append(option)
    return arguments


def options_of(name: str) -> tuple[str, ...]:
    """Return the options of a command, those of all where it is none."""
    if name not in COMMANDS:
        return OPTIONS
    known = {f"--{parameter.replace('_', '-')}" for parameter in inspect.signature(COMMANDS[name]).parameters}
    return tuple(sorted(known & set(OPTIONS))) or ("--lang",)


def value(chance: Random) -> str:
    """Return a value of an option: one that fits somewhere, a number, or a hostile word."""
    return chance.choice((chance.choice(VALUES), chance.choice(VALUES), chance.choice(NUMBERS), chance.choice(WORDS)))


def without_nul(text: str) -> str:
    """Return a text as a system can hand it to a program: without NUL, as bytes of its encoding."""
    return text.replace("\0", "").encode("utf-8", "surrogateescape").decode("utf-8", "surrogateescape")
