// SPDX-License-Identifier: Apache-2.0
// lenet_q4, emitted by hdlgen 0.1.0; configuration ea534b680d3e0f01. Verilog-2005.
`default_nettype none
module lenet_q4_fc1_taps_table(enable, clk, rst, row, address);
  reg \$auto$verilog_backend.cc:2355:dump_module$33  = 0;
  reg [13:0] \$1 ;
  input [7:0] address;
  wire [7:0] address;
  input clk;
  wire clk;
  input enable;
  wire enable;
  reg [13:0] found;
  output [13:0] row;
  reg [13:0] row;
  input rst;
  wire rst;
  wire [13:0] taken;
  always @(posedge clk)
    row <= \$1 ;
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$33 ) begin end
    casez (address)
      8'h00:
          found = 14'h1003;
      8'h01:
          found = 14'h1005;
      8'h02:
          found = 14'h1007;
      8'h03:
          found = 14'h1009;
      8'h04:
          found = 14'h100b;
      8'h05:
          found = 14'h100d;
      8'h06:
          found = 14'h100f;
      8'h07:
          found = 14'h1011;
      8'h08:
          found = 14'h1013;
      8'h09:
          found = 14'h1015;
      8'h0a:
          found = 14'h1019;
      8'h0b:
          found = 14'h101d;
      8'h0c:
          found = 14'h101f;
      8'h0d:
          found = 14'h1027;
      8'h0e:
          found = 14'h102b;
      8'h0f:
          found = 14'h102d;
      8'h10:
          found = 14'h102f;
      8'h11:
          found = 14'h1031;
      8'h12:
          found = 14'h1033;
      8'h13:
          found = 14'h1035;
      8'h14:
          found = 14'h1037;
      8'h15:
          found = 14'h1039;
      8'h16:
          found = 14'h103d;
      8'h17:
          found = 14'h103f;
      8'h18:
          found = 14'h1045;
      8'h19:
          found = 14'h1047;
      8'h1a:
          found = 14'h104f;
      8'h1b:
          found = 14'h1051;
      8'h1c:
          found = 14'h1053;
      8'h1d:
          found = 14'h1055;
      8'h1e:
          found = 14'h1059;
      8'h1f:
          found = 14'h105f;
      8'h20:
          found = 14'h1065;
      8'h21:
          found = 14'h106b;
      8'h22:
          found = 14'h106f;
      8'h23:
          found = 14'h1071;
      8'h24:
          found = 14'h1073;
      8'h25:
          found = 14'h1075;
      8'h26:
          found = 14'h1077;
      8'h27:
          found = 14'h107f;
      8'h28:
          found = 14'h1083;
      8'h29:
          found = 14'h108f;
      8'h2a:
          found = 14'h1091;
      8'h2b:
          found = 14'h1093;
      8'h2c:
          found = 14'h1095;
      8'h2d:
          found = 14'h1097;
      8'h2e:
          found = 14'h109f;
      8'h2f:
          found = 14'h10a5;
      8'h30:
          found = 14'h10ad;
      8'h31:
          found = 14'h10b1;
      8'h32:
          found = 14'h10b3;
      8'h33:
          found = 14'h10b5;
      8'h34:
          found = 14'h10bb;
      8'h35:
          found = 14'h10bf;
      8'h36:
          found = 14'h10c1;
      8'h37:
          found = 14'h10c3;
      8'h38:
          found = 14'h10c5;
      8'h39:
          found = 14'h10c9;
      8'h3a:
          found = 14'h10cf;
      8'h3b:
          found = 14'h10d1;
      8'h3c:
          found = 14'h10d3;
      8'h3d:
          found = 14'h10d5;
      8'h3e:
          found = 14'h10d7;
      8'h3f:
          found = 14'h10d9;
      8'h40:
          found = 14'h10df;
      8'h41:
          found = 14'h10e1;
      8'h42:
          found = 14'h10e3;
      8'h43:
          found = 14'h10e5;
      8'h44:
          found = 14'h10ed;
      8'h45:
          found = 14'h10ef;
      8'h46:
          found = 14'h10f1;
      8'h47:
          found = 14'h10f3;
      8'h48:
          found = 14'h10f7;
      8'h49:
          found = 14'h10fb;
      8'h4a:
          found = 14'h10ff;
      8'h4b:
          found = 14'h1103;
      8'h4c:
          found = 14'h1105;
      8'h4d:
          found = 14'h110b;
      8'h4e:
          found = 14'h110f;
      8'h4f:
          found = 14'h1111;
      8'h50:
          found = 14'h1119;
      8'h51:
          found = 14'h111d;
      8'h52:
          found = 14'h111f;
      8'h53:
          found = 14'h1123;
      8'h54:
          found = 14'h1125;
      8'h55:
          found = 14'h1127;
      8'h56:
          found = 14'h112d;
      8'h57:
          found = 14'h1131;
      8'h58:
          found = 14'h1133;
      8'h59:
          found = 14'h1135;
      8'h5a:
          found = 14'h1137;
      8'h5b:
          found = 14'h1139;
      8'h5c:
          found = 14'h113f;
      8'h5d:
          found = 14'h1145;
      8'h5e:
          found = 14'h1151;
      8'h5f:
          found = 14'h1159;
      8'h60:
          found = 14'h115f;
      8'h61:
          found = 14'h1167;
      8'h62:
          found = 14'h116d;
      8'h63:
          found = 14'h1173;
      8'h64:
          found = 14'h117f;
      8'h65:
          found = 14'h1183;
      8'h66:
          found = 14'h1193;
      8'h67:
          found = 14'h119d;
      8'h68:
          found = 14'h119f;
      8'h69:
          found = 14'h11a3;
      8'h6a:
          found = 14'h11a9;
      8'h6b:
          found = 14'h11b3;
      8'h6c:
          found = 14'h11bf;
      8'h6d:
          found = 14'h11c1;
      8'h6e:
          found = 14'h11c5;
      8'h6f:
          found = 14'h11c7;
      8'h70:
          found = 14'h11c9;
      8'h71:
          found = 14'h11cb;
      8'h72:
          found = 14'h11cf;
      8'h73:
          found = 14'h11d3;
      8'h74:
          found = 14'h11d5;
      8'h75:
          found = 14'h11d7;
      8'h76:
          found = 14'h11d9;
      8'h77:
          found = 14'h11dd;
      8'h78:
          found = 14'h11e1;
      8'h79:
          found = 14'h11e3;
      8'h7a:
          found = 14'h11e5;
      8'h7b:
          found = 14'h11e9;
      8'h7c:
          found = 14'h11eb;
      8'h7d:
          found = 14'h11f1;
      8'h7e:
          found = 14'h11f7;
      8'h7f:
          found = 14'h21f9;
      8'h80:
          found = 14'h11fb;
      8'h81:
          found = 14'h11fd;
      8'h82:
          found = 14'h11ff;
      8'h83:
          found = 14'h1205;
      8'h84:
          found = 14'h1209;
      8'h85:
          found = 14'h120b;
      8'h86:
          found = 14'h120f;
      8'h87:
          found = 14'h1211;
      8'h88:
          found = 14'h1219;
      8'h89:
          found = 14'h121d;
      8'h8a:
          found = 14'h1223;
      8'h8b:
          found = 14'h1227;
      8'h8c:
          found = 14'h1229;
      8'h8d:
          found = 14'h122b;
      8'h8e:
          found = 14'h122d;
      8'h8f:
          found = 14'h1231;
      8'h90:
          found = 14'h1233;
      8'h91:
          found = 14'h1235;
      8'h92:
          found = 14'h123b;
      8'h93:
          found = 14'h123f;
      8'h94:
          found = 14'h1245;
      8'h95:
          found = 14'h1249;
      8'h96:
          found = 14'h124b;
      8'h97:
          found = 14'h1251;
      8'h98:
          found = 14'h1259;
      8'h99:
          found = 14'h125d;
      8'h9a:
          found = 14'h1263;
      8'h9b:
          found = 14'h1267;
      8'h9c:
          found = 14'h126d;
      8'h9d:
          found = 14'h1271;
      8'h9e:
          found = 14'h1273;
      8'h9f:
          found = 14'h127f;
      8'ha0:
          found = 14'h128b;
      8'ha1:
          found = 14'h1293;
      8'ha2:
          found = 14'h1297;
      8'ha3:
          found = 14'h1299;
      8'ha4:
          found = 14'h129b;
      8'ha5:
          found = 14'h129d;
      8'ha6:
          found = 14'h12a3;
      8'ha7:
          found = 14'h12ab;
      8'ha8:
          found = 14'h12b3;
      8'ha9:
          found = 14'h12b7;
      8'haa:
          found = 14'h12c7;
      8'hab:
          found = 14'h12c9;
      8'hac:
          found = 14'h12cb;
      8'had:
          found = 14'h12cd;
      8'hae:
          found = 14'h12cf;
      8'haf:
          found = 14'h12d3;
      8'hb0:
          found = 14'h12d5;
      8'hb1:
          found = 14'h12d9;
      8'hb2:
          found = 14'h12dd;
      8'hb3:
          found = 14'h12df;
      8'hb4:
          found = 14'h12e3;
      8'hb5:
          found = 14'h12e5;
      8'hb6:
          found = 14'h12e9;
      8'hb7:
          found = 14'h12ed;
      8'hb8:
          found = 14'h12ef;
      8'hb9:
          found = 14'h12f7;
      8'hba:
          found = 14'h12f9;
      8'hbb:
          found = 14'h12fb;
      8'hbc:
          found = 14'h12ff;
      8'hbd:
          found = 14'h1303;
      8'hbe:
          found = 14'h1307;
      8'hbf:
          found = 14'h130b;
      8'hc0:
          found = 14'h130d;
      8'hc1:
          found = 14'h130f;
      8'hc2:
          found = 14'h1311;
      8'hc3:
          found = 14'h1313;
      8'hc4:
          found = 14'h1319;
      8'hc5:
          found = 14'h131f;
      8'hc6:
          found = 14'h1321;
      8'hc7:
          found = 14'h1323;
      8'hc8:
          found = 14'h1327;
      8'hc9:
          found = 14'h132b;
      8'hca:
          found = 14'h132d;
      8'hcb:
          found = 14'h1331;
      8'hcc:
          found = 14'h1333;
      8'hcd:
          found = 14'h1335;
      8'hce:
          found = 14'h133f;
      8'hcf:
          found = 14'h1341;
      8'hd0:
          found = 14'h1343;
      8'hd1:
          found = 14'h1345;
      8'hd2:
          found = 14'h134b;
      8'hd3:
          found = 14'h134d;
      8'hd4:
          found = 14'h1359;
      8'hd5:
          found = 14'h135b;
      8'hd6:
          found = 14'h1363;
      8'hd7:
          found = 14'h1369;
      8'hd8:
          found = 14'h136b;
      8'hd9:
          found = 14'h1373;
      8'hda:
          found = 14'h1379;
      8'hdb:
          found = 14'h137b;
      8'hdc:
          found = 14'h137f;
      8'hdd:
          found = 14'h1381;
      8'hde:
          found = 14'h138b;
      8'hdf:
          found = 14'h1399;
      8'he0:
          found = 14'h139b;
      8'he1:
          found = 14'h139f;
      8'he2:
          found = 14'h13a3;
      8'he3:
          found = 14'h13a5;
      8'he4:
          found = 14'h13a9;
      8'he5:
          found = 14'h13ab;
      8'he6:
          found = 14'h13ad;
      8'he7:
          found = 14'h13b1;
      8'he8:
          found = 14'h13b7;
      8'he9:
          found = 14'h13b9;
      8'hea:
          found = 14'h13bb;
      8'heb:
          found = 14'h13c1;
      8'hec:
          found = 14'h13c5;
      8'hed:
          found = 14'h13c7;
      8'hee:
          found = 14'h13cb;
      8'hef:
          found = 14'h13cf;
      8'hf0:
          found = 14'h13d5;
      8'hf1:
          found = 14'h13d9;
      8'hf2:
          found = 14'h13db;
      8'hf3:
          found = 14'h13dd;
      8'hf4:
          found = 14'h13df;
      8'hf5:
          found = 14'h13e1;
      8'hf6:
          found = 14'h13e3;
      8'hf7:
          found = 14'h13e5;
      8'hf8:
          found = 14'h13e9;
      8'hf9:
          found = 14'h13eb;
      8'hfa:
          found = 14'h13ed;
      8'hfb:
          found = 14'h13f1;
      8'hfc:
          found = 14'h13f3;
      8'hfd:
          found = 14'h13f7;
      8'hfe:
          found = 14'h13f9;
      8'hff:
          found = 14'h23fb;
    endcase
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$33 ) begin end
    \$1  = row;
    if (enable) begin
      \$1  = found;
    end
  end
  assign taken = row;
endmodule
`default_nettype wire
