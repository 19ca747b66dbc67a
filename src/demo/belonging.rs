//! What the demo's people belong to and have beside name and address: organizations, tags, and values in fields.

use diesel::prelude::*;
use diesel::sql_types::BigInt;

use super::dice::Dice;
use super::people::field;
use super::rows::{self, Membership, OrganizationDomain, OrganizationTag, User, UserTag};
use super::script::Script;
use super::{DAY, Made};
use crate::db::schema::{user_field_options, user_field_values, user_fields};
use crate::db::{Conn, Moment};
use crate::error::Result;
use crate::on_either;
use crate::people::fields::Kind;
use crate::policy::Role;

/// Mail domains and tags of the organizations, whose ids begin with `first`.
pub(super) fn organizations(c: &mut Conn, made: &Made<'_>, script: &Script<'_>, first: i64) -> Result<()> {
    let (mut domains, mut tags) = (vec![], vec![]);
    for (fields, organization_id) in script.organizations.iter().zip(first..) {
        let domain = field(fields, 1).to_owned();
        domains.push(OrganizationDomain { account_id: made.account, domain, organization_id });
        for tag in field(fields, 2).split_whitespace() {
            tags.push(OrganizationTag { account_id: made.account, organization_id, tag: tag.to_owned() });
        }
    }
    rows::put_organization_domains(c, &domains)?;
    rows::put_organization_tags(c, &tags)
}

/// Memberships, tags and values of everybody. The first customer belongs to a second organization, too.
pub(super) fn people(
    c: &mut Conn,
    made: &Made<'_>,
    script: &Script<'_>,
    users: &[User],
    second: Option<i64>,
) -> Result<()> {
    // Chance of its own, so that the rest of the demo stays what it is.
    let mut dice = Dice::new(made.plan.seed ^ 0x7a65);
    let mut memberships: Vec<Membership> = users.iter().filter_map(User::membership).collect();
    let customers: Vec<&User> = users.iter().filter(|u| u.role == Role::EndUser).collect();
    if let (Some(user), Some(organization_id)) = (customers.first(), second)
        && user.organization_id.is_some_and(|first| first != organization_id)
    {
        memberships.extend(user.membership().map(|first| Membership { organization_id, ..first }));
    }
    rows::put_memberships(c, &memberships)?;
    let words = script.words("tag");
    let mut tags = vec![];
    for user in &customers {
        if dice.chance(15) {
            let tag = dice.word(words).to_owned();
            tags.push(UserTag { account_id: made.account, user_id: user.id, tag });
        }
    }
    rows::put_user_tags(c, &tags)?;
    fields(c, made, script, &customers, &mut dice)
}

/// The tags of requesters and organizations on tickets, as if they had had them when they asked.
pub(super) fn tickets(c: &mut Conn, made: &Made<'_>) -> Result<()> {
    diesel::sql_query(
        "INSERT INTO ticket_tags (account_id, ticket_id, tag) \
         SELECT t.account_id, t.id, u.tag FROM tickets t JOIN user_tags u ON u.user_id = t.requester_id \
         WHERE t.account_id = $1 UNION SELECT t.account_id, t.id, o.tag FROM tickets t \
         JOIN organization_tags o ON o.organization_id = t.organization_id WHERE t.account_id = $1",
    )
    .bind::<BigInt, _>(made.account)
    .execute(c)?;
    Ok(())
}

/// The account's fields, each filled in for some of the customers.
fn fields(c: &mut Conn, made: &Made<'_>, script: &Script<'_>, customers: &[&User], dice: &mut Dice) -> Result<()> {
    for (position, told) in (1..).zip(&script.fields) {
        let kind = Kind::parse(field(told, 1)).unwrap_or(Kind::Text);
        let id: i64 = diesel::insert_into(user_fields::table)
            .values((
                user_fields::account_id.eq(made.account),
                user_fields::field_key.eq(field(told, 0)),
                user_fields::title.eq(field(told, 2)),
                user_fields::kind.eq(kind),
                user_fields::position.eq::<i32>(position),
                user_fields::is_active.eq(true),
                user_fields::created_at.eq(made.opened_at()),
            ))
            .returning(user_fields::id)
            .get_result(c)?;
        let options: Vec<(&str, &str)> = field(told, 3).split(';').filter_map(|o| o.trim().split_once(": ")).collect();
        for (position, (tag, title)) in (1..).zip(&options) {
            diesel::insert_into(user_field_options::table)
                .values((
                    user_field_options::account_id.eq(made.account),
                    user_field_options::field_id.eq(id),
                    user_field_options::tag.eq(*tag),
                    user_field_options::title.eq(*title),
                    user_field_options::position.eq::<i32>(position),
                ))
                .execute(c)?;
        }
        let mut values = vec![];
        for user in customers {
            if !dice.chance(40) {
                continue;
            }
            let value = match kind {
                Kind::Checkbox => dice.chance(70).to_string(),
                Kind::Date => Moment(user.created_at - dice.between(0, 30) * DAY).utc().format("%Y-%m-%d").to_string(),
                Kind::DropDown => dice.pick(&options).map(|(tag, _)| (*tag).to_owned()).unwrap_or_default(),
                Kind::Text => dice.digits("##-####"),
            };
            values.push((
                user_field_values::account_id.eq(made.account),
                user_field_values::user_id.eq(user.id),
                user_field_values::field_id.eq(id),
                user_field_values::value.eq(value),
            ));
        }
        on_either!(c, |c| diesel::insert_into(user_field_values::table).values(&values).execute(c))?;
    }
    Ok(())
}
