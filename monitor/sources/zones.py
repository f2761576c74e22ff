"""Whose clock a date without an offset was written by."""

from datetime import UTC, tzinfo
from zoneinfo import ZoneInfo

from monitor.sources.source import Source

ZONES = {
    "KZ": "Asia/Almaty",  # one zone for the whole country since March 2024
    "UZ": "Asia/Tashkent",
    "KG": "Asia/Bishkek",
    "TJ": "Asia/Dushanbe",
    "TM": "Asia/Ashgabat",
    "AE": "Asia/Dubai",
    "AF": "Asia/Kabul",
    "AM": "Asia/Yerevan",
    "AZ": "Asia/Baku",
    "BY": "Europe/Minsk",
    "CN": "Asia/Shanghai",
    "GB": "Europe/London",
    "GE": "Asia/Tbilisi",
    "IR": "Asia/Tehran",
    "MN": "Asia/Ulaanbaatar",
    "RU": "Europe/Moscow",
    "TR": "Europe/Istanbul",
}
"""Of the countries that outlets in the catalogue sit in or write about; others give their zone themselves."""


def zone_of(source: Source) -> tzinfo:
    """The source's own zone, else its country's, else UTC. An unknown name is UTC: `footprint check` has told it."""
    name = source.timezone or ZONES.get(source.country or "")
    if not name:
        return UTC
    try:
        return ZoneInfo(name)
    except (ValueError, LookupError, OSError):
        return UTC
