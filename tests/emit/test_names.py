import dataclasses

import numpy as np
import pytest

from hdlgen.emit.registers import register_map
from hdlgen.emit.top import build
from hdlgen.errors import HdlgenError
from hdlgen.mapping import map_graph
from tests.mapping.networks import hardware, layer, one_layer


def plan_of(*layers, name="net"):
    graph = one_layer(np.ones((2, 1)))
    nodes, before = [graph.nodes[0]], "x"
    for n, stage in enumerate(layers):
        nodes.append(layer(stage, before, np.ones((2 if n == 0 else 1, 1))))
        before = stage
    return map_graph(dataclasses.replace(graph, name=name, nodes=tuple(nodes)), hardware())


def modules(plan):
    return build(plan, register_map(plan, bytes(32))).verilog()


@pytest.mark.parametrize("name", ["small", "reg", "logic"])
def test_a_network_cannot_be_a_word_of_verilog(name):
    with pytest.raises(HdlgenError, match=f"name: '{name}' is a word of Verilog .*\n    fix: rename the network"):
        modules(plan_of("fc", name=name))


def test_every_module_but_the_macros_begins_with_the_networks_name():
    texts = modules(plan_of("fc", name="accumulator"))
    assert all(name == "accumulator" or name.startswith("accumulator_") for name in texts)
    assert "accumulator_accumulator u_sums (" in texts["accumulator_fc_array_datapath"]
    assert "accumulator_fc_array_datapath u_array (" in texts["accumulator_fc_stage"]
    assert "accumulator_fc_stage u_fc (" in texts["accumulator"]


def test_a_network_cannot_be_called_as_the_bench():
    with pytest.raises(HdlgenError, match="name: 'tb' is the name of the bench"):
        modules(plan_of("fc", name="tb"))


def test_every_layer_that_has_a_taken_name_is_named():
    with pytest.raises(HdlgenError) as e:
        modules(plan_of("registers", "fc", "fc_fifo", "m_axis"))
    assert str(e.value).splitlines()[::2] == [
        "registers: 'registers' is the name of something that every accelerator has",
        "fc_fifo: 'fc_fifo' is the name of the queue in front of fc",
        "m_axis: 'm_axis' is the name of something that every accelerator has",
    ]


def test_a_layer_may_be_a_word_of_verilog():
    assert "net_module_stage" in modules(plan_of("module"))
