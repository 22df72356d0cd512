"""A manual page from what a program says of itself: man(7)."""


def escaped(text):
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return "\\&" + text if text.startswith((".", "'")) else text


def entry(option):
    value = f"\\fI{escaped(option.value)}\\fR" if option.value else ""
    between = "=" if option.joined else " " if value else ""
    names = ", ".join(f"\\fB{escaped(name)}\\fR" for name in option.names)
    return f".TP\n{names}{between}{value}\n{escaped(option.text)}\n"


def options(command):
    return "".join(entry(each) for each in command.positionals + command.options)


def page(program, version, more, others):
    """`more` are sections that --help does not have, in man(7); `others` the programs to see."""
    main = program.main
    text = f'.TH {program.name.upper()} 1 "" "resnetc {version}" "User Commands"\n'
    text += f".SH NAME\n{escaped(program.name)} \\- {escaped(main.summary.split('. ')[0].rstrip('.'))}\n"
    text += ".SH SYNOPSIS\n"
    for command in program.commands:
        if program.commands[1:] and command is main and not main.positionals:
            continue  # it does nothing without a command
        head, _, rest = command.usage.partition(" ")
        text += f".B {escaped(head)}\n{escaped(rest)}\n.br\n"
    text += ".SH OPTIONS\n" + options(main)
    if program.commands[1:]:
        text += ".SH COMMANDS\n"
    for command in program.commands[1:]:
        text += f".SS {escaped(command.name)}\n{escaped(command.summary)}\n{options(command)}"
    text += more
    text += ".SH SEE ALSO\n" + ", ".join(f"\\fB{escaped(name)}\\fR(1)" for name in others) + "\n"
    return text
