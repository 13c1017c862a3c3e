// SPDX-License-Identifier: Apache-2.0
// lenet_q4, emitted by hdlgen 0.1.0; configuration ea534b680d3e0f01. Verilog-2005.
`default_nettype none
module lenet_q4_segment_rows(i_lanes, i_values, i_next, i_last, i_frees, turn_integrate, turn_advance, turn_take, clk, rst, i_ready, i_freed, turn_valid, drive, row_word, i_valid);
  reg \$auto$verilog_backend.cc:2355:dump_module$49  = 0;
  wire \$1 ;
  wire \$10 ;
  wire [3:0] \$100 ;
  wire \$101 ;
  wire \$102 ;
  wire \$103 ;
  wire [3:0] \$104 ;
  wire \$105 ;
  wire \$106 ;
  wire \$107 ;
  wire [3:0] \$108 ;
  wire \$109 ;
  wire \$11 ;
  wire \$110 ;
  wire \$111 ;
  wire [3:0] \$112 ;
  wire \$113 ;
  wire \$114 ;
  wire \$115 ;
  wire [3:0] \$116 ;
  wire \$117 ;
  wire \$118 ;
  wire \$119 ;
  wire [3:0] \$12 ;
  wire [3:0] \$120 ;
  wire \$121 ;
  wire \$122 ;
  wire \$123 ;
  wire [3:0] \$124 ;
  wire \$125 ;
  wire \$126 ;
  wire \$127 ;
  wire [3:0] \$128 ;
  wire \$129 ;
  wire \$13 ;
  wire \$130 ;
  wire \$131 ;
  wire [3:0] \$132 ;
  wire \$133 ;
  wire \$134 ;
  wire \$135 ;
  wire [3:0] \$136 ;
  wire \$137 ;
  wire \$138 ;
  wire \$139 ;
  wire \$14 ;
  wire [3:0] \$140 ;
  wire \$141 ;
  wire \$142 ;
  wire \$143 ;
  wire [3:0] \$144 ;
  wire \$145 ;
  wire \$146 ;
  wire \$147 ;
  wire [3:0] \$148 ;
  wire \$149 ;
  wire \$15 ;
  wire \$150 ;
  wire \$151 ;
  wire [3:0] \$152 ;
  wire \$153 ;
  wire \$154 ;
  wire \$155 ;
  wire [3:0] \$156 ;
  wire \$157 ;
  wire \$158 ;
  wire \$159 ;
  wire [3:0] \$16 ;
  wire [3:0] \$160 ;
  wire \$161 ;
  wire \$162 ;
  wire \$163 ;
  wire [3:0] \$164 ;
  wire \$165 ;
  wire \$166 ;
  wire \$167 ;
  wire [3:0] \$168 ;
  wire \$169 ;
  wire \$17 ;
  wire \$170 ;
  wire \$171 ;
  wire [3:0] \$172 ;
  wire \$173 ;
  wire \$174 ;
  wire \$175 ;
  wire [3:0] \$176 ;
  wire \$177 ;
  wire \$178 ;
  wire \$179 ;
  wire \$18 ;
  wire [3:0] \$180 ;
  wire \$181 ;
  wire \$182 ;
  wire \$183 ;
  wire [3:0] \$184 ;
  wire \$185 ;
  wire \$186 ;
  wire \$187 ;
  wire [3:0] \$188 ;
  wire \$189 ;
  wire \$19 ;
  wire \$190 ;
  wire \$191 ;
  wire [3:0] \$192 ;
  wire \$193 ;
  wire \$194 ;
  wire \$195 ;
  wire [3:0] \$196 ;
  wire \$197 ;
  wire \$198 ;
  wire \$199 ;
  wire \$2 ;
  wire [3:0] \$20 ;
  wire [3:0] \$200 ;
  wire \$201 ;
  wire \$202 ;
  wire \$203 ;
  wire [3:0] \$204 ;
  wire \$205 ;
  wire \$206 ;
  wire \$207 ;
  wire [3:0] \$208 ;
  wire \$209 ;
  wire \$21 ;
  wire \$210 ;
  wire \$211 ;
  wire [3:0] \$212 ;
  wire \$213 ;
  wire \$214 ;
  wire \$215 ;
  wire [3:0] \$216 ;
  wire \$217 ;
  wire \$218 ;
  wire \$219 ;
  wire \$22 ;
  wire [3:0] \$220 ;
  wire \$221 ;
  wire \$222 ;
  wire \$223 ;
  wire [3:0] \$224 ;
  wire \$225 ;
  wire \$226 ;
  wire \$227 ;
  wire [3:0] \$228 ;
  wire \$229 ;
  wire \$23 ;
  wire \$230 ;
  wire \$231 ;
  wire [3:0] \$232 ;
  wire \$233 ;
  wire \$234 ;
  wire \$235 ;
  wire [3:0] \$236 ;
  wire \$237 ;
  wire \$238 ;
  wire \$239 ;
  wire [3:0] \$24 ;
  wire [3:0] \$240 ;
  wire \$241 ;
  wire \$242 ;
  wire \$243 ;
  wire [3:0] \$244 ;
  wire \$245 ;
  wire \$246 ;
  wire \$247 ;
  wire [3:0] \$248 ;
  wire \$249 ;
  wire \$25 ;
  wire \$250 ;
  wire \$251 ;
  wire [3:0] \$252 ;
  wire \$253 ;
  wire \$254 ;
  wire \$255 ;
  wire [3:0] \$256 ;
  wire \$257 ;
  wire \$258 ;
  wire \$259 ;
  wire \$26 ;
  wire [3:0] \$260 ;
  wire \$261 ;
  wire \$262 ;
  wire \$263 ;
  wire [3:0] \$264 ;
  wire \$265 ;
  wire \$266 ;
  wire \$267 ;
  wire [3:0] \$268 ;
  wire \$269 ;
  wire \$27 ;
  wire \$270 ;
  wire \$271 ;
  wire [3:0] \$272 ;
  wire \$273 ;
  wire \$274 ;
  wire \$275 ;
  wire [3:0] \$276 ;
  wire \$277 ;
  wire \$278 ;
  wire \$279 ;
  wire [3:0] \$28 ;
  wire [3:0] \$280 ;
  wire \$281 ;
  wire \$282 ;
  wire \$283 ;
  wire [3:0] \$284 ;
  wire \$285 ;
  wire \$286 ;
  wire \$287 ;
  wire [3:0] \$288 ;
  wire \$289 ;
  wire \$29 ;
  wire \$290 ;
  wire \$291 ;
  wire [3:0] \$292 ;
  wire \$293 ;
  wire \$294 ;
  wire \$295 ;
  wire [3:0] \$296 ;
  wire \$297 ;
  wire \$298 ;
  wire \$299 ;
  wire \$3 ;
  wire \$30 ;
  wire [3:0] \$300 ;
  wire \$301 ;
  wire \$302 ;
  wire \$303 ;
  wire [3:0] \$304 ;
  wire \$305 ;
  wire \$306 ;
  wire \$307 ;
  wire [3:0] \$308 ;
  wire \$309 ;
  wire \$31 ;
  wire \$310 ;
  wire \$311 ;
  wire [3:0] \$312 ;
  wire \$313 ;
  wire \$314 ;
  wire \$315 ;
  wire [3:0] \$316 ;
  wire \$317 ;
  wire \$318 ;
  wire \$319 ;
  wire [3:0] \$32 ;
  wire [3:0] \$320 ;
  wire \$321 ;
  wire \$322 ;
  wire \$323 ;
  wire [3:0] \$324 ;
  wire \$325 ;
  wire \$326 ;
  wire \$327 ;
  wire [3:0] \$328 ;
  wire \$329 ;
  wire \$33 ;
  wire \$330 ;
  wire \$331 ;
  wire [3:0] \$332 ;
  wire \$333 ;
  wire \$334 ;
  wire \$335 ;
  wire [3:0] \$336 ;
  wire \$337 ;
  wire \$338 ;
  wire \$339 ;
  wire \$34 ;
  wire [3:0] \$340 ;
  wire \$341 ;
  wire \$342 ;
  wire \$343 ;
  wire [3:0] \$344 ;
  wire \$345 ;
  wire \$346 ;
  wire \$347 ;
  wire [3:0] \$348 ;
  wire \$349 ;
  wire \$35 ;
  wire \$350 ;
  wire \$351 ;
  wire [3:0] \$352 ;
  wire \$353 ;
  wire \$354 ;
  wire \$355 ;
  wire [3:0] \$356 ;
  wire \$357 ;
  wire \$358 ;
  wire \$359 ;
  wire [3:0] \$36 ;
  wire [3:0] \$360 ;
  wire \$361 ;
  wire \$362 ;
  wire \$363 ;
  wire [3:0] \$364 ;
  wire \$365 ;
  wire \$366 ;
  wire \$367 ;
  wire [3:0] \$368 ;
  wire \$369 ;
  wire \$37 ;
  wire \$370 ;
  wire \$371 ;
  wire [3:0] \$372 ;
  wire \$373 ;
  wire \$374 ;
  wire \$375 ;
  wire [3:0] \$376 ;
  wire \$377 ;
  wire \$378 ;
  wire \$379 ;
  wire \$38 ;
  wire [3:0] \$380 ;
  wire \$381 ;
  wire \$382 ;
  wire \$383 ;
  wire [3:0] \$384 ;
  wire \$385 ;
  wire \$386 ;
  wire \$387 ;
  wire [3:0] \$388 ;
  wire \$389 ;
  wire \$39 ;
  wire \$390 ;
  wire \$391 ;
  wire [3:0] \$392 ;
  wire \$393 ;
  wire \$394 ;
  wire \$395 ;
  wire [3:0] \$396 ;
  wire \$397 ;
  wire \$398 ;
  wire \$399 ;
  wire \$4 ;
  wire [3:0] \$40 ;
  wire [3:0] \$400 ;
  wire \$401 ;
  wire \$402 ;
  wire \$403 ;
  wire [3:0] \$404 ;
  wire \$405 ;
  wire \$406 ;
  wire \$407 ;
  wire [3:0] \$408 ;
  wire \$409 ;
  wire \$41 ;
  wire \$410 ;
  wire \$411 ;
  wire [3:0] \$412 ;
  wire \$413 ;
  wire \$414 ;
  wire \$415 ;
  wire [3:0] \$416 ;
  wire \$417 ;
  wire \$418 ;
  wire \$419 ;
  wire \$42 ;
  wire [3:0] \$420 ;
  wire \$421 ;
  wire \$422 ;
  wire \$423 ;
  wire [3:0] \$424 ;
  wire \$425 ;
  wire \$426 ;
  wire \$427 ;
  wire [3:0] \$428 ;
  wire \$429 ;
  wire \$43 ;
  wire \$430 ;
  wire \$431 ;
  wire [3:0] \$432 ;
  wire \$433 ;
  wire \$434 ;
  wire \$435 ;
  wire [3:0] \$436 ;
  wire \$437 ;
  wire \$438 ;
  wire \$439 ;
  wire [3:0] \$44 ;
  wire [3:0] \$440 ;
  wire \$441 ;
  wire \$442 ;
  wire \$443 ;
  wire [3:0] \$444 ;
  wire \$445 ;
  wire \$446 ;
  wire \$447 ;
  wire [3:0] \$448 ;
  wire \$449 ;
  wire \$45 ;
  wire \$450 ;
  wire \$451 ;
  wire [3:0] \$452 ;
  wire \$453 ;
  wire \$454 ;
  wire \$455 ;
  wire [3:0] \$456 ;
  wire \$457 ;
  wire \$458 ;
  wire \$459 ;
  wire \$46 ;
  wire [3:0] \$460 ;
  wire \$461 ;
  wire \$462 ;
  wire \$463 ;
  wire [3:0] \$464 ;
  wire \$465 ;
  wire \$466 ;
  wire \$467 ;
  wire [3:0] \$468 ;
  wire \$469 ;
  wire \$47 ;
  wire \$470 ;
  wire \$471 ;
  wire [3:0] \$472 ;
  wire \$473 ;
  wire \$474 ;
  wire \$475 ;
  wire [3:0] \$476 ;
  wire \$477 ;
  wire \$478 ;
  wire \$479 ;
  wire [3:0] \$48 ;
  wire [3:0] \$480 ;
  wire \$481 ;
  wire \$482 ;
  wire \$483 ;
  wire [3:0] \$484 ;
  wire \$485 ;
  wire \$486 ;
  wire \$487 ;
  wire [3:0] \$488 ;
  wire \$489 ;
  wire \$49 ;
  wire \$490 ;
  wire \$491 ;
  wire [3:0] \$492 ;
  wire \$493 ;
  wire \$494 ;
  wire \$495 ;
  wire [3:0] \$496 ;
  wire \$497 ;
  wire \$498 ;
  wire \$499 ;
  wire \$5 ;
  wire \$50 ;
  wire [3:0] \$500 ;
  wire \$501 ;
  wire \$502 ;
  wire \$503 ;
  wire [3:0] \$504 ;
  wire \$505 ;
  wire \$506 ;
  wire \$507 ;
  wire [3:0] \$508 ;
  wire \$509 ;
  wire \$51 ;
  wire \$510 ;
  wire \$511 ;
  wire [3:0] \$512 ;
  wire \$513 ;
  wire \$514 ;
  wire \$515 ;
  wire [3:0] \$516 ;
  wire \$517 ;
  wire \$518 ;
  wire \$519 ;
  wire [3:0] \$52 ;
  wire [3:0] \$520 ;
  reg \$521 ;
  reg \$522 ;
  reg \$523 ;
  reg [6:0] \$524 ;
  reg [3:0] \$525 ;
  reg [3:0] \$526 ;
  reg [3:0] \$527 ;
  reg [3:0] \$528 ;
  reg [3:0] \$529 ;
  wire \$53 ;
  reg [3:0] \$530 ;
  reg [3:0] \$531 ;
  reg [3:0] \$532 ;
  reg [3:0] \$533 ;
  reg [3:0] \$534 ;
  reg [3:0] \$535 ;
  reg [3:0] \$536 ;
  reg [3:0] \$537 ;
  reg [3:0] \$538 ;
  reg [3:0] \$539 ;
  wire \$54 ;
  reg [3:0] \$540 ;
  reg [3:0] \$541 ;
  reg [3:0] \$542 ;
  reg [3:0] \$543 ;
  reg [3:0] \$544 ;
  reg [3:0] \$545 ;
  reg [3:0] \$546 ;
  reg [3:0] \$547 ;
  reg [3:0] \$548 ;
  reg [3:0] \$549 ;
  wire \$55 ;
  reg [3:0] \$550 ;
  reg [3:0] \$551 ;
  reg [3:0] \$552 ;
  reg [3:0] \$553 ;
  reg [3:0] \$554 ;
  reg [3:0] \$555 ;
  reg [3:0] \$556 ;
  reg [3:0] \$557 ;
  reg [3:0] \$558 ;
  reg [3:0] \$559 ;
  wire [3:0] \$56 ;
  reg [3:0] \$560 ;
  reg [3:0] \$561 ;
  reg [3:0] \$562 ;
  reg [3:0] \$563 ;
  reg [3:0] \$564 ;
  reg [3:0] \$565 ;
  reg [3:0] \$566 ;
  reg [3:0] \$567 ;
  reg [3:0] \$568 ;
  reg [3:0] \$569 ;
  wire \$57 ;
  reg [3:0] \$570 ;
  reg [3:0] \$571 ;
  reg [3:0] \$572 ;
  reg [3:0] \$573 ;
  reg [3:0] \$574 ;
  reg [3:0] \$575 ;
  reg [3:0] \$576 ;
  reg [3:0] \$577 ;
  reg [3:0] \$578 ;
  reg [3:0] \$579 ;
  wire \$58 ;
  reg [3:0] \$580 ;
  reg [3:0] \$581 ;
  reg [3:0] \$582 ;
  reg [3:0] \$583 ;
  reg [3:0] \$584 ;
  reg [3:0] \$585 ;
  reg [3:0] \$586 ;
  reg [3:0] \$587 ;
  reg [3:0] \$588 ;
  reg [3:0] \$589 ;
  wire \$59 ;
  reg [3:0] \$590 ;
  reg [3:0] \$591 ;
  reg [3:0] \$592 ;
  reg [3:0] \$593 ;
  reg [3:0] \$594 ;
  reg [3:0] \$595 ;
  reg [3:0] \$596 ;
  reg [3:0] \$597 ;
  reg [3:0] \$598 ;
  reg [3:0] \$599 ;
  wire \$6 ;
  wire [3:0] \$60 ;
  reg [3:0] \$600 ;
  reg [3:0] \$601 ;
  reg [3:0] \$602 ;
  reg [3:0] \$603 ;
  reg [3:0] \$604 ;
  reg [3:0] \$605 ;
  reg [3:0] \$606 ;
  reg [3:0] \$607 ;
  reg [3:0] \$608 ;
  reg [3:0] \$609 ;
  wire \$61 ;
  reg [3:0] \$610 ;
  reg [3:0] \$611 ;
  reg [3:0] \$612 ;
  reg [3:0] \$613 ;
  reg [3:0] \$614 ;
  reg [3:0] \$615 ;
  reg [3:0] \$616 ;
  reg [3:0] \$617 ;
  reg [3:0] \$618 ;
  reg [3:0] \$619 ;
  wire \$62 ;
  reg [3:0] \$620 ;
  reg [3:0] \$621 ;
  reg [3:0] \$622 ;
  reg [3:0] \$623 ;
  reg [3:0] \$624 ;
  reg [3:0] \$625 ;
  reg [3:0] \$626 ;
  reg [3:0] \$627 ;
  reg [3:0] \$628 ;
  reg [3:0] \$629 ;
  wire \$63 ;
  reg [3:0] \$630 ;
  reg [3:0] \$631 ;
  reg [3:0] \$632 ;
  reg [3:0] \$633 ;
  reg [3:0] \$634 ;
  reg [3:0] \$635 ;
  reg [3:0] \$636 ;
  reg [3:0] \$637 ;
  reg [3:0] \$638 ;
  reg [3:0] \$639 ;
  wire [3:0] \$64 ;
  reg [3:0] \$640 ;
  reg [3:0] \$641 ;
  reg [3:0] \$642 ;
  reg [3:0] \$643 ;
  reg [3:0] \$644 ;
  reg [3:0] \$645 ;
  reg [3:0] \$646 ;
  reg [3:0] \$647 ;
  reg [3:0] \$648 ;
  reg [3:0] \$649 ;
  wire \$65 ;
  reg [3:0] \$650 ;
  reg [3:0] \$651 ;
  reg [3:0] \$652 ;
  reg [3:0] \$653 ;
  reg [3:0] \$654 ;
  reg [3:0] \$655 ;
  reg [3:0] \$656 ;
  reg [3:0] \$657 ;
  reg [3:0] \$658 ;
  reg [3:0] \$659 ;
  wire \$66 ;
  reg [3:0] \$660 ;
  reg [3:0] \$661 ;
  reg [3:0] \$662 ;
  reg [3:0] \$663 ;
  reg [3:0] \$664 ;
  reg [3:0] \$665 ;
  reg [3:0] \$666 ;
  reg [3:0] \$667 ;
  reg [3:0] \$668 ;
  reg [3:0] \$669 ;
  wire \$67 ;
  reg [3:0] \$670 ;
  reg [3:0] \$671 ;
  reg [3:0] \$672 ;
  reg [3:0] \$673 ;
  reg [3:0] \$674 ;
  reg [3:0] \$675 ;
  reg [3:0] \$676 ;
  reg [3:0] \$677 ;
  reg [3:0] \$678 ;
  reg [3:0] \$679 ;
  wire [3:0] \$68 ;
  reg [3:0] \$680 ;
  reg [3:0] \$681 ;
  reg [3:0] \$682 ;
  reg [3:0] \$683 ;
  reg [3:0] \$684 ;
  reg [3:0] \$685 ;
  reg [3:0] \$686 ;
  reg [3:0] \$687 ;
  reg [3:0] \$688 ;
  reg [3:0] \$689 ;
  wire \$69 ;
  reg [3:0] \$690 ;
  reg [3:0] \$691 ;
  reg [3:0] \$692 ;
  reg [3:0] \$693 ;
  reg [3:0] \$694 ;
  reg [3:0] \$695 ;
  reg [3:0] \$696 ;
  reg [3:0] \$697 ;
  reg [3:0] \$698 ;
  reg [3:0] \$699 ;
  wire [7:0] \$7 ;
  wire \$70 ;
  reg [3:0] \$700 ;
  reg [3:0] \$701 ;
  reg [3:0] \$702 ;
  reg [3:0] \$703 ;
  reg [3:0] \$704 ;
  reg [3:0] \$705 ;
  reg [3:0] \$706 ;
  reg [3:0] \$707 ;
  reg [3:0] \$708 ;
  reg [3:0] \$709 ;
  wire \$71 ;
  reg [3:0] \$710 ;
  reg [3:0] \$711 ;
  reg [3:0] \$712 ;
  reg [3:0] \$713 ;
  reg [3:0] \$714 ;
  reg [3:0] \$715 ;
  reg [3:0] \$716 ;
  reg [3:0] \$717 ;
  reg [3:0] \$718 ;
  reg [3:0] \$719 ;
  wire [3:0] \$72 ;
  reg [3:0] \$720 ;
  reg [3:0] \$721 ;
  reg [3:0] \$722 ;
  reg [3:0] \$723 ;
  reg [3:0] \$724 ;
  reg [3:0] \$725 ;
  reg [3:0] \$726 ;
  reg [3:0] \$727 ;
  reg [3:0] \$728 ;
  reg [3:0] \$729 ;
  wire \$73 ;
  reg [3:0] \$730 ;
  reg [3:0] \$731 ;
  reg [3:0] \$732 ;
  reg [3:0] \$733 ;
  reg [3:0] \$734 ;
  reg [3:0] \$735 ;
  reg [3:0] \$736 ;
  reg [3:0] \$737 ;
  reg [3:0] \$738 ;
  reg [3:0] \$739 ;
  wire \$74 ;
  reg [3:0] \$740 ;
  reg [3:0] \$741 ;
  reg [3:0] \$742 ;
  reg [3:0] \$743 ;
  reg [3:0] \$744 ;
  reg [3:0] \$745 ;
  reg [3:0] \$746 ;
  reg [3:0] \$747 ;
  reg [3:0] \$748 ;
  reg [3:0] \$749 ;
  wire \$75 ;
  reg [3:0] \$750 ;
  reg [3:0] \$751 ;
  reg [3:0] \$752 ;
  reg [3:0] \$753 ;
  reg [3:0] \$754 ;
  reg [3:0] \$755 ;
  reg [3:0] \$756 ;
  reg [3:0] \$757 ;
  reg [3:0] \$758 ;
  reg [3:0] \$759 ;
  wire [3:0] \$76 ;
  reg [3:0] \$760 ;
  reg [3:0] \$761 ;
  reg [3:0] \$762 ;
  reg [3:0] \$763 ;
  reg [3:0] \$764 ;
  reg [3:0] \$765 ;
  reg [3:0] \$766 ;
  reg [3:0] \$767 ;
  reg [3:0] \$768 ;
  reg [3:0] \$769 ;
  wire \$77 ;
  reg [3:0] \$770 ;
  reg [3:0] \$771 ;
  reg [3:0] \$772 ;
  reg [3:0] \$773 ;
  reg [3:0] \$774 ;
  reg [3:0] \$775 ;
  reg [3:0] \$776 ;
  reg [3:0] \$777 ;
  reg [3:0] \$778 ;
  reg [3:0] \$779 ;
  wire \$78 ;
  reg [3:0] \$780 ;
  wire \$79 ;
  wire [6:0] \$8 ;
  wire [3:0] \$80 ;
  wire \$81 ;
  wire \$82 ;
  wire \$83 ;
  wire [3:0] \$84 ;
  wire \$85 ;
  wire \$86 ;
  wire \$87 ;
  wire [3:0] \$88 ;
  wire \$89 ;
  wire \$9 ;
  wire \$90 ;
  wire \$91 ;
  wire [3:0] \$92 ;
  wire \$93 ;
  wire \$94 ;
  wire \$95 ;
  wire [3:0] \$96 ;
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
  reg [3:0] row_0;
  reg [3:0] row_1;
  reg [3:0] row_10;
  reg [3:0] row_100;
  reg [3:0] row_101;
  reg [3:0] row_102;
  reg [3:0] row_103;
  reg [3:0] row_104;
  reg [3:0] row_105;
  reg [3:0] row_106;
  reg [3:0] row_107;
  reg [3:0] row_108;
  reg [3:0] row_109;
  reg [3:0] row_11;
  reg [3:0] row_110;
  reg [3:0] row_111;
  reg [3:0] row_112;
  reg [3:0] row_113;
  reg [3:0] row_114;
  reg [3:0] row_115;
  reg [3:0] row_116;
  reg [3:0] row_117;
  reg [3:0] row_118;
  reg [3:0] row_119;
  reg [3:0] row_12;
  reg [3:0] row_120;
  reg [3:0] row_121;
  reg [3:0] row_122;
  reg [3:0] row_123;
  reg [3:0] row_124;
  reg [3:0] row_125;
  reg [3:0] row_126;
  reg [3:0] row_127;
  reg [3:0] row_13;
  reg [3:0] row_14;
  reg [3:0] row_15;
  reg [3:0] row_16;
  reg [3:0] row_17;
  reg [3:0] row_18;
  reg [3:0] row_19;
  reg [3:0] row_2;
  reg [3:0] row_20;
  reg [3:0] row_21;
  reg [3:0] row_22;
  reg [3:0] row_23;
  reg [3:0] row_24;
  reg [3:0] row_25;
  reg [3:0] row_26;
  reg [3:0] row_27;
  reg [3:0] row_28;
  reg [3:0] row_29;
  reg [3:0] row_3;
  reg [3:0] row_30;
  reg [3:0] row_31;
  reg [3:0] row_32;
  reg [3:0] row_33;
  reg [3:0] row_34;
  reg [3:0] row_35;
  reg [3:0] row_36;
  reg [3:0] row_37;
  reg [3:0] row_38;
  reg [3:0] row_39;
  reg [3:0] row_4;
  reg [3:0] row_40;
  reg [3:0] row_41;
  reg [3:0] row_42;
  reg [3:0] row_43;
  reg [3:0] row_44;
  reg [3:0] row_45;
  reg [3:0] row_46;
  reg [3:0] row_47;
  reg [3:0] row_48;
  reg [3:0] row_49;
  reg [3:0] row_5;
  reg [3:0] row_50;
  reg [3:0] row_51;
  reg [3:0] row_52;
  reg [3:0] row_53;
  reg [3:0] row_54;
  reg [3:0] row_55;
  reg [3:0] row_56;
  reg [3:0] row_57;
  reg [3:0] row_58;
  reg [3:0] row_59;
  reg [3:0] row_6;
  reg [3:0] row_60;
  reg [3:0] row_61;
  reg [3:0] row_62;
  reg [3:0] row_63;
  reg [3:0] row_64;
  reg [3:0] row_65;
  reg [3:0] row_66;
  reg [3:0] row_67;
  reg [3:0] row_68;
  reg [3:0] row_69;
  reg [3:0] row_7;
  reg [3:0] row_70;
  reg [3:0] row_71;
  reg [3:0] row_72;
  reg [3:0] row_73;
  reg [3:0] row_74;
  reg [3:0] row_75;
  reg [3:0] row_76;
  reg [3:0] row_77;
  reg [3:0] row_78;
  reg [3:0] row_79;
  reg [3:0] row_8;
  reg [3:0] row_80;
  reg [3:0] row_81;
  reg [3:0] row_82;
  reg [3:0] row_83;
  reg [3:0] row_84;
  reg [3:0] row_85;
  reg [3:0] row_86;
  reg [3:0] row_87;
  reg [3:0] row_88;
  reg [3:0] row_89;
  reg [3:0] row_9;
  reg [3:0] row_90;
  reg [3:0] row_91;
  reg [3:0] row_92;
  reg [3:0] row_93;
  reg [3:0] row_94;
  reg [3:0] row_95;
  reg [3:0] row_96;
  reg [3:0] row_97;
  reg [3:0] row_98;
  reg [3:0] row_99;
  output [511:0] row_word;
  wire [511:0] row_word;
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
  input turn_advance;
  wire turn_advance;
  input turn_integrate;
  wire turn_integrate;
  input turn_take;
  wire turn_take;
  output turn_valid;
  reg turn_valid;
  assign \$215  = \$214  & i_lanes;
  assign \$217  = part == 6'h34;
  assign \$218  = \$signal$17  & \$217 ;
  assign \$219  = \$218  & i_lanes;
  assign \$221  = part == 6'h35;
  assign \$222  = \$signal$17  & \$221 ;
  assign \$223  = \$222  & i_lanes;
  assign \$225  = part == 6'h36;
  assign \$226  = \$signal$17  & \$225 ;
  assign \$227  = \$226  & i_lanes;
  assign \$229  = part == 6'h37;
  assign \$230  = \$signal$17  & \$229 ;
  assign \$231  = \$230  & i_lanes;
  assign \$233  = part == 6'h38;
  assign \$234  = \$signal$17  & \$233 ;
  assign \$235  = \$234  & i_lanes;
  assign \$237  = part == 6'h39;
  assign \$238  = \$signal$17  & \$237 ;
  assign \$239  = \$238  & i_lanes;
  assign \$241  = part == 6'h3a;
  assign \$242  = \$signal$17  & \$241 ;
  assign \$243  = \$242  & i_lanes;
  assign \$245  = part == 6'h3b;
  assign \$246  = \$signal$17  & \$245 ;
  assign \$247  = \$246  & i_lanes;
  assign \$249  = part == 6'h3c;
  assign \$250  = \$signal$17  & \$249 ;
  assign \$251  = \$250  & i_lanes;
  assign \$253  = part == 6'h3d;
  assign \$254  = \$signal$17  & \$253 ;
  assign \$255  = \$254  & i_lanes;
  assign \$257  = part == 6'h3e;
  assign \$258  = \$signal$17  & \$257 ;
  assign \$259  = \$258  & i_lanes;
  assign \$261  = part == 6'h3f;
  assign \$262  = \$signal$17  & \$261 ;
  assign \$263  = \$262  & i_lanes;
  assign \$265  = part == 7'h40;
  assign \$266  = \$signal$17  & \$265 ;
  assign \$267  = \$266  & i_lanes;
  assign \$269  = part == 7'h41;
  assign \$270  = \$signal$17  & \$269 ;
  assign \$271  = \$270  & i_lanes;
  assign \$273  = part == 7'h42;
  assign \$274  = \$signal$17  & \$273 ;
  assign \$275  = \$274  & i_lanes;
  assign \$277  = part == 7'h43;
  assign \$278  = \$signal$17  & \$277 ;
  assign \$279  = \$278  & i_lanes;
  assign \$281  = part == 7'h44;
  assign \$282  = \$signal$17  & \$281 ;
  assign \$283  = \$282  & i_lanes;
  assign \$285  = part == 7'h45;
  assign \$286  = \$signal$17  & \$285 ;
  assign \$287  = \$286  & i_lanes;
  assign \$289  = part == 7'h46;
  assign \$290  = \$signal$17  & \$289 ;
  assign \$291  = \$290  & i_lanes;
  assign \$293  = part == 7'h47;
  assign \$294  = \$signal$17  & \$293 ;
  assign \$295  = \$294  & i_lanes;
  assign \$297  = part == 7'h48;
  assign \$298  = \$signal$17  & \$297 ;
  assign \$299  = \$298  & i_lanes;
  assign \$301  = part == 7'h49;
  assign \$302  = \$signal$17  & \$301 ;
  assign \$303  = \$302  & i_lanes;
  assign \$305  = part == 7'h4a;
  assign \$306  = \$signal$17  & \$305 ;
  assign \$307  = \$306  & i_lanes;
  assign \$309  = part == 7'h4b;
  assign \$310  = \$signal$17  & \$309 ;
  assign \$311  = \$310  & i_lanes;
  assign \$313  = part == 7'h4c;
  assign \$314  = \$signal$17  & \$313 ;
  assign \$315  = \$314  & i_lanes;
  assign \$317  = part == 7'h4d;
  assign \$318  = \$signal$17  & \$317 ;
  assign \$319  = \$318  & i_lanes;
  assign \$321  = part == 7'h4e;
  assign \$322  = \$signal$17  & \$321 ;
  assign \$323  = \$322  & i_lanes;
  assign \$325  = part == 7'h4f;
  assign \$326  = \$signal$17  & \$325 ;
  assign \$327  = \$326  & i_lanes;
  assign \$329  = part == 7'h50;
  assign \$330  = \$signal$17  & \$329 ;
  assign \$331  = \$330  & i_lanes;
  assign \$333  = part == 7'h51;
  assign \$334  = \$signal$17  & \$333 ;
  assign \$335  = \$334  & i_lanes;
  assign \$337  = part == 7'h52;
  assign \$338  = \$signal$17  & \$337 ;
  assign \$339  = \$338  & i_lanes;
  assign \$341  = part == 7'h53;
  assign \$342  = \$signal$17  & \$341 ;
  assign \$343  = \$342  & i_lanes;
  assign \$345  = part == 7'h54;
  assign \$346  = \$signal$17  & \$345 ;
  assign \$347  = \$346  & i_lanes;
  assign \$349  = part == 7'h55;
  assign \$350  = \$signal$17  & \$349 ;
  assign \$351  = \$350  & i_lanes;
  assign \$353  = part == 7'h56;
  assign \$354  = \$signal$17  & \$353 ;
  assign \$355  = \$354  & i_lanes;
  assign \$357  = part == 7'h57;
  assign \$358  = \$signal$17  & \$357 ;
  assign \$359  = \$358  & i_lanes;
  assign \$361  = part == 7'h58;
  assign \$362  = \$signal$17  & \$361 ;
  assign \$363  = \$362  & i_lanes;
  assign \$365  = part == 7'h59;
  assign \$366  = \$signal$17  & \$365 ;
  assign \$367  = \$366  & i_lanes;
  assign \$369  = part == 7'h5a;
  assign \$370  = \$signal$17  & \$369 ;
  assign \$371  = \$370  & i_lanes;
  assign \$373  = part == 7'h5b;
  assign \$374  = \$signal$17  & \$373 ;
  assign \$375  = \$374  & i_lanes;
  assign \$377  = part == 7'h5c;
  assign \$378  = \$signal$17  & \$377 ;
  assign \$379  = \$378  & i_lanes;
  assign \$381  = part == 7'h5d;
  assign \$382  = \$signal$17  & \$381 ;
  assign \$383  = \$382  & i_lanes;
  assign \$385  = part == 7'h5e;
  assign \$386  = \$signal$17  & \$385 ;
  assign \$387  = \$386  & i_lanes;
  assign \$389  = part == 7'h5f;
  assign \$390  = \$signal$17  & \$389 ;
  assign \$391  = \$390  & i_lanes;
  assign \$393  = part == 7'h60;
  assign \$394  = \$signal$17  & \$393 ;
  assign \$395  = \$394  & i_lanes;
  assign \$397  = part == 7'h61;
  assign \$398  = \$signal$17  & \$397 ;
  assign \$399  = \$398  & i_lanes;
  assign \$401  = part == 7'h62;
  assign \$402  = \$signal$17  & \$401 ;
  assign \$403  = \$402  & i_lanes;
  assign \$405  = part == 7'h63;
  assign \$406  = \$signal$17  & \$405 ;
  assign \$407  = \$406  & i_lanes;
  assign \$409  = part == 7'h64;
  assign \$410  = \$signal$17  & \$409 ;
  assign \$411  = \$410  & i_lanes;
  assign \$413  = part == 7'h65;
  assign \$414  = \$signal$17  & \$413 ;
  assign \$415  = \$414  & i_lanes;
  assign \$417  = part == 7'h66;
  assign \$418  = \$signal$17  & \$417 ;
  assign \$419  = \$418  & i_lanes;
  assign \$421  = part == 7'h67;
  assign \$422  = \$signal$17  & \$421 ;
  assign \$423  = \$422  & i_lanes;
  assign \$425  = part == 7'h68;
  assign \$426  = \$signal$17  & \$425 ;
  assign \$427  = \$426  & i_lanes;
  assign \$429  = part == 7'h69;
  assign \$430  = \$signal$17  & \$429 ;
  assign \$431  = \$430  & i_lanes;
  assign \$433  = part == 7'h6a;
  assign \$434  = \$signal$17  & \$433 ;
  assign \$435  = \$434  & i_lanes;
  assign \$437  = part == 7'h6b;
  assign \$438  = \$signal$17  & \$437 ;
  assign \$439  = \$438  & i_lanes;
  assign \$441  = part == 7'h6c;
  assign \$442  = \$signal$17  & \$441 ;
  assign \$443  = \$442  & i_lanes;
  assign \$445  = part == 7'h6d;
  assign \$446  = \$signal$17  & \$445 ;
  assign \$447  = \$446  & i_lanes;
  assign \$449  = part == 7'h6e;
  assign \$450  = \$signal$17  & \$449 ;
  assign \$451  = \$450  & i_lanes;
  assign \$453  = part == 7'h6f;
  assign \$454  = \$signal$17  & \$453 ;
  assign \$455  = \$454  & i_lanes;
  assign \$457  = part == 7'h70;
  assign \$458  = \$signal$17  & \$457 ;
  assign \$459  = \$458  & i_lanes;
  assign \$461  = part == 7'h71;
  assign \$462  = \$signal$17  & \$461 ;
  assign \$463  = \$462  & i_lanes;
  assign \$465  = part == 7'h72;
  assign \$466  = \$signal$17  & \$465 ;
  assign \$467  = \$466  & i_lanes;
  assign \$469  = part == 7'h73;
  assign \$470  = \$signal$17  & \$469 ;
  assign \$471  = \$470  & i_lanes;
  assign \$473  = part == 7'h74;
  assign \$474  = \$signal$17  & \$473 ;
  assign \$475  = \$474  & i_lanes;
  assign \$477  = part == 7'h75;
  assign \$478  = \$signal$17  & \$477 ;
  assign \$479  = \$478  & i_lanes;
  assign \$481  = part == 7'h76;
  assign \$482  = \$signal$17  & \$481 ;
  assign \$483  = \$482  & i_lanes;
  assign \$485  = part == 7'h77;
  assign \$486  = \$signal$17  & \$485 ;
  assign \$487  = \$486  & i_lanes;
  assign \$489  = part == 7'h78;
  assign \$490  = \$signal$17  & \$489 ;
  assign \$491  = \$490  & i_lanes;
  assign \$493  = part == 7'h79;
  assign \$494  = \$signal$17  & \$493 ;
  assign \$495  = \$494  & i_lanes;
  assign \$497  = part == 7'h7a;
  assign \$498  = \$signal$17  & \$497 ;
  assign \$499  = \$498  & i_lanes;
  assign \$501  = part == 7'h7b;
  assign \$502  = \$signal$17  & \$501 ;
  assign \$503  = \$502  & i_lanes;
  assign \$505  = part == 7'h7c;
  assign \$506  = \$signal$17  & \$505 ;
  assign \$507  = \$506  & i_lanes;
  assign \$509  = part == 7'h7d;
  assign \$510  = \$signal$17  & \$509 ;
  assign \$511  = \$510  & i_lanes;
  assign \$513  = part == 7'h7e;
  assign \$514  = \$signal$17  & \$513 ;
  assign \$515  = \$514  & i_lanes;
  assign \$517  = part == 7'h7f;
  assign \$518  = \$signal$17  & \$517 ;
  assign \$519  = \$518  & i_lanes;
  always @(posedge clk)
    \$signal  <= \$521 ;
  always @(posedge clk)
    \$signal$19  <= \$522 ;
  always @(posedge clk)
    turn_valid <= \$523 ;
  always @(posedge clk)
    part <= \$524 ;
  always @(posedge clk)
    shadow_0 <= \$525 ;
  always @(posedge clk)
    row_0 <= \$526 ;
  always @(posedge clk)
    shadow_1 <= \$527 ;
  always @(posedge clk)
    row_1 <= \$528 ;
  always @(posedge clk)
    shadow_2 <= \$529 ;
  always @(posedge clk)
    row_2 <= \$530 ;
  always @(posedge clk)
    shadow_3 <= \$531 ;
  always @(posedge clk)
    row_3 <= \$532 ;
  always @(posedge clk)
    shadow_4 <= \$533 ;
  always @(posedge clk)
    row_4 <= \$534 ;
  always @(posedge clk)
    shadow_5 <= \$535 ;
  always @(posedge clk)
    row_5 <= \$536 ;
  always @(posedge clk)
    shadow_6 <= \$537 ;
  always @(posedge clk)
    row_6 <= \$538 ;
  always @(posedge clk)
    shadow_7 <= \$539 ;
  always @(posedge clk)
    row_7 <= \$540 ;
  always @(posedge clk)
    shadow_8 <= \$541 ;
  always @(posedge clk)
    row_8 <= \$542 ;
  always @(posedge clk)
    shadow_9 <= \$543 ;
  always @(posedge clk)
    row_9 <= \$544 ;
  always @(posedge clk)
    shadow_10 <= \$545 ;
  always @(posedge clk)
    row_10 <= \$546 ;
  always @(posedge clk)
    shadow_11 <= \$547 ;
  always @(posedge clk)
    row_11 <= \$548 ;
  always @(posedge clk)
    shadow_12 <= \$549 ;
  always @(posedge clk)
    row_12 <= \$550 ;
  always @(posedge clk)
    shadow_13 <= \$551 ;
  always @(posedge clk)
    row_13 <= \$552 ;
  always @(posedge clk)
    shadow_14 <= \$553 ;
  always @(posedge clk)
    row_14 <= \$554 ;
  always @(posedge clk)
    shadow_15 <= \$555 ;
  always @(posedge clk)
    row_15 <= \$556 ;
  always @(posedge clk)
    shadow_16 <= \$557 ;
  always @(posedge clk)
    row_16 <= \$558 ;
  always @(posedge clk)
    shadow_17 <= \$559 ;
  always @(posedge clk)
    row_17 <= \$560 ;
  always @(posedge clk)
    shadow_18 <= \$561 ;
  always @(posedge clk)
    row_18 <= \$562 ;
  always @(posedge clk)
    shadow_19 <= \$563 ;
  always @(posedge clk)
    row_19 <= \$564 ;
  always @(posedge clk)
    shadow_20 <= \$565 ;
  always @(posedge clk)
    row_20 <= \$566 ;
  always @(posedge clk)
    shadow_21 <= \$567 ;
  always @(posedge clk)
    row_21 <= \$568 ;
  always @(posedge clk)
    shadow_22 <= \$569 ;
  always @(posedge clk)
    row_22 <= \$570 ;
  always @(posedge clk)
    shadow_23 <= \$571 ;
  always @(posedge clk)
    row_23 <= \$572 ;
  always @(posedge clk)
    shadow_24 <= \$573 ;
  always @(posedge clk)
    row_24 <= \$574 ;
  always @(posedge clk)
    shadow_25 <= \$575 ;
  always @(posedge clk)
    row_25 <= \$576 ;
  always @(posedge clk)
    shadow_26 <= \$577 ;
  always @(posedge clk)
    row_26 <= \$578 ;
  always @(posedge clk)
    shadow_27 <= \$579 ;
  always @(posedge clk)
    row_27 <= \$580 ;
  always @(posedge clk)
    shadow_28 <= \$581 ;
  always @(posedge clk)
    row_28 <= \$582 ;
  always @(posedge clk)
    shadow_29 <= \$583 ;
  always @(posedge clk)
    row_29 <= \$584 ;
  always @(posedge clk)
    shadow_30 <= \$585 ;
  always @(posedge clk)
    row_30 <= \$586 ;
  always @(posedge clk)
    shadow_31 <= \$587 ;
  always @(posedge clk)
    row_31 <= \$588 ;
  always @(posedge clk)
    shadow_32 <= \$589 ;
  always @(posedge clk)
    row_32 <= \$590 ;
  always @(posedge clk)
    shadow_33 <= \$591 ;
  always @(posedge clk)
    row_33 <= \$592 ;
  always @(posedge clk)
    shadow_34 <= \$593 ;
  always @(posedge clk)
    row_34 <= \$594 ;
  always @(posedge clk)
    shadow_35 <= \$595 ;
  always @(posedge clk)
    row_35 <= \$596 ;
  always @(posedge clk)
    shadow_36 <= \$597 ;
  always @(posedge clk)
    row_36 <= \$598 ;
  always @(posedge clk)
    shadow_37 <= \$599 ;
  always @(posedge clk)
    row_37 <= \$600 ;
  always @(posedge clk)
    shadow_38 <= \$601 ;
  always @(posedge clk)
    row_38 <= \$602 ;
  always @(posedge clk)
    shadow_39 <= \$603 ;
  always @(posedge clk)
    row_39 <= \$604 ;
  always @(posedge clk)
    shadow_40 <= \$605 ;
  always @(posedge clk)
    row_40 <= \$606 ;
  always @(posedge clk)
    shadow_41 <= \$607 ;
  always @(posedge clk)
    row_41 <= \$608 ;
  always @(posedge clk)
    shadow_42 <= \$609 ;
  always @(posedge clk)
    row_42 <= \$610 ;
  always @(posedge clk)
    shadow_43 <= \$611 ;
  always @(posedge clk)
    row_43 <= \$612 ;
  always @(posedge clk)
    shadow_44 <= \$613 ;
  always @(posedge clk)
    row_44 <= \$614 ;
  always @(posedge clk)
    shadow_45 <= \$615 ;
  always @(posedge clk)
    row_45 <= \$616 ;
  always @(posedge clk)
    shadow_46 <= \$617 ;
  always @(posedge clk)
    row_46 <= \$618 ;
  always @(posedge clk)
    shadow_47 <= \$619 ;
  always @(posedge clk)
    row_47 <= \$620 ;
  always @(posedge clk)
    shadow_48 <= \$621 ;
  always @(posedge clk)
    row_48 <= \$622 ;
  always @(posedge clk)
    shadow_49 <= \$623 ;
  always @(posedge clk)
    row_49 <= \$624 ;
  always @(posedge clk)
    shadow_50 <= \$625 ;
  always @(posedge clk)
    row_50 <= \$626 ;
  always @(posedge clk)
    shadow_51 <= \$627 ;
  always @(posedge clk)
    row_51 <= \$628 ;
  always @(posedge clk)
    shadow_52 <= \$629 ;
  always @(posedge clk)
    row_52 <= \$630 ;
  always @(posedge clk)
    shadow_53 <= \$631 ;
  always @(posedge clk)
    row_53 <= \$632 ;
  always @(posedge clk)
    shadow_54 <= \$633 ;
  always @(posedge clk)
    row_54 <= \$634 ;
  always @(posedge clk)
    shadow_55 <= \$635 ;
  always @(posedge clk)
    row_55 <= \$636 ;
  always @(posedge clk)
    shadow_56 <= \$637 ;
  always @(posedge clk)
    row_56 <= \$638 ;
  always @(posedge clk)
    shadow_57 <= \$639 ;
  always @(posedge clk)
    row_57 <= \$640 ;
  always @(posedge clk)
    shadow_58 <= \$641 ;
  always @(posedge clk)
    row_58 <= \$642 ;
  always @(posedge clk)
    shadow_59 <= \$643 ;
  always @(posedge clk)
    row_59 <= \$644 ;
  always @(posedge clk)
    shadow_60 <= \$645 ;
  always @(posedge clk)
    row_60 <= \$646 ;
  always @(posedge clk)
    shadow_61 <= \$647 ;
  always @(posedge clk)
    row_61 <= \$648 ;
  always @(posedge clk)
    shadow_62 <= \$649 ;
  always @(posedge clk)
    row_62 <= \$650 ;
  always @(posedge clk)
    shadow_63 <= \$651 ;
  always @(posedge clk)
    row_63 <= \$652 ;
  always @(posedge clk)
    shadow_64 <= \$653 ;
  always @(posedge clk)
    row_64 <= \$654 ;
  always @(posedge clk)
    shadow_65 <= \$655 ;
  always @(posedge clk)
    row_65 <= \$656 ;
  always @(posedge clk)
    shadow_66 <= \$657 ;
  always @(posedge clk)
    row_66 <= \$658 ;
  always @(posedge clk)
    shadow_67 <= \$659 ;
  always @(posedge clk)
    row_67 <= \$660 ;
  always @(posedge clk)
    shadow_68 <= \$661 ;
  always @(posedge clk)
    row_68 <= \$662 ;
  always @(posedge clk)
    shadow_69 <= \$663 ;
  always @(posedge clk)
    row_69 <= \$664 ;
  always @(posedge clk)
    shadow_70 <= \$665 ;
  always @(posedge clk)
    row_70 <= \$666 ;
  always @(posedge clk)
    shadow_71 <= \$667 ;
  always @(posedge clk)
    row_71 <= \$668 ;
  always @(posedge clk)
    shadow_72 <= \$669 ;
  always @(posedge clk)
    row_72 <= \$670 ;
  always @(posedge clk)
    shadow_73 <= \$671 ;
  always @(posedge clk)
    row_73 <= \$672 ;
  always @(posedge clk)
    shadow_74 <= \$673 ;
  always @(posedge clk)
    row_74 <= \$674 ;
  always @(posedge clk)
    shadow_75 <= \$675 ;
  always @(posedge clk)
    row_75 <= \$676 ;
  always @(posedge clk)
    shadow_76 <= \$677 ;
  always @(posedge clk)
    row_76 <= \$678 ;
  always @(posedge clk)
    shadow_77 <= \$679 ;
  always @(posedge clk)
    row_77 <= \$680 ;
  always @(posedge clk)
    shadow_78 <= \$681 ;
  always @(posedge clk)
    row_78 <= \$682 ;
  always @(posedge clk)
    shadow_79 <= \$683 ;
  always @(posedge clk)
    row_79 <= \$684 ;
  always @(posedge clk)
    shadow_80 <= \$685 ;
  always @(posedge clk)
    row_80 <= \$686 ;
  always @(posedge clk)
    shadow_81 <= \$687 ;
  always @(posedge clk)
    row_81 <= \$688 ;
  always @(posedge clk)
    shadow_82 <= \$689 ;
  always @(posedge clk)
    row_82 <= \$690 ;
  always @(posedge clk)
    shadow_83 <= \$691 ;
  always @(posedge clk)
    row_83 <= \$692 ;
  always @(posedge clk)
    shadow_84 <= \$693 ;
  always @(posedge clk)
    row_84 <= \$694 ;
  always @(posedge clk)
    shadow_85 <= \$695 ;
  always @(posedge clk)
    row_85 <= \$696 ;
  always @(posedge clk)
    shadow_86 <= \$697 ;
  always @(posedge clk)
    row_86 <= \$698 ;
  always @(posedge clk)
    shadow_87 <= \$699 ;
  always @(posedge clk)
    row_87 <= \$700 ;
  always @(posedge clk)
    shadow_88 <= \$701 ;
  always @(posedge clk)
    row_88 <= \$702 ;
  always @(posedge clk)
    shadow_89 <= \$703 ;
  always @(posedge clk)
    row_89 <= \$704 ;
  always @(posedge clk)
    shadow_90 <= \$705 ;
  always @(posedge clk)
    row_90 <= \$706 ;
  always @(posedge clk)
    shadow_91 <= \$707 ;
  always @(posedge clk)
    row_91 <= \$708 ;
  always @(posedge clk)
    shadow_92 <= \$709 ;
  always @(posedge clk)
    row_92 <= \$710 ;
  always @(posedge clk)
    shadow_93 <= \$711 ;
  always @(posedge clk)
    row_93 <= \$712 ;
  always @(posedge clk)
    shadow_94 <= \$713 ;
  always @(posedge clk)
    row_94 <= \$714 ;
  always @(posedge clk)
    shadow_95 <= \$715 ;
  always @(posedge clk)
    row_95 <= \$716 ;
  always @(posedge clk)
    shadow_96 <= \$717 ;
  always @(posedge clk)
    row_96 <= \$718 ;
  always @(posedge clk)
    shadow_97 <= \$719 ;
  always @(posedge clk)
    row_97 <= \$720 ;
  always @(posedge clk)
    shadow_98 <= \$721 ;
  always @(posedge clk)
    row_98 <= \$722 ;
  always @(posedge clk)
    shadow_99 <= \$723 ;
  always @(posedge clk)
    row_99 <= \$724 ;
  always @(posedge clk)
    shadow_100 <= \$725 ;
  always @(posedge clk)
    row_100 <= \$726 ;
  always @(posedge clk)
    shadow_101 <= \$727 ;
  always @(posedge clk)
    row_101 <= \$728 ;
  always @(posedge clk)
    shadow_102 <= \$729 ;
  always @(posedge clk)
    row_102 <= \$730 ;
  always @(posedge clk)
    shadow_103 <= \$731 ;
  always @(posedge clk)
    row_103 <= \$732 ;
  always @(posedge clk)
    shadow_104 <= \$733 ;
  always @(posedge clk)
    row_104 <= \$734 ;
  always @(posedge clk)
    shadow_105 <= \$735 ;
  always @(posedge clk)
    row_105 <= \$736 ;
  always @(posedge clk)
    shadow_106 <= \$737 ;
  always @(posedge clk)
    row_106 <= \$738 ;
  always @(posedge clk)
    shadow_107 <= \$739 ;
  always @(posedge clk)
    row_107 <= \$740 ;
  always @(posedge clk)
    shadow_108 <= \$741 ;
  always @(posedge clk)
    row_108 <= \$742 ;
  always @(posedge clk)
    shadow_109 <= \$743 ;
  always @(posedge clk)
    row_109 <= \$744 ;
  always @(posedge clk)
    shadow_110 <= \$745 ;
  always @(posedge clk)
    row_110 <= \$746 ;
  always @(posedge clk)
    shadow_111 <= \$747 ;
  always @(posedge clk)
    row_111 <= \$748 ;
  always @(posedge clk)
    shadow_112 <= \$749 ;
  always @(posedge clk)
    row_112 <= \$750 ;
  always @(posedge clk)
    shadow_113 <= \$751 ;
  always @(posedge clk)
    row_113 <= \$752 ;
  always @(posedge clk)
    shadow_114 <= \$753 ;
  always @(posedge clk)
    row_114 <= \$754 ;
  always @(posedge clk)
    shadow_115 <= \$755 ;
  always @(posedge clk)
    row_115 <= \$756 ;
  always @(posedge clk)
    shadow_116 <= \$757 ;
  always @(posedge clk)
    row_116 <= \$758 ;
  always @(posedge clk)
    shadow_117 <= \$759 ;
  always @(posedge clk)
    row_117 <= \$760 ;
  always @(posedge clk)
    shadow_118 <= \$761 ;
  always @(posedge clk)
    row_118 <= \$762 ;
  always @(posedge clk)
    shadow_119 <= \$763 ;
  always @(posedge clk)
    row_119 <= \$764 ;
  always @(posedge clk)
    shadow_120 <= \$765 ;
  always @(posedge clk)
    row_120 <= \$766 ;
  always @(posedge clk)
    shadow_121 <= \$767 ;
  always @(posedge clk)
    row_121 <= \$768 ;
  always @(posedge clk)
    shadow_122 <= \$769 ;
  always @(posedge clk)
    row_122 <= \$770 ;
  always @(posedge clk)
    shadow_123 <= \$771 ;
  always @(posedge clk)
    row_123 <= \$772 ;
  always @(posedge clk)
    shadow_124 <= \$773 ;
  always @(posedge clk)
    row_124 <= \$774 ;
  always @(posedge clk)
    shadow_125 <= \$775 ;
  always @(posedge clk)
    row_125 <= \$776 ;
  always @(posedge clk)
    shadow_126 <= \$777 ;
  always @(posedge clk)
    row_126 <= \$778 ;
  always @(posedge clk)
    shadow_127 <= \$779 ;
  always @(posedge clk)
    row_127 <= \$780 ;
  assign i_ready = ~ \$signal ;
  assign \$1  = ~ \$signal ;
  assign \$signal$17  = i_valid & \$1 ;
  assign \$2  = ~ turn_valid;
  assign \$3  = \$2  | turn_take;
  assign \$signal$18  = \$signal  & \$3 ;
  assign i_freed = \$signal$18  & \$signal$19 ;
  assign drive = turn_integrate ? { row_127[0], row_126[0], row_125[0], row_124[0], row_123[0], row_122[0], row_121[0], row_120[0], row_119[0], row_118[0], row_117[0], row_116[0], row_115[0], row_114[0], row_113[0], row_112[0], row_111[0], row_110[0], row_109[0], row_108[0], row_107[0], row_106[0], row_105[0], row_104[0], row_103[0], row_102[0], row_101[0], row_100[0], row_99[0], row_98[0], row_97[0], row_96[0], row_95[0], row_94[0], row_93[0], row_92[0], row_91[0], row_90[0], row_89[0], row_88[0], row_87[0], row_86[0], row_85[0], row_84[0], row_83[0], row_82[0], row_81[0], row_80[0], row_79[0], row_78[0], row_77[0], row_76[0], row_75[0], row_74[0], row_73[0], row_72[0], row_71[0], row_70[0], row_69[0], row_68[0], row_67[0], row_66[0], row_65[0], row_64[0], row_63[0], row_62[0], row_61[0], row_60[0], row_59[0], row_58[0], row_57[0], row_56[0], row_55[0], row_54[0], row_53[0], row_52[0], row_51[0], row_50[0], row_49[0], row_48[0], row_47[0], row_46[0], row_45[0], row_44[0], row_43[0], row_42[0], row_41[0], row_40[0], row_39[0], row_38[0], row_37[0], row_36[0], row_35[0], row_34[0], row_33[0], row_32[0], row_31[0], row_30[0], row_29[0], row_28[0], row_27[0], row_26[0], row_25[0], row_24[0], row_23[0], row_22[0], row_21[0], row_20[0], row_19[0], row_18[0], row_17[0], row_16[0], row_15[0], row_14[0], row_13[0], row_12[0], row_11[0], row_10[0], row_9[0], row_8[0], row_7[0], row_6[0], row_5[0], row_4[0], row_3[0], row_2[0], row_1[0], row_0[0] } : 128'h00000000000000000000000000000000;
  assign \$4  = \$signal$17  & i_last;
  assign \$5  = i_next | i_last;
  assign \$6  = \$signal$17  & \$5 ;
  assign \$7  = part + 1'h1;
  assign \$8  = i_last ? 7'h00 : \$7 [6:0];
  assign \$9  = ! part;
  assign \$10  = \$signal$17  & \$9 ;
  assign \$11  = \$10  & i_lanes;
  assign \$13  = part == 1'h1;
  assign \$14  = \$signal$17  & \$13 ;
  assign \$15  = \$14  & i_lanes;
  assign \$17  = part == 2'h2;
  assign \$18  = \$signal$17  & \$17 ;
  assign \$19  = \$18  & i_lanes;
  assign \$21  = part == 2'h3;
  assign \$22  = \$signal$17  & \$21 ;
  assign \$23  = \$22  & i_lanes;
  assign \$25  = part == 3'h4;
  assign \$26  = \$signal$17  & \$25 ;
  assign \$27  = \$26  & i_lanes;
  assign \$29  = part == 3'h5;
  assign \$30  = \$signal$17  & \$29 ;
  assign \$31  = \$30  & i_lanes;
  assign \$33  = part == 3'h6;
  assign \$34  = \$signal$17  & \$33 ;
  assign \$35  = \$34  & i_lanes;
  assign \$37  = part == 3'h7;
  assign \$38  = \$signal$17  & \$37 ;
  assign \$39  = \$38  & i_lanes;
  assign \$41  = part == 4'h8;
  assign \$42  = \$signal$17  & \$41 ;
  assign \$43  = \$42  & i_lanes;
  assign \$45  = part == 4'h9;
  assign \$46  = \$signal$17  & \$45 ;
  assign \$47  = \$46  & i_lanes;
  assign \$49  = part == 4'ha;
  assign \$50  = \$signal$17  & \$49 ;
  assign \$51  = \$50  & i_lanes;
  assign \$53  = part == 4'hb;
  assign \$54  = \$signal$17  & \$53 ;
  assign \$55  = \$54  & i_lanes;
  assign \$57  = part == 4'hc;
  assign \$58  = \$signal$17  & \$57 ;
  assign \$59  = \$58  & i_lanes;
  assign \$61  = part == 4'hd;
  assign \$62  = \$signal$17  & \$61 ;
  assign \$63  = \$62  & i_lanes;
  assign \$65  = part == 4'he;
  assign \$66  = \$signal$17  & \$65 ;
  assign \$67  = \$66  & i_lanes;
  assign \$69  = part == 4'hf;
  assign \$70  = \$signal$17  & \$69 ;
  assign \$71  = \$70  & i_lanes;
  assign \$73  = part == 5'h10;
  assign \$74  = \$signal$17  & \$73 ;
  assign \$75  = \$74  & i_lanes;
  assign \$77  = part == 5'h11;
  assign \$78  = \$signal$17  & \$77 ;
  assign \$79  = \$78  & i_lanes;
  assign \$81  = part == 5'h12;
  assign \$82  = \$signal$17  & \$81 ;
  assign \$83  = \$82  & i_lanes;
  assign \$85  = part == 5'h13;
  assign \$86  = \$signal$17  & \$85 ;
  assign \$87  = \$86  & i_lanes;
  assign \$89  = part == 5'h14;
  assign \$90  = \$signal$17  & \$89 ;
  assign \$91  = \$90  & i_lanes;
  assign \$93  = part == 5'h15;
  assign \$94  = \$signal$17  & \$93 ;
  assign \$95  = \$94  & i_lanes;
  assign \$97  = part == 5'h16;
  assign \$98  = \$signal$17  & \$97 ;
  assign \$99  = \$98  & i_lanes;
  assign \$101  = part == 5'h17;
  assign \$102  = \$signal$17  & \$101 ;
  assign \$103  = \$102  & i_lanes;
  assign \$105  = part == 5'h18;
  assign \$106  = \$signal$17  & \$105 ;
  assign \$107  = \$106  & i_lanes;
  assign \$109  = part == 5'h19;
  assign \$110  = \$signal$17  & \$109 ;
  assign \$111  = \$110  & i_lanes;
  assign \$113  = part == 5'h1a;
  assign \$114  = \$signal$17  & \$113 ;
  assign \$115  = \$114  & i_lanes;
  assign \$117  = part == 5'h1b;
  assign \$118  = \$signal$17  & \$117 ;
  assign \$119  = \$118  & i_lanes;
  assign \$121  = part == 5'h1c;
  assign \$122  = \$signal$17  & \$121 ;
  assign \$123  = \$122  & i_lanes;
  assign \$125  = part == 5'h1d;
  assign \$126  = \$signal$17  & \$125 ;
  assign \$127  = \$126  & i_lanes;
  assign \$129  = part == 5'h1e;
  assign \$130  = \$signal$17  & \$129 ;
  assign \$131  = \$130  & i_lanes;
  assign \$133  = part == 5'h1f;
  assign \$134  = \$signal$17  & \$133 ;
  assign \$135  = \$134  & i_lanes;
  assign \$137  = part == 6'h20;
  assign \$138  = \$signal$17  & \$137 ;
  assign \$139  = \$138  & i_lanes;
  assign \$141  = part == 6'h21;
  assign \$142  = \$signal$17  & \$141 ;
  assign \$143  = \$142  & i_lanes;
  assign \$145  = part == 6'h22;
  assign \$146  = \$signal$17  & \$145 ;
  assign \$147  = \$146  & i_lanes;
  assign \$149  = part == 6'h23;
  assign \$150  = \$signal$17  & \$149 ;
  assign \$151  = \$150  & i_lanes;
  assign \$153  = part == 6'h24;
  assign \$154  = \$signal$17  & \$153 ;
  assign \$155  = \$154  & i_lanes;
  assign \$157  = part == 6'h25;
  assign \$158  = \$signal$17  & \$157 ;
  assign \$159  = \$158  & i_lanes;
  assign \$161  = part == 6'h26;
  assign \$162  = \$signal$17  & \$161 ;
  assign \$163  = \$162  & i_lanes;
  assign \$165  = part == 6'h27;
  assign \$166  = \$signal$17  & \$165 ;
  assign \$167  = \$166  & i_lanes;
  assign \$169  = part == 6'h28;
  assign \$170  = \$signal$17  & \$169 ;
  assign \$171  = \$170  & i_lanes;
  assign \$173  = part == 6'h29;
  assign \$174  = \$signal$17  & \$173 ;
  assign \$175  = \$174  & i_lanes;
  assign \$177  = part == 6'h2a;
  assign \$178  = \$signal$17  & \$177 ;
  assign \$179  = \$178  & i_lanes;
  assign \$181  = part == 6'h2b;
  assign \$182  = \$signal$17  & \$181 ;
  assign \$183  = \$182  & i_lanes;
  assign \$185  = part == 6'h2c;
  assign \$186  = \$signal$17  & \$185 ;
  assign \$187  = \$186  & i_lanes;
  assign \$189  = part == 6'h2d;
  assign \$190  = \$signal$17  & \$189 ;
  assign \$191  = \$190  & i_lanes;
  assign \$193  = part == 6'h2e;
  assign \$194  = \$signal$17  & \$193 ;
  assign \$195  = \$194  & i_lanes;
  assign \$197  = part == 6'h2f;
  assign \$198  = \$signal$17  & \$197 ;
  assign \$199  = \$198  & i_lanes;
  assign \$201  = part == 6'h30;
  assign \$202  = \$signal$17  & \$201 ;
  assign \$203  = \$202  & i_lanes;
  assign \$205  = part == 6'h31;
  assign \$206  = \$signal$17  & \$205 ;
  assign \$207  = \$206  & i_lanes;
  assign \$209  = part == 6'h32;
  assign \$210  = \$signal$17  & \$209 ;
  assign \$211  = \$210  & i_lanes;
  assign \$213  = part == 6'h33;
  assign \$214  = \$signal$17  & \$213 ;
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$521  = \$signal ;
    if (\$4 ) begin
      \$521  = 1'h1;
    end else if (\$signal$18 ) begin
      \$521  = 1'h0;
    end
    if (rst) begin
      \$521  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$522  = \$signal$19 ;
    if (\$4 ) begin
      \$522  = i_frees;
    end
    if (rst) begin
      \$522  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$523  = turn_valid;
    if (\$signal$18 ) begin
      \$523  = 1'h1;
    end else if (turn_take) begin
      \$523  = 1'h0;
    end
    if (rst) begin
      \$523  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$524  = part;
    if (\$6 ) begin
      \$524  = \$8 ;
    end
    if (rst) begin
      \$524  = 7'h00;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$525  = shadow_0;
    if (\$signal$18 ) begin
      \$525  = 4'h0;
    end else if (\$11 ) begin
      \$525  = \$12 ;
    end
    if (rst) begin
      \$525  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$526  = row_0;
    if (\$signal$18 ) begin
      \$526  = shadow_0;
    end else if (turn_advance) begin
      \$526  = { row_0[0], row_0[3:1] };
    end
    if (rst) begin
      \$526  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$527  = shadow_1;
    if (\$signal$18 ) begin
      \$527  = 4'h0;
    end else if (\$15 ) begin
      \$527  = \$16 ;
    end
    if (rst) begin
      \$527  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$528  = row_1;
    if (\$signal$18 ) begin
      \$528  = shadow_1;
    end else if (turn_advance) begin
      \$528  = { row_1[0], row_1[3:1] };
    end
    if (rst) begin
      \$528  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$529  = shadow_2;
    if (\$signal$18 ) begin
      \$529  = 4'h0;
    end else if (\$19 ) begin
      \$529  = \$20 ;
    end
    if (rst) begin
      \$529  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$530  = row_2;
    if (\$signal$18 ) begin
      \$530  = shadow_2;
    end else if (turn_advance) begin
      \$530  = { row_2[0], row_2[3:1] };
    end
    if (rst) begin
      \$530  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$531  = shadow_3;
    if (\$signal$18 ) begin
      \$531  = 4'h0;
    end else if (\$23 ) begin
      \$531  = \$24 ;
    end
    if (rst) begin
      \$531  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$532  = row_3;
    if (\$signal$18 ) begin
      \$532  = shadow_3;
    end else if (turn_advance) begin
      \$532  = { row_3[0], row_3[3:1] };
    end
    if (rst) begin
      \$532  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$533  = shadow_4;
    if (\$signal$18 ) begin
      \$533  = 4'h0;
    end else if (\$27 ) begin
      \$533  = \$28 ;
    end
    if (rst) begin
      \$533  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$534  = row_4;
    if (\$signal$18 ) begin
      \$534  = shadow_4;
    end else if (turn_advance) begin
      \$534  = { row_4[0], row_4[3:1] };
    end
    if (rst) begin
      \$534  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$535  = shadow_5;
    if (\$signal$18 ) begin
      \$535  = 4'h0;
    end else if (\$31 ) begin
      \$535  = \$32 ;
    end
    if (rst) begin
      \$535  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$536  = row_5;
    if (\$signal$18 ) begin
      \$536  = shadow_5;
    end else if (turn_advance) begin
      \$536  = { row_5[0], row_5[3:1] };
    end
    if (rst) begin
      \$536  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$537  = shadow_6;
    if (\$signal$18 ) begin
      \$537  = 4'h0;
    end else if (\$35 ) begin
      \$537  = \$36 ;
    end
    if (rst) begin
      \$537  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$538  = row_6;
    if (\$signal$18 ) begin
      \$538  = shadow_6;
    end else if (turn_advance) begin
      \$538  = { row_6[0], row_6[3:1] };
    end
    if (rst) begin
      \$538  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$539  = shadow_7;
    if (\$signal$18 ) begin
      \$539  = 4'h0;
    end else if (\$39 ) begin
      \$539  = \$40 ;
    end
    if (rst) begin
      \$539  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$540  = row_7;
    if (\$signal$18 ) begin
      \$540  = shadow_7;
    end else if (turn_advance) begin
      \$540  = { row_7[0], row_7[3:1] };
    end
    if (rst) begin
      \$540  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$541  = shadow_8;
    if (\$signal$18 ) begin
      \$541  = 4'h0;
    end else if (\$43 ) begin
      \$541  = \$44 ;
    end
    if (rst) begin
      \$541  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$542  = row_8;
    if (\$signal$18 ) begin
      \$542  = shadow_8;
    end else if (turn_advance) begin
      \$542  = { row_8[0], row_8[3:1] };
    end
    if (rst) begin
      \$542  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$543  = shadow_9;
    if (\$signal$18 ) begin
      \$543  = 4'h0;
    end else if (\$47 ) begin
      \$543  = \$48 ;
    end
    if (rst) begin
      \$543  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$544  = row_9;
    if (\$signal$18 ) begin
      \$544  = shadow_9;
    end else if (turn_advance) begin
      \$544  = { row_9[0], row_9[3:1] };
    end
    if (rst) begin
      \$544  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$545  = shadow_10;
    if (\$signal$18 ) begin
      \$545  = 4'h0;
    end else if (\$51 ) begin
      \$545  = \$52 ;
    end
    if (rst) begin
      \$545  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$546  = row_10;
    if (\$signal$18 ) begin
      \$546  = shadow_10;
    end else if (turn_advance) begin
      \$546  = { row_10[0], row_10[3:1] };
    end
    if (rst) begin
      \$546  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$547  = shadow_11;
    if (\$signal$18 ) begin
      \$547  = 4'h0;
    end else if (\$55 ) begin
      \$547  = \$56 ;
    end
    if (rst) begin
      \$547  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$548  = row_11;
    if (\$signal$18 ) begin
      \$548  = shadow_11;
    end else if (turn_advance) begin
      \$548  = { row_11[0], row_11[3:1] };
    end
    if (rst) begin
      \$548  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$549  = shadow_12;
    if (\$signal$18 ) begin
      \$549  = 4'h0;
    end else if (\$59 ) begin
      \$549  = \$60 ;
    end
    if (rst) begin
      \$549  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$550  = row_12;
    if (\$signal$18 ) begin
      \$550  = shadow_12;
    end else if (turn_advance) begin
      \$550  = { row_12[0], row_12[3:1] };
    end
    if (rst) begin
      \$550  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$551  = shadow_13;
    if (\$signal$18 ) begin
      \$551  = 4'h0;
    end else if (\$63 ) begin
      \$551  = \$64 ;
    end
    if (rst) begin
      \$551  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$552  = row_13;
    if (\$signal$18 ) begin
      \$552  = shadow_13;
    end else if (turn_advance) begin
      \$552  = { row_13[0], row_13[3:1] };
    end
    if (rst) begin
      \$552  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$553  = shadow_14;
    if (\$signal$18 ) begin
      \$553  = 4'h0;
    end else if (\$67 ) begin
      \$553  = \$68 ;
    end
    if (rst) begin
      \$553  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$554  = row_14;
    if (\$signal$18 ) begin
      \$554  = shadow_14;
    end else if (turn_advance) begin
      \$554  = { row_14[0], row_14[3:1] };
    end
    if (rst) begin
      \$554  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$555  = shadow_15;
    if (\$signal$18 ) begin
      \$555  = 4'h0;
    end else if (\$71 ) begin
      \$555  = \$72 ;
    end
    if (rst) begin
      \$555  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$556  = row_15;
    if (\$signal$18 ) begin
      \$556  = shadow_15;
    end else if (turn_advance) begin
      \$556  = { row_15[0], row_15[3:1] };
    end
    if (rst) begin
      \$556  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$557  = shadow_16;
    if (\$signal$18 ) begin
      \$557  = 4'h0;
    end else if (\$75 ) begin
      \$557  = \$76 ;
    end
    if (rst) begin
      \$557  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$558  = row_16;
    if (\$signal$18 ) begin
      \$558  = shadow_16;
    end else if (turn_advance) begin
      \$558  = { row_16[0], row_16[3:1] };
    end
    if (rst) begin
      \$558  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$559  = shadow_17;
    if (\$signal$18 ) begin
      \$559  = 4'h0;
    end else if (\$79 ) begin
      \$559  = \$80 ;
    end
    if (rst) begin
      \$559  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$560  = row_17;
    if (\$signal$18 ) begin
      \$560  = shadow_17;
    end else if (turn_advance) begin
      \$560  = { row_17[0], row_17[3:1] };
    end
    if (rst) begin
      \$560  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$561  = shadow_18;
    if (\$signal$18 ) begin
      \$561  = 4'h0;
    end else if (\$83 ) begin
      \$561  = \$84 ;
    end
    if (rst) begin
      \$561  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$562  = row_18;
    if (\$signal$18 ) begin
      \$562  = shadow_18;
    end else if (turn_advance) begin
      \$562  = { row_18[0], row_18[3:1] };
    end
    if (rst) begin
      \$562  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$563  = shadow_19;
    if (\$signal$18 ) begin
      \$563  = 4'h0;
    end else if (\$87 ) begin
      \$563  = \$88 ;
    end
    if (rst) begin
      \$563  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$564  = row_19;
    if (\$signal$18 ) begin
      \$564  = shadow_19;
    end else if (turn_advance) begin
      \$564  = { row_19[0], row_19[3:1] };
    end
    if (rst) begin
      \$564  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$565  = shadow_20;
    if (\$signal$18 ) begin
      \$565  = 4'h0;
    end else if (\$91 ) begin
      \$565  = \$92 ;
    end
    if (rst) begin
      \$565  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$566  = row_20;
    if (\$signal$18 ) begin
      \$566  = shadow_20;
    end else if (turn_advance) begin
      \$566  = { row_20[0], row_20[3:1] };
    end
    if (rst) begin
      \$566  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$567  = shadow_21;
    if (\$signal$18 ) begin
      \$567  = 4'h0;
    end else if (\$95 ) begin
      \$567  = \$96 ;
    end
    if (rst) begin
      \$567  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$568  = row_21;
    if (\$signal$18 ) begin
      \$568  = shadow_21;
    end else if (turn_advance) begin
      \$568  = { row_21[0], row_21[3:1] };
    end
    if (rst) begin
      \$568  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$569  = shadow_22;
    if (\$signal$18 ) begin
      \$569  = 4'h0;
    end else if (\$99 ) begin
      \$569  = \$100 ;
    end
    if (rst) begin
      \$569  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$570  = row_22;
    if (\$signal$18 ) begin
      \$570  = shadow_22;
    end else if (turn_advance) begin
      \$570  = { row_22[0], row_22[3:1] };
    end
    if (rst) begin
      \$570  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$571  = shadow_23;
    if (\$signal$18 ) begin
      \$571  = 4'h0;
    end else if (\$103 ) begin
      \$571  = \$104 ;
    end
    if (rst) begin
      \$571  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$572  = row_23;
    if (\$signal$18 ) begin
      \$572  = shadow_23;
    end else if (turn_advance) begin
      \$572  = { row_23[0], row_23[3:1] };
    end
    if (rst) begin
      \$572  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$573  = shadow_24;
    if (\$signal$18 ) begin
      \$573  = 4'h0;
    end else if (\$107 ) begin
      \$573  = \$108 ;
    end
    if (rst) begin
      \$573  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$574  = row_24;
    if (\$signal$18 ) begin
      \$574  = shadow_24;
    end else if (turn_advance) begin
      \$574  = { row_24[0], row_24[3:1] };
    end
    if (rst) begin
      \$574  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$575  = shadow_25;
    if (\$signal$18 ) begin
      \$575  = 4'h0;
    end else if (\$111 ) begin
      \$575  = \$112 ;
    end
    if (rst) begin
      \$575  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$576  = row_25;
    if (\$signal$18 ) begin
      \$576  = shadow_25;
    end else if (turn_advance) begin
      \$576  = { row_25[0], row_25[3:1] };
    end
    if (rst) begin
      \$576  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$577  = shadow_26;
    if (\$signal$18 ) begin
      \$577  = 4'h0;
    end else if (\$115 ) begin
      \$577  = \$116 ;
    end
    if (rst) begin
      \$577  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$578  = row_26;
    if (\$signal$18 ) begin
      \$578  = shadow_26;
    end else if (turn_advance) begin
      \$578  = { row_26[0], row_26[3:1] };
    end
    if (rst) begin
      \$578  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$579  = shadow_27;
    if (\$signal$18 ) begin
      \$579  = 4'h0;
    end else if (\$119 ) begin
      \$579  = \$120 ;
    end
    if (rst) begin
      \$579  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$580  = row_27;
    if (\$signal$18 ) begin
      \$580  = shadow_27;
    end else if (turn_advance) begin
      \$580  = { row_27[0], row_27[3:1] };
    end
    if (rst) begin
      \$580  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$581  = shadow_28;
    if (\$signal$18 ) begin
      \$581  = 4'h0;
    end else if (\$123 ) begin
      \$581  = \$124 ;
    end
    if (rst) begin
      \$581  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$582  = row_28;
    if (\$signal$18 ) begin
      \$582  = shadow_28;
    end else if (turn_advance) begin
      \$582  = { row_28[0], row_28[3:1] };
    end
    if (rst) begin
      \$582  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$583  = shadow_29;
    if (\$signal$18 ) begin
      \$583  = 4'h0;
    end else if (\$127 ) begin
      \$583  = \$128 ;
    end
    if (rst) begin
      \$583  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$584  = row_29;
    if (\$signal$18 ) begin
      \$584  = shadow_29;
    end else if (turn_advance) begin
      \$584  = { row_29[0], row_29[3:1] };
    end
    if (rst) begin
      \$584  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$585  = shadow_30;
    if (\$signal$18 ) begin
      \$585  = 4'h0;
    end else if (\$131 ) begin
      \$585  = \$132 ;
    end
    if (rst) begin
      \$585  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$586  = row_30;
    if (\$signal$18 ) begin
      \$586  = shadow_30;
    end else if (turn_advance) begin
      \$586  = { row_30[0], row_30[3:1] };
    end
    if (rst) begin
      \$586  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$587  = shadow_31;
    if (\$signal$18 ) begin
      \$587  = 4'h0;
    end else if (\$135 ) begin
      \$587  = \$136 ;
    end
    if (rst) begin
      \$587  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$588  = row_31;
    if (\$signal$18 ) begin
      \$588  = shadow_31;
    end else if (turn_advance) begin
      \$588  = { row_31[0], row_31[3:1] };
    end
    if (rst) begin
      \$588  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$589  = shadow_32;
    if (\$signal$18 ) begin
      \$589  = 4'h0;
    end else if (\$139 ) begin
      \$589  = \$140 ;
    end
    if (rst) begin
      \$589  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$590  = row_32;
    if (\$signal$18 ) begin
      \$590  = shadow_32;
    end else if (turn_advance) begin
      \$590  = { row_32[0], row_32[3:1] };
    end
    if (rst) begin
      \$590  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$591  = shadow_33;
    if (\$signal$18 ) begin
      \$591  = 4'h0;
    end else if (\$143 ) begin
      \$591  = \$144 ;
    end
    if (rst) begin
      \$591  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$592  = row_33;
    if (\$signal$18 ) begin
      \$592  = shadow_33;
    end else if (turn_advance) begin
      \$592  = { row_33[0], row_33[3:1] };
    end
    if (rst) begin
      \$592  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$593  = shadow_34;
    if (\$signal$18 ) begin
      \$593  = 4'h0;
    end else if (\$147 ) begin
      \$593  = \$148 ;
    end
    if (rst) begin
      \$593  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$594  = row_34;
    if (\$signal$18 ) begin
      \$594  = shadow_34;
    end else if (turn_advance) begin
      \$594  = { row_34[0], row_34[3:1] };
    end
    if (rst) begin
      \$594  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$595  = shadow_35;
    if (\$signal$18 ) begin
      \$595  = 4'h0;
    end else if (\$151 ) begin
      \$595  = \$152 ;
    end
    if (rst) begin
      \$595  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$596  = row_35;
    if (\$signal$18 ) begin
      \$596  = shadow_35;
    end else if (turn_advance) begin
      \$596  = { row_35[0], row_35[3:1] };
    end
    if (rst) begin
      \$596  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$597  = shadow_36;
    if (\$signal$18 ) begin
      \$597  = 4'h0;
    end else if (\$155 ) begin
      \$597  = \$156 ;
    end
    if (rst) begin
      \$597  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$598  = row_36;
    if (\$signal$18 ) begin
      \$598  = shadow_36;
    end else if (turn_advance) begin
      \$598  = { row_36[0], row_36[3:1] };
    end
    if (rst) begin
      \$598  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$599  = shadow_37;
    if (\$signal$18 ) begin
      \$599  = 4'h0;
    end else if (\$159 ) begin
      \$599  = \$160 ;
    end
    if (rst) begin
      \$599  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$600  = row_37;
    if (\$signal$18 ) begin
      \$600  = shadow_37;
    end else if (turn_advance) begin
      \$600  = { row_37[0], row_37[3:1] };
    end
    if (rst) begin
      \$600  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$601  = shadow_38;
    if (\$signal$18 ) begin
      \$601  = 4'h0;
    end else if (\$163 ) begin
      \$601  = \$164 ;
    end
    if (rst) begin
      \$601  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$602  = row_38;
    if (\$signal$18 ) begin
      \$602  = shadow_38;
    end else if (turn_advance) begin
      \$602  = { row_38[0], row_38[3:1] };
    end
    if (rst) begin
      \$602  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$603  = shadow_39;
    if (\$signal$18 ) begin
      \$603  = 4'h0;
    end else if (\$167 ) begin
      \$603  = \$168 ;
    end
    if (rst) begin
      \$603  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$604  = row_39;
    if (\$signal$18 ) begin
      \$604  = shadow_39;
    end else if (turn_advance) begin
      \$604  = { row_39[0], row_39[3:1] };
    end
    if (rst) begin
      \$604  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$605  = shadow_40;
    if (\$signal$18 ) begin
      \$605  = 4'h0;
    end else if (\$171 ) begin
      \$605  = \$172 ;
    end
    if (rst) begin
      \$605  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$606  = row_40;
    if (\$signal$18 ) begin
      \$606  = shadow_40;
    end else if (turn_advance) begin
      \$606  = { row_40[0], row_40[3:1] };
    end
    if (rst) begin
      \$606  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$607  = shadow_41;
    if (\$signal$18 ) begin
      \$607  = 4'h0;
    end else if (\$175 ) begin
      \$607  = \$176 ;
    end
    if (rst) begin
      \$607  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$608  = row_41;
    if (\$signal$18 ) begin
      \$608  = shadow_41;
    end else if (turn_advance) begin
      \$608  = { row_41[0], row_41[3:1] };
    end
    if (rst) begin
      \$608  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$609  = shadow_42;
    if (\$signal$18 ) begin
      \$609  = 4'h0;
    end else if (\$179 ) begin
      \$609  = \$180 ;
    end
    if (rst) begin
      \$609  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$610  = row_42;
    if (\$signal$18 ) begin
      \$610  = shadow_42;
    end else if (turn_advance) begin
      \$610  = { row_42[0], row_42[3:1] };
    end
    if (rst) begin
      \$610  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$611  = shadow_43;
    if (\$signal$18 ) begin
      \$611  = 4'h0;
    end else if (\$183 ) begin
      \$611  = \$184 ;
    end
    if (rst) begin
      \$611  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$612  = row_43;
    if (\$signal$18 ) begin
      \$612  = shadow_43;
    end else if (turn_advance) begin
      \$612  = { row_43[0], row_43[3:1] };
    end
    if (rst) begin
      \$612  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$613  = shadow_44;
    if (\$signal$18 ) begin
      \$613  = 4'h0;
    end else if (\$187 ) begin
      \$613  = \$188 ;
    end
    if (rst) begin
      \$613  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$614  = row_44;
    if (\$signal$18 ) begin
      \$614  = shadow_44;
    end else if (turn_advance) begin
      \$614  = { row_44[0], row_44[3:1] };
    end
    if (rst) begin
      \$614  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$615  = shadow_45;
    if (\$signal$18 ) begin
      \$615  = 4'h0;
    end else if (\$191 ) begin
      \$615  = \$192 ;
    end
    if (rst) begin
      \$615  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$616  = row_45;
    if (\$signal$18 ) begin
      \$616  = shadow_45;
    end else if (turn_advance) begin
      \$616  = { row_45[0], row_45[3:1] };
    end
    if (rst) begin
      \$616  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$617  = shadow_46;
    if (\$signal$18 ) begin
      \$617  = 4'h0;
    end else if (\$195 ) begin
      \$617  = \$196 ;
    end
    if (rst) begin
      \$617  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$618  = row_46;
    if (\$signal$18 ) begin
      \$618  = shadow_46;
    end else if (turn_advance) begin
      \$618  = { row_46[0], row_46[3:1] };
    end
    if (rst) begin
      \$618  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$619  = shadow_47;
    if (\$signal$18 ) begin
      \$619  = 4'h0;
    end else if (\$199 ) begin
      \$619  = \$200 ;
    end
    if (rst) begin
      \$619  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$620  = row_47;
    if (\$signal$18 ) begin
      \$620  = shadow_47;
    end else if (turn_advance) begin
      \$620  = { row_47[0], row_47[3:1] };
    end
    if (rst) begin
      \$620  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$621  = shadow_48;
    if (\$signal$18 ) begin
      \$621  = 4'h0;
    end else if (\$203 ) begin
      \$621  = \$204 ;
    end
    if (rst) begin
      \$621  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$622  = row_48;
    if (\$signal$18 ) begin
      \$622  = shadow_48;
    end else if (turn_advance) begin
      \$622  = { row_48[0], row_48[3:1] };
    end
    if (rst) begin
      \$622  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$623  = shadow_49;
    if (\$signal$18 ) begin
      \$623  = 4'h0;
    end else if (\$207 ) begin
      \$623  = \$208 ;
    end
    if (rst) begin
      \$623  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$624  = row_49;
    if (\$signal$18 ) begin
      \$624  = shadow_49;
    end else if (turn_advance) begin
      \$624  = { row_49[0], row_49[3:1] };
    end
    if (rst) begin
      \$624  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$625  = shadow_50;
    if (\$signal$18 ) begin
      \$625  = 4'h0;
    end else if (\$211 ) begin
      \$625  = \$212 ;
    end
    if (rst) begin
      \$625  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$626  = row_50;
    if (\$signal$18 ) begin
      \$626  = shadow_50;
    end else if (turn_advance) begin
      \$626  = { row_50[0], row_50[3:1] };
    end
    if (rst) begin
      \$626  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$627  = shadow_51;
    if (\$signal$18 ) begin
      \$627  = 4'h0;
    end else if (\$215 ) begin
      \$627  = \$216 ;
    end
    if (rst) begin
      \$627  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$628  = row_51;
    if (\$signal$18 ) begin
      \$628  = shadow_51;
    end else if (turn_advance) begin
      \$628  = { row_51[0], row_51[3:1] };
    end
    if (rst) begin
      \$628  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$629  = shadow_52;
    if (\$signal$18 ) begin
      \$629  = 4'h0;
    end else if (\$219 ) begin
      \$629  = \$220 ;
    end
    if (rst) begin
      \$629  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$630  = row_52;
    if (\$signal$18 ) begin
      \$630  = shadow_52;
    end else if (turn_advance) begin
      \$630  = { row_52[0], row_52[3:1] };
    end
    if (rst) begin
      \$630  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$631  = shadow_53;
    if (\$signal$18 ) begin
      \$631  = 4'h0;
    end else if (\$223 ) begin
      \$631  = \$224 ;
    end
    if (rst) begin
      \$631  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$632  = row_53;
    if (\$signal$18 ) begin
      \$632  = shadow_53;
    end else if (turn_advance) begin
      \$632  = { row_53[0], row_53[3:1] };
    end
    if (rst) begin
      \$632  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$633  = shadow_54;
    if (\$signal$18 ) begin
      \$633  = 4'h0;
    end else if (\$227 ) begin
      \$633  = \$228 ;
    end
    if (rst) begin
      \$633  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$634  = row_54;
    if (\$signal$18 ) begin
      \$634  = shadow_54;
    end else if (turn_advance) begin
      \$634  = { row_54[0], row_54[3:1] };
    end
    if (rst) begin
      \$634  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$635  = shadow_55;
    if (\$signal$18 ) begin
      \$635  = 4'h0;
    end else if (\$231 ) begin
      \$635  = \$232 ;
    end
    if (rst) begin
      \$635  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$636  = row_55;
    if (\$signal$18 ) begin
      \$636  = shadow_55;
    end else if (turn_advance) begin
      \$636  = { row_55[0], row_55[3:1] };
    end
    if (rst) begin
      \$636  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$637  = shadow_56;
    if (\$signal$18 ) begin
      \$637  = 4'h0;
    end else if (\$235 ) begin
      \$637  = \$236 ;
    end
    if (rst) begin
      \$637  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$638  = row_56;
    if (\$signal$18 ) begin
      \$638  = shadow_56;
    end else if (turn_advance) begin
      \$638  = { row_56[0], row_56[3:1] };
    end
    if (rst) begin
      \$638  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$639  = shadow_57;
    if (\$signal$18 ) begin
      \$639  = 4'h0;
    end else if (\$239 ) begin
      \$639  = \$240 ;
    end
    if (rst) begin
      \$639  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$640  = row_57;
    if (\$signal$18 ) begin
      \$640  = shadow_57;
    end else if (turn_advance) begin
      \$640  = { row_57[0], row_57[3:1] };
    end
    if (rst) begin
      \$640  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$641  = shadow_58;
    if (\$signal$18 ) begin
      \$641  = 4'h0;
    end else if (\$243 ) begin
      \$641  = \$244 ;
    end
    if (rst) begin
      \$641  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$642  = row_58;
    if (\$signal$18 ) begin
      \$642  = shadow_58;
    end else if (turn_advance) begin
      \$642  = { row_58[0], row_58[3:1] };
    end
    if (rst) begin
      \$642  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$643  = shadow_59;
    if (\$signal$18 ) begin
      \$643  = 4'h0;
    end else if (\$247 ) begin
      \$643  = \$248 ;
    end
    if (rst) begin
      \$643  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$644  = row_59;
    if (\$signal$18 ) begin
      \$644  = shadow_59;
    end else if (turn_advance) begin
      \$644  = { row_59[0], row_59[3:1] };
    end
    if (rst) begin
      \$644  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$645  = shadow_60;
    if (\$signal$18 ) begin
      \$645  = 4'h0;
    end else if (\$251 ) begin
      \$645  = \$252 ;
    end
    if (rst) begin
      \$645  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$646  = row_60;
    if (\$signal$18 ) begin
      \$646  = shadow_60;
    end else if (turn_advance) begin
      \$646  = { row_60[0], row_60[3:1] };
    end
    if (rst) begin
      \$646  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$647  = shadow_61;
    if (\$signal$18 ) begin
      \$647  = 4'h0;
    end else if (\$255 ) begin
      \$647  = \$256 ;
    end
    if (rst) begin
      \$647  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$648  = row_61;
    if (\$signal$18 ) begin
      \$648  = shadow_61;
    end else if (turn_advance) begin
      \$648  = { row_61[0], row_61[3:1] };
    end
    if (rst) begin
      \$648  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$649  = shadow_62;
    if (\$signal$18 ) begin
      \$649  = 4'h0;
    end else if (\$259 ) begin
      \$649  = \$260 ;
    end
    if (rst) begin
      \$649  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$650  = row_62;
    if (\$signal$18 ) begin
      \$650  = shadow_62;
    end else if (turn_advance) begin
      \$650  = { row_62[0], row_62[3:1] };
    end
    if (rst) begin
      \$650  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$651  = shadow_63;
    if (\$signal$18 ) begin
      \$651  = 4'h0;
    end else if (\$263 ) begin
      \$651  = \$264 ;
    end
    if (rst) begin
      \$651  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$652  = row_63;
    if (\$signal$18 ) begin
      \$652  = shadow_63;
    end else if (turn_advance) begin
      \$652  = { row_63[0], row_63[3:1] };
    end
    if (rst) begin
      \$652  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$653  = shadow_64;
    if (\$signal$18 ) begin
      \$653  = 4'h0;
    end else if (\$267 ) begin
      \$653  = \$268 ;
    end
    if (rst) begin
      \$653  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$654  = row_64;
    if (\$signal$18 ) begin
      \$654  = shadow_64;
    end else if (turn_advance) begin
      \$654  = { row_64[0], row_64[3:1] };
    end
    if (rst) begin
      \$654  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$655  = shadow_65;
    if (\$signal$18 ) begin
      \$655  = 4'h0;
    end else if (\$271 ) begin
      \$655  = \$272 ;
    end
    if (rst) begin
      \$655  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$656  = row_65;
    if (\$signal$18 ) begin
      \$656  = shadow_65;
    end else if (turn_advance) begin
      \$656  = { row_65[0], row_65[3:1] };
    end
    if (rst) begin
      \$656  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$657  = shadow_66;
    if (\$signal$18 ) begin
      \$657  = 4'h0;
    end else if (\$275 ) begin
      \$657  = \$276 ;
    end
    if (rst) begin
      \$657  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$658  = row_66;
    if (\$signal$18 ) begin
      \$658  = shadow_66;
    end else if (turn_advance) begin
      \$658  = { row_66[0], row_66[3:1] };
    end
    if (rst) begin
      \$658  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$659  = shadow_67;
    if (\$signal$18 ) begin
      \$659  = 4'h0;
    end else if (\$279 ) begin
      \$659  = \$280 ;
    end
    if (rst) begin
      \$659  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$660  = row_67;
    if (\$signal$18 ) begin
      \$660  = shadow_67;
    end else if (turn_advance) begin
      \$660  = { row_67[0], row_67[3:1] };
    end
    if (rst) begin
      \$660  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$661  = shadow_68;
    if (\$signal$18 ) begin
      \$661  = 4'h0;
    end else if (\$283 ) begin
      \$661  = \$284 ;
    end
    if (rst) begin
      \$661  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$662  = row_68;
    if (\$signal$18 ) begin
      \$662  = shadow_68;
    end else if (turn_advance) begin
      \$662  = { row_68[0], row_68[3:1] };
    end
    if (rst) begin
      \$662  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$663  = shadow_69;
    if (\$signal$18 ) begin
      \$663  = 4'h0;
    end else if (\$287 ) begin
      \$663  = \$288 ;
    end
    if (rst) begin
      \$663  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$664  = row_69;
    if (\$signal$18 ) begin
      \$664  = shadow_69;
    end else if (turn_advance) begin
      \$664  = { row_69[0], row_69[3:1] };
    end
    if (rst) begin
      \$664  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$665  = shadow_70;
    if (\$signal$18 ) begin
      \$665  = 4'h0;
    end else if (\$291 ) begin
      \$665  = \$292 ;
    end
    if (rst) begin
      \$665  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$666  = row_70;
    if (\$signal$18 ) begin
      \$666  = shadow_70;
    end else if (turn_advance) begin
      \$666  = { row_70[0], row_70[3:1] };
    end
    if (rst) begin
      \$666  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$667  = shadow_71;
    if (\$signal$18 ) begin
      \$667  = 4'h0;
    end else if (\$295 ) begin
      \$667  = \$296 ;
    end
    if (rst) begin
      \$667  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$668  = row_71;
    if (\$signal$18 ) begin
      \$668  = shadow_71;
    end else if (turn_advance) begin
      \$668  = { row_71[0], row_71[3:1] };
    end
    if (rst) begin
      \$668  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$669  = shadow_72;
    if (\$signal$18 ) begin
      \$669  = 4'h0;
    end else if (\$299 ) begin
      \$669  = \$300 ;
    end
    if (rst) begin
      \$669  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$670  = row_72;
    if (\$signal$18 ) begin
      \$670  = shadow_72;
    end else if (turn_advance) begin
      \$670  = { row_72[0], row_72[3:1] };
    end
    if (rst) begin
      \$670  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$671  = shadow_73;
    if (\$signal$18 ) begin
      \$671  = 4'h0;
    end else if (\$303 ) begin
      \$671  = \$304 ;
    end
    if (rst) begin
      \$671  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$672  = row_73;
    if (\$signal$18 ) begin
      \$672  = shadow_73;
    end else if (turn_advance) begin
      \$672  = { row_73[0], row_73[3:1] };
    end
    if (rst) begin
      \$672  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$673  = shadow_74;
    if (\$signal$18 ) begin
      \$673  = 4'h0;
    end else if (\$307 ) begin
      \$673  = \$308 ;
    end
    if (rst) begin
      \$673  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$674  = row_74;
    if (\$signal$18 ) begin
      \$674  = shadow_74;
    end else if (turn_advance) begin
      \$674  = { row_74[0], row_74[3:1] };
    end
    if (rst) begin
      \$674  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$675  = shadow_75;
    if (\$signal$18 ) begin
      \$675  = 4'h0;
    end else if (\$311 ) begin
      \$675  = \$312 ;
    end
    if (rst) begin
      \$675  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$676  = row_75;
    if (\$signal$18 ) begin
      \$676  = shadow_75;
    end else if (turn_advance) begin
      \$676  = { row_75[0], row_75[3:1] };
    end
    if (rst) begin
      \$676  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$677  = shadow_76;
    if (\$signal$18 ) begin
      \$677  = 4'h0;
    end else if (\$315 ) begin
      \$677  = \$316 ;
    end
    if (rst) begin
      \$677  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$678  = row_76;
    if (\$signal$18 ) begin
      \$678  = shadow_76;
    end else if (turn_advance) begin
      \$678  = { row_76[0], row_76[3:1] };
    end
    if (rst) begin
      \$678  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$679  = shadow_77;
    if (\$signal$18 ) begin
      \$679  = 4'h0;
    end else if (\$319 ) begin
      \$679  = \$320 ;
    end
    if (rst) begin
      \$679  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$680  = row_77;
    if (\$signal$18 ) begin
      \$680  = shadow_77;
    end else if (turn_advance) begin
      \$680  = { row_77[0], row_77[3:1] };
    end
    if (rst) begin
      \$680  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$681  = shadow_78;
    if (\$signal$18 ) begin
      \$681  = 4'h0;
    end else if (\$323 ) begin
      \$681  = \$324 ;
    end
    if (rst) begin
      \$681  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$682  = row_78;
    if (\$signal$18 ) begin
      \$682  = shadow_78;
    end else if (turn_advance) begin
      \$682  = { row_78[0], row_78[3:1] };
    end
    if (rst) begin
      \$682  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$683  = shadow_79;
    if (\$signal$18 ) begin
      \$683  = 4'h0;
    end else if (\$327 ) begin
      \$683  = \$328 ;
    end
    if (rst) begin
      \$683  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$684  = row_79;
    if (\$signal$18 ) begin
      \$684  = shadow_79;
    end else if (turn_advance) begin
      \$684  = { row_79[0], row_79[3:1] };
    end
    if (rst) begin
      \$684  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$685  = shadow_80;
    if (\$signal$18 ) begin
      \$685  = 4'h0;
    end else if (\$331 ) begin
      \$685  = \$332 ;
    end
    if (rst) begin
      \$685  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$686  = row_80;
    if (\$signal$18 ) begin
      \$686  = shadow_80;
    end else if (turn_advance) begin
      \$686  = { row_80[0], row_80[3:1] };
    end
    if (rst) begin
      \$686  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$687  = shadow_81;
    if (\$signal$18 ) begin
      \$687  = 4'h0;
    end else if (\$335 ) begin
      \$687  = \$336 ;
    end
    if (rst) begin
      \$687  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$688  = row_81;
    if (\$signal$18 ) begin
      \$688  = shadow_81;
    end else if (turn_advance) begin
      \$688  = { row_81[0], row_81[3:1] };
    end
    if (rst) begin
      \$688  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$689  = shadow_82;
    if (\$signal$18 ) begin
      \$689  = 4'h0;
    end else if (\$339 ) begin
      \$689  = \$340 ;
    end
    if (rst) begin
      \$689  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$690  = row_82;
    if (\$signal$18 ) begin
      \$690  = shadow_82;
    end else if (turn_advance) begin
      \$690  = { row_82[0], row_82[3:1] };
    end
    if (rst) begin
      \$690  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$691  = shadow_83;
    if (\$signal$18 ) begin
      \$691  = 4'h0;
    end else if (\$343 ) begin
      \$691  = \$344 ;
    end
    if (rst) begin
      \$691  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$692  = row_83;
    if (\$signal$18 ) begin
      \$692  = shadow_83;
    end else if (turn_advance) begin
      \$692  = { row_83[0], row_83[3:1] };
    end
    if (rst) begin
      \$692  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$693  = shadow_84;
    if (\$signal$18 ) begin
      \$693  = 4'h0;
    end else if (\$347 ) begin
      \$693  = \$348 ;
    end
    if (rst) begin
      \$693  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$694  = row_84;
    if (\$signal$18 ) begin
      \$694  = shadow_84;
    end else if (turn_advance) begin
      \$694  = { row_84[0], row_84[3:1] };
    end
    if (rst) begin
      \$694  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$695  = shadow_85;
    if (\$signal$18 ) begin
      \$695  = 4'h0;
    end else if (\$351 ) begin
      \$695  = \$352 ;
    end
    if (rst) begin
      \$695  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$696  = row_85;
    if (\$signal$18 ) begin
      \$696  = shadow_85;
    end else if (turn_advance) begin
      \$696  = { row_85[0], row_85[3:1] };
    end
    if (rst) begin
      \$696  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$697  = shadow_86;
    if (\$signal$18 ) begin
      \$697  = 4'h0;
    end else if (\$355 ) begin
      \$697  = \$356 ;
    end
    if (rst) begin
      \$697  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$698  = row_86;
    if (\$signal$18 ) begin
      \$698  = shadow_86;
    end else if (turn_advance) begin
      \$698  = { row_86[0], row_86[3:1] };
    end
    if (rst) begin
      \$698  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$699  = shadow_87;
    if (\$signal$18 ) begin
      \$699  = 4'h0;
    end else if (\$359 ) begin
      \$699  = \$360 ;
    end
    if (rst) begin
      \$699  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$700  = row_87;
    if (\$signal$18 ) begin
      \$700  = shadow_87;
    end else if (turn_advance) begin
      \$700  = { row_87[0], row_87[3:1] };
    end
    if (rst) begin
      \$700  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$701  = shadow_88;
    if (\$signal$18 ) begin
      \$701  = 4'h0;
    end else if (\$363 ) begin
      \$701  = \$364 ;
    end
    if (rst) begin
      \$701  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$702  = row_88;
    if (\$signal$18 ) begin
      \$702  = shadow_88;
    end else if (turn_advance) begin
      \$702  = { row_88[0], row_88[3:1] };
    end
    if (rst) begin
      \$702  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$703  = shadow_89;
    if (\$signal$18 ) begin
      \$703  = 4'h0;
    end else if (\$367 ) begin
      \$703  = \$368 ;
    end
    if (rst) begin
      \$703  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$704  = row_89;
    if (\$signal$18 ) begin
      \$704  = shadow_89;
    end else if (turn_advance) begin
      \$704  = { row_89[0], row_89[3:1] };
    end
    if (rst) begin
      \$704  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$705  = shadow_90;
    if (\$signal$18 ) begin
      \$705  = 4'h0;
    end else if (\$371 ) begin
      \$705  = \$372 ;
    end
    if (rst) begin
      \$705  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$706  = row_90;
    if (\$signal$18 ) begin
      \$706  = shadow_90;
    end else if (turn_advance) begin
      \$706  = { row_90[0], row_90[3:1] };
    end
    if (rst) begin
      \$706  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$707  = shadow_91;
    if (\$signal$18 ) begin
      \$707  = 4'h0;
    end else if (\$375 ) begin
      \$707  = \$376 ;
    end
    if (rst) begin
      \$707  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$708  = row_91;
    if (\$signal$18 ) begin
      \$708  = shadow_91;
    end else if (turn_advance) begin
      \$708  = { row_91[0], row_91[3:1] };
    end
    if (rst) begin
      \$708  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$709  = shadow_92;
    if (\$signal$18 ) begin
      \$709  = 4'h0;
    end else if (\$379 ) begin
      \$709  = \$380 ;
    end
    if (rst) begin
      \$709  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$710  = row_92;
    if (\$signal$18 ) begin
      \$710  = shadow_92;
    end else if (turn_advance) begin
      \$710  = { row_92[0], row_92[3:1] };
    end
    if (rst) begin
      \$710  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$711  = shadow_93;
    if (\$signal$18 ) begin
      \$711  = 4'h0;
    end else if (\$383 ) begin
      \$711  = \$384 ;
    end
    if (rst) begin
      \$711  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$712  = row_93;
    if (\$signal$18 ) begin
      \$712  = shadow_93;
    end else if (turn_advance) begin
      \$712  = { row_93[0], row_93[3:1] };
    end
    if (rst) begin
      \$712  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$713  = shadow_94;
    if (\$signal$18 ) begin
      \$713  = 4'h0;
    end else if (\$387 ) begin
      \$713  = \$388 ;
    end
    if (rst) begin
      \$713  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$714  = row_94;
    if (\$signal$18 ) begin
      \$714  = shadow_94;
    end else if (turn_advance) begin
      \$714  = { row_94[0], row_94[3:1] };
    end
    if (rst) begin
      \$714  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$715  = shadow_95;
    if (\$signal$18 ) begin
      \$715  = 4'h0;
    end else if (\$391 ) begin
      \$715  = \$392 ;
    end
    if (rst) begin
      \$715  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$716  = row_95;
    if (\$signal$18 ) begin
      \$716  = shadow_95;
    end else if (turn_advance) begin
      \$716  = { row_95[0], row_95[3:1] };
    end
    if (rst) begin
      \$716  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$717  = shadow_96;
    if (\$signal$18 ) begin
      \$717  = 4'h0;
    end else if (\$395 ) begin
      \$717  = \$396 ;
    end
    if (rst) begin
      \$717  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$718  = row_96;
    if (\$signal$18 ) begin
      \$718  = shadow_96;
    end else if (turn_advance) begin
      \$718  = { row_96[0], row_96[3:1] };
    end
    if (rst) begin
      \$718  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$719  = shadow_97;
    if (\$signal$18 ) begin
      \$719  = 4'h0;
    end else if (\$399 ) begin
      \$719  = \$400 ;
    end
    if (rst) begin
      \$719  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$720  = row_97;
    if (\$signal$18 ) begin
      \$720  = shadow_97;
    end else if (turn_advance) begin
      \$720  = { row_97[0], row_97[3:1] };
    end
    if (rst) begin
      \$720  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$721  = shadow_98;
    if (\$signal$18 ) begin
      \$721  = 4'h0;
    end else if (\$403 ) begin
      \$721  = \$404 ;
    end
    if (rst) begin
      \$721  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$722  = row_98;
    if (\$signal$18 ) begin
      \$722  = shadow_98;
    end else if (turn_advance) begin
      \$722  = { row_98[0], row_98[3:1] };
    end
    if (rst) begin
      \$722  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$723  = shadow_99;
    if (\$signal$18 ) begin
      \$723  = 4'h0;
    end else if (\$407 ) begin
      \$723  = \$408 ;
    end
    if (rst) begin
      \$723  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$724  = row_99;
    if (\$signal$18 ) begin
      \$724  = shadow_99;
    end else if (turn_advance) begin
      \$724  = { row_99[0], row_99[3:1] };
    end
    if (rst) begin
      \$724  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$725  = shadow_100;
    if (\$signal$18 ) begin
      \$725  = 4'h0;
    end else if (\$411 ) begin
      \$725  = \$412 ;
    end
    if (rst) begin
      \$725  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$726  = row_100;
    if (\$signal$18 ) begin
      \$726  = shadow_100;
    end else if (turn_advance) begin
      \$726  = { row_100[0], row_100[3:1] };
    end
    if (rst) begin
      \$726  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$727  = shadow_101;
    if (\$signal$18 ) begin
      \$727  = 4'h0;
    end else if (\$415 ) begin
      \$727  = \$416 ;
    end
    if (rst) begin
      \$727  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$728  = row_101;
    if (\$signal$18 ) begin
      \$728  = shadow_101;
    end else if (turn_advance) begin
      \$728  = { row_101[0], row_101[3:1] };
    end
    if (rst) begin
      \$728  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$729  = shadow_102;
    if (\$signal$18 ) begin
      \$729  = 4'h0;
    end else if (\$419 ) begin
      \$729  = \$420 ;
    end
    if (rst) begin
      \$729  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$730  = row_102;
    if (\$signal$18 ) begin
      \$730  = shadow_102;
    end else if (turn_advance) begin
      \$730  = { row_102[0], row_102[3:1] };
    end
    if (rst) begin
      \$730  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$731  = shadow_103;
    if (\$signal$18 ) begin
      \$731  = 4'h0;
    end else if (\$423 ) begin
      \$731  = \$424 ;
    end
    if (rst) begin
      \$731  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$732  = row_103;
    if (\$signal$18 ) begin
      \$732  = shadow_103;
    end else if (turn_advance) begin
      \$732  = { row_103[0], row_103[3:1] };
    end
    if (rst) begin
      \$732  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$733  = shadow_104;
    if (\$signal$18 ) begin
      \$733  = 4'h0;
    end else if (\$427 ) begin
      \$733  = \$428 ;
    end
    if (rst) begin
      \$733  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$734  = row_104;
    if (\$signal$18 ) begin
      \$734  = shadow_104;
    end else if (turn_advance) begin
      \$734  = { row_104[0], row_104[3:1] };
    end
    if (rst) begin
      \$734  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$735  = shadow_105;
    if (\$signal$18 ) begin
      \$735  = 4'h0;
    end else if (\$431 ) begin
      \$735  = \$432 ;
    end
    if (rst) begin
      \$735  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$736  = row_105;
    if (\$signal$18 ) begin
      \$736  = shadow_105;
    end else if (turn_advance) begin
      \$736  = { row_105[0], row_105[3:1] };
    end
    if (rst) begin
      \$736  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$737  = shadow_106;
    if (\$signal$18 ) begin
      \$737  = 4'h0;
    end else if (\$435 ) begin
      \$737  = \$436 ;
    end
    if (rst) begin
      \$737  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$738  = row_106;
    if (\$signal$18 ) begin
      \$738  = shadow_106;
    end else if (turn_advance) begin
      \$738  = { row_106[0], row_106[3:1] };
    end
    if (rst) begin
      \$738  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$739  = shadow_107;
    if (\$signal$18 ) begin
      \$739  = 4'h0;
    end else if (\$439 ) begin
      \$739  = \$440 ;
    end
    if (rst) begin
      \$739  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$740  = row_107;
    if (\$signal$18 ) begin
      \$740  = shadow_107;
    end else if (turn_advance) begin
      \$740  = { row_107[0], row_107[3:1] };
    end
    if (rst) begin
      \$740  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$741  = shadow_108;
    if (\$signal$18 ) begin
      \$741  = 4'h0;
    end else if (\$443 ) begin
      \$741  = \$444 ;
    end
    if (rst) begin
      \$741  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$742  = row_108;
    if (\$signal$18 ) begin
      \$742  = shadow_108;
    end else if (turn_advance) begin
      \$742  = { row_108[0], row_108[3:1] };
    end
    if (rst) begin
      \$742  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$743  = shadow_109;
    if (\$signal$18 ) begin
      \$743  = 4'h0;
    end else if (\$447 ) begin
      \$743  = \$448 ;
    end
    if (rst) begin
      \$743  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$744  = row_109;
    if (\$signal$18 ) begin
      \$744  = shadow_109;
    end else if (turn_advance) begin
      \$744  = { row_109[0], row_109[3:1] };
    end
    if (rst) begin
      \$744  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$745  = shadow_110;
    if (\$signal$18 ) begin
      \$745  = 4'h0;
    end else if (\$451 ) begin
      \$745  = \$452 ;
    end
    if (rst) begin
      \$745  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$746  = row_110;
    if (\$signal$18 ) begin
      \$746  = shadow_110;
    end else if (turn_advance) begin
      \$746  = { row_110[0], row_110[3:1] };
    end
    if (rst) begin
      \$746  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$747  = shadow_111;
    if (\$signal$18 ) begin
      \$747  = 4'h0;
    end else if (\$455 ) begin
      \$747  = \$456 ;
    end
    if (rst) begin
      \$747  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$748  = row_111;
    if (\$signal$18 ) begin
      \$748  = shadow_111;
    end else if (turn_advance) begin
      \$748  = { row_111[0], row_111[3:1] };
    end
    if (rst) begin
      \$748  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$749  = shadow_112;
    if (\$signal$18 ) begin
      \$749  = 4'h0;
    end else if (\$459 ) begin
      \$749  = \$460 ;
    end
    if (rst) begin
      \$749  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$750  = row_112;
    if (\$signal$18 ) begin
      \$750  = shadow_112;
    end else if (turn_advance) begin
      \$750  = { row_112[0], row_112[3:1] };
    end
    if (rst) begin
      \$750  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$751  = shadow_113;
    if (\$signal$18 ) begin
      \$751  = 4'h0;
    end else if (\$463 ) begin
      \$751  = \$464 ;
    end
    if (rst) begin
      \$751  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$752  = row_113;
    if (\$signal$18 ) begin
      \$752  = shadow_113;
    end else if (turn_advance) begin
      \$752  = { row_113[0], row_113[3:1] };
    end
    if (rst) begin
      \$752  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$753  = shadow_114;
    if (\$signal$18 ) begin
      \$753  = 4'h0;
    end else if (\$467 ) begin
      \$753  = \$468 ;
    end
    if (rst) begin
      \$753  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$754  = row_114;
    if (\$signal$18 ) begin
      \$754  = shadow_114;
    end else if (turn_advance) begin
      \$754  = { row_114[0], row_114[3:1] };
    end
    if (rst) begin
      \$754  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$755  = shadow_115;
    if (\$signal$18 ) begin
      \$755  = 4'h0;
    end else if (\$471 ) begin
      \$755  = \$472 ;
    end
    if (rst) begin
      \$755  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$756  = row_115;
    if (\$signal$18 ) begin
      \$756  = shadow_115;
    end else if (turn_advance) begin
      \$756  = { row_115[0], row_115[3:1] };
    end
    if (rst) begin
      \$756  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$757  = shadow_116;
    if (\$signal$18 ) begin
      \$757  = 4'h0;
    end else if (\$475 ) begin
      \$757  = \$476 ;
    end
    if (rst) begin
      \$757  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$758  = row_116;
    if (\$signal$18 ) begin
      \$758  = shadow_116;
    end else if (turn_advance) begin
      \$758  = { row_116[0], row_116[3:1] };
    end
    if (rst) begin
      \$758  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$759  = shadow_117;
    if (\$signal$18 ) begin
      \$759  = 4'h0;
    end else if (\$479 ) begin
      \$759  = \$480 ;
    end
    if (rst) begin
      \$759  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$760  = row_117;
    if (\$signal$18 ) begin
      \$760  = shadow_117;
    end else if (turn_advance) begin
      \$760  = { row_117[0], row_117[3:1] };
    end
    if (rst) begin
      \$760  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$761  = shadow_118;
    if (\$signal$18 ) begin
      \$761  = 4'h0;
    end else if (\$483 ) begin
      \$761  = \$484 ;
    end
    if (rst) begin
      \$761  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$762  = row_118;
    if (\$signal$18 ) begin
      \$762  = shadow_118;
    end else if (turn_advance) begin
      \$762  = { row_118[0], row_118[3:1] };
    end
    if (rst) begin
      \$762  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$763  = shadow_119;
    if (\$signal$18 ) begin
      \$763  = 4'h0;
    end else if (\$487 ) begin
      \$763  = \$488 ;
    end
    if (rst) begin
      \$763  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$764  = row_119;
    if (\$signal$18 ) begin
      \$764  = shadow_119;
    end else if (turn_advance) begin
      \$764  = { row_119[0], row_119[3:1] };
    end
    if (rst) begin
      \$764  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$765  = shadow_120;
    if (\$signal$18 ) begin
      \$765  = 4'h0;
    end else if (\$491 ) begin
      \$765  = \$492 ;
    end
    if (rst) begin
      \$765  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$766  = row_120;
    if (\$signal$18 ) begin
      \$766  = shadow_120;
    end else if (turn_advance) begin
      \$766  = { row_120[0], row_120[3:1] };
    end
    if (rst) begin
      \$766  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$767  = shadow_121;
    if (\$signal$18 ) begin
      \$767  = 4'h0;
    end else if (\$495 ) begin
      \$767  = \$496 ;
    end
    if (rst) begin
      \$767  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$768  = row_121;
    if (\$signal$18 ) begin
      \$768  = shadow_121;
    end else if (turn_advance) begin
      \$768  = { row_121[0], row_121[3:1] };
    end
    if (rst) begin
      \$768  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$769  = shadow_122;
    if (\$signal$18 ) begin
      \$769  = 4'h0;
    end else if (\$499 ) begin
      \$769  = \$500 ;
    end
    if (rst) begin
      \$769  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$770  = row_122;
    if (\$signal$18 ) begin
      \$770  = shadow_122;
    end else if (turn_advance) begin
      \$770  = { row_122[0], row_122[3:1] };
    end
    if (rst) begin
      \$770  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$771  = shadow_123;
    if (\$signal$18 ) begin
      \$771  = 4'h0;
    end else if (\$503 ) begin
      \$771  = \$504 ;
    end
    if (rst) begin
      \$771  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$772  = row_123;
    if (\$signal$18 ) begin
      \$772  = shadow_123;
    end else if (turn_advance) begin
      \$772  = { row_123[0], row_123[3:1] };
    end
    if (rst) begin
      \$772  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$773  = shadow_124;
    if (\$signal$18 ) begin
      \$773  = 4'h0;
    end else if (\$507 ) begin
      \$773  = \$508 ;
    end
    if (rst) begin
      \$773  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$774  = row_124;
    if (\$signal$18 ) begin
      \$774  = shadow_124;
    end else if (turn_advance) begin
      \$774  = { row_124[0], row_124[3:1] };
    end
    if (rst) begin
      \$774  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$775  = shadow_125;
    if (\$signal$18 ) begin
      \$775  = 4'h0;
    end else if (\$511 ) begin
      \$775  = \$512 ;
    end
    if (rst) begin
      \$775  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$776  = row_125;
    if (\$signal$18 ) begin
      \$776  = shadow_125;
    end else if (turn_advance) begin
      \$776  = { row_125[0], row_125[3:1] };
    end
    if (rst) begin
      \$776  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$777  = shadow_126;
    if (\$signal$18 ) begin
      \$777  = 4'h0;
    end else if (\$515 ) begin
      \$777  = \$516 ;
    end
    if (rst) begin
      \$777  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$778  = row_126;
    if (\$signal$18 ) begin
      \$778  = shadow_126;
    end else if (turn_advance) begin
      \$778  = { row_126[0], row_126[3:1] };
    end
    if (rst) begin
      \$778  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$779  = shadow_127;
    if (\$signal$18 ) begin
      \$779  = 4'h0;
    end else if (\$519 ) begin
      \$779  = \$520 ;
    end
    if (rst) begin
      \$779  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$49 ) begin end
    \$780  = row_127;
    if (\$signal$18 ) begin
      \$780  = shadow_127;
    end else if (turn_advance) begin
      \$780  = { row_127[0], row_127[3:1] };
    end
    if (rst) begin
      \$780  = 4'h0;
    end
  end
  assign row_word = { row_127, row_126, row_125, row_124, row_123, row_122, row_121, row_120, row_119, row_118, row_117, row_116, row_115, row_114, row_113, row_112, row_111, row_110, row_109, row_108, row_107, row_106, row_105, row_104, row_103, row_102, row_101, row_100, row_99, row_98, row_97, row_96, row_95, row_94, row_93, row_92, row_91, row_90, row_89, row_88, row_87, row_86, row_85, row_84, row_83, row_82, row_81, row_80, row_79, row_78, row_77, row_76, row_75, row_74, row_73, row_72, row_71, row_70, row_69, row_68, row_67, row_66, row_65, row_64, row_63, row_62, row_61, row_60, row_59, row_58, row_57, row_56, row_55, row_54, row_53, row_52, row_51, row_50, row_49, row_48, row_47, row_46, row_45, row_44, row_43, row_42, row_41, row_40, row_39, row_38, row_37, row_36, row_35, row_34, row_33, row_32, row_31, row_30, row_29, row_28, row_27, row_26, row_25, row_24, row_23, row_22, row_21, row_20, row_19, row_18, row_17, row_16, row_15, row_14, row_13, row_12, row_11, row_10, row_9, row_8, row_7, row_6, row_5, row_4, row_3, row_2, row_1, row_0 };
  assign \$12  = i_values;
  assign \$16  = i_values;
  assign \$20  = i_values;
  assign \$24  = i_values;
  assign \$28  = i_values;
  assign \$32  = i_values;
  assign \$36  = i_values;
  assign \$40  = i_values;
  assign \$44  = i_values;
  assign \$48  = i_values;
  assign \$52  = i_values;
  assign \$56  = i_values;
  assign \$60  = i_values;
  assign \$64  = i_values;
  assign \$68  = i_values;
  assign \$72  = i_values;
  assign \$76  = i_values;
  assign \$80  = i_values;
  assign \$84  = i_values;
  assign \$88  = i_values;
  assign \$92  = i_values;
  assign \$96  = i_values;
  assign \$100  = i_values;
  assign \$104  = i_values;
  assign \$108  = i_values;
  assign \$112  = i_values;
  assign \$116  = i_values;
  assign \$120  = i_values;
  assign \$124  = i_values;
  assign \$128  = i_values;
  assign \$132  = i_values;
  assign \$136  = i_values;
  assign \$140  = i_values;
  assign \$144  = i_values;
  assign \$148  = i_values;
  assign \$152  = i_values;
  assign \$156  = i_values;
  assign \$160  = i_values;
  assign \$164  = i_values;
  assign \$168  = i_values;
  assign \$172  = i_values;
  assign \$176  = i_values;
  assign \$180  = i_values;
  assign \$184  = i_values;
  assign \$188  = i_values;
  assign \$192  = i_values;
  assign \$196  = i_values;
  assign \$200  = i_values;
  assign \$204  = i_values;
  assign \$208  = i_values;
  assign \$212  = i_values;
  assign \$216  = i_values;
  assign \$220  = i_values;
  assign \$224  = i_values;
  assign \$228  = i_values;
  assign \$232  = i_values;
  assign \$236  = i_values;
  assign \$240  = i_values;
  assign \$244  = i_values;
  assign \$248  = i_values;
  assign \$252  = i_values;
  assign \$256  = i_values;
  assign \$260  = i_values;
  assign \$264  = i_values;
  assign \$268  = i_values;
  assign \$272  = i_values;
  assign \$276  = i_values;
  assign \$280  = i_values;
  assign \$284  = i_values;
  assign \$288  = i_values;
  assign \$292  = i_values;
  assign \$296  = i_values;
  assign \$300  = i_values;
  assign \$304  = i_values;
  assign \$308  = i_values;
  assign \$312  = i_values;
  assign \$316  = i_values;
  assign \$320  = i_values;
  assign \$324  = i_values;
  assign \$328  = i_values;
  assign \$332  = i_values;
  assign \$336  = i_values;
  assign \$340  = i_values;
  assign \$344  = i_values;
  assign \$348  = i_values;
  assign \$352  = i_values;
  assign \$356  = i_values;
  assign \$360  = i_values;
  assign \$364  = i_values;
  assign \$368  = i_values;
  assign \$372  = i_values;
  assign \$376  = i_values;
  assign \$380  = i_values;
  assign \$384  = i_values;
  assign \$388  = i_values;
  assign \$392  = i_values;
  assign \$396  = i_values;
  assign \$400  = i_values;
  assign \$404  = i_values;
  assign \$408  = i_values;
  assign \$412  = i_values;
  assign \$416  = i_values;
  assign \$420  = i_values;
  assign \$424  = i_values;
  assign \$428  = i_values;
  assign \$432  = i_values;
  assign \$436  = i_values;
  assign \$440  = i_values;
  assign \$444  = i_values;
  assign \$448  = i_values;
  assign \$452  = i_values;
  assign \$456  = i_values;
  assign \$460  = i_values;
  assign \$464  = i_values;
  assign \$468  = i_values;
  assign \$472  = i_values;
  assign \$476  = i_values;
  assign \$480  = i_values;
  assign \$484  = i_values;
  assign \$488  = i_values;
  assign \$492  = i_values;
  assign \$496  = i_values;
  assign \$500  = i_values;
  assign \$504  = i_values;
  assign \$508  = i_values;
  assign \$512  = i_values;
  assign \$516  = i_values;
  assign \$520  = i_values;
endmodule
`default_nettype wire
