"""Fourth quarter: the city reviews candidates for specialised towns, the province holds its contest, new candidates are listed."""

from typing import Any

from ..compiled import compiled
from ..rules.land import whole
from ..rules.towns import application_chance, meets_standard, rival_mark, town_mark
from ..rules.upgrading import fund_effect
from ..streams import Kind, Purpose, draw, identity_of
from ..towns import TownStatus
from .cultivating import cultivated_output, cultivation_at, is_recognised_town
from .park_output import output_of_zones
from .sorting import sort_queue

RIVAL = -1  # instead of the place of a park: who comes from another city


@compiled
def leading_output(place: Any, world: Any, sums: Any) -> Any:
    """Return the year's output of a park's leading industries, 10k yuan, and their firms at the end of the year.

    `sums` are those of the year, (park, industry), of firms on the register.
    """
    output = 0.0
    firms = 0.0
    for index in range(sums.shape[1]):
        if world.leading[place, index] == 1:
            output += sums[place, index].output
            firms += sums[place, index].firms
    return output, firms


@compiled
def review_town(chance: Any, uniforms: Any, park: Any, qualified: Any, par: Any, page: Any) -> None:
    """Remove a recognised town that misses the standard, or review a candidate that applies (ODD eq. 152-153, 155).

    `chance` is that of an application, `uniforms` are application, expert review, removal. Writes `town_status` and the
    book.
    """
    applies, passes, removed = uniforms
    if is_recognised_town(park):
        if not qualified and removed < par.town_removal:
            park.town_status = TownStatus.CANDIDATE.value
            page.towns_removed += 1
    elif park.town_status == TownStatus.CANDIDATE:
        page.candidates_qualified += 1 if qualified else 0
        if applies < chance:
            page.municipal_applications += 1
            if qualified and passes < par.municipal_pass:
                park.town_status = TownStatus.MUNICIPAL.value
                page.municipal_recognised += 1


@compiled
def review_towns(quarter: Any, key: Any, world: Any, state: Any, par: Any, levers: Any, book: Any, sums: Any) -> None:
    """Hold the city's round of the year (ODD eq. 152-153, 155): one decision a town, none sees another."""
    served = cultivated_output(state.parks, state.cells, levers)
    of_zones = output_of_zones(world.sites, state.cells)
    for place in range(state.parks.size):
        park = state.parks[place]
        if park.town_status < TownStatus.CANDIDATE.value:
            continue
        identity = identity_of(Kind.PARK, 0, world.park_numbers[place], 0)
        applies, passes, removed, _ = draw(key, identity, quarter, Purpose.TOWN_REVIEW)
        support = fund_effect(cultivation_at(place, state.parks, levers, served, of_zones), par)
        output, firms = leading_output(place, world, sums)
        qualified = meets_standard(output, firms, par)
        review_town(application_chance(support, par), (applies, passes, removed), park, qualified, par, book[place])


@compiled
def enter_towns(quarter: Any, key: Any, world: Any, state: Any, par: Any, book: Any, sums: Any) -> Any:
    """Put the towns that apply to the province on the ranking and return how many (ODD eq. 154).

    They are recognised by the city, of a class that the contest takes, and apply by a chance.
    """
    count = 0
    for place in range(state.parks.size):
        output, _ = leading_output(place, world, sums)
        eligible = state.parks[place].town_status == TownStatus.MUNICIPAL and world.sites[place].contest_class == 1
        if not eligible or output <= 0.0:
            continue
        identity = identity_of(Kind.PARK, 0, world.park_numbers[place], 0)
        applies, mark, _, _ = draw(key, identity, quarter, Purpose.TOWN_CONTEST)
        if applies >= par.provincial_application:
            continue
        book[place].provincial_applications += 1
        entry = state.ranking[count]
        entry.park = 0  # one ranking for the whole province
        entry.score = town_mark(output, mark, par)
        entry.identity = identity
        entry.row = place
        count += 1
    return count


@compiled
def enter_rivals(quarter: Any, key: Any, first: Any, ranking: Any, par: Any) -> Any:
    """Put the field of towns from other cities on the ranking behind its `first` entries; return how many there are then.

    A field is drawn anew each year. The ranking has a row for every firm and some hundreds to spare, so all fit.
    """
    rivals = whole(par.contest_rivals)
    for number in range(rivals):
        identity = identity_of(Kind.RIVAL, 0, 0, number)
        size, mark, _, _ = draw(key, identity, quarter, Purpose.TOWN_CONTEST)
        entry = ranking[first + number]
        entry.park = 0
        entry.score = rival_mark(size, mark, par)
        entry.identity = identity
        entry.row = RIVAL
    return first + rivals


@compiled
def hold_contest(quarter: Any, key: Any, world: Any, state: Any, par: Any, book: Any, sums: Any) -> None:
    """Hold the province's contest of the year (ODD eq. 154): the best marks win its places."""
    towns = enter_towns(quarter, key, world, state, par, book, sums)
    if towns == 0:
        return
    count = enter_rivals(quarter, key, towns, state.ranking, par)
    sort_queue(state.ranking, count)
    for rank in range(min(count, whole(par.contest_places))):
        place = state.ranking[rank].row
        if place != RIVAL:
            state.parks[place].town_status = TownStatus.PROVINCIAL.value
            book[place].provincial_recognised += 1


@compiled
def list_candidates(quarter: Any, key: Any, world: Any, parks: Any, par: Any, book: Any) -> None:
    """Put clusters on the city's list, by a chance a year (ODD eq. 156): they may apply from the next year on."""
    for place in range(parks.size):
        if parks[place].town_status == TownStatus.POTENTIAL:
            identity = identity_of(Kind.PARK, 0, world.park_numbers[place], 0)
            _, _, _, listed = draw(key, identity, quarter, Purpose.TOWN_REVIEW)
            if listed < par.town_listing:
                parks[place].town_status = TownStatus.CANDIDATE.value
                book[place].candidates_listed += 1


@compiled
def run_phase(quarter: Any, key: Any, world: Any, state: Any, par: Any, levers: Any, book: Any, sums: Any) -> None:
    """Hold the rounds of the city and of the province, and list new candidates, in a city that recognises towns by now."""
    start = world.recognition_from[0]
    if start == 0 or quarter < start:
        return
    review_towns(quarter, key, world, state, par, levers, book, sums)
    hold_contest(quarter, key, world, state, par, book, sums)
    list_candidates(quarter, key, world, state.parks, par, book)
