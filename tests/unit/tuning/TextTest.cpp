//===- TextTest.cpp - databases as text, and the best of two -------------------------------===//
#include "compiler/Tuning/Merge.h"
#include "compiler/Tuning/Shipped.h"
#include "compiler/Tuning/TuningText.h"

#include "compiler/Backend/X86/X86Backend.h"
#include "compiler/Tuning/Question.h"
#include "tests/unit/tuning/ExampleRow.h"

#include <gtest/gtest.h>

using namespace resnetc;

namespace {

TuningRow rowOf(const std::string &kernel, const std::string &version = "version 1") {
  TuningRow row = exampleRow(kernel);
  row.version = version;
  return row;
}

//===----------------------------------------------------------------------===//
// Text
//===----------------------------------------------------------------------===//

constexpr llvm::StringLiteral head = "{\"resnetc tuning\": 1}\n";
constexpr llvm::StringLiteral line =
    R"({"kernel":"conv c=16","target":"avx2/zen3/2","batch":1,"choice":"tile tc=2 tx=7","default":"tile tc=1 tx=14",)"
    R"("ratio":0.7500,"spread":0.0200,"measurements":31,"seconds":0.00075,"default_seconds":0.001,)"
    R"("processor":"znver3","date":"2026-11-27T15:04:05Z","version":"version 1"})"
    "\n";

std::vector<TuningRow> read(llvm::StringRef text) {
  return llvm::cantFail(readTuningText(text, "text"));
}

std::string problemOf(llvm::StringRef text) {
  auto rows = readTuningText(text, "text");
  if (rows)
    return "";
  llvm::Error error = rows.takeError();
  EXPECT_TRUE(error.isA<InputError>());
  return llvm::toString(std::move(error));
}

TEST(TuningText, IsALineForEachRow) {
  EXPECT_EQ(tuningText({}), head);
  EXPECT_EQ(tuningText(rowOf("conv c=16")), (head + line).str());
}

TEST(TuningText, IsTheSameForTheSameRows) {
  TuningRow uneven = rowOf("conv c=16");
  uneven.ratio = 2.0 / 3;
  uneven.seconds = 1.23456789e-7;
  uneven.spread = 0;
  const std::string text = tuningText({rowOf("conv k=8"), uneven, rowOf("conv \"c\"=32")});
  EXPECT_EQ(tuningText(read(text)), text);
  EXPECT_EQ(tuningText({uneven, rowOf("conv \"c\"=32"), rowOf("conv k=8")}), text);
  EXPECT_EQ(read(text).front().kernel, "conv \"c\"=32");
}

TEST(TuningText, DamageIsToldWithItsLine) {
  auto with = [](llvm::StringRef part, llvm::StringRef other) {
    std::string text = (head + line).str();
    const size_t place = text.find(part);
    EXPECT_NE(place, std::string::npos) << part.str();
    return text.replace(place, part.size(), other);
  };
  const std::pair<std::string, std::string> cases[] = {
      {"", "'text' is no text of a tuning database; give what resnetc-tune export has written"},
      {"resnetc 1\n", "is no text of a tuning database"},
      {line.str(), "is no text of a tuning database"},
      {"{\"resnetc tuning\": 2}\n", "of version 2, of another resnetc; this one knows version 1"},
      {(head + line.take_front(100)).str(), "'text', line 2: expects an object of JSON"},
      {(head + "\n").str(), "line 2: expects an object"},
      {(head + "[1]\n").str(), "line 2: expects an object"},
      {(head + line + line).str(), "line 3: the kernel stands in an earlier line, too"},
      {with("\"spread\":0.0200,", ""), "line 2: 'spread' is missing"},
      {with("\"batch\":1", "\"batch\":0"), "line 2: expects a whole number above 0 as 'batch'"},
      {with("\"batch\":1", "\"batch\":\"1\""), "expects a whole number above 0 as 'batch'"},
      {with("0.7500", "-1"), "line 2: expects a number above 0 as 'ratio'"},
      {with("0.7500", "1e999"), "line 2: expects "},
      {with("0.0200", "-0.1"), "expects a number that is not below 0 as 'spread'"},
      {with("tile tc=2 tx=7", "tile tc"), "expects a variant with its parameters as 'choice'"},
      {with("tile tc=1 tx=14", "tile tc"), "expects a variant with its parameters as 'default'"},
      {with("conv c=16", ""), "expects a text of one line as 'kernel'"},
      {with("znver3\"", "a\\nb\""), "expects a text of one line as 'processor'"},
      {with("\"date\"", "\"more\":1,\"date\""), "line 2: knows no 'more'"},
  };
  for (const auto &[text, problem] : cases)
    EXPECT_NE(problemOf(text).find(problem), std::string::npos)
        << text << "\n"
        << problemOf(text) << "\nexpected: " << problem;
  for (size_t length = 1; length < (head + line).str().size() - 1; ++length)
    if (length != head.size() && length != head.size() - 1)
      EXPECT_NE(problemOf((head + line).str().substr(0, length)), "") << length;
}

/// The program trusts them, as they are part of it.
TEST(TuningText, ShippedTextsAreWhatExportWrites) {
  ASSERT_FALSE(shippedTexts().empty());
  for (const ShippedText &each : shippedTexts()) {
    auto rows = readTuningText(each.text, each.name);
    ASSERT_TRUE(bool(rows)) << llvm::toString(rows.takeError());
    EXPECT_EQ(tuningText(*rows), each.text) << each.name.str();
    for (const TuningRow &row : *rows) {
      const Target *target = x86::backend().findTarget(row.target);
      ASSERT_TRUE(target) << row.target;
      EXPECT_EQ((target->processor + ".jsonl"), each.name) << row.kernel;
      EXPECT_TRUE(parseQuestion(row.kernel, *target, row.batch)) << row.kernel;
      EXPECT_NE(row.choice.key(), row.defaultChoice) << row.kernel;
      EXPECT_LT(row.ratio + row.spread, 1) << row.kernel << ": a gain that could be chance";
    }
  }
}

//===----------------------------------------------------------------------===//
// The best of two
//===----------------------------------------------------------------------===//

bool isVersion2(const TuningRow &row) { return row.version == "version 2"; }

MergeResult merge(const TuningRow &present, const TuningRow &other) {
  return mergeRows(present, other, isVersion2);
}

TEST(MergeRows, WhatIsAloneStays) {
  MergeResult result = merge(rowOf("conv c=16"), rowOf("conv c=32"));
  ASSERT_EQ(result.changed.size(), 1u);
  EXPECT_EQ(result.changed[0].kernel, "conv c=32");
  EXPECT_EQ(result.added, 1);
  EXPECT_TRUE(result.conflicts.empty());
  TuningRow batch = rowOf("conv c=16"), target = batch;
  batch.batch = 16;
  target.target = "avx2";
  EXPECT_EQ(merge(rowOf("conv c=16"), batch).added, 1);
  EXPECT_EQ(merge(rowOf("conv c=16"), target).added, 1);
}

TEST(MergeRows, TodaysKernelsGoFirst) {
  TuningRow today = rowOf("conv c=16", "version 2"), stale = rowOf("conv c=16");
  today.ratio = 0.9;
  stale.choice.params["tc"] = 4;
  EXPECT_EQ(merge(stale, today).replaced, 1);
  EXPECT_EQ(merge(today, stale).kept, 1);
  EXPECT_TRUE(merge(today, stale).conflicts.empty());
  TuningRow later = rowOf("conv c=16", "version 0");
  later.date = "2026-11-28T00:00:00Z";
  EXPECT_EQ(merge(stale, later).replaced, 1);
  EXPECT_EQ(merge(later, stale).kept, 1);
}

TEST(MergeRows, OfOneAnswerTheOneThatWasMeasuredMore) {
  TuningRow more = rowOf("conv c=16");
  more.measurements = 100;
  more.ratio = 0.8;
  EXPECT_EQ(merge(rowOf("conv c=16"), more).replaced, 1);
  EXPECT_EQ(merge(more, rowOf("conv c=16")).kept, 1);
  EXPECT_EQ(merge(more, more).kept, 1);
  EXPECT_TRUE(merge(more, rowOf("conv c=16")).conflicts.empty());
}

TEST(MergeRows, OfTwoAnswersTheBetter) {
  TuningRow better = rowOf("conv c=16");
  better.choice.params["tc"] = 4;
  better.ratio = 0.6;
  for (bool swapped : {false, true}) {
    MergeResult result =
        swapped ? merge(better, rowOf("conv c=16")) : merge(rowOf("conv c=16"), better);
    EXPECT_EQ(result.changed.size(), swapped ? 0u : 1u);
    ASSERT_EQ(result.conflicts.size(), 1u);
    EXPECT_EQ(result.conflicts[0].taken.ratio, 0.6);
    EXPECT_EQ(result.conflicts[0].left.ratio, 0.75);
    EXPECT_EQ(result.conflicts[0].takenIsNew, !swapped);
  }
}

} // namespace
