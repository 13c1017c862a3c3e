# SPDX-License-Identifier: Apache-2.0
# lenet_q4, emitted by hdlgen 0.1.0; configuration ea534b680d3e0f01.
# Clock of lenet_q4. Set the period that you aim for; the delays are a quarter of it on each side.
set period 10.0
create_clock -name clk -period $period [get_ports clk]
set_input_delay [expr $period / 4] -clock clk [remove_from_collection [all_inputs] [get_ports clk]]
set_output_delay [expr $period / 4] -clock clk [all_outputs]

# The analog macros, while they are black boxes; leave this out where a LIB file of theirs says it. Set what they need:
# macro_setup  before the edge of clk that samples an input; macro_delay  from that edge to an output.
set macro_setup [expr $period / 4]
set macro_delay [expr $period / 4]
foreach macro {
  u_conv1/u_array/u_tile_0/u_core
  u_conv2/u_array/u_tile_0/u_core
  u_fc1/u_array/u_tile_0/u_core
  u_fc2/u_array/u_tile_0/u_core
} {
  set_output_delay $macro_setup -clock clk [get_pins "$macro/drive*"]
  set_output_delay $macro_setup -clock clk [get_pins "$macro/phase*"]
  set_output_delay $macro_setup -clock clk [get_pins "$macro/integrate*"]
  set_output_delay $macro_setup -clock clk [get_pins "$macro/hold*"]
  set_output_delay $macro_setup -clock clk [get_pins "$macro/select*"]
  set_output_delay $macro_setup -clock clk [get_pins "$macro/convert*"]
  set_input_delay $macro_delay -clock clk [get_pins "$macro/codes*"]
  set_input_delay $macro_delay -clock clk [get_pins "$macro/code_valid*"]
}
