"""Arguments of the command line: read and checked here, so that a refusal is one line in the reader's language."""

import re
from collections.abc import Callable, Collection, Sequence
from itertools import pairwise
from pathlib import Path

from scenarios.files.text import plain
from scenarios.refusals.folders import refuse_not_utf8
from scenarios.refusals.problem import InputProblem, as_written, nearest, say

from .language import OTHER_NAMES, Language, language_of, locale_language

_LANGUAGE = re.compile(r"--lang(=(.*))?")


def whole_number(option: str, low: int, high: int) -> Callable[[str], int]:
    """Return a reader of an option's whole number from `low` to `high`. It raises InputProblem."""
    place, allowed = say("option", option=option), say("range", low=low, high=high)

    def number(text: str) -> int:
        digits = plain(str(text))
        if not re.fullmatch(r"[+-]?\d{1,18}", digits, re.ASCII):
            raise InputProblem(place, say("not_whole", value=as_written(text)), allowed)
        if not low <= int(digits) <= high:
            raise InputProblem(place, say("out_of_range", value=digits), allowed)
        return int(digits)

    return number


def fraction(option: str, low: float, high: float) -> Callable[[str], float]:
    """Return a reader of an option's number from `low` to `high`. It raises InputProblem."""
    place, allowed = say("option", option=option), say("range", low=low, high=high)

    def number(text: str) -> float:
        digits = plain(str(text))
        if not re.fullmatch(r"[+-]?(\d{1,18}(\.\d{0,18})?|\.\d{1,18})", digits, re.ASCII):
            raise InputProblem(place, say("no_fraction", value=as_written(text)), allowed)
        if not low <= float(digits) <= high:
            raise InputProblem(place, say("out_of_range", value=digits), allowed)
        return float(digits)

    return number


def results_folder(option: str) -> Callable[[str], Path]:
    """Return a reader of an option that names a folder of results. It raises InputProblem for a name that is not UTF-8."""

    def folder(text: str) -> Path:
        refuse_not_utf8(Path(text), say("option", option=option))
        return Path(text)

    return folder


def language(text: str) -> Language:
    """Return the language of an option: zh, or a locale such as zh_CN. Raises InputProblem."""
    found = language_of(str(text))
    if found is None:
        meant = OTHER_NAMES.get(str(text).lower())
        allowed = say("known", names=[*Language]) if meant is None else say("nearest", name=as_written(meant.value))
        raise InputProblem(say("option", option="--lang"), say("unknown_language", name=as_written(text)), allowed)
    return found


def languages_asked(arguments: Sequence[str]) -> tuple[Language, ...]:
    """Return the language that the arguments ask for, before anybody has checked them: refusals need it first.

    Without any it is that of the locale. Where what they ask for is no language of ours, it is both.
    """
    asked = locale_language()
    for argument, following in pairwise([*arguments, ""]):
        found = _LANGUAGE.fullmatch(argument)
        if found and (code := found[2] or following):
            known = language_of(code)
            if known is None:
                return tuple(Language)
            asked = known
    return (asked,)


def usage_problem(error: Exception, commands: Collection[str]) -> InputProblem:
    """Return what a parser's error says about the command line, in our own words."""
    kind, text = type(error).__name__, str(getattr(error, "message", error))
    place, see_help = say("command_line"), say("see_help")
    option = str(getattr(error, "option_name", ""))
    if kind == "NoSuchOption":
        near = list(getattr(error, "possibilities", None) or [])
        return InputProblem(
            place, say("unknown_option", name=as_written(option)), nearest(option, near) if near else see_help
        )
    if kind in ("BadOptionUsage", "BadArgumentUsage"):
        return InputProblem(place, say("option_value", name=as_written(option)), see_help)
    if kind == "MissingParameter":
        name = max(getattr(getattr(error, "param", None), "opts", ["?"]), key=len)
        return InputProblem(place, say("argument_missing", name=as_written(name)), see_help)
    if found := re.fullmatch(r"No such command '(.*?)'\..*", text):
        return InputProblem(place, say("unknown_command", name=as_written(found[1])), nearest(found[1], commands))
    if found := re.match(r"Got unexpected extra arguments?(?:\(s\))? \((.*)\)", text):
        return InputProblem(place, say("extra_arguments", names=found[1]), see_help)
    return InputProblem(place, say("usage", reason=text), see_help)
