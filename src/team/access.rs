//! `Roles and access` of a team member: their role in Support, and in each product that the account has.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::groups::model::{self as groups, Belonging};
use super::membership::{self, Member, SupportRole, Wish};
use super::roles::model::RoleName;
use super::seats::{NoRoom, Seats};
use crate::error::{Error, Result};
use crate::identity;
use crate::people::model::Row;
use crate::policy::{Product, ProductRole, Refusal, Right, Role, TicketAccess};
use crate::web::{Cx, Form, routes, who_can};

/// Why the form came back.
#[derive(Clone, Copy, Debug)]
enum Trouble {
    /// No seat is free.
    NoRoom(NoRoom),
    /// The roles are others by now.
    Changed,
}

#[derive(Template)]
#[template(path = "team/access.html")]
struct Edit<'a> {
    cx: &'a Cx,
    member: Member,
    seats: Seats,
    /// The roles in Support to choose from, each with its name.
    choices: Vec<(SupportRole, String)>,
    support: Option<SupportRole>,
    support_off: Option<Refusal>,
    lines: Vec<Line>,
    groups: Vec<Belonging>,
    trouble: Option<Trouble>,
}

/// A product beside Support.
struct Line {
    product: Product,
    role: Option<ProductRole>,
    off: Option<Refusal>,
}

/// `GET /admin/people/team-members/{id}`
pub async fn edit(cx: Cx, id: web::Path<String>) -> Result<HttpResponse> {
    cx.show(Edit::of(&cx, routes::id(&id)?).await?)
}

/// `POST /admin/people/team-members/{id}`
pub async fn update(cx: Cx, id: web::Path<String>, form: Form) -> Result<HttpResponse> {
    let user = routes::id(&id)?;
    let page = Edit::of(&cx, user).await?;
    let wish = read(&form)?;
    if page.has_already(&wish) {
        return cx.see_saying("/admin/people/team-members", "notice-roles-saved");
    }
    let asked = wish.clone();
    let trouble = match cx.write(move |tx| membership::set(tx, user, &asked)).await {
        Ok(()) => return cx.see_saying("/admin/people/team-members", "notice-roles-saved"),
        Err(Error::NoRoom(no)) => Trouble::NoRoom(no),
        Err(Error::Conflict) => Trouble::Changed,
        Err(error) => return Err(error),
    };
    let mut page = Edit::of(&cx, user).await?;
    // What was chosen is given back, unless it would hide what somebody else has done meanwhile.
    if let Trouble::NoRoom(_) = trouble {
        page.support = wish.support.or(page.support);
        for (product, role) in wish.products {
            page.lines.iter_mut().filter(|line| line.product == product).for_each(|line| line.role = role);
        }
    }
    page.trouble = Some(trouble);
    let status = match trouble {
        Trouble::NoRoom(_) => StatusCode::UNPROCESSABLE_ENTITY,
        Trouble::Changed => StatusCode::CONFLICT,
    };
    cx.show_with(status, page)
}

/// What a form asks for. A control that is off sends nothing.
fn read(form: &Form) -> Result<Wish> {
    let mut wish = Wish { seen: form.has("seen").then(|| form.get("seen").to_owned()), ..Wish::default() };
    if form.has("support") {
        wish.support = Some(SupportRole::parse(form.get("support")).ok_or(Error::Malformed)?);
    }
    for product in Product::ALL {
        let (role, access) = (format!("{product}_role"), format!("{product}_access"));
        if form.has(&role) {
            let role = ProductRole::parse(form.get(&role)).ok_or(Error::Malformed)?;
            wish.products.push((*product, Some(role).filter(|_| form.has(&access))));
        }
    }
    Ok(wish)
}

impl<'a> Edit<'a> {
    async fn of(cx: &'a Cx, user: i64) -> Result<Self> {
        let (account, now) = (cx.account.clone(), cx.now());
        let (member, seats, products, roles, groups) = cx
            .read(move |c| {
                let member = Member::of(c, &account, user)?;
                let (products, roles) = (membership::products(c, &account)?, membership::custom_roles(c, &account)?);
                let groups = groups::of_person(c, account.id, user)?;
                Ok((member, Seats::of(c, &account, now)?, products, roles, groups))
            })
            .await?;
        let current = member.support.ok_or(Error::NotFound)?;
        let (identity, person) = (cx.identity()?, &member.person);
        let line = |product: &Product| Line {
            product: *product,
            role: person.standing.products.of(*product),
            off: identity.may_set_product(person, *product).err(),
        };
        Ok(Self {
            cx,
            seats,
            choices: choices(cx, roles, Some(current)),
            support: Some(current),
            support_off: identity.may_set_role(person).err(),
            lines: products.iter().map(line).collect(),
            groups,
            trouble: None,
            member,
        })
    }

    fn has_already(&self, wish: &Wish) -> bool {
        wish.seen.as_ref().is_none_or(|seen| *seen == self.member.state())
            && wish.support.is_none_or(|role| Some(role) == self.member.support)
            && wish.products.iter().all(|(p, role)| self.member.person.standing.products.of(*p) == *role)
    }

    fn path(&self) -> String {
        format!("/admin/people/team-members/{}", self.member.person.id)
    }

    /// Where whoever looks finds the member's custom role.
    fn role_path(&self) -> Option<String> {
        match self.member.support {
            Some(SupportRole::Custom(id)) if self.cx.identity().is_ok_and(|me| me.may_manage_roles().is_ok()) => {
                Some(format!("/admin/people/roles/{id}"))
            }
            _ => None,
        }
    }

    /// Whether whoever looks may say who is in which group.
    fn manages_groups(&self) -> bool {
        self.cx.may(Right::ManageGroups)
    }

    /// Whether there is anything to save for whoever looks.
    fn open(&self) -> bool {
        self.support_off.is_none() || self.lines.iter().any(|line| line.off.is_none())
    }

    fn chosen(&self, role: &SupportRole) -> bool {
        self.support == Some(*role)
    }

    fn trouble_key(&self) -> Option<(&'static str, &'static str)> {
        self.trouble.map(|trouble| match trouble {
            Trouble::NoRoom(no) => ("no-room-title", no.key()),
            Trouble::Changed => ("error-409-title", "roles-changed-meanwhile"),
        })
    }
}

/// The roles in Support that the account has, and the one somebody has besides.
pub(super) fn choices(
    cx: &Cx,
    custom: Vec<(i64, RoleName)>,
    current: Option<SupportRole>,
) -> Vec<(SupportRole, String)> {
    let named = |role: SupportRole, key: &'static str| (role, cx.t(key).to_owned());
    let agents = [SupportRole::Agent(TicketAccess::All), SupportRole::Agent(TicketAccess::Assigned)];
    let mut all = vec![named(SupportRole::Administrator, "role-administrator")];
    if cx.account().plan.custom_roles() {
        let own = |(id, name): (i64, RoleName)| (SupportRole::Custom(id), name.in_lang(cx.lang()).to_owned());
        all.extend(custom.into_iter().map(own));
        all.extend(agents.into_iter().filter(|a| Some(*a) == current).map(|a| named(a, "role-legacy-agent")));
    } else {
        all.extend(agents.into_iter().zip(["role-agent-all", "role-agent-assigned"]).map(|(a, key)| named(a, key)));
        // A role from a plan before.
        all.extend(current.filter(|c| matches!(c, SupportRole::Custom(_))).map(|c| named(c, "role-of-another-plan")));
    }
    all.push(named(SupportRole::LightAgent, "role-light-agent"));
    all.push(named(SupportRole::Contributor, "role-contributor"));
    all
}

/// The key of why somebody may not, or of who may.
pub(super) fn why(refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::Right(right) => who_can(*right),
        other => other.key(),
    }
}

/// The key of a product's name.
pub(crate) fn product_key(product: Product) -> &'static str {
    match product {
        Product::Guide => "product-guide",
        Product::Explore => "product-explore",
        Product::Talk => "product-talk",
        Product::Chat => "product-chat",
        Product::Sell => "product-sell",
    }
}

/// The key of a role in Support; on a plan of custom roles an agent without one is there from before.
pub(super) fn support_key(cx: &Cx, role: Role) -> &'static str {
    match role {
        Role::Agent if cx.account().plan.custom_roles() => "role-legacy-agent",
        _ => identity::role_key(role),
    }
}

/// What a member's role in Support is called; the owner's says so.
pub(super) fn role_name(cx: &Cx, row: &Row, custom: Option<&RoleName>) -> String {
    match custom {
        Some(name) => name.in_lang(cx.lang()),
        None if row.id == cx.account().owner_id => cx.t("role-owner"),
        None => cx.t(support_key(cx, row.role)),
    }
    .to_owned()
}

/// The key of what a role in a product is called.
pub(crate) fn product_role_key(role: ProductRole) -> &'static str {
    match role {
        ProductRole::Administrator => "product-role-admin",
        ProductRole::Editor => "product-role-editor",
        ProductRole::TeamLead => "product-role-team-lead",
        ProductRole::Manager => "product-role-manager",
        ProductRole::Agent => "product-role-agent",
        ProductRole::LimitedAgent => "product-role-limited-agent",
        ProductRole::Viewer => "product-role-viewer",
    }
}

impl Line {
    fn name_key(&self) -> &'static str {
        product_key(self.product)
    }

    /// The roles there are, each with the key of its name and whether it is chosen: theirs, or else the lowest.
    fn roles(&self) -> Vec<(ProductRole, &'static str, bool)> {
        let all = self.product.roles();
        let chosen = self.role.or(all.last().copied());
        all.iter().map(|role| (*role, product_role_key(*role), Some(*role) == chosen)).collect()
    }
}
