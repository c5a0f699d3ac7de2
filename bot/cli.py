"""The command line: `bearings --help`."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
import subprocess
import sys
from typing import Any

import click

from bot.errors import BearingsError
from bot.logs import configure_logs, prepare_environment
from bot.settings import Settings, load_settings

LOOPBACK = "127.0.0.1"


class OneLine(click.Group):
    """Shows what a person can mend as one line, without a traceback, with exit status 2."""

    def invoke(self, context: click.Context) -> Any:
        """Run the command."""
        try:
            return super().invoke(context)
        except BearingsError as error:
            click.echo(f"bearings: {error}", err=True)
            sys.exit(2)


@click.group(cls=OneLine)
def main() -> None:
    """Bearings: a mentor in a chat for young scientists who are torn about AI."""
    prepare_environment()


@main.command()
def run() -> None:
    """Talk to it: on Telegram if a token is set, else in this terminal; with the mentors' page."""
    settings = load_settings()
    mentors = _mentors_in_background(settings)
    try:
        if settings.telegram_token:
            _telegram(settings)
        else:
            _chat(settings)
    finally:
        if mentors:
            mentors.terminate()
            mentors.wait()


@main.command()
def chat() -> None:
    """Talk to it in this terminal."""
    _chat(load_settings())


@main.command()
def telegram() -> None:
    """Run the Telegram bot: long polling, or a webhook if its address is set."""
    _telegram(load_settings())


@main.command()
@click.option("--port", type=click.IntRange(0, 65535), default=5005, show_default=True)
@click.option("--host", default=LOOPBACK, show_default=True, help="Loopback only.")
def serve(port: int, host: str) -> None:
    """Serve the assistant over HTTP on loopback."""
    _refuse_open_address(host)
    settings = load_settings()
    _refuse_used_port(port)
    assistant = _assistant(settings)
    from bot.assistant.http import serve as serve_http

    click.echo(f"Listening on http://{LOOPBACK}:{port}", err=True)
    _until_interrupted(serve_http(assistant, port))


@main.command()
@click.option("--port", type=click.IntRange(0, 65535), default=None, help="Loopback port.")
def mentors(port: int | None) -> None:
    """Show mentors the themes by week, on loopback."""
    from bot.mentors.run import run_page

    settings = load_settings()
    configure_logs_without_rasa(settings)
    chosen = settings.mentors_port if port is None else port
    _refuse_used_port(chosen)
    click.echo(f"The mentors' page: http://{LOOPBACK}:{chosen}", err=True)
    run_page(settings, chosen)


@main.command()
def train() -> None:
    """Check the data, train a model, evaluate it and release it to models/."""
    from bot.training.train import train_and_release

    settings = load_settings()
    configure_logs(settings.log_level)
    train_and_release(settings)


@main.command()
@click.option(
    "--only",
    type=click.Choice(["english", "every_language"]),
    help="Adapt one of the two encoders; by default both.",
)
def adapt(only: str | None) -> None:
    """Adapt the sentence encoders to the intents (half an hour); then train."""
    from bot.training.adaptation import adapt_encoders

    configure_logs(load_settings().log_level)
    adapt_encoders(only)


@main.command()
def check() -> None:
    """Check that the Rasa project fits together and no reply is missing."""
    from bot.training.check import check as check_project

    configure_logs(load_settings().log_level)
    check_project()


@main.command("check-content")
def check_content() -> None:
    """Check facts and wordings: what is old, uncited, too long, unexplained, or leads nowhere."""
    from datetime import date

    from bot.content.check import check_content as check_all

    check_all(date.today())


@main.command()
def facts() -> None:
    """Write docs/facts.md from data/facts.yml."""
    from bot.content.facts import read_facts
    from bot.content.page import write_page

    write_page(read_facts())


@main.command()
@click.option("--folds", type=click.IntRange(2, 10), default=5, show_default=True)
def evaluate(folds: int) -> None:
    """Cross-validate the NLU and write scores and pictures to results/."""
    from bot.training.evaluate import evaluate_nlu

    configure_logs(load_settings().log_level)
    evaluate_nlu(folds)


def configure_logs_without_rasa(settings: Settings) -> None:
    """Configure logs in a process that must not import Rasa."""
    import logging

    logging.basicConfig(level=settings.log_level, format="%(levelname)s %(name)s %(message)s")
    logging.getLogger("sqlalchemy").setLevel(logging.WARNING)


def _assistant(settings: Settings) -> Any:
    from bot.assistant.manifest import released_model
    from bot.store.opening import open_store

    # What can be wrong is found before Rasa is loaded, which takes long.
    released_model(settings.models_dir)
    open_store(settings)[0].dispose()
    click.echo("Loading the assistant …", err=True)
    configure_logs(settings.log_level)
    from bot.assistant.agent import load_assistant

    return load_assistant(settings)


def _chat(settings: Settings) -> None:
    from bot.terminal import chat as talk

    try:
        talk(_assistant(settings), settings.resolved_pictures)
    except KeyboardInterrupt:
        click.echo("")


def _telegram(settings: Settings) -> None:
    if not settings.telegram_token:
        raise BearingsError(
            "TELEGRAM_BOT_TOKEN is not set: put the token that @BotFather gave you into .env."
        )
    from bot.telegram.run import run as run_telegram

    _until_interrupted(run_telegram(settings, _assistant(settings)))


def _until_interrupted(work: Any) -> None:
    try:
        asyncio.run(work)
    except KeyboardInterrupt:
        click.echo("", err=True)


def _mentors_in_background(settings: Settings) -> subprocess.Popen[bytes] | None:
    if _port_is_used(settings.mentors_port):
        click.echo(
            f"The mentors' page is left out: port {settings.mentors_port} is in use "
            "(set BEARINGS_MENTORS_PORT).",
            err=True,
        )
        return None
    command = [sys.executable, "-m", "bot.cli", "mentors"]
    return subprocess.Popen(command)  # noqa: S603 - our own command, no input of anybody's


def _refuse_open_address(host: str) -> None:
    try:
        loopback = host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        loopback = False
    if not loopback:
        raise BearingsError(
            f"Bearings serves on loopback only, not on {host}: "
            "leave --host out and put a proxy with TLS in front."
        )


def _port_is_used(port: int) -> bool:
    if port == 0:
        return False
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return True
    return False


def _refuse_used_port(port: int) -> None:
    if _port_is_used(port):
        raise BearingsError(f"Port {port} is in use: end what listens there, or choose another.")


if __name__ == "__main__":
    main()
