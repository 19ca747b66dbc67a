//! `stead audit`: checks the audit log of every account, and the checkpoints outside the database.

use clap::Subcommand;

use super::Common;
use crate::audit::{self, checkpoint::Keeper, checkpoint::Seen};
use crate::error::{Error, Result};

/// What can be done with the audit log.
#[derive(Debug, Subcommand)]
pub enum Audit {
    /// Check every line and chain, and the checkpoints; fails when a line was edited, removed, added or moved
    Verify,
    /// Keep a checkpoint now, as the running program does once a minute
    Checkpoint,
    /// Say that an earlier copy of the database was put back: what checkpoints saw until now counts no more
    Restored {
        /// Why, for whoever checks the log later
        #[arg(long)]
        reason: String,
    },
}

pub(super) fn run(command: &Audit, common: &Common) -> Result<()> {
    let state = common.existing_state()?;
    let folder = &state.settings.checkpoints;
    match command {
        Audit::Verify => {
            // The checkpoints first: what is committed afterwards is no fault.
            let seen = Seen::read(folder, &state.secrets)?;
            let report = state.db.read_now(|c| audit::verify_against(c, &state.secrets, &seen))?;
            for fault in &seen.faults {
                println!("{fault}");
            }
            for fault in &report.faults {
                println!("account {}, line {}: {}", fault.account, fault.seq, fault.what);
            }
            for (at, why) in &seen.restored {
                println!("An earlier copy of the database was put back at {}: {why}", at.iso());
            }
            println!("{} lines of {} accounts checked.", report.lines, report.accounts);
            match seen.last {
                Some(at) => println!("{} checkpoints compared, the last of {}.", seen.count, at.iso()),
                None => println!("There are no checkpoints in {} to compare with.", folder.display()),
            }
            match report.faults.len() + seen.faults.len() {
                0 => {
                    println!("The log is as it was written.");
                    Ok(())
                }
                faults => Err(Error::internal(format!("the audit log has {faults} faults"))),
            }
        }
        Audit::Checkpoint => {
            let kept = Keeper::open(folder)?.keep(&state)?;
            println!("{}", if kept { "Kept." } else { "Nothing has changed since the last." });
            Ok(())
        }
        Audit::Restored { reason } => {
            let reason = crate::text::line(reason);
            if reason.is_empty() {
                return Err(Error::internal("say why, with --reason"));
            }
            Keeper::open(folder)?.accept(&state, &reason)?;
            println!("From now on, the log as it is counts.");
            Ok(())
        }
    }
}
