// Starts the language server for texts of resnetc, and stops it with the window.
const { workspace } = require("vscode");
const { LanguageClient, TransportKind } = require("vscode-languageclient/node");

let client;

exports.activate = function () {
  const command = workspace.getConfiguration("resnetc").get("server.path");
  client = new LanguageClient(
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
  return client.start();
};

exports.deactivate = function () {
  return client ? client.stop() : undefined;
};
