"""Runs an unmodified Pulumi program in this process, without the Pulumi CLI."""

from __future__ import annotations

import asyncio
import os
import runpy
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pulumi
from pulumi.runtime import settings
from pulumi.runtime.config import set_all_config
from pulumi.runtime.mocks import MockMonitor, set_mocks
from pulumi.runtime.stack import run_pulumi_func

from local.stack_config import StackConfig

_REGISTRATION_THREADS = 2


def run_program(
    root: Path, config: StackConfig, monitor: MockMonitor, stop: Callable[[], None] = lambda: None
) -> dict[str, Any]:
    """Runs `root`/__main__.py against `monitor` and returns the stack's outputs as plain values.

    Raises what the program or the monitor raised first. The working directory is `root` meanwhile, as under the CLI.
    `stop` is called at Ctrl-C: the SDK waits for all that the program has registered by then.
    """

    async def run() -> dict[str, Any]:
        # The SDK keeps all of its state in context variables, and this task has a context of its own: nothing
        # leaks into the caller. The root Stack must be made inside the loop that runs it, or it never resolves; and
        # the set of unresolved outputs is the only state that set_mocks leaves as an earlier run left it.
        settings.set_root_resource(None)  # type: ignore[arg-type]
        settings.SETTINGS.outputs = set()
        set_mocks(monitor.mocks, config.project, config.stack, preview=False, monitor=monitor, organization="local")
        set_all_config(dict(config.values))
        await run_pulumi_func(lambda: _execute(root, stop))
        return await _resolved_outputs()

    with _program_surroundings(root), _event_loop() as loop:
        return loop.run_until_complete(run())


def _execute(root: Path, stop: Callable[[], None]) -> None:
    try:
        runpy.run_path(str(root / "__main__.py"), run_name="__main__")
    except KeyboardInterrupt:
        stop()
        raise


async def _resolved_outputs() -> dict[str, Any]:
    stack = settings.get_root_resource()
    outputs: Any = getattr(stack, "outputs", {})
    return dict(await pulumi.Output.from_input(outputs).future() or {})


@contextmanager
def _program_surroundings(root: Path) -> Iterator[None]:
    directory, path = Path.cwd(), list(sys.path)
    os.chdir(root)
    sys.path.insert(0, str(root))
    try:
        yield
    finally:
        os.chdir(directory)
        sys.path[:] = path


@contextmanager
def _event_loop() -> Iterator[asyncio.AbstractEventLoop]:
    """A loop whose worker threads have loops of their own (the SDK wants one there), all closed at the end."""
    loop = asyncio.new_event_loop()
    thread_loops: list[asyncio.AbstractEventLoop] = []
    lock = threading.Lock()

    def give_the_thread_a_loop() -> None:
        with lock:
            thread_loops.append(asyncio.new_event_loop())
            asyncio.set_event_loop(thread_loops[-1])

    pool = ThreadPoolExecutor(_REGISTRATION_THREADS, "pulumi", initializer=give_the_thread_a_loop)
    loop.set_default_executor(pool)
    # One failure fails everything that depends on it; the first one is raised, the others are echoes of it.
    loop.set_exception_handler(lambda _loop, _context: None)
    asyncio.set_event_loop(loop)
    at_once = False
    try:
        yield loop
    except KeyboardInterrupt:
        at_once = True  # the emulator, which these threads are calling, is the next that ends
        raise
    finally:
        pool.shutdown(wait=not at_once, cancel_futures=True)
        if not at_once:
            _cancel_what_is_left(loop)
            for each in (*thread_loops, loop):
                each.close()
        asyncio.set_event_loop(None)


def _cancel_what_is_left(loop: asyncio.AbstractEventLoop) -> None:
    tasks = asyncio.all_tasks(loop)
    for task in tasks:
        task.cancel()
    if tasks:
        loop.run_until_complete(asyncio.wait(tasks, timeout=5))
