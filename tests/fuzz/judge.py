"""Judging an attack: how the command ended, what it said, how long it worked, what it left.

In one process commands are stopped where they would make the world: what is read and checked before that is attacked
here, and the rest by the processes of `processes.py`.
"""

import contextlib
import io
import signal
import traceback
import unicodedata
import warnings
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from unittest import mock

import run
from outputs.shared.ending import DONE, FAILED, REFUSED, STOPPED
from scenarios.files.bounds import TURNING
from scenarios.refusals.problem import LONGEST_SENTENCE, MOST_TOLD, say
from tests.fuzz.attack import Attack

MOST_SECONDS = 10  # of a processor, so that a busy machine makes no difference
SHOWN = 2000  # characters of what was said
PREFIXES = tuple(say("refused", sentence="").in_language(language) for language in ("en", "zh"))
OTHER_PLACES = ("--", "CASE", "case ", "案例", "folder ", "文件夹")  # options, the case as a whole


class Reached(BaseException):
    """The command came to where it would compute: what it was given has been accepted."""


class Hang(BaseException):
    """The command worked for longer than any refusal takes."""


def _reached(*_: object, **__: object) -> None:
    raise Reached


def _no_trial(case: object) -> object:
    from scenarios.inspection.trial import Trial, land_left

    undeveloped = tuple(land_left(case.data.baseline, case.file.central_values()[0]))
    return Trial(None, (), undeveloped)


@contextlib.contextmanager
def without_computing() -> Iterator[None]:
    """Let commands stop where they would make a world, and `check` say what it finds without making one."""
    with (
        mock.patch("model.population.making.make_world", _reached),
        mock.patch("scenarios.inspection.findings.try_population", _no_trial),
    ):
        yield


@contextlib.contextmanager
def watched() -> Iterator[None]:
    """Raise Hang after a time of the processor that no refusal takes; where the system cannot, look at nothing."""
    if not hasattr(signal, "setitimer"):
        yield
        return

    def ring(_: int, __: FrameType | None) -> None:
        raise Hang

    before = signal.signal(signal.SIGVTALRM, ring)
    signal.setitimer(signal.ITIMER_VIRTUAL, MOST_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def stood(home: Path) -> set[str]:
    """Return what stands in a folder, by name."""
    return {str(path.relative_to(home)) for path in home.rglob("*")}


def judged(attack: Attack, home: Path) -> tuple[str, list[str]]:
    """Run an attack in this process; return how it ended and what is wrong with that: nothing, if all is well."""
    before = stood(home)
    said = io.TextIOWrapper(io.BytesIO(), "utf-8", errors="surrogateescape", write_through=True)
    shown = io.TextIOWrapper(io.BytesIO(), "utf-8", errors="surrogateescape", write_through=True)
    ended, wrong = "", []
    try:
        with (
            contextlib.chdir(home),
            contextlib.redirect_stdout(shown),
            contextlib.redirect_stderr(said),
            watched(),
            warnings.catch_warnings(action="error"),
        ):
            code = run.main(list(attack.arguments))
        ended = str(code)
        errors = said.buffer.getvalue().decode("utf-8", "surrogateescape")
        wrong.extend(faults_of(code, errors, attack))
        raw = unprintable(shown.buffer.getvalue().decode("utf-8", "surrogateescape"))
        if raw:
            wrong.append(f"raw characters in what is shown: {raw}")
    except Reached:
        ended = "accepted"
    except Hang as error:
        ended = "hang"
        wrong.append(f"worked for over {MOST_SECONDS} s of a processor: {last_calls(error)}")
    except BaseException as error:
        ended = type(error).__name__
        wrong.append(f"traceback: {last_calls(error)}")
    new = stood(home) - before
    if new and ended not in (str(DONE), "accepted"):
        wrong.append(f"left {sorted(new)[:5]}")
    return ended, wrong


def last_calls(error: BaseException) -> str:
    """Return an error and where it came from, the last calls only."""
    calls = traceback.extract_tb(error.__traceback__)[-4:]
    return f"{type(error).__name__}: {str(error)[:300]} " + " > ".join(
        f"{Path(call.filename).name}:{call.lineno} {call.name}" for call in calls
    )


def faults_of(code: int, errors: str, attack: Attack) -> Iterator[str]:
    """Yield what is wrong with an exit code and what was said on standard error."""
    if code not in (DONE, FAILED, REFUSED, STOPPED):
        yield f"exit code {code}, which is not documented: {errors[-SHOWN:]}"
    if "Traceback (most recent call last)" in errors or "Warning: " in errors:
        yield f"traceback or warning: {errors[-SHOWN:]}"
    if code != REFUSED:
        return
    lines = errors.rstrip("\n").split("\n")
    if not lines[0].startswith(PREFIXES):
        yield f"no refusal: {errors[:SHOWN]!r}"
        return
    sentences = [line.removeprefix(PREFIXES[0]).removeprefix(PREFIXES[1]).removeprefix("  ") for line in lines]
    for sentence in sentences:
        yield from faults_of_sentence(sentence)
    # Of several faults the first line has the number, and the last one that of those that are left out.
    counted = sentences if len(sentences) == 1 else sentences[1 : 1 + MOST_TOLD]
    for sentence in counted:
        if not (": " in sentence or "：" in sentence) or (
            attack.named and not any(name in sentence for name in (*attack.named, *OTHER_PLACES))
        ):
            yield f"no place: {sentence!r}"


def unprintable(text: str) -> list[str]:
    """Return the characters of a text, ends of lines apart, that steer a terminal or turn the order of the others round."""
    found = {each for each in text if each != "\n" and unicodedata.category(each) in ("Cc", "Cs")}
    return sorted(found | (set(text) & TURNING))


def faults_of_sentence(sentence: str) -> Iterator[str]:
    """Yield what is wrong with the length and the characters of one line of a refusal."""
    if len(sentence) > LONGEST_SENTENCE:
        yield f"{len(sentence)} characters: {sentence[:200]!r}"
    raw = unprintable(sentence)
    if raw:
        yield f"raw characters {raw}: {sentence[:300]!r}"
    if not sentence.strip():
        yield "an empty line"
