"""Measures CPU time a request: a signed-in People page against a static body of the same bytes, and against itself
with fewer people and in a frame. Rounds are interleaved, so that whatever else the machine does falls on all alike."""

import http.client
import os
import re
import statistics
import subprocess
import sys
import time
import urllib.parse

binary, folder, users, fewer, rounds, requests = sys.argv[1:3] + [int(a) for a in sys.argv[3:]]
TICK = os.sysconf("SC_CLK_TCK")


class Server:
    def __init__(self, name, users, port):
        self.data = os.path.join(folder, name)
        self.port = port
        seed = [binary, "--data", self.data, "seed", "--users", str(users), "--organizations", "1000", "--tickets", "1000"]
        began = time.time()
        printed = subprocess.run(seed, check=True, capture_output=True, text=True).stdout
        print(f"{name}: {users} people made in {time.time() - began:.0f} s", flush=True)
        self.password = re.search(r"[Pp]assword[^:]*: *(\S+)", printed).group(1)
        env = dict(os.environ, STEAD_LOG=os.environ.get("STEAD_LOG", "warn,stead=info,access=info"))
        self.process = subprocess.Popen(
            [binary, "--data", self.data, "--bind", f"127.0.0.1:{port}", "--no-compression", "serve"],
            env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        for _ in range(100):
            try:
                self.ask("GET", "/health")
                break
            except OSError:
                time.sleep(0.1)
        self.cookies = {}

    def ask(self, method, path, form=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        headers = {}
        if getattr(self, "cookies", None):
            headers["Cookie"] = "; ".join(f"{n}={v}" for n, v in self.cookies.items())
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
        cookie = "; ".join(f"{n}={v}" for n, v in self.cookies.items())
        before = self.cpu()
        out = subprocess.run(
            ["wrk", "-t2", "-c16", "-d4s", "-H", f"Cookie: {cookie}", f"http://127.0.0.1:{self.port}{path}"],
            check=True, capture_output=True, text=True,
        ).stdout
        done = int(re.search(r"(\d+) requests in", out).group(1))
        assert "Non-2xx" not in out, out
        return (self.cpu() - before) / done * 1e6


big, small = Server("big", users, 18080), Server("small", fewer, 18081)
try:
    for server in (big, small):
        server.sign_in()
    page = "/agent/people"
    size = len(big.ask("GET", page)[1].encode())
    scope = big.assume()
    paths = {
        "static": (big, "/static/" + re.search(r"/static/(app-\w+\.css)", big.ask("GET", page)[1]).group(1)),
        "page": (big, page),
        "page, fewer people": (small, page),
        "page in a frame": (big, scope + page),
        "search": (big, page + "?q=mar"),
    }
    body = big.ask("GET", paths["static"][1])[1]
    print(f"the page is {size} bytes, the static file {len(body)} bytes", flush=True)
    costs = {name: [] for name in paths}
    for number in range(rounds):
        for name, (server, path) in paths.items():
            cost = server.cost(path)
            if number:  # the first round only warms up
                costs[name].append(cost)
    for name, values in costs.items():
        print(f"{name:<20} {statistics.median(values):7.1f} µs  ({min(values):.1f} to {max(values):.1f})")
    median = {name: statistics.median(values) for name, values in costs.items()}
    print(f"page : static body           {median['page'] / median['static']:.2f}   (at most 8)")
    print(f"{users} : {fewer} people     {median['page'] / median['page, fewer people']:.2f}   (at most 1.3)")
    print(f"in a frame : as oneself      {median['page in a frame'] / median['page']:.2f}")
finally:
    for server in (big, small):
        server.process.terminate()
        server.process.wait()
