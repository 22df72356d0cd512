//===- main.cpp - resnetc-lsp: what editors ask about models ------------------------===//
#include "tools/StandardStreams.h"
#include "tools/resnetc-lsp/MessageInput.h"
#include "tools/resnetc-lsp/Server.h"

#include <CLI/CLI.hpp>

#include <optional>

using namespace resnetc;
using llvm::lsp::JSONStreamStyle;
using llvm::lsp::Logger;

int main(int argc, char **argv) {
  tools::openStandardStreams();
  CLI::App app("resnetc-lsp - a language server for models. An editor starts it and talks to it on "
               "stdin and stdout; docs/editors.md says how each is told to.",
               "resnetc-lsp");
  app.set_version_flag("--version", "resnetc-lsp " RESNETC_VERSION);
  bool stdio = true, forTests = false;
  std::string log = "error";
  app.add_flag("--stdio", stdio,
               "talk on stdin and stdout, as it always does; some editors ask for it");
  app.add_option("--log", log, "what is said on stderr")
      ->check(CLI::IsMember({"error", "info", "verbose"}))
      ->capture_default_str();
  app.add_flag("--lit-test", forTests,
               "messages are separated by lines `// -----`, and answers laid out for people");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError &error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  Logger::setLogLevel(log == "verbose" ? Logger::Level::Debug
                      : log == "info"  ? Logger::Level::Info
                                       : Logger::Level::Error);
  std::optional<lsp::Server> server;
  auto input = std::make_unique<lsp::MessageInput>(
      STDIN_FILENO, forTests ? JSONStreamStyle::Delimited : JSONStreamStyle::Standard,
      [&] { server->publish(); });
  llvm::lsp::JSONTransport transport(std::move(input), llvm::outs(), /*PrettyOutput=*/forTests);
  server.emplace(transport);
  const bool ended = server->run();
  llvm::outs().clear_error(); // a client that has gone reads no more
  return ended ? 0 : 1;
}
