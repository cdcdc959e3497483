import ast
import inspect

import numpy as np
import pytest

from model import record, state, world
from model.state import allocate_state, records

TABLES = {
    name: getattr(room, name)
    for room, names in (
        (
            state,
            (
                "FIRM_COLUMNS",
                "PARK_COLUMNS",
                "MARKET_COLUMNS",
                "CELL_COLUMNS",
                "GRADE_COLUMNS",
                "CITY_COLUMNS",
                "QUEUE_COLUMNS",
            ),
        ),
        (record, ("SUM_COLUMNS", "BOOK_COLUMNS")),
    )
    for name in names
}


@pytest.mark.parametrize("columns", TABLES.values(), ids=list(TABLES))
def test_every_column_has_a_unit_and_a_meaning(columns):
    assert all(column.unit and column.meaning for column in columns.values())


@pytest.mark.parametrize("columns", TABLES.values(), ids=list(TABLES))
def test_records_are_aligned_and_hold_the_declared_columns_in_order(columns):
    dtype = state.record_dtype(columns)
    assert dtype.names == tuple(columns)
    assert dtype.isalignedstruct
    for name, column in columns.items():
        kind, offset = dtype.fields[name]
        assert kind == np.dtype(column.dtype)
        assert offset % kind.alignment == 0


@pytest.mark.parametrize("module", [state, world])
def test_no_column_is_declared_twice(module):
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        if isinstance(node, ast.Dict):
            keys = [key.value for key in node.keys if isinstance(key, ast.Constant)]
            assert len(keys) == len(set(keys))


def test_land_and_energy_are_counted_in_whole_units():
    for columns in (state.FIRM_COLUMNS, state.PARK_COLUMNS, record.BOOK_COLUMNS):
        for name, column in columns.items():
            if column.unit in ("kgce", "kgce/year") or name.startswith(("land", "area", "floor_f", "floor_l")):
                assert column.dtype == "i8", name


def test_an_empty_state_is_all_zeros_in_the_shapes_asked_for():
    empty = allocate_state(parks=2, industries=3, rows=5, quarters=9, levers=4)
    assert empty.firms.shape == empty.queue.shape == empty.open_rows.shape == (5,)
    assert empty.cells.shape == (2, 3)
    assert empty.grades.shape == (2, 4)
    assert empty.factories.shape == (2, 4)
    assert empty.costs.shape == (9, 4)
    assert not any(table.view(np.uint8).any() for table in (empty.firms, empty.parks, empty.cells, empty.city))


def test_a_column_of_records_is_an_attribute():
    table = records(state.park_dtype, 2)
    table.idle[1] = 7
    assert table[1].idle == 7
