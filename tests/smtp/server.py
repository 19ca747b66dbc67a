#!/usr/bin/python3
"""A mail server for the tests: real SMTP, and as unkind as it is told to be.

It prints its port, then a line of JSON for each mail that it has in full. Each line of standard input is JSON with what it
does from then on:

  {"do": "accept"}
  {"do": "refuse", "at": "rcpt" or "data", "with": "450 4.2.1 Mailbox is full"}
  {"do": "hang"}                       never answers the end of a mail
  {"do": "drop"}                       has the mail, and hangs up without a word
  {"do": "kill", "pid": 1234, "when": "before" or "after" or a number of milliseconds after its answer}
  {"do": "stop listening"}
  {"do": "say"}                        goes on as before

An empty JSON object answers each line, after all that happened before it.

--auth USER:PASSWORD asks for them, --tls CERTIFICATE KEY offers STARTTLS, --smtps speaks TLS from the first byte.
"""

import argparse
import asyncio
import email
import email.policy
import json
import os
import signal
import ssl
import sys
import time

from aiosmtpd.smtp import AuthResult, SMTP


class Server:
    def __init__(self):
        self.will = {"do": "accept"}
        self.told = asyncio.Event()
        self.doom = None

    def hear(self, line):
        self.will = json.loads(line)
        self.told.set()

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.will["do"] == "refuse" and self.will["at"] == "rcpt":
            return self.will["with"]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        will = self.will
        if will["do"] == "refuse":
            return will["with"]
        if will["do"] == "kill":
            while "pid" not in self.will:
                self.told.clear()
                await self.told.wait()
            will, self.will = self.will, {"do": "kill"}
        self.tell(server, session, envelope)
        if will["do"] == "hang":
            await asyncio.sleep(3600)
        if will["do"] == "drop":
            server.transport.abort()
        if will["do"] == "kill":
            if will["when"] == "before":
                os.kill(will["pid"], signal.SIGKILL)
            else:
                self.doom = will
        return "250 2.0.0 taken"

    def tell(self, server, session, envelope):
        content = envelope.content
        message = email.message_from_bytes(content, policy=email.policy.default)

        def part(kind):
            body = message.get_body((kind,))
            return body.get_content().replace("\r\n", "\n") if body else None

        print(json.dumps({
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "headers": [[name, str(value)] for name, value in message.items()],
            "kinds": [p.get_content_type() for p in message.walk()],
            "text": part("plain"),
            "html": part("html"),
            "raw": content.decode("ascii", "backslashreplace"),
            "tls": server.transport.get_extra_info("sslcontext") is not None,
            "user": session.auth_data if isinstance(session.auth_data, str) else None,
        }), flush=True)


class Connection(SMTP):
    """Kills whom it is told to kill once its answer is on its way."""

    async def push(self, status):
        await super().push(status)
        doom, self.event_handler.doom = self.event_handler.doom, None
        if doom:
            if doom["when"] != "after":
                # Other than a pause of the loop, this one is as short as asked for.
                until = time.monotonic() + doom["when"] / 1000
                while time.monotonic() < until:
                    pass
            os.kill(doom["pid"], signal.SIGKILL)


async def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--auth")
    parser.add_argument("--tls", nargs=2)
    parser.add_argument("--smtps", action="store_true")
    asked = parser.parse_args()
    context = None
    if asked.tls:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(*asked.tls)

    def check(server, session, envelope, mechanism, data):
        given = f"{data.login.decode()}:{data.password.decode()}"
        return AuthResult(success=given == asked.auth, handled=False, auth_data=data.login.decode())

    server = Server()
    loop = asyncio.get_running_loop()

    def connection():
        return Connection(
            server,
            hostname="mail.test.example",
            loop=loop,
            tls_context=None if asked.smtps else context,
            require_starttls=bool(context) and not asked.smtps,
            authenticator=check if asked.auth else None,
            auth_required=bool(asked.auth),
            auth_require_tls=False,
        )

    listening = await loop.create_server(connection, "127.0.0.1", 0, ssl=context if asked.smtps else None)
    print(listening.sockets[0].getsockname()[1], flush=True)
    # Whoever started it is gone when standard input ends.
    heard = asyncio.StreamReader()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(heard), sys.stdin)
    while line := await heard.readline():
        what = json.loads(line)["do"]
        if what == "stop listening":
            listening.close()
            await listening.wait_closed()
        elif what != "say":
            server.hear(line)
        print("{}", flush=True)


asyncio.run(main())
