//! The policy, cell by cell: both tables are enumerated and compared with files that people have reviewed.

use stead::policy::{self, Column, Refusal, Right, Role, Standing, TABLE, TicketAccess};

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
    Standing { user, account: 1, role, owner, tickets, suspended: false, deleted: false }
}

/// Every standing there is: role × owner × ticket access × suspended × deleted.
fn everybody(user: i64) -> Vec<Standing> {
    let mut all = vec![];
    for role in Role::ALL {
        for owner in [false, true] {
            for tickets in [TicketAccess::All, TicketAccess::Assigned] {
                for suspended in [false, true] {
                    for deleted in [false, true] {
                        all.push(Standing { user, account: 1, role: *role, owner, tickets, suspended, deleted });
                    }
                }
            }
        }
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
                            || (subject.role == Role::EndUser && actor.tickets == TicketAccess::All)
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
    assert_eq!(cells, 80 * 80 * 2);
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
        for route in stead::app::routes().table() {
            if let Some(right) = route.right {
                assert!(
                    !rights.has(right) || stack.iter().all(|s| policy::of(s).has(right)),
                    "{} {stack:?}",
                    route.path
                );
            }
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
