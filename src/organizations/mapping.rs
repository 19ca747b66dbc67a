//! Domain mapping: who comes newly from one of an organization's mail domains joins it. Whoever is there already is
//! added by an act of its own, some at a time.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use actix_web::{HttpResponse, web};
use askama::Template;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};

use super::list::counted;
use super::model::{self, COUNTED, Organization};
use crate::audit::Entry;
use crate::db::{Backend, Conn};
use crate::error::Result;
use crate::i18n::Lang;
use crate::identity::Tx;
use crate::people::memberships;
use crate::policy::Right;
use crate::web::{Cx, Form, routes};

/// Most domains of an organization.
pub const DOMAINS_MAX: usize = 100;

/// People added in one transaction.
const BATCH: usize = 200;
/// For how long one click goes on adding.
const PATIENCE: Duration = Duration::from_secs(3);
/// How many of those to be added are named.
const NAMED: usize = 10;

/// Where anybody can get an address: nobody's organization.
const PUBLIC: &[&str] = &[
    "aol.com",
    "bluewin.ch",
    "fastmail.com",
    "free.fr",
    "gmail.com",
    "gmx.at",
    "gmx.ch",
    "gmx.com",
    "gmx.de",
    "gmx.net",
    "googlemail.com",
    "hotmail.co.uk",
    "hotmail.com",
    "hotmail.fr",
    "icloud.com",
    "laposte.net",
    "libero.it",
    "live.com",
    "live.fr",
    "mac.com",
    "mail.com",
    "mail.ru",
    "me.com",
    "msn.com",
    "naver.com",
    "orange.fr",
    "outlook.com",
    "outlook.fr",
    "proton.me",
    "protonmail.com",
    "qq.com",
    "sfr.fr",
    "t-online.de",
    "tutanota.com",
    "wanadoo.fr",
    "web.de",
    "yahoo.co.uk",
    "yahoo.com",
    "yahoo.de",
    "yahoo.fr",
    "yandex.ru",
    "ymail.com",
    "zoho.com",
];

/// What is wrong with a list of domains.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// More than [`DOMAINS_MAX`].
    TooMany,
    /// No domain.
    Shape(String),
    /// A service where anybody can get an address.
    Public(String),
}

impl Fault {
    /// What to tell whoever typed it.
    pub fn text(&self, lang: &Lang) -> String {
        match self {
            Self::TooMany => lang.with("fault-domains-many", &[("max", (DOMAINS_MAX as i64).into())]),
            Self::Shape(domain) => lang.with("fault-domain-shape", &[("domain", domain.as_str().into())]),
            Self::Public(domain) => lang.with("fault-domain-public", &[("domain", domain.as_str().into())]),
        }
    }
}

/// Reads domains as people type them: separated by blanks or commas, in any case, with or without `@`; in order.
pub fn parse(typed: &str) -> Result<Vec<String>, Fault> {
    let mut domains = BTreeSet::new();
    for word in typed.split(|c: char| c.is_whitespace() || c == ',' || c == ';').filter(|w| !w.is_empty()) {
        let domain = word.trim_start_matches('@').trim_end_matches('.').to_lowercase();
        if !shaped(&domain) {
            return Err(Fault::Shape(crate::text::line(word).chars().take(80).collect()));
        }
        if PUBLIC.contains(&domain.as_str()) {
            return Err(Fault::Public(domain));
        }
        domains.insert(domain);
        if domains.len() > DOMAINS_MAX {
            return Err(Fault::TooMany);
        }
    }
    Ok(domains.into_iter().collect())
}

fn shaped(domain: &str) -> bool {
    let label = |l: &str| {
        (1..=63).contains(&l.len())
            && !l.starts_with('-')
            && !l.ends_with('-')
            && l.chars().all(|c| c.is_alphanumeric() || c == '-')
    };
    domain.len() <= 253
        && domain.contains('.')
        && domain.split('.').all(label)
        && !domain.rsplit('.').next().is_some_and(|last| last.chars().all(|c| c.is_ascii_digit()))
}

/// A verified address of somebody who could be added.
#[derive(Clone, Debug, QueryableByName)]
struct Candidate {
    #[diesel(sql_type = BigInt)]
    address: i64,
    #[diesel(sql_type = BigInt)]
    id: i64,
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    email: String,
}

/// End users with a verified address at one of the domains who are not in the organization yet, by address. What somebody
/// only says is theirs opens no organization. Where people have one organization only, whoever has one is left out.
fn candidates(c: &mut Conn, account: i64, of: &Organization, after: i64, most: i64) -> Result<Vec<Candidate>> {
    if of.domains.is_empty() {
        return Ok(vec![]);
    }
    let single = memberships::most(c, account)? == 1;
    let ends = (0..of.domains.len()).map(|n| format!("a.folded LIKE ${}", n + 4)).collect::<Vec<_>>().join(" OR ");
    let sql = format!(
        "SELECT a.id AS address, u.id, u.name, a.value AS email FROM addresses a JOIN users u ON u.id = a.user_id \
         WHERE a.account_id = $1 AND a.id > $2 AND a.kind = 'email' AND a.verified_at IS NOT NULL AND u.role = 'end_user' AND u.deleted_at IS NULL \
         AND NOT EXISTS (SELECT 1 FROM memberships m WHERE m.user_id = u.id AND m.organization_id = $3) \
         AND ({ends}){} ORDER BY a.id LIMIT {most}",
        if single { " AND u.organization_id IS NULL" } else { "" }
    );
    let query = diesel::sql_query(sql)
        .into_boxed::<Backend>()
        .bind::<BigInt, _>(account)
        .bind::<BigInt, _>(after)
        .bind::<BigInt, _>(of.row.id);
    // A domain has no sign that LIKE takes for another.
    let query = of.domains.iter().fold(query, |query, domain| query.bind::<Text, _>(format!("%@{domain}")));
    Ok(query.load(c)?)
}

/// Adds the next [`BATCH`] people; answers after which address to go on, or `None` when nobody is left.
fn add_some(tx: &mut Tx<'_>, id: i64, after: i64) -> Result<Option<i64>> {
    tx.identity().ensure(Right::ManageOrganizations)?;
    let account = tx.identity().account().id;
    let organization = model::organization(tx.conn(), account, id)?;
    let found = candidates(tx.conn(), account, &organization, after, BATCH as i64)?;
    let mut added = 0;
    for candidate in &found {
        added += i64::from(memberships::add(tx, candidate.id, id)?);
    }
    let details = serde_json::json!({ "people": added, "domains": organization.domains });
    tx.record(Entry::new("organization.people_added", "organization", id).with(details))?;
    Ok(if found.len() < BATCH { None } else { found.last().map(|c| c.address) })
}

#[derive(Template)]
#[template(path = "organizations/domain-people.html")]
struct New<'a> {
    cx: &'a Cx,
    organization: &'a Organization,
    /// Those who would be added, as far as they are counted.
    found: &'a [Candidate],
}

/// `GET /agent/organizations/{id}/domain-people`: who would be added.
pub async fn new(cx: Cx, id: web::Path<String>) -> Result<HttpResponse> {
    let (id, account) = (routes::id(&id)?, cx.account().id);
    let (organization, mut found) = cx
        .read(move |c| {
            let organization = model::organization(c, account, id)?;
            let found = candidates(c, account, &organization, 0, COUNTED + 1)?;
            Ok((organization, found))
        })
        .await?;
    // Somebody with two addresses there counts once.
    let mut seen = BTreeSet::new();
    found.retain(|candidate| seen.insert(candidate.id));
    cx.show(New { cx: &cx, organization: &organization, found: &found })
}

/// `POST /agent/organizations/{id}/domain-people`: adds them, a part at a time; a large rest waits for another click.
pub async fn create(cx: Cx, id: web::Path<String>, _form: Form) -> Result<HttpResponse> {
    let id = routes::id(&id)?;
    let path = format!("/agent/organizations/{id}");
    let started = Instant::now();
    let mut after = 0;
    while let Some(next) = cx.write(move |tx| add_some(tx, id, after)).await? {
        after = next;
        if started.elapsed() > PATIENCE {
            return cx.see_saying(&format!("{path}/domain-people"), "notice-people-partly-added");
        }
    }
    cx.see_saying(&path, "notice-people-added")
}

impl New<'_> {
    fn path(&self) -> String {
        self.organization.row.path()
    }

    fn n(&self) -> i64 {
        self.found.len() as i64
    }

    fn shown(&self) -> String {
        counted(self.cx, &self.n())
    }

    fn named(&self) -> impl Iterator<Item = &Candidate> {
        self.found.iter().take(NAMED)
    }

    fn more(&self) -> bool {
        self.found.len() > NAMED
    }
}
