//===- Mutator.h - damaged copies of the shipped models ---------------------===//
#ifndef RESNETC_TESTS_UNIT_DSL_MUTATOR_H
#define RESNETC_TESTS_UNIT_DSL_MUTATOR_H

#include "dsl/Network.h"

#include <random>
#include <string>
#include <vector>

namespace resnetc::dsl {

/// A sequence of texts that follows from its seed.
class Mutator {
public:
  explicit Mutator(unsigned seed) : random(seed) {
    for (const ShippedFile &file : shippedModels())
      texts.push_back(file.text.str());
  }

  std::string next() {
    std::string text = pick(texts);
    for (size_t i = 1 + below(4); i > 0; --i)
      damage(text);
    return text;
  }

private:
  size_t below(size_t bound) { return random() % bound; }
  template <typename List> const std::string &pick(const List &list) {
    return list[below(std::size(list))];
  }

  void damage(std::string &text) {
    static const std::string words[] = {"{",
                                        "}",
                                        "(",
                                        ")",
                                        "block b(c) {",
                                        "branch {",
                                        "shortcut",
                                        "shortcut conv",
                                        "join add",
                                        "join concat",
                                        "join max",
                                        "join gated",
                                        "then",
                                        "aux a weight 0.3 {",
                                        "prelu",
                                        "sigmoid",
                                        "relu6",
                                        "silu",
                                        "hardswish",
                                        "leaky_relu 0.01",
                                        "scale 1",
                                        "dropout 0.5",
                                        "lrn 5 alpha 1e-4",
                                        "groups 32",
                                        "bias -2",
                                        "ceil",
                                        "names caffe",
                                        "crop size",
                                        "stage",
                                        "conv",
                                        "3x3",
                                        "0",
                                        "-1",
                                        "65536",
                                        "/2",
                                        "99999999999",
                                        "x",
                                        "2147483647 * 2147483647",
                                        "\"",
                                        "#",
                                        ";",
                                        "\n",
                                        "..",
                                        "%",
                                        "basic(16)",
                                        "f32[N, 65536, 65536, 65536]",
                                        "pad 1024",
                                        "10000 x bottleneck(64)",
                                        "train t for resnet18 {",
                                        "lr /10 at 1 epochs",
                                        "fc",
                                        "1e999",
                                        std::string(1, '\0'),
                                        "\xFF",
                                        "\xC3\xA9",
                                        "resnetc 2",
                                        "model m {",
                                        "((((((((",
                                        "name"};
    size_t at = below(text.size() + 1), length = below(30);
    switch (below(7)) {
    case 0: // a byte changes
      if (at < text.size())
        text[at] = static_cast<char>(below(256));
      break;
    case 1: // something goes
      text.erase(at, length);
      break;
    case 2: // a word comes
      text.insert(at, " " + pick(words) + " ");
      break;
    case 3: // something is there twice
      text.insert(at, text.substr(below(text.size() + 1), length));
      break;
    case 4: // the end is lost
      text.resize(at);
      break;
    case 5: // a word goes on and on
      for (size_t i = 0; i < 200; ++i)
        text.insert(at, pick(words));
      break;
    case 6: { // a line moves
      size_t begin = text.find('\n', at);
      if (begin == std::string::npos)
        break;
      std::string line = text.substr(begin, text.find('\n', begin + 1) - begin);
      text.erase(begin, line.size());
      text.insert(below(text.size() + 1), line);
      break;
    }
    }
  }

  std::mt19937 random;
  std::vector<std::string> texts;
};

} // namespace resnetc::dsl

#endif // RESNETC_TESTS_UNIT_DSL_MUTATOR_H
