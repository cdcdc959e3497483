"""What parks made in the last quarter that was measured: one park, its leading industries alone, or all zones."""

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
def output_of_leading(cells: Any, leading: Any) -> Any:
    """Return the output of the quarter of a park's own leading industries, 10k yuan/year.

    `cells` are as above, `leading` says by industry whether it leads the park, 0 or 1.
    """
    output = 0.0
    for index in range(cells.size):
        if leading[index] == 1:
            output += cells[index].output
    return output


@compiled
def output_of_zones(sites: Any, cells: Any) -> Any:
    """Return the output of the quarter of all zones, 10k yuan/year; `cells` are the records by park and industry."""
    output = 0.0
    for place in range(sites.size):
        if sites[place].zone:
            output += park_output(cells[place])
    return output
