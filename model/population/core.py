"""The core of a population: industry and recognition of every row, and sizes that meet the margins."""

from typing import Any, NamedTuple

import numpy as np

from model.compiled import allocating, compiled
from model.streams import Kind, Purpose, draw, identity_of

from .chances import draw_to_sum
from .entries import add_amount, no_entries, picked
from .meeting import meet
from .published import SHARES
from .raking import MET
from .rows import Kinds
from .sizes import golden, spread_sizes

MOST_ENTRIES = 2 + len(SHARES) + 1  # of a firm: its park, shares, its industry, value added
GROUPS = 2  # of a park: registered firms that are not given, and the others


class Core(NamedTuple):
    """What a population is drawn around; `excess` is what registered firms make above the threshold, before raking."""

    industry: Any  # i8 (row,)
    hightech: Any  # b1 (row,)
    output: Any  # f8 (row,) 10k yuan a year
    excess: Any  # f8 (registered,)


@allocating
def draw_core(recipe: Any, key: Any, attempt: Any) -> Any:
    """Return the core of a population and how raking went: `MET`, or what `meet` returns.

    The second number is 0 where the zones failed and 1 where the industry outside did.
    """
    rows = recipe.rows
    count = rows.park.size
    core = Core(np.zeros(count, np.int64), np.zeros(count, np.bool_), np.zeros(count), np.zeros(rows.registered))
    for row in range(rows.given):
        core.industry[row] = recipe.given[row].industry
        core.output[row] = recipe.given[row].output
    for group in range(rows.starts.size - 1):
        draw_group(group, rows.members[rows.starts[group] : rows.starts[group + 1]], recipe, key, attempt, core)
    recognise_given(recipe, key, attempt, core)
    for row in range(rows.given, rows.registered):
        core.output[row] = recipe.threshold + core.excess[row]
    worst = rake_group(True, recipe, core)
    if worst != MET:
        return core, worst, 0
    return core, rake_group(False, recipe, core), 1


@allocating
def draw_group(group: Any, members: Any, recipe: Any, key: Any, attempt: Any, core: Any) -> None:
    """Draw industries, recognition and sizes of the rows `members` of a group."""
    if members.size == 0:
        return
    park, which = group // GROUPS, group % GROUPS
    who = identity_of(Kind.PARK, 0, recipe.park_numbers[park], which)
    first, second, _, _ = draw(key, who, attempt, Purpose.BASELINE_PARK)
    mix, chances = recipe.mix[which, park], recipe.hightech[which, park]
    for place in range(members.size):
        core.industry[members[place]] = index_in(mix, golden(first, place))
    ordered = np.argsort(core.industry[members], kind="mergesort")
    for place in range(members.size):
        row = members[ordered[place]]
        core.hightech[row] = golden(second, place) < chances[core.industry[row]]
    draw_sizes(park, members, recipe, key, attempt, core)


@compiled
def index_in(mix: Any, share: Any) -> Any:
    """Return the industry at a share (0 to 1) of a cumulative mix."""
    target = share * mix[mix.size - 1]
    for index in range(mix.size - 1):
        if target < mix[index]:
            return index
    return mix.size - 1


@allocating
def draw_sizes(park: Any, members: Any, recipe: Any, key: Any, attempt: Any, core: Any) -> None:
    """Draw what registered firms make above the threshold, and what small firms make; projects make nothing."""
    kind = recipe.rows.kind[members[0]]
    producing = members[recipe.rows.kind[members] != Kinds.UNDER_WAY.value]
    order, within = np.empty(producing.size), np.empty(producing.size)
    for place in range(producing.size):
        drawn = draw(key, recipe.rows.identity[producing[place]], attempt, Purpose.BASELINE_SIZE)
        order[place], within[place] = drawn[0], drawn[1]
    if kind == Kinds.REGISTERED:
        sizes = spread_sizes(order, within, recipe.exponent, recipe.threshold, recipe.cuts[park])
        for place in range(producing.size):
            core.excess[producing[place]] = recipe.scales[park] * (sizes[place] - recipe.threshold)
    else:
        sizes = spread_sizes(order, within, recipe.exponent, recipe.smallest, recipe.threshold)
        for place in range(producing.size):
            core.output[producing[place]] = sizes[place]


@allocating
def recognise_given(recipe: Any, key: Any, attempt: Any, core: Any) -> None:
    """Set whether each given firm is high-tech: as given, else drawn so that the zones come near a published share."""
    rows, given = recipe.rows, recipe.given
    published = not np.isnan(recipe.hightech_wanted)
    unknown = np.zeros(rows.given, np.bool_)
    uniforms = np.zeros(rows.given)
    for row in range(rows.given):
        if not np.isnan(given[row].hightech):
            core.hightech[row] = given[row].hightech == 1.0
            continue
        _, _, _, uniforms[row] = draw(key, rows.identity[row], attempt, Purpose.BASELINE_INTENSITY)
        unknown[row] = published and recipe.zone[rows.park[row]]
        if not unknown[row]:
            core.hightech[row] = uniforms[row] < recipe.given_hightech[row]
    inside = np.flatnonzero(unknown)
    if inside.size > 0:
        wanted = recipe.hightech_wanted - likely_hightech(recipe, core)
        amounts = core.output[inside]
        flags = draw_to_sum(recipe.given_hightech[inside], amounts, uniforms[inside], wanted)
        for place in range(inside.size):
            core.hightech[inside[place]] = flags[place]


@allocating
def likely_hightech(recipe: Any, core: Any) -> float:
    """Return the output that high-tech firms among the zones' missing ones are likely to have after raking.

    What a park lacks is shared out by what its firms drew.
    """
    rows = recipe.rows
    drawn, firms = np.zeros(recipe.zone.size), np.zeros(recipe.zone.size)
    for row in range(rows.given, rows.registered):
        drawn[rows.park[row]] += core.excess[row]
        firms[rows.park[row]] += 1.0
    total = 0.0
    for row in range(rows.given, rows.registered):
        park = rows.park[row]
        if recipe.zone[park] and core.hightech[row]:
            room = recipe.missing_output[park] - firms[park] * recipe.threshold
            total += recipe.threshold + (core.excess[row] * room / drawn[park] if drawn[park] > 0.0 else 0.0)
    return total


@allocating
def covariates_of(inside: Any, recipe: Any, core: Any) -> Any:
    """Return the rows of registered firms in the zones (or outside), and what each adds to the margins, `Entries`."""
    rows = recipe.rows
    mine = np.flatnonzero(recipe.zone[rows.park[: rows.registered]] == inside)
    margins = recipe.zones if inside else recipe.outside
    covariates = no_entries(mine.size, MOST_ENTRIES)
    columns, values = covariates.columns, covariates.values
    column_of, industry_column = np.cumsum(recipe.zone) - 1, np.cumsum(recipe.published) - 1
    for place in range(mine.size):
        row = mine[place]
        park, industry = rows.park[row], core.industry[row]
        rate = recipe.industries[industry].value_added_rate
        column, entry = 1, 0
        if inside:
            columns[place, entry], values[place, entry] = column_of[park], 1.0
            column, entry = column_of[-1] + 1, entry + 1
            for share in range(recipe.shares.size):
                if recipe.shares[share]:
                    counted = core.hightech[row] if share == 0 else recipe.leading[park, industry] == 1
                    columns[place, entry], values[place, entry] = column, 1.0 if counted else 0.0
                    column, entry = column + 1, entry + 1
            if recipe.published[industry]:
                columns[place, entry], values[place, entry] = column + industry_column[industry], 1.0
                entry += 1
            column += industry_column[-1] + 1
        elif margins.amounts.size > 0:
            values[place, entry] = 1.0
            entry += 1
        if column < margins.amounts.size:
            columns[place, entry], values[place, entry] = column, rate
    return mine, covariates


@allocating
def margins_of(inside: Any, recipe: Any, core: Any) -> Any:
    """Return amounts and constants of the margins of a group: those outside follow from the zones' value added."""
    margins = recipe.zones if inside else recipe.outside
    amounts, constants = margins.amounts.copy(), margins.constants.copy()
    if not inside and not np.isnan(recipe.value_added_ratio):
        added = 0.0
        for row in range(recipe.rows.registered):
            if recipe.zone[recipe.rows.park[row]]:
                added += core.output[row] * recipe.industries[core.industry[row]].value_added_rate
        amounts[-1], constants[-1] = added * recipe.value_added_ratio, added
    return amounts, constants


@allocating
def held_already(mine: Any, covariates: Any, size: Any, recipe: Any, core: Any) -> Any:
    """Return which rows of a group are free, and what its `size` margins hold whatever these make above the threshold."""
    free = mine >= recipe.rows.given
    held = np.zeros(size)
    for place in range(mine.size):
        amount = recipe.threshold if free[place] else core.output[mine[place]]
        add_amount(held, amount, covariates, place)
    return free, held


@allocating
def rake_group(inside: Any, recipe: Any, core: Any) -> int:
    """Set the outputs of the free firms of a group so that it meets its margins; return what `meet` returns.

    What is above the threshold is raked, so that no firm falls below it.
    """
    mine, covariates = covariates_of(inside, recipe, core)
    shapes = recipe.zones.shapes if inside else recipe.outside.shapes
    free, held = held_already(mine, covariates, shapes.size, recipe, core)
    if not inside and not free.any():
        return MET  # the zones follow what is given outside
    amounts, constants = margins_of(inside, recipe, core)
    start = core.excess[mine[free]]
    found = np.empty(start.size)
    worst = meet(start, picked(covariates, free), amounts, held, shapes, constants, recipe.tolerance, found)
    for place, row in enumerate(mine[free]):
        core.output[row] = recipe.threshold + found[place]
    return worst
