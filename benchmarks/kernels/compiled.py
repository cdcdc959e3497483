"""The kernel as the model runs it: the batches of the production phase, and firm by firm what follows from them."""

from typing import Any

from model.compiled import compiled
from model.levers import LEVERS, lever_dtype
from model.phases.growing import grow_batch, hold, rate_exits, upgrade_batch
from model.phases.production import gather, take_output, take_upgrade
from model.record import book_dtype
from model.rules.upgrading import happens_at
from model.state import Stage, State, allocate_state, records
from model.streams import Purpose, draw_batch

from .setting import Setting


@compiled
def settle(count: Any, firms: Any, batch: Any, par: Any) -> Any:
    """Let the first `count` firms of the batch take what was found; return upgrades and closures."""
    upgrades = 0
    closures = 0
    for place in range(count):
        firm = firms[batch.row[place]]
        stage = firm.stage
        take_output(firm, batch.grown[place], par)
        firm.capability = batch.capability[place]
        if batch.gain[place] >= 0.0:
            take_upgrade(firm, batch.gain[place], par)
            upgrades += 1
        if stage != Stage.RAMPING and happens_at(batch.exit_rate[place], batch.leave[place]):
            firm.stage = Stage.CLOSED.value
            closures += 1
    return upgrades, closures


@compiled
def advance_all(quarters: Any, key: Any, world: Any, state: Any, par: Any, levers: Any, book: Any) -> Any:
    """Advance quarters 1 to `quarters`; return upgrades and closures."""
    upgrades = 0
    closures = 0
    batch = state.batch[0]
    held = hold(par)
    for quarter in range(1, quarters + 1):
        row = 0
        while row < state.city[0].rows:
            row, count = gather(row, key, world, state, par, levers, state.costs[0], book)
            draw_batch(batch, count, quarter, Purpose.OPERATION, key)
            grow_batch(batch, count, held)
            upgrade_batch(batch, count, held)
            rate_exits(batch, count, held)
            more, fewer = settle(count, state.firms, batch, par)
            upgrades += more
            closures += fewer
    return upgrades, closures


def state_of(setting: Setting) -> State:
    """Return a state whose tables are those of the setting: what the kernel changes, it changes there."""
    room = allocate_state(1, 1, 1, 1, len(LEVERS))
    room.city.rows[:] = len(setting.firms)
    return room._replace(firms=setting.firms, parks=setting.parks, market=setting.market, cells=setting.cells)


def run(setting: Setting, quarters: int) -> tuple[int, int]:
    """Run `quarters` quarters; modifies the firms of the setting, returns upgrades and closures."""
    levers = records(lever_dtype, len(setting.parks))
    book = records(book_dtype, len(setting.parks))
    counts: tuple[int, int] = advance_all(
        quarters, setting.key, setting.world, state_of(setting), setting.parameters, levers, book
    )
    return counts
