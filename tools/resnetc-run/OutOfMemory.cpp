//===- OutOfMemory.cpp - memory that is short where no one catches it -------------===//
//
// main turns std::bad_alloc into a message, but memory may already be short before main's try: in
// the constructors of static objects, while the command line is described, or in a thread's start.
// What escapes there ends in std::terminate, so that is where the message comes from, too.
//
//===----------------------------------------------------------------------===//
#include <cstdlib>
#include <cxxabi.h>
#include <exception>
#include <new>
#include <string_view>
#include <typeinfo>
#include <unistd.h>

namespace {

[[noreturn]] void die(int status, std::string_view text) {
  // Allocates nothing; that it cannot be written is no reason to stop.
  [[maybe_unused]] ssize_t written = ::write(STDERR_FILENO, text.data(), text.size());
  ::_exit(status);
}

/// Whether memory is the reason. When not even an exception can be allocated there is none.
bool isOutOfMemory() {
  if (const std::type_info *type = abi::__cxa_current_exception_type())
    return *type == typeid(std::bad_alloc);
  constexpr size_t exceptionBytes = 256;
  void *memory = std::malloc(exceptionBytes);
  std::free(memory);
  return !memory;
}

std::terminate_handler standard; ///< tells what escaped

[[noreturn]] void onTerminate() {
  constexpr int userMistake = 1;
  if (isOutOfMemory())
    die(userMistake, "resnetc-run: error: out of memory\n");
  standard();
  std::abort();
}

/// Set before the constructors of any other static object of the program run.
struct Installer {
  Installer() { standard = std::set_terminate(onTerminate); }
} installer __attribute__((init_priority(101)));

} // namespace
