"""Ctrl-C, and a system that asks a command to end: what is in hand is put in order, and one sentence says what is kept."""

import contextlib
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from types import FrameType
from typing import NoReturn

from .ending import STOPPED, resume_command
from .language import Language, language_of, locale_language

# Windows sends SIGBREAK for Ctrl-Break, and to a process whose window is closed.
SIGNALS = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGBREAK") if hasattr(signal, name)]
INTERRUPTED = 130  # what typer makes of a KeyboardInterrupt
NOTHING_KEPT = {
    "zh": "已停止，未保留任何结果；请重新运行同一命令。",
    "en": "Stopped. Nothing is kept of it; the same command begins anew.",
}
KEPT = {
    "zh": "已停止，完成的部分均已保存。继续请运行：\n{command}",
    "en": "Stopped; all that was done is kept. To continue:\n{command}",
}


class StoppedToContinue(Exception):
    """A command that was stopped and keeps in `folder` what it has done."""

    def __init__(self, folder: object) -> None:
        super().__init__(folder)
        self.folder = folder

    def in_language(self, language: str) -> str:
        """Return what is kept, and the command that goes on."""
        return KEPT[language].format(command=resume_command(sys.argv[1:], self.folder))


def interrupt(number: int, frame: FrameType | None) -> NoReturn:
    """Interrupt what the program does, as Ctrl-C would."""
    raise KeyboardInterrupt


@contextlib.contextmanager
def stopped_by_signals(handler: Callable[[int, FrameType | None], object] = interrupt) -> Iterator[None]:
    """Let signals that ask for an end call a handler while the context lasts; by default they all are as Ctrl-C.

    A signal that whoever started the program has it ignore stays ignored.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.getsignal(number) for number in SIGNALS}
    before = {number: there for number, there in before.items() if there is not signal.SIG_IGN}
    for number in before:
        signal.signal(number, handler)
    try:
        yield
    finally:
        for number, there in before.items():
            signal.signal(number, there)


def stop_at_once() -> None:
    """Let a signal end the program with its sentence, as long as it reads its libraries and has begun nothing."""

    def end(number: int, frame: FrameType | None) -> None:
        language = next(filter(None, map(language_of, sys.argv[2:])), locale_language())
        os.write(2, (NOTHING_KEPT[language] + "\n").encode(sys.stderr.encoding or "utf-8", "replace"))
        os._exit(STOPPED)

    for number in SIGNALS:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, end)


def ignore_signals() -> None:
    """Let a program that is done end as it is: nothing can be stopped any more."""
    for number in SIGNALS:
        signal.signal(number, signal.SIG_IGN)


def say_stopped(languages: Sequence[Language], stopped: StoppedToContinue | None = None) -> int:
    """Say on standard error that a command was stopped, and what is kept; return the exit code."""
    for language in languages:
        print(NOTHING_KEPT[language] if stopped is None else stopped.in_language(language), file=sys.stderr)
    return STOPPED
