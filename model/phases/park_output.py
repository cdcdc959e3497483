"""What a park made in the last quarter that was measured: all of it, or its leading industries alone."""

from typing import Any

from ..compiled import compiled


@compiled
def park_output(cells: Any) -> Any:
    """Return a park's output of the quarter, 10k yuan/year; `cells` are its records by industry."""
    total = 0.0
    for index in range(cells.size):
        total += cells[index].output
    return total


@compiled
def output_of_leading(cells: Any) -> Any:
    """Return the output of the quarter of a park's leading industries, 10k yuan/year; `cells` are as above."""
    output = 0.0
    for index in range(cells.size):
        if cells[index].leads == 1:
            output += cells[index].output
    return output
