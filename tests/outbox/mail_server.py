"""A mail server of a few lines: what it answers to each command is said by the test."""

import socket
import threading
from contextlib import suppress
from email import message_from_bytes, policy

ANSWERS = {"EHLO": "250 mail.example", "MAIL": "250 ok", "RCPT": "250 ok", "DATA": "354 go on", ".": "250 taken"}


class MailServer:
    """Listens on a free port of 127.0.0.1; `received` are the letters that it has taken.

    `answers` may name another answer to a command, or None for none at all. `.` is the end of a letter; one to which
    nothing is answered is taken all the same.
    """

    def __init__(self, **answers):
        self.answers = {**ANSWERS, **answers}
        self.received = []
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        threading.Thread(target=self._listen, daemon=True).start()

    def stop(self):
        with suppress(OSError):  # stopped already
            self._socket.shutdown(socket.SHUT_RDWR)  # ends the wait for the next connection too
        self._socket.close()

    def _listen(self):
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            threading.Thread(target=self._converse, args=[connection], daemon=True).start()

    def _converse(self, connection):
        with connection, connection.makefile("rwb") as lines:
            self._say(lines, "220 mail.example")
            for line in lines:
                word = line.decode().split()[0].upper()[:4]
                if word == "QUIT":
                    return
                self._say(lines, self.answers.get(word, "250 ok"))
                if word == "DATA" and self.answers["DATA"].startswith("354"):
                    self._take(lines)

    def _take(self, lines):
        text = b""
        while (line := lines.readline()) != b".\r\n":
            text += line
        if self.answers["."] in (None, ANSWERS["."]):
            self.received.append(message_from_bytes(text, policy=policy.default))
        self._say(lines, self.answers["."])

    def _say(self, lines, answer):
        if answer is not None:
            lines.write(answer.encode() + b"\r\n")
            lines.flush()
