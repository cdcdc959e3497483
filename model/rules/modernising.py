"""Technical upgrading puts machines in the place of people; the city pays a share of the equipment."""

from typing import Any

from ..compiled import compiled


@compiled
def labour_saved_after(saved: Any, par: Any) -> Any:
    """Return the share of its workers that a firm has replaced after one more project (ODD eq. 65).

    `saved` is the share before. Invariant: at least `saved`, and below 1.
    """
    return 1.0 - (1.0 - saved) * (1.0 - par.machine_saving)


@compiled
def workers_replaced(output: Any, output_per_worker: Any, saved: Any) -> Any:
    """Return the workers that machines replace in a firm: the share `saved` of those its industry needs for `output`."""
    return output / output_per_worker * saved


@compiled
def equipment_cost(workers: Any, par: Any) -> Any:
    """Return what the city pays for machines that replace so many `workers`, 10k yuan (ODD eq. 65)."""
    return workers * par.machine_cost * par.equipment_subsidy
