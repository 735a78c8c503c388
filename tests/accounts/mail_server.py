"""A small mail server for the tests: real sockets, the part of SMTP that a mail needs, and faults on demand."""

import socketserver
import threading
from email import message_from_bytes, policy
from email.message import EmailMessage


class MailServer(socketserver.ThreadingTCPServer):
    """Keeps what it gets. `refusals` are answers to give first, one a mail, instead of taking it."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, refusals: list[str] | None = None, hang_up_after_data: bool = False) -> None:
        super().__init__(("127.0.0.1", 0), _Talk)
        self.refusals = refusals or []
        self.hang_up_after_data = hang_up_after_data
        self.got: list[EmailMessage] = []
        self.taken = threading.Event()

    def __enter__(self) -> "MailServer":
        threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(self, *error: object) -> None:
        self.shutdown()
        self.server_close()

    @property
    def port(self) -> int:
        return int(self.server_address[1])


class _Talk(socketserver.StreamRequestHandler):
    server: MailServer

    def say(self, text: str) -> None:
        self.wfile.write(text.encode() + b"\r\n")

    def handle(self) -> None:
        self.say("220 ready")
        for line in self.rfile:
            word = line[:4].upper()
            if word == b"MAIL" and self.server.refusals:
                self.say(self.server.refusals.pop(0))
            elif word == b"DATA":
                self.say("354 go on")
                self.take()
                if self.server.hang_up_after_data:
                    return
            elif word == b"QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 fine")

    def take(self) -> None:
        lines = []
        for line in self.rfile:
            if line == b".\r\n":
                break
            lines.append(line)
        self.server.got.append(message_from_bytes(b"".join(lines), policy=policy.default))  # type: ignore[arg-type]
        self.server.taken.set()
        if not self.server.hang_up_after_data:
            self.say("250 taken")
