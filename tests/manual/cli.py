"""The reference of the command line as Markdown, read off the commands themselves."""

from __future__ import annotations

import click

from karamap.cli import main

HEAD = """# The command line

Made from the commands themselves by `python tests/make_manual.py`; `karamap COMMAND --help` says
the same. Answers go to standard output, messages to standard error. Exit codes: 0 done, 1 the data
or the machine failed, 2 the command was not well formed. Dates are `YYYY-MM-DD`, or `YYYY` for the
31 December of that year. `python3 run.py COMMAND` does the same as `karamap COMMAND`.
"""


def reference() -> str:
    """Return the page of all commands, each with its options."""
    context = click.Context(main, info_name="karamap")
    parts = [HEAD, _section("karamap", main, context)]
    for name in sorted(main.commands):
        command = main.commands[name]
        own = click.Context(command, info_name=name, parent=context)
        parts.append(_section(f"karamap {name}", command, own))
    return "\n".join(parts)


def options(command: click.Command) -> list[click.Option]:
    """Return the options of a command, without that for help."""
    return [each for each in command.params if isinstance(each, click.Option)]


def _section(title: str, command: click.Command, context: click.Context) -> str:
    usage = " ".join([title, *command.collect_usage_pieces(context)])
    told = " ".join((command.help or "").split())
    rows = "".join(
        f"| {_flags(each)} | {_default(each)} | {_help(each)} |\n" for each in options(command)
    )
    table = f"\n| option | default | meaning |\n|---|---|---|\n{rows}" if rows else ""
    return f"## `{title}`\n{told}\n\n```text\n{usage}\n```\n{table}"


def _flags(option: click.Option) -> str:
    flags = ", ".join(f"`{name}`" for name in option.opts)
    if option.is_flag:
        return flags
    if isinstance(option.type, click.Choice):
        return f"{flags} {', '.join(f'`{value}`' for value in option.type.choices)}"
    return f"{flags} {option.metavar or max(option.opts, key=len).lstrip('-').upper()}"


def _default(option: click.Option) -> str:
    if option.required:
        return "required"
    if isinstance(option.show_default, str):
        return option.show_default
    told = isinstance(option.default, str | int | float) and not isinstance(option.default, bool)
    return f"`{option.default}`" if told else ""


def _help(option: click.Option) -> str:
    repeated = (
        ["May be repeated."] if option.multiple and "repeated" not in (option.help or "") else []
    )
    return " ".join([option.help or "", *repeated]).strip()
