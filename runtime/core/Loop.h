//===- Loop.h - how the participants of a loop share its indices ------------===//
//
// A loop is cut into one contiguous range per participant, so that a thread keeps touching the same
// part of the data from kernel to kernel; who finishes early steals from the back of the others'
// ranges. Participants are the workers of the pool (Threads.cpp), or the bodies that a caller's own
// parallel_for runs (HookedLoop.cpp).
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/core/Threads.h"

extern "C" {

/// Cuts the indices 0 to size - 1 into one range for each participant.
void rn_loop_prepare(rn_job *job, int size, int participants);

/// Runs a participant's own range, then what it can steal, until no index is left to take.
void rn_loop_work(rn_job *job, int self, rn_lane *lane);

/// Run the loop that is in threads->job, of more than one index; its status.
int rn_loop_in_pool(rn_threads *threads, int size);
int rn_loop_in_hook(rn_threads *threads, int size);

} // extern "C"
