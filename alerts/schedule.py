"""When a digest is due. Pure: the clock's reading comes in.

Cron is read as Debian's cron reads it (`cronsim`): day of month OR day of week when both are given, `7` is Sunday,
and on the nights when the clock changes a skipped moment runs at once and a repeated one runs once.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from cronsim import CronSim, CronSimError

IMMEDIATE = "immediate"
QUIET = re.compile(r"^\s*(\d{1,2}):(\d{2})\s*-\s*(\d{1,2}):(\d{2})\s*$")


class ScheduleError(ValueError):
    """A schedule or quiet hours that cannot be read; the message says what is wrong and what to write."""


@dataclass(frozen=True, slots=True)
class QuietHours:
    """A part of each day, in the subscription's time zone, in which nothing is composed. May span midnight."""

    start: time
    end: time

    def covers(self, moment: time) -> bool:
        """Whether `moment` lies in [start, end)."""
        if self.start <= self.end:
            return self.start <= moment < self.end
        return moment >= self.start or moment < self.end


@dataclass(frozen=True, slots=True)
class Rhythm:
    """A subscription's schedule with all that shapes it."""

    schedule: str
    """A cron line of five fields, or `immediate`."""
    timezone: str = "UTC"
    quiet: QuietHours | None = None
    at_most_every: timedelta = timedelta(minutes=15)
    """For `immediate`: what comes within this span is bundled into one digest."""


def check_schedule(schedule: str) -> None:
    """Raise ScheduleError unless `schedule` is `immediate` or a cron line of five fields that some day meets."""
    if schedule == IMMEDIATE:
        return
    if len(schedule.split()) != 5:
        raise ScheduleError("a schedule is `immediate` or five fields: minute hour day-of-month month day-of-week")
    try:
        next(CronSim(schedule, datetime(2024, 1, 1, tzinfo=UTC)))
    except CronSimError as error:
        raise ScheduleError(f"cron cannot read it: {error}") from None
    except StopIteration:
        raise ScheduleError("no day ever meets it") from None


def quiet_hours(text: str) -> QuietHours:
    """`22:00-07:00` as QuietHours; raises ScheduleError for another form or for no hours at all."""
    found = QUIET.match(text)
    try:
        if not found:
            raise ValueError
        quiet = QuietHours(time(int(found[1]), int(found[2])), time(int(found[3]), int(found[4])))
    except ValueError:
        raise ScheduleError(f"{text!r} are no hours of a day; write 22:00-07:00") from None
    if quiet.start == quiet.end:
        raise ScheduleError("quiet hours that end when they begin; write 22:00-07:00")
    return quiet


def due(rhythm: Rhythm, last_due: datetime, now: datetime) -> datetime | None:
    """The moment to compose for, or None when none is due.

    The latest moment of the schedule in (last_due, now]: moments missed while the machine slept collapse into it.
    In quiet hours nothing is due; what fell into them is due when they end. `last_due` and `now` are aware.
    """
    zone = ZoneInfo(rhythm.timezone)
    if rhythm.quiet and rhythm.quiet.covers(now.astimezone(zone).time()):
        return None
    if rhythm.schedule == IMMEDIATE:
        return now if now - last_due >= rhythm.at_most_every else None
    latest = _latest(rhythm.schedule, now.astimezone(zone))
    return latest if latest is not None and _after(latest, last_due) else None


def next_due(rhythm: Rhythm, after: datetime) -> datetime | None:
    """The first moment after `after` for which a digest will be composed; None when no day meets the schedule."""
    zone = ZoneInfo(rhythm.timezone)
    if rhythm.schedule == IMMEDIATE:
        return _out_of_quiet(after + rhythm.at_most_every, rhythm, zone)
    try:
        moment = next(CronSim(rhythm.schedule, after.astimezone(zone)))
    except StopIteration:
        return None
    return _out_of_quiet(moment, rhythm, zone)


def _latest(schedule: str, now: datetime) -> datetime | None:
    """The latest moment of `schedule` that is not after `now`.

    Asked forward from a moment known to lie before it: cronsim's backward reading and its forward reading differ
    on the nights when the clock changes, and forward is what cron does.
    """
    try:
        start = next(CronSim(schedule, now, reverse=True)) - timedelta(days=1, seconds=1)
    except StopIteration:
        return None
    latest = None
    for moment in CronSim(schedule, start.astimezone(now.tzinfo)):
        if _after(moment, now):
            return latest
        latest = moment
    return latest


def _after(one: datetime, other: datetime) -> bool:
    """Whether `one` is later. In UTC: two readings of one zone are compared by the clock's face, wrong twice a year."""
    return one.astimezone(UTC) > other.astimezone(UTC)


def _out_of_quiet(moment: datetime, rhythm: Rhythm, zone: ZoneInfo) -> datetime:
    local = moment.astimezone(zone)
    if rhythm.quiet is None or not rhythm.quiet.covers(local.time()):
        return local
    end = local.replace(hour=rhythm.quiet.end.hour, minute=rhythm.quiet.end.minute, second=0, microsecond=0)
    return end if end > local else end + timedelta(days=1)
