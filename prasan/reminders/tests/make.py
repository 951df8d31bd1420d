"""A letter with things owed, and stand-ins for the world outside, made for tests."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from http.server import BaseHTTPRequestHandler, HTTPServer
from json import loads
from typing import Any
from uuid import UUID

from prasan.accounts.models import User
from prasan.areas.models import Area
from prasan.directives.models import Directive
from prasan.directives.reminding import draft_reminder, issue_reminder
from prasan.directives.tests import make as directives
from prasan.reminders.actions import hand_task
from prasan.reminders.channels import Unreachable
from prasan.reminders.models import Task


@dataclass
class Post:
    """A carrier that remembers what it carried, and is down when told."""

    can_repeat: bool = True
    fault: Exception | None = None
    carried: list[tuple[str, str, UUID]] = field(default_factory=list)

    def carry(self, *, to: str, title: str, body: str, key: UUID) -> None:
        if self.fault:
            raise self.fault
        self.carried.append((to, title, key))


DOWN = Unreachable("ติดต่อไม่ได้")


class LineServer(HTTPServer):
    """What LINE checks of a push, as its reference has it: a token, a key, one to five texts."""

    def __init__(self, token: str) -> None:
        super().__init__(("127.0.0.1", 0), _Push)
        self.token, self.answer = token, 0
        self.taken: dict[str, dict[str, Any]] = {}

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _Push(BaseHTTPRequestHandler):
    server: LineServer

    def do_POST(self) -> None:
        sent = loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.send_response(self._judged(sent))
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(b"{}")

    def _judged(self, sent: dict[str, Any]) -> int:
        key = self.headers.get("X-Line-Retry-Key", "")
        texts = [message["text"] for message in sent["messages"]]
        if self.path != "/v2/bot/message/push":
            return 404
        if self.headers.get("Authorization") != f"Bearer {self.server.token}":
            return 401
        if not sent["to"].startswith("U") or not 1 <= len(texts) <= 5:
            return 400
        if any(not 1 <= len(text) <= 5000 for text in texts) or str(UUID(key)) != key:
            return 400
        if self.server.answer:
            return self.server.answer
        if key in self.server.taken:
            return 409
        self.server.taken[key] = sent
        return 200

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class MailServer(socketserver.ThreadingTCPServer):
    """An SMTP server of the few words a letter needs; `refuse` is its answer to a recipient and
    `drop` ends the talk once the letter was handed over, before it says whether it took it."""

    allow_reuse_address = daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Talk)
        self.letters: list[str] = []
        self.refuse, self.drop = "", False

    @property
    def port(self) -> int:
        return int(self.server_address[1])


class _Talk(socketserver.StreamRequestHandler):
    server: MailServer

    def handle(self) -> None:
        self._say("220 here")
        while line := self.rfile.readline().decode().strip():
            word = line.split()[0].upper()
            if word == "DATA":
                self._say("354 go on")
                letter = self._letter()
                if self.server.drop:
                    return None
                self.server.letters.append(letter)
                self._say("250 taken")
            elif word == "RCPT" and self.server.refuse:
                self._say(self.server.refuse)
            elif word == "QUIT":
                return self._say("221 bye")
            else:
                self._say("250 ok")
        return None

    def _letter(self) -> str:
        lines = []
        while (line := self.rfile.readline().decode().rstrip("\r\n")) != ".":
            lines.append(line)
        return "\n".join(lines)

    def _say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())


@contextmanager
def serving(server: Any) -> Iterator[Any]:
    """Within, `server` answers."""
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


def reminded(by: User, directive: Directive, *, without: Area) -> Directive:
    """The reminder of 5 November to all that fall short but one, as an officer sends it."""
    draft = draft_reminder(
        by=by, directive=directive, due=directives.NEW_DUE, at=directives.moment()
    )
    kept = draft.letter.recipients.exclude(area=without)
    draft.letter.recipients.filter(area=without).delete()
    assert kept.exists()
    return issue_reminder(
        by=by,
        reminder=draft,
        edition=draft.letter.edition,
        dated=directives.TODAY,
        at=directives.moment(),
    )


def a_task(by: User, directive: Directive, area: Area, **changes: object) -> Task:
    """The copies of the area's own order, in the hands of `by` until 8 November 2567."""
    measure = "district_order_copies" if len(area.code) == 4 else "tambon_order_copies"
    facts: dict[str, object] = {
        "by": by,
        "obligation": directives.duty(directive, measure),
        "area": area,
        "user": by,
        "due": date(2024, 11, 8),
        "note": "ขอสำเนาที่ลงนามแล้ว",
        "at": directives.moment(),
    }
    return hand_task(**{**facts, **changes})  # type: ignore[arg-type]
