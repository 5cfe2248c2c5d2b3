"""The group of commands, and the start of the app, which is what it does without one."""

import io
import os
import signal
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn, TextIO

import click

from karamap.cli.options import GEODATA, Command, Whole, used_geodata
from karamap.core.errors import DataError, KaramapError, printable

# as shells report what ended by the signal of Ctrl-C
INTERRUPTED = 130


class _Commands(Command, click.Group):
    """A group that tells what went wrong in one sentence instead of a traceback."""

    command_class = Command

    def main(self, *args: Any, **extra: Any) -> Any:  # noqa: ANN401 - as click has it
        """Run a command; what it cannot print ends it as what it cannot write does."""
        try:
            return super().main(*args, **extra)
        except OSError as error:
            where = error.filename or "standard output"
            with suppress(OSError):
                click.echo(f"karamap: {where} cannot be written: {error.strerror}", err=True)
            # Python flushes what is left when it ends, and would complain once more
            for stream in (sys.stdout, sys.stderr):
                _drop(stream)
            sys.exit(DataError.exit_code)

    def invoke(self, ctx: click.Context) -> object:
        _speak_every_script()
        with _interruptions() as interruptions:
            try:
                with warnings.catch_warnings():
                    warnings.showwarning = _teller()
                    return super().invoke(ctx)
            except KaramapError as error:
                _end(ctx, error)
            except click.UsageError as error:
                raise click.UsageError(printable(error.format_message()), error.ctx) from error
            except BrokenPipeError:
                # whoever reads our output has read enough (`karamap at ... | head`)
                _drop(sys.stdout)
                ctx.exit(0)
            except KeyboardInterrupt:
                _end_interrupted(ctx)
            except Exception as error:
                if interruptions:
                    _end_interrupted(ctx)
                from karamap.check.run import DAMAGE, explained

                # damage that loading does not notice: the validator can name it
                damage = isinstance(error, DAMAGE) and explained(used_geodata(ctx))
                if not damage:
                    raise
                _end(ctx, damage)


@contextmanager
def _interruptions() -> Iterator[list[int]]:
    """Give a list of the times Ctrl-C came: a library may make an error of its own of it.

    (pybind11 does, where it converts arguments.)
    """
    came: list[int] = []

    def note(number: int, frame: FrameType | None) -> NoReturn:
        came.append(number)
        signal.default_int_handler(number, frame)

    usual = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if not usual or threading.current_thread() is not threading.main_thread():
        yield came
        return
    signal.signal(signal.SIGINT, note)
    try:
        yield came
    finally:
        # whoever has taken the signal meanwhile keeps it
        if signal.getsignal(signal.SIGINT) is note:
            signal.signal(signal.SIGINT, signal.default_int_handler)


def _end_interrupted(ctx: click.Context) -> NoReturn:
    click.echo("karamap: interrupted", err=True)
    ctx.exit(INTERRUPTED)


def _teller() -> Callable[..., None]:
    """Return what tells each warning of a library once, in its sentence alone."""
    told: set[str] = set()

    def tell(message: Warning | str, *_: object, **__: object) -> None:
        words = printable(str(message))
        if words not in told:
            click.echo(f"karamap: {words}", err=True)
        told.add(words)

    return tell


def _end(ctx: click.Context, error: KaramapError) -> NoReturn:
    click.echo(f"karamap: {printable(str(error))}", err=True)
    ctx.exit(error.exit_code)


def _drop(stream: TextIO) -> None:
    """Send to nowhere what a stream still holds."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _speak_every_script() -> None:
    """Let standard output be UTF-8 where it could not hold the map's four scripts.

    A file or a pipe on Windows, or an old locale, has an encoding of one script.
    """
    # not every stand-in for standard output has one
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    if not encoding.lower().startswith("utf") and isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")


@click.group(cls=_Commands, invoke_without_command=True)
@click.option("--version", "versions", is_flag=True, help="Tell the versions of code and data.")
@click.pass_context
def main(context: click.Context, versions: bool) -> None:
    """Map of Nagorno-Karabakh, 1918-2024. Without a command: start the app."""
    if versions:
        from karamap.core.paths import geodata_folder
        from karamap.core.versions import CODE, data_version

        click.echo(f"karamap {CODE}, data {data_version(geodata_folder())}")
        context.exit()
    if context.invoked_subcommand is None:
        context.invoke(serve)


@main.command()
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="Address to listen on; 0.0.0.0 lets other machines in, as in a container.",
)
@click.option("--port", default=8501, show_default=True, type=Whole(1, 65535), help="Port.")
@click.option(
    "--base-url-path",
    "prefix",
    default="",
    metavar="PATH",
    help="Path below which a proxy shows the app, as /maps/karabakh.",
)
@click.option("--no-browser", is_flag=True, help="Do not open a browser.")
@GEODATA
def serve(host: str, port: int, prefix: str, no_browser: bool, geodata: Path | None) -> None:
    """Start the app and open it in a browser."""
    from karamap.app.serve import run

    if geodata:
        if not geodata.is_dir():
            raise DataError(f"{geodata} is not a folder: expected a folder of geodata")
        # the app runs in this process, and reads its settings there
        os.environ["KARAMAP_GEODATA"] = str(geodata.absolute())
    run(host, port, prefix=prefix, open_browser=not no_browser)
