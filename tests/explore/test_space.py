import pytest

from hdlgen.errors import SpecError
from hdlgen.explore.space import load_space

SPACE = """\
explore: 1
axes:
  hardware.adc.bits: {from: 4, to: 8, step: 2}
  hardware.tile: [{rows: 32, columns: 32}, {rows: 64, columns: 64}]
  chip.card: [null, neurram_hfox_1t1r]
objectives: {score: highest, energy: lowest}
limits: {tiles: {most: 9}}
"""


@pytest.fixture
def write(tmp_path):
    def write(text):
        path = tmp_path / "space.yaml"
        path.write_text(text)
        return path

    return write


def test_a_grid_has_every_point_once(write):
    space = load_space(write(SPACE))
    assert space.values["hardware.adc.bits"] == (4, 6, 8)
    points = list(space.grid())
    assert len(points) == space.size == 12
    assert points[0] == {"hardware.adc.bits": 4, "hardware.tile": {"rows": 32, "columns": 32}, "chip.card": None}
    assert points[1]["chip.card"] == "neurram_hfox_1t1r"
    assert [space.at(n) for n in range(12)] == points


def test_drawn_points_are_different_and_the_same_for_a_seed(write):
    space = load_space(write(SPACE))
    drawn = list(space.drawn(12, seed=3))
    assert sorted(map(str, drawn)) == sorted(map(str, space.grid()))
    assert list(space.drawn(5, seed=3)) == drawn[:5]
    assert list(space.drawn(12, seed=4)) != drawn


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("step: 2", "step: 0", "axes.hardware.adc.bits.step: must be above 0.0, not 0"),
        ("to: 8", "to: 3", "axes.hardware.adc.bits: ends at 3, before it begins"),
        ("to: 8", "too: 8", "axes.hardware.adc.bits.too: is not a key here"),
        ("[null, neurram_hfox_1t1r]", "[]", "axes.chip.card: is empty"),
        ("energy: lowest", "power: lowest", "objectives.power: must be 'score', 'worst'"),
        ("energy: lowest", "energy: low", "objectives.energy: must be 'highest' or 'lowest', not 'low'"),
        ("most: 9", "at_most: 9", "limits.tiles.at_most: is not a key here"),
        ("explore: 1", "explore: 2", "explore: "),
        ("limits:", "limit:", "limit: is not a key here"),
    ],
)
def test_mistakes_have_their_line(write, old, new, said):
    assert old in SPACE
    with pytest.raises(SpecError) as error:
        load_space(write(SPACE.replace(old, new)))
    assert said in str(error.value)
    assert "space.yaml:" in str(error.value)


def test_a_range_has_its_ends(write):
    space = load_space(write(SPACE.replace("{from: 4, to: 8, step: 2}", "{from: 0.1, to: 0.4, step: 0.1}")))
    assert space.values["hardware.adc.bits"] == pytest.approx((0.1, 0.2, 0.3, 0.4))
    with pytest.raises(SpecError, match="has more than 1000 values"):
        load_space(write(SPACE.replace("{from: 4, to: 8, step: 2}", "{from: 0, to: 9000}")))
