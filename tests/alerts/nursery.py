"""A process that forks senders to be killed: the real composing and sending, warm, so that a crash test is quick.

Run as `python -m tests.alerts.nursery DATABASE CONFIG_DIR`. Each line on stdin is a moment (ISO) and, after a blank,
the seconds after which to kill; the child that composes and sends at that moment is a process of its own, whose wait
status comes back on stdout.
"""

import asyncio
import os
import signal
import sys
import time
from datetime import datetime
from pathlib import Path

import aiosmtplib
import css_inline
import slack_sdk.webhook
import structlog

from alerts.channels import slack
from alerts.channels.base import Surroundings
from alerts.check import load_subscriptions
from alerts.compose import compose_due
from alerts.known import Known
from alerts.render import render_html
from alerts.sending import send_waiting
from db.engine import open_database
from monitor.settings import Settings
from tests.alerts.samples import full_digest

WARM = (aiosmtplib, css_inline, slack_sdk.webhook)


def work(database_url: str, config_dir: Path, now: datetime) -> None:
    """One round, as the service does it."""
    subscriptions, _ = load_subscriptions(config_dir, os.environ)
    around = Surroundings(config_dir, dict(os.environ), Settings())
    with open_database(database_url) as database:
        for one in subscriptions.active:
            compose_due(database, one, now, Known(mail_domain="footprint.example"), forced=True)
        asyncio.run(send_waiting(database, subscriptions, around, clock=lambda: now))


def main(database_url: str, config_dir: str) -> None:
    slack.BETWEEN_POSTS = 0.01  # this receiver sets no pace
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(50))
    render_html(full_digest())
    for line in sys.stdin:
        moment, _, kill_after = line.strip().partition(" ")
        child = os.fork()
        if child == 0:
            work(database_url, Path(config_dir), datetime.fromisoformat(moment))
            os._exit(0)
        sys.stdout.write(f"{end_of(child, float(kill_after) if kill_after else None)}\n")
        sys.stdout.flush()


def end_of(child: int, kill_after: float | None) -> int:
    """The wait status of a child: its own end, or SIGKILL after so many seconds. Reaped here, so the id is its own."""
    began = time.monotonic()
    while kill_after is not None:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return status
        if time.monotonic() - began >= kill_after:
            os.kill(child, signal.SIGKILL)
            break
        time.sleep(0.001)
    return os.waitpid(child, 0)[1]


if __name__ == "__main__":
    main(*sys.argv[1:])
