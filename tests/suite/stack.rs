//! Assuming identities: tabs, the stack, the ways back.

use crate::on_both;
use crate::support::Tab;

on_both! {
    async fn an_administrator_works_as_an_end_user_in_a_second_tab(app: App) {
        let w = app.world.clone();
        let first = app.sign_in(w.ann).await;
        let second = first.assume(w.bob).await;
        second.is(w.bob).await;
        first.is(w.ann).await;

        let number = second.submit("My drill is broken").await;
        let requester = app.number(&format!("SELECT requester_id FROM tickets WHERE account_id = 1 AND number = {number}"));
        assert_eq!(requester, w.bob, "what is done in the second tab is the end user's");
        let own = first.submit("Mine").await;
        let requester = app.number(&format!("SELECT requester_id FROM tickets WHERE account_id = 1 AND number = {own}"));
        assert_eq!(requester, w.ann, "the first tab meanwhile still acts as the administrator");

        // Revert from the second tab leads back to where it started.
        let back = second.revert().await;
        assert!(back.location().starts_with(&format!("/agent/users/{}?notice=notice-reverted", w.bob)), "{}", back.location());
        first.is(w.ann).await;
        let gone = second.get("/hc/requests").await;
        assert_eq!(gone.status, 410);
        assert!(gone.says("Ann Archer") && gone.says("Bob Brown"), "{}", gone.body);

        // Again, and now from the first tab.
        let third = first.assume(w.bob).await;
        assert_ne!(third.prefix, second.prefix);
        assert!(first.get("/agent/people").await.says("Bob Brown"), "the first tab shows what else is open");
        assert_eq!(first.revert_started().await.status, 303);
        assert_eq!(third.get("/hc/requests").await.status, 410, "the second tab's next click is the 410 page");
        first.is(w.ann).await;
    }

    async fn assumptions_nest_and_unwind_one_level_at_a_time(app: App) {
        let w = app.world.clone();
        let admin = app.sign_in(w.ann).await;
        let agent = admin.assume(w.tom).await;
        let customer = agent.assume(w.bob).await;
        admin.is(w.ann).await;
        agent.is(w.tom).await;
        customer.is(w.bob).await;
        let page = customer.get("/hc/requests").await;
        let chain = page.texts(".strip .chain li");
        assert_eq!(chain.len(), 3, "{chain:?}");
        for (link, name) in chain.iter().zip(["Ann Archer", "Tom Turner", "Bob Brown"]) {
            assert!(link.contains(name), "{chain:?}");
        }
        assert!(page.says("Back to Tom Turner"));

        let back = customer.back().await;
        assert!(back.location().starts_with(&agent.at(&format!("/agent/users/{}", w.bob))), "{}", back.location());
        agent.is(w.tom).await;
        assert_eq!(customer.get("/hc/requests").await.status, 410);

        // Ending the agent's frame ends the customer's.
        let customer = agent.assume(w.eve).await;
        assert_eq!(agent.back().await.location().split('?').next(), Some(&*format!("/agent/users/{}", w.tom)));
        assert_eq!(agent.get("/agent/tickets").await.status, 410);
        assert_eq!(customer.get("/hc/requests").await.status, 410);
        admin.is(w.ann).await;
    }

    async fn revert_to_your_identity_ends_the_whole_stack_of_the_tab(app: App) {
        let w = app.world.clone();
        let admin = app.sign_in(w.ann).await;
        let agent = admin.assume(w.tom).await;
        let customer = agent.assume(w.bob).await;
        let other = admin.assume(w.eve).await;
        assert_eq!(customer.revert().await.location().split('?').next(), Some(&*format!("/agent/users/{}", w.tom)));
        assert_eq!(agent.get("/").await.status, 410);
        other.is(w.eve).await;
        admin.is(w.ann).await;
    }

    async fn the_owner_reaches_a_depth_of_three_and_no_further(app: App) {
        let w = app.world.clone();
        let owner = app.sign_in(w.olga).await;
        let admin = owner.assume(w.ann).await;
        let agent = admin.assume(w.tom).await;
        let customer = agent.assume(w.bob).await;
        customer.is(w.bob).await;
        assert_eq!(app.number("SELECT max(depth) FROM frames"), 3);
        assert_eq!(customer.try_assume(w.eve).await.status, 403);
        customer.back().await;
        agent.is(w.tom).await;
    }

    async fn two_starts_of_the_same_person_are_one_frame(app: App) {
        let w = app.world.clone();
        let ann = app.sign_in(w.ann).await;
        let (one, two) = (ann.assume(w.bob).await, ann.assume(w.bob).await);
        assert_eq!(one.prefix, two.prefix);
        assert_eq!(app.number("SELECT count(*) FROM frames"), 1);
    }

    async fn the_first_time_ever_is_explained_once(app: App) {
        let w = app.world.clone();
        let abel = app.sign_in(w.abel).await;
        let profile = abel.get(&format!("/agent/users/{}", w.bob)).await;
        assert!(!profile.has(&format!("form[action='/agent/users/{}/assumption']", w.bob)), "not at once");
        let dialog = abel.get(&format!("/agent/users/{}/assumption", w.bob)).await;
        assert!(dialog.has("dialog[open]") && dialog.says("Assume user"), "{}", dialog.body);
        // Whoever skips the explanation gets it.
        let path = format!("/agent/users/{}/assumption", w.bob);
        let skipped = abel.post(&path, &[]).await;
        assert_eq!(skipped.status, 200);
        assert!(skipped.has("dialog[open]"));
        assert_eq!(app.number("SELECT count(*) FROM frames"), 0);
        abel.assume(w.bob).await.revert().await;
        assert_eq!(abel.post(&path, &[]).await.status, 303, "never again");
        let profile = abel.get(&format!("/agent/users/{}", w.eve)).await;
        assert!(profile.has(&format!("form[action='/agent/users/{}/assumption']", w.eve)), "from now on by one button");
    }

    async fn a_reason_is_asked_for_where_the_account_wants_one(app: App) {
        let w = app.world.clone();
        app.sql("UPDATE accounts SET reason_required = TRUE WHERE id = 1");
        let ann = app.sign_in(w.ann).await;
        let path = format!("/agent/users/{}/assumption", w.bob);
        let without = ann.post(&path, &[("reason", "  ")]).await;
        assert_eq!(without.status, 422);
        assert!(without.has("[aria-invalid='true']"));
        let long = "x".repeat(501);
        let too_long = ann.post(&path, &[("reason", &long)]).await;
        assert_eq!(too_long.status, 422);
        assert!(too_long.body.contains(&long), "what was typed stays");
        let with = ann.post(&path, &[("reason", "Ticket 7: cannot see the order")]).await;
        assert_eq!(with.status, 303);
        assert_eq!(app.text("SELECT reason FROM frames"), "Ticket 7: cannot see the order");
        let log = ann.get("/admin/account/logs/assumptions").await;
        assert!(log.says("Ticket 7: cannot see the order") && log.says("Bob Brown") && log.says("Ann Archer"));
    }

    async fn sign_out_in_an_assumed_tab_never_touches_the_root(app: App) {
        let w = app.world.clone();
        let ann = app.sign_in(w.ann).await;
        let bob = ann.assume(w.bob).await;
        assert_eq!(bob.sign_out().await.status, 303);
        assert_eq!(bob.get("/hc/requests").await.status, 410);
        ann.is(w.ann).await;
    }

    async fn the_log_says_who_stood_in_for_whom_and_what_was_done(app: App) {
        let w = app.world.clone();
        let ann = app.sign_in(w.ann).await;
        let bob = ann.assume(w.tom).await.assume(w.bob).await;
        let number = bob.submit("Broken saw").await;
        bob.revert().await;
        let log = ann.get("/admin/account/logs/assumptions").await;
        let rows = log.texts("tbody tr");
        assert_eq!(rows.len(), 2, "{rows:?}");
        assert!(rows[0].contains("Ann Archer") && rows[0].contains("Tom Turner") && rows[0].contains("Bob Brown"));
        let id = app.number(&format!("SELECT id FROM frames WHERE subject_user_id = {}", w.bob));
        let one = ann.get(&format!("/admin/account/logs/assumptions/{id}")).await;
        assert_eq!(one.status, 200);
        assert!(one.says(&format!("#{number}")), "{}", one.body);
        let requester = app.text(&format!("SELECT chain FROM audit_entries WHERE act = 'ticket.created' AND frame_id = {id}"));
        let tom_frame = app.number(&format!("SELECT id FROM frames WHERE subject_user_id = {}", w.tom));
        assert_eq!(requester, format!("[{},{tom_frame},{},{id},{}]", w.ann, w.tom, w.bob));
    }

    async fn comments_written_while_assumed_tell_the_team_and_not_the_customer(app: App) {
        let w = app.world.clone();
        let ann = app.sign_in(w.ann).await;
        let bob = ann.assume(w.bob).await;
        let number = bob.submit("Broken saw").await;
        let team = ann.get(&format!("/agent/tickets/{number}")).await;
        assert!(team.says("Ann Archer"), "the team sees who wrote it");
        let own = app.sign_in(w.bob).await.get(&format!("/hc/requests/{number}")).await;
        assert!(!own.says("Ann Archer"), "the customer sees their own name only");
    }
}

/// Many tabs at once: every answer is for whom its tab says.
async fn each_is(tabs: &[(&Tab, i64)]) {
    for (tab, user) in tabs {
        tab.is(*user).await;
    }
}

on_both! {
    async fn three_tabs_work_side_by_side(app: App) {
        let w = app.world.clone();
        let admin = app.sign_in(w.ann).await;
        let agent = admin.assume(w.tom).await;
        let customer = agent.assume(w.bob).await;
        for round in 0..5 {
            each_is(&[(&admin, w.ann), (&agent, w.tom), (&customer, w.bob)]).await;
            customer.submit(&format!("Round {round}")).await;
            each_is(&[(&customer, w.bob), (&agent, w.tom), (&admin, w.ann)]).await;
        }
        assert_eq!(app.number(&format!("SELECT count(*) FROM tickets WHERE requester_id = {}", w.bob)), 5);
    }
}
