"""Asks before something is spent or changed; who is not at a terminal says yes on the command line."""

from __future__ import annotations

import sys
from contextlib import redirect_stdout

import typer

from cli.failures import CommandFailed


def confirmed(question: str, yes: bool) -> bool:
    """Raises CommandFailed where nobody can be asked."""
    if yes:
        return True
    if not sys.stdin.isatty():
        raise CommandFailed(f"{question} There is no terminal to ask at: say --yes, or nothing is done")
    with redirect_stdout(sys.stderr):  # stdout is for the answer of the command
        return typer.confirm(question)


def named(what: str, name: str, yes: bool) -> bool:
    """Whether somebody has typed the name of what is to be changed for good. Raises CommandFailed as `confirmed`."""
    question = f"{what} Type {name} to go on:"
    if yes:
        return True
    if not sys.stdin.isatty():
        raise CommandFailed(f"{what} There is no terminal to ask at: say --yes, or nothing is done")
    return asked(question, needed=False) == name


def asked(question: str, *, needed: bool) -> str:
    """What somebody types at the terminal; "" where it is not `needed`."""
    with redirect_stdout(sys.stderr):
        return str(typer.prompt(question, default=None if needed else "", show_default=False)).strip()
