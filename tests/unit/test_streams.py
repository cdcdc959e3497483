"""The generator: known answers, an independent implementation checked against NumPy, and inverse distributions."""

import math

import numpy as np
import pytest
from scipy.special import ndtri
from scipy.stats import laplace as scipy_laplace
from scipy.stats import poisson as scipy_poisson

from model.batch_room import BATCH, batch_dtype
from model.state import records
from model.streams import (
    Kind,
    Purpose,
    draw,
    draw_batch,
    exponential,
    identity_of,
    laplace,
    make_key,
    normal,
    philox,
    poisson,
)

MULTIPLIERS = {32: (0xD2511F53, 0xCD9E8D57), 64: (0xD2E7470EE14C6C93, 0xCA5A826395121157)}
WEYL = {32: (0x9E3779B9, 0xBB67AE85), 64: (0x9E3779B97F4A7C15, 0xBB67AE8584CAA73B)}
ONES = 0xFFFFFFFF


def reference_philox(width, counter, key):
    """Philox4x`width` of ten rounds in plain whole numbers."""
    mask = (1 << width) - 1
    c0, c1, c2, c3 = counter
    k0, k1 = key
    for _ in range(10):
        p0, p1 = MULTIPLIERS[width][0] * c0, MULTIPLIERS[width][1] * c2
        c0, c1, c2, c3 = (p1 >> width) ^ c1 ^ k0, p1 & mask, (p0 >> width) ^ c3 ^ k1, p0 & mask
        k0, k1 = (k0 + WEYL[width][0]) & mask, (k1 + WEYL[width][1]) & mask
    return c0, c1, c2, c3


def random_words(width, count):
    """Rows of six random words: a counter and a key."""
    words = np.random.default_rng(7).integers(0, 2**width - 1, (count, 6), np.uint64, endpoint=True)
    return [([int(word) for word in row[:4]], [int(word) for word in row[4:]]) for row in words]


def compiled_philox(counter, key):
    """Words of the compiled generator."""
    return philox(*(np.uint64(word) for word in (*counter, *key)))


@pytest.mark.parametrize(
    ("counter", "key", "words"),
    [
        ((0, 0, 0, 0), (0, 0), (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8)),
        ((ONES,) * 4, (ONES,) * 2, (0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD)),
        (
            (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344),
            (0xA4093822, 0x299F31D0),
            (0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1),
        ),
    ],
)
def test_the_known_answers_of_random123(counter, key, words):
    assert compiled_philox(counter, key) == words
    assert reference_philox(32, counter, key) == words


def test_the_reference_family_agrees_with_numpy_at_64_bits():
    for counter, key in random_words(64, 50):
        generator = np.random.Philox(counter=np.array(counter, np.uint64), key=np.array(key, np.uint64))
        advanced = [counter[0] + 1, *counter[1:]]  # NumPy counts before it generates
        assert tuple(generator.random_raw(4).tolist()) == reference_philox(64, advanced, key)


def test_the_compiled_generator_agrees_with_the_reference_family_at_32_bits():
    for counter, key in random_words(32, 500):
        assert compiled_philox(counter, key) == reference_philox(32, counter, key)


def test_a_draw_is_keyed_by_seed_and_replicate_and_counts_identity_quarter_and_purpose():
    identity = (0x12345678 << 32) | 0x9ABCDEF0
    words = reference_philox(32, (0x9ABCDEF0, 0x12345678, 3, Purpose.DEMAND), (11, 22))
    expected = tuple((word + 0.5) / 2**32 for word in words)
    assert draw(make_key(11, 22), np.uint64(identity), 3, Purpose.DEMAND) == expected


def test_an_identity_keeps_kind_quarter_place_and_number_apart():
    # 4, 10, 20 and 30 bits
    expected = (2 << 60) | (0x2BC << 50) | (0xF1234 << 30) | 0x29ABCDEF
    assert identity_of(Kind.ENTRANT, 0x2BC, 0xF1234, 0x29ABCDEF) == expected


def test_purposes_and_kinds_have_numbers_of_their_own():
    assert len({purpose.value for purpose in Purpose}) == len(Purpose.__members__)
    assert len({kind.value for kind in Kind}) == len(Kind.__members__)
    assert all(0 < kind < 16 for kind in Kind)  # four bits


@pytest.mark.parametrize("number", [0, 2**32 - 1, np.int64(5)])
def test_a_key_takes_what_fits_32_bits(number):
    assert make_key(number, number) == (number, number)


@pytest.mark.parametrize("number", [-1, 2**32, 1.0, True, None, "1", np.float64(2)])
@pytest.mark.parametrize("place", ["seed", "replicate"])
def test_a_key_refuses_what_does_not(number, place):
    arguments = {"seed": 1, "replicate": 1, place: number}
    with pytest.raises(ValueError, match=f"{place} must be a whole number"):
        make_key(**arguments)


def test_normal_is_the_inverse_of_the_normal_distribution():
    # both sides of the seams of the approximation at 0.075, 0.925 and exp(-25), and the ends that a draw can reach
    ends = [2.0**-33, 1 - 2.0**-33, 1e-12, math.exp(-25) * 0.999, math.exp(-25) * 1.001]
    seams = [0.0749999, 0.0750001, 0.9249999, 0.9250001]
    uniforms = np.concatenate([np.linspace(0.0005, 0.9995, 1000), ends, seams])
    ours = np.array([normal(float(uniform)) for uniform in uniforms])
    assert ours == pytest.approx(ndtri(uniforms), rel=2e-14, abs=2e-15)


def test_a_batch_draws_what_each_would_draw():
    batch = records(batch_dtype, 1)[0]
    key = make_key(7, 3)
    identities = [identity_of(Kind.ENTRANT, 5, place, 2**32 - 1 - place) for place in range(BATCH)]
    batch.identity[:] = identities
    draw_batch(batch, BATCH - 1, 9, Purpose.EXPANSION, key)
    drawn = np.array([batch.first, batch.second, batch.third, batch.fourth]).T
    alone = np.array([draw(key, identity, 9, Purpose.EXPANSION) for identity in identities])
    assert (drawn[:-1] == alone[:-1]).all()
    assert (drawn[-1] == 0.0).all()


def test_normal_is_zero_in_the_middle():
    assert normal(0.5) == 0.0


@pytest.mark.parametrize(
    ("uniform", "variate"),
    [(0.25, -0.4901291), (0.5, 0.0), (0.75, 0.4901291)],  # sqrt(1/2) ln(1/2) = -0.7071068 x 0.6931472
)
def test_laplace_at_its_quartiles(uniform, variate):
    assert laplace(uniform) == pytest.approx(variate, rel=1e-6)


def test_laplace_is_the_inverse_of_the_laplace_distribution_of_unit_variance():
    uniforms = np.linspace(0.0005, 0.9995, 1000)
    ours = [laplace(float(uniform)) for uniform in uniforms]
    assert ours == pytest.approx(scipy_laplace.ppf(uniforms, scale=math.sqrt(0.5)), rel=1e-12)


@pytest.mark.parametrize(("uniform", "variate"), [(0.0, 0.0), (0.5, math.log(2)), (1 - math.exp(-3), 3.0)])
def test_exponential_is_the_inverse_of_the_exponential_distribution_of_mean_one(uniform, variate):
    assert exponential(uniform) == pytest.approx(variate)


@pytest.mark.parametrize("mean", [0.1, 1.0, 7.3, 64.0, 100.0])
def test_poisson_is_the_inverse_of_the_poisson_distribution(mean):
    uniforms = np.concatenate([(np.arange(2000) + 0.5) / 2000, [2.0**-33, 1 - 2.0**-33]])
    ours = [poisson(float(uniform), mean) for uniform in uniforms]
    assert ours == scipy_poisson.ppf(uniforms, mean).astype(int).tolist()


def test_poisson_on_both_sides_of_a_step():
    # exp(-1) = 0.367879 is the chance of none, twice as much of at most one
    assert [poisson(uniform, 1.0) for uniform in (0.3678, 0.3679, 0.7357, 0.7358)] == [0, 1, 1, 2]


def test_poisson_never_falls_with_the_mean():
    for uniform in (0.01, 0.5, 0.99):
        counts = [poisson(uniform, float(mean)) for mean in np.linspace(0.0, 100.0, 201)]
        assert counts == sorted(counts)


def test_a_mean_of_nothing_gives_nothing():
    assert poisson(1 - 2.0**-33, 0.0) == 0
