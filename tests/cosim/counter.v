module counter(input clk, input rst, input enable, output reg [7:0] count);
  initial count = 0;
  always @(posedge clk)
    if (rst) count <= 0;
    else if (enable) count <= count + 1;
endmodule
