//! Browsers that somebody signed in from: known ones, from which no stranger locks them out, and trusted ones, which are not asked
//! for a code. A browser has a random key for each person who used it, in one cookie.

use actix_web::HttpRequest;
use diesel::prelude::*;

use crate::db::schema::browsers as d;
use crate::error::Result;
use crate::identity::{Person, Tx};
use crate::secrets;

/// The cookie of the keys.
pub(super) const COOKIE: &str = "stead_browsers";
/// Days for which a browser is known.
pub const KNOWN_DAYS: i64 = 90;
/// Days for which a browser is not asked for a code.
pub const TRUSTED_DAYS: i64 = 30;
/// People whose browser one is.
const KEYS: usize = 6;
/// Browsers of one person.
const BROWSERS: i64 = 30;
const DAY_MINUTES: i64 = 24 * 60;

/// The keys that came with a request.
pub fn keys(req: &HttpRequest) -> Vec<String> {
    let cookie = req.cookie(COOKIE).map(|c| c.value().to_owned()).unwrap_or_default();
    cookie.split('.').filter(|key| key.len() == 43).take(KEYS).map(str::to_owned).collect()
}

/// The keys as they are kept.
pub fn hashes(keys: &[String]) -> Vec<String> {
    keys.iter().map(|key| secrets::sha256(key.as_bytes())).collect()
}

/// Whether a browser of this person is not to be asked for a code. Whatever raised their epoch since has ended that, and so has
/// its time, for good.
pub fn trusts(tx: &mut Tx<'_>, person: &Person, keys: &[String]) -> Result<bool> {
    let now = tx.now();
    let over = d::user_id.eq(person.id).and(d::trusted_until.le(now.0).or(d::epoch.ne(person.epoch)));
    diesel::update(d::table.filter(over)).set(d::trusted_until.eq(0_i64)).execute(tx.conn())?;
    let trusted: i64 = d::table
        .filter(d::user_id.eq(person.id).and(d::token_hash.eq_any(hashes(keys))))
        .filter(d::trusted_until.gt(now.0).and(d::epoch.eq(person.epoch)))
        .count()
        .get_result(tx.conn())?;
    Ok(trusted > 0)
}

/// Trusts no browser of a person any longer: each is asked for a code again.
pub(crate) fn distrust(tx: &mut Tx<'_>, user: i64) -> Result<()> {
    diesel::update(d::table.filter(d::user_id.eq(user))).set(d::trusted_until.eq(0_i64)).execute(tx.conn())?;
    Ok(())
}

/// Knows the browser from now on; answers the keys for its cookie. A key is only ever given to the person it was made for: nobody
/// prepares one for others.
pub fn know(tx: &mut Tx<'_>, person: &Person, keys: &[String], trusts: bool) -> Result<String> {
    let now = tx.now();
    let known_until = now.plus_minutes(KNOWN_DAYS * DAY_MINUTES);
    let trusted_until = now.plus_minutes(TRUSTED_DAYS * DAY_MINUTES);
    diesel::delete(d::table.filter(d::user_id.eq(person.id).and(d::known_until.le(now.0)))).execute(tx.conn())?;
    let own = d::user_id.eq(person.id).and(d::token_hash.eq_any(hashes(keys)));
    let found: Option<i64> = d::table.filter(own).select(d::id).first(tx.conn()).optional()?;
    let mut keys = keys.to_vec();
    let id = match found {
        Some(id) => id,
        None => {
            let key = secrets::token::<32>()?;
            let id = diesel::insert_into(d::table)
                .values((
                    d::account_id.eq(person.standing.account),
                    d::user_id.eq(person.id),
                    d::token_hash.eq(secrets::sha256(key.as_bytes())),
                    d::epoch.eq(person.epoch),
                    d::known_until.eq(known_until.0),
                ))
                .returning(d::id)
                .get_result(tx.conn())?;
            keys.insert(0, key);
            id
        }
    };
    diesel::update(d::table.find(id)).set(d::known_until.eq(known_until.0)).execute(tx.conn())?;
    if trusts {
        diesel::update(d::table.find(id))
            .set((d::trusted_until.eq(trusted_until.0), d::epoch.eq(person.epoch)))
            .execute(tx.conn())?;
    }
    let kept: Vec<i64> =
        d::table.filter(d::user_id.eq(person.id)).order(d::id.desc()).limit(BROWSERS).select(d::id).load(tx.conn())?;
    diesel::delete(d::table.filter(d::user_id.eq(person.id).and(d::id.ne_all(kept)).and(d::id.ne(id))))
        .execute(tx.conn())?;
    keys.truncate(KEYS);
    Ok(keys.join("."))
}
