//! Finding the person that a page about one act is for.

use super::settings::EndUserSettings;
use crate::error::{Error, Result};
use crate::identity::{self, Person, Tx};
use crate::policy::Act;
use crate::web::{Cx, routes};

/// The person of a path, if whoever asks may do this to them. Unknown people and other accounts' are not found, nor are
/// deleted ones, unless the act is one for them.
pub(super) async fn person(cx: &Cx, id: &str, act: Act) -> Result<Person> {
    let (id, account) = (routes::id(id)?, cx.account.clone());
    let (person, only) = cx
        .read(move |c| {
            let only = EndUserSettings::of(c, account.id)?.administrators_delete();
            Ok((identity::person(c, &account, id)?, only))
        })
        .await?;
    if person.standing.deleted && !matches!(act, Act::Restore | Act::Erase) {
        return Err(Error::NotFound);
    }
    cx.identity()?.may_do(act, &person, only).map_err(Error::Forbidden)?;
    Ok(person)
}

/// The same once more within a write, where the person stays as they are until it is done.
pub(super) fn again(tx: &mut Tx<'_>, id: i64, act: Act) -> Result<Person> {
    let account = tx.identity().account().clone();
    let person = identity::person(tx.conn(), &account, id)?;
    let only = EndUserSettings::of(tx.conn(), account.id)?.administrators_delete();
    if person.standing.deleted && !matches!(act, Act::Restore | Act::Erase) {
        return Err(Error::NotFound);
    }
    tx.identity().may_do(act, &person, only).map_err(Error::Forbidden)?;
    Ok(person)
}
