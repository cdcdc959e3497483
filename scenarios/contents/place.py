"""What a file of a folder of results is called in refusals, and the refusal of one that is damaged."""

from pathlib import Path

from ..refusals.problem import InputProblem, Message, as_written, say


def place_of_file(folder: Path, name: str) -> Message:
    """Return what a file of a folder is called."""
    return say("file_in_folder", file=as_name(name), folder=as_written(str(folder)))


def as_name(name: str) -> str:
    """Return a file's path as it is, without quotation marks where it is plain."""
    return name if name.isprintable() and len(name) <= 60 else as_written(name)


def fault_of(folder: Path, name: str, fault: str) -> InputProblem:
    """Return the refusal of a file that is `altered`, `gone`, or `not_listed`."""
    return InputProblem(place_of_file(folder, name), say(fault), say("whole_folder"))
