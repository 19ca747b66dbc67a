//! A real mail server: `tests/smtp/server.py`, which does as it is told.

use std::io::{BufRead as _, BufReader, Lines, Write as _};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::{Value, json};
use stead::mail::server::Server;

/// The server's process. It ends when its standard input does.
pub struct Smtp {
    child: Child,
    pub port: u16,
    heard: Receiver<()>,
    received: Arc<Mutex<Vec<Received>>>,
}

/// A mail that the server has.
#[derive(Clone, Debug)]
pub struct Received {
    pub from: String,
    pub to: Vec<String>,
    /// Every header, decoded, in order.
    pub headers: Vec<(String, String)>,
    pub text: String,
    pub html: String,
    pub raw: String,
    pub tls: bool,
    pub user: Option<String>,
}

impl Received {
    pub fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(n, _)| n == name).map_or("", |(_, v)| v)
    }

    /// The addresses in its plain text.
    pub fn links(&self) -> Vec<String> {
        self.text.lines().filter(|l| l.starts_with("http")).map(str::to_owned).collect()
    }
}

impl Smtp {
    pub fn start() -> Self {
        Self::start_with(&[])
    }

    pub fn start_with(arguments: &[&str]) -> Self {
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/smtp/server.py");
        // Debian's own Python has Debian's aiosmtpd; another one first in PATH has not.
        let mut child = Command::new("/usr/bin/python3")
            .arg(script)
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("python3 with aiosmtpd: tests/install");
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let port = lines.next().expect("aiosmtpd is installed: tests/install").unwrap().parse().unwrap();
        let received: Arc<Mutex<Vec<Received>>> = Arc::default();
        let (sender, heard) = channel();
        let kept = received.clone();
        std::thread::spawn(move || listen(lines, &kept, || sender.send(()).is_ok()));
        Self { child, port, heard, received }
    }

    /// Tells the server what to do from now on, and waits until it has understood.
    pub fn will(&mut self, what: Value) {
        self.tell(&what);
    }

    fn tell(&self, what: &Value) {
        writeln!(self.child.stdin.as_ref().unwrap(), "{what}").unwrap();
        self.heard.recv_timeout(Duration::from_secs(10)).expect("the mail server listens");
    }

    pub fn accepts(&mut self) {
        self.will(json!({ "do": "accept" }));
    }

    pub fn refuses(&mut self, at: &str, with: &str) {
        self.will(json!({ "do": "refuse", "at": at, "with": with }));
    }

    /// Every mail so far: of whatever the server has answered, it has told us before.
    pub fn mails(&self) -> Vec<Received> {
        self.tell(&json!({ "do": "say" }));
        self.received.lock().unwrap().clone()
    }

    pub fn url(&self) -> String {
        format!("smtp://127.0.0.1:{}", self.port)
    }

    pub fn server(&self) -> Server {
        Server::parse(&self.url()).unwrap()
    }
}

fn listen(lines: Lines<BufReader<ChildStdout>>, received: &Mutex<Vec<Received>>, heard: impl Fn() -> bool) {
    for line in lines.map_while(Result::ok) {
        let told: Value = serde_json::from_str(&line).unwrap();
        let text = |v: &Value| v.as_str().unwrap_or_default().to_owned();
        let list = |v: &Value| v.as_array().cloned().unwrap_or_default();
        if told.get("raw").is_none() {
            heard();
            continue;
        }
        received.lock().unwrap().push(Received {
            from: text(&told["from"]),
            to: list(&told["to"]).iter().map(text).collect(),
            headers: list(&told["headers"]).iter().map(|h| (text(&h[0]), text(&h[1]))).collect(),
            text: text(&told["text"]),
            html: text(&told["html"]),
            raw: text(&told["raw"]),
            tls: told["tls"] == true,
            user: told["user"].as_str().map(str::to_owned),
        });
    }
}

impl Drop for Smtp {
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
