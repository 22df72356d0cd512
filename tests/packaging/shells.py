"""Types into a shell on a terminal of its own, to see what the tabulator key makes of a line."""
import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time

SHELLS = {
    "bash": (["bash", "--norc", "--noprofile", "-i"],
             'PATH="{prefix}/bin:$PATH"; for f in "{prefix}"/share/bash-completion/completions/*; do source "$f"; done; '
             'PROMPT_COMMAND=\'PS1="<line $((++count))>"\''),
    "zsh": (["zsh", "-f", "-i"],
            'PATH="{prefix}/bin:$PATH"; fpath=("{prefix}/share/zsh/site-functions" $fpath); autoload -U compinit; compinit -u -D; '
            'precmd() {{ PS1="<line $((++count))>"; }}'),
}
PROMPT, MARK = "<line {}>", "#mark"  # prompts are counted, as shells may draw one twice
ERASE_LINE = b"\x15"  # control and U
PATIENCE = 20  # seconds that an answer may take on a busy machine


class Terminal:
    def __init__(self, command, folder, environment):
        self.process, self.descriptor = pty.fork()
        if self.process == 0:
            os.chdir(folder)
            # So wide that no line is broken or scrolled.
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 1000, 0, 0))
            os.execvpe(command[0], command, {**environment, "TERM": "dumb", "INPUTRC": "/dev/null"})

    def close(self):
        os.close(self.descriptor)
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)

    def write(self, text):
        os.write(self.descriptor, text)

    def read_until(self, text):
        """What the terminal shows up to `text`, or until patience ends."""
        shown, end = "", time.monotonic() + PATIENCE
        while text not in shown and (left := end - time.monotonic()) > 0:
            if not select.select([self.descriptor], [], [], left)[0]:
                break
            shown += os.read(self.descriptor, 65536).decode(errors="replace")
        return shown


def line_of(shown):
    """The line that a terminal without attributes shows after these characters."""
    cells, cursor = [], 0
    for character in shown:
        if character == "\b":
            cursor -= 1
        elif character == "\r":
            cursor = 0
        elif character.isprintable():
            cells[cursor:cursor + 1] = [character]
            cursor += 1
    return "".join(cells)


def completed(shell, prefix, folder, lines, environment):
    """What each of `lines` looks like after the tabulator key, with the completions of `prefix`."""
    command, setup = SHELLS[shell]
    terminal = Terminal(command, folder, environment)
    try:
        terminal.write((setup.format(prefix=prefix) + "\n").encode())
        results = []
        for number, line in enumerate(lines, start=1):
            terminal.read_until(PROMPT.format(number))
            # The shell reads the mark when the line is complete.
            terminal.write(line.encode() + b"\t" + MARK.encode())
            results.append(line_of(terminal.read_until(MARK).removesuffix(MARK)))
            terminal.write(ERASE_LINE + b"\n")
        return results
    finally:
        terminal.close()
