/* SPDX-License-Identifier: Apache-2.0 */
/* lenet_q4, emitted by hdlgen 0.1.0; configuration ea534b680d3e0f01. */
/* Control and status registers of lenet_q4: byte offsets, masks and shifts of the fields, reset values. */
#ifndef LENET_Q4_REGISTERS_H
#define LENET_Q4_REGISTERS_H

/* The accelerator */

/* Marks an hdlgen accelerator: ASCII HDLG, H in the top byte. */
#define LENET_Q4_ID 0x0u
#define LENET_Q4_ID_RESET 0x48444c47u

/* Version of hdlgen that emitted the accelerator. */
#define LENET_Q4_VERSION 0x4u
#define LENET_Q4_VERSION_RESET 0x100u
/* Patch version. */
#define LENET_Q4_VERSION_PATCH_MASK 0xffu
#define LENET_Q4_VERSION_PATCH_SHIFT 0u
/* Minor version. */
#define LENET_Q4_VERSION_MINOR_MASK 0xff00u
#define LENET_Q4_VERSION_MINOR_SHIFT 8u
/* Major version. */
#define LENET_Q4_VERSION_MAJOR_MASK 0xffff0000u
#define LENET_Q4_VERSION_MAJOR_SHIFT 16u

/* Digest of the configuration, bytes 0 to 3, the first in the top byte. */
#define LENET_Q4_DIGEST0 0x8u
#define LENET_Q4_DIGEST0_RESET 0xea534b68u

/* Digest of the configuration, bytes 4 to 7, the first in the top byte. */
#define LENET_Q4_DIGEST1 0xcu
#define LENET_Q4_DIGEST1_RESET 0xd3e0f01u

/* Digest of the configuration, bytes 8 to 11, the first in the top byte. */
#define LENET_Q4_DIGEST2 0x10u
#define LENET_Q4_DIGEST2_RESET 0x29c1b50du

/* Digest of the configuration, bytes 12 to 15, the first in the top byte. */
#define LENET_Q4_DIGEST3 0x14u
#define LENET_Q4_DIGEST3_RESET 0xbcd829e0u

/* Stages; stage i is at 0x100 + i * 0x40. */
#define LENET_Q4_STAGES 0x18u
#define LENET_Q4_STAGES_RESET 0x6u

/* Starts and stops the accelerator. */
#define LENET_Q4_CONTROL 0x1cu
#define LENET_Q4_CONTROL_RESET 0x0u
/* 1: frames are accepted. 0: a frame that has begun is finished, none begun. */
#define LENET_Q4_CONTROL_RUN_MASK 0x1u
#define LENET_Q4_CONTROL_RUN_SHIFT 0u
/* Writing 1 sets all counters and cycle stamps to 0. */
#define LENET_Q4_CONTROL_CLEAR_MASK 0x2u
#define LENET_Q4_CONTROL_CLEAR_SHIFT 1u
/* Writing 1 drops every image that is inside. The next beat on s_axis is the first of an image. A beat that m_axis offers stays, and an image that m_axis has begun is ended by a beat with tlast and tuser. */
#define LENET_Q4_CONTROL_FLUSH_MASK 0x4u
#define LENET_Q4_CONTROL_FLUSH_SHIFT 2u

/* What the accelerator is doing. */
#define LENET_Q4_STATUS 0x20u
#define LENET_Q4_STATUS_RESET 0x0u
/* 1: a frame has begun and not ended, or its image has not left. */
#define LENET_Q4_STATUS_BUSY_MASK 0x1u
#define LENET_Q4_STATUS_BUSY_SHIFT 0u
/* 1: a frame on s_axis had fewer or more beats than an image. Writing 1 clears it. */
#define LENET_Q4_STATUS_FRAME_ERROR_MASK 0x2u
#define LENET_Q4_STATUS_FRAME_ERROR_SHIFT 1u
/* 1: m_axis has not yet got rid of what it offered before a flush. */
#define LENET_Q4_STATUS_FLUSHING_MASK 0x4u
#define LENET_Q4_STATUS_FLUSHING_SHIFT 2u
/* 1: the codes of a conversion did not come in their cycle, or came in another; FAULTS of the stages says of which. What is inside may never leave: flush. Writing 1 clears it. */
#define LENET_Q4_STATUS_CODE_FAULT_MASK 0x8u
#define LENET_Q4_STATUS_CODE_FAULT_SHIFT 3u

/* Cycles in which the accelerator ran or was busy, low word. Read it first. */
#define LENET_Q4_CYCLES_LO 0x24u
#define LENET_Q4_CYCLES_LO_RESET 0x0u

/* High word of the cycles, as it was when CYCLES_LO was last read. */
#define LENET_Q4_CYCLES_HI 0x28u
#define LENET_Q4_CYCLES_HI_RESET 0x0u

/* Frames that have ended, each an image, those of a wrong length too. */
#define LENET_Q4_IMAGES_IN 0x2cu
#define LENET_Q4_IMAGES_IN_RESET 0x0u

/* Images that have left whole, marked ones too; none while flushing. */
#define LENET_Q4_IMAGES_OUT 0x30u
#define LENET_Q4_IMAGES_OUT_RESET 0x0u

/* Beats accepted on s_axis. */
#define LENET_Q4_INPUT_BEATS 0x34u
#define LENET_Q4_INPUT_BEATS_RESET 0x0u

/* Cycles in which s_axis had a beat that was not accepted. */
#define LENET_Q4_INPUT_STALLED 0x38u
#define LENET_Q4_INPUT_STALLED_RESET 0x0u

/* Cycles in which s_axis could accept a beat and had none. */
#define LENET_Q4_INPUT_STARVED 0x3cu
#define LENET_Q4_INPUT_STARVED_RESET 0x0u

/* Cycles in which m_axis had a beat that was not accepted. */
#define LENET_Q4_OUTPUT_STALLED 0x40u
#define LENET_Q4_OUTPUT_STALLED_RESET 0x0u

/* CYCLES_LO when the last beat of the first image left. */
#define LENET_Q4_FIRST_OUT 0x44u
#define LENET_Q4_FIRST_OUT_RESET 0x0u

/* CYCLES_LO when the last beat of the latest image left. The initiation interval is (LAST_OUT - FIRST_OUT) / (IMAGES_OUT - 1) cycles, the difference taken modulo 2**32. */
#define LENET_Q4_LAST_OUT 0x48u
#define LENET_Q4_LAST_OUT_RESET 0x0u

/* Frames on s_axis with fewer beats than an image. Their results leave with m_axis_tuser = 1 on the last beat. */
#define LENET_Q4_SHORT_FRAMES 0x4cu
#define LENET_Q4_SHORT_FRAMES_RESET 0x0u

/* Frames on s_axis with more beats than an image. Their results leave with m_axis_tuser = 1 on the last beat. */
#define LENET_Q4_LONG_FRAMES 0x50u
#define LENET_Q4_LONG_FRAMES_RESET 0x0u

/* Stage conv1 */

/* Output positions begun. */
#define LENET_Q4_CONV1__WINDOWS 0x100u
#define LENET_Q4_CONV1__WINDOWS_RESET 0x0u

/* Blocks run. */
#define LENET_Q4_CONV1__DISPATCHES 0x104u
#define LENET_Q4_CONV1__DISPATCHES_RESET 0x0u

/* Phases driven into the arrays. */
#define LENET_Q4_CONV1__PHASES 0x108u
#define LENET_Q4_CONV1__PHASES_RESET 0x0u

/* Column groups converted, 8 columns each. */
#define LENET_Q4_CONV1__CONVERSIONS 0x10cu
#define LENET_Q4_CONV1__CONVERSIONS_RESET 0x0u

/* Cycles in which the arrays waited for a window. */
#define LENET_Q4_CONV1__STARVED 0x110u
#define LENET_Q4_CONV1__STARVED_RESET 0x0u

/* Cycles in which they waited for accumulators to be emptied. */
#define LENET_Q4_CONV1__BLOCKED 0x114u
#define LENET_Q4_CONV1__BLOCKED_RESET 0x0u

/* Times of the analog macro. */
#define LENET_Q4_CONV1__TIMING 0x118u
#define LENET_Q4_CONV1__TIMING_RESET 0x20002u
/* Cycles from the first of drive to that in which the sum is held, both counted. */
#define LENET_Q4_CONV1__TIMING_SETTLE_MASK 0xffffu
#define LENET_Q4_CONV1__TIMING_SETTLE_SHIFT 0u
/* Cycles a conversion takes. */
#define LENET_Q4_CONV1__TIMING_CONVERSION_MASK 0xffff0000u
#define LENET_Q4_CONV1__TIMING_CONVERSION_SHIFT 16u

/* Fewest cycles an output position can take: phases x the sum over the blocks of max(precharge + settle, ceil(columns in use / converters) x conversion). */
#define LENET_Q4_CONV1__BOUND 0x11cu
#define LENET_Q4_CONV1__BOUND_RESET 0x10u

/* What the analog macros did that they must not. */
#define LENET_Q4_CONV1__FAULTS 0x120u
#define LENET_Q4_CONV1__FAULTS_RESET 0x0u
/* 1: code_valid did not come in its cycle after a convert, or came in another. Writing 1 clears it. */
#define LENET_Q4_CONV1__FAULTS_CODES_MASK 0x1u
#define LENET_Q4_CONV1__FAULTS_CODES_SHIFT 0u

/* Stage pool1 */

/* Input beats accepted. */
#define LENET_Q4_POOL1__BEATS 0x140u
#define LENET_Q4_POOL1__BEATS_RESET 0x0u

/* Stage conv2 */

/* Output positions begun. */
#define LENET_Q4_CONV2__WINDOWS 0x180u
#define LENET_Q4_CONV2__WINDOWS_RESET 0x0u

/* Blocks run. */
#define LENET_Q4_CONV2__DISPATCHES 0x184u
#define LENET_Q4_CONV2__DISPATCHES_RESET 0x0u

/* Phases driven into the arrays. */
#define LENET_Q4_CONV2__PHASES 0x188u
#define LENET_Q4_CONV2__PHASES_RESET 0x0u

/* Column groups converted, 8 columns each. */
#define LENET_Q4_CONV2__CONVERSIONS 0x18cu
#define LENET_Q4_CONV2__CONVERSIONS_RESET 0x0u

/* Cycles in which the arrays waited for a window. */
#define LENET_Q4_CONV2__STARVED 0x190u
#define LENET_Q4_CONV2__STARVED_RESET 0x0u

/* Cycles in which they waited for accumulators to be emptied. */
#define LENET_Q4_CONV2__BLOCKED 0x194u
#define LENET_Q4_CONV2__BLOCKED_RESET 0x0u

/* Times of the analog macro. */
#define LENET_Q4_CONV2__TIMING 0x198u
#define LENET_Q4_CONV2__TIMING_RESET 0x20002u
/* Cycles from the first of drive to that in which the sum is held, both counted. */
#define LENET_Q4_CONV2__TIMING_SETTLE_MASK 0xffffu
#define LENET_Q4_CONV2__TIMING_SETTLE_SHIFT 0u
/* Cycles a conversion takes. */
#define LENET_Q4_CONV2__TIMING_CONVERSION_MASK 0xffff0000u
#define LENET_Q4_CONV2__TIMING_CONVERSION_SHIFT 16u

/* Fewest cycles an output position can take: phases x the sum over the blocks of max(precharge + settle, ceil(columns in use / converters) x conversion). */
#define LENET_Q4_CONV2__BOUND 0x19cu
#define LENET_Q4_CONV2__BOUND_RESET 0x20u

/* What the analog macros did that they must not. */
#define LENET_Q4_CONV2__FAULTS 0x1a0u
#define LENET_Q4_CONV2__FAULTS_RESET 0x0u
/* 1: code_valid did not come in its cycle after a convert, or came in another. Writing 1 clears it. */
#define LENET_Q4_CONV2__FAULTS_CODES_MASK 0x1u
#define LENET_Q4_CONV2__FAULTS_CODES_SHIFT 0u

/* Stage pool2 */

/* Input beats accepted. */
#define LENET_Q4_POOL2__BEATS 0x1c0u
#define LENET_Q4_POOL2__BEATS_RESET 0x0u

/* Stage fc1 */

/* Output positions begun. */
#define LENET_Q4_FC1__WINDOWS 0x200u
#define LENET_Q4_FC1__WINDOWS_RESET 0x0u

/* Blocks run. */
#define LENET_Q4_FC1__DISPATCHES 0x204u
#define LENET_Q4_FC1__DISPATCHES_RESET 0x0u

/* Phases driven into the arrays. */
#define LENET_Q4_FC1__PHASES 0x208u
#define LENET_Q4_FC1__PHASES_RESET 0x0u

/* Column groups converted, 8 columns each. */
#define LENET_Q4_FC1__CONVERSIONS 0x20cu
#define LENET_Q4_FC1__CONVERSIONS_RESET 0x0u

/* Cycles in which the arrays waited for a window. */
#define LENET_Q4_FC1__STARVED 0x210u
#define LENET_Q4_FC1__STARVED_RESET 0x0u

/* Cycles in which they waited for accumulators to be emptied. */
#define LENET_Q4_FC1__BLOCKED 0x214u
#define LENET_Q4_FC1__BLOCKED_RESET 0x0u

/* Times of the analog macro. */
#define LENET_Q4_FC1__TIMING 0x218u
#define LENET_Q4_FC1__TIMING_RESET 0x20002u
/* Cycles from the first of drive to that in which the sum is held, both counted. */
#define LENET_Q4_FC1__TIMING_SETTLE_MASK 0xffffu
#define LENET_Q4_FC1__TIMING_SETTLE_SHIFT 0u
/* Cycles a conversion takes. */
#define LENET_Q4_FC1__TIMING_CONVERSION_MASK 0xffff0000u
#define LENET_Q4_FC1__TIMING_CONVERSION_SHIFT 16u

/* Fewest cycles an output position can take: phases x the sum over the blocks of max(precharge + settle, ceil(columns in use / converters) x conversion). */
#define LENET_Q4_FC1__BOUND 0x21cu
#define LENET_Q4_FC1__BOUND_RESET 0x80u

/* What the analog macros did that they must not. */
#define LENET_Q4_FC1__FAULTS 0x220u
#define LENET_Q4_FC1__FAULTS_RESET 0x0u
/* 1: code_valid did not come in its cycle after a convert, or came in another. Writing 1 clears it. */
#define LENET_Q4_FC1__FAULTS_CODES_MASK 0x1u
#define LENET_Q4_FC1__FAULTS_CODES_SHIFT 0u

/* Stage fc2 */

/* Output positions begun. */
#define LENET_Q4_FC2__WINDOWS 0x240u
#define LENET_Q4_FC2__WINDOWS_RESET 0x0u

/* Blocks run. */
#define LENET_Q4_FC2__DISPATCHES 0x244u
#define LENET_Q4_FC2__DISPATCHES_RESET 0x0u

/* Phases driven into the arrays. */
#define LENET_Q4_FC2__PHASES 0x248u
#define LENET_Q4_FC2__PHASES_RESET 0x0u

/* Column groups converted, 8 columns each. */
#define LENET_Q4_FC2__CONVERSIONS 0x24cu
#define LENET_Q4_FC2__CONVERSIONS_RESET 0x0u

/* Cycles in which the arrays waited for a window. */
#define LENET_Q4_FC2__STARVED 0x250u
#define LENET_Q4_FC2__STARVED_RESET 0x0u

/* Cycles in which they waited for accumulators to be emptied. */
#define LENET_Q4_FC2__BLOCKED 0x254u
#define LENET_Q4_FC2__BLOCKED_RESET 0x0u

/* Times of the analog macro. */
#define LENET_Q4_FC2__TIMING 0x258u
#define LENET_Q4_FC2__TIMING_RESET 0x20002u
/* Cycles from the first of drive to that in which the sum is held, both counted. */
#define LENET_Q4_FC2__TIMING_SETTLE_MASK 0xffffu
#define LENET_Q4_FC2__TIMING_SETTLE_SHIFT 0u
/* Cycles a conversion takes. */
#define LENET_Q4_FC2__TIMING_CONVERSION_MASK 0xffff0000u
#define LENET_Q4_FC2__TIMING_CONVERSION_SHIFT 16u

/* Fewest cycles an output position can take: phases x the sum over the blocks of max(precharge + settle, ceil(columns in use / converters) x conversion). */
#define LENET_Q4_FC2__BOUND 0x25cu
#define LENET_Q4_FC2__BOUND_RESET 0x10u

/* What the analog macros did that they must not. */
#define LENET_Q4_FC2__FAULTS 0x260u
#define LENET_Q4_FC2__FAULTS_RESET 0x0u
/* 1: code_valid did not come in its cycle after a convert, or came in another. Writing 1 clears it. */
#define LENET_Q4_FC2__FAULTS_CODES_MASK 0x1u
#define LENET_Q4_FC2__FAULTS_CODES_SHIFT 0u

#endif
