//===- OutputFile.h - a file that appears whole or not at all ---------------===//
//
// Written under a temporary name beside its destination, so that the rename which gives it its own
// cannot cross file systems: nobody ever sees half a file, and a failure leaves the old one.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/files/Destination.h"

#include <string>
#include <string_view>

namespace resnetc {

/// Told of each temporary name, so that a program's signal handlers can remove what they would
/// leave behind.
struct TemporaryWatch {
  void (*begins)(const std::string &path); ///< before there is a file of that name
  void (*ends)(const std::string &path);   ///< when there is none any more
};

/// One output. A plain file is there when commit() has been called; without it nothing is left, but
/// by a process that is killed, and then the next one to write the same file removes that. Whatever
/// else the destination is, it is written into; see Destination.h. Functions return 0 or an errno.
class OutputFile {
public:
  explicit OutputFile(const TemporaryWatch *watch = nullptr) : watch(watch) {}
  ~OutputFile();
  OutputFile(OutputFile &&other) noexcept;
  OutputFile(const OutputFile &) = delete;
  OutputFile &operator=(const OutputFile &) = delete;
  OutputFile &operator=(OutputFile &&) = delete;

  /// What other processes have left beside the same file: removing it takes a look at the folder,
  /// which whoever writes many files there takes once for all of them.
  enum class Leftovers { Remove, Leave };

  /// Once, before all else. `mode` is for a file that is new, less the umask. Waits for the reader
  /// of a pipe.
  int open(const Destination &destination, mode_t mode = 0666,
           Leftovers leftovers = Leftovers::Remove);

  /// A pipe without a reader is an error of the write, and no signal.
  int write(std::string_view bytes);

  /// Brings a plain file to the disk. Without it the name may get there before the bytes do, and a
  /// machine that fails in between is left with neither the old file nor the new one.
  int sync();

  /// Gives a plain file its name.
  int commit();

private:
  void makeTemporary(mode_t mode);
  void endTemporary();

  const TemporaryWatch *watch;
  std::string target, temporary; ///< empty when it is written into directly
  int descriptor = -1;           ///< of `temporary`, which is locked as long as it is open
  bool synced = false;
};

} // namespace resnetc
