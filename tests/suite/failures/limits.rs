//! Time: limits that are real, and frames that nobody closed.

use stead::identity::close_overdue;

use crate::on_both;

on_both! {
    async fn f35_a_frame_ends_when_its_time_is_up_to_the_second(app: App) {
        let w = app.world.clone();
        for minutes in [5, 60, 480] {
            app.sql(&format!("UPDATE accounts SET frame_max_minutes = {minutes}, frame_idle_minutes = 480 WHERE id = 1"));
            let ann = app.sign_in(w.ann).await;
            let bob = ann.assume(w.bob).await;
            // Work goes on; no use of it prolongs the whole.
            for _ in 0..(minutes / 50) {
                app.state.clock.forward(50 * 60);
                bob.is(w.bob).await;
            }
            app.state.clock.forward((minutes % 50) * 60 - 1);
            bob.is(w.bob).await;
            app.state.clock.forward(1);
            let gone = bob.get("/hc/requests").await;
            assert_eq!(gone.status, 410, "after {minutes} minutes");
            ann.is(w.ann).await;
            assert_eq!(app.text("SELECT end_cause FROM frames ORDER BY id DESC LIMIT 1"), "expired");
            ann.sign_out().await;
        }
    }

    async fn f35_a_frame_ends_when_nothing_is_done_in_it(app: App) {
        let w = app.world.clone();
        let ann = app.sign_in(w.ann).await;
        let bob = ann.assume(w.bob).await;
        app.state.clock.forward(14 * 60);
        bob.is(w.bob).await;
        app.state.clock.forward(15 * 60 - 1);
        bob.is(w.bob).await;
        app.state.clock.forward(15 * 60);
        assert_eq!(bob.get("/hc/requests").await.status, 410);
        assert_eq!(app.text("SELECT end_cause FROM frames ORDER BY id DESC LIMIT 1"), "idle");
        ann.is(w.ann).await;
        // However late that is noticed, it is told as over when it was.
        let _left = ann.assume(w.bob).await;
        app.state.clock.forward(3 * 86_400);
        assert!(stead::identity::close_overdue(&app.state).unwrap() > 0);
        assert_eq!(app.number("SELECT ended_at - started_at FROM frames ORDER BY id DESC LIMIT 1"), 15 * 60_000);
    }

    async fn f35_no_child_outlives_its_parent_or_the_session(app: App) {
        let w = app.world.clone();
        let ann = app.sign_in(w.ann).await;
        let tom = ann.assume(w.tom).await;
        app.state.clock.forward(10 * 60);
        let bob = tom.assume(w.bob).await;
        let late = "SELECT count(*) FROM frames c JOIN frames p ON p.id = c.parent_id WHERE c.expires_at > p.expires_at";
        assert_eq!(app.number(late), 0);
        assert_eq!(app.number("SELECT count(*) FROM frames f JOIN sessions s ON s.id = f.root_session_id WHERE f.expires_at > s.expires_at"), 0);
        // Working in the child keeps its parents awake, and nobody else.
        let eve = ann.assume(w.eve).await;
        for _ in 0..4 {
            app.state.clock.forward(10 * 60);
            bob.is(w.bob).await;
        }
        assert_eq!(eve.get("/hc/requests").await.status, 410);
        tom.is(w.tom).await;
        app.state.clock.forward(10 * 60);
        assert_eq!(bob.get("/hc/requests").await.status, 410, "with its parent's hour");
        assert_eq!(app.text(&format!("SELECT end_cause FROM frames WHERE subject_user_id = {}", w.bob)), "parent_ended");
    }

    async fn sessions_end_by_idleness_and_by_age(app: App) {
        let w = app.world.clone();
        let ann = app.sign_in(w.ann).await;
        let bob = ann.assume(w.bob).await;
        app.state.clock.forward(stead::identity::STAFF_IDLE_MINUTES * 60 - 1);
        assert_eq!(ann.get("/admin").await.status, 200);
        app.state.clock.forward(stead::identity::STAFF_IDLE_MINUTES * 60);
        assert_eq!(ann.get("/admin").await.status, 303);
        assert_eq!(app.number("SELECT count(*) FROM frames WHERE ended_at IS NULL"), 0);
        assert!(bob.get("/hc/requests").await.location().starts_with("/access/sign-in"));
        let ann = app.sign_in(w.ann).await;
        for _ in 0..(stead::identity::STAFF_MAX_MINUTES / 50) {
            app.state.clock.forward(50 * 60);
            assert_eq!(ann.get("/admin").await.status, 200);
        }
        app.state.clock.forward(50 * 60);
        assert_eq!(ann.get("/admin").await.status, 303, "twelve hours are the most");
        let eve = app.sign_in(w.eve).await;
        app.state.clock.forward(stead::identity::END_USER_IDLE_MINUTES * 60 - 1);
        assert_eq!(eve.get("/hc/requests").await.status, 200);
    }

    async fn f38_a_frame_that_nobody_closed_stands_in_nobodys_way(app: App) {
        let w = app.world.clone();
        let ann = app.sign_in(w.ann).await;
        ann.assume(w.bob).await;
        app.state.clock.forward(30 * 60);
        // It is overdue and still open in the table, as after a crash.
        assert_eq!(app.number("SELECT count(*) FROM frames WHERE ended_at IS NULL"), 1);
        let again = ann.assume(w.bob).await;
        again.is(w.bob).await;
        assert_eq!(app.number("SELECT count(*) FROM frames WHERE ended_at IS NULL"), 1);
        assert_eq!(app.text("SELECT end_cause FROM frames ORDER BY id LIMIT 1"), "idle");
        app.state.clock.forward(61 * 60);
        assert_eq!(close_overdue(&app.state).unwrap(), 2, "the frame and the session");
        assert_eq!(app.text("SELECT end_cause FROM frames ORDER BY id DESC LIMIT 1"), "expired");
        assert_eq!(close_overdue(&app.state).unwrap(), 0);
    }
}
