//! Cases: who asked for help, from which address, about what, and what became of it. The id is the number.

use diesel::prelude::*;

use crate::audit::Entry;
use crate::db::schema::{case_events, cases};
use crate::db::{Conn, Moment};
use crate::error::Result;
use crate::identity::Tx;
use crate::text;

/// Open cases of one account that a form offers.
const CHOICES: i64 = 50;

/// A case.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = cases)]
pub struct Case {
    /// Its number.
    pub id: i64,
    /// Who of the staff opened it.
    pub staff_id: i64,
    /// The account it is about, if that is known.
    pub account_id: Option<i64>,
    /// Whoever of the account wrote, if they are of it.
    pub user_id: Option<i64>,
    /// From which address.
    pub address: String,
    /// What they ask for.
    pub about: String,
    /// What the address turned out to be.
    pub contact: String,
    /// What they are entitled to.
    pub answer: String,
    /// `open` or `closed`.
    pub state: String,
    /// Since when.
    pub created_at: Moment,
    /// When something was last done to it.
    pub updated_at: Moment,
}

/// A case that is to be opened.
#[derive(Clone, Debug, Default)]
pub struct NewCase {
    /// The account.
    pub account: Option<i64>,
    /// Whoever of the account wrote.
    pub user: Option<i64>,
    /// From which address.
    pub address: String,
    /// What they ask for.
    pub about: String,
    /// What the address turned out to be.
    pub contact: String,
    /// What they are entitled to.
    pub answer: String,
}

/// Opens a case, in the realm; answers its number.
pub fn open(tx: &mut Tx<'_>, new: &NewCase) -> Result<i64> {
    let (realm, by, now) = (tx.identity().account().id, tx.identity().root().id, tx.now());
    let id: i64 = diesel::insert_into(cases::table)
        .values((
            cases::realm_id.eq(realm),
            cases::staff_id.eq(by),
            cases::account_id.eq(new.account),
            cases::user_id.eq(new.user),
            cases::address.eq(&new.address),
            cases::folded.eq(text::fold_address(&new.address)),
            cases::about.eq(&new.about),
            cases::contact.eq(&new.contact),
            cases::answer.eq(&new.answer),
            cases::state.eq("open"),
            cases::created_at.eq(now.0),
            cases::updated_at.eq(now.0),
        ))
        .returning(cases::id)
        .get_result(tx.conn())?;
    tx.record(Entry::new("case.opened", "case", id).with(serde_json::json!({ "account": new.account })))?;
    Ok(id)
}

/// Adds to the history of a case. `staff` is nobody where the program or the account does it.
pub fn add(tx: &mut Tx<'_>, case: i64, staff: Option<i64>, kind: &'static str, body: &str) -> Result<()> {
    let now = tx.now();
    diesel::insert_into(case_events::table)
        .values((
            case_events::case_id.eq(case),
            case_events::staff_id.eq(staff),
            case_events::kind.eq(kind),
            case_events::body.eq(body),
            case_events::created_at.eq(now.0),
        ))
        .execute(tx.conn())?;
    diesel::update(cases::table.find(case)).set(cases::updated_at.eq(now.0)).execute(tx.conn())?;
    Ok(())
}

/// The open cases of an account, the newest first; some at most.
pub fn open_of_account(c: &mut Conn, account: i64) -> Result<Vec<Case>> {
    let open = cases::table.filter(cases::account_id.eq(Some(account)).and(cases::state.eq("open")));
    Ok(open.order(cases::id.desc()).limit(CHOICES).select(Case::as_select()).load(c)?)
}

/// An open case of an account.
pub fn of_account(c: &mut Conn, account: i64, number: i64) -> Result<Option<Case>> {
    let one = cases::table.filter(cases::id.eq(number).and(cases::account_id.eq(Some(account))));
    Ok(one.filter(cases::state.eq("open")).select(Case::as_select()).first(c).optional()?)
}
