//! The policy, cell by cell: both tables are enumerated and compared with files that people have reviewed.

use std::collections::HashMap;

use actix_web::http::Method;
use reqwest::StatusCode;
use stead::policy::{
    self, Column, Permission, Permissions, Product, ProductRole, ProductRoles, Refusal, Right, Role, Standing, TABLE,
    TicketAccess,
};

use crate::on_both;
use crate::support::Tab;

/// An active end user.
fn plain(user: i64) -> Standing {
    Standing {
        kind: stead::policy::Kind::Member,
        user,
        account: 1,
        role: Role::EndUser,
        owner: false,
        tickets: TicketAccess::All,
        custom: None,
        products: ProductRoles::default(),
        billing_admin: false,
        suspended: false,
        deleted: false,
    }
}

/// One standing of each column, active.
fn of_column(column: Column, user: i64) -> Standing {
    let (role, owner, tickets) = match column {
        Column::EndUser => (Role::EndUser, false, TicketAccess::All),
        Column::LightAgent => (Role::LightAgent, false, TicketAccess::All),
        Column::AgentOfAssigned => (Role::Agent, false, TicketAccess::Assigned),
        Column::Agent => (Role::Agent, false, TicketAccess::All),
        Column::Administrator => (Role::Administrator, false, TicketAccess::All),
        Column::Owner => (Role::Administrator, true, TicketAccess::All),
    };
    Standing { role, owner, tickets, ..plain(user) }
}

/// Every standing there is: role × owner × ticket access × suspended × deleted; and of those who are neither suspended nor
/// deleted, once more as product administrator, as billing administrator, and with a custom role that permits nothing or all.
fn everybody(user: i64) -> Vec<Standing> {
    let mut all = vec![];
    for role in Role::ALL {
        for owner in [false, true] {
            for tickets in [TicketAccess::All, TicketAccess::Assigned] {
                for suspended in [false, true] {
                    for deleted in [false, true] {
                        all.push(Standing { role: *role, owner, tickets, suspended, deleted, ..plain(user) });
                    }
                }
            }
        }
    }
    let active: Vec<Standing> = all.iter().copied().filter(Standing::active).collect();
    for standing in active {
        let administrator = ProductRoles::default().with(Product::Explore, Some(ProductRole::Administrator));
        all.push(Standing { products: administrator, ..standing });
        all.push(Standing { billing_admin: true, ..standing });
        all.push(Standing { custom: Some(Permissions::default()), ..standing });
        all.push(Standing { custom: Some(Permissions::all()), ..standing });
    }
    all
}

#[test]
fn the_table_of_rights_is_the_reviewed_one() {
    let mut text = format!("{:<24}", "");
    for column in Column::ALL {
        text += &format!("{:<17}", format!("{column:?}"));
    }
    text = text.trim_end().to_owned() + "\n";
    for (right, row) in TABLE {
        text += &format!("{:<24}", format!("{right:?}"));
        text += row.iter().map(|yes| format!("{:<17}", if *yes { "yes" } else { "-" })).collect::<String>().trim_end();
        text += "\n";
    }
    let list = |rights: &[Right]| rights.iter().map(|r| format!("{r:?}")).collect::<Vec<_>>().join(" ");
    text += "\nbesides, whoever manages another product\n";
    text += &format!("{}\n", list(policy::OF_PRODUCT_ADMINISTRATORS));
    text += "\nbesides, whoever manages Chat or Sell\n";
    text += &format!("{}\n", list(policy::OF_CHAT_AND_SELL_ADMINISTRATORS));
    text += "\nbesides, billing administrators\n";
    text += &format!("{}\n", list(policy::OF_BILLING_ADMINISTRATORS));
    text += "The operator's staff have in their realm, and nothing of the table:\n";
    text += &format!("{}\n", list(policy::OF_STAFF));
    text += "Administrators of the realm besides:\n";
    text += &format!("{}\n", list(policy::OF_STAFF_ADMINISTRATORS));
    text += "The operator's staff have in a visit, and nothing of the table:\n";
    text += &format!("{}\n", list(policy::OF_VISITORS));
    text += "\ncustom roles: everybody's, and by permission\n";
    text += &format!("{:<24}{}\n", "-", list(policy::BASE));
    for permission in Permission::ALL {
        text += &format!("{:<24}{}\n", permission.as_str(), list(permission.rights()));
    }
    text += "\nactor \\ subject\n";
    for actor in Column::ALL {
        for subject in Column::ALL {
            let answer = policy::may_assume(&of_column(*actor, 1), &of_column(*subject, 2), true);
            text += &format!(
                "{:<17}{:<17}{}\n",
                format!("{actor:?}"),
                format!("{subject:?}"),
                match answer {
                    Ok(()) => "may assume".to_owned(),
                    Err(refusal) => format!("{refusal:?}"),
                }
            );
        }
    }
    text += "\nact, by whom: to whom it may be done\n";
    let house = policy::House { help_center: true, administrators_delete: false };
    for act in policy::Act::ALL {
        let gone = |s: Standing| Standing { deleted: matches!(act, policy::Act::Restore | policy::Act::Erase), ..s };
        for actor in Column::ALL {
            let to =
                |subject: &Column| policy::may_do(*act, &of_column(*actor, 1), &gone(of_column(*subject, 2)), house);
            let whom: Vec<_> = Column::ALL.iter().filter(|s| to(s).is_ok()).map(|s| format!("{s:?}")).collect();
            let whom = if whom.is_empty() { "-".to_owned() } else { whom.join(" ") };
            text += &format!("{:<15}{:<17}{whom}\n", format!("{act:?}"), format!("{actor:?}"));
        }
    }
    if std::env::var_os("STEAD_WRITE").is_some() {
        std::fs::write("tests/suite/policy.txt", &text).unwrap();
    }
    assert_eq!(text, include_str!("policy.txt"), "tests/suite/policy.txt is reviewed by hand");
}

#[test]
fn every_cell_of_who_may_assume_whom_keeps_the_rules() {
    let mut cells = 0;
    for actor in everybody(1) {
        for subject in everybody(2) {
            for help_center in [true, false] {
                cells += 1;
                let answer = policy::may_assume(&actor, &subject, help_center);
                if answer.is_ok() {
                    assert!(subject.rank() < actor.rank(), "{actor:?} {subject:?}");
                    assert!(actor.active() && subject.active() && !subject.owner);
                    assert!(actor.rank() >= policy::Rank::Agent);
                    assert!(
                        actor.role != Role::Agent
                            || (subject.role == Role::EndUser && actor.ticket_access() == TicketAccess::All)
                    );
                    assert!(subject.role != Role::EndUser || help_center);
                    assert!(policy::of(&actor).has(policy::right_to_assume(subject.role)));
                }
                // Anybody of another account is like nobody.
                let foreign = Standing { account: 2, ..subject };
                assert_eq!(policy::may_assume(&actor, &foreign, help_center), Err(Refusal::Deleted));
                assert_ne!(
                    policy::may_assume(&actor, &Standing { user: 1, ..subject }, help_center),
                    Ok(()),
                    "oneself"
                );
            }
        }
    }
    assert_eq!(cells, 160 * 160 * 2);
}

#[test]
fn every_cell_of_who_may_do_what_to_whom_keeps_the_rules() {
    use policy::{Act, House};
    let mut yes = 0;
    for act in Act::ALL {
        for actor in everybody(1) {
            for user in [1, 2] {
                for subject in everybody(user) {
                    for (help_center, administrators_delete) in [(true, false), (false, false), (true, true)] {
                        let house = House { help_center, administrators_delete };
                        let answer = policy::may_do(*act, &actor, &subject, house);
                        let foreign = Standing { account: 2, ..subject };
                        assert_eq!(policy::may_do(*act, &actor, &foreign, house), Err(Refusal::Deleted));
                        // Whoever stands below in a frame is asked too, and most acts are nobody's there.
                        let framed = policy::may_all_do(*act, &[Standing { user: 9, ..actor }, actor], &subject, house);
                        assert!(
                            framed.is_err() || (answer.is_ok() && !act.never_assumed()),
                            "{act:?} {actor:?} {subject:?}"
                        );
                        if answer.is_err() {
                            continue;
                        }
                        yes += 1;
                        assert!(actor.active(), "{act:?} {actor:?}");
                        let oneself = actor.user == subject.user;
                        match act {
                            Act::Edit | Act::EditAddresses if oneself => {}
                            Act::Restore | Act::Erase => {
                                assert!(subject.deleted && actor.rank() >= policy::Rank::Administrator);
                            }
                            _ => {
                                assert!(!oneself && !subject.deleted && !subject.owner, "{act:?} {subject:?}");
                                assert!(actor.rank() >= policy::Rank::Agent);
                                assert!(subject.is_end_user() || actor.rank() >= policy::Rank::Administrator);
                                assert!(actor.role != Role::Agent || actor.ticket_access() == TicketAccess::All);
                                assert!(*act != Act::Merge || subject.is_end_user());
                                assert!(*act != Act::ResetPassword || actor.rank() >= policy::Rank::Administrator);
                                assert!(*act != Act::Suspend || subject.rank() < actor.rank());
                                assert!(
                                    *act != Act::EndSessions
                                        || actor.rank() >= policy::Rank::Administrator && subject.rank() < actor.rank()
                                );
                                assert!(*act != Act::Verify || help_center || !subject.is_end_user());
                                assert!(*act != Act::Verify || subject.is_end_user() || actor.owner);
                                assert!(
                                    !matches!(act, Act::Delete | Act::Merge)
                                        || !administrators_delete
                                        || actor.rank() >= policy::Rank::Administrator
                                );
                            }
                        }
                    }
                }
            }
        }
    }
    assert!(yes > 1_000, "{yes}");
}

#[test]
fn every_cell_of_who_gives_whom_a_role_keeps_the_rules() {
    let mut yes = 0;
    for actor in everybody(1) {
        for user in [1, 2] {
            for subject in everybody(user) {
                let foreign = Standing { account: 2, ..subject };
                assert_eq!(policy::may_set_role(&actor, &foreign), Err(Refusal::Deleted));
                if policy::may_set_role(&actor, &subject).is_ok() {
                    yes += 1;
                    assert!(actor.active() && actor.role == Role::Administrator, "{actor:?}");
                    assert!(!subject.owner && !subject.deleted && user != 1, "{actor:?} {subject:?}");
                }
                for product in Product::ALL {
                    assert_eq!(policy::may_set_product(&actor, &foreign, *product), Err(Refusal::Deleted));
                    if policy::may_set_product(&actor, &subject, *product).is_ok() {
                        yes += 1;
                        assert!(actor.active() && actor.is_team(), "{actor:?}");
                        assert!(actor.role == Role::Administrator || actor.products.manages(*product));
                        assert!(subject.is_team() && !subject.deleted && (!subject.owner || user == 1));
                    }
                }
            }
        }
    }
    assert!(yes > 1_000, "{yes}");
}

/// Every set of permissions.
fn every_set() -> impl Iterator<Item = Permissions> {
    (0..1_i64 << Permission::ALL.len()).map(Permissions::of_bits)
}

#[test]
fn every_cell_of_who_makes_and_changes_roles_keeps_the_rules() {
    use policy::{Plan, RoleFacts, may_copy_role, may_edit_role, may_grant, may_manage_roles};
    // Who has a custom role holds just what it permits, whatever that is.
    for set in every_set() {
        let actor = Standing { role: Role::Agent, custom: Some(set), ..plain(1) };
        assert_eq!(policy::held(&actor), set);
        assert_eq!(may_manage_roles(&actor, Plan::Enterprise).is_ok(), set.has(Permission::ManageRoles));
    }
    // Everybody there is, and every custom role that permits one thing, or all but one, beside making roles.
    let mut actors = everybody(1);
    for one in Permission::ALL {
        let without = Permissions::all().iter().filter(|p| p != one).collect();
        let with = [Permission::ManageRoles, *one].into_iter().collect();
        actors.extend([without, with].map(|set| Standing { role: Role::Agent, custom: Some(set), ..plain(1) }));
    }
    let sets: Vec<Permissions> = every_set().filter(|s| s.iter().count() <= 2 || s.iter().count() >= 10).collect();
    let (mut yes, mut no) = (0, 0);
    for actor in &actors {
        let rights = policy::of(actor);
        for plan in Plan::PAID.iter().copied().chain([Plan::Trial]) {
            for permissions in sets.iter().copied() {
                let answer = may_grant(actor, plan, permissions);
                let given = permissions.iter().flat_map(|p| p.rights()).all(|right| rights.has(*right));
                let makes = rights.has(Right::ManageRoles) && plan.custom_roles();
                assert_eq!(answer.is_ok(), makes && given, "{actor:?} {plan:?} {permissions:?}");
                for (system, own) in [(false, false), (true, false), (false, true), (true, true)] {
                    let role = RoleFacts { system, own, permissions };
                    let (edit, copy) = (may_edit_role(actor, plan, &role), may_copy_role(actor, plan, &role));
                    assert_eq!(copy.is_ok(), makes && given, "{actor:?} {role:?}");
                    assert_eq!(edit.is_ok(), makes && given && !system && !own, "{actor:?} {role:?}");
                    yes += usize::from(edit.is_ok());
                    no += usize::from(edit.is_err());
                }
                if !rights.has(Right::ManageRoles) {
                    assert_eq!(answer, Err(Refusal::Right(Right::ManageRoles)));
                } else if !plan.custom_roles() {
                    assert_eq!(answer, Err(Refusal::PlanLacksRoles));
                }
            }
        }
    }
    assert!(yes > 1_000 && no > 1_000, "{yes} {no}");
}

#[test]
fn every_cell_of_who_is_in_groups_keeps_the_rules() {
    for member in everybody(1) {
        assert_eq!(policy::may_join_group(&member).is_ok(), member.is_team() && !member.deleted, "{member:?}");
        let works = matches!(member.role, Role::Agent | Role::Administrator) && !member.deleted;
        for groups in 0..4 {
            assert_eq!(policy::may_leave_group(&member, groups).is_ok(), !works || groups > 1, "{member:?} {groups}");
        }
    }
}

#[test]
fn every_cell_of_who_authorizes_a_program_keeps_the_rules() {
    use policy::Authorization;
    let mut yes = 0;
    for actor in everybody(1) {
        assert_eq!(policy::may_authorize(&actor, None).is_ok(), actor.active() && actor.role == Role::Administrator);
        assert!(!policy::may_renew(&actor, None));
        for user in [1, 2] {
            for by in everybody(user) {
                for state in Authorization::ALL {
                    let present = Some((*state, &by));
                    let foreign = Standing { account: 2, ..by };
                    assert!(policy::may_authorize(&actor, Some((*state, &foreign))).is_err());
                    let renews = policy::may_renew(&actor, present);
                    assert!(!renews || (actor.owner && *state == Authorization::NeedsAuthorization));
                    if policy::may_authorize(&actor, present).is_err() {
                        assert!(!renews);
                        continue;
                    }
                    yes += 1;
                    assert!(actor.active() && actor.role == Role::Administrator, "{actor:?}");
                    match state {
                        Authorization::Active => assert!(!by.active() || by.rank() <= actor.rank(), "{by:?}"),
                        Authorization::NeedsAuthorization => assert!(actor.owner && renews),
                        Authorization::Revoked => {}
                    }
                }
            }
        }
    }
    assert!(yes > 1_000, "{yes}");
}

#[test]
fn nobody_but_administrators_gets_what_only_they_do() {
    // Reference §4.6: never grantable to a custom role, nor to whoever manages another product.
    let never = [
        Right::ManageTeam,
        Right::EditTeamMembers,
        Right::AssumeAgents,
        Right::AssumeAdministrators,
        Right::ImportAndExport,
        Right::ErasePeople,
        Right::ResetPasswords,
        Right::ManageSubscription,
        Right::ManagePayments,
        Right::HandOver,
        Right::ManageIntegrations,
    ];
    for standing in everybody(1).into_iter().filter(|s| s.role != Role::Administrator) {
        for right in never {
            assert!(!policy::of(&standing).has(right), "{right:?} {standing:?}");
        }
    }
    // And of administrators only the owner has what is the owner's.
    for standing in everybody(1).into_iter().filter(|s| s.role == Role::Administrator && !s.owner) {
        for right in [Right::ManagePayments, Right::HandOver, Right::AssumeAdministrators] {
            assert!(!policy::of(&standing).has(right), "{right:?} {standing:?}");
        }
        assert_eq!(policy::of(&standing).has(Right::ManageSubscription), standing.billing_admin && standing.active());
    }
}

#[test]
fn a_frame_never_has_a_right_that_somebody_below_lacks() {
    // Every stack that the policy allows, down to the deepest.
    let people = |depth: i64| everybody(depth);
    let mut stacks: Vec<Vec<Standing>> = people(1).into_iter().map(|s| vec![s]).collect();
    let (mut seen, mut deepest) = (0, 0);
    while let Some(stack) = stacks.pop() {
        let rights = policy::intersection(&stack);
        for below in &stack {
            assert!(rights.within(policy::of(below)), "{stack:?}");
        }
        seen += 1;
        deepest = deepest.max(stack.len());
        for next in people(i64::try_from(stack.len()).unwrap() + 1) {
            if policy::may_all_assume(&stack, &next, true).is_ok() {
                stacks.push([stack.clone(), vec![next]].concat());
            }
        }
    }
    assert!(seen > 50, "{seen} stacks");
    assert_eq!(deepest, policy::MAX_DEPTH + 1, "owner, administrator, agent, end user");
}

#[test]
fn whoever_is_shut_out_may_do_nothing() {
    for standing in everybody(1).into_iter().filter(|s| !s.active()) {
        assert_eq!(policy::of(&standing), policy::Rights::default());
    }
    for right in Right::ALL {
        assert!(TABLE.iter().any(|(r, _)| r == right));
    }
}

/// What the server answers a tab on every route that could refuse it: pages, and forms that nobody filled in.
async fn answers(tab: &Tab, log: i64) -> Vec<((Method, &'static str), StatusCode)> {
    let token = tab.token().await;
    let mut answers = vec![];
    // What is the API's is no browser's; its own tests ask it.
    for route in stead::app::routes().table().into_iter().filter(|r| r.mark != stead::web::Mark::Api) {
        let id = match route.path {
            // Bob's request was received, and he was told so.
            path if path.contains("/logs/emails") => 1,
            path if path.contains("/logs/") => log,
            _ => 110,
        };
        let path = route.path.replace("{id}", &id.to_string()).replace("{number}", "1").replace("{token}", "junk");
        // Who may sign out or go back is no question of rights, and would end the frames that are asked here.
        let status = match route.method {
            Method::GET => tab.get(&path).await.status,
            _ if route.right.is_some() => tab.post_with_token(&path, &token, &[]).await.status,
            _ => continue,
        };
        answers.push(((route.method, route.path), status));
    }
    answers
}

on_both! {
    async fn on_every_route_a_frame_is_refused_what_anybody_below_is_refused(app: App) {
        let w = app.world.clone();
        // One of each column; the ids for routes are of others, so that nobody is asked about themselves.
        let cast = [w.ann, w.tom, w.sam, w.lea, w.bob];
        app.sign_in(w.bob).await.submit("S").await;
        let mut own = HashMap::new();
        let (mut stacks, mut refused) = (0, 0);
        for root in [w.olga, w.ann, w.tom] {
            let tab = app.sign_in(root).await;
            let mut open = vec![(vec![root], tab)];
            while let Some((stack, tab)) = open.pop() {
                let log = app.number("SELECT coalesce(max(id), 1) FROM frames");
                for next in cast.into_iter().filter(|n| stack.len() <= 2 && !stack.contains(n)) {
                    let answer = tab.try_assume(next).await;
                    if answer.status == 303 {
                        let scope = answer.location().split('/').nth(1).unwrap().to_owned();
                        let frame = Tab { prefix: format!("/{scope}"), ..tab.clone() };
                        open.push(([stack.clone(), vec![next]].concat(), frame));
                    }
                }
                let framed = answers(&tab, log).await;
                assert!(framed.len() > 20);
                for below in &stack {
                    if !own.contains_key(below) {
                        let themselves = app.sign_in(*below).await;
                        own.insert(*below, answers(&themselves, 1).await.into_iter().collect::<HashMap<_, _>>());
                    }
                    for (route, status) in &framed {
                        let as_oneself = own[below][route];
                        assert!(
                            as_oneself != 403 || *status == 403,
                            "{route:?}: {below} is refused, and {stack:?} is answered {status}"
                        );
                        refused += usize::from(as_oneself == 403);
                    }
                }
                // Nor is a page of the frame another than the person's own, unless it is a refusal.
                for (route, status) in framed.iter().filter(|((method, _), _)| *method == Method::GET) {
                    assert!(*status == 403 || *status == own[stack.last().unwrap()][route], "{route:?}: {stack:?}");
                }
                stacks += 1;
            }
        }
        // Alone; on top of Olga five, and on those four (Ann) and one (Tom); on Ann four and one; on Tom one.
        assert_eq!(stacks, 3 + (5 + 4 + 1) + (4 + 1) + 1);
        assert!(refused > 100, "{refused} refusals were compared");
    }
}

#[test]
fn everybody_in_a_stack_is_asked() {
    let person = |column, user| of_column(column, user);
    // Rights meet, whoever stands on whom.
    for below in Column::ALL {
        for above in Column::ALL {
            let stack = [person(*below, 1), person(*above, 2)];
            let rights = policy::intersection(&stack);
            assert!(stack.iter().all(|s| rights.within(policy::of(s))), "{below:?} {above:?}");
        }
    }
    // The top may, but somebody below may not.
    let stack = [person(Column::Agent, 1), person(Column::Administrator, 2)];
    assert!(policy::may_assume(&stack[1], &person(Column::LightAgent, 3), true).is_ok());
    assert!(policy::may_all_assume(&stack, &person(Column::LightAgent, 3), true).is_err());
    // Whoever stands in the stack is told so, whatever their rank.
    let stack = [person(Column::Owner, 1), person(Column::Administrator, 2), person(Column::Agent, 3)];
    for in_stack in &stack[..2] {
        assert_eq!(policy::may_all_assume(&stack, in_stack, true), Err(Refusal::InStack));
    }
    assert_eq!(policy::may_all_assume(&stack, &stack[2], true), Err(Refusal::Oneself));
    // As deep as it gets, however high everybody stands.
    let owners: Vec<Standing> = (1..=4).map(|user| person(Column::Owner, user)).collect();
    assert_eq!(policy::may_all_assume(&owners, &person(Column::Agent, 9), true), Err(Refusal::TooDeep));
    assert_eq!(policy::may_all_assume(&owners[..3], &person(Column::Agent, 9), true), Ok(()));
    assert_eq!(policy::may_all_assume(&[], &person(Column::EndUser, 9), true), Err(Refusal::RoleAssumesNobody));
}

/// Whoever manages the operator's staff never touches themselves, so the last administrator stays; the founder is one of them.
#[test]
fn the_operators_staff_is_managed_by_others() {
    use stead::policy::{Kind, StaffAct, may_manage};
    let staff = |user, role| Standing { kind: Kind::Staff, role, ..plain(user) };
    let (nadia, otto) = (staff(1, Role::Administrator), staff(2, Role::Agent));
    let founder = Standing { owner: true, ..staff(3, Role::Administrator) };
    for act in StaffAct::ALL {
        let helps = matches!(act, StaffAct::ShowRecovery | StaffAct::TurnOffFactor);
        assert_eq!(may_manage(*act, &nadia, &otto), Ok(()), "{act:?}");
        for (actor, subject) in [(&nadia, &founder), (&founder, &nadia)] {
            assert_eq!(
                may_manage(*act, actor, subject),
                if helps { Err(Refusal::NotBelow) } else { Ok(()) },
                "{act:?}"
            );
        }
        for one in [&nadia, &founder] {
            assert_eq!(may_manage(*act, one, one), Err(Refusal::NotOnOneself), "{act:?}");
        }
        assert_eq!(may_manage(*act, &otto, &nadia), Err(Refusal::Right(Right::ManageStaff)), "{act:?}");
        let suspended = Standing { suspended: true, ..nadia };
        assert_eq!(may_manage(*act, &suspended, &otto), Err(Refusal::Right(Right::ManageStaff)), "{act:?}");
        // Nobody of an account, no visitor, nobody of another realm.
        for other in [
            of_column(Column::Owner, 4),
            Standing { kind: Kind::Visitor, ..otto },
            Standing { account: 2, ..otto },
            Standing { deleted: true, ..otto },
        ] {
            assert_eq!(may_manage(*act, &nadia, &other), Err(Refusal::Deleted), "{act:?}");
            if other.user != otto.user || other.kind != Kind::Staff || other.account != 1 {
                assert!(may_manage(*act, &other, &otto).is_err(), "{act:?}");
            }
        }
    }
}
