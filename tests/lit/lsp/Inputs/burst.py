"""A client as editors are: messages with headers, some at once and some in pieces.

Prints how many times the mistakes of a text were sent while it changed a hundred times in one go, the last of
them, and the exit status of the server."""
import json
import subprocess
import sys

server = subprocess.Popen([sys.argv[1]], stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def message(method, params, id=None):
    body = {"jsonrpc": "2.0", "method": method, "params": params}
    if id is not None:
        body["id"] = id
    data = json.dumps(body, ensure_ascii=False).encode()
    return b"Content-Type: application/vscode-jsonrpc; charset=utf-8\r\nContent-Length: %d\r\n\r\n%s" % (len(data), data)


def receive():
    length = 0
    while (line := server.stdout.readline().strip()):
        name, value = line.split(b":")
        if name == b"Content-Length":
            length = int(value)
    return json.loads(server.stdout.read(length))


def send(data):
    server.stdin.write(data)
    server.stdin.flush()


send(message("initialize", {"capabilities": {}}, 1))
assert receive()["id"] == 1
uri = "file:///t/a.dsl"
model = "resnetc 1\nmodel m { input x : f32[N, 3, 32, 32]; stage s = 3 x basic(%d); head { fc 2 } } # é\n"
whole = message("textDocument/didOpen", {"textDocument": {"uri": uri, "languageId": "resnetc", "version": 0, "text": model % 1}})
for piece in (whole[:9], whole[9:80], whole[80:]):
    send(piece)
answer = receive()
assert answer["params"]["diagnostics"] == [], answer

changes = b"".join(
    message("textDocument/didChange", {"textDocument": {"uri": uri, "version": i}, "contentChanges": [{"text": model % (0 if i == 100 else i)}]})
    for i in range(1, 101)
)
# Neither what is no JSON nor what is too long may end it.
send(changes + b"Content-Length: 3\r\n\r\n{{{" + b"Content-Length: nonsense\r\n\r\n" + message("shutdown", None, 2))
sent, last = 0, 0
while last != 100:
    answer = receive()
    if "id" not in answer:
        sent, last = sent + 1, answer["params"]["version"]
print("sent", "once" if sent == 1 else "a few times" if sent < 20 else f"{sent} times")
print(answer["params"]["diagnostics"][0]["message"].split("\n")[0])
send(message("exit", None))
print("status", server.wait(timeout=60))
