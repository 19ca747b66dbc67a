//! What the demo's companies have bought, their invoices so far, and what their team members are beside their role in Support.

use diesel::prelude::*;

use super::people::field;
use super::script::Script;
use super::{DAY, Made};
use crate::billing::invoices::State;
use crate::billing::invoicing::{self, DUE_DAYS};
use crate::billing::payments::Kind;
use crate::billing::subscription::Subscription;
use crate::db::schema::{
    agent_groups, group_memberships, invoice_lines, invoices, payment_methods, roles, subscriptions, users,
};
use crate::db::{Conn, Moment};
use crate::error::Result;
use crate::identity::Account;
use crate::on_either;
use crate::policy::{Permission, Permissions, Product, ProductRole};
use crate::text;

/// All of it.
pub(super) fn make(c: &mut Conn, made: &Made<'_>, script: &Script<'_>, account: &Account) -> Result<()> {
    let trial = made.plan.trial_days.map(|days| made.now + days * DAY);
    diesel::update(subscriptions::table.find(made.account))
        .set((
            subscriptions::seats.eq(made.plan.seats),
            subscriptions::sell_seats.eq(made.plan.sell_seats),
            subscriptions::cycle.eq(made.plan.cycle),
            subscriptions::trial_ends_at.eq(trial),
        ))
        .execute(c)?;
    bill(c, made, account)?;
    for told in &script.payment {
        let method = (
            payment_methods::account_id.eq(made.account),
            payment_methods::kind.eq(Kind::parse(field(told, 0)).unwrap_or(Kind::BankTransfer)),
            payment_methods::updated_at.eq(made.opened_at()),
        );
        on_either!(c, |c| diesel::insert_into(payment_methods::table).values(method).execute(c))?;
    }
    for told in &script.roles {
        role(c, made, told)?;
    }
    for told in &script.team {
        belong(c, made, told)?;
    }
    Ok(())
}

/// An invoice for every period since the account was opened: all paid but the last, while there is time to pay it.
fn bill(c: &mut Conn, made: &Made<'_>, account: &Account) -> Result<()> {
    let (mut of, mut number) = (Subscription::of(c, made.account)?, 0);
    while let Some(period) = of.due(account.plan, Moment(made.now)) {
        number += 1;
        let lines = invoicing::lines_of(of.terms(account.plan), of.currency);
        let due = period.start.0 + DUE_DAYS * DAY;
        let open = period.end.0 > made.now && due > made.now;
        // Sometimes quickly, sometimes a little late.
        let paid = period.start.0 + (4 + number * 7 % 19) * DAY;
        let id: i64 = diesel::insert_into(invoices::table)
            .values((
                invoices::account_id.eq(made.account),
                invoices::number.eq(number),
                invoices::state.eq(State::Open),
                invoices::currency.eq(of.currency),
                invoices::total.eq(lines.iter().map(|line| line.amount).sum::<i64>()),
                invoices::period_start.eq(period.start.0),
                invoices::period_end.eq(period.end.0),
                invoices::issued_at.eq(period.start.0),
                invoices::due_at.eq(due),
                invoices::billed_to.eq(invoicing::billed_to(account, &of)),
            ))
            .returning(invoices::id)
            .get_result(c)?;
        for (position, line) in (1_i32..).zip(&lines) {
            diesel::insert_into(invoice_lines::table)
                .values((
                    invoice_lines::invoice_id.eq(id),
                    invoice_lines::position.eq(position),
                    invoice_lines::item.eq(line.item.kept()),
                    invoice_lines::quantity.eq(line.quantity),
                    invoice_lines::unit_price.eq(line.unit_price),
                    invoice_lines::amount.eq(line.amount),
                ))
                .execute(c)?;
        }
        if !open {
            diesel::update(invoices::table.find(id))
                .set((invoices::state.eq(State::Paid), invoices::paid_at.eq(Some(paid))))
                .execute(c)?;
        }
        of.billed(account.plan, &period);
    }
    diesel::update(subscriptions::table.find(made.account))
        .set((
            subscriptions::period_start.eq(of.period_start.0),
            subscriptions::billed_until.eq(of.billed_until.map(|at| at.0)),
            subscriptions::anchor_day.eq(of.anchor_day),
            subscriptions::covered.eq(of.covered),
        ))
        .execute(c)?;
    Ok(())
}

/// A role of the account's own: name, description, permissions.
fn role(c: &mut Conn, made: &Made<'_>, told: &[&str]) -> Result<()> {
    let named = |word: &str| Permission::ALL.iter().copied().find(|p| p.as_str() == word);
    let permissions: Permissions = field(told, 2).split_whitespace().filter_map(named).collect();
    diesel::insert_into(roles::table)
        .values((
            roles::account_id.eq(made.account),
            roles::name.eq(field(told, 0)),
            roles::folded_name.eq(text::fold(field(told, 0))),
            roles::description.eq(field(told, 1)),
            roles::permissions.eq(permissions.bits()),
            roles::created_at.eq(made.opened_at()),
            roles::updated_at.eq(made.opened_at()),
        ))
        .execute(c)?;
    Ok(())
}

/// What a team member is besides: their name, what it is about, and what they are in it.
fn belong(c: &mut Conn, made: &Made<'_>, told: &[&str]) -> Result<()> {
    let (name, about, what) = (field(told, 0), field(told, 1), field(told, 2));
    let found = users::table.filter(users::account_id.eq(made.account).and(users::name.eq(name)));
    let user: i64 = found.select(users::id).first(c)?;
    let row = users::table.find(user);
    let product = Product::parse(about).zip(Some(ProductRole::parse(what)));
    match (about, product) {
        (_, Some((Product::Guide, role))) => diesel::update(row).set(users::guide_role.eq(role)).execute(c)?,
        (_, Some((Product::Explore, role))) => diesel::update(row).set(users::explore_role.eq(role)).execute(c)?,
        (_, Some((Product::Talk, role))) => diesel::update(row).set(users::talk_role.eq(role)).execute(c)?,
        (_, Some((Product::Chat, role))) => diesel::update(row).set(users::chat_role.eq(role)).execute(c)?,
        (_, Some((Product::Sell, role))) => diesel::update(row).set(users::sell_role.eq(role)).execute(c)?,
        ("billing", _) => diesel::update(row).set(users::billing_admin.eq(true)).execute(c)?,
        ("role", _) => {
            let role: i64 = roles::table
                .filter(roles::account_id.eq(made.account).and(roles::folded_name.eq(text::fold(what))))
                .select(roles::id)
                .first(c)?;
            diesel::update(row).set(users::custom_role_id.eq(Some(role))).execute(c)?
        }
        _ => {
            let group = group(c, made, what)?;
            diesel::insert_into(group_memberships::table)
                .values((
                    group_memberships::account_id.eq(made.account),
                    group_memberships::group_id.eq(group),
                    group_memberships::user_id.eq(user),
                    group_memberships::is_default.eq(false),
                    group_memberships::created_at.eq(made.opened_at()),
                ))
                .execute(c)?
        }
    };
    Ok(())
}

/// The group of a name, made when it is first named.
fn group(c: &mut Conn, made: &Made<'_>, name: &str) -> Result<i64> {
    let same = agent_groups::account_id.eq(made.account).and(agent_groups::folded_name.eq(text::fold(name)));
    let found: Option<i64> = agent_groups::table.filter(same).select(agent_groups::id).first(c).optional()?;
    if let Some(id) = found {
        return Ok(id);
    }
    Ok(diesel::insert_into(agent_groups::table)
        .values((
            agent_groups::account_id.eq(made.account),
            agent_groups::name.eq(name),
            agent_groups::folded_name.eq(text::fold(name)),
            agent_groups::is_default.eq(false),
            agent_groups::created_at.eq(made.opened_at()),
            agent_groups::updated_at.eq(made.opened_at()),
        ))
        .returning(agent_groups::id)
        .get_result(c)?)
}
