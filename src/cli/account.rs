//! `stead account`: accounts of the deployment, from the command line.

use std::io::BufRead as _;

use clap::{Args, Subcommand};

use super::Common;
use super::subscription::{self, InvoiceArgs, PlanArgs, SeatArgs};
use crate::accounts::create::{self, NewAccount, PLANS};
use crate::billing::ownership::{self, WhyNot};
use crate::billing::prices::Currency;
use crate::config::Settings;
use crate::error::{Error, Result};
use crate::identity::{self, Locale};
use crate::passwords::{self, Cost};
use crate::security::password_rules::{self, About, Fault, Level};
use crate::security::{ip, links};
use crate::state::State;
use crate::text;

/// Longest reason, in characters.
const REASON_MAX: usize = 500;

/// What can be done to accounts.
#[derive(Debug, Subcommand)]
pub enum Account {
    /// Make an account and its owner
    Create(CreateArgs),
    /// Print a fresh one-time link with which somebody sets a password; older links are void
    Invite(InviteArgs),
    /// Name another owner, because the one there was is lost; every administrator is told why
    Owner(OwnerArgs),
    /// Switch off IP restrictions that have locked people out; the ranges stay
    IpOff(IpOffArgs),
    /// Change plan, seats and billing cycle, by the rules that hold for the owner; the owner is told why
    Plan(PlanArgs),
    /// Lend seats until a day, list those that are lent, or end one
    Seat(SeatArgs),
    /// Mark an open invoice as paid, or make it void
    Invoice(InvoiceArgs),
}

/// A new account.
#[derive(Debug, Args)]
pub struct CreateArgs {
    /// Label of its host name: lower-case letters, digits, hyphens
    #[arg(long)]
    subdomain: String,
    /// Its name, as people see it
    #[arg(long)]
    name: String,
    /// Name of its owner
    #[arg(long)]
    owner_name: String,
    /// E-mail address of its owner; taken as verified
    #[arg(long)]
    owner_email: String,
    /// Language of whoever has chosen none
    #[arg(long, default_value = "en", value_parser = ["en", "fr"])]
    locale: String,
    /// Time zone of whoever has chosen none, by its name in the tz database
    #[arg(long, default_value = "UTC")]
    time_zone: String,
    /// Its plan
    #[arg(long, default_value = "professional", value_parser = PLANS)]
    plan: String,
    /// In what it pays; it stays so
    #[arg(long, default_value = "EUR", value_parser = ["EUR", "GBP", "USD"])]
    currency: String,
    /// Read the owner's password from the first line of standard input [default: print a link to set one]
    #[arg(long)]
    password_stdin: bool,
}

/// Somebody who is to set a password.
#[derive(Debug, Args)]
pub struct InviteArgs {
    /// Label of the account's host name
    #[arg(long)]
    subdomain: String,
    /// E-mail address of the person
    #[arg(long)]
    email: String,
}

/// Who is to own an account, and why.
#[derive(Debug, Args)]
pub struct OwnerArgs {
    /// Label of the account's host name
    #[arg(long)]
    subdomain: String,
    /// E-mail address of an active administrator of the account
    #[arg(long)]
    email: String,
    /// Why the owner cannot hand the account over; administrators read it, and it stays in the audit log
    #[arg(long)]
    reason: String,
}

/// Whose IP restrictions go off, and why.
#[derive(Debug, Args)]
pub struct IpOffArgs {
    /// Label of the account's host name
    #[arg(long)]
    subdomain: String,
    /// Why; it stays in the audit log
    #[arg(long)]
    reason: String,
}

/// Runs a command on accounts.
pub fn run(command: &Account, common: &Common) -> Result<()> {
    match command {
        Account::Create(args) => create(args, common),
        Account::Invite(args) => invite(args, common),
        Account::Owner(args) => owner(args, common),
        Account::IpOff(args) => ip_off(args, common),
        Account::Plan(args) => subscription::plan(args, common),
        Account::Seat(args) => subscription::seat(args, common),
        Account::Invoice(args) => subscription::invoice(args, common),
    }
}

fn create(args: &CreateArgs, common: &Common) -> Result<()> {
    let new = NewAccount {
        subdomain: args.subdomain.clone(),
        name: args.name.clone(),
        locale: Locale::parse(&args.locale).unwrap_or(Locale::En),
        time_zone: args.time_zone.clone(),
        plan: args.plan.clone(),
        currency: Currency::parse(&args.currency).unwrap_or(Currency::Eur),
        owner_name: args.owner_name.clone(),
        owner_email: args.owner_email.trim().to_owned(),
        owner_verified: true,
    };
    // A password that cannot be used is told before anything is made.
    let password = args.password_stdin.then(|| read_password(&new)).transpose()?;
    let state = common.state()?;
    let hash = password.map(|p| passwords::hash(&p, Cost::Standard)).transpose()?;
    let (account, owner) = create::create(&state, &new, hash.as_deref())?;
    let address = address(&state.settings, &account.subdomain);
    println!("Account:  {} ({}, {}, {})", account.name, account.plan, account.locale, account.time_zone);
    println!("Address:  {address}/");
    println!("Owner:    {} <{}>", text::line(&new.owner_name), new.owner_email);
    if hash.is_none() {
        print_link(&state, &account, owner)?;
    }
    Ok(())
}

fn invite(args: &InviteArgs, common: &Common) -> Result<()> {
    let state = common.existing_state()?;
    let nobody = || Error::internal(format!("nobody at {} has the address {}", args.subdomain, args.email));
    let found = state.db.read_now(|c| identity::person_by_address(c, &args.subdomain, &args.email))?;
    let (account, person) = found.filter(|(_, p)| p.standing.active()).ok_or_else(nobody)?;
    println!("Person:   {} <{}>", person.name, args.email);
    print_link(&state, &account, person.id)
}

/// A reason as it is kept.
pub(super) fn reason(given: &str) -> Result<String> {
    let reason = text::line(given);
    let length = reason.chars().count();
    if length == 0 || length > REASON_MAX {
        return Err(Error::internal(format!("the reason has {length} characters; accepted: 1 to {REASON_MAX}")));
    }
    Ok(reason)
}

fn owner(args: &OwnerArgs, common: &Common) -> Result<()> {
    let reason = reason(&args.reason)?;
    let state = common.existing_state()?;
    let nobody = || Error::internal(format!("nobody at {} has the address {}", args.subdomain, args.email));
    let found = state.db.read_now(|c| identity::person_by_address(c, &args.subdomain, &args.email))?;
    let (account, person) = found.ok_or_else(nobody)?;
    if person.standing.owner {
        return Err(Error::internal(format!("{} is the owner already", person.name)));
    }
    if let Err(why) = state.db.read_now(|c| ownership::candidate(c, &account, person.id))? {
        return Err(Error::internal(match why {
            WhyNot::NoAdministrator => format!("{} is no active administrator; choose one", person.name),
            WhyNot::Unverified => format!("{} has not confirmed that address; choose somebody who has", person.name),
        }));
    }
    let before = state.db.read_now(|c| identity::person(c, &account, account.owner_id))?;
    identity::write_as_system(&state, &account, "account", "command", |tx| {
        ownership::name_by_command(tx, person.id, &reason)
    })?;
    println!("Account:  {}", account.name);
    println!("Owner:    {} (it was {})", text::line(&person.name), text::line(&before.name));
    println!("Every administrator is told by mail, with the reason. It is in the audit log.");
    Ok(())
}

fn ip_off(args: &IpOffArgs, common: &Common) -> Result<()> {
    let reason = reason(&args.reason)?;
    let state = common.existing_state()?;
    let account = subscription::account(&state, &args.subdomain)?;
    let done = identity::write_as_system(&state, &account, "account", "command", |tx| ip::switch_off(tx, &reason));
    match done {
        Err(Error::Conflict) => {
            Err(Error::internal(format!("IP restrictions of {} are off already", account.subdomain)))
        }
        other => other,
    }?;
    println!("Account:  {}", account.name);
    println!(
        "IP restrictions are off: everybody can sign in from anywhere. The ranges are kept, for Security > Advanced."
    );
    Ok(())
}

/// Makes a one-time link for somebody and prints it.
pub(super) fn print_link(state: &State, account: &identity::Account, user: i64) -> Result<()> {
    let path = identity::write_as_system(state, account, "account", "command", |tx| links::invite(tx, user))?;
    println!("Password: to be set at this address, once, within {} hours:", links::HOURS);
    let base = match account.operator {
        true => state.settings.address(account),
        false => address(&state.settings, &account.subdomain),
    };
    println!("          {base}{path}");
    Ok(())
}

/// Where browsers find the account. Behind a proxy that speaks TLS our own port means nothing to them.
fn address(settings: &Settings, subdomain: &str) -> String {
    match (settings.tls, settings.bind.port()) {
        (true, _) => format!("https://{subdomain}.{}", settings.host),
        (false, 80) => format!("http://{subdomain}.{}", settings.host),
        (false, port) => format!("http://{subdomain}.{}:{port}", settings.host),
    }
}

fn read_password(new: &NewAccount) -> Result<String> {
    let mut line = String::new();
    std::io::stdin()
        .lock()
        .read_line(&mut line)
        .map_err(|e| Error::internal(format!("cannot read the password from standard input: {e}")))?;
    let password = line.trim_end_matches(['\n', '\r']);
    let about = About::new(&new.name, &new.subdomain, &new.owner_name, Some(&new.owner_email));
    let Some(fault) = password_rules::check(Level::Recommended, &about, password) else {
        return Ok(password.to_owned());
    };
    Err(Error::internal(match fault {
        Fault::Short(_) | Fault::Long => {
            let (length, min, max) = (password.chars().count(), passwords::MIN, passwords::MAX);
            format!("the password has {length} characters; accepted: {min} to {max}")
        }
        Fault::Mix => "the password needs capital and small letters, a digit and a sign".to_owned(),
        Fault::Address => "the password contains the owner’s address; choose another".to_owned(),
        Fault::Common => "the password is one that everybody tries first; choose another".to_owned(),
        Fault::Word(word) => format!("the password contains «{word}», which anybody would guess; choose another"),
    }))
}
