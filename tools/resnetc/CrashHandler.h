//===- CrashHandler.h - bugs end with a message and status 3 ---------------------===//
#pragma once

namespace resnetc {

/// From now on a failed assertion, a fatal error of LLVM, an uncaught exception or a crash says
/// that it is a bug of resnetc and ends the program with status 3. Only memory that is used up is
/// the environment's fault: status 1.
void installCrashHandler();

} // namespace resnetc
