//! `stead erasure verify`: checks the receipt of an erasure.

use std::path::{Path, PathBuf};

use clap::Subcommand;

use super::Common;
use crate::error::{Error, Result};
use crate::people::erasure::{receipt, scan, stores};

/// What can be done about erasures.
#[derive(Debug, Subcommand)]
pub enum Erasure {
    /// Check a receipt: its seal, its place in the audit log, and that the database says nothing of the person
    Verify {
        /// The receipt, as downloaded
        file: PathBuf,
        /// Words to look for in every file of the data folder, one a line
        #[arg(long)]
        needles: Option<PathBuf>,
    },
    /// PostgreSQL: rewrite every table that had something to erase, so that its files hold nothing of it; locks each table
    Rewrite,
}

pub(super) fn run(command: &Erasure, common: &Common) -> Result<()> {
    match command {
        Erasure::Verify { file, needles } => verify(common, file, needles.as_deref()),
        Erasure::Rewrite => {
            common.existing_state()?.db.rewrite(&stores::touched())?;
            println!("Every table was written anew.");
            Ok(())
        }
    }
}

fn verify(common: &Common, file: &Path, needles: Option<&Path>) -> Result<()> {
    let read = |path: &Path| {
        std::fs::read_to_string(path).map_err(|e| Error::internal(format!("cannot read {}: {e}", path.display())))
    };
    let state = common.existing_state()?;
    let mut check = receipt::check(&state, &read(file)?)?;
    if let Some(path) = needles {
        let words: Vec<String> =
            read(path)?.lines().map(str::trim).filter(|l| !l.is_empty()).map(str::to_owned).collect();
        let hits = scan::folder(&state.settings.data, &words)?;
        // The word itself is not repeated: it may be somebody's name.
        let line =
            |h: &scan::Hit| format!("line {} of the needles is in {} ({})", h.needle + 1, h.file.display(), h.form);
        check.faults.extend(hits.iter().map(line));
        println!("{} words looked for in the files of {}.", words.len(), state.settings.data.display());
    }
    for fault in &check.faults {
        println!("{fault}");
    }
    if check.later > 0 {
        println!("{} texts that were written after the erasure speak of the person again.", check.later);
    }
    if check.faults.is_empty() {
        println!("The receipt is genuine. {} names, addresses and numbers looked for, none found.", check.looked_for);
        Ok(())
    } else {
        Err(Error::internal(format!("the erasure receipt has {} faults", check.faults.len())))
    }
}
