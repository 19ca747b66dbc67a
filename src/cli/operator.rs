//! `stead operator`: the operator's staff, from the command line. The first of them founds the operator's console.

use clap::{Args, Subcommand};

use super::Common;
use super::account::{print_link, reason};
use super::subscription;
use crate::error::{Error, Result};
use crate::identity::{self, Account, Locale, Person};
use crate::operator::staff::{self, NewStaff};
use crate::operator::visits::emergencies;
use crate::people::addresses;
use crate::state::State;
use crate::text;

/// What can be done about the operator's staff.
#[derive(Debug, Subcommand)]
pub enum Operator {
    /// Add somebody to the operator's staff; the first founds the console, and has to be an administrator
    Create(CreateArgs),
    /// Print a fresh one-time link with which one of the staff sets a password; older links are void
    Invite(InviteArgs),
    /// Let one of the staff into an account that lets nobody in; its owner is mailed the reason at once
    BreakGlass(BreakGlassArgs),
}

/// Somebody who is to be of the staff.
#[derive(Debug, Args)]
pub struct CreateArgs {
    /// Their name
    #[arg(long)]
    name: String,
    /// Their e-mail address; taken as verified
    #[arg(long)]
    email: String,
    /// They administer the console: staff, accounts, its log
    #[arg(long)]
    administrator: bool,
    /// Name of the company that runs this help desk, with the first of the staff [default: Operator]
    #[arg(long)]
    company: Option<String>,
    /// Their language
    #[arg(long, default_value = "en", value_parser = ["en", "fr"])]
    locale: String,
}

/// Somebody of the staff who is to set a password.
#[derive(Debug, Args)]
pub struct InviteArgs {
    /// Their e-mail address
    #[arg(long)]
    email: String,
}

/// Who is let in by force, where, and why.
#[derive(Debug, Args)]
pub struct BreakGlassArgs {
    /// Label of the account's host name
    #[arg(long)]
    subdomain: String,
    /// E-mail address of the staff member
    #[arg(long)]
    email: String,
    /// Why; the owner reads it, and it stays in both logs
    #[arg(long)]
    reason: String,
    /// For how many minutes, 60 at most
    #[arg(long, default_value_t = emergencies::MAX_MINUTES)]
    minutes: i64,
}

/// Runs a command on the operator's staff.
pub fn run(command: &Operator, common: &Common) -> Result<()> {
    match command {
        Operator::Create(args) => create(args, common),
        Operator::Invite(args) => invite(args, common),
        Operator::BreakGlass(args) => break_glass(args, common),
    }
}

fn create(args: &CreateArgs, common: &Common) -> Result<()> {
    let state = common.state()?;
    let new = NewStaff {
        name: args.name.clone(),
        email: args.email.clone(),
        administrator: args.administrator,
        locale: Locale::parse(&args.locale).unwrap_or(Locale::En),
    };
    let (realm, id) = staff::create(&state, args.company.as_deref().unwrap_or_default(), &new)?;
    let role = if new.administrator { "operator administrator" } else { "support staff" };
    println!("Operator: {}", realm.name);
    println!("Console:  {}/", state.settings.address(&realm));
    println!("Staff:    {} <{}>, {role}", text::line(&new.name), text::line(&new.email));
    print_link(&state, &realm, id)
}

fn invite(args: &InviteArgs, common: &Common) -> Result<()> {
    let state = common.existing_state()?;
    let (realm, person) = find(&state, &args.email)?;
    if person.standing.suspended {
        return Err(Error::internal(format!("{} is suspended", person.name)));
    }
    println!("Staff:    {} <{}>", text::line(&person.name), args.email);
    print_link(&state, &realm, person.id)
}

fn break_glass(args: &BreakGlassArgs, common: &Common) -> Result<()> {
    let reason = reason(&args.reason)?;
    let state = common.existing_state()?;
    let account = subscription::account(&state, &args.subdomain)?;
    let (_, person) = find(&state, &args.email)?;
    let opened = emergencies::open(&state, &account, &person, args.minutes, &reason)?;
    println!("Account:  {}", account.name);
    println!("Staff:    {} <{}>", text::line(&person.name), args.email);
    println!("Until:    {} UTC", opened.ends_at.utc().format("%Y-%m-%d %H:%M"));
    println!("The owner is told by mail, with the reason. Entering it takes an open case, in the console.");
    Ok(())
}

/// One of the staff, by address.
fn find(state: &State, email: &str) -> Result<(Account, Person)> {
    let found = state.db.read_now(|c| {
        let Some(realm) = identity::realm(c)? else { return Ok(None) };
        let Some(id) = addresses::holder(c, realm.id, email)? else { return Ok(None) };
        let person = identity::person(c, &realm, id)?;
        Ok(Some((realm, person)))
    })?;
    found.ok_or_else(|| Error::internal(format!("nobody of the operator's staff has the address {email}")))
}
