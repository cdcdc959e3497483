"""The help of the command line in Chinese: typer knows one text of each option, and writes its headings in English."""

from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from .columns import GAP, table, wrapped
from .help_words import COMMANDS, PROGRAM, TEXTS, parameter_text, value_word
from .language import Language
from .screen import screen_width

INDENT = 2
NAME_ROOM = 26  # columns for the names of options, on a narrow screen a third of it


class BilingualCommand(TyperCommand):
    """A command whose help is in the language of its context (`obj`)."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help of the command."""
        if ctx.obj != Language.ZH:
            super().format_help(ctx, formatter)
            return
        formatter.write(command_help(self, ctx))


class BilingualGroup(TyperGroup):
    """All commands, whose help is in the language of its context (`obj`)."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help of the program."""
        if ctx.obj != Language.ZH:
            super().format_help(ctx, formatter)
            return
        formatter.write(program_help(self, ctx))


def program_help(group: TyperGroup, ctx: typer.Context) -> str:
    """Return the Chinese help of the program: its usage, options and commands, as wide as the screen."""
    usage = TEXTS["usage"].format(command=ctx.command_path, pieces=f"{TEXTS['options']} {TEXTS['command']}")
    options = [option_row(each, "", ctx) for each in group.get_params(ctx)]
    commands = [(name, COMMANDS[name]) for name in group.commands]
    more, width = TEXTS["more"].format(command=ctx.command_path), screen_width()
    lines = [*wrapped(usage, width), "", *wrapped(PROGRAM, width), "", *section("options_heading", options)]
    lines += ["", *section("commands_heading", commands), "", *wrapped(more, width)]
    return "\n".join(lines) + "\n"


def command_help(command: TyperCommand, ctx: typer.Context) -> str:
    """Return the Chinese help of a command: its usage, arguments and options, as wide as the screen."""
    name = str(command.name)
    parameters = command.get_params(ctx)
    arguments = [each for each in parameters if each.param_type_name == "argument"]
    options = [option_row(each, name, ctx) for each in parameters if each.param_type_name == "option"]
    taken = [str(each.name) if each.required else f"[{each.name}]" for each in arguments]
    usage = TEXTS["usage"].format(command=ctx.command_path, pieces=" ".join([TEXTS["options"], *taken]))
    width = screen_width()
    lines = [*wrapped(usage, width), "", *wrapped(COMMANDS[name], width), ""]
    if arguments:
        rows = [(f"{each.name} {taken_value(each)}", described(each, name, ctx)) for each in arguments]
        lines += [*section("arguments_heading", rows), ""]
    return "\n".join([*lines, *section("options_heading", options)]) + "\n"


def section(heading: str, rows: list[tuple[str, str]]) -> list[str]:
    """Return a heading and below it names and texts in two columns."""
    width = screen_width()
    names = min(NAME_ROOM, width // 3)
    return [TEXTS[heading], *(" " * INDENT + line for line in table(rows, (names, width - INDENT - GAP - names)))]


def option_row(option: Any, command: str, ctx: typer.Context) -> tuple[str, str]:
    """Return how an option is written, and what is said of it."""
    names = ", ".join([*option.opts, *option.secondary_opts])
    return f"{names} {taken_value(option)}".rstrip(), described(option, command, ctx)


def taken_value(parameter: Any) -> str:
    """Return what a parameter takes; nothing for a flag."""
    if getattr(parameter, "is_flag", False) or parameter.name == "help":
        return ""
    return value_word(parameter.metavar, parameter.name)


def described(parameter: Any, command: str, ctx: typer.Context) -> str:
    """Return what is said of a parameter, with whether it must be there and what it is otherwise."""
    text = parameter_text(command, parameter.name)
    default = parameter.get_default(ctx, call=False)
    if parameter.required:
        return text + TEXTS["required"]
    if default is None or default is False or callable(default) or "默认" in text:
        return text
    return text + TEXTS["default"].format(value=default)
