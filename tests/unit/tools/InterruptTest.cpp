//===- InterruptTest.cpp - tests of runtime/train/Interrupt.cpp -------------===//
//
// Each case in a process of its own, which the signal ends.
//
//===----------------------------------------------------------------------===//
#include "runtime/train/Interrupt.h"

#include <gtest/gtest.h>

#include <csignal>
#include <cstdlib>

using namespace resnetc::train;

TEST(Interrupt, notesTheFirstSignalAndObeysTheSecond) {
  EXPECT_EXIT(
      {
        InterruptNotice notice;
        ::raise(SIGTERM);
        ::raise(SIGPIPE);
        ::raise(SIGPIPE);
        if (InterruptNotice::received() == SIGTERM)
          ::raise(SIGINT);
        std::_Exit(9);
      },
      testing::KilledBySignal(SIGINT), "");
  EXPECT_EXIT(
      {
        ::signal(SIGHUP, SIG_IGN); // as nohup does
        {
          InterruptNotice notice;
          ::raise(SIGHUP);
          if (InterruptNotice::received() != 0)
            std::_Exit(9);
        }
        ::raise(SIGTERM); // as it was before
      },
      testing::KilledBySignal(SIGTERM), "");
}
