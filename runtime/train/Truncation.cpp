//===- Truncation.cpp - mapped files that are cut short ---------------------------===//
//
// See Truncation.h.
//
//===----------------------------------------------------------------------===//
#include "runtime/train/Truncation.h"

#include "runtime/support/Error.h"

#include <atomic>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <mutex>
#include <sys/mman.h>
#include <unistd.h>

namespace resnetc::train {

namespace {

/// A guarded mapping, as the signal handler sees it; free when `begin` is 0.
struct Guarded {
  std::atomic<uintptr_t> begin{0}, end{0};
  std::atomic<bool> cut{false};
};

constexpr size_t unguarded = 16; ///< so many mappings can be guarded at a time; no more are needed
Guarded guarded[unguarded];
struct sigaction previousAction;

/// One line of /proc/self/maps: "BEGIN-END PERMISSIONS OFFSET DEVICE INODE PATH". The path follows
/// the blanks; there is none where no file is mapped.
struct MapLine {
  char text[4096 + 128];
  size_t length = 0;

  /// Reads the next one; false at the end. A byte at a time, which is slow and needs no memory.
  bool read(int maps) {
    char byte;
    for (length = 0; ::read(maps, &byte, 1) == 1 && byte != '\n';)
      if (length + 1 < sizeof text)
        text[length++] = byte;
    text[length] = '\0';
    return length > 0;
  }

  bool contains(uintptr_t address) const {
    char *dash;
    const uintptr_t begin = std::strtoull(text, &dash, 16);
    return begin <= address && *dash == '-' && address < std::strtoull(dash + 1, nullptr, 16);
  }

  const char *path() const { return std::strchr(text, '/'); }
};

void put(const char *text) {
  [[maybe_unused]] const ssize_t written = ::write(STDERR_FILENO, text, std::strlen(text));
}

/// Ends the process with the name of the file that is mapped there, if any is.
void endWithName(uintptr_t address) {
  const int maps = ::open("/proc/self/maps", O_RDONLY | O_CLOEXEC);
  MapLine line;
  while (maps >= 0 && line.read(maps))
    if (line.contains(address) && line.path()) {
      put("resnetc-run: error: ");
      put(line.path());
      put(": was cut short while it was used; write to a new file and rename it\n");
      constexpr int userMistake = 1;
      ::_exit(userMistake);
    }
  if (maps >= 0)
    ::close(maps);
}

/// Puts zeros where a guarded file has gone, and ends the process where another has. Calls nothing
/// but plain system calls and functions that only look at their arguments.
void onBusError(int, siginfo_t *info, void *) {
  const auto address = reinterpret_cast<uintptr_t>(info->si_addr);
  const auto page = static_cast<uintptr_t>(::getpagesize());
  for (Guarded &each : guarded) {
    const uintptr_t begin = each.begin.load(), end = each.end.load();
    if (begin == 0 || address < begin || address >= end)
      continue;
    const uintptr_t from = address / page * page;
    void *zeros = ::mmap(reinterpret_cast<void *>(from), end - from, PROT_READ,
                         MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
    if (zeros == MAP_FAILED)
      break;
    each.cut.store(true);
    return;
  }
  if (info->si_code == BUS_ADRERR)
    endWithName(address);
  ::sigaction(SIGBUS, &previousAction, nullptr); // returning raises it again
}

/// Whether the handler is in place; puts it there the first time.
bool isInstalled() {
  static const int installed = [] {
    struct sigaction action = {};
    action.sa_sigaction = onBusError;
    action.sa_flags = SA_SIGINFO;
    return ::sigaction(SIGBUS, &action, &previousAction);
  }();
  return installed == 0;
}

} // namespace

void tellOfCutFiles() { isInstalled(); }

TruncationGuard::TruncationGuard(const MappedFile &file) : file(file), slot(unguarded) {
  static std::mutex mutex;
  std::lock_guard lock(mutex);
  for (size_t i = 0; isInstalled() && !file.bytes().empty() && i < unguarded; ++i) {
    if (guarded[i].begin.load() != 0)
      continue;
    const auto begin = reinterpret_cast<uintptr_t>(file.bytes().data());
    guarded[i].cut.store(false);
    guarded[i].end.store(begin + file.bytes().size());
    guarded[i].begin.store(begin);
    slot = i;
    return;
  }
}

TruncationGuard::~TruncationGuard() {
  if (slot < unguarded)
    guarded[slot].begin.store(0);
}

void TruncationGuard::check() const {
  if (slot < unguarded && guarded[slot].cut.load())
    userError("{}: was cut short while it was read; write weights to a new file and rename it",
              file.path());
}

} // namespace resnetc::train
