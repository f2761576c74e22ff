"""A process that forks senders to be killed: the real composing and sending, warm, so that a crash test is quick.

Run as `python -m tests.alerts.nursery DATABASE CONFIG_DIR`. Each line on stdin is a moment (ISO); the child that
composes and sends at that moment is a process of its own, whose id comes back on stdout, then its end.
"""

import asyncio
import os
import sys
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
        child = os.fork()
        if child == 0:
            work(database_url, Path(config_dir), datetime.fromisoformat(line.strip()))
            os._exit(0)
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()
        _, status = os.waitpid(child, 0)
        sys.stdout.write(f"{status}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
