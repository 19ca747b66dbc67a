//! Checkpoints: where the ends of the chains were, sealed, in files outside the database.
//!
//! Whoever can write to the database and has the deployment's secret as well could cut a log short and close it again, or
//! put an old copy of the database in place; both contradict a checkpoint that was kept elsewhere. While anything happens
//! there is one a minute, a line of JSON in a file a month. Each is numbered, sealed with the secret, and names the
//! seal before it, so none can be taken out of the middle. Keep the folder where whoever has the database has no right to write.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::io::{ErrorKind, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use chrono::Datelike as _;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};

use crate::db::schema::audit_heads;
use crate::db::{Conn, Moment};
use crate::error::{Error, Result};
use crate::secrets::{self, Secrets};
use crate::state::State;

/// The end of an account's chain: its id, the number and the hash of its last line.
pub type Head = (i64, i64, String);

/// One checkpoint, as its line says.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Line {
    n: u64,
    /// When, in milliseconds since 1970.
    at: i64,
    /// The chains that had grown since the checkpoint before.
    heads: Vec<Head>,
    /// Why earlier checkpoints count no more, where an operator put a copy of the database back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    restored: Option<String>,
    previous: String,
    seal: String,
}

impl Line {
    fn sealed(mut self, secrets: &Secrets) -> Self {
        self.seal = self.mac(secrets);
        self
    }

    fn mac(&self, secrets: &Secrets) -> String {
        let heads: Vec<String> = self.heads.iter().map(|(id, seq, hash)| format!("{id}:{seq}:{hash}")).collect();
        let restored = self.restored.as_deref().map(|why| format!("because {why}")).unwrap_or_default();
        secrets.audit_mac(&[
            b"checkpoint",
            &self.n.to_be_bytes(),
            &self.at.to_be_bytes(),
            heads.join("\n").as_bytes(),
            restored.as_bytes(),
            self.previous.as_bytes(),
        ])
    }
}

/// What all checkpoints of a folder say together.
#[derive(Debug, Default)]
pub struct Seen {
    /// How many there are.
    pub count: usize,
    /// When the last was kept.
    pub last: Option<Moment>,
    /// What is wrong with the files themselves, in English, for the command line.
    pub faults: Vec<String>,
    /// Copies of the database that were put back: when, and why.
    pub restored: Vec<(Moment, String)>,
    /// The hash of each line that was the last of its account at a checkpoint.
    heads: HashMap<i64, BTreeMap<i64, String>>,
}

impl Seen {
    /// Reads every checkpoint of a folder; none when there is no folder.
    pub fn read(folder: &Path, secrets: &Secrets) -> Result<Self> {
        let mut seen = Self::default();
        let mut before: Option<(u64, String)> = None;
        for file in files(folder)? {
            let text = fs::read_to_string(&file).map_err(|e| cannot("read", &file, &e))?;
            for line in text.lines().filter(|line| !line.is_empty()) {
                // A line that a crash cut short: what it would have said, the next one says.
                let Ok(line) = serde_json::from_str::<Line>(line) else { continue };
                let (n, previous) = before.clone().unwrap_or((line.n.saturating_sub(1), line.previous.clone()));
                if line.n != n + 1 || !secrets::same(&line.previous, &previous) {
                    seen.faults.push(format!("checkpoint {} does not follow checkpoint {n}", line.n));
                }
                if !secrets::same(&line.seal, &line.mac(secrets)) {
                    seen.faults.push(format!("checkpoint {} is not what was written", line.n));
                }
                seen.take(&line);
                before = Some((line.n, line.seal));
            }
        }
        Ok(seen)
    }

    fn take(&mut self, line: &Line) {
        if let Some(why) = &line.restored {
            self.heads.clear();
            self.restored.push((Moment(line.at), why.clone()));
        }
        for (account, seq, hash) in &line.heads {
            self.heads.entry(*account).or_default().insert(*seq, hash.clone());
        }
        self.count += 1;
        self.last = Some(Moment(line.at));
    }

    /// The lines of an account that a checkpoint saw, with their hashes.
    pub(super) fn of(&self, account: i64) -> Option<&BTreeMap<i64, String>> {
        self.heads.get(&account)
    }

    /// The accounts that a checkpoint saw.
    pub(super) fn accounts(&self) -> impl Iterator<Item = i64> {
        self.heads.keys().copied()
    }
}

/// Writes checkpoints into a folder, one after another.
#[derive(Debug)]
pub struct Keeper {
    folder: PathBuf,
    n: u64,
    seal: String,
    /// The ends of the chains at the last checkpoint, as far as the newest file tells.
    heads: BTreeMap<i64, (i64, String)>,
    /// How long the newest file was when it was read or written.
    length: u64,
}

impl Keeper {
    /// Goes on after the last checkpoint of a folder, which is made if need be.
    pub fn open(folder: &Path) -> Result<Self> {
        let mut make = fs::DirBuilder::new();
        make.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut make, 0o700);
        make.create(folder).map_err(|e| cannot("make", folder, &e))?;
        let mut keeper =
            Self { folder: folder.to_owned(), n: 0, seal: String::new(), heads: BTreeMap::new(), length: 0 };
        keeper.length = newest_length(folder)?;
        // The newest that holds a line: a crash may have left one with none.
        for file in files(folder)?.iter().rev() {
            let text = fs::read_to_string(file).map_err(|e| cannot("read", file, &e))?;
            for line in text.lines().filter_map(|line| serde_json::from_str::<Line>(line).ok()) {
                keeper.heads.extend(line.heads.into_iter().map(|(id, seq, hash)| (id, (seq, hash))));
                (keeper.n, keeper.seal) = (line.n, line.seal);
            }
            if keeper.n > 0 {
                break;
            }
        }
        Ok(keeper)
    }

    /// Keeps a checkpoint, if any chain has grown since the last; answers whether.
    pub fn keep(&mut self, state: &State) -> Result<bool> {
        self.write(state, None)
    }

    /// Keeps a checkpoint that says that a copy of the database was put back, and why: from now on, what earlier ones saw
    /// counts no more.
    pub fn accept(&mut self, state: &State, why: &str) -> Result<()> {
        self.write(state, Some(why.to_owned())).map(drop)
    }

    fn write(&mut self, state: &State, restored: Option<String>) -> Result<bool> {
        // A command may keep one beside the running program.
        let lock = self.folder.join("lock");
        let guard = fs::File::create(&lock).and_then(|file| file.lock().map(|()| file));
        let _guard = guard.map_err(|e| cannot("lock", &lock, &e))?;
        if newest_length(&self.folder)? != self.length {
            let again = Self::open(&self.folder)?;
            // Whoever cut the files short is shown up by the gap in the numbers.
            if again.n >= self.n {
                *self = again;
            } else {
                log::error!("checkpoints of the audit log have gone from {}", self.folder.display());
            }
        }
        let now: Vec<Head> = state.db.read_now(heads)?;
        let known = |(id, seq, hash): &Head| self.heads.get(id).is_some_and(|(s, h)| s == seq && h == hash);
        let grown: Vec<Head> = now.into_iter().filter(|head| restored.is_some() || !known(head)).collect();
        if grown.is_empty() {
            return Ok(false);
        }
        let line = Line {
            n: self.n + 1,
            at: state.clock.now().0,
            heads: grown,
            restored,
            previous: self.seal.clone(),
            seal: String::new(),
        };
        let line = line.sealed(&state.secrets);
        self.append(&line)?;
        self.heads.extend(line.heads.into_iter().map(|(id, seq, hash)| (id, (seq, hash))));
        (self.n, self.seal, self.length) = (line.n, line.seal, newest_length(&self.folder)?);
        Ok(true)
    }

    fn append(&self, line: &Line) -> Result<()> {
        let month = Moment(line.at).utc();
        let path = self.folder.join(format!("audit-{}-{:02}.jsonl", month.year(), month.month()));
        // A clock that was set back does not make an earlier file.
        let path = files(&self.folder)?.pop().filter(|newest| *newest > path).unwrap_or(path);
        let mut options = fs::OpenOptions::new();
        options.read(true).append(true).create(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let text = serde_json::to_string(line);
        let mut text = text.map_err(|e| Error::internal(format!("a checkpoint as JSON: {e}")))?;
        text.push('\n');
        let written = options.open(&path).and_then(|mut file| {
            if cut_short(&mut file)? {
                text.insert(0, '\n');
            }
            file.write_all(text.as_bytes())?;
            file.sync_data()
        });
        written.map_err(|e| cannot("write", &path, &e))
    }
}

/// Whether the last line of a file has no end.
fn cut_short(file: &mut fs::File) -> std::io::Result<bool> {
    if file.metadata()?.len() == 0 {
        return Ok(false);
    }
    let mut last = [0];
    file.seek(SeekFrom::End(-1))?;
    file.read_exact(&mut last)?;
    Ok(last != *b"\n")
}

/// The ends of all chains.
fn heads(c: &mut Conn) -> Result<Vec<Head>> {
    let all = audit_heads::table.order(audit_heads::account_id).filter(audit_heads::seq.gt(0));
    Ok(all.select((audit_heads::account_id, audit_heads::seq, audit_heads::hash)).load(c)?)
}

fn newest_length(folder: &Path) -> Result<u64> {
    let Some(newest) = files(folder)?.pop() else { return Ok(0) };
    fs::metadata(&newest).map(|about| about.len()).map_err(|e| cannot("read", &newest, &e))
}

/// The files of a folder, oldest first.
fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(e) if e.kind() == ErrorKind::NotFound => return Ok(vec![]),
        Err(e) => return Err(cannot("read", folder, &e)),
    };
    let ours = |path: &PathBuf| {
        let name = path.file_name().and_then(|n| n.to_str()).unwrap_or_default();
        name.starts_with("audit-") && name.ends_with(".jsonl")
    };
    let mut found: Vec<PathBuf> = entries.filter_map(|e| Some(e.ok()?.path())).filter(ours).collect();
    found.sort();
    Ok(found)
}

fn cannot(what: &str, path: &Path, why: &std::io::Error) -> Error {
    Error::internal(format!("cannot {what} {}: {why}", path.display()))
}
