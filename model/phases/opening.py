"""The books of a quarter are opened."""

from typing import Any

from ..compiled import compiled


@compiled
def open_books(parks: Any, book: Any) -> None:
    """Write the opening balances of the quarter."""
    for index in range(parks.size):
        book[index].land_opening = parks[index].quota_balance + parks[index].low_hill_levelled
        book[index].energy_opening = parks[index].energy_balance
        book[index].tenants_opening = parks[index].tenants


@compiled
def run_phase(quarter: Any, key: Any, world: Any, state: Any, par: Any, levers: Any, book: Any, sums: Any) -> None:
    """Write the opening balances."""
    open_books(state.parks, book)
