//===- Profile.h - where the time of a model's calls goes -----------------------------===//
//
// A profile joins what a library knows of its launches (layer, algorithm, FLOPs, bytes) with what a hook
// measured, and sets both against the machine's limits: the roofline model (Williams, Waterman,
// Patterson 2009). docs/profiling.md defines every column.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/train/Library.h"

#include <cstdint>
#include <string>
#include <vector>

namespace resnetc::run {

/// When something ran, nanoseconds of the steady clock.
struct Span {
  int64_t start = 0, end = 0;
  int64_t length() const { return end - start; }
};

/// One launch of a kernel.
struct LaunchFacts {
  std::string function; ///< "infer", "grad", "update"
  std::string layer, kernel, algorithm, schedule;
  double flops = 0, bytesRead = 0, bytesWritten = 0;

  double bytes() const { return bytesRead + bytesWritten; }
};

/// What the machine can do at most; 0 where it was not measured.
struct Machine {
  double peakGflops = 0;   ///< GFLOP/s, two for a multiply-add
  double bandwidthGbs = 0; ///< GB/s, read plus written
};

/// A launch in one call: once for each group of images.
struct LaunchSpans {
  std::vector<Span> groups;
  int64_t length() const;
};

/// One call with the spans of all its launches.
struct CallSpans {
  Span whole;
  std::vector<LaunchSpans> launches; ///< as many as there are facts
};

/// A launch over all calls.
struct ProfileRow {
  LaunchFacts facts;
  double ms = 0;       ///< median
  double share = 0;    ///< of the sum of all rows
  double gflops = 0;   ///< GFLOP/s
  double gbs = 0;      ///< GB/s
  double roofline = 0; ///< the least time that the machine could take, through `ms`; 0: not known
  /// What that least time is of: "arithmetic" or "memory"; "" where it is not known.
  std::string bound;
};

struct Profile {
  std::string model, mode, isa;
  int64_t batch = 1;
  int32_t threads = 1;
  Machine machine;
  double callMs = 0;  ///< median of a call that a hook watches
  double plainMs = 0; ///< of one that nobody watches
  double sumMs = 0;   ///< of all rows
  double covered = 0; ///< what launches are of the time of their call, median over the calls
  std::vector<ProfileRow> rows; ///< in the order of execution
  std::vector<CallSpans> calls;
};

/// Gathers the launches of the calls of a context while it lives.
class ProfileRecorder {
public:
  ProfileRecorder(train::Context &context, bool training, int64_t batch);
  ~ProfileRecorder();
  ProfileRecorder(const ProfileRecorder &) = delete;
  ProfileRecorder &operator=(const ProfileRecorder &) = delete;

  /// Forgets what it has of the call that was under way.
  void begin();
  /// Keeps the call. Launches of derived tensors are not the call's own, and are left out.
  void end(Span whole);

  const std::vector<LaunchFacts> &facts() const { return launches; }
  const std::vector<CallSpans> &calls() const { return kept; }

private:
  static void hear(void *self, const resnetc_launch_event *event);

  train::Context &context;
  std::vector<LaunchFacts> launches;
  int64_t updateFrom = 0; ///< where the launches of "update" begin
  CallSpans current;
  std::vector<CallSpans> kept;
};

/// Medians and shares; `rows`, `callMs`, `sumMs` and `covered` of the result are filled in, `calls` taken over.
void summarise(const std::vector<LaunchFacts> &facts, std::vector<CallSpans> calls,
               Profile &profile);

/// The middle of the values, of an even number the mean of the two.
double median(std::vector<double> values);

/// The table for a terminal.
std::string profileText(const Profile &profile);
/// The members of `bench --json`'s object that a profile adds, as one object.
std::string profileJson(const Profile &profile);
/// A page with the table and the roofline plot.
std::string profilePage(const Profile &profile);
/// Chrome's trace events, which Perfetto and chrome://tracing open: calls hold functions, functions
/// launches. The last `calls` calls.
std::string traceJson(const Profile &profile, size_t calls);

} // namespace resnetc::run
