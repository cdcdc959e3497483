"""A case: a city with its data, baseline, targets and shipped scenarios."""

import codecs
import contextlib
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from model.calendar import Calendar
from model.parameters import Value, Weights, weights_in
from model.population.fault import CalibrationError
from model.sources import SOURCES, Source
from model.world import Measure, World

from .files.case_file import CaseData, read_case
from .files.case_shape import CaseFile
from .files.clauses import FILE as CLAUSES_FILE
from .files.clauses import Clause, read_clauses
from .files.contradiction import told
from .files.firms_file import FIRMS_FILE
from .files.grading_faults import FILE as GRADING_FILE
from .files.input_coefficients import INPUTS_FILE
from .files.known_names import id_meant, ids_meant
from .files.observed import BREAKS_FILE, OBSERVED_FILE
from .files.ranges import Ranges
from .files.scenario_file import NONE, no_plan, read_scenarios
from .files.scoring_faults import FILE as SCORING_FILE
from .files.scoring_file import Scoring, read_scoring
from .files.scoring_shape import HeadingEntry, RowEntry
from .files.sources import CITATIONS_FILE, SOURCES_FILE
from .files.strict import LABEL_COLUMNS, with_both_labels
from .files.table_labels import Label
from .files.text import is_folder, stands
from .files.toml_file import read_toml
from .refusals.problem import InputProblem, Message, as_written, say
from .scenario import Scenario
from .targets import Target, measures_of, with_readings

CASES = Path(__file__).parent / "cases"
FILES = ("case.toml", "parks.csv", "industries.csv", "scenarios.toml")
OPTIONAL_FILES = (FIRMS_FILE, GRADING_FILE, INPUTS_FILE)
# Words that the others cite, without which the case is refused; of sources.csv only the ranges decide anything.
NEEDED_TO_READ = (SOURCES_FILE, CITATIONS_FILE)
REGISTERS = (CLAUSES_FILE, OBSERVED_FILE, BREAKS_FILE, SCORING_FILE)  # what no result of a run depends on
CASE_COPY = "case"  # where results keep a copy of their case


def contents_of(folder: Path) -> dict[str, bytes]:
    """Return the contents of the files that a case is read from, by name, of those that are there."""
    return _contents(folder, (*FILES, *OPTIONAL_FILES, *NEEDED_TO_READ))


def input_files(folder: Path) -> dict[str, bytes]:
    """Return the contents of every input table of a case, by name: those that it is read from, and its registers."""
    return _contents(folder, (*FILES, *OPTIONAL_FILES, *NEEDED_TO_READ, *REGISTERS))


def _marks(folder: Path) -> dict[str, tuple[int, int, int]]:
    """Return by name what changes with each of the files that a case is read from: size, time and number of the file."""
    marks = {}
    for name in (*FILES, *OPTIONAL_FILES, *NEEDED_TO_READ):
        with contextlib.suppress(OSError, ValueError):  # what is not there, or cannot be read, is refused elsewhere
            status = (folder / name).stat()
            marks[name] = (status.st_size, status.st_mtime_ns, status.st_ino)
    return marks


def _contents(folder: Path, names: Iterable[str]) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in names if (folder / name).is_file()}


def digest_of(contents: Mapping[str, bytes], ranges: Ranges) -> str:
    """Return the hash (16 hexadecimal digits) of the files of a case that decide its results, and of its `ranges`.

    Words do not count: neither sources (sources.toml, and all of sources.csv but the ranges) nor the register of clauses
    (clauses.csv). Nor do published facts (observed.csv, breaks.csv), which results are only held against, and the scoring
    table (scoring.toml). A byte order mark does not either, which only tells spreadsheets that a file is UTF-8.
    """
    digest = hashlib.sha256()
    for name in (*FILES, *OPTIONAL_FILES):
        if name in contents or name in FILES:  # an optional one that is not there leaves the hash as it is
            digest.update(name.encode() + contents.get(name, b"").removeprefix(codecs.BOM_UTF8))
    if ranges.text:
        digest.update(CITATIONS_FILE.encode() + ranges.text.encode())
    return digest.hexdigest()[:16]


@dataclass(frozen=True)
class Case:
    """A case as read from its folder; the world is made when it is first needed.

    `contents` are the files that it was read from, by name: what happens to the folder later changes no result.
    """

    folder: Path
    data: CaseData
    scenarios: dict[str, Scenario]
    held: Mapping[str, Value] = field(default_factory=dict)  # parameters that it was read with instead of its own
    asked: tuple[Measure, ...] = ()  # what its runs are asked for besides the indicators and what the targets ask for
    until: int | None = None  # last year of its runs, where they go on beyond the one that the file gives
    contents: Mapping[str, bytes] = field(default_factory=dict, compare=False, repr=False)

    @property
    def name(self) -> str:
        """Name of the case."""
        return self.data.file.name

    @property
    def file(self) -> CaseFile:
        """Contents of case.toml."""
        return self.data.file

    @property
    def targets(self) -> tuple[Target, ...]:
        """What the plan promises within the years of a run; the file may have later targets too."""
        return tuple(target for target in self.file.targets if target.year <= self.last_year)

    @property
    def sources(self) -> dict[str, Source]:
        """Sources that the case may cite: the model's, and those that it declares itself."""
        return {**SOURCES, **self.data.sources}

    @property
    def plan(self) -> str:
        """Name of the scenario that is the plan: as the case says, else the first but `none`, or `none` alone."""
        return self.data.file.plan or next((name for name in self.scenarios if name != NONE), NONE)

    @property
    def headline(self) -> tuple[str, ...]:
        """Indicators that are shown first: as the case says, else that of the first target, or the first compared."""
        first = [*(target.indicator for target in self.targets), *self.compared][:1]
        return tuple(dict.fromkeys(self.data.file.headline or first))

    @property
    def compared(self) -> tuple[str, ...]:
        """Indicators in which scenarios are compared with no plan, each once; of a case with targets there may be none."""
        return tuple(dict.fromkeys(self.file.compared))

    @property
    def looked_at(self) -> tuple[tuple[str, int], ...]:
        """Measures and years whose spread is explained: of the targets as they may be read, or of the headline's last year."""
        of_targets = [(target.measure, target.year) for target in with_readings(self.targets)]
        return tuple(dict.fromkeys(of_targets or [(name, self.last_year) for name in self.headline]))

    @property
    def parks(self) -> tuple[Label, ...]:
        """Names of the parks, in the order of the file."""
        return self.data.parks

    @property
    def parks_by_id(self) -> tuple[Label, ...]:
        """Names of the parks in the order of their ids, as the model has them."""
        return tuple(sorted(self.data.parks, key=lambda label: label.id))

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """The register of the plan's clauses; empty without one. Raises InputProblem when it is first read."""
        return read_clauses(self.folder, self.file.targets)

    @cached_property
    def scoring(self) -> Scoring | None:
        """The table by which the case scores participants; None without one. Raises InputProblem when it is first read."""
        return read_scoring(self.folder / SCORING_FILE, self.sources, self.file.central_values()[0])

    def citing(self, source: str) -> Mapping[str, Sequence[str | HeadingEntry | RowEntry]]:
        """Return what cites a source, by file: numbers, columns and statistics by name; parts of the scoring table."""
        entries = [] if self.scoring is None else self.scoring.citing(source)
        return {**self.data.citing(source), **({SCORING_FILE: entries} if entries else {})}

    @property
    def calendar(self) -> Calendar:
        """Quarters of a run."""
        return Calendar(self.file.baseline_year, self.last_year - self.file.baseline_year)

    @property
    def last_year(self) -> int:
        """The last year of a run."""
        return self.until or self.file.last_year

    @property
    def goes_on(self) -> bool:
        """Whether runs go on beyond the years that can be compared with published figures."""
        return self.last_year > self.file.last_year

    def is_unchecked(self, year: int) -> bool:
        """Return whether a year lies beyond those that can be compared with published figures."""
        return year > self.file.last_year

    def running_until(self, year: int) -> "Case":
        """Return the case with runs that end with a year, and are judged by the targets up to it too.

        Raises InputProblem for a year that case.toml does not allow.
        """
        first, last = self.file.last_year, self.file.latest_year
        if not first <= year <= last:
            allowed = say("range", low=first, high=last) if first < last else say("most_years_rule", last=last)
            raise InputProblem(say("option", option="--until"), say("out_of_range", value=as_written(year)), allowed)
        return replace(self, until=year)

    @cached_property
    def digest(self) -> str:
        """Hash (16 hexadecimal digits) of what decides the results of the case, as it was read."""
        return digest_of(self.contents, self.data.ranges)

    @property
    def files(self) -> dict[str, bytes]:
        """Contents of every input table by name: those that the case was read from as they were then, its registers as they are."""
        return {**input_files(self.folder), **self.contents}

    def scenario(self, name: str) -> Scenario:
        """Return a shipped scenario by id or label. Raises InputProblem with the nearest name."""
        return self.scenarios[self.scenario_id(name, say("case", name=self.name))]

    def scenario_id(self, name: object, place: Message) -> str:
        """Return the id of the shipped scenario that a name, its id or label, means. Raises InputProblem."""
        return id_meant(place, "unknown_scenario", name, self.scenarios)

    @property
    def weights(self) -> Weights:
        """The shares of replicates that draw each alternative of a choice, where they are not as declared."""
        return weights_in(self.data.offers, self.file.weights)

    @cached_property
    def world(self) -> World:
        """The world as the model sees it: arrays, calendar, parameters and baseline populations."""
        from model.population.making import make_world

        parameters = self.file.central_values()
        try:
            made = make_world(self.data.baseline, parameters)
        except CalibrationError as error:
            raise InputProblem(say("case", name=self.name), say("no_population", reason=told(error.fault))) from error
        return World(
            name=self.name,
            park_names=tuple(park.id for park in self.data.baseline.parks),
            industry_names=self.data.baseline.industry_ids,
            calendar=self.calendar,
            arrays=made.arrays,
            parameters=parameters,
            populations=made.populations,
            digest=self.digest,
            offers=self.data.offers,
            measures=self.measures,
            weights=self.weights,
        )

    @property
    def measures(self) -> tuple[Measure, ...]:
        """What runs are asked for besides the indicators: by the targets, and by whoever set `asked`."""
        return tuple(dict.fromkeys((*measures_of(self.file.targets), *self.asked)))

    def prepare(self) -> None:
        """Make the world now, so that what cannot be made of the case is refused before anything else is done."""
        _ = self.world


def shipped() -> list[str]:
    """Return the names of the shipped cases."""
    return sorted(path.parent.name for path in CASES.glob("*/case.toml"))


def shipped_labels() -> dict[str, Label]:
    """Return the labels of the shipped cases, by name."""
    files = {name: with_both_labels(read_toml(CASES / name / "case.toml")) for name in shipped()}
    return {name: Label(name, **{key: str(file[key]) for key in LABEL_COLUMNS}) for name, file in files.items()}


def load_case(name: str | Path, held: Mapping[str, Value] = MappingProxyType({})) -> Case:
    """Return a case by the name or label of a shipped one, or the path of a folder. Raises InputProblem.

    Parameters named in `held` have that value as if case.toml said so, in the baseline populations too.
    """
    folder = Path(name)
    if isinstance(name, str) and name in shipped():
        folder = CASES / name
    elif not str(name) or not is_folder(folder):
        meant = id_meant(say("option", option="CASE"), "unknown_case", str(name), shipped_labels())
        folder = CASES / meant
    marks = _marks(folder)
    data = read_case(folder, held)
    calendar = Calendar(data.file.baseline_year, data.file.years)  # a setting starts within it, however long a run is
    path = folder / "scenarios.toml"
    parks = {park.id: park for park in data.parks}
    scenarios = read_scenarios(path, calendar, data.offers, parks) if stands(path) else {no_plan().name: no_plan()}
    plan = _plan_of(data.file.plan, scenarios)
    named = data._replace(file=data.file.model_copy(update={"plan": plan}))
    contents = contents_of(folder)
    if _marks(folder) != marks:
        raise InputProblem(say("case", name=as_written(str(folder))), say("changed_meanwhile"), say("try_again"))
    return Case(folder, named, scenarios, dict(held), contents=contents)


def _plan_of(written: str | None, scenarios: Mapping[str, Scenario]) -> str | None:
    """Return the id of the scenario that is the plan, which is not the one without a plan. Raises InputProblem."""
    place = say("key", file="case.toml", key="plan")
    if written is None:
        return None
    if ids_meant(written, scenarios) == [NONE]:
        raise InputProblem(place, say("none_rule"))
    others = {name: scenario for name, scenario in scenarios.items() if name != NONE}
    return id_meant(place, "unknown_scenario", written, others)
