"""Workers of a cluster that lie: what they sent is not in the store, they are named, and their units are run again."""

from collections import Counter
from concurrent.futures import Future, ThreadPoolExecutor

import numpy as np
import pytest

from model.indicators import INDICATORS
from scenarios import InputProblem
from scenarios.intervals import Interval
from scenarios.sweep import arrivals, design_of
from scenarios.sweep.arrivals import BATCH, FIRST_BATCH, Batch, Blanks, fault_in_form, fault_in_values, is_doubtful
from scenarios.sweep.cluster import check_workers
from scenarios.sweep.plan import SweepPlan
from scenarios.sweep.runner import Watch, run_plan, store_of
from scenarios.sweep.unit import Unit, run_unit
from tests.sweep.conftest import stored
from tests.sweep.crews import (
    CONTENTS,
    FORMS,
    LocalCrew,
    altered,
    cluster_runner,
    failing,
    honest,
    last_bit,
)

DESIGN = {
    "name": "small", "case": "town", "scenario": "draft", "seed": 7,
    "levers": {"axes": {"multi_storey_rule": {"strength": [0.0, 0.4]}}},
    "replicates": {"number": 12, "block": 2},
}  # fmt: skip
UNITS, RUNS = 12, 24


@pytest.fixture(autouse=True)
def unsynced(monkeypatch):
    """Do not wait for the disk, as nobody pulls the plug here; look around often."""
    monkeypatch.setattr("scenarios.sweep.durable.os.fsync", lambda handle: None)
    monkeypatch.setattr("scenarios.sweep.cluster_runner.CHECK", 0.01)


@pytest.fixture(scope="module")
def small(home):
    """The design, its world made once."""
    return design_of(DESIGN, "small.toml", home)


@pytest.fixture(scope="module")
def plain(small, tmp_path_factory):
    """The sweep as this machine runs it."""
    folder = tmp_path_factory.mktemp("plain") / "sweep"
    run_plan(SweepPlan(small), folder)
    return folder


@pytest.fixture
def on(small, tmp_path):
    """Run the design on a crew into a folder; give outcome and folder."""

    def run(crew, watch=None, design=small, folder="sweep"):
        plan = SweepPlan(design)
        store = store_of(plan, tmp_path / folder, {}, resume=True)
        with ThreadPoolExecutor(2) as threads, store.locked():
            outcome = cluster_runner(plan, store, crew, watch or Watch(), threads).run()
        return outcome, tmp_path / folder

    return run


def test_honest_workers_give_the_store_of_this_machine(on, plain):
    crew = LocalCrew({"a": honest, "b": honest})
    outcome, folder = on(crew)
    assert (outcome.done, outcome.runs, outcome.failed, outcome.excluded) == (UNITS, RUNS, [], [])
    assert stored(folder) == stored(plain)
    assert {worker for worker, _ in crew.sent} == {"a", "b"}


@pytest.mark.parametrize("lie", [FORMS[0], *CONTENTS])
def test_a_worker_that_lies_is_named_and_nothing_of_it_is_kept(lie, on, plain):
    outcome, folder = on(LocalCrew({"good": honest, "bad": lie}))
    assert [each.worker for each in outcome.excluded] == ["bad"]
    assert outcome.excluded[0].units > 0
    assert (outcome.done, outcome.failed, outcome.left) == (UNITS, [], [])
    assert stored(folder) == stored(plain)
    for language in ("zh", "en"):
        assert outcome.excluded[0].reason.in_language(language).isprintable()


@pytest.mark.parametrize("lie", [altered, FORMS[0]])
def test_where_no_other_worker_is_left_this_machine_runs_the_units(lie, on, plain):
    outcome, folder = on(LocalCrew({"bad": lie}))
    assert (outcome.done, [each.worker for each in outcome.excluded]) == (UNITS, ["bad"])
    assert stored(folder) == stored(plain)


def test_what_another_processor_makes_is_refused_with_the_reason(on):
    outcome, _ = on(LocalCrew({"other": last_bit}))
    assert "differ from those computed here in their last bits" in str(outcome.excluded[0].reason)
    outcome, _ = on(LocalCrew({"other": altered}), folder="larger")
    assert "last bits" not in str(outcome.excluded[0].reason)


class Late:
    """Lies from a number of units on, about every value."""

    def __init__(self, after):
        self.left = after

    def __call__(self, task, values):
        self.left -= 1
        return values if self.left >= 0 else values * 1.5


def test_a_worker_that_lies_later_loses_what_had_been_stored_of_it(on, plain):
    crew = LocalCrew({"bad": Late(FIRST_BATCH)})

    class Following(Watch):
        stored = taken = 0

        def done(self, unit, fresh):
            self.stored += 1

        def lost(self, unit):
            self.taken += 1

    watch = Following()
    outcome, folder = on(crew, watch)
    assert watch.taken == FIRST_BATCH
    assert watch.stored == UNITS + FIRST_BATCH
    assert outcome.excluded[0].units >= FIRST_BATCH
    assert (outcome.done, outcome.runs, outcome.there) == (UNITS, RUNS, 0)
    assert stored(folder) == stored(plain)


def test_a_failure_that_is_one_here_too_is_a_failure_and_no_lie(small, tmp_path, on):
    plan = SweepPlan(small)
    store = store_of(plan, tmp_path / "sweep", {}, resume=False)

    def work(task):
        if task.first == 4 and dict(task.settings)["multi_storey_rule"].strength == 0.4:
            raise ArithmeticError("the book of land does not close")
        return run_unit(task)

    with ThreadPoolExecutor(2) as threads, store.locked():
        runner = cluster_runner(plan, store, LocalCrew({"a": honest, "b": honest}), Watch(), threads)
        runner.work = work
        outcome = runner.run()
    assert [(unit.point, unit.first) for unit, _ in outcome.failed] == [(1, 4)]
    assert outcome.failed[0][1] == "ArithmeticError: the book of land does not close"
    assert (outcome.done, outcome.excluded) == (UNITS - 1, [])
    outcome, _ = on(LocalCrew({"a": honest}))
    assert (outcome.done, outcome.there) == (1, UNITS - 1)


@pytest.mark.parametrize(
    ("answer", "word"),
    [
        (lambda _, found: {**found, "model": "0" * 16}, "has model '0000"),
        (lambda _, found: {**found, "numpy": "1.0"}, "has numpy '1.0'"),
        (lambda _, found: {**found, "numba": "1.0"}, "has numba '1.0'"),
        (lambda _, found: {**found, "python": "3.9.1"}, "has python '3.9.1'"),
        (lambda _, found: {**found, "baseline populations": "0" * 16}, "makes baseline populations '0000"),
        (lambda _, found: {}, "has model 'None'"),
        (lambda _, found: "all well", "does not find the project's files"),
        (failing, "does not find the project's files"),
    ],
)
def test_a_worker_of_another_identity_gets_no_unit(answer, word, on, plain):
    crew = LocalCrew({"good": honest, "other": honest}, {"other": answer})
    outcome, folder = on(crew)
    assert {worker for worker, _ in crew.sent} == {"good"}
    assert [(each.worker, each.units) for each in outcome.excluded] == [("other", 0)]
    assert word in str(outcome.excluded[0].reason)
    assert stored(folder) == stored(plain)


def test_a_worker_that_leaves_before_it_answers_is_not_waited_for(small):
    class Leaving(LocalCrew):
        def submit(self, worker, function, /, *arguments):
            if worker == "gone":
                self.gone.add(worker)
                return Future()
            return super().submit(worker, function, *arguments)

    crew = Leaving({"gone": honest, "other": honest}, {"other": lambda _, found: {**found, "numpy": "1.0"}})
    with pytest.raises(InputProblem, match=r"worker 'other' has numpy '1\.0'"):
        check_workers(crew, list(crew.workers()), SweepPlan(small).contents, "tcp://x:1")


def test_the_units_of_a_worker_that_leaves_are_run_by_another(on, plain):
    outcome, folder = on(LocalCrew({"a": honest, "b": honest}, leaves={"a": 3}))
    assert (outcome.done, outcome.failed, outcome.excluded) == (UNITS, [], [])
    assert stored(folder) == stored(plain)


def test_what_a_worker_sent_before_it_left_is_checked_too(on, plain):
    outcome, folder = on(LocalCrew({"a": altered, "b": honest}, leaves={"a": 2}))
    assert [each.worker for each in outcome.excluded] == ["a"]
    assert stored(folder) == stored(plain)


def test_a_cluster_that_is_lost_ends_the_sweep_which_can_be_gone_on_with(on, plain):
    crew = LocalCrew({"a": honest})

    class Losing(Watch):
        def done(self, unit, fresh):
            crew.lost = True

    outcome, folder = on(crew, Losing())
    assert 0 < outcome.done < UNITS
    assert {reason for _, reason in outcome.failed} == {"lost by the cluster"}
    outcome, folder = on(LocalCrew({"a": honest}))
    assert outcome.done + outcome.there == UNITS
    assert stored(folder) == stored(plain)


class Stopping(Watch):
    """Stops after some units."""

    left = 2

    def done(self, unit, fresh):
        self.left -= fresh

    def stopping(self):
        return self.left <= 0


@pytest.mark.parametrize("bad", [honest, altered])
def test_what_is_stored_when_it_is_stopped_was_checked(bad, on, plain):
    outcome, folder = on(LocalCrew({"good": honest, "other": bad}), Stopping())
    assert outcome.stopped
    whole = stored(plain)
    assert stored(folder).items() <= whole.items()
    outcome, folder = on(LocalCrew({"good": honest}))
    assert outcome.done + outcome.there == UNITS
    assert stored(folder) == whole


UNSURE = [False, False, True, True, True]  # what a liar makes of the target in five replicates


def test_rounds_that_followed_from_lies_are_undone(on, home, tmp_path, monkeypatch):
    """A liar makes the targets of the first round look uncertain, and its lies are not among what is run again.

    An honest worker runs the round that follows from it. Then the liar is found: what the honest one ran in vain goes.
    """
    monkeypatch.setattr(Batch, "chosen", lambda batch, secret: [0])

    def interval(plan, point):
        width = float(any(list(block) == UNSURE for block in plan.seen[point]))
        return Interval(0.0, 0.0, width)

    monkeypatch.setattr(SweepPlan, "interval", interval)
    rule = {"target": "hightech_output_share", "year": 2020, "width": 0.5, "block": 5, "at_most": 30}
    contents = {
        "name": "told",
        "case": "town",
        "levers": {"scenarios": ["draft", "innovation", "none"]},
        "replicates": rule,
    }
    design = design_of(contents, "told.toml", home)
    run_plan(SweepPlan(design), tmp_path / "plain", workers=1)
    assert len(list((tmp_path / "plain" / "units").iterdir())) == 3  # one round is enough
    place, told = list(INDICATORS).index("hightech_output_share"), []

    def unsure(task, values):
        found = values.copy()
        if told:  # all but the first unit of the first round
            found[:, -1, place] = np.linspace(0.0, 1.0, len(found)) + 1e-6 * len(told)
        told.append(task)
        return found

    crew = LocalCrew({"bad": unsure, "good": honest})
    crew.threads["good"] = 0

    class Shifts(Watch):
        count = 0

        def done(self, unit, fresh):
            self.count += 1
            if self.count == 3:  # the first round is over
                crew.threads.update(bad=0, good=1)
            elif self.count == 5:  # the second one too
                crew.threads.update(bad=1, good=0)

        def lost(self, unit):
            crew.threads["good"] = 1

    outcome, folder = on(crew, Shifts(), design=design)
    assert [(each.worker, each.units) for each in outcome.excluded] == [("bad", 5)]  # of rounds 1 and 3
    assert sum(worker == "good" for worker, _ in crew.sent) >= 2 + 3  # in vain, then instead of the liar's
    assert outcome.done == 3
    assert stored(folder) == stored(tmp_path / "plain")


@pytest.fixture
def batch_of():
    """Make batches of so many units of one value; they are closed in the end."""
    made = []

    def make(count, factor=1.0):
        made.append(Batch(BATCH))
        for number in range(count):
            made[-1].add(Unit(number, 0, 1, "k"), None, np.full((1, 1, 1), factor * number), doubtful=False)
        return made[-1]

    yield make
    for batch in made:
        batch.close()


def test_one_unit_of_twenty_is_chosen_and_one_at_least(batch_of):
    for count, wanted in ((1, 1), (FIRST_BATCH, 1), (BATCH, 1), (BATCH + 1, 2), (2 * BATCH, 2)):
        assert len(batch_of(count).chosen(b"secret")) == wanted


def test_which_unit_is_chosen_follows_from_the_secret_and_from_what_was_sent(batch_of):
    counted = Counter(batch_of(BATCH).chosen(str(number).encode())[0] for number in range(200))
    assert len(counted) == BATCH  # 200 draws of 20: all but one chance in 1,000 that one is never drawn
    assert batch_of(BATCH).chosen(b"a") == batch_of(BATCH).chosen(b"a")
    assert len({batch_of(BATCH, factor).chosen(b"a")[0] for factor in range(1, 9)}) > 1


def test_a_batch_gives_its_values_back_from_memory_or_file(monkeypatch, batch_of):
    for room in (10**6, 16):
        monkeypatch.setattr(arrivals, "IN_MEMORY", room)
        batch = batch_of(5)
        assert [batch.values(sent).item() for sent in batch.sent] == [0.0, 1.0, 2.0, 3.0, 4.0]


def values(*rows):
    return np.array(rows, float)[:, None, :]


def test_no_value_is_right_where_this_machine_has_none():
    nan = np.nan
    blanks = Blanks(values([nan, 1.0], [nan, 2.0]))
    assert not is_doubtful(values([nan, 3.0], [nan, 4.0]), blanks)
    assert is_doubtful(values([nan, nan], [nan, 4.0]), blanks)
    assert is_doubtful(values([0.0, 3.0], [nan, 4.0]), blanks)
    assert is_doubtful(values([nan, np.inf], [nan, 4.0]), blanks)
    assert is_doubtful(values([nan, 3.0], [nan, 3.0]), blanks)  # one future twice
    blanks.learn(values([nan, nan], [5.0, 4.0]))
    assert not is_doubtful(values([nan, nan], [6.0, 4.0]), blanks)


@pytest.mark.parametrize("lie", FORMS)
def test_the_form_of_what_is_sent(lie):
    true = np.random.default_rng(1).random((3, 2, 5))
    assert fault_in_form(true, (3, 2, 5)) is None
    for language in ("zh", "en"):
        assert fault_in_form(lie(None, true), (3, 2, 5)).in_language(language).isprintable()


def test_an_array_that_is_more_than_an_array_is_none():
    assert fault_in_form(np.zeros((3, 2, 5)).view(np.recarray), (3, 2, 5)) is not None
    assert fault_in_form(np.ma.zeros((3, 2, 5)), (3, 2, 5)) is not None


@pytest.mark.parametrize(
    ("there", "word"),
    [(1.0 + 1e-15, "last bits"), (1.0 + 9e-10, "last bits"), (1.0 + 2e-9, "computed here"), (np.nan, "computed here")],
)
def test_how_values_differ_is_told(there, word):
    unit = Unit(0, 0, 1, "k")
    found = str(fault_in_values(unit, values([there, 2.0]), values([1.0, 2.0])))
    assert "1 of 2 values" in found
    assert word in found
    assert ("last bits" in found) == (word == "last bits")
    assert fault_in_values(unit, values([np.nan, 2.0]), values([np.nan, 2.0])) is None
