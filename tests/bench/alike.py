"""Asks in pairs, one known and one unknown address in a random order, each address once, each pair from a source of its own (a
trusted proxy says so, so that no limit answers instead). Compares status, length, and time by Welch's t: of all times, and
of those below the 90th percentile, where a small difference would show best. Below 4.5 nothing shows."""

import concurrent.futures
import http.client
import os
import random
import re
import socket
import statistics
import subprocess
import sys
import time
import urllib.parse

binary, folder, pairs = sys.argv[1], sys.argv[2], int(sys.argv[3])
LIMIT = 4.5
random.seed(1)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    def __init__(self):
        data = os.path.join(folder, "data")
        flows = 3
        subprocess.run([binary, "--data", data, "seed", "--users", str(pairs * flows), "--organizations", "10", "--tickets", "10"], check=True, stdout=subprocess.DEVNULL)
        self.addresses = self.known(data)
        self.port = free_port()
        self.process = subprocess.Popen(
            [binary, "--data", data, "--bind", f"127.0.0.1:{self.port}", "--trusted-proxies", "127.0.0.1", "--no-compression", "serve"],
            env=dict(os.environ, STEAD_LOG="error"), stdout=subprocess.DEVNULL,
        )
        for _ in range(200):
            try:
                with socket.create_connection(("127.0.0.1", self.port), 1):
                    return
            except OSError:
                time.sleep(0.1)
        sys.exit("the server does not answer")

    @staticmethod
    def known(data):
        import sqlite3

        with sqlite3.connect(os.path.join(data, "stead.sqlite3")) as database:
            rows = database.execute("SELECT value FROM addresses WHERE kind = 'email' AND value LIKE '%@mail%' ORDER BY id").fetchall()
        return [value for (value,) in rows]


class Visitor:
    """A browser of its own: a connection, a guest's cookie, the token of a form."""

    def __init__(self, port, path):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self.path = path
        self.connection.request("GET", path)
        answer = self.connection.getresponse()
        page = answer.read().decode()
        self.cookie = "; ".join(c.split(";")[0] for c in answer.headers.get_all("set-cookie") or [])
        self.token = re.search(r'name="form_token" value="([^"]+)"', page).group(1)

    def ask(self, fields, source):
        body = urllib.parse.urlencode({"form_token": self.token, **fields})
        headers = {"Cookie": self.cookie, "Content-Type": "application/x-www-form-urlencoded", "X-Forwarded-For": source}
        began = time.perf_counter_ns()
        self.connection.request("POST", self.path, body, headers)
        answer = self.connection.getresponse()
        page = answer.read()
        took = time.perf_counter_ns() - began
        # What names the address, and the request, is as long as they are.
        said = re.sub(rb"[A-Za-z0-9_-]{16,}", b"", page.replace(fields["email"].encode(), b"")).replace(urllib.parse.quote(fields["email"]).encode(), b"")
        return took, (answer.status, re.sub(r"notice=[^&]*", "", answer.headers.get("location") or ""), len(said))


def welch(a, b):
    spread = statistics.variance(a) / len(a) + statistics.variance(b) / len(b)
    return (statistics.fmean(a) - statistics.fmean(b)) / spread**0.5 if spread else 0.0


def cropped(a, b):
    at = sorted(a + b)[int(0.9 * (len(a) + len(b))) - 1]
    return welch([x for x in a if x <= at], [x for x in b if x <= at])


def measure(server, name, path, known, fields, workers):
    def pair(visitor, n, address):
        # As long, letter for letter, and nobody's.
        unknown = "".join(chr((ord(c) - 96) % 26 + 97) if c.islower() else c for c in address.split("@")[0]) + "@" + address.split("@")[1]
        both = [(True, address), (False, unknown)]
        random.shuffle(both)
        source = f"10.{n >> 16 & 255}.{n >> 8 & 255}.{n & 255}"
        return [(yes, *visitor.ask({"email": email, **fields}, source)) for yes, email in both]

    def work(share):
        visitor = Visitor(server.port, path)
        return [answer for n, address in share for answer in pair(visitor, n, address)]

    numbered = list(enumerate(known, start=random.randrange(1 << 22)))
    with concurrent.futures.ThreadPoolExecutor(workers) as pool:
        answers = [a for part in pool.map(work, [numbered[i::workers] for i in range(workers)]) for a in part]
    yes, no = ([took for known, took, _ in answers if known is which] for which in (True, False))
    looks = {which: {look for known, _, look in answers if known is which} for which in (True, False)}
    whole, core = welch(yes, no), cropped(yes, no)
    same = looks[True] == looks[False]
    means = " : ".join(f"{statistics.fmean(part) / 1e6:.2f} ms" for part in (yes, no))
    print(f"{name:<20} {len(yes)} pairs, known : unknown {means}, t {whole:+.2f}, t of the faster nine tenths {core:+.2f}, same bytes: {'yes' if same else looks}", flush=True)
    return abs(whole) < LIMIT and abs(core) < LIMIT and same


server = Server()
try:
    known = server.addresses
    if len(known) < pairs * 3:
        sys.exit(f"the seed made {len(known)} people")
    fine = [
        measure(server, "sign in", "/access/sign-in", known[:pairs], {"password": "not the password 7!", "to": ""}, 1),
        measure(server, "forgotten password", "/access/forgot-password", known[pairs : pairs * 2], {}, 8),
        measure(server, "sign up", "/access/sign-up", known[pairs * 2 : pairs * 3], {"name": "Some Body"}, 8),
    ]
finally:
    server.process.terminate()
    server.process.wait()
sys.exit(0 if all(fine) else 1)
