//! `stead migrate`: brings the database up to date.

use clap::Args;

use super::Common;
use crate::db;
use crate::error::Result;

/// What `stead migrate` takes.
#[derive(Debug, Args)]
pub struct MigrateArgs {
    /// Only list the steps that have not run yet
    #[arg(long)]
    pending: bool,
}

pub(super) fn run(args: &MigrateArgs, common: &Common) -> Result<()> {
    let settings = common.settings()?;
    let (steps, verb) = if args.pending {
        settings.must_exist()?;
        (db::pending(&settings.location)?, "pending")
    } else {
        super::make_folder(&settings)?;
        (db::migrate(&settings.location)?, "ran")
    };
    if steps.is_empty() {
        println!("The database is up to date.");
    }
    for step in steps {
        println!("{verb}: {step}");
    }
    Ok(())
}
