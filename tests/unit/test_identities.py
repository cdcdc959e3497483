"""Numbers of names and the layout of identities."""

import numpy as np
import pytest

from model import identities
from model.identities import FIRM_BITS, INDUSTRY_BITS, PARK_BITS, hash_of_name, numbers_of_names
from model.streams import Kind, identity_of


@pytest.mark.parametrize(
    ("name", "number"),
    [("", 0x811C9DC5), ("a", 0xE40C292C), ("foobar", 0xBF9CF968)],  # published values of FNV-1a at 32 bits
)
def test_names_are_hashed_by_fnv_1a(name, number):
    assert hash_of_name(name) == number


def test_names_in_chinese_have_a_number():
    # byte by byte, as UTF-8 has it
    number = 2166136261
    for byte in b"\xe6\xb1\xa0":
        number = ((number ^ byte) * 16777619) & 0xFFFFFFFF
    assert hash_of_name("池") == number


@pytest.mark.parametrize(
    ("bits", "number"),
    [
        (20, 0xC292C ^ 0xE40),  # of e40c292c: the upper 12 bits over the lower 20
        (14, 0xE40C292C >> 14 & 0x3FFF ^ 0x292C),
        (28, 0x40C292C ^ 0xE),
    ],
)
def test_a_hash_is_folded_to_the_bits_there_are(bits, number):
    assert numbers_of_names(["a"], bits).tolist() == [number]


def test_numbers_are_in_the_order_asked_for_and_alike_for_one_name():
    names = ["west", "east", "west", "north"]
    numbers = numbers_of_names(names, PARK_BITS)
    assert numbers.dtype == np.uint64
    assert numbers.tolist() == [int(numbers_of_names([name], PARK_BITS)[0]) for name in names]
    assert numbers[0] == numbers[2]
    assert len(set(numbers.tolist())) == 3


def test_the_order_of_names_does_not_matter_and_all_differ_where_they_are_many():
    names = [f"park {number}" for number in range(700)]  # of 1024 numbers, so that many are taken already
    forwards, backwards = numbers_of_names(names, 10), numbers_of_names(names[::-1], 10)
    assert forwards.tolist() == backwards[::-1].tolist()
    assert len(set(forwards.tolist())) == 700
    assert max(forwards.tolist()) < 1024


def test_a_name_that_is_added_leaves_the_numbers_of_the_others_alone():
    names = ["east", "north", "west"]
    more = numbers_of_names(["central", *names, "yonder"], PARK_BITS)
    assert more[1:4].tolist() == numbers_of_names(names, PARK_BITS).tolist()


def test_a_taken_number_goes_to_the_name_that_sorts_first_and_the_others_get_the_next_free_ones(monkeypatch):
    hashes = {"ash": 6, "birch": 5, "cedar": 5, "oak": 5, "pine": 7}
    monkeypatch.setattr(identities, "hash_of_name", hashes.__getitem__)
    # birch has 5, cedar finds 5 and 6 taken and has 7, oak has 8, and pine, whose 7 is taken, has 9
    names = ["oak", "pine", "cedar", "birch", "ash"]
    assert numbers_of_names(names, 4).tolist() == [8, 9, 7, 5, 6]
    assert numbers_of_names(names[::-1], 4).tolist() == [6, 5, 7, 9, 8]


def test_after_the_last_number_comes_the_first(monkeypatch):
    monkeypatch.setattr(identities, "hash_of_name", {"a": 15, "b": 15, "c": 0}.__getitem__)
    assert numbers_of_names(["c", "b", "a"], 4).tolist() == [1, 0, 15]


def test_as_many_names_as_numbers_fit_and_one_more_is_refused():
    assert sorted(numbers_of_names("abcd", 2).tolist()) == [0, 1, 2, 3]
    assert set(numbers_of_names("abcda", 2).tolist()) == {0, 1, 2, 3}  # a name that is there twice counts once
    with pytest.raises(ValueError, match="5 names do not fit 2 bits"):
        numbers_of_names("abcde", 2)


def test_no_names_have_no_numbers():
    assert numbers_of_names([], PARK_BITS).tolist() == []


@pytest.mark.parametrize(
    ("kind", "quarter", "place", "number"),
    [
        (Kind.FIRM, 0, 0, 0),
        (Kind.ENTRANT, 5, 77, 123_456),
        (Kind.CHAIN, 1023, 2**20 - 1, 2**30 - 1),
        (Kind.PARK, 1, 2**19, 2**29),
        (15, 1023, 2**20 - 1, 2**30 - 1),
    ],
)
def test_the_fields_of_an_identity_are_read_back(kind, quarter, place, number):
    identity = int(identity_of(kind, quarter, place, number))
    assert identity < 2**64
    assert identity >> 60 == kind
    assert identity >> 50 & 0x3FF == quarter
    assert identity >> 30 & 0xFFFFF == place
    assert identity & 0x3FFFFFFF == number


def test_numbers_of_parks_industries_and_firms_fit_their_fields():
    assert PARK_BITS == 20
    assert INDUSTRY_BITS <= PARK_BITS
    assert FIRM_BITS == 28  # the two upper bits of 30 say what kind of row it is
