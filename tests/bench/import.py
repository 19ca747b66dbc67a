"""Imports people through the program as an administrator does (upload, check, import), and measures time and memory;
then imports the same file with sqlite3 into a table of its own, with keys on the same columns."""

import csv
import http.client
import os
import re
import resource
import socket
import subprocess
import sys
import threading
import time
import urllib.parse

binary, folder, rows = sys.argv[1], sys.argv[2], int(sys.argv[3])
PLACE = "/admin/people/bulk-actions"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def organizations():
    """The names that the seed gave."""
    found = subprocess.run(["sqlite3", os.path.join(folder, "data", "stead.sqlite3"), "SELECT name FROM organizations"], check=True, capture_output=True, text=True)
    return found.stdout.splitlines()


def make(path):
    names = organizations()
    first = ["Ines", "Tom", "Amira", "Marc", "Hélène", "Sofia", "Jonas", "Priya"]
    last = ["Moreau", "Keller", "Haddad", "Lefèvre", "Rossi", "Nguyen", "Olsen", "Khan"]
    with open(path, "w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(["name", "email", "external_id", "phone", "organization", "tags", "notes"])
        for n in range(rows):
            name = f"{first[n % 8]} {last[n // 8 % 8]} {n}"
            out.writerow([name, f"person{n}@import.example", f"X-{n:07}", f"+33 1 {n:08}", names[n % len(names)], "imported vip" if n % 10 == 0 else "imported", "Came with the old system."])


class Server:
    def __init__(self):
        data = os.path.join(folder, "data")
        seed = [binary, "--data", data, "seed", "--users", "1000", "--organizations", "100", "--tickets", "100"]
        printed = subprocess.run(seed, check=True, capture_output=True, text=True).stdout
        self.password = re.search(r"[Pp]assword[^:]*: *(\S+)", printed).group(1)
        self.port, self.cookies = free_port(), {}
        self.process = subprocess.Popen(
            [binary, "--data", data, "--bind", f"127.0.0.1:{self.port}", "--no-compression", "serve"],
            env=dict(os.environ, STEAD_LOG="warn"), stdout=subprocess.DEVNULL,
        )
        for _ in range(100):
            try:
                self.ask("GET", "/health")
                return
            except OSError:
                time.sleep(0.1)
        sys.exit("the server does not answer")

    def ask(self, method, path, body=None, kind=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        headers = {"Cookie": "; ".join(f"{n}={v}" for n, v in self.cookies.items())}
        if kind:
            headers["Content-Type"] = kind
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                pair = value.split(";")[0].split("=", 1)
                self.cookies[pair[0]] = pair[1]
        return answer, answer.read().decode()

    def token(self, path):
        return re.search(r'name="form_token" value="([^"]+)"', self.ask("GET", path)[1]).group(1)

    def post(self, path, form_at, **fields):
        body = urllib.parse.urlencode({"form_token": self.token(form_at), **fields})
        return self.ask("POST", path, body, "application/x-www-form-urlencoded")

    def upload(self, path):
        part = '--XyZ\r\nContent-Disposition: form-data; name="{}"\r\n\r\n{}\r\n'
        head = part.format("form_token", self.token(PLACE)) + part.format("mode", "both")
        head += '--XyZ\r\nContent-Disposition: form-data; name="file"; filename="people.csv"\r\n\r\n'
        with open(path, "rb") as file:
            body = head.encode() + file.read() + b"\r\n--XyZ--\r\n"
        answer, text = self.ask("POST", PLACE, body, "multipart/form-data; boundary=XyZ")
        assert answer.status == 303, (answer.status, text)
        return answer.getheader("location")

    def wait(self, path, words):
        while True:
            page = self.ask("GET", path)[1]
            if words in page:
                return page
            assert "Being checked" in page or "Being imported" in page, page
            time.sleep(0.2)

    def memory(self):
        with open(f"/proc/{self.process.pid}/status") as status:
            return int(re.search(r"VmRSS:\s+(\d+)", status.read()).group(1)) / 1024

    def cpu(self):
        with open(f"/proc/{self.process.pid}/stat") as stat:
            fields = stat.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def by_sqlite(path, indexed):
    """`.import` of the same rows by the shell of SQLite, durable as Stead's own database is."""
    database = os.path.join(folder, f"plain-{indexed}.sqlite3")
    index = "CREATE UNIQUE INDEX a ON people (email); CREATE UNIQUE INDEX b ON people (external_id); CREATE INDEX c ON people (name);" if indexed else ""
    script = f"PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE people (name, email, external_id, phone, organization, tags, notes); {index}\n.import --csv --skip 1 {path} people\n"
    began, cpu = time.time(), resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    subprocess.run(["sqlite3", database], input=script, text=True, check=True, stdout=subprocess.DEVNULL)
    return time.time() - began


path = os.path.join(folder, "people.csv")
server, peak, going = Server(), [0.0], True
make(path)
print(f"{rows} rows, {os.path.getsize(path) / 1e6:.1f} MB", flush=True)


def watch():
    while going:
        peak[0] = max(peak[0], server.memory())
        time.sleep(0.05)


try:
    answer, _ = server.post("/access/sign-in", "/access/sign-in", email="admin0@bench.example", password=server.password)
    assert answer.status == 303, answer.status
    server.ask("GET", "/agent/people")
    idle = server.memory()
    watching = threading.Thread(target=watch)
    watching.start()
    began = time.time()
    place = server.upload(path)
    uploaded, began_check = time.time() - began, time.time()
    server.wait(place, "Nothing has been imported yet")
    checked, at_check, began_run, cpu = time.time() - began_check, peak[0], time.time(), server.cpu()
    quarter = None
    server.post(f"{place}/run", place)
    while True:
        page = server.ask("GET", place)[1]
        done = re.search(r"([\d,]+) of [\d,]+ rows done", page)
        if quarter is None and done and int(done.group(1).replace(",", "")) >= rows // 4:
            quarter = server.memory()
        if ">Done<" in page:
            break
        assert "Being imported" in page, page
        time.sleep(0.2)
    imported, cpu = time.time() - began_run, server.cpu() - cpu
    assert f"{rows:,}" in page and "import-faults" not in page
    end = server.memory()
finally:
    going = False
    server.process.terminate()
    server.process.wait()
plain, indexed = by_sqlite(path, False), by_sqlite(path, True)
whole = uploaded + checked + imported
for line in [
    ("step", "figure"), ("---", "---:"),
    (f"upload of {rows} rows", f"{uploaded:.1f} s"), ("check of every row", f"{checked:.1f} s"),
    ("import", f"{imported:.1f} s ({cpu:.1f} s of CPU)"), ("all of it", f"{whole:.1f} s"),
    ("`sqlite3 .import`, bare table", f"{plain:.2f} s"), ("`sqlite3 .import`, three indexes", f"{indexed:.2f} s"),
    ("import : `.import` with indexes", f"{imported / indexed:.0f}"),
    ("memory before", f"{idle:.0f} MB"), ("memory at most during upload and check", f"{at_check:.0f} MB"),
    ("memory at a quarter of the import", f"{quarter or 0:.0f} MB"), ("memory at its end", f"{end:.0f} MB"), ("memory at most", f"{peak[0]:.0f} MB"),
]:
    print("| " + " | ".join(line) + " |")
