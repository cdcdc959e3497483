"""Targets: what a plan promises of an indicator in a year."""

from typing import Annotated

from pydantic import Field

from .files.strict import Number, Strict


class Target(Strict):
    """A target of the plan: an indicator reaches a value in a year."""

    indicator: str
    year: Annotated[int, Field(strict=True)]
    at_least: Number
    clause: str


def target_key(target: Target) -> str:
    """Return what a target is called in tables: its indicator and year, such as `jobs.2020`."""
    return f"{target.indicator}.{target.year}"
