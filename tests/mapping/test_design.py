import numpy as np
import pytest
from safetensors.numpy import save_file

from hdlgen.errors import HdlgenError
from hdlgen.mapping import Hardware
from hdlgen.mapping.design import load_design

FILE = """\
hdlgen: 1
name: small_net
network:
  weights: small.safetensors
  input: {shape: [1, 1, 4], type: uint4}
  layers:
    - {name: fc1, type: linear, features: 3, weight_bits: 4, activation: relu, out: uint4}
    - {name: fc2, type: linear, features: 2, weight_bits: 4, out: int8}
hardware:
  tile: {rows: 16, columns: 8, budget: 5}
  dac: {bits: 2}
  adc: {bits: 4, count: 4, settle_cycles: 3, conversion_cycles: 2}
device: {cell_bits: 3, g_min_siemens: 1.0e-6, g_max_siemens: 40.0e-6}
ranges: {fc1: 2}
"""


@pytest.fixture
def path(tmp_path):
    w1 = np.array([[1, 2, 3, 4], [0, 0, 0, 0], [-1, 0, 0, 7]], np.int8)  # channel 1 is constant
    tensors = {}
    for name, w in (("fc1", w1), ("fc2", np.array([[1, 5, 2], [3, 5, 4]], np.int8))):
        tensors |= {
            f"{name}.weight": w,
            f"{name}.multiplier": np.ones(len(w), np.int32),
            f"{name}.bias": np.zeros(len(w), np.int64),
            f"{name}.shift": np.array([3], np.int32),
        }
    save_file(tensors, tmp_path / "small.safetensors")
    (tmp_path / "small.yaml").write_text(FILE)
    return tmp_path / "small.yaml"


def test_a_file_becomes_a_plan_of_the_simplified_network(path):
    design = load_design(path)
    assert design.plan.hardware == Hardware(16, 8, 3, 2, 4, 4, 3, 2, 5)
    assert [s.geometry.channels for s in design.plan.stages] == [2, 2]
    assert design.plan["fc2"].program.weights.tolist() == [[1, 3], [2, 4]]
    # fc1 as the file says; fc2: 3 + 4 at digit 3 is 21, above 7: 21/2 rounds to 11, 21/4 to 5
    assert [s.adc.shift for s in design.plan.array_stages] == [2, 2]


def test_ranges_can_be_given_instead(path):
    assert [s.adc.shift for s in load_design(path, ranges={"fc1": 0, "fc2": 1}).plan.array_stages] == [0, 1]
    # fc1: 4 + 7 at digit 3 is 33: 33/4 rounds to 8, 33/8 to 4
    assert [s.adc.shift for s in load_design(path, ranges={}).plan.array_stages] == [3, 2]


def test_a_budget_that_is_missed_is_the_users_mistake(path):
    path.write_text(FILE.replace("budget: 5", "budget: 1"))
    with pytest.raises(
        HdlgenError, match=r"^hardware\.tile\.budget: 2 tiles are needed \(fc1 1, fc2 1\) and there are 1"
    ) as e:
        load_design(path)
    assert e.value.exit_code == 2


def test_a_stage_is_found_by_name_or_refused(path):
    with pytest.raises(HdlgenError, match=r"fc3: is no stage of this network\n    fix: use one of \['fc1', 'fc2'\]"):
        load_design(path).plan["fc3"]
