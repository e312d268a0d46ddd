"""Reads mails with Python's own email module and Debian's python3-icalendar, and writes what it read as JSON.

usage: read_mails.py FOLDER
"""
import email
import json
import pathlib
import sys
from email import policy

from icalendar import Calendar


def read(path):
    mail = email.message_from_bytes(path.read_bytes(), policy=policy.default)
    parts = list(mail.iter_parts())
    calendars = [part for part in parts if part.get_content_type() == "text/calendar"]
    event = Calendar.from_ical(calendars[0].get_payload(decode=True)).walk("VEVENT")[0] if calendars else None
    return {
        "to": mail["to"].addresses[0].addr_spec,
        "from": mail["from"].addresses[0].addr_spec,
        "subject": mail["subject"],
        "id": mail["message-id"],
        "kind": mail.get_content_type(),
        "parts": [part.get_content_type() for part in parts],
        "text": parts[0].get_content(),
        "method": calendars[0].get_param("method") if calendars else None,
        "attendee": str(event["attendee"]) if event else None,
        "summary": str(event["summary"]) if event else None,
    }


print(json.dumps([read(path) for path in sorted(pathlib.Path(sys.argv[1]).glob("*.eml"))]))
