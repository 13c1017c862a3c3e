"""One chip with every non-ideality, computed in every way: the codes are the same, bit for bit."""

import itertools
import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from hdlgen_sim import Adc, Amplifier, Dac, Device, Hold, Periphery, Wires, load_card

from hdlgen.cosim.cosimulate import cosimulate
from hdlgen.emit.package import emit
from hdlgen.mapping.design import load_design
from hdlgen.nets import mnist
from hdlgen.reference import Chip, fit_trims, tiled
from hdlgen.reference.chip import block_readers

IMAGES = 100
PERIPHERY = Periphery(
    Wires(row_ohm=0.29, column_ohm=0.86, driver_ohm=10.0, sense_ohm=10.0),
    Dac(gain_error=0.01, gain_sigma=0.005, offset_sigma=0.002),
    Amplifier(0.01, 0.3, saturation=200.0, noise=0.2),
    Hold(1e-4),
    Adc("sar", 0.01, 0.3, noise=0.2, capacitor_sigma=0.02),
)


def images():
    return mnist.bundled_images()[0][:IMAGES, ..., None].astype(np.int64)


def chip_device(bits):
    """Cells with every effect, a day after programming."""
    return Device(load_card(str(Path(__file__).parent / "everything.yaml")), bits, time_s=86400.0)


def chip():
    design = load_design("lenet_q4")
    device = chip_device(design.plan.hardware.cell_bits)
    trims = fit_trims(design.graph, design.plan, images()[:8], device=device, periphery=PERIPHERY, seed=5)
    assert any(trim.gain != 1 for trim in trims.values())
    return Chip.of(design.plan, device, 5, periphery=PERIPHERY, trims=trims)


def codes(made, numbers):
    """Codes int16[image, …] of every block, by stage and block, of the images with these numbers."""
    x = images()[numbers]
    outputs, found = tiled.run(made, x, numbers=np.array(numbers)), {}
    for stage in made.plan.stages:
        if stage in made.plan.array_stages:
            words, products = tiled.driven(stage, x), stage.geometry.products(np.array(numbers))
            for i, b in enumerate(block_readers(stage, made.arrays[stage.name])):
                got = b.reader.codes(words[:, b.taps], products)
                found[f"{stage.name} {i}"] = got.reshape(len(numbers), -1)
        x = outputs[stage.name]
    return {**found, "output": x.reshape(len(numbers), -1)}


def of_a_process(numbers):
    return codes(chip(), numbers)


@pytest.fixture(scope="module")
def whole():
    return codes(chip(), list(range(IMAGES)))


def together(parts, order):
    back = np.argsort(order)
    return {name: np.concatenate([part[name] for part in parts])[back] for name in parts[0]}


def assert_same(got, want):
    assert got.keys() == want.keys()
    for name in want:
        np.testing.assert_array_equal(got[name], want[name], err_msg=name)


def test_odd_batches_in_any_order_change_nothing(whole):
    order = np.random.default_rng(0).permutation(IMAGES).tolist()
    made = chip()
    parts = [codes(made, order[a:b]) for a, b in itertools.pairwise([0, 1, 8, 21, 58, 99, 100])]
    assert_same(together(parts, order), whole)


def test_two_processes_change_nothing(whole):
    halves = [list(range(1, IMAGES, 2)), list(range(0, IMAGES, 2))]
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as pool:
        parts = list(pool.map(of_a_process, halves))
    assert_same(together(parts, [*halves[0], *halves[1]]), whole)


def test_another_chip_or_another_time_of_reading_is_another_matter(whole):
    made = chip()
    other = codes(Chip.of(made.plan, made.device, 6, periphery=PERIPHERY), list(range(4)))
    later = tiled.run(made, images()[:4], numbers=np.arange(4) + 1000)
    same = tiled.run(made, images()[:4])
    assert (other["conv1 0"] != whole["conv1 0"][:4]).mean() > 0.05
    assert any((later[name] != same[name]).any() for name in same)


def test_the_accelerator_in_a_simulator_shows_the_same_streams(tmp_path):
    made = chip()
    emit(made.plan, tmp_path / "rtl")
    outcome = cosimulate(made, tmp_path / "rtl", images())  # raises at the first difference in any stage's stream
    assert outcome.images == IMAGES
