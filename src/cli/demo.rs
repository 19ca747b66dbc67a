//! `stead demo`: serves made-up accounts on the embedded database, and says whom one can sign in as.

use diesel::prelude::*;

use super::{Common, open, serve};
use crate::config::Settings;
use crate::db::schema::accounts;
use crate::demo;
use crate::error::{Error, Result};
use crate::i18n::Lang;
use crate::identity::{Account, Locale};

pub(super) fn run(common: &Common) -> Result<()> {
    let settings = common.settings()?;
    if common.database_url.is_some() {
        return Err(Error::internal("the demo has an embedded database of its own; unset DATABASE_URL"));
    }
    // A folder of its own: what the demo names on its sign-in page must never be somebody's real data.
    let data = settings.data.join("demo");
    let location = Settings::embedded(&data);
    let checkpoints = data.join("checkpoints");
    let settings = Settings { data, location, checkpoints, demo: true, ..settings };
    let _lock = serve::lock(&settings)?;
    let state = open(settings, common.readers())?;
    if demo::ensure(&state)? {
        log::info!("made the demo's accounts");
    }
    let accounts: Vec<Account> =
        state.db.read_now(|c| Ok(accounts::table.order(accounts::id).select(Account::as_select()).load(c)?))?;
    let cards = state
        .db
        .read_now(|c| accounts.iter().map(|a| Ok((a.clone(), demo::cards(c, a)?))).collect::<Result<Vec<_>>>())?;
    let host = state.settings.host.clone();
    let mail = match &state.settings.smtp {
        None => "Mail goes nowhere; read it under Admin Center > Account > Logs > E-mail log.".to_owned(),
        Some(server) => format!("Mail is really sent, by {server} (SMTP_URL)."),
    };
    serve::start(common, state, |address| {
        let port = address.port();
        println!("Stead demo. One password for everybody: {}", demo::PASSWORD);
        for (account, cards) in cards {
            match account.operator {
                true => println!("\n{} (operator console)  http://{host}:{port}/operator/", account.name),
                false => println!("\n{}  http://{}.{host}:{port}/", account.name, account.subdomain),
            }
            for card in cards {
                println!("  {:<38} {}, {}", card.email, card.name, Lang::of(Locale::En).t(card.role_key));
            }
        }
        println!("\n{mail}");
        println!("\nhttp://{address}/ serves the first of them. Ctrl-C ends the demo.");
    })
}
