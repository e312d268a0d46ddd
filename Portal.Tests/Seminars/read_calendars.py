"""Reads calendar files with Debian's python3-icalendar, which shares nothing with the portal, and writes what it read as JSON.

usage: read_calendars.py FOLDER
For each .ics file: its method, its events, and whatever is wrong with its bytes. The instants of an event are given three times:
as the parser has them, by the rules that stand in the file (VTIMEZONE), and by the machine's own zone data.
"""
import json
import pathlib
import sys
import zoneinfo
from datetime import timezone

from icalendar import Calendar


def instants(prop, zone_of_file):
    value = prop.dt
    if "TZID" not in prop.params:
        return [value.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%S")] * 3
    clock = value.replace(tzinfo=None)
    ways = [value, zone_of_file.localize(clock), clock.replace(tzinfo=zoneinfo.ZoneInfo(prop.params["TZID"]))]
    return [way.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%S") for way in ways]


def faults(octets):
    lines = octets.split(b"\r\n")
    if lines[-1] != b"":
        yield "the last line has no end"
    for number, line in enumerate(lines, 1):
        if len(line) > 75:
            yield f"line {number} has {len(line)} octets"
        if any(octet < 32 or octet == 127 for octet in line):
            yield f"line {number} has a control character"
        line.decode("utf-8")


def read(path):
    octets = path.read_bytes()
    calendar = Calendar.from_ical(octets)
    zone = calendar.walk("VTIMEZONE")[0].to_tz()
    events = []
    for event in calendar.walk("VEVENT"):
        attendees = event.get("attendee", [])
        events.append({
            "uid": str(event["uid"]),
            "sequence": int(event["sequence"]),
            "status": str(event["status"]),
            "summary": str(event["summary"]),
            "location": str(event.get("location", "")),
            "attendees": [str(one) for one in (attendees if isinstance(attendees, list) else [attendees])],
            "starts": instants(event["dtstart"], zone),
            "ends": instants(event["dtend"], zone),
        })
    return {"file": path.name, "method": str(calendar["method"]), "faults": list(faults(octets)), "errors": [str(error) for error in calendar.errors], "events": events}


print(json.dumps([read(path) for path in sorted(pathlib.Path(sys.argv[1]).glob("*.ics"))]))
