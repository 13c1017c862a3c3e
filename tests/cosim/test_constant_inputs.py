from hdlgen.cosim import simulators

# As Yosys writes a process: `start` is there to give it an event when the simulation begins.
VERILOG = """
module constant(input wire clk, output reg y);
  reg start = 0;
  reg x = 0;
  always @* begin
    if (start) begin end
    y = x;
  end
endmodule
"""
BENCH = """
import cocotb
from cocotb.triggers import Timer

@cocotb.test()
async def output_is_known(dut):
    await Timer(1, unit="ns")
    assert str(dut.y.value) == "0"
"""


def test_a_process_whose_inputs_never_change_has_its_value(simulator, tmp_path):
    (tmp_path / "constant.v").write_text(VERILOG)
    (tmp_path / "constant_benches.py").write_text(BENCH)
    build = simulators.build(simulator, sources=[tmp_path / "constant.v"], top="constant", cache_dir=tmp_path / "cache")
    simulators.run(build, module="constant_benches", workdir=tmp_path, python_path=[tmp_path], timeout_s=60).check()
