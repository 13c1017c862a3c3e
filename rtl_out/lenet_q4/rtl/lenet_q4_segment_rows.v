// SPDX-License-Identifier: Apache-2.0
// lenet_q4, emitted by hdlgen 0.1.0; configuration ea534b680d3e0f01. Verilog-2005.
`default_nettype none
module lenet_q4_segment_rows(i_lanes, i_values, i_next, i_last, i_frees, turn_integrate, turn_advance, turn_ends, clk, rst, i_ready, i_freed, turn_valid, drive, row_word, i_valid);
  reg \$auto$verilog_backend.cc:2355:dump_module$49  = 0;
  wire \$1 ;
  wire \$10 ;
  wire \$100 ;
  wire \$101 ;
  wire \$102 ;
  wire \$103 ;
  wire \$104 ;
  wire \$105 ;
  wire \$106 ;
  wire \$107 ;
  wire \$108 ;
  wire \$109 ;
  wire \$11 ;
  wire \$110 ;
  wire \$111 ;
  wire \$112 ;
  wire \$113 ;
  wire \$114 ;
  wire \$115 ;
  wire \$116 ;
  wire \$117 ;
  wire \$118 ;
  wire \$119 ;
  wire \$12 ;
  wire \$120 ;
  wire \$121 ;
  wire \$122 ;
  wire \$123 ;
  wire \$124 ;
  wire \$125 ;
  wire \$126 ;
  wire \$127 ;
  wire \$128 ;
  wire \$129 ;
  wire \$13 ;
  wire \$130 ;
  wire \$131 ;
  wire \$132 ;
  wire \$133 ;
  wire \$134 ;
  wire \$135 ;
  wire \$136 ;
  wire [7:0] \$137 ;
  wire [6:0] \$138 ;
  wire \$139 ;
  wire \$14 ;
  wire [3:0] \$140 ;
  wire \$141 ;
  wire [3:0] \$142 ;
  wire \$143 ;
  wire [3:0] \$144 ;
  wire \$145 ;
  wire [3:0] \$146 ;
  wire \$147 ;
  wire [3:0] \$148 ;
  wire \$149 ;
  wire \$15 ;
  wire [3:0] \$150 ;
  wire \$151 ;
  wire [3:0] \$152 ;
  wire \$153 ;
  wire [3:0] \$154 ;
  wire \$155 ;
  wire [3:0] \$156 ;
  wire \$157 ;
  wire [3:0] \$158 ;
  wire \$159 ;
  wire \$16 ;
  wire [3:0] \$160 ;
  wire \$161 ;
  wire [3:0] \$162 ;
  wire \$163 ;
  wire [3:0] \$164 ;
  wire \$165 ;
  wire [3:0] \$166 ;
  wire \$167 ;
  wire [3:0] \$168 ;
  wire \$169 ;
  wire \$17 ;
  wire [3:0] \$170 ;
  wire \$171 ;
  wire [3:0] \$172 ;
  wire \$173 ;
  wire [3:0] \$174 ;
  wire \$175 ;
  wire [3:0] \$176 ;
  wire \$177 ;
  wire [3:0] \$178 ;
  wire \$179 ;
  wire \$18 ;
  wire [3:0] \$180 ;
  wire \$181 ;
  wire [3:0] \$182 ;
  wire \$183 ;
  wire [3:0] \$184 ;
  wire \$185 ;
  wire [3:0] \$186 ;
  wire \$187 ;
  wire [3:0] \$188 ;
  wire \$189 ;
  wire \$19 ;
  wire [3:0] \$190 ;
  wire \$191 ;
  wire [3:0] \$192 ;
  wire \$193 ;
  wire [3:0] \$194 ;
  wire \$195 ;
  wire [3:0] \$196 ;
  wire \$197 ;
  wire [3:0] \$198 ;
  wire \$199 ;
  wire \$2 ;
  wire \$20 ;
  wire [3:0] \$200 ;
  wire \$201 ;
  wire [3:0] \$202 ;
  wire \$203 ;
  wire [3:0] \$204 ;
  wire \$205 ;
  wire [3:0] \$206 ;
  wire \$207 ;
  wire [3:0] \$208 ;
  wire \$209 ;
  wire \$21 ;
  wire [3:0] \$210 ;
  wire \$211 ;
  wire [3:0] \$212 ;
  wire \$213 ;
  wire [3:0] \$214 ;
  wire \$215 ;
  wire [3:0] \$216 ;
  wire \$217 ;
  wire [3:0] \$218 ;
  wire \$219 ;
  wire \$22 ;
  wire [3:0] \$220 ;
  wire \$221 ;
  wire [3:0] \$222 ;
  wire \$223 ;
  wire [3:0] \$224 ;
  wire \$225 ;
  wire [3:0] \$226 ;
  wire \$227 ;
  wire [3:0] \$228 ;
  wire \$229 ;
  wire \$23 ;
  wire [3:0] \$230 ;
  wire \$231 ;
  wire [3:0] \$232 ;
  wire \$233 ;
  wire [3:0] \$234 ;
  wire \$235 ;
  wire [3:0] \$236 ;
  wire \$237 ;
  wire [3:0] \$238 ;
  wire \$239 ;
  wire \$24 ;
  wire [3:0] \$240 ;
  wire \$241 ;
  wire [3:0] \$242 ;
  wire \$243 ;
  wire [3:0] \$244 ;
  wire \$245 ;
  wire [3:0] \$246 ;
  wire \$247 ;
  wire [3:0] \$248 ;
  wire \$249 ;
  wire \$25 ;
  wire [3:0] \$250 ;
  wire \$251 ;
  wire [3:0] \$252 ;
  wire \$253 ;
  wire [3:0] \$254 ;
  wire \$255 ;
  wire [3:0] \$256 ;
  wire \$257 ;
  wire [3:0] \$258 ;
  wire \$259 ;
  wire \$26 ;
  wire [3:0] \$260 ;
  wire \$261 ;
  wire [3:0] \$262 ;
  wire \$263 ;
  wire [3:0] \$264 ;
  wire \$265 ;
  wire [3:0] \$266 ;
  wire \$267 ;
  wire [3:0] \$268 ;
  wire \$269 ;
  wire \$27 ;
  wire [3:0] \$270 ;
  wire \$271 ;
  wire [3:0] \$272 ;
  wire \$273 ;
  wire [3:0] \$274 ;
  wire \$275 ;
  wire [3:0] \$276 ;
  wire \$277 ;
  wire [3:0] \$278 ;
  wire \$279 ;
  wire \$28 ;
  wire [3:0] \$280 ;
  wire \$281 ;
  wire [3:0] \$282 ;
  wire \$283 ;
  wire [3:0] \$284 ;
  wire \$285 ;
  wire [3:0] \$286 ;
  wire \$287 ;
  wire [3:0] \$288 ;
  wire \$289 ;
  wire \$29 ;
  wire [3:0] \$290 ;
  wire \$291 ;
  wire [3:0] \$292 ;
  wire \$293 ;
  wire [3:0] \$294 ;
  wire \$295 ;
  wire [3:0] \$296 ;
  wire \$297 ;
  wire [3:0] \$298 ;
  wire \$299 ;
  wire \$3 ;
  wire \$30 ;
  wire [3:0] \$300 ;
  wire \$301 ;
  wire [3:0] \$302 ;
  wire \$303 ;
  wire [3:0] \$304 ;
  wire \$305 ;
  wire [3:0] \$306 ;
  wire \$307 ;
  wire [3:0] \$308 ;
  wire \$309 ;
  wire \$31 ;
  wire [3:0] \$310 ;
  wire \$311 ;
  wire [3:0] \$312 ;
  wire \$313 ;
  wire [3:0] \$314 ;
  wire \$315 ;
  wire [3:0] \$316 ;
  wire \$317 ;
  wire [3:0] \$318 ;
  wire \$319 ;
  wire \$32 ;
  wire [3:0] \$320 ;
  wire \$321 ;
  wire [3:0] \$322 ;
  wire \$323 ;
  wire [3:0] \$324 ;
  wire \$325 ;
  wire [3:0] \$326 ;
  wire \$327 ;
  wire [3:0] \$328 ;
  wire \$329 ;
  wire \$33 ;
  wire [3:0] \$330 ;
  wire \$331 ;
  wire [3:0] \$332 ;
  wire \$333 ;
  wire [3:0] \$334 ;
  wire \$335 ;
  wire [3:0] \$336 ;
  wire \$337 ;
  wire [3:0] \$338 ;
  wire \$339 ;
  wire \$34 ;
  wire [3:0] \$340 ;
  wire \$341 ;
  wire [3:0] \$342 ;
  wire \$343 ;
  wire [3:0] \$344 ;
  wire \$345 ;
  wire [3:0] \$346 ;
  wire \$347 ;
  wire [3:0] \$348 ;
  wire \$349 ;
  wire \$35 ;
  wire [3:0] \$350 ;
  wire \$351 ;
  wire [3:0] \$352 ;
  wire \$353 ;
  wire [3:0] \$354 ;
  wire \$355 ;
  wire [3:0] \$356 ;
  wire \$357 ;
  wire [3:0] \$358 ;
  wire \$359 ;
  wire \$36 ;
  wire [3:0] \$360 ;
  wire \$361 ;
  wire [3:0] \$362 ;
  wire \$363 ;
  wire [3:0] \$364 ;
  wire \$365 ;
  wire [3:0] \$366 ;
  wire \$367 ;
  wire [3:0] \$368 ;
  wire \$369 ;
  wire \$37 ;
  wire [3:0] \$370 ;
  wire \$371 ;
  wire [3:0] \$372 ;
  wire \$373 ;
  wire [3:0] \$374 ;
  wire \$375 ;
  wire [3:0] \$376 ;
  wire \$377 ;
  wire [3:0] \$378 ;
  wire \$379 ;
  wire \$38 ;
  wire [3:0] \$380 ;
  wire \$381 ;
  wire [3:0] \$382 ;
  wire \$383 ;
  wire [3:0] \$384 ;
  wire \$385 ;
  wire [3:0] \$386 ;
  wire \$387 ;
  wire [3:0] \$388 ;
  wire \$389 ;
  wire \$39 ;
  wire [3:0] \$390 ;
  wire \$391 ;
  wire [3:0] \$392 ;
  wire \$393 ;
  wire [3:0] \$394 ;
  wire \$395 ;
  wire \$396 ;
  wire \$397 ;
  wire \$398 ;
  wire [511:0] \$399 ;
  wire \$4 ;
  wire \$40 ;
  reg \$400 ;
  reg \$401 ;
  reg \$402 ;
  reg \$403 ;
  reg [6:0] \$404 ;
  reg [3:0] \$405 ;
  reg [3:0] \$406 ;
  reg [3:0] \$407 ;
  reg [3:0] \$408 ;
  reg [3:0] \$409 ;
  wire \$41 ;
  reg [3:0] \$410 ;
  reg [3:0] \$411 ;
  reg [3:0] \$412 ;
  reg [3:0] \$413 ;
  reg [3:0] \$414 ;
  reg [3:0] \$415 ;
  reg [3:0] \$416 ;
  reg [3:0] \$417 ;
  reg [3:0] \$418 ;
  reg [3:0] \$419 ;
  wire \$42 ;
  reg [3:0] \$420 ;
  reg [3:0] \$421 ;
  reg [3:0] \$422 ;
  reg [3:0] \$423 ;
  reg [3:0] \$424 ;
  reg [3:0] \$425 ;
  reg [3:0] \$426 ;
  reg [3:0] \$427 ;
  reg [3:0] \$428 ;
  reg [3:0] \$429 ;
  wire \$43 ;
  reg [3:0] \$430 ;
  reg [3:0] \$431 ;
  reg [3:0] \$432 ;
  reg [3:0] \$433 ;
  reg [3:0] \$434 ;
  reg [3:0] \$435 ;
  reg [3:0] \$436 ;
  reg [3:0] \$437 ;
  reg [3:0] \$438 ;
  reg [3:0] \$439 ;
  wire \$44 ;
  reg [3:0] \$440 ;
  reg [3:0] \$441 ;
  reg [3:0] \$442 ;
  reg [3:0] \$443 ;
  reg [3:0] \$444 ;
  reg [3:0] \$445 ;
  reg [3:0] \$446 ;
  reg [3:0] \$447 ;
  reg [3:0] \$448 ;
  reg [3:0] \$449 ;
  wire \$45 ;
  reg [3:0] \$450 ;
  reg [3:0] \$451 ;
  reg [3:0] \$452 ;
  reg [3:0] \$453 ;
  reg [3:0] \$454 ;
  reg [3:0] \$455 ;
  reg [3:0] \$456 ;
  reg [3:0] \$457 ;
  reg [3:0] \$458 ;
  reg [3:0] \$459 ;
  wire \$46 ;
  reg [3:0] \$460 ;
  reg [3:0] \$461 ;
  reg [3:0] \$462 ;
  reg [3:0] \$463 ;
  reg [3:0] \$464 ;
  reg [3:0] \$465 ;
  reg [3:0] \$466 ;
  reg [3:0] \$467 ;
  reg [3:0] \$468 ;
  reg [3:0] \$469 ;
  wire \$47 ;
  reg [3:0] \$470 ;
  reg [3:0] \$471 ;
  reg [3:0] \$472 ;
  reg [3:0] \$473 ;
  reg [3:0] \$474 ;
  reg [3:0] \$475 ;
  reg [3:0] \$476 ;
  reg [3:0] \$477 ;
  reg [3:0] \$478 ;
  reg [3:0] \$479 ;
  wire \$48 ;
  reg [3:0] \$480 ;
  reg [3:0] \$481 ;
  reg [3:0] \$482 ;
  reg [3:0] \$483 ;
  reg [3:0] \$484 ;
  reg [3:0] \$485 ;
  reg [3:0] \$486 ;
  reg [3:0] \$487 ;
  reg [3:0] \$488 ;
  reg [3:0] \$489 ;
  wire \$49 ;
  reg [3:0] \$490 ;
  reg [3:0] \$491 ;
  reg [3:0] \$492 ;
  reg [3:0] \$493 ;
  reg [3:0] \$494 ;
  reg [3:0] \$495 ;
  reg [3:0] \$496 ;
  reg [3:0] \$497 ;
  reg [3:0] \$498 ;
  reg [3:0] \$499 ;
  wire \$5 ;
  wire \$50 ;
  reg [3:0] \$500 ;
  reg [3:0] \$501 ;
  reg [3:0] \$502 ;
  reg [3:0] \$503 ;
  reg [3:0] \$504 ;
  reg [3:0] \$505 ;
  reg [3:0] \$506 ;
  reg [3:0] \$507 ;
  reg [3:0] \$508 ;
  reg [3:0] \$509 ;
  wire \$51 ;
  reg [3:0] \$510 ;
  reg [3:0] \$511 ;
  reg [3:0] \$512 ;
  reg [3:0] \$513 ;
  reg [3:0] \$514 ;
  reg [3:0] \$515 ;
  reg [3:0] \$516 ;
  reg [3:0] \$517 ;
  reg [3:0] \$518 ;
  reg [3:0] \$519 ;
  wire \$52 ;
  reg [3:0] \$520 ;
  reg [3:0] \$521 ;
  reg [3:0] \$522 ;
  reg [3:0] \$523 ;
  reg [3:0] \$524 ;
  reg [3:0] \$525 ;
  reg [3:0] \$526 ;
  reg [3:0] \$527 ;
  reg [3:0] \$528 ;
  reg [3:0] \$529 ;
  wire \$53 ;
  reg [3:0] \$530 ;
  reg [3:0] \$531 ;
  reg [3:0] \$532 ;
  reg [511:0] \$533 ;
  wire \$54 ;
  wire \$55 ;
  wire \$56 ;
  wire \$57 ;
  wire \$58 ;
  wire \$59 ;
  wire \$6 ;
  wire \$60 ;
  wire \$61 ;
  wire \$62 ;
  wire \$63 ;
  wire \$64 ;
  wire \$65 ;
  wire \$66 ;
  wire \$67 ;
  wire \$68 ;
  wire \$69 ;
  wire \$7 ;
  wire \$70 ;
  wire \$71 ;
  wire \$72 ;
  wire \$73 ;
  wire \$74 ;
  wire \$75 ;
  wire \$76 ;
  wire \$77 ;
  wire \$78 ;
  wire \$79 ;
  wire \$8 ;
  wire \$80 ;
  wire \$81 ;
  wire \$82 ;
  wire \$83 ;
  wire \$84 ;
  wire \$85 ;
  wire \$86 ;
  wire \$87 ;
  wire \$88 ;
  wire \$89 ;
  wire \$9 ;
  wire \$90 ;
  wire \$91 ;
  wire \$92 ;
  wire \$93 ;
  wire \$94 ;
  wire \$95 ;
  wire \$96 ;
  wire \$97 ;
  wire \$98 ;
  wire \$99 ;
  reg \$signal ;
  wire \$signal$17 ;
  wire \$signal$18 ;
  reg \$signal$19 ;
  input clk;
  wire clk;
  output [127:0] drive;
  wire [127:0] drive;
  wire [511:0] held;
  wire here_0;
  wire here_1;
  wire here_10;
  wire here_100;
  wire here_101;
  wire here_102;
  wire here_103;
  wire here_104;
  wire here_105;
  wire here_106;
  wire here_107;
  wire here_108;
  wire here_109;
  wire here_11;
  wire here_110;
  wire here_111;
  wire here_112;
  wire here_113;
  wire here_114;
  wire here_115;
  wire here_116;
  wire here_117;
  wire here_118;
  wire here_119;
  wire here_12;
  wire here_120;
  wire here_121;
  wire here_122;
  wire here_123;
  wire here_124;
  wire here_125;
  wire here_126;
  wire here_127;
  wire here_13;
  wire here_14;
  wire here_15;
  wire here_16;
  wire here_17;
  wire here_18;
  wire here_19;
  wire here_2;
  wire here_20;
  wire here_21;
  wire here_22;
  wire here_23;
  wire here_24;
  wire here_25;
  wire here_26;
  wire here_27;
  wire here_28;
  wire here_29;
  wire here_3;
  wire here_30;
  wire here_31;
  wire here_32;
  wire here_33;
  wire here_34;
  wire here_35;
  wire here_36;
  wire here_37;
  wire here_38;
  wire here_39;
  wire here_4;
  wire here_40;
  wire here_41;
  wire here_42;
  wire here_43;
  wire here_44;
  wire here_45;
  wire here_46;
  wire here_47;
  wire here_48;
  wire here_49;
  wire here_5;
  wire here_50;
  wire here_51;
  wire here_52;
  wire here_53;
  wire here_54;
  wire here_55;
  wire here_56;
  wire here_57;
  wire here_58;
  wire here_59;
  wire here_6;
  wire here_60;
  wire here_61;
  wire here_62;
  wire here_63;
  wire here_64;
  wire here_65;
  wire here_66;
  wire here_67;
  wire here_68;
  wire here_69;
  wire here_7;
  wire here_70;
  wire here_71;
  wire here_72;
  wire here_73;
  wire here_74;
  wire here_75;
  wire here_76;
  wire here_77;
  wire here_78;
  wire here_79;
  wire here_8;
  wire here_80;
  wire here_81;
  wire here_82;
  wire here_83;
  wire here_84;
  wire here_85;
  wire here_86;
  wire here_87;
  wire here_88;
  wire here_89;
  wire here_9;
  wire here_90;
  wire here_91;
  wire here_92;
  wire here_93;
  wire here_94;
  wire here_95;
  wire here_96;
  wire here_97;
  wire here_98;
  wire here_99;
  output i_freed;
  wire i_freed;
  input i_frees;
  wire i_frees;
  input i_lanes;
  wire i_lanes;
  input i_last;
  wire i_last;
  input i_next;
  wire i_next;
  output i_ready;
  wire i_ready;
  input i_valid;
  wire i_valid;
  input [3:0] i_values;
  wire [3:0] i_values;
  reg [6:0] part;
  output [511:0] row_word;
  reg [511:0] row_word;
  input rst;
  wire rst;
  reg [3:0] shadow_0;
  reg [3:0] shadow_1;
  reg [3:0] shadow_10;
  reg [3:0] shadow_100;
  reg [3:0] shadow_101;
  reg [3:0] shadow_102;
  reg [3:0] shadow_103;
  reg [3:0] shadow_104;
  reg [3:0] shadow_105;
  reg [3:0] shadow_106;
  reg [3:0] shadow_107;
  reg [3:0] shadow_108;
  reg [3:0] shadow_109;
  reg [3:0] shadow_11;
  reg [3:0] shadow_110;
  reg [3:0] shadow_111;
  reg [3:0] shadow_112;
  reg [3:0] shadow_113;
  reg [3:0] shadow_114;
  reg [3:0] shadow_115;
  reg [3:0] shadow_116;
  reg [3:0] shadow_117;
  reg [3:0] shadow_118;
  reg [3:0] shadow_119;
  reg [3:0] shadow_12;
  reg [3:0] shadow_120;
  reg [3:0] shadow_121;
  reg [3:0] shadow_122;
  reg [3:0] shadow_123;
  reg [3:0] shadow_124;
  reg [3:0] shadow_125;
  reg [3:0] shadow_126;
  reg [3:0] shadow_127;
  reg [3:0] shadow_13;
  reg [3:0] shadow_14;
  reg [3:0] shadow_15;
  reg [3:0] shadow_16;
  reg [3:0] shadow_17;
  reg [3:0] shadow_18;
  reg [3:0] shadow_19;
  reg [3:0] shadow_2;
  reg [3:0] shadow_20;
  reg [3:0] shadow_21;
  reg [3:0] shadow_22;
  reg [3:0] shadow_23;
  reg [3:0] shadow_24;
  reg [3:0] shadow_25;
  reg [3:0] shadow_26;
  reg [3:0] shadow_27;
  reg [3:0] shadow_28;
  reg [3:0] shadow_29;
  reg [3:0] shadow_3;
  reg [3:0] shadow_30;
  reg [3:0] shadow_31;
  reg [3:0] shadow_32;
  reg [3:0] shadow_33;
  reg [3:0] shadow_34;
  reg [3:0] shadow_35;
  reg [3:0] shadow_36;
  reg [3:0] shadow_37;
  reg [3:0] shadow_38;
  reg [3:0] shadow_39;
  reg [3:0] shadow_4;
  reg [3:0] shadow_40;
  reg [3:0] shadow_41;
  reg [3:0] shadow_42;
  reg [3:0] shadow_43;
  reg [3:0] shadow_44;
  reg [3:0] shadow_45;
  reg [3:0] shadow_46;
  reg [3:0] shadow_47;
  reg [3:0] shadow_48;
  reg [3:0] shadow_49;
  reg [3:0] shadow_5;
  reg [3:0] shadow_50;
  reg [3:0] shadow_51;
  reg [3:0] shadow_52;
  reg [3:0] shadow_53;
  reg [3:0] shadow_54;
  reg [3:0] shadow_55;
  reg [3:0] shadow_56;
  reg [3:0] shadow_57;
  reg [3:0] shadow_58;
  reg [3:0] shadow_59;
  reg [3:0] shadow_6;
  reg [3:0] shadow_60;
  reg [3:0] shadow_61;
  reg [3:0] shadow_62;
  reg [3:0] shadow_63;
  reg [3:0] shadow_64;
  reg [3:0] shadow_65;
  reg [3:0] shadow_66;
  reg [3:0] shadow_67;
  reg [3:0] shadow_68;
  reg [3:0] shadow_69;
  reg [3:0] shadow_7;
  reg [3:0] shadow_70;
  reg [3:0] shadow_71;
  reg [3:0] shadow_72;
  reg [3:0] shadow_73;
  reg [3:0] shadow_74;
  reg [3:0] shadow_75;
  reg [3:0] shadow_76;
  reg [3:0] shadow_77;
  reg [3:0] shadow_78;
  reg [3:0] shadow_79;
  reg [3:0] shadow_8;
  reg [3:0] shadow_80;
  reg [3:0] shadow_81;
  reg [3:0] shadow_82;
  reg [3:0] shadow_83;
  reg [3:0] shadow_84;
  reg [3:0] shadow_85;
  reg [3:0] shadow_86;
  reg [3:0] shadow_87;
  reg [3:0] shadow_88;
  reg [3:0] shadow_89;
  reg [3:0] shadow_9;
  reg [3:0] shadow_90;
  reg [3:0] shadow_91;
  reg [3:0] shadow_92;
  reg [3:0] shadow_93;
  reg [3:0] shadow_94;
  reg [3:0] shadow_95;
  reg [3:0] shadow_96;
  reg [3:0] shadow_97;
  reg [3:0] shadow_98;
  reg [3:0] shadow_99;
  reg swapped;
  input turn_advance;
  wire turn_advance;
  input turn_ends;
  wire turn_ends;
  input turn_integrate;
  wire turn_integrate;
  output turn_valid;
  reg turn_valid;
  assign \$335  = here_98 & i_lanes;
  assign \$337  = here_99 & i_lanes;
  assign \$339  = here_100 & i_lanes;
  assign \$341  = here_101 & i_lanes;
  assign \$343  = here_102 & i_lanes;
  assign \$345  = here_103 & i_lanes;
  assign \$347  = here_104 & i_lanes;
  assign \$349  = here_105 & i_lanes;
  assign \$351  = here_106 & i_lanes;
  assign \$353  = here_107 & i_lanes;
  assign \$355  = here_108 & i_lanes;
  assign \$357  = here_109 & i_lanes;
  assign \$359  = here_110 & i_lanes;
  assign \$361  = here_111 & i_lanes;
  assign \$363  = here_112 & i_lanes;
  assign \$365  = here_113 & i_lanes;
  assign \$367  = here_114 & i_lanes;
  assign \$369  = here_115 & i_lanes;
  assign \$371  = here_116 & i_lanes;
  assign \$373  = here_117 & i_lanes;
  assign \$375  = here_118 & i_lanes;
  assign \$377  = here_119 & i_lanes;
  assign \$379  = here_120 & i_lanes;
  assign \$381  = here_121 & i_lanes;
  assign \$383  = here_122 & i_lanes;
  assign \$385  = here_123 & i_lanes;
  assign \$387  = here_124 & i_lanes;
  assign \$389  = here_125 & i_lanes;
  assign \$391  = here_126 & i_lanes;
  assign \$393  = here_127 & i_lanes;
  assign \$395  = ~ turn_valid;
  assign \$396  = \$395  | turn_advance;
  assign \$397  = ~ turn_valid;
  assign \$398  = \$397  | turn_ends;
  assign \$399  = \$398  ? { shadow_127, shadow_126, shadow_125, shadow_124, shadow_123, shadow_122, shadow_121, shadow_120, shadow_119, shadow_118, shadow_117, shadow_116, shadow_115, shadow_114, shadow_113, shadow_112, shadow_111, shadow_110, shadow_109, shadow_108, shadow_107, shadow_106, shadow_105, shadow_104, shadow_103, shadow_102, shadow_101, shadow_100, shadow_99, shadow_98, shadow_97, shadow_96, shadow_95, shadow_94, shadow_93, shadow_92, shadow_91, shadow_90, shadow_89, shadow_88, shadow_87, shadow_86, shadow_85, shadow_84, shadow_83, shadow_82, shadow_81, shadow_80, shadow_79, shadow_78, shadow_77, shadow_76, shadow_75, shadow_74, shadow_73, shadow_72, shadow_71, shadow_70, shadow_69, shadow_68, shadow_67, shadow_66, shadow_65, shadow_64, shadow_63, shadow_62, shadow_61, shadow_60, shadow_59, shadow_58, shadow_57, shadow_56, shadow_55, shadow_54, shadow_53, shadow_52, shadow_51, shadow_50, shadow_49, shadow_48, shadow_47, shadow_46, shadow_45, shadow_44, shadow_43, shadow_42, shadow_41, shadow_40, shadow_39, shadow_38, shadow_37, shadow_36, shadow_35, shadow_34, shadow_33, shadow_32, shadow_31, shadow_30, shadow_29, shadow_28, shadow_27, shadow_26, shadow_25, shadow_24, shadow_23, shadow_22, shadow_21, shadow_20, shadow_19, shadow_18, shadow_17, shadow_16, shadow_15, shadow_14, shadow_13, shadow_12, shadow_11, shadow_10, shadow_9, shadow_8, shadow_7, shadow_6, shadow_5, shadow_4, shadow_3, shadow_2, shadow_1, shadow_0 } : { row_word[508], row_word[511:509], row_word[504], row_word[507:505], row_word[500], row_word[503:501], row_word[496], row_word[499:497], row_word[492], row_word[495:493], row_word[488], row_word[491:489], row_word[484], row_word[487:485], row_word[480], row_word[483:481], row_word[476], row_word[479:477], row_word[472], row_word[475:473], row_word[468], row_word[471:469], row_word[464], row_word[467:465], row_word[460], row_word[463:461], row_word[456], row_word[459:457], row_word[452], row_word[455:453], row_word[448], row_word[451:449], row_word[444], row_word[447:445], row_word[440], row_word[443:441], row_word[436], row_word[439:437], row_word[432], row_word[435:433], row_word[428], row_word[431:429], row_word[424], row_word[427:425], row_word[420], row_word[423:421], row_word[416], row_word[419:417], row_word[412], row_word[415:413], row_word[408], row_word[411:409], row_word[404], row_word[407:405], row_word[400], row_word[403:401], row_word[396], row_word[399:397], row_word[392], row_word[395:393], row_word[388], row_word[391:389], row_word[384], row_word[387:385], row_word[380], row_word[383:381], row_word[376], row_word[379:377], row_word[372], row_word[375:373], row_word[368], row_word[371:369], row_word[364], row_word[367:365], row_word[360], row_word[363:361], row_word[356], row_word[359:357], row_word[352], row_word[355:353], row_word[348], row_word[351:349], row_word[344], row_word[347:345], row_word[340], row_word[343:341], row_word[336], row_word[339:337], row_word[332], row_word[335:333], row_word[328], row_word[331:329], row_word[324], row_word[327:325], row_word[320], row_word[323:321], row_word[316], row_word[319:317], row_word[312], row_word[315:313], row_word[308], row_word[311:309], row_word[304], row_word[307:305], row_word[300], row_word[303:301], row_word[296], row_word[299:297], row_word[292], row_word[295:293], row_word[288], row_word[291:289], row_word[284], row_word[287:285], row_word[280], row_word[283:281], row_word[276], row_word[279:277], row_word[272], row_word[275:273], row_word[268], row_word[271:269], row_word[264], row_word[267:265], row_word[260], row_word[263:261], row_word[256], row_word[259:257], row_word[252], row_word[255:253], row_word[248], row_word[251:249], row_word[244], row_word[247:245], row_word[240], row_word[243:241], row_word[236], row_word[239:237], row_word[232], row_word[235:233], row_word[228], row_word[231:229], row_word[224], row_word[227:225], row_word[220], row_word[223:221], row_word[216], row_word[219:217], row_word[212], row_word[215:213], row_word[208], row_word[211:209], row_word[204], row_word[207:205], row_word[200], row_word[203:201], row_word[196], row_word[199:197], row_word[192], row_word[195:193], row_word[188], row_word[191:189], row_word[184], row_word[187:185], row_word[180], row_word[183:181], row_word[176], row_word[179:177], row_word[172], row_word[175:173], row_word[168], row_word[171:169], row_word[164], row_word[167:165], row_word[160], row_word[163:161], row_word[156], row_word[159:157], row_word[152], row_word[155:153], row_word[148], row_word[151:149], row_word[144], row_word[147:145], row_word[140], row_word[143:141], row_word[136], row_word[139:137], row_word[132], row_word[135:133], row_word[128], row_word[131:129], row_word[124], row_word[127:125], row_word[120], row_word[123:121], row_word[116], row_word[119:117], row_word[112], row_word[115:113], row_word[108], row_word[111:109], row_word[104], row_word[107:105], row_word[100], row_word[103:101], row_word[96], row_word[99:97], row_word[92], row_word[95:93], row_word[88], row_word[91:89], row_word[84], row_word[87:85], row_word[80], row_word[83:81], row_word[76], row_word[79:77], row_word[72], row_word[75:73], row_word[68], row_word[71:69], row_word[64], row_word[67:65], row_word[60], row_word[63:61], row_word[56], row_word[59:57], row_word[52], row_word[55:53], row_word[48], row_word[51:49], row_word[44], row_word[47:45], row_word[40], row_word[43:41], row_word[36], row_word[39:37], row_word[32], row_word[35:33], row_word[28], row_word[31:29], row_word[24], row_word[27:25], row_word[20], row_word[23:21], row_word[16], row_word[19:17], row_word[12], row_word[15:13], row_word[8], row_word[11:9], row_word[4], row_word[7:5], row_word[0], row_word[3:1] };
  always @(posedge clk)
    \$signal  <= \$400 ;
  always @(posedge clk)
    \$signal$19  <= \$401 ;
  always @(posedge clk)
    turn_valid <= \$402 ;
  always @(posedge clk)
    swapped <= \$403 ;
  always @(posedge clk)
    part <= \$404 ;
  always @(posedge clk)
    shadow_0 <= \$405 ;
  always @(posedge clk)
    shadow_1 <= \$406 ;
  always @(posedge clk)
    shadow_2 <= \$407 ;
  always @(posedge clk)
    shadow_3 <= \$408 ;
  always @(posedge clk)
    shadow_4 <= \$409 ;
  always @(posedge clk)
    shadow_5 <= \$410 ;
  always @(posedge clk)
    shadow_6 <= \$411 ;
  always @(posedge clk)
    shadow_7 <= \$412 ;
  always @(posedge clk)
    shadow_8 <= \$413 ;
  always @(posedge clk)
    shadow_9 <= \$414 ;
  always @(posedge clk)
    shadow_10 <= \$415 ;
  always @(posedge clk)
    shadow_11 <= \$416 ;
  always @(posedge clk)
    shadow_12 <= \$417 ;
  always @(posedge clk)
    shadow_13 <= \$418 ;
  always @(posedge clk)
    shadow_14 <= \$419 ;
  always @(posedge clk)
    shadow_15 <= \$420 ;
  always @(posedge clk)
    shadow_16 <= \$421 ;
  always @(posedge clk)
    shadow_17 <= \$422 ;
  always @(posedge clk)
    shadow_18 <= \$423 ;
  always @(posedge clk)
    shadow_19 <= \$424 ;
  always @(posedge clk)
    shadow_20 <= \$425 ;
  always @(posedge clk)
    shadow_21 <= \$426 ;
  always @(posedge clk)
    shadow_22 <= \$427 ;
  always @(posedge clk)
    shadow_23 <= \$428 ;
  always @(posedge clk)
    shadow_24 <= \$429 ;
  always @(posedge clk)
    shadow_25 <= \$430 ;
  always @(posedge clk)
    shadow_26 <= \$431 ;
  always @(posedge clk)
    shadow_27 <= \$432 ;
  always @(posedge clk)
    shadow_28 <= \$433 ;
  always @(posedge clk)
    shadow_29 <= \$434 ;
  always @(posedge clk)
    shadow_30 <= \$435 ;
  always @(posedge clk)
    shadow_31 <= \$436 ;
  always @(posedge clk)
    shadow_32 <= \$437 ;
  always @(posedge clk)
    shadow_33 <= \$438 ;
  always @(posedge clk)
    shadow_34 <= \$439 ;
  always @(posedge clk)
    shadow_35 <= \$440 ;
  always @(posedge clk)
    shadow_36 <= \$441 ;
  always @(posedge clk)
    shadow_37 <= \$442 ;
  always @(posedge clk)
    shadow_38 <= \$443 ;
  always @(posedge clk)
    shadow_39 <= \$444 ;
  always @(posedge clk)
    shadow_40 <= \$445 ;
  always @(posedge clk)
    shadow_41 <= \$446 ;
  always @(posedge clk)
    shadow_42 <= \$447 ;
  always @(posedge clk)
    shadow_43 <= \$448 ;
  always @(posedge clk)
    shadow_44 <= \$449 ;
  always @(posedge clk)
    shadow_45 <= \$450 ;
  always @(posedge clk)
    shadow_46 <= \$451 ;
  always @(posedge clk)
    shadow_47 <= \$452 ;
  always @(posedge clk)
    shadow_48 <= \$453 ;
  always @(posedge clk)
    shadow_49 <= \$454 ;
  always @(posedge clk)
    shadow_50 <= \$455 ;
  always @(posedge clk)
    shadow_51 <= \$456 ;
  always @(posedge clk)
    shadow_52 <= \$457 ;
  always @(posedge clk)
    shadow_53 <= \$458 ;
  always @(posedge clk)
    shadow_54 <= \$459 ;
  always @(posedge clk)
    shadow_55 <= \$460 ;
  always @(posedge clk)
    shadow_56 <= \$461 ;
  always @(posedge clk)
    shadow_57 <= \$462 ;
  always @(posedge clk)
    shadow_58 <= \$463 ;
  always @(posedge clk)
    shadow_59 <= \$464 ;
  always @(posedge clk)
    shadow_60 <= \$465 ;
  always @(posedge clk)
    shadow_61 <= \$466 ;
  always @(posedge clk)
    shadow_62 <= \$467 ;
  always @(posedge clk)
    shadow_63 <= \$468 ;
  always @(posedge clk)
    shadow_64 <= \$469 ;
  always @(posedge clk)
    shadow_65 <= \$470 ;
  always @(posedge clk)
    shadow_66 <= \$471 ;
  always @(posedge clk)
    shadow_67 <= \$472 ;
  always @(posedge clk)
    shadow_68 <= \$473 ;
  always @(posedge clk)
    shadow_69 <= \$474 ;
  always @(posedge clk)
    shadow_70 <= \$475 ;
  always @(posedge clk)
    shadow_71 <= \$476 ;
  always @(posedge clk)
    shadow_72 <= \$477 ;
  always @(posedge clk)
    shadow_73 <= \$478 ;
  always @(posedge clk)
    shadow_74 <= \$479 ;
  always @(posedge clk)
    shadow_75 <= \$480 ;
  always @(posedge clk)
    shadow_76 <= \$481 ;
  always @(posedge clk)
    shadow_77 <= \$482 ;
  always @(posedge clk)
    shadow_78 <= \$483 ;
  always @(posedge clk)
    shadow_79 <= \$484 ;
  always @(posedge clk)
    shadow_80 <= \$485 ;
  always @(posedge clk)
    shadow_81 <= \$486 ;
  always @(posedge clk)
    shadow_82 <= \$487 ;
  always @(posedge clk)
    shadow_83 <= \$488 ;
  always @(posedge clk)
    shadow_84 <= \$489 ;
  always @(posedge clk)
    shadow_85 <= \$490 ;
  always @(posedge clk)
    shadow_86 <= \$491 ;
  always @(posedge clk)
    shadow_87 <= \$492 ;
  always @(posedge clk)
    shadow_88 <= \$493 ;
  always @(posedge clk)
    shadow_89 <= \$494 ;
  always @(posedge clk)
    shadow_90 <= \$495 ;
  always @(posedge clk)
    shadow_91 <= \$496 ;
  always @(posedge clk)
    shadow_92 <= \$497 ;
  always @(posedge clk)
    shadow_93 <= \$498 ;
  always @(posedge clk)
    shadow_94 <= \$499 ;
  always @(posedge clk)
    shadow_95 <= \$500 ;
  always @(posedge clk)
    shadow_96 <= \$501 ;
  always @(posedge clk)
    shadow_97 <= \$502 ;
  always @(posedge clk)
    shadow_98 <= \$503 ;
  always @(posedge clk)
    shadow_99 <= \$504 ;
  always @(posedge clk)
    shadow_100 <= \$505 ;
  always @(posedge clk)
    shadow_101 <= \$506 ;
  always @(posedge clk)
    shadow_102 <= \$507 ;
  always @(posedge clk)
    shadow_103 <= \$508 ;
  always @(posedge clk)
    shadow_104 <= \$509 ;
  always @(posedge clk)
    shadow_105 <= \$510 ;
  always @(posedge clk)
    shadow_106 <= \$511 ;
  always @(posedge clk)
    shadow_107 <= \$512 ;
  always @(posedge clk)
    shadow_108 <= \$513 ;
  always @(posedge clk)
    shadow_109 <= \$514 ;
  always @(posedge clk)
    shadow_110 <= \$515 ;
  always @(posedge clk)
    shadow_111 <= \$516 ;
  always @(posedge clk)
    shadow_112 <= \$517 ;
  always @(posedge clk)
    shadow_113 <= \$518 ;
  always @(posedge clk)
    shadow_114 <= \$519 ;
  always @(posedge clk)
    shadow_115 <= \$520 ;
  always @(posedge clk)
    shadow_116 <= \$521 ;
  always @(posedge clk)
    shadow_117 <= \$522 ;
  always @(posedge clk)
    shadow_118 <= \$523 ;
  always @(posedge clk)
    shadow_119 <= \$524 ;
  always @(posedge clk)
    shadow_120 <= \$525 ;
  always @(posedge clk)
    shadow_121 <= \$526 ;
  always @(posedge clk)
    shadow_122 <= \$527 ;
  always @(posedge clk)
    shadow_123 <= \$528 ;
  always @(posedge clk)
    shadow_124 <= \$529 ;
  always @(posedge clk)
    shadow_125 <= \$530 ;
  always @(posedge clk)
    shadow_126 <= \$531 ;
  always @(posedge clk)
    shadow_127 <= \$532 ;
  always @(posedge clk)
    row_word <= \$533 ;
  assign i_ready = ~ \$signal ;
  assign \$1  = ~ \$signal ;
  assign \$signal$17  = i_valid & \$1 ;
  assign \$2  = ~ turn_valid;
  assign \$3  = turn_advance & turn_ends;
  assign \$4  = \$2  | \$3 ;
  assign \$signal$18  = \$signal  & \$4 ;
  assign i_freed = \$signal$18  & \$signal$19 ;
  assign \$5  = ! part;
  assign here_0 = \$signal$17  & \$5 ;
  assign \$6  = part == 1'h1;
  assign here_1 = \$signal$17  & \$6 ;
  assign \$7  = part == 2'h2;
  assign here_2 = \$signal$17  & \$7 ;
  assign \$8  = part == 2'h3;
  assign here_3 = \$signal$17  & \$8 ;
  assign \$9  = part == 3'h4;
  assign here_4 = \$signal$17  & \$9 ;
  assign \$10  = part == 3'h5;
  assign here_5 = \$signal$17  & \$10 ;
  assign \$11  = part == 3'h6;
  assign here_6 = \$signal$17  & \$11 ;
  assign \$12  = part == 3'h7;
  assign here_7 = \$signal$17  & \$12 ;
  assign \$13  = part == 4'h8;
  assign here_8 = \$signal$17  & \$13 ;
  assign \$14  = part == 4'h9;
  assign here_9 = \$signal$17  & \$14 ;
  assign \$15  = part == 4'ha;
  assign here_10 = \$signal$17  & \$15 ;
  assign \$16  = part == 4'hb;
  assign here_11 = \$signal$17  & \$16 ;
  assign \$17  = part == 4'hc;
  assign here_12 = \$signal$17  & \$17 ;
  assign \$18  = part == 4'hd;
  assign here_13 = \$signal$17  & \$18 ;
  assign \$19  = part == 4'he;
  assign here_14 = \$signal$17  & \$19 ;
  assign \$20  = part == 4'hf;
  assign here_15 = \$signal$17  & \$20 ;
  assign \$21  = part == 5'h10;
  assign here_16 = \$signal$17  & \$21 ;
  assign \$22  = part == 5'h11;
  assign here_17 = \$signal$17  & \$22 ;
  assign \$23  = part == 5'h12;
  assign here_18 = \$signal$17  & \$23 ;
  assign \$24  = part == 5'h13;
  assign here_19 = \$signal$17  & \$24 ;
  assign \$25  = part == 5'h14;
  assign here_20 = \$signal$17  & \$25 ;
  assign \$26  = part == 5'h15;
  assign here_21 = \$signal$17  & \$26 ;
  assign \$27  = part == 5'h16;
  assign here_22 = \$signal$17  & \$27 ;
  assign \$28  = part == 5'h17;
  assign here_23 = \$signal$17  & \$28 ;
  assign \$29  = part == 5'h18;
  assign here_24 = \$signal$17  & \$29 ;
  assign \$30  = part == 5'h19;
  assign here_25 = \$signal$17  & \$30 ;
  assign \$31  = part == 5'h1a;
  assign here_26 = \$signal$17  & \$31 ;
  assign \$32  = part == 5'h1b;
  assign here_27 = \$signal$17  & \$32 ;
  assign \$33  = part == 5'h1c;
  assign here_28 = \$signal$17  & \$33 ;
  assign \$34  = part == 5'h1d;
  assign here_29 = \$signal$17  & \$34 ;
  assign \$35  = part == 5'h1e;
  assign here_30 = \$signal$17  & \$35 ;
  assign \$36  = part == 5'h1f;
  assign here_31 = \$signal$17  & \$36 ;
  assign \$37  = part == 6'h20;
  assign here_32 = \$signal$17  & \$37 ;
  assign \$38  = part == 6'h21;
  assign here_33 = \$signal$17  & \$38 ;
  assign \$39  = part == 6'h22;
  assign here_34 = \$signal$17  & \$39 ;
  assign \$40  = part == 6'h23;
  assign here_35 = \$signal$17  & \$40 ;
  assign \$41  = part == 6'h24;
  assign here_36 = \$signal$17  & \$41 ;
  assign \$42  = part == 6'h25;
  assign here_37 = \$signal$17  & \$42 ;
  assign \$43  = part == 6'h26;
  assign here_38 = \$signal$17  & \$43 ;
  assign \$44  = part == 6'h27;
  assign here_39 = \$signal$17  & \$44 ;
  assign \$45  = part == 6'h28;
  assign here_40 = \$signal$17  & \$45 ;
  assign \$46  = part == 6'h29;
  assign here_41 = \$signal$17  & \$46 ;
  assign \$47  = part == 6'h2a;
  assign here_42 = \$signal$17  & \$47 ;
  assign \$48  = part == 6'h2b;
  assign here_43 = \$signal$17  & \$48 ;
  assign \$49  = part == 6'h2c;
  assign here_44 = \$signal$17  & \$49 ;
  assign \$50  = part == 6'h2d;
  assign here_45 = \$signal$17  & \$50 ;
  assign \$51  = part == 6'h2e;
  assign here_46 = \$signal$17  & \$51 ;
  assign \$52  = part == 6'h2f;
  assign here_47 = \$signal$17  & \$52 ;
  assign \$53  = part == 6'h30;
  assign here_48 = \$signal$17  & \$53 ;
  assign \$54  = part == 6'h31;
  assign here_49 = \$signal$17  & \$54 ;
  assign \$55  = part == 6'h32;
  assign here_50 = \$signal$17  & \$55 ;
  assign \$56  = part == 6'h33;
  assign here_51 = \$signal$17  & \$56 ;
  assign \$57  = part == 6'h34;
  assign here_52 = \$signal$17  & \$57 ;
  assign \$58  = part == 6'h35;
  assign here_53 = \$signal$17  & \$58 ;
  assign \$59  = part == 6'h36;
  assign here_54 = \$signal$17  & \$59 ;
  assign \$60  = part == 6'h37;
  assign here_55 = \$signal$17  & \$60 ;
  assign \$61  = part == 6'h38;
  assign here_56 = \$signal$17  & \$61 ;
  assign \$62  = part == 6'h39;
  assign here_57 = \$signal$17  & \$62 ;
  assign \$63  = part == 6'h3a;
  assign here_58 = \$signal$17  & \$63 ;
  assign \$64  = part == 6'h3b;
  assign here_59 = \$signal$17  & \$64 ;
  assign \$65  = part == 6'h3c;
  assign here_60 = \$signal$17  & \$65 ;
  assign \$66  = part == 6'h3d;
  assign here_61 = \$signal$17  & \$66 ;
  assign \$67  = part == 6'h3e;
  assign here_62 = \$signal$17  & \$67 ;
  assign \$68  = part == 6'h3f;
  assign here_63 = \$signal$17  & \$68 ;
  assign \$69  = part == 7'h40;
  assign here_64 = \$signal$17  & \$69 ;
  assign \$70  = part == 7'h41;
  assign here_65 = \$signal$17  & \$70 ;
  assign \$71  = part == 7'h42;
  assign here_66 = \$signal$17  & \$71 ;
  assign \$72  = part == 7'h43;
  assign here_67 = \$signal$17  & \$72 ;
  assign \$73  = part == 7'h44;
  assign here_68 = \$signal$17  & \$73 ;
  assign \$74  = part == 7'h45;
  assign here_69 = \$signal$17  & \$74 ;
  assign \$75  = part == 7'h46;
  assign here_70 = \$signal$17  & \$75 ;
  assign \$76  = part == 7'h47;
  assign here_71 = \$signal$17  & \$76 ;
  assign \$77  = part == 7'h48;
  assign here_72 = \$signal$17  & \$77 ;
  assign \$78  = part == 7'h49;
  assign here_73 = \$signal$17  & \$78 ;
  assign \$79  = part == 7'h4a;
  assign here_74 = \$signal$17  & \$79 ;
  assign \$80  = part == 7'h4b;
  assign here_75 = \$signal$17  & \$80 ;
  assign \$81  = part == 7'h4c;
  assign here_76 = \$signal$17  & \$81 ;
  assign \$82  = part == 7'h4d;
  assign here_77 = \$signal$17  & \$82 ;
  assign \$83  = part == 7'h4e;
  assign here_78 = \$signal$17  & \$83 ;
  assign \$84  = part == 7'h4f;
  assign here_79 = \$signal$17  & \$84 ;
  assign \$85  = part == 7'h50;
  assign here_80 = \$signal$17  & \$85 ;
  assign \$86  = part == 7'h51;
  assign here_81 = \$signal$17  & \$86 ;
  assign \$87  = part == 7'h52;
  assign here_82 = \$signal$17  & \$87 ;
  assign \$88  = part == 7'h53;
  assign here_83 = \$signal$17  & \$88 ;
  assign \$89  = part == 7'h54;
  assign here_84 = \$signal$17  & \$89 ;
  assign \$90  = part == 7'h55;
  assign here_85 = \$signal$17  & \$90 ;
  assign \$91  = part == 7'h56;
  assign here_86 = \$signal$17  & \$91 ;
  assign \$92  = part == 7'h57;
  assign here_87 = \$signal$17  & \$92 ;
  assign \$93  = part == 7'h58;
  assign here_88 = \$signal$17  & \$93 ;
  assign \$94  = part == 7'h59;
  assign here_89 = \$signal$17  & \$94 ;
  assign \$95  = part == 7'h5a;
  assign here_90 = \$signal$17  & \$95 ;
  assign \$96  = part == 7'h5b;
  assign here_91 = \$signal$17  & \$96 ;
  assign \$97  = part == 7'h5c;
  assign here_92 = \$signal$17  & \$97 ;
  assign \$98  = part == 7'h5d;
  assign here_93 = \$signal$17  & \$98 ;
  assign \$99  = part == 7'h5e;
  assign here_94 = \$signal$17  & \$99 ;
  assign \$100  = part == 7'h5f;
  assign here_95 = \$signal$17  & \$100 ;
  assign \$101  = part == 7'h60;
  assign here_96 = \$signal$17  & \$101 ;
  assign \$102  = part == 7'h61;
  assign here_97 = \$signal$17  & \$102 ;
  assign \$103  = part == 7'h62;
  assign here_98 = \$signal$17  & \$103 ;
  assign \$104  = part == 7'h63;
  assign here_99 = \$signal$17  & \$104 ;
  assign \$105  = part == 7'h64;
  assign here_100 = \$signal$17  & \$105 ;
  assign \$106  = part == 7'h65;
  assign here_101 = \$signal$17  & \$106 ;
  assign \$107  = part == 7'h66;
  assign here_102 = \$signal$17  & \$107 ;
  assign \$108  = part == 7'h67;
  assign here_103 = \$signal$17  & \$108 ;
  assign \$109  = part == 7'h68;
  assign here_104 = \$signal$17  & \$109 ;
  assign \$110  = part == 7'h69;
  assign here_105 = \$signal$17  & \$110 ;
  assign \$111  = part == 7'h6a;
  assign here_106 = \$signal$17  & \$111 ;
  assign \$112  = part == 7'h6b;
  assign here_107 = \$signal$17  & \$112 ;
  assign \$113  = part == 7'h6c;
  assign here_108 = \$signal$17  & \$113 ;
  assign \$114  = part == 7'h6d;
  assign here_109 = \$signal$17  & \$114 ;
  assign \$115  = part == 7'h6e;
  assign here_110 = \$signal$17  & \$115 ;
  assign \$116  = part == 7'h6f;
  assign here_111 = \$signal$17  & \$116 ;
  assign \$117  = part == 7'h70;
  assign here_112 = \$signal$17  & \$117 ;
  assign \$118  = part == 7'h71;
  assign here_113 = \$signal$17  & \$118 ;
  assign \$119  = part == 7'h72;
  assign here_114 = \$signal$17  & \$119 ;
  assign \$120  = part == 7'h73;
  assign here_115 = \$signal$17  & \$120 ;
  assign \$121  = part == 7'h74;
  assign here_116 = \$signal$17  & \$121 ;
  assign \$122  = part == 7'h75;
  assign here_117 = \$signal$17  & \$122 ;
  assign \$123  = part == 7'h76;
  assign here_118 = \$signal$17  & \$123 ;
  assign \$124  = part == 7'h77;
  assign here_119 = \$signal$17  & \$124 ;
  assign \$125  = part == 7'h78;
  assign here_120 = \$signal$17  & \$125 ;
  assign \$126  = part == 7'h79;
  assign here_121 = \$signal$17  & \$126 ;
  assign \$127  = part == 7'h7a;
  assign here_122 = \$signal$17  & \$127 ;
  assign \$128  = part == 7'h7b;
  assign here_123 = \$signal$17  & \$128 ;
  assign \$129  = part == 7'h7c;
  assign here_124 = \$signal$17  & \$129 ;
  assign \$130  = part == 7'h7d;
  assign here_125 = \$signal$17  & \$130 ;
  assign \$131  = part == 7'h7e;
  assign here_126 = \$signal$17  & \$131 ;
  assign \$132  = part == 7'h7f;
  assign here_127 = \$signal$17  & \$132 ;
  assign drive = turn_integrate ? { row_word[508], row_word[504], row_word[500], row_word[496], row_word[492], row_word[488], row_word[484], row_word[480], row_word[476], row_word[472], row_word[468], row_word[464], row_word[460], row_word[456], row_word[452], row_word[448], row_word[444], row_word[440], row_word[436], row_word[432], row_word[428], row_word[424], row_word[420], row_word[416], row_word[412], row_word[408], row_word[404], row_word[400], row_word[396], row_word[392], row_word[388], row_word[384], row_word[380], row_word[376], row_word[372], row_word[368], row_word[364], row_word[360], row_word[356], row_word[352], row_word[348], row_word[344], row_word[340], row_word[336], row_word[332], row_word[328], row_word[324], row_word[320], row_word[316], row_word[312], row_word[308], row_word[304], row_word[300], row_word[296], row_word[292], row_word[288], row_word[284], row_word[280], row_word[276], row_word[272], row_word[268], row_word[264], row_word[260], row_word[256], row_word[252], row_word[248], row_word[244], row_word[240], row_word[236], row_word[232], row_word[228], row_word[224], row_word[220], row_word[216], row_word[212], row_word[208], row_word[204], row_word[200], row_word[196], row_word[192], row_word[188], row_word[184], row_word[180], row_word[176], row_word[172], row_word[168], row_word[164], row_word[160], row_word[156], row_word[152], row_word[148], row_word[144], row_word[140], row_word[136], row_word[132], row_word[128], row_word[124], row_word[120], row_word[116], row_word[112], row_word[108], row_word[104], row_word[100], row_word[96], row_word[92], row_word[88], row_word[84], row_word[80], row_word[76], row_word[72], row_word[68], row_word[64], row_word[60], row_word[56], row_word[52], row_word[48], row_word[44], row_word[40], row_word[36], row_word[32], row_word[28], row_word[24], row_word[20], row_word[16], row_word[12], row_word[8], row_word[4], row_word[0] } : 128'h00000000000000000000000000000000;
  assign \$133  = \$signal$17  & i_last;
  assign \$134  = turn_advance & turn_ends;
  assign \$135  = i_next | i_last;
  assign \$136  = \$signal$17  & \$135 ;
  assign \$137  = part + 1'h1;
  assign \$138  = i_last ? 7'h00 : \$137 [6:0];
  assign \$139  = here_0 & i_lanes;
  assign \$141  = here_1 & i_lanes;
  assign \$143  = here_2 & i_lanes;
  assign \$145  = here_3 & i_lanes;
  assign \$147  = here_4 & i_lanes;
  assign \$149  = here_5 & i_lanes;
  assign \$151  = here_6 & i_lanes;
  assign \$153  = here_7 & i_lanes;
  assign \$155  = here_8 & i_lanes;
  assign \$157  = here_9 & i_lanes;
  assign \$159  = here_10 & i_lanes;
  assign \$161  = here_11 & i_lanes;
  assign \$163  = here_12 & i_lanes;
  assign \$165  = here_13 & i_lanes;
  assign \$167  = here_14 & i_lanes;
  assign \$169  = here_15 & i_lanes;
  assign \$171  = here_16 & i_lanes;
  assign \$173  = here_17 & i_lanes;
  assign \$175  = here_18 & i_lanes;
  assign \$177  = here_19 & i_lanes;
  assign \$179  = here_20 & i_lanes;
  assign \$181  = here_21 & i_lanes;
  assign \$183  = here_22 & i_lanes;
  assign \$185  = here_23 & i_lanes;
  assign \$187  = here_24 & i_lanes;
  assign \$189  = here_25 & i_lanes;
  assign \$191  = here_26 & i_lanes;
  assign \$193  = here_27 & i_lanes;
  assign \$195  = here_28 & i_lanes;
  assign \$197  = here_29 & i_lanes;
  assign \$199  = here_30 & i_lanes;
  assign \$201  = here_31 & i_lanes;
  assign \$203  = here_32 & i_lanes;
  assign \$205  = here_33 & i_lanes;
  assign \$207  = here_34 & i_lanes;
  assign \$209  = here_35 & i_lanes;
  assign \$211  = here_36 & i_lanes;
  assign \$213  = here_37 & i_lanes;
  assign \$215  = here_38 & i_lanes;
  assign \$217  = here_39 & i_lanes;
  assign \$219  = here_40 & i_lanes;
  assign \$221  = here_41 & i_lanes;
  assign \$223  = here_42 & i_lanes;
  assign \$225  = here_43 & i_lanes;
  assign \$227  = here_44 & i_lanes;
  assign \$229  = here_45 & i_lanes;
  assign \$231  = here_46 & i_lanes;
  assign \$233  = here_47 & i_lanes;
  assign \$235  = here_48 & i_lanes;
  assign \$237  = here_49 & i_lanes;
  assign \$239  = here_50 & i_lanes;
  assign \$241  = here_51 & i_lanes;
  assign \$243  = here_52 & i_lanes;
  assign \$245  = here_53 & i_lanes;
  assign \$247  = here_54 & i_lanes;
  assign \$249  = here_55 & i_lanes;
  assign \$251  = here_56 & i_lanes;
  assign \$253  = here_57 & i_lanes;
  assign \$255  = here_58 & i_lanes;
  assign \$257  = here_59 & i_lanes;
  assign \$259  = here_60 & i_lanes;
  assign \$261  = here_61 & i_lanes;
  assign \$263  = here_62 & i_lanes;
  assign \$265  = here_63 & i_lanes;
  assign \$267  = here_64 & i_lanes;
  assign \$269  = here_65 & i_lanes;
  assign \$271  = here_66 & i_lanes;
  assign \$273  = here_67 & i_lanes;
  assign \$275  = here_68 & i_lanes;
  assign \$277  = here_69 & i_lanes;
  assign \$279  = here_70 & i_lanes;
  assign \$281  = here_71 & i_lanes;
  assign \$283  = here_72 & i_lanes;
  assign \$285  = here_73 & i_lanes;
  assign \$287  = here_74 & i_lanes;
  assign \$289  = here_75 & i_lanes;
  assign \$291  = here_76 & i_lanes;
  assign \$293  = here_77 & i_lanes;
  assign \$295  = here_78 & i_lanes;
  assign \$297  = here_79 & i_lanes;
  assign \$299  = here_80 & i_lanes;
  assign \$301  = here_81 & i_lanes;
  assign \$303  = here_82 & i_lanes;
  assign \$305  = here_83 & i_lanes;
  assign \$307  = here_84 & i_lanes;
  assign \$309  = here_85 & i_lanes;
  assign \$311  = here_86 & i_lanes;
  assign \$313  = here_87 & i_lanes;
  assign \$315  = here_88 & i_lanes;
  assign \$317  = here_89 & i_lanes;
  assign \$319  = here_90 & i_lanes;
  assign \$321  = here_91 & i_lanes;
  assign \$323  = here_92 & i_lanes;
  assign \$325  = here_93 & i_lanes;
  assign \$327  = here_94 & i_lanes;
  assign \$329  = here_95 & i_lanes;
  assign \$331  = here_96 & i_lanes;
  assign \$333  = here_97 & i_lanes;
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$400  = \$signal ;
    if (\$133 ) begin
      \$400  = 1'h1;
    end else if (\$signal$18 ) begin
      \$400  = 1'h0;
    end
    if (rst) begin
      \$400  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$401  = \$signal$19 ;
    if (\$133 ) begin
      \$401  = i_frees;
    end
    if (rst) begin
      \$401  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$402  = turn_valid;
    if (\$signal$18 ) begin
      \$402  = 1'h1;
    end else if (\$134 ) begin
      \$402  = 1'h0;
    end
    if (rst) begin
      \$402  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$403  = \$signal$18 ;
    if (rst) begin
      \$403  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$404  = part;
    if (\$136 ) begin
      \$404  = \$138 ;
    end
    if (rst) begin
      \$404  = 7'h00;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$405  = shadow_0;
    if (\$139 ) begin
      \$405  = \$140 ;
    end else if (swapped) begin
      \$405  = 4'h0;
    end
    if (rst) begin
      \$405  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$406  = shadow_1;
    if (\$141 ) begin
      \$406  = \$142 ;
    end else if (swapped) begin
      \$406  = 4'h0;
    end
    if (rst) begin
      \$406  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$407  = shadow_2;
    if (\$143 ) begin
      \$407  = \$144 ;
    end else if (swapped) begin
      \$407  = 4'h0;
    end
    if (rst) begin
      \$407  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$408  = shadow_3;
    if (\$145 ) begin
      \$408  = \$146 ;
    end else if (swapped) begin
      \$408  = 4'h0;
    end
    if (rst) begin
      \$408  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$409  = shadow_4;
    if (\$147 ) begin
      \$409  = \$148 ;
    end else if (swapped) begin
      \$409  = 4'h0;
    end
    if (rst) begin
      \$409  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$410  = shadow_5;
    if (\$149 ) begin
      \$410  = \$150 ;
    end else if (swapped) begin
      \$410  = 4'h0;
    end
    if (rst) begin
      \$410  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$411  = shadow_6;
    if (\$151 ) begin
      \$411  = \$152 ;
    end else if (swapped) begin
      \$411  = 4'h0;
    end
    if (rst) begin
      \$411  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$412  = shadow_7;
    if (\$153 ) begin
      \$412  = \$154 ;
    end else if (swapped) begin
      \$412  = 4'h0;
    end
    if (rst) begin
      \$412  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$413  = shadow_8;
    if (\$155 ) begin
      \$413  = \$156 ;
    end else if (swapped) begin
      \$413  = 4'h0;
    end
    if (rst) begin
      \$413  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$414  = shadow_9;
    if (\$157 ) begin
      \$414  = \$158 ;
    end else if (swapped) begin
      \$414  = 4'h0;
    end
    if (rst) begin
      \$414  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$415  = shadow_10;
    if (\$159 ) begin
      \$415  = \$160 ;
    end else if (swapped) begin
      \$415  = 4'h0;
    end
    if (rst) begin
      \$415  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$416  = shadow_11;
    if (\$161 ) begin
      \$416  = \$162 ;
    end else if (swapped) begin
      \$416  = 4'h0;
    end
    if (rst) begin
      \$416  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$417  = shadow_12;
    if (\$163 ) begin
      \$417  = \$164 ;
    end else if (swapped) begin
      \$417  = 4'h0;
    end
    if (rst) begin
      \$417  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$418  = shadow_13;
    if (\$165 ) begin
      \$418  = \$166 ;
    end else if (swapped) begin
      \$418  = 4'h0;
    end
    if (rst) begin
      \$418  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$419  = shadow_14;
    if (\$167 ) begin
      \$419  = \$168 ;
    end else if (swapped) begin
      \$419  = 4'h0;
    end
    if (rst) begin
      \$419  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$420  = shadow_15;
    if (\$169 ) begin
      \$420  = \$170 ;
    end else if (swapped) begin
      \$420  = 4'h0;
    end
    if (rst) begin
      \$420  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$421  = shadow_16;
    if (\$171 ) begin
      \$421  = \$172 ;
    end else if (swapped) begin
      \$421  = 4'h0;
    end
    if (rst) begin
      \$421  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$422  = shadow_17;
    if (\$173 ) begin
      \$422  = \$174 ;
    end else if (swapped) begin
      \$422  = 4'h0;
    end
    if (rst) begin
      \$422  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$423  = shadow_18;
    if (\$175 ) begin
      \$423  = \$176 ;
    end else if (swapped) begin
      \$423  = 4'h0;
    end
    if (rst) begin
      \$423  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$424  = shadow_19;
    if (\$177 ) begin
      \$424  = \$178 ;
    end else if (swapped) begin
      \$424  = 4'h0;
    end
    if (rst) begin
      \$424  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$425  = shadow_20;
    if (\$179 ) begin
      \$425  = \$180 ;
    end else if (swapped) begin
      \$425  = 4'h0;
    end
    if (rst) begin
      \$425  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$426  = shadow_21;
    if (\$181 ) begin
      \$426  = \$182 ;
    end else if (swapped) begin
      \$426  = 4'h0;
    end
    if (rst) begin
      \$426  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$427  = shadow_22;
    if (\$183 ) begin
      \$427  = \$184 ;
    end else if (swapped) begin
      \$427  = 4'h0;
    end
    if (rst) begin
      \$427  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$428  = shadow_23;
    if (\$185 ) begin
      \$428  = \$186 ;
    end else if (swapped) begin
      \$428  = 4'h0;
    end
    if (rst) begin
      \$428  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$429  = shadow_24;
    if (\$187 ) begin
      \$429  = \$188 ;
    end else if (swapped) begin
      \$429  = 4'h0;
    end
    if (rst) begin
      \$429  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$430  = shadow_25;
    if (\$189 ) begin
      \$430  = \$190 ;
    end else if (swapped) begin
      \$430  = 4'h0;
    end
    if (rst) begin
      \$430  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$431  = shadow_26;
    if (\$191 ) begin
      \$431  = \$192 ;
    end else if (swapped) begin
      \$431  = 4'h0;
    end
    if (rst) begin
      \$431  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$432  = shadow_27;
    if (\$193 ) begin
      \$432  = \$194 ;
    end else if (swapped) begin
      \$432  = 4'h0;
    end
    if (rst) begin
      \$432  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$433  = shadow_28;
    if (\$195 ) begin
      \$433  = \$196 ;
    end else if (swapped) begin
      \$433  = 4'h0;
    end
    if (rst) begin
      \$433  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$434  = shadow_29;
    if (\$197 ) begin
      \$434  = \$198 ;
    end else if (swapped) begin
      \$434  = 4'h0;
    end
    if (rst) begin
      \$434  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$435  = shadow_30;
    if (\$199 ) begin
      \$435  = \$200 ;
    end else if (swapped) begin
      \$435  = 4'h0;
    end
    if (rst) begin
      \$435  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$436  = shadow_31;
    if (\$201 ) begin
      \$436  = \$202 ;
    end else if (swapped) begin
      \$436  = 4'h0;
    end
    if (rst) begin
      \$436  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$437  = shadow_32;
    if (\$203 ) begin
      \$437  = \$204 ;
    end else if (swapped) begin
      \$437  = 4'h0;
    end
    if (rst) begin
      \$437  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$438  = shadow_33;
    if (\$205 ) begin
      \$438  = \$206 ;
    end else if (swapped) begin
      \$438  = 4'h0;
    end
    if (rst) begin
      \$438  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$439  = shadow_34;
    if (\$207 ) begin
      \$439  = \$208 ;
    end else if (swapped) begin
      \$439  = 4'h0;
    end
    if (rst) begin
      \$439  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$440  = shadow_35;
    if (\$209 ) begin
      \$440  = \$210 ;
    end else if (swapped) begin
      \$440  = 4'h0;
    end
    if (rst) begin
      \$440  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$441  = shadow_36;
    if (\$211 ) begin
      \$441  = \$212 ;
    end else if (swapped) begin
      \$441  = 4'h0;
    end
    if (rst) begin
      \$441  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$442  = shadow_37;
    if (\$213 ) begin
      \$442  = \$214 ;
    end else if (swapped) begin
      \$442  = 4'h0;
    end
    if (rst) begin
      \$442  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$443  = shadow_38;
    if (\$215 ) begin
      \$443  = \$216 ;
    end else if (swapped) begin
      \$443  = 4'h0;
    end
    if (rst) begin
      \$443  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$444  = shadow_39;
    if (\$217 ) begin
      \$444  = \$218 ;
    end else if (swapped) begin
      \$444  = 4'h0;
    end
    if (rst) begin
      \$444  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$445  = shadow_40;
    if (\$219 ) begin
      \$445  = \$220 ;
    end else if (swapped) begin
      \$445  = 4'h0;
    end
    if (rst) begin
      \$445  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$446  = shadow_41;
    if (\$221 ) begin
      \$446  = \$222 ;
    end else if (swapped) begin
      \$446  = 4'h0;
    end
    if (rst) begin
      \$446  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$447  = shadow_42;
    if (\$223 ) begin
      \$447  = \$224 ;
    end else if (swapped) begin
      \$447  = 4'h0;
    end
    if (rst) begin
      \$447  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$448  = shadow_43;
    if (\$225 ) begin
      \$448  = \$226 ;
    end else if (swapped) begin
      \$448  = 4'h0;
    end
    if (rst) begin
      \$448  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$449  = shadow_44;
    if (\$227 ) begin
      \$449  = \$228 ;
    end else if (swapped) begin
      \$449  = 4'h0;
    end
    if (rst) begin
      \$449  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$450  = shadow_45;
    if (\$229 ) begin
      \$450  = \$230 ;
    end else if (swapped) begin
      \$450  = 4'h0;
    end
    if (rst) begin
      \$450  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$451  = shadow_46;
    if (\$231 ) begin
      \$451  = \$232 ;
    end else if (swapped) begin
      \$451  = 4'h0;
    end
    if (rst) begin
      \$451  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$452  = shadow_47;
    if (\$233 ) begin
      \$452  = \$234 ;
    end else if (swapped) begin
      \$452  = 4'h0;
    end
    if (rst) begin
      \$452  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$453  = shadow_48;
    if (\$235 ) begin
      \$453  = \$236 ;
    end else if (swapped) begin
      \$453  = 4'h0;
    end
    if (rst) begin
      \$453  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$454  = shadow_49;
    if (\$237 ) begin
      \$454  = \$238 ;
    end else if (swapped) begin
      \$454  = 4'h0;
    end
    if (rst) begin
      \$454  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$455  = shadow_50;
    if (\$239 ) begin
      \$455  = \$240 ;
    end else if (swapped) begin
      \$455  = 4'h0;
    end
    if (rst) begin
      \$455  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$456  = shadow_51;
    if (\$241 ) begin
      \$456  = \$242 ;
    end else if (swapped) begin
      \$456  = 4'h0;
    end
    if (rst) begin
      \$456  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$457  = shadow_52;
    if (\$243 ) begin
      \$457  = \$244 ;
    end else if (swapped) begin
      \$457  = 4'h0;
    end
    if (rst) begin
      \$457  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$458  = shadow_53;
    if (\$245 ) begin
      \$458  = \$246 ;
    end else if (swapped) begin
      \$458  = 4'h0;
    end
    if (rst) begin
      \$458  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$459  = shadow_54;
    if (\$247 ) begin
      \$459  = \$248 ;
    end else if (swapped) begin
      \$459  = 4'h0;
    end
    if (rst) begin
      \$459  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$460  = shadow_55;
    if (\$249 ) begin
      \$460  = \$250 ;
    end else if (swapped) begin
      \$460  = 4'h0;
    end
    if (rst) begin
      \$460  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$461  = shadow_56;
    if (\$251 ) begin
      \$461  = \$252 ;
    end else if (swapped) begin
      \$461  = 4'h0;
    end
    if (rst) begin
      \$461  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$462  = shadow_57;
    if (\$253 ) begin
      \$462  = \$254 ;
    end else if (swapped) begin
      \$462  = 4'h0;
    end
    if (rst) begin
      \$462  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$463  = shadow_58;
    if (\$255 ) begin
      \$463  = \$256 ;
    end else if (swapped) begin
      \$463  = 4'h0;
    end
    if (rst) begin
      \$463  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$464  = shadow_59;
    if (\$257 ) begin
      \$464  = \$258 ;
    end else if (swapped) begin
      \$464  = 4'h0;
    end
    if (rst) begin
      \$464  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$465  = shadow_60;
    if (\$259 ) begin
      \$465  = \$260 ;
    end else if (swapped) begin
      \$465  = 4'h0;
    end
    if (rst) begin
      \$465  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$466  = shadow_61;
    if (\$261 ) begin
      \$466  = \$262 ;
    end else if (swapped) begin
      \$466  = 4'h0;
    end
    if (rst) begin
      \$466  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$467  = shadow_62;
    if (\$263 ) begin
      \$467  = \$264 ;
    end else if (swapped) begin
      \$467  = 4'h0;
    end
    if (rst) begin
      \$467  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$468  = shadow_63;
    if (\$265 ) begin
      \$468  = \$266 ;
    end else if (swapped) begin
      \$468  = 4'h0;
    end
    if (rst) begin
      \$468  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$469  = shadow_64;
    if (\$267 ) begin
      \$469  = \$268 ;
    end else if (swapped) begin
      \$469  = 4'h0;
    end
    if (rst) begin
      \$469  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$470  = shadow_65;
    if (\$269 ) begin
      \$470  = \$270 ;
    end else if (swapped) begin
      \$470  = 4'h0;
    end
    if (rst) begin
      \$470  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$471  = shadow_66;
    if (\$271 ) begin
      \$471  = \$272 ;
    end else if (swapped) begin
      \$471  = 4'h0;
    end
    if (rst) begin
      \$471  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$472  = shadow_67;
    if (\$273 ) begin
      \$472  = \$274 ;
    end else if (swapped) begin
      \$472  = 4'h0;
    end
    if (rst) begin
      \$472  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$473  = shadow_68;
    if (\$275 ) begin
      \$473  = \$276 ;
    end else if (swapped) begin
      \$473  = 4'h0;
    end
    if (rst) begin
      \$473  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$474  = shadow_69;
    if (\$277 ) begin
      \$474  = \$278 ;
    end else if (swapped) begin
      \$474  = 4'h0;
    end
    if (rst) begin
      \$474  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$475  = shadow_70;
    if (\$279 ) begin
      \$475  = \$280 ;
    end else if (swapped) begin
      \$475  = 4'h0;
    end
    if (rst) begin
      \$475  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$476  = shadow_71;
    if (\$281 ) begin
      \$476  = \$282 ;
    end else if (swapped) begin
      \$476  = 4'h0;
    end
    if (rst) begin
      \$476  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$477  = shadow_72;
    if (\$283 ) begin
      \$477  = \$284 ;
    end else if (swapped) begin
      \$477  = 4'h0;
    end
    if (rst) begin
      \$477  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$478  = shadow_73;
    if (\$285 ) begin
      \$478  = \$286 ;
    end else if (swapped) begin
      \$478  = 4'h0;
    end
    if (rst) begin
      \$478  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$479  = shadow_74;
    if (\$287 ) begin
      \$479  = \$288 ;
    end else if (swapped) begin
      \$479  = 4'h0;
    end
    if (rst) begin
      \$479  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$480  = shadow_75;
    if (\$289 ) begin
      \$480  = \$290 ;
    end else if (swapped) begin
      \$480  = 4'h0;
    end
    if (rst) begin
      \$480  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$481  = shadow_76;
    if (\$291 ) begin
      \$481  = \$292 ;
    end else if (swapped) begin
      \$481  = 4'h0;
    end
    if (rst) begin
      \$481  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$482  = shadow_77;
    if (\$293 ) begin
      \$482  = \$294 ;
    end else if (swapped) begin
      \$482  = 4'h0;
    end
    if (rst) begin
      \$482  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$483  = shadow_78;
    if (\$295 ) begin
      \$483  = \$296 ;
    end else if (swapped) begin
      \$483  = 4'h0;
    end
    if (rst) begin
      \$483  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$484  = shadow_79;
    if (\$297 ) begin
      \$484  = \$298 ;
    end else if (swapped) begin
      \$484  = 4'h0;
    end
    if (rst) begin
      \$484  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$485  = shadow_80;
    if (\$299 ) begin
      \$485  = \$300 ;
    end else if (swapped) begin
      \$485  = 4'h0;
    end
    if (rst) begin
      \$485  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$486  = shadow_81;
    if (\$301 ) begin
      \$486  = \$302 ;
    end else if (swapped) begin
      \$486  = 4'h0;
    end
    if (rst) begin
      \$486  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$487  = shadow_82;
    if (\$303 ) begin
      \$487  = \$304 ;
    end else if (swapped) begin
      \$487  = 4'h0;
    end
    if (rst) begin
      \$487  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$488  = shadow_83;
    if (\$305 ) begin
      \$488  = \$306 ;
    end else if (swapped) begin
      \$488  = 4'h0;
    end
    if (rst) begin
      \$488  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$489  = shadow_84;
    if (\$307 ) begin
      \$489  = \$308 ;
    end else if (swapped) begin
      \$489  = 4'h0;
    end
    if (rst) begin
      \$489  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$490  = shadow_85;
    if (\$309 ) begin
      \$490  = \$310 ;
    end else if (swapped) begin
      \$490  = 4'h0;
    end
    if (rst) begin
      \$490  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$491  = shadow_86;
    if (\$311 ) begin
      \$491  = \$312 ;
    end else if (swapped) begin
      \$491  = 4'h0;
    end
    if (rst) begin
      \$491  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$492  = shadow_87;
    if (\$313 ) begin
      \$492  = \$314 ;
    end else if (swapped) begin
      \$492  = 4'h0;
    end
    if (rst) begin
      \$492  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$493  = shadow_88;
    if (\$315 ) begin
      \$493  = \$316 ;
    end else if (swapped) begin
      \$493  = 4'h0;
    end
    if (rst) begin
      \$493  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$494  = shadow_89;
    if (\$317 ) begin
      \$494  = \$318 ;
    end else if (swapped) begin
      \$494  = 4'h0;
    end
    if (rst) begin
      \$494  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$495  = shadow_90;
    if (\$319 ) begin
      \$495  = \$320 ;
    end else if (swapped) begin
      \$495  = 4'h0;
    end
    if (rst) begin
      \$495  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$496  = shadow_91;
    if (\$321 ) begin
      \$496  = \$322 ;
    end else if (swapped) begin
      \$496  = 4'h0;
    end
    if (rst) begin
      \$496  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$497  = shadow_92;
    if (\$323 ) begin
      \$497  = \$324 ;
    end else if (swapped) begin
      \$497  = 4'h0;
    end
    if (rst) begin
      \$497  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$498  = shadow_93;
    if (\$325 ) begin
      \$498  = \$326 ;
    end else if (swapped) begin
      \$498  = 4'h0;
    end
    if (rst) begin
      \$498  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$499  = shadow_94;
    if (\$327 ) begin
      \$499  = \$328 ;
    end else if (swapped) begin
      \$499  = 4'h0;
    end
    if (rst) begin
      \$499  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$500  = shadow_95;
    if (\$329 ) begin
      \$500  = \$330 ;
    end else if (swapped) begin
      \$500  = 4'h0;
    end
    if (rst) begin
      \$500  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$501  = shadow_96;
    if (\$331 ) begin
      \$501  = \$332 ;
    end else if (swapped) begin
      \$501  = 4'h0;
    end
    if (rst) begin
      \$501  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$502  = shadow_97;
    if (\$333 ) begin
      \$502  = \$334 ;
    end else if (swapped) begin
      \$502  = 4'h0;
    end
    if (rst) begin
      \$502  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$503  = shadow_98;
    if (\$335 ) begin
      \$503  = \$336 ;
    end else if (swapped) begin
      \$503  = 4'h0;
    end
    if (rst) begin
      \$503  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$504  = shadow_99;
    if (\$337 ) begin
      \$504  = \$338 ;
    end else if (swapped) begin
      \$504  = 4'h0;
    end
    if (rst) begin
      \$504  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$505  = shadow_100;
    if (\$339 ) begin
      \$505  = \$340 ;
    end else if (swapped) begin
      \$505  = 4'h0;
    end
    if (rst) begin
      \$505  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$506  = shadow_101;
    if (\$341 ) begin
      \$506  = \$342 ;
    end else if (swapped) begin
      \$506  = 4'h0;
    end
    if (rst) begin
      \$506  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$507  = shadow_102;
    if (\$343 ) begin
      \$507  = \$344 ;
    end else if (swapped) begin
      \$507  = 4'h0;
    end
    if (rst) begin
      \$507  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$508  = shadow_103;
    if (\$345 ) begin
      \$508  = \$346 ;
    end else if (swapped) begin
      \$508  = 4'h0;
    end
    if (rst) begin
      \$508  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$509  = shadow_104;
    if (\$347 ) begin
      \$509  = \$348 ;
    end else if (swapped) begin
      \$509  = 4'h0;
    end
    if (rst) begin
      \$509  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$510  = shadow_105;
    if (\$349 ) begin
      \$510  = \$350 ;
    end else if (swapped) begin
      \$510  = 4'h0;
    end
    if (rst) begin
      \$510  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$511  = shadow_106;
    if (\$351 ) begin
      \$511  = \$352 ;
    end else if (swapped) begin
      \$511  = 4'h0;
    end
    if (rst) begin
      \$511  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$512  = shadow_107;
    if (\$353 ) begin
      \$512  = \$354 ;
    end else if (swapped) begin
      \$512  = 4'h0;
    end
    if (rst) begin
      \$512  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$513  = shadow_108;
    if (\$355 ) begin
      \$513  = \$356 ;
    end else if (swapped) begin
      \$513  = 4'h0;
    end
    if (rst) begin
      \$513  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$514  = shadow_109;
    if (\$357 ) begin
      \$514  = \$358 ;
    end else if (swapped) begin
      \$514  = 4'h0;
    end
    if (rst) begin
      \$514  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$515  = shadow_110;
    if (\$359 ) begin
      \$515  = \$360 ;
    end else if (swapped) begin
      \$515  = 4'h0;
    end
    if (rst) begin
      \$515  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$516  = shadow_111;
    if (\$361 ) begin
      \$516  = \$362 ;
    end else if (swapped) begin
      \$516  = 4'h0;
    end
    if (rst) begin
      \$516  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$517  = shadow_112;
    if (\$363 ) begin
      \$517  = \$364 ;
    end else if (swapped) begin
      \$517  = 4'h0;
    end
    if (rst) begin
      \$517  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$518  = shadow_113;
    if (\$365 ) begin
      \$518  = \$366 ;
    end else if (swapped) begin
      \$518  = 4'h0;
    end
    if (rst) begin
      \$518  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$519  = shadow_114;
    if (\$367 ) begin
      \$519  = \$368 ;
    end else if (swapped) begin
      \$519  = 4'h0;
    end
    if (rst) begin
      \$519  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$520  = shadow_115;
    if (\$369 ) begin
      \$520  = \$370 ;
    end else if (swapped) begin
      \$520  = 4'h0;
    end
    if (rst) begin
      \$520  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$521  = shadow_116;
    if (\$371 ) begin
      \$521  = \$372 ;
    end else if (swapped) begin
      \$521  = 4'h0;
    end
    if (rst) begin
      \$521  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$522  = shadow_117;
    if (\$373 ) begin
      \$522  = \$374 ;
    end else if (swapped) begin
      \$522  = 4'h0;
    end
    if (rst) begin
      \$522  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$523  = shadow_118;
    if (\$375 ) begin
      \$523  = \$376 ;
    end else if (swapped) begin
      \$523  = 4'h0;
    end
    if (rst) begin
      \$523  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$524  = shadow_119;
    if (\$377 ) begin
      \$524  = \$378 ;
    end else if (swapped) begin
      \$524  = 4'h0;
    end
    if (rst) begin
      \$524  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$525  = shadow_120;
    if (\$379 ) begin
      \$525  = \$380 ;
    end else if (swapped) begin
      \$525  = 4'h0;
    end
    if (rst) begin
      \$525  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$526  = shadow_121;
    if (\$381 ) begin
      \$526  = \$382 ;
    end else if (swapped) begin
      \$526  = 4'h0;
    end
    if (rst) begin
      \$526  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$527  = shadow_122;
    if (\$383 ) begin
      \$527  = \$384 ;
    end else if (swapped) begin
      \$527  = 4'h0;
    end
    if (rst) begin
      \$527  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$528  = shadow_123;
    if (\$385 ) begin
      \$528  = \$386 ;
    end else if (swapped) begin
      \$528  = 4'h0;
    end
    if (rst) begin
      \$528  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$529  = shadow_124;
    if (\$387 ) begin
      \$529  = \$388 ;
    end else if (swapped) begin
      \$529  = 4'h0;
    end
    if (rst) begin
      \$529  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$530  = shadow_125;
    if (\$389 ) begin
      \$530  = \$390 ;
    end else if (swapped) begin
      \$530  = 4'h0;
    end
    if (rst) begin
      \$530  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$531  = shadow_126;
    if (\$391 ) begin
      \$531  = \$392 ;
    end else if (swapped) begin
      \$531  = 4'h0;
    end
    if (rst) begin
      \$531  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$532  = shadow_127;
    if (\$393 ) begin
      \$532  = \$394 ;
    end else if (swapped) begin
      \$532  = 4'h0;
    end
    if (rst) begin
      \$532  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$533  = row_word;
    if (\$396 ) begin
      \$533  = \$399 ;
    end
    if (rst) begin
      \$533  = 512'h00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000;
    end
  end
  assign held = row_word;
  assign \$140  = i_values;
  assign \$142  = i_values;
  assign \$144  = i_values;
  assign \$146  = i_values;
  assign \$148  = i_values;
  assign \$150  = i_values;
  assign \$152  = i_values;
  assign \$154  = i_values;
  assign \$156  = i_values;
  assign \$158  = i_values;
  assign \$160  = i_values;
  assign \$162  = i_values;
  assign \$164  = i_values;
  assign \$166  = i_values;
  assign \$168  = i_values;
  assign \$170  = i_values;
  assign \$172  = i_values;
  assign \$174  = i_values;
  assign \$176  = i_values;
  assign \$178  = i_values;
  assign \$180  = i_values;
  assign \$182  = i_values;
  assign \$184  = i_values;
  assign \$186  = i_values;
  assign \$188  = i_values;
  assign \$190  = i_values;
  assign \$192  = i_values;
  assign \$194  = i_values;
  assign \$196  = i_values;
  assign \$198  = i_values;
  assign \$200  = i_values;
  assign \$202  = i_values;
  assign \$204  = i_values;
  assign \$206  = i_values;
  assign \$208  = i_values;
  assign \$210  = i_values;
  assign \$212  = i_values;
  assign \$214  = i_values;
  assign \$216  = i_values;
  assign \$218  = i_values;
  assign \$220  = i_values;
  assign \$222  = i_values;
  assign \$224  = i_values;
  assign \$226  = i_values;
  assign \$228  = i_values;
  assign \$230  = i_values;
  assign \$232  = i_values;
  assign \$234  = i_values;
  assign \$236  = i_values;
  assign \$238  = i_values;
  assign \$240  = i_values;
  assign \$242  = i_values;
  assign \$244  = i_values;
  assign \$246  = i_values;
  assign \$248  = i_values;
  assign \$250  = i_values;
  assign \$252  = i_values;
  assign \$254  = i_values;
  assign \$256  = i_values;
  assign \$258  = i_values;
  assign \$260  = i_values;
  assign \$262  = i_values;
  assign \$264  = i_values;
  assign \$266  = i_values;
  assign \$268  = i_values;
  assign \$270  = i_values;
  assign \$272  = i_values;
  assign \$274  = i_values;
  assign \$276  = i_values;
  assign \$278  = i_values;
  assign \$280  = i_values;
  assign \$282  = i_values;
  assign \$284  = i_values;
  assign \$286  = i_values;
  assign \$288  = i_values;
  assign \$290  = i_values;
  assign \$292  = i_values;
  assign \$294  = i_values;
  assign \$296  = i_values;
  assign \$298  = i_values;
  assign \$300  = i_values;
  assign \$302  = i_values;
  assign \$304  = i_values;
  assign \$306  = i_values;
  assign \$308  = i_values;
  assign \$310  = i_values;
  assign \$312  = i_values;
  assign \$314  = i_values;
  assign \$316  = i_values;
  assign \$318  = i_values;
  assign \$320  = i_values;
  assign \$322  = i_values;
  assign \$324  = i_values;
  assign \$326  = i_values;
  assign \$328  = i_values;
  assign \$330  = i_values;
  assign \$332  = i_values;
  assign \$334  = i_values;
  assign \$336  = i_values;
  assign \$338  = i_values;
  assign \$340  = i_values;
  assign \$342  = i_values;
  assign \$344  = i_values;
  assign \$346  = i_values;
  assign \$348  = i_values;
  assign \$350  = i_values;
  assign \$352  = i_values;
  assign \$354  = i_values;
  assign \$356  = i_values;
  assign \$358  = i_values;
  assign \$360  = i_values;
  assign \$362  = i_values;
  assign \$364  = i_values;
  assign \$366  = i_values;
  assign \$368  = i_values;
  assign \$370  = i_values;
  assign \$372  = i_values;
  assign \$374  = i_values;
  assign \$376  = i_values;
  assign \$378  = i_values;
  assign \$380  = i_values;
  assign \$382  = i_values;
  assign \$384  = i_values;
  assign \$386  = i_values;
  assign \$388  = i_values;
  assign \$390  = i_values;
  assign \$392  = i_values;
  assign \$394  = i_values;
endmodule
`default_nettype wire
