//! What is true of the whole deployment: which secret its data was made with.

use diesel::prelude::*;

use super::Db;
use super::schema::deployment;
use crate::error::{Error, Result};
use crate::secrets::{Secrets, same};

const SECRET: &str = "secret fingerprint";

fn fingerprint(db: &Db) -> Result<Option<String>> {
    db.read_now(|c| Ok(deployment::table.find(SECRET).select(deployment::value).first(c).optional()?))
}

/// Whether the data was made with some secret already.
pub fn has_secret(db: &Db) -> Result<bool> {
    Ok(fingerprint(db)?.is_some())
}

/// Refuses a secret that is not the one the data was made with: it could check no audit line and no form.
pub fn check_secret(db: &Db, secrets: &Secrets) -> Result<()> {
    match fingerprint(db)? {
        Some(kept) if !same(&kept, &secrets.fingerprint()) => Err(Error::internal(
            "secret.key is not the one that this database was made with; put the right one into the data folder",
        )),
        _ => Ok(()),
    }
}

/// [`check_secret`], and remembers the first.
pub fn keep_secret(db: &Db, secrets: &Secrets) -> Result<()> {
    if !has_secret(db)? {
        let value = secrets.fingerprint();
        let kept = db.raw_write(|c| {
            Ok(diesel::insert_into(deployment::table)
                .values((deployment::name.eq(SECRET), deployment::value.eq(&value)))
                .execute(c)?)
        });
        // Another node may have been quicker; then its secret counts.
        if !matches!(kept, Ok(_) | Err(Error::Conflict)) {
            kept?;
        }
    }
    check_secret(db, secrets)
}
