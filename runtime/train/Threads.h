//===- Threads.h - as many threads as the system grants ---------------------------===//
#pragma once

#include <functional>
#include <thread>
#include <vector>

namespace resnetc::train {

/// Starts threads that run work(0) to work(count - 1), or the first of them where a limit of
/// processes or of memory allows no more. They are joined when the result ends.
std::vector<std::jthread> startThreads(size_t count, const std::function<void(size_t)> &work);

/// Tells on stderr, once in a process, that a model runs on `granted` threads where `wanted` were
/// meant (0: as many as the machine and the environment allow). Says nothing where it has them.
void noteFewerThreads(int32_t granted, int32_t wanted);

} // namespace resnetc::train
