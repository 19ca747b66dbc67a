//! The list of team members, and the seats they take: searched, filtered and ordered by the address alone.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use diesel::prelude::*;

use super::access::{product_key, product_role_key, role_name, support_key};
use super::filter::{Filter, InProduct, InSupport, LastSignIn, Pair, Sort};
use super::members::{self, Asked, Facts, PATH};
use super::membership;
use super::roles::model::RoleName;
use super::seats::Seats;
use super::visitors;
use crate::db::paging::{Keys, Page};
use crate::db::schema::agent_groups;
use crate::error::Result;
use crate::people::model::Row;
use crate::policy::{Product, ProductRole, Right, Role};
use crate::search::{Context, Panel, Scope};
use crate::web::Cx;

#[derive(Template)]
#[template(path = "team/index.html")]
struct Index<'a> {
    cx: &'a Cx,
    asked: Asked,
    panel: Panel,
    page: Page<Row>,
    /// How many there are.
    count: i64,
    facts: Vec<Facts>,
    seats: Seats,
    /// What can be filtered by.
    products: Vec<Product>,
    custom: Vec<(i64, RoleName)>,
    groups: Vec<(i64, String)>,
}

/// `GET /admin/people/team-members`
pub async fn index(cx: Cx, pairs: web::Query<Vec<Pair>>, keys: web::Query<Keys>) -> Result<HttpResponse> {
    if pairs.iter().any(|(name, value)| name == "operator" && value == "yes") {
        return visitors::index(cx).await;
    }
    let (cursor, account, now, zone) = (keys.cursor(), cx.account.clone(), cx.now(), cx.zone());
    let mut asked = Asked::read(&pairs);
    // A search looks into notes and every address too, which are for those who may open profiles.
    if !cx.may(Right::SeePeople) {
        asked.q.clear();
    }
    let page = cx
        .read(move |c| {
            let context = Context::of(c, account.id, Scope::People, now, zone)?;
            let panel =
                if asked.q.is_empty() { Panel::blank_in(PATH, &context) } else { Panel::of(PATH, &asked.q, &context) };
            let (page, count) = members::page(c, account.id, &asked, &panel, cursor, now)?;
            let facts = members::facts(c, &page.rows)?;
            let groups = agent_groups::table
                .filter(agent_groups::account_id.eq(account.id))
                .order((agent_groups::folded_name, agent_groups::id))
                .select((agent_groups::id, agent_groups::name))
                .load(c)?;
            let (products, custom) = (membership::products(c, &account)?, membership::custom_roles(c, &account)?);
            Ok((asked, panel, page, count, facts, Seats::of(c, &account, now)?, products, custom, groups))
        })
        .await?;
    let (asked, panel, page, count, facts, seats, products, custom, groups) = page;
    let status = if panel.faulty() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    cx.show_with(status, Index { cx: &cx, asked, panel, page, count, facts, seats, products, custom, groups })
}

/// A filter of the list that can be taken out.
struct Chip {
    text: String,
    href: String,
}

impl Index<'_> {
    fn searches(&self) -> bool {
        self.cx.may(Right::SeePeople)
    }

    fn owns(&self, row: &Row) -> bool {
        row.id == self.cx.account().owner_id
    }

    fn facts(&self, row: &Row) -> Option<&Facts> {
        self.facts.iter().find(|facts| facts.user == row.id)
    }

    fn role(&self, row: &Row) -> String {
        role_name(self.cx, row, self.facts(row).and_then(|facts| facts.custom.as_ref()))
    }

    /// The roles of a member in the products that the account has.
    fn in_products(&self, row: &Row) -> Vec<String> {
        let Some(facts) = self.facts(row) else { return vec![] };
        let open = facts.products.iter().filter(|(product, _)| self.products.contains(product));
        open.filter_map(|(product, role)| role.map(|role| self.product_role(*product, role))).collect()
    }

    fn product_role(&self, product: Product, role: ProductRole) -> String {
        let (product, role) = (self.cx.t(product_key(product)), self.cx.t(product_role_key(role)));
        self.cx.t2("team-product-role", "product", product, "role", role)
    }

    /// Whether the pages of the members' roles are open to whoever looks.
    fn leads_on(&self) -> bool {
        self.cx.frame().is_none() && self.cx.may(Right::SetProductRoles)
    }

    /// Whether the list can be had as a file.
    fn exports(&self) -> bool {
        self.cx.may(Right::ImportAndExport) && self.cx.frame().is_none() && !self.page.rows.is_empty()
    }

    fn next(&self) -> Option<String> {
        self.page.next.map(|id| self.cx.url(&self.asked.with(&[("after", &id.to_string())])))
    }

    fn previous(&self) -> Option<String> {
        self.page.previous.map(|id| self.cx.url(&self.asked.with(&[("before", &id.to_string())])))
    }

    /// The address of the list in another order, which a search of its own order gives up.
    fn sorted(&self, sort: Sort) -> String {
        let q = self.panel.read.as_ref().map_or_else(|_| self.asked.q.clone(), |query| query.in_order(""));
        self.cx.url(&Asked { q, sort, filter: self.asked.filter.clone() }.with(&[]))
    }

    fn by_name(&self) -> String {
        self.sorted(if self.order() == Sort::Name { Sort::NameDown } else { Sort::Name })
    }

    fn by_sign_in(&self) -> String {
        self.sorted(if self.order() == Sort::SignInDown { Sort::SignIn } else { Sort::SignInDown })
    }

    fn order(&self) -> Sort {
        self.asked.order(&self.panel)
    }

    /// What a screen reader is told of a column's order.
    fn direction(&self, up: Sort, down: Sort) -> Option<&'static str> {
        let order = self.order();
        if order == up { Some("ascending") } else { (order == down).then_some("descending") }
    }

    fn name_order(&self) -> Option<&'static str> {
        self.direction(Sort::Name, Sort::NameDown)
    }

    fn sign_in_order(&self) -> Option<&'static str> {
        self.direction(Sort::SignIn, Sort::SignInDown)
    }

    /// Whether anything keeps members out of the list.
    fn narrowed(&self) -> bool {
        !self.asked.q.is_empty() || !self.asked.filter.is_empty()
    }

    fn all(&self) -> String {
        self.cx.url(PATH)
    }

    /// The filters, one by one.
    fn chips(&self) -> Vec<Chip> {
        let mut chips = vec![];
        let mut chip = |text: String, rest: Filter| {
            let href = self.cx.url(&Asked { filter: rest, ..self.asked.clone() }.with(&[]));
            chips.push(Chip { text, href });
        };
        let filter = &self.asked.filter;
        for (n, role) in filter.support.iter().enumerate() {
            let mut rest = filter.clone();
            rest.support.remove(n);
            let name = self.support_name(*role);
            chip(self.cx.t2("team-product-role", "product", self.cx.t("product-support"), "role", &name), rest);
        }
        for (n, (product, role)) in filter.products.iter().enumerate() {
            let mut rest = filter.clone();
            rest.products.remove(n);
            let (product, role) = (self.cx.t(product_key(*product)), self.cx.t(in_product_key(*role)));
            chip(self.cx.t2("team-product-role", "product", product, "role", role), rest);
        }
        for (n, id) in filter.groups.iter().enumerate() {
            let mut rest = filter.clone();
            rest.groups.remove(n);
            let name = self.groups.iter().find(|(group, _)| group == id).map_or("?", |(_, name)| name.as_str());
            chip(self.cx.t1("team-filter-in-group", "group", name), rest);
        }
        if let Some(last) = filter.last {
            chip(self.cx.t(last_key(last)).to_owned(), Filter { last: None, ..filter.clone() });
        }
        if let Some(yes) = filter.suspended {
            let key = if yes { "team-filter-suspended" } else { "team-filter-not-suspended" };
            chip(self.cx.t(key).to_owned(), Filter { suspended: None, ..filter.clone() });
        }
        if let Some(yes) = filter.seat {
            let key = if yes { "team-filter-seat" } else { "team-filter-no-seat" };
            chip(self.cx.t(key).to_owned(), Filter { seat: None, ..filter.clone() });
        }
        chips
    }

    fn support_name(&self, role: InSupport) -> String {
        match role {
            InSupport::Role(role) => self.cx.t(support_key(self.cx, role)).to_owned(),
            InSupport::Custom(id) => {
                let own = self.custom.iter().find(|(role, _)| *role == id);
                own.map_or("?", |(_, name)| name.in_lang(self.cx.lang())).to_owned()
            }
        }
    }

    /// The roles in Support to filter by: value, name, whether it is asked for.
    fn support_roles(&self) -> Vec<(String, String, bool)> {
        let standard = Role::TEAM.into_iter().map(InSupport::Role);
        let all = standard.chain(self.custom.iter().map(|(id, _)| InSupport::Custom(*id)));
        all.map(|role| (role.value(), self.support_name(role), self.asked.filter.support.contains(&role))).collect()
    }

    /// The same of a product beside it.
    fn product_roles(&self, product: &Product) -> Vec<(&'static str, &'static str, bool)> {
        let own = product.roles().iter().map(|role| InProduct::Role(*role));
        let all = std::iter::once(InProduct::Any).chain(own).chain([InProduct::None]);
        all.map(|role| (role.value(), in_product_key(role), self.asked.filter.products.contains(&(*product, role))))
            .collect()
    }

    fn name_of(&self, product: &Product) -> &'static str {
        product_key(*product)
    }

    fn in_group(&self, id: &i64) -> bool {
        self.asked.filter.groups.contains(id)
    }

    /// When people have signed in last, to filter by.
    fn sign_ins(&self) -> Vec<(&'static str, &'static str, bool)> {
        LastSignIn::ALL.iter().map(|l| (l.as_str(), last_key(*l), self.asked.filter.last == Some(*l))).collect()
    }

    fn filters_on(&self) -> bool {
        !self.asked.filter.is_empty()
    }

    /// The address's pairs, for a form that sends the list on.
    fn pairs(&self) -> Vec<Pair> {
        let mut all = self.asked.filter.pairs();
        all.push(("q".to_owned(), self.asked.q.clone()));
        all
    }
}

fn in_product_key(role: InProduct) -> &'static str {
    match role {
        InProduct::Any => "team-filter-any-role",
        InProduct::None => "product-no-role",
        InProduct::Role(role) => product_role_key(role),
    }
}

fn last_key(last: LastSignIn) -> &'static str {
    match last {
        LastSignIn::Week => "team-last-7days",
        LastSignIn::Month => "team-last-30days",
        LastSignIn::NotForAMonth => "team-last-not30days",
        LastSignIn::NotForAQuarter => "team-last-not90days",
        LastSignIn::Never => "team-last-never",
    }
}
