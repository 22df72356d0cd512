//===- TwiceTest.cpp - two models in one program, each with its copy of the runtime ---===//
//
// What a static link of two compiled models does: the program holds the runtime's object twice. It
// must link, and both models must work.
//
//===----------------------------------------------------------------------===//
#include "tests/unit/runtime/Session.h"

#include <cstdio>
#include <cstring>

int main() {
  auto infer = [](const rn_model &model) {
    fake::Session session = fake::opened(model, RESNETC_INFER, 9, 3);
    auto x = fake::imagesOf(9);
    std::vector<float> y(90);
    if (session.api.infer(session.context, x.data(), 9, y.data()) != RESNETC_OK)
      y.clear();
    return y;
  };
  auto first = infer(fake::model()), second = infer(fake::inferenceModel());
  bool good = !first.empty() && first == second;
  std::printf("%s\n", good ? "both models agree" : "the models differ");
  return good ? 0 : 1;
}
