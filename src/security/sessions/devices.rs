//! The devices of a person: browsers that signed in, each known again by a random cookie of which a hash is kept.

use diesel::prelude::*;

use super::agent;
use crate::audit::Entry;
use crate::db::schema::{devices, sessions, users};
use crate::db::{Conn, Moment};
use crate::error::{Error, Result};
use crate::identity::{self, EndCause, Person, Tx};
use crate::mail::{self, Letter};
use crate::secrets;
use crate::security::browsers;
use crate::security::ip::ranges;

/// Devices of one person; the one seen longest ago gives way.
const MOST: i64 = 100;

/// A device in its person's list.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = devices)]
pub struct Device {
    /// Its id.
    pub id: i64,
    /// Browser and system; empty when they cannot be told.
    pub name: String,
    /// When the person first signed in with it.
    pub first_seen_at: Moment,
    /// When the person last signed in with it.
    pub last_seen_at: Moment,
}

/// The devices of a person, the one seen last first.
pub fn all(c: &mut Conn, account: i64, user: i64) -> Result<Vec<Device>> {
    Ok(devices::table
        .filter(devices::account_id.eq(account).and(devices::user_id.eq(user)))
        .order((devices::last_seen_at.desc(), devices::id.desc()))
        .limit(MOST)
        .select(Device::as_select())
        .load(c)?)
}

/// The device of a sign-in. One that is new to the person is kept, and told of by mail if they want that.
pub(super) fn recognise(tx: &mut Tx<'_>, person: &Person, key: &str, browser: &str) -> Result<i64> {
    let now = tx.now();
    // Of two people at one browser nobody can tell by the hashes that it is one.
    let hash = secrets::sha256(format!("device\n{}\n{key}", person.id).as_bytes());
    let known: Option<i64> =
        diesel::update(devices::table.filter(devices::user_id.eq(person.id).and(devices::key_hash.eq(&hash))))
            .set(devices::last_seen_at.eq(now.0))
            .returning(devices::id)
            .get_result(tx.conn())
            .optional()?;
    if let Some(id) = known {
        return Ok(id);
    }
    let name = agent::name(browser);
    let id: i64 = diesel::insert_into(devices::table)
        .values((
            devices::account_id.eq(person.standing.account),
            devices::user_id.eq(person.id),
            devices::key_hash.eq(&hash),
            devices::name.eq(&name),
            devices::first_seen_at.eq(now.0),
            devices::last_seen_at.eq(now.0),
        ))
        .returning(devices::id)
        .get_result(tx.conn())?;
    let mine = || devices::table.filter(devices::user_id.eq(person.id));
    let kept: Vec<i64> = mine().order(devices::last_seen_at.desc()).limit(MOST).select(devices::id).load(tx.conn())?;
    diesel::delete(mine().filter(devices::id.ne_all(kept)).filter(devices::id.ne(id))).execute(tx.conn())?;
    tx.record(Entry::new("device.added", "device", id).with(serde_json::json!({ "user": person.id })))?;
    let wanted: bool = users::table.find(person.id).select(users::device_mail).first(tx.conn())?;
    if wanted {
        let letter = Letter::NewDevice { device: name, network: ranges::network(tx.address()), at: now };
        mail::queue(tx, person, None, &letter)?;
    }
    Ok(id)
}

/// `Remove`: the device is new to the person again, and its sessions end. Answers how many ended.
pub(super) fn remove(tx: &mut Tx<'_>, id: i64) -> Result<usize> {
    let identity = tx.identity().clone();
    identity.as_oneself().map_err(Error::Forbidden)?;
    let (account, me) = (identity.account().clone(), identity.root().id);
    let mine = devices::table.filter(devices::account_id.eq(account.id).and(devices::user_id.eq(me)));
    if diesel::delete(mine.filter(devices::id.eq(id))).execute(tx.conn())? == 0 {
        return Err(Error::NotFound);
    }
    let running: Vec<i64> = sessions::table
        .filter(sessions::user_id.eq(me).and(sessions::device_id.eq(Some(id))).and(sessions::ended_at.is_null()))
        .select(sessions::id)
        .load(tx.conn())?;
    let mut ended = 0;
    for session in running {
        ended += usize::from(identity::end_session(tx, &account, session, EndCause::DeviceRemoved)?);
    }
    browsers::distrust(tx, me)?;
    tx.record(Entry::new("device.removed", "device", id).with(serde_json::json!({ "user": me })))?;
    Ok(ended)
}

/// Forgets every device of a person, such as of one who is deleted.
pub(crate) fn forget(tx: &mut Tx<'_>, user: i64) -> Result<()> {
    let account = tx.identity().account().id;
    diesel::delete(devices::table.filter(devices::account_id.eq(account).and(devices::user_id.eq(user))))
        .execute(tx.conn())?;
    Ok(())
}
