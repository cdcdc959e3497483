"""What cannot be in case.toml though every key is there and of its kind: units, ranges, sources, names, targets."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from model.calendar import Calendar
from model.indicators import INDICATORS
from model.levers import LEVERS
from model.parameters import PARAMETERS, Parameter
from model.population.baseline import EXACT_ENOUGH
from model.sources import ASSUMPTION

from ..refusals.problem import InputProblem, Message, as_written, say
from ..targets import Target
from .case_shape import LONGEST, CaseFile, Sourced
from .choice_table import allowed_word, choice_faults
from .known_names import ids_meant, not_one_meant
from .lever_setting import read_quarter
from .names import check_label, check_name
from .sources import unknown_source
from .strict import LABEL_COLUMNS
from .text import plain
from .totals import TOTALS, Total
from .towns import town_faults

LARGEST_TARGET = 1e9
FARTHEST = 1e15  # that an end of a range may be from 0: a percentage of what is far beyond overflows
# Tables of case.toml whose numbers are declared.
NUMBERS: dict[str, Mapping[str, Total | Parameter]] = {"totals": TOTALS, "parameters": PARAMETERS}
_KINDS_OF_PLACE = {"park": "kind_park", "industry": "kind_industry"}


def faults(name: str, file: CaseFile, sources: Collection[str]) -> Iterator[InputProblem]:
    """Yield what is wrong with the contents of a case file called `name`, which may cite these `sources`."""
    yield from _name_faults(name, file)
    if file.most_years is not None and file.most_years < file.years:
        what = say("out_of_range", value=as_written(file.most_years))
        yield InputProblem(_key(name, "most_years"), what, say("range", low=file.years, high=LONGEST))
    for table, declared in NUMBERS.items():
        for key, sourced in getattr(file, table).items():
            if key in declared:
                yield from _sourced_faults(name, f"{table}.{key}", sourced, declared[key], sources)
            else:
                yield _unknown_number(_key(name, f"{table}.{key}"), key, declared)
    yield from choice_faults(name, file.choices, sources)
    for key, total in TOTALS.items():
        value = file.total(key)
        if value is None and total.needed:
            yield InputProblem(_key(name, f"totals.{key}"), say("key_missing"), say(total.needed))
        if value is not None and total.whole and value != int(value):
            yield InputProblem(_key(name, f"totals.{key}.value"), say("not_whole", value=as_written(value)))
    yield from _value_added_faults(name, file)
    yield from _approval_faults(name, file, sources)
    yield from town_faults(name, file, sources)
    yield from _shown_faults(name, file)
    yield from _target_faults(name, file)


def range_of(location: Sequence[int | str]) -> Message | None:
    """Return the declared range of a number of case.toml at a location, or the alternatives of a choice, if it has any."""
    declared = NUMBERS.get(str(location[0]), {})
    if len(location) != 3 or location[1] not in declared or location[2] not in ("value", "low", "high"):
        return allowed_word(location)
    entry = declared[str(location[1])]
    return say("range_unit", low=float(entry.low), high=float(entry.high), unit=entry.unit)


def _key(name: str, key: str) -> Message:
    return say("key", file=name, key=key)


def _name_faults(name: str, file: CaseFile) -> Iterator[InputProblem]:
    try:
        check_name(file.name, _key(name, "name"))
        check_label(file.zh, _key(name, "zh"))
        check_label(file.en, _key(name, "en"))
    except InputProblem as problem:
        yield problem


def _sourced_faults(
    name: str, key: str, sourced: Sourced, declared: Total | Parameter, sources: Collection[str]
) -> Iterator[InputProblem]:
    unit, low, high = declared.unit, declared.low, declared.high
    if not low <= sourced.value <= high:
        allowed = say("range_unit", low=float(low), high=float(high), unit=unit)
        yield InputProblem(_key(name, f"{key}.value"), say("out_of_range", value=as_written(sourced.value)), allowed)
    if plain(sourced.unit) != unit:
        what = say("other_unit", unit=as_written(sourced.unit))
        yield InputProblem(_key(name, f"{key}.unit"), what, say("unit_rule", unit=as_written(unit)))
    yield from evidence_faults(name, key, sourced, sources)


def evidence_faults(name: str, key: str, sourced: Sourced, sources: Collection[str]) -> Iterator[InputProblem]:
    """Yield what is wrong with the source and the range of a number at a key of a file called `name`."""
    if sourced.source not in sources:
        yield unknown_source(_key(name, f"{key}.source"), sourced.source, sources)
    if sourced.source == ASSUMPTION and (sourced.low is None or sourced.high is None):
        yield InputProblem(_key(name, key), say("no_range"), say("range_rule"))
    elif (sourced.low is None) != (sourced.high is None):
        end = "low" if sourced.low is None else "high"
        yield InputProblem(_key(name, f"{key}.{end}"), say("key_missing"), say("both_ends_rule"))
    for end in ("low", "high"):
        number = getattr(sourced, end)
        if number is not None and abs(number) > FARTHEST:
            allowed = say("range", low=-FARTHEST, high=FARTHEST)
            yield InputProblem(_key(name, f"{key}.{end}"), say("out_of_range", value=as_written(number)), allowed)
    if sourced.low is not None and sourced.high is not None and not sourced.low <= sourced.value <= sourced.high:
        allowed = say("range", low=sourced.low, high=sourced.high)
        yield InputProblem(
            _key(name, f"{key}.value"), say("outside_its_range", value=as_written(sourced.value)), allowed
        )


def _value_added_faults(name: str, file: CaseFile) -> Iterator[InputProblem]:
    """Yield a value added of the zones that does not go with the city's, by their published share where there is one."""
    zones, city, share = (file.total(key) for key in ("zone_value_added", "city_value_added", "zone_value_added_share"))
    if zones is None or city is None or city <= 0.0:
        return
    place, reached = _key(name, "totals.zone_value_added.value"), zones / city
    if share is not None and abs(reached / share - 1) > EXACT_ENOUGH:
        what = say("other_share", zones=zones, city=city, reached=round(reached, 4), share=share)
        yield InputProblem(place, what, say("conflict_rule_of_totals", tolerance=100 * EXACT_ENOUGH))
    elif reached > 1.0:
        yield InputProblem(place, say("more_than_city", zones=zones, city=city))


def _approval_faults(name: str, file: CaseFile, sources: Collection[str]) -> Iterator[InputProblem]:
    """Yield unknown or repeated levers, dates that are no quarter, and unknown sources among the approvals."""
    calendar, approved = Calendar(file.baseline_year, file.years), set[str]()
    for number, approval in enumerate(file.approvals, start=1):
        place = f"approvals {number}"
        if approval.lever not in LEVERS:
            yield not_one_meant(_key(name, f"{place}.lever"), "unknown_lever", approval.lever, LEVERS)
        elif approval.lever in approved:
            yield InputProblem(_key(name, f"{place}.lever"), say("approved_twice", lever=approval.lever))
        approved.add(approval.lever)
        try:
            read_quarter(_key(name, place), "since", approval.since, calendar)
        except InputProblem as problem:
            yield problem
        if approval.source not in sources:
            yield unknown_source(_key(name, f"{place}.source"), approval.source, sources)


def _shown_faults(name: str, file: CaseFile) -> Iterator[InputProblem]:
    """Yield unknown indicators among those that the case wants shown, and labels of tables that cannot be."""
    shown = [(key, each) for key in ("headline", "compared") for each in getattr(file, key)]
    for number, table in enumerate(file.secondary, start=1):
        shown += [(f"secondary {number}.indicators", each) for each in table.indicators]
        for key in LABEL_COLUMNS:
            try:
                check_label(getattr(table, key), _key(name, f"secondary {number}.{key}"))
            except InputProblem as problem:
                yield problem
        units = {INDICATORS[each].unit for each in table.indicators if each in INDICATORS}
        if table.targets(file.baseline_year) and len(units) > 1:
            place = _key(name, f"secondary {number}.at_least")
            yield InputProblem(place, say("mixed_units", units=sorted(units)), say("one_unit_a_level"))
    for key, indicator in shown:
        if indicator not in INDICATORS:
            yield not_one_meant(_key(name, key), "unknown_indicator", indicator, INDICATORS)


def _unknown_number(place: Message, key: str, declared: Mapping[str, Total | Parameter]) -> InputProblem:
    """Return the refusal of a key that no declared number has, or that is the label of one that is there by its id."""
    meant = ids_meant(key, declared)
    if len(meant) == 1:
        return InputProblem(place, say("same_twice", name=as_written(key), other=as_written(meant[0])))
    return not_one_meant(place, "unknown_number", key, declared)


def _target_faults(name: str, file: CaseFile) -> Iterator[InputProblem]:
    if not file.targets and not file.compared:
        yield InputProblem(_key(name, "targets"), say("key_missing"), say("targets_rule"))
    # A run of a case with targets is judged by one at least: it lies within the years of a run that is not asked to go on.
    first, within = file.baseline_year + 1, any(target.year <= file.last_year for target in file.targets)
    last = file.latest_year if within else file.last_year
    for number, target in enumerate(file.targets, start=1):
        place = f"targets {number}"
        if not first <= target.year <= last:
            yield InputProblem(
                _key(name, f"{place}.year"), say("target_year", year=target.year), say("range", low=first, high=last)
            )
        if not target.bounds:
            yield InputProblem(_key(name, f"{place}.at_least"), say("key_missing"), say("bound_rule"))
        if target.indicator not in INDICATORS:
            yield not_one_meant(_key(name, f"{place}.indicator"), "unknown_indicator", target.indicator, INDICATORS)
            continue
        yield from _bound_faults(name, place, target)
        yield from _place_faults(name, place, target)
        yield from _reading_faults(name, place, target)


def _place_faults(name: str, place: str, target: Target) -> Iterator[InputProblem]:
    for kind in target.place:
        if kind not in target.declared.by:
            what = say("not_told_by", name=as_written(target.indicator), kind=say(_KINDS_OF_PLACE[kind]))
            yield InputProblem(_key(name, f"{place}.{kind}"), what, say("leave_out_key", key=kind))


def _reading_faults(name: str, place: str, target: Target) -> Iterator[InputProblem]:
    """Yield other readings of a target that it cannot have, and readings without a reason for the target's own."""
    key = _key(name, f"{place}.readings")
    if target.readings and not (target.reason or target.reason_zh):
        yield InputProblem(_key(name, f"{place}.reason"), say("key_missing"), say("reading_reason_rule"))
    for number, reading in enumerate(target.readings):
        if reading not in INDICATORS:
            yield not_one_meant(key, "unknown_indicator", reading, INDICATORS)
        elif reading == target.indicator:
            yield InputProblem(key, say("reads_itself", name=as_written(reading)), say("another_indicator"))
        elif reading in target.readings[:number]:
            yield InputProblem(key, say("value_twice", value=as_written(reading)))
        elif INDICATORS[reading].unit != target.declared.unit:
            what = say("reading_of_unit", name=as_written(reading), unit=as_written(INDICATORS[reading].unit))
            yield InputProblem(key, what, say("unit_rule", unit=as_written(target.declared.unit)))
        else:
            yield from _place_faults(name, place, target.model_copy(update={"indicator": reading}))


def _bound_faults(name: str, place: str, target: Target) -> Iterator[InputProblem]:
    unit = target.declared.unit
    high = 1.0 if unit == "share" else LARGEST_TARGET
    flag = {} if target.flag_above is None else {"flag_above": target.flag_above}
    for key, value in {**target.bounds, **flag}.items():
        if not 0.0 <= value <= high:
            what = say("out_of_range", value=as_written(value))
            yield InputProblem(_key(name, f"{place}.{key}"), what, say("range_unit", low=0.0, high=high, unit=unit))
    if target.flag_above is not None and (target.sense < 1 or target.flag_above <= target.bounds["at_least"]):
        what = say("flag_not_above", value=as_written(target.flag_above))
        yield InputProblem(_key(name, f"{place}.flag_above"), what, say("flag_above_rule"))
    if list(target.bounds.values()) != sorted(target.bounds.values()):
        what = say("bounds_crossed", **target.bounds)
        yield InputProblem(_key(name, f"{place}.at_least"), what, say("one_range"))
