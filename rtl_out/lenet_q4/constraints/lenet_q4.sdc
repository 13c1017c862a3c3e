# SPDX-License-Identifier: Apache-2.0
# lenet_q4, emitted by hdlgen 0.1.0; configuration 963b536ce1483ffc.
# Clock of lenet_q4. Set the period that you aim for; the delays are a quarter of it on each side.
set period 10.0
create_clock -name clk -period $period [get_ports clk]
set_input_delay [expr $period / 4] -clock clk [remove_from_collection [all_inputs] [get_ports clk]]
set_output_delay [expr $period / 4] -clock clk [all_outputs]
