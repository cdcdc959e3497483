"""The order of rows in the files of a case decides nothing, and a park that is added leaves the others' draws alone."""

import csv
import shutil
from dataclasses import replace

import numpy as np
import pytest

from model import simulate
from model.streams import Kind
from scenarios import load_case

pytestmark = pytest.mark.chizhou
REPLICATES = 3


@pytest.fixture
def folder(case, tmp_path, register):
    """A copy of the case, with a list of every second firm."""
    town = shutil.copytree(case.folder, tmp_path / "town")
    with (town / "firms.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, register[0])
        writer.writeheader()
        writer.writerows(register[::2])
    return town


def shuffled(path, seed):
    """Write the rows of a table in another order."""
    heading, *rows = path.read_text(encoding="utf-8-sig").splitlines()
    order = np.random.default_rng(seed).permutation(len(rows))
    assert order.tolist() != list(range(len(rows)))
    path.write_text("\n".join([heading, *(rows[place] for place in order)]) + "\n", encoding="utf-8")


@pytest.mark.parametrize("scenario", ["none", "draft"])
@pytest.mark.parametrize("listed", [False, True], ids=["synthesised", "some listed"])
def test_shuffled_rows_give_the_same_results_to_the_bit(folder, scenario, listed):
    if not listed:
        (folder / "firms.csv").unlink()
    before = simulate(load_case(folder), scenario, REPLICATES, 1)
    for seed, name in enumerate(("parks.csv", "industries.csv", *(["firms.csv"] if listed else []))):
        shuffled(folder / name, seed)
    after = simulate(load_case(folder), scenario, REPLICATES, 1)
    assert list(after.park.values) == list(before.park.values) == sorted(before.park.values)
    assert list(after.industry.values) == sorted(before.industry.values)
    for name in before.data_vars:
        np.testing.assert_array_equal(before[name].values, after[name].values, err_msg=str(name))


def test_labels_stay_in_the_order_of_the_file(folder, case):
    shuffled(folder / "parks.csv", 0)
    town = load_case(folder)
    assert sorted(town.parks) == sorted(case.parks)
    assert town.parks != case.parks
    assert town.parks_by_id == case.parks_by_id


NEW = "aaa_park,新园,new park,municipal,20,15,0.30,textiles;agro_food,9000,1800,1700,0.09,20000,0.35,0.60,120,0.9,175,77,1.0,0.2\n"


def held(case):
    """The case with the values of its baseline held."""
    return replace(case, data=case.data._replace(baseline=replace(case.data.baseline, unknowns=())))


def test_a_park_that_is_added_leaves_what_is_drawn_of_the_baselines_of_others_alone(case, tmp_path):
    """But for what the zones are known to have together, which is shared out anew."""
    town = shutil.copytree(case.folder, tmp_path / "town")
    with (town / "parks.csv").open("a", encoding="utf-8") as file:
        file.write(NEW)
    before, after = (each.world for each in (case, load_case(town)))
    one, other = (world.members(np.array([3])) for world in (before, after))
    names = [[each.name for each in world.populations.baseline.unknowns] for world in (before, after)]
    drawn = dict(zip(names[1], other.values[0], strict=True))
    together = {each.column for each in case.data.baseline.sums} | {"planned"}  # and what is built on what is planned
    alone = [place for place, name in enumerate(names[0]) if name.split("/")[-1] not in together]
    assert len(alone) > 300
    assert one.values[0][alone].tolist() == [drawn[names[0][place]] for place in alone]


def test_a_park_that_is_added_leaves_the_draws_of_the_others_alone(case, tmp_path):
    """Sizes are raked to the city's shares and energy is scaled to its total, so these move; whoever draws them does not."""
    town = shutil.copytree(case.folder, tmp_path / "town")
    with (town / "parks.csv").open("a", encoding="utf-8") as file:
        file.write(NEW)
    grown = load_case(town)
    assert grown.world.park_names[0] == "aaa_park"  # so that every other park has another index
    before, after = (held(each).world for each in (case, grown))
    kept = np.array([after.park_names.index(name) for name in before.park_names])
    assert after.arrays.park_numbers[kept].tolist() == before.arrays.park_numbers.tolist()
    (one,), (other,) = (world.populations_of(np.array([2]))[0] for world in (before, after))
    shared, first, second = np.intersect1d(one.identity, other.identity, return_indices=True)
    registered = one.above_scale[first] == 1
    assert registered.sum() == (one.above_scale == 1).sum()  # small firms are apportioned anew
    assert ((shared >> np.uint64(60)) == Kind.FIRM).all()
    assert (kept[one.park[first]] == other.park[second]).all()
    for name in ("industry", "suited", "hightech"):
        assert (one[name][first][registered] == other[name][second][registered]).all(), name
    # What the sizes of a zone are to one another was drawn: raking only multiplies firms of a kind alike. The industry
    # outside grows with the zones, so its sizes follow another law.
    here = registered & (before.arrays.sites.zone[one.park[first]] == 1)
    kinds = np.stack([one.park, one.industry, one.hightech], axis=1)[first][here]
    ratio = (one.output[first] - 2000.0)[here] / (other.output[second] - 2000.0)[here]
    for kind in np.unique(kinds, axis=0):
        alike = ratio[(kinds == kind).all(axis=1)]
        assert alike == pytest.approx(alike[0], rel=1e-6)
