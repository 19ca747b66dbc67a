//! Requests and tickets: asked in the Help Center, answered in Support.

use crate::on_both;

on_both! {
    async fn a_request_goes_from_question_to_solution(app: App) {
        let w = app.world.clone();
        let (bob, tom) = (app.sign_in(w.bob).await, app.sign_in(w.tom).await);
        let number = bob.submit("My saw hums").await;
        let own = format!("/hc/requests/{number}");
        assert!(bob.get("/hc/requests").await.says("My saw hums"));
        let early = bob.post(&format!("{own}/comments"), &[("solve", "1")]).await;
        assert_eq!(early.status, 422, "nobody works on it yet");
        assert!(bob.get(&own).await.has("[name='solve'][aria-disabled='true'], button[aria-disabled='true']"));

        let ticket = format!("/agent/tickets/{number}");
        assert!(tom.get("/agent/tickets").await.says("My saw hums"));
        let answer = [("kind", "public"), ("body", "Have you oiled it?"), ("status", "pending")];
        assert_eq!(tom.post(&format!("{ticket}/comments"), &answer).await.status, 303);
        assert_eq!(tom.post(&format!("{ticket}/comments"), &[("kind", "note"), ("body", "He never oils")]).await.status, 303);
        let seen = bob.get(&own).await;
        assert!(seen.says("Have you oiled it?") && !seen.says("He never oils"), "notes are the team's");
        assert!(seen.says("Awaiting your reply") && seen.says("Tom Turner"));
        assert!(tom.get(&ticket).await.says("He never oils"));

        bob.post(&format!("{own}/comments"), &[("body", "Now it sings")]).await;
        assert_eq!(app.text("SELECT status FROM tickets"), "open", "a reply opens it again");
        bob.post(&format!("{own}/comments"), &[("body", "Thank you"), ("solve", "1")]).await;
        assert_eq!(app.text("SELECT status FROM tickets"), "solved");
        assert_eq!(bob.post(&format!("{own}/comments"), &[("solve", "1")]).await.status, 422);
        bob.post(&format!("{own}/comments"), &[("body", "It hums again")]).await;
        assert_eq!(app.text("SELECT status FROM tickets"), "open");
        app.sql("UPDATE tickets SET status = 'closed'");
        assert_eq!(bob.post(&format!("{own}/comments"), &[("body", "And again")]).await.status, 422);
        assert_eq!(tom.post(&format!("{ticket}/comments"), &[("kind", "public"), ("body", "No")]).await.status, 422);
    }

    async fn numbers_count_per_account_without_gaps_under_load(app: App) {
        let w = app.world.clone();
        let (bob, eve, hal) = (app.sign_in(w.bob).await, app.sign_in(w.eve).await, app.sign_in_at("globex.localhost", w.hal).await);
        let mut running = vec![];
        for n in 0..30 {
            let tab = [&bob, &eve, &hal][n % 3].clone();
            running.push(tokio::spawn(async move { tab.submit("S").await }));
        }
        for one in running {
            one.await.unwrap();
        }
        for (account, n) in [(1, 20), (2, 10)] {
            assert_eq!(app.number(&format!("SELECT count(DISTINCT number) FROM tickets WHERE account_id = {account}")), n);
            assert_eq!(app.number(&format!("SELECT max(number) FROM tickets WHERE account_id = {account}")), n);
        }
    }

    async fn everybody_sees_their_own_tickets_only(app: App) {
        let w = app.world.clone();
        let number = app.sign_in(w.bob).await.submit("Bob's").await;
        let other = app.sign_in(w.eve).await.submit("Eve's").await;
        let eve = app.sign_in(w.eve).await;
        assert_eq!(eve.get(&format!("/hc/requests/{number}")).await.status, 404);
        assert_eq!(eve.post(&format!("/hc/requests/{number}/comments"), &[("body", "x")]).await.status, 404);
        assert_eq!(eve.get(&format!("/agent/tickets/{number}")).await.status, 403);
        let sam = app.sign_in(w.sam).await;
        assert_eq!(sam.get(&format!("/agent/tickets/{number}")).await.status, 404, "not assigned");
        app.sql(&format!("UPDATE tickets SET assignee_id = 106 WHERE account_id = 1 AND number = {other}"));
        assert_eq!(sam.get(&format!("/agent/tickets/{other}")).await.status, 200);
        let list = sam.get("/agent/tickets").await;
        assert!(list.says("Eve's") && !list.says("Bob's"));
    }

    async fn light_agents_add_notes_and_nothing_else(app: App) {
        let w = app.world.clone();
        let number = app.sign_in(w.bob).await.submit("S").await;
        let path = format!("/agent/tickets/{number}/comments");
        for user in [w.lea, w.cory] {
            let tab = app.sign_in(user).await;
            let page = tab.get(&format!("/agent/tickets/{number}")).await;
            assert!(!page.has("input[name='kind'][value='public']:not([disabled])") && !page.has("select[name='status']"));
            assert_eq!(tab.post(&path, &[("kind", "note"), ("body", "A note")]).await.status, 303);
            assert_eq!(tab.post(&path, &[("kind", "public"), ("body", "A reply")]).await.status, 403);
            tab.post(&path, &[("kind", "note"), ("body", "Another"), ("status", "solved")]).await;
        }
        assert_eq!(app.text("SELECT status FROM tickets"), "new");
        assert_eq!(app.number("SELECT count(*) FROM comments WHERE is_public"), 1);
        assert_eq!(app.number("SELECT count(*) FROM tickets WHERE assignee_id IS NOT NULL"), 0);
    }

    async fn many_sessions_of_few_people_write_at_once(app: App) {
        let w = app.world.clone();
        let number = app.sign_in(w.bob).await.submit("To be answered").await;
        let mut running = vec![];
        for n in 0..6 {
            let (bob, tom) = (app.sign_in(w.bob).await, app.sign_in(w.tom).await);
            running.push(tokio::spawn(async move {
                for round in 0..4 {
                    bob.submit(&format!("{n} {round}")).await;
                    let reply = [("kind", "note"), ("body", "A note")];
                    assert_eq!(tom.post(&format!("/agent/tickets/{number}/comments"), &reply).await.status, 303);
                }
            }));
        }
        for one in running {
            one.await.unwrap();
        }
        assert_eq!(app.number("SELECT count(*) FROM tickets"), 25);
        assert_eq!(app.number("SELECT requests_count FROM users WHERE id = 109"), 25);
        assert_eq!(app.number("SELECT count(*) FROM comments"), 25 + 24);
    }
}
