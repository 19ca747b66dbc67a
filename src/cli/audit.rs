//! `stead audit verify`: checks the audit log of every account.

use clap::Subcommand;

use super::Common;
use crate::audit;
use crate::error::{Error, Result};

/// What can be done with the audit log.
#[derive(Debug, Subcommand)]
pub enum Audit {
    /// Check every line and chain; fails when a line was edited, removed, added or moved
    Verify,
}

pub(super) fn run(command: &Audit, common: &Common) -> Result<()> {
    match command {
        Audit::Verify => {
            let state = common.existing_state()?;
            let report = state.db.read_now(|c| audit::verify(c, &state.secrets))?;
            for fault in &report.faults {
                println!("account {}, line {}: {}", fault.account, fault.seq, fault.what);
            }
            println!("{} lines of {} accounts checked.", report.lines, report.accounts);
            if report.faults.is_empty() {
                println!("The log is as it was written.");
                Ok(())
            } else {
                Err(Error::internal(format!("the audit log has {} faults", report.faults.len())))
            }
        }
    }
}
