// Starts the language server for texts of resnetc, and stops it with the window.
const { window, workspace } = require("vscode");
const { LanguageClient, TransportKind } = require("vscode-languageclient/node");

let client;

exports.activate = async function () {
  const command = workspace.getConfiguration("resnetc").get("server.path");
  const started = new LanguageClient(
    "resnetc",
    "resnetc",
    { command, transport: TransportKind.stdio },
    {
      documentSelector: [
        { scheme: "file", language: "resnetc" },
        { scheme: "untitled", language: "resnetc" },
      ],
    }
  );
  try {
    await started.start();
    client = started;
  } catch (problem) {
    window.showErrorMessage(
      `resnetc: ${problem.message ?? problem}. Install resnetc, or let the setting resnetc.server.path name its resnetc-lsp.`
    );
  }
};

exports.deactivate = function () {
  return client ? client.stop() : undefined;
};
