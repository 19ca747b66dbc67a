//! From the parts of a search to its typed form: which keywords there are, what values they take, and how the parts
//! belong together.

use std::ops::Range;

use super::dates;
use super::faults::{Fault, Trouble};
use super::grammar::{Key, Op, Slip, Term};
use super::query::{Absent, By, Cond, Context, CustomField, Order, Query, Scope, Test};
use super::words::{self, Part, Row};
use crate::policy::Role;
use crate::text;

/// Keywords of people and organizations.
pub(super) const SHARED: &[&str] =
    &["type", "name", "created", "updated", "notes", "details", "external_id", "tags", "order_by", "sort"];
/// Keywords of people only.
const OF_PEOPLE: &[&str] = &["user", "role", "email", "organization", "phone", "is_verified", "is_suspended"];
/// Keywords of tickets, which are somewhere else.
const OF_TICKETS: &[&str] = &[
    "ticket",
    "status",
    "priority",
    "ticket_type",
    "assignee",
    "requester",
    "submitter",
    "cc",
    "commenter",
    "subject",
    "description",
    "comment",
    "solved",
    "due_date",
    "via",
    "brand",
    "form",
    "recipient",
    "has_attachment",
    "fieldvalue",
    "satisfaction",
    "group",
];
const ROLES: &[(&str, Role)] = &[
    ("end-user", Role::EndUser),
    ("agent", Role::Agent),
    ("admin", Role::Administrator),
    ("light-agent", Role::LightAgent),
    ("contributor", Role::Contributor),
    ("end_user", Role::EndUser),
    ("administrator", Role::Administrator),
    ("light_agent", Role::LightAgent),
];

/// The keywords that everybody has.
pub(super) fn keywords() -> impl Iterator<Item = &'static str> {
    SHARED.iter().chain(OF_PEOPLE).copied()
}

/// What is said with one keyword: one of the values; or, for moments, one of the beginnings and one of the ends.
#[derive(Default)]
struct Group {
    name: String,
    is: Vec<Cond>,
    from: Vec<Cond>,
    until: Vec<Cond>,
}

/// Where a condition goes in its group.
#[derive(Clone, Copy)]
enum Side {
    Is,
    From,
    Until,
}

impl Side {
    fn of(op: Op) -> Self {
        match op {
            Op::Is => Self::Is,
            Op::Above | Op::From => Self::From,
            Op::Below | Op::UpTo => Self::Until,
        }
    }
}

pub(super) struct Builder<'a> {
    text: &'a str,
    context: &'a Context,
    faults: Vec<Fault>,
    all: Vec<Cond>,
    groups: Vec<Group>,
    people: bool,
    organizations: bool,
    /// Where a keyword of people stands.
    of_people: Option<Range<usize>>,
    by: Option<By>,
    descending: Option<bool>,
    /// Whether something was only punctuation.
    idle: bool,
}

impl<'a> Builder<'a> {
    pub(super) fn new(text: &'a str, context: &'a Context) -> Self {
        Self {
            text,
            context,
            faults: vec![],
            all: vec![],
            groups: vec![],
            people: false,
            organizations: false,
            of_people: None,
            by: None,
            descending: None,
            idle: false,
        }
    }

    fn fault(&mut self, what: Trouble, span: &Range<usize>) {
        self.hint(what, span, None);
    }

    fn hint(&mut self, what: Trouble, span: &Range<usize>, hint: Option<String>) {
        self.faults.push(Fault::of(what, span.clone(), self.text).hinting(hint));
    }

    pub(super) fn slip(&mut self, slip: Slip, span: Range<usize>) {
        self.fault(slip.into(), &span);
    }

    /// Takes one part in.
    pub(super) fn term(&mut self, term: &Term) {
        let Some(key) = &term.key else { return self.bare(term) };
        match key.name.as_str() {
            "type" => self.kind(term, key),
            "order_by" => self.order(term, key),
            "sort" => self.sort(term, key),
            _ => self.property(term, key),
        }
    }

    fn bare(&mut self, term: &Term) {
        let words = words::split(&term.value);
        if words.is_empty() {
            self.idle = true;
            return;
        }
        let address = !term.quoted && address_or_domain(&term.value);
        let cond = Cond::Is(Test::Words(Row { part: None, words, whole: false, open: !term.quoted }));
        if address {
            self.put(term, "@", Side::Is, cond);
        } else {
            self.all.push(if term.negated { not(cond) } else { cond });
        }
    }

    /// Puts a condition to the others of its keyword; what is excluded stands alone.
    fn put(&mut self, term: &Term, name: &str, side: Side, cond: Cond) {
        if term.negated {
            self.all.push(not(cond));
            return;
        }
        if !self.groups.iter().any(|g| g.name == name) {
            self.groups.push(Group { name: name.to_owned(), ..Group::default() });
        }
        if let Some(group) = self.groups.iter_mut().find(|g| g.name == name) {
            match side {
                Side::Is => group.is.push(cond),
                Side::From => group.from.push(cond),
                Side::Until => group.until.push(cond),
            }
        }
    }

    fn only_is(&mut self, term: &Term, key: &Key) -> bool {
        if key.op != Op::Is {
            self.hint(Trouble::BadOperator, &(key.span.start..term.at.start), Some(format!("{}:", key.name)));
        }
        key.op == Op::Is
    }

    fn kind(&mut self, term: &Term, key: &Key) {
        if !self.only_is(term, key) {
            return;
        }
        let value = term.value.trim().to_ascii_lowercase();
        let people = match value.strip_suffix('s').unwrap_or(&value) {
            "user" => !term.negated,
            "organization" => term.negated,
            "ticket" | "group" => return self.fault(Trouble::OtherType, &term.span),
            _ => return self.hint(Trouble::BadValue, &term.at, Some("user, organization".to_owned())),
        };
        match (self.context.scope, people) {
            (Scope::People, false) => self.fault(Trouble::PeopleOnly, &term.span),
            (Scope::Organizations, true) => self.fault(Trouble::OrganizationsOnly, &term.span),
            (_, true) => self.people = true,
            (_, false) => self.organizations = true,
        }
    }

    fn order(&mut self, term: &Term, key: &Key) {
        if !self.only_is(term, key) {
            return;
        }
        match term.value.trim().to_ascii_lowercase().as_str() {
            "created" | "created_at" => self.by = Some(By::Created),
            "updated" | "updated_at" => self.by = Some(By::Updated),
            "name" => self.by = Some(By::Name),
            _ => self.hint(Trouble::BadValue, &term.at, Some("created, updated, name".to_owned())),
        }
    }

    fn sort(&mut self, term: &Term, key: &Key) {
        if !self.only_is(term, key) {
            return;
        }
        match term.value.trim().to_ascii_lowercase().as_str() {
            "asc" => self.descending = Some(false),
            "desc" => self.descending = Some(true),
            _ => self.hint(Trouble::BadValue, &term.at, Some("asc, desc".to_owned())),
        }
    }

    fn property(&mut self, term: &Term, key: &Key) {
        let context = self.context;
        let name = key.name.as_str();
        let field = context.fields.iter().find(|f| f.key.eq_ignore_ascii_case(name));
        let known = SHARED.contains(&name) || OF_PEOPLE.contains(&name);
        if !known && field.is_none() {
            return self.unknown(key);
        }
        if !SHARED.contains(&name) && self.of_people.is_none() {
            self.of_people = Some(key.span.clone());
        }
        let dated = matches!(name, "created" | "updated") || !known && field.is_some_and(|f| f.kind == "date");
        if !dated && !self.only_is(term, key) {
            return;
        }
        let none = !term.quoted && term.value.eq_ignore_ascii_case("none");
        let made = match (name, field) {
            ("created" | "updated", _) => return self.moment(term, key),
            (_, Some(field)) if !known => self.custom(term, key, field, none),
            ("email", _) if none => Ok(without(Absent::Email)),
            ("organization", _) if none => Ok(without(Absent::Organization)),
            ("external_id", _) if none => Ok(without(Absent::ExternalId)),
            ("phone", _) if none => Ok(without(Absent::Phone)),
            ("tags", _) if none => Ok(without(Absent::Tags)),
            ("name", _) => row(term, Part::Name, false),
            ("notes", _) => row(term, Part::Notes, false),
            ("details", _) => row(term, Part::Details, false),
            ("external_id", _) => row(term, Part::External, true),
            ("tags", _) => tags(term),
            ("phone", _) => phone(term),
            ("email", _) => email(term),
            ("user", _) => user(term),
            ("organization", _) => member(term),
            ("role", _) => role(term),
            ("is_verified", _) => yes_or_no(term, Cond::Is(Test::Verified)),
            _ => yes_or_no(term, Cond::Is(Test::Suspended)),
        };
        match made {
            Ok(cond) => self.put(term, &key.name, Side::of(key.op), cond),
            Err((what, hint)) => self.hint(what, &term.at, hint.map(str::to_owned)),
        }
    }

    fn moment(&mut self, term: &Term, key: &Key) {
        match dates::moments(key.op, term.value.trim(), self.context.zone, self.context.now) {
            Some(bounds) if key.name == "created" => {
                self.put(term, "created", Side::of(key.op), Cond::Is(Test::Created(bounds)));
            }
            Some(bounds) => self.put(term, "updated", Side::of(key.op), Cond::Is(Test::Updated(bounds))),
            None => self.fault(Trouble::BadDate, &term.at),
        }
    }

    fn custom(&self, term: &Term, key: &Key, field: &CustomField, none: bool) -> Made {
        if none {
            return Ok(without(Absent::Field(field.id)));
        }
        match field.kind.as_str() {
            "checkbox" => yes_or_no(term, Cond::Is(Test::Ticked(field.id))),
            "date" => dates::days(key.op, term.value.trim(), self.context.zone, self.context.now)
                .map(|bounds| Cond::Is(Test::Day(field.id, bounds)))
                .ok_or((Trouble::BadDate, None)),
            "drop_down" => row(term, Part::Field(field.id), true),
            _ => row(term, Part::Field(field.id), false),
        }
    }

    fn unknown(&mut self, key: &Key) {
        let name = key.name.as_str();
        if OF_TICKETS.contains(&name) || name.starts_with("custom_field_") {
            return self.fault(Trouble::TicketKeyword, &key.span);
        }
        let own = self.context.fields.iter().map(|f| f.key.as_str());
        let near = SHARED.iter().chain(OF_PEOPLE).copied().chain(own);
        let near = near.map(|known| (strsim::osa_distance(name, known), known)).min();
        let near = near.filter(|(distance, known)| *distance <= 1 + known.len() / 4).map(|(_, known)| known.to_owned());
        self.hint(Trouble::UnknownKeyword, &key.span, near);
    }

    /// The whole search, or everything that is wrong with it.
    pub(super) fn finish(mut self, terms: Vec<Term>) -> Result<Query, Vec<Fault>> {
        let (people, mut organizations) = match self.context.scope {
            Scope::People => (true, false),
            Scope::Organizations => (false, true),
            Scope::Everything if !self.people && !self.organizations => (true, true),
            Scope::Everything => (self.people, self.organizations),
        };
        if let Some(span) = self.of_people.clone() {
            organizations = false;
            if !people && self.faults.is_empty() {
                self.fault(Trouble::UserKeyword, &span);
            }
        }
        if !self.faults.is_empty() {
            self.faults.sort_by_key(|f| f.span.start);
            return Err(self.faults);
        }
        let mut all = self.all;
        all.extend(self.groups.into_iter().map(Group::cond));
        // Nothing but punctuation finds nothing.
        if all.is_empty() && self.idle {
            all.push(Cond::Any(vec![]));
        }
        let by = self.by.unwrap_or(By::Created);
        let descending = self.descending.unwrap_or(by != By::Name);
        let text = self.text.to_owned();
        Ok(Query { text, terms, people, organizations, cond: Cond::All(all), order: Order { by, descending } })
    }
}

impl Group {
    fn cond(self) -> Cond {
        let Self { mut is, from, until, .. } = self;
        let range: Vec<Cond> = [from, until].into_iter().filter(|side| !side.is_empty()).map(any).collect();
        if !range.is_empty() {
            is.push(if range.len() == 1 { any(range) } else { Cond::All(range) });
        }
        any(is)
    }
}

fn any(mut conds: Vec<Cond>) -> Cond {
    match conds.pop() {
        Some(only) if conds.is_empty() => only,
        Some(last) => {
            conds.push(last);
            Cond::Any(conds)
        }
        None => Cond::Any(conds),
    }
}

fn not(cond: Cond) -> Cond {
    Cond::Not(Box::new(cond))
}

fn without(what: Absent) -> Cond {
    Cond::Is(Test::Without(what))
}

/// A condition, or what is wrong with the value and which there are.
type Made = Result<Cond, (Trouble, Option<&'static str>)>;

/// Words of a property: whole words, unless a star follows.
fn row(term: &Term, part: Part, whole: bool) -> Made {
    let words = words::split(&term.value);
    if words.is_empty() {
        return Err((Trouble::NoValue, None));
    }
    Ok(Cond::Is(Test::Words(Row { part: Some(part), words, whole, open: term.star })))
}

/// One tag; in quotes several, all of which have to be there.
fn tags(term: &Term) -> Made {
    let each = |tag: &str, open: bool| Row { part: Some(Part::Tag), words: words::split(tag), whole: true, open };
    let rows: Vec<Row> = if term.quoted {
        term.value.split_whitespace().map(|tag| each(tag, false)).collect()
    } else {
        vec![each(&term.value, term.star)]
    };
    if rows.iter().any(|row| row.words.is_empty()) {
        return Err((Trouble::NoValue, None));
    }
    Ok(Cond::All(rows.into_iter().map(|row| Cond::Is(Test::Words(row))).collect()))
}

fn phone(term: &Term) -> Made {
    let words = words::digits(&term.value);
    if words.is_empty() {
        return Err((Trouble::BadValue, Some("+33612345678")));
    }
    Ok(Cond::Is(Test::Words(Row { part: Some(Part::Phone), words, whole: true, open: term.star })))
}

fn email(term: &Term) -> Made {
    if term.star {
        return Err((Trouble::StarOnEmail, None));
    }
    match whole_address(&term.value) {
        Some(address) => Ok(Cond::Is(Test::Address(address))),
        None => row(term, Part::Email, false),
    }
}

/// The shortcut over id, name and address.
fn user(term: &Term) -> Made {
    let mut any = vec![row(term, Part::Name, false)?];
    match whole_address(&term.value) {
        Some(address) => any.push(Cond::Is(Test::Address(address))),
        None if !term.star => any.push(row(term, Part::Email, false)?),
        None => {}
    }
    any.extend(term.value.trim().parse().ok().filter(|id| *id > 0).map(|id| Cond::Is(Test::Id(id))));
    Ok(Cond::Any(any))
}

fn member(term: &Term) -> Made {
    let words = words::split(&term.value);
    if words.is_empty() {
        return Err((Trouble::NoValue, None));
    }
    let id = term.value.trim().parse().ok().filter(|id| *id > 0);
    Ok(Cond::Is(Test::Member(id, Row { part: Some(Part::Name), words, whole: false, open: term.star })))
}

fn role(term: &Term) -> Made {
    let value = term.value.trim().to_ascii_lowercase().replace(' ', "-");
    let found = ROLES.iter().find(|(name, _)| *name == value).map(|(_, role)| Cond::Is(Test::Role(*role)));
    found.ok_or((Trouble::BadValue, Some("end-user, agent, admin, light-agent, contributor")))
}

fn yes_or_no(term: &Term, cond: Cond) -> Made {
    match term.value.trim().to_ascii_lowercase().as_str() {
        "true" => Ok(cond),
        "false" => Ok(not(cond)),
        _ => Err((Trouble::BadValue, Some("true, false"))),
    }
}

/// A whole e-mail address, folded.
fn whole_address(value: &str) -> Option<String> {
    let (name, domain) = value.trim().split_once('@')?;
    let fine = !name.is_empty() && !domain.is_empty() && !value.contains(char::is_control);
    fine.then(|| text::fold_address(value))
}

/// Whether a word is an address or the domain of one. Several of them side by side are alternatives.
fn address_or_domain(value: &str) -> bool {
    let domain = value.rsplit_once('@').map_or(value, |(_, domain)| domain);
    let Some((head, last)) = domain.rsplit_once('.') else { return false };
    let label = |l: &str| !l.is_empty() && l.chars().all(|c| c.is_alphanumeric() || c == '-');
    last.chars().count() >= 2 && last.chars().all(char::is_alphabetic) && head.split('.').all(label)
}
