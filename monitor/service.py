"""The long-running process: ticks, signals, the web. What a tick does is a job's; this file only keeps time."""

import asyncio
import os
import signal
import socket
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from functools import partial
from typing import Any

import structlog
import uvicorn
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from fastapi import FastAPI

from db.engine import Database, SchedulerLock, SchedulerLost, scheduler_lock
from monitor.jobs.configuration import LiveConfiguration
from monitor.jobs.digest import Desk, digest_round
from monitor.jobs.due import due_sources
from monitor.jobs.means import Means, means, now
from monitor.jobs.poll import poll_together
from monitor.jobs.read import read_wanted
from monitor.match.watchlist import WATCHLIST_FILE
from monitor.settings import Settings
from monitor.web.app import build_app
from monitor.web.health import Pulse

log = structlog.get_logger()

TICKS = {"files": 5, "poll": 5, "read": 5, "digest": 10, "lock": 15}
"""Seconds between the rounds of each tick."""

READING = 45.0
"""Seconds after which a round of reading begins no other page: with the page in hand it ends before /healthz calls the
tick late. What is left comes in the next round."""

PATIENCE = 25.0
"""Seconds that jobs in hand are given after SIGTERM; then they are cancelled and their transactions roll back.
Below the 30 s after which Kubernetes kills and the 90 s after which systemd does."""


class PortTaken(Exception):
    """The health address cannot be opened; the message says what to set."""


class Service:
    """One scheduler over one database."""

    def __init__(self, settings: Settings, live: LiveConfiguration, database: Database) -> None:
        self.settings = settings
        self.live = live
        self.database = database
        self.started = now()
        self.ticks: dict[str, datetime] = {}
        self._stop = asyncio.Event()
        self._by_interrupt = False
        self._running: set[asyncio.Task[Any]] = set()
        self._in_hand: set[str] = set()
        self._tools: Means | None = None
        self._lock: SchedulerLock | None = None
        self._lost = False

    async def run(self) -> bool:
        """Work until told to stop; True when SIGINT told it. Raises PortTaken and DatabaseError.

        The database errors: another scheduler is at work, or the database has forgotten this one.
        """
        listener = _listen(self.settings.host, self.settings.port)
        with scheduler_lock(self.database) as self._lock, self._signals(), listener:
            async with means(self.settings, self.database, self.live.current.watchlist) as tools:
                web = _Web(uvicorn.Config(self._app(), log_config=None, access_log=False, lifespan="off"))
                serving = asyncio.create_task(web.serve(sockets=[listener]))
                self._tools = tools
                scheduler = AsyncIOScheduler()
                rounds = {
                    "files": self.files,
                    "poll": self.poll,
                    "read": self.read,
                    "digest": self.digest,
                    "lock": self.lock,
                }
                for name, seconds in TICKS.items():
                    self.ticks[name] = now()
                    scheduler.add_job(
                        self._round(name, rounds[name]),
                        "interval",
                        seconds=seconds,
                        next_run_time=now(),
                        misfire_grace_time=None,
                        coalesce=True,
                        max_instances=1,
                    )
                scheduler.start()
                address = listener.getsockname()
                log.info(
                    "started",
                    sources=len(self.live.current.catalogue.sources),
                    database=self.database.name,
                    health=f"http://{address[0]}:{address[1]}/healthz",
                    pid=os.getpid(),
                )
                await self._stop.wait()
                scheduler.pause()
                await self._finish()
                # APScheduler cancels what still runs when it is shut down: only now is nothing left to cancel.
                scheduler.shutdown(wait=False)
                web.should_exit = True
                await serving
        log.info("stopped")
        if self._lost:
            raise SchedulerLost(self.database.name)
        return self._by_interrupt

    def _app(self) -> FastAPI:
        """The web: health, and where the desk has a public address the page behind the unsubscribe links."""
        desk = (self.database, os.environ) if self.settings.desk_url else None
        return build_app(self.pulse, desk)

    def pulse(self) -> Pulse:
        """How the service is, for /healthz."""
        problems = (*self.live.refused, *self.live.current.problems)
        return Pulse(
            self.started,
            dict(self.ticks),
            len(self.live.current.catalogue.sources),
            tuple(str(problem) for problem in problems),
        )

    def stop(self, *, interrupted: bool) -> None:
        """Begin the end; a second call changes nothing."""
        if not self._stop.is_set():
            self._by_interrupt = interrupted
            log.info("stopping", in_hand=len(self._running))
            self._stop.set()

    async def files(self, tools: Means) -> None:
        """Take up YAML files that were edited; keep the last good version of one that is wrong."""
        for name, problems in self.live.refresh().items():
            if problems:
                log.error(
                    "file refused, its last good version stays in use",
                    file=name,
                    problems=[str(problem) for problem in problems],
                )
                continue
            log.info("file taken up", file=name)
            if name == WATCHLIST_FILE:
                self._tools = await tools.think(tools.watching, self.live.current.watchlist)

    async def poll(self, tools: Means) -> None:
        """Start polling what is due and not in hand already; a slow source keeps nobody waiting."""
        due = await due_sources(self.live.current.catalogue, tools)
        for together in due:
            names = {source.id for source in together}
            if names & self._in_hand or self._stop.is_set():
                continue
            self._in_hand |= names
            task = self._start(poll_together(together, tools))
            task.add_done_callback(partial(self._let_go, names))

    def _let_go(self, names: set[str], task: asyncio.Task[Any]) -> None:
        self._in_hand -= names

    async def read(self, tools: Means) -> None:
        """Read the pages of promising articles, a handful a round; a slow host does not hold the next round up."""
        end = asyncio.get_running_loop().time() + READING

        def over() -> bool:
            return self._stop.is_set() or asyncio.get_running_loop().time() > end

        await read_wanted(self.live.current.catalogue, tools, stop=over)

    async def digest(self, tools: Means) -> None:
        """Compose what is due, and send what waits."""
        await digest_round(Desk(self.live.current, self.settings), tools)

    async def lock(self, tools: Means) -> None:
        """End when the database has forgotten whose scheduler this is: two schedulers would poll side by side."""
        if self._lock is not None and not await asyncio.to_thread(self._lock.held):
            self._lost = True
            self.stop(interrupted=False)

    def _round(self, name: str, do: Callable[[Means], Awaitable[None]]) -> Callable[[], Coroutine[Any, Any, None]]:
        async def once() -> None:
            if self._stop.is_set() or self._tools is None:
                return
            self.ticks[name] = now()
            await self._start(self._shielded(name, do, self._tools))

        return once

    async def _shielded(self, name: str, do: Callable[[Means], Awaitable[None]], tools: Means) -> None:
        try:
            await do(tools)
        except Exception:
            log.exception("a round failed and will be tried again", round=name)

    def _start(self, work: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        task = asyncio.create_task(work)
        self._running.add(task)
        task.add_done_callback(self._ended)
        return task

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._running.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("a job failed", error=repr(error), exc_info=error)

    async def _finish(self) -> None:
        if not self._running:
            return
        _, late = await asyncio.wait(self._running, timeout=PATIENCE)
        for task in late:
            task.cancel()
        if late:
            log.warning("cancelled what did not finish in time; it is rolled back", jobs=len(late))
            await asyncio.wait(late, timeout=2.0)

    @contextmanager
    def _signals(self) -> Iterator[None]:
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGTERM, lambda: self.stop(interrupted=False))
        loop.add_signal_handler(signal.SIGINT, lambda: self.stop(interrupted=True))
        try:
            yield
        finally:
            loop.remove_signal_handler(signal.SIGTERM)
            loop.remove_signal_handler(signal.SIGINT)


class _Web(uvicorn.Server):
    """Uvicorn without its own signal handlers: the service has its own."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        with suppress(OSError):
            listener.close()
        raise PortTaken(
            f"cannot listen on {host}:{port} ({error.strerror}); set FOOTPRINT_PORT to a free port, or 0 for any"
        ) from None
    return listener
