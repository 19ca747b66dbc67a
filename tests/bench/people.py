"""Measures CPU time a request: a signed-in People page against the static file nearest to it in size, and against
itself with fewer people and in a frame. Rounds are interleaved, so that whatever else the machine does falls on all
alike."""

import http.client
import os
import re
import socket
import statistics
import subprocess
import sys
import time
import urllib.parse

binary, folder, users, fewer, rounds = sys.argv[1:3] + [int(a) for a in sys.argv[3:]]
if rounds < 2:
    sys.exit("ROUNDS is at least 2: the first only warms up")
TICK = os.sysconf("SC_CLK_TCK")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    def __init__(self, name, users):
        self.data = os.path.join(folder, name)
        self.port = free_port()
        self.cookies = {}
        # Only the number of people differs.
        seed = [binary, "--data", self.data, "seed", "--users", str(users), "--organizations", "1000", "--tickets", "1000"]
        began = time.time()
        printed = subprocess.run(seed, check=True, capture_output=True, text=True).stdout
        print(f"{name}: {users} people made in {time.time() - began:.0f} s", flush=True)
        self.password = re.search(r"[Pp]assword[^:]*: *(\S+)", printed).group(1)
        env = dict(os.environ, STEAD_LOG=os.environ.get("STEAD_LOG", "warn,stead=info,access=info"))
        self.process = subprocess.Popen(
            [binary, "--data", self.data, "--bind", f"127.0.0.1:{self.port}", "--no-compression", "serve"],
            env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        for _ in range(100):
            if self.process.poll() is not None:
                sys.exit(f"the server of {name} ended")
            try:
                self.ask("GET", "/health")
                return
            except OSError:
                time.sleep(0.1)
        sys.exit(f"the server of {name} does not answer")

    def ask(self, method, path, form=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        headers = {"Cookie": self.cookie()}
        body = None
        if form is not None:
            body = urllib.parse.urlencode(form)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                pair = value.split(";")[0].split("=", 1)
                self.cookies[pair[0]] = pair[1]
        return answer, answer.read().decode()

    def cookie(self):
        return "; ".join(f"{n}={v}" for n, v in self.cookies.items())

    def post(self, path, form_at, **fields):
        token = re.search(r'name="form_token" value="([^"]+)"', self.ask("GET", form_at)[1]).group(1)
        return self.ask("POST", path, {"form_token": token, **fields})

    def sign_in(self):
        answer, _ = self.post("/access/sign-in", "/access/sign-in", email="admin0@bench.example", password=self.password)
        assert answer.status == 303, answer.status

    def assume(self):
        page = self.ask("GET", "/agent/people?category=agents")[1]
        agent = re.search(r"/agent/users/(\d+)", page.split("<tbody>")[1]).group(1)
        answer, _ = self.post(f"/agent/users/{agent}/assumption", "/hc/requests/new", understood="1")
        assert answer.status == 303, answer.status
        return "/" + answer.getheader("location").split("/")[1]

    def cpu(self):
        with open(f"/proc/{self.process.pid}/stat") as stat:
            fields = stat.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / TICK

    def cost(self, path):
        """CPU microseconds a request, over one burst of wrk with 16 connections."""
        before = self.cpu()
        out = subprocess.run(
            ["wrk", "-t2", "-c16", "-d4s", "-H", f"Cookie: {self.cookie()}", f"http://127.0.0.1:{self.port}{path}"],
            check=True, capture_output=True, text=True,
        ).stdout
        done = int(re.search(r"(\d+) requests in", out).group(1))
        assert "Non-2xx" not in out, out
        return (self.cpu() - before) / done * 1e6


servers = []
try:
    for name, people in (("big", users), ("small", fewer)):
        servers.append(Server(name, people))
    big, small = servers
    for server in servers:
        server.sign_in()
    page = "/agent/people"
    html = big.ask("GET", page)[1]
    size = len(html.encode())
    files = {path: len(big.ask("GET", path)[1].encode()) for path in re.findall(r"/static/[\w.-]+", html)}
    static = min(files, key=lambda path: abs(files[path] - size))
    scope = big.assume()
    paths = {
        f"static file, {files[static]} bytes": (big, static),
        f"People, {users} people, {size} bytes": (big, page),
        f"People, {fewer} people": (small, page),
        f"People, {users} people, in a frame": (big, scope + page),
        f"People, {users} people, a search": (big, page + "?q=mar"),
    }
    costs = {name: [] for name in paths}
    for number in range(rounds):
        for name, (server, path) in paths.items():
            cost = server.cost(path)
            if number:  # the first round only warms up
                costs[name].append(cost)
finally:
    for server in servers:
        server.process.terminate()
        server.process.wait()

median = {name: statistics.median(values) for name, values in costs.items()}
plain, own, few, framed, search = median.values()
lines = [("request", "CPU time", "lowest to highest", "to the static file"), ("---", "---:", "---:", "---:")]
for name, values in costs.items():
    spread = f"{min(values):.0f} to {max(values):.0f} µs"
    lines.append((name, f"{median[name]:.0f} µs", spread, f"{median[name] / plain:.2f}"))
print()
for line in lines:
    print("| " + " | ".join(line) + " |")
print()
print(f"page : static file          {own / plain:.2f}   (at most 8)")
print(f"{users} : {fewer} people    {own / few:.2f}   (at most 1.3)")
print(f"in a frame : as oneself     {framed / own:.2f}")
