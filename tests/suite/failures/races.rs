//! Many at once: whatever the order, the invariants hold.

use crate::on_both;
use crate::support::App;

/// What must be true in every committed state.
fn invariants(app: &App) {
    for (what, query) in [
        (
            "no live child of a dead parent",
            "SELECT count(*) FROM frames c JOIN frames p ON p.id = c.parent_id WHERE c.ended_at IS NULL AND p.ended_at IS NOT NULL",
        ),
        (
            "no live frame of a dead session",
            "SELECT count(*) FROM frames f JOIN sessions s ON s.id = f.root_session_id WHERE f.ended_at IS NULL AND s.ended_at IS NOT NULL",
        ),
        (
            "one live frame for each place and subject",
            "SELECT count(*) FROM (SELECT 1 FROM frames WHERE ended_at IS NULL GROUP BY root_session_id, coalesce(parent_id, 0), subject_user_id HAVING count(*) > 1) AS x",
        ),
        (
            "one start line a frame",
            "SELECT count(*) FROM frames f WHERE (SELECT count(*) FROM audit_entries a WHERE a.act = 'assumption.started' AND a.object_id = f.id) <> 1",
        ),
        (
            "one end line an ended frame",
            "SELECT count(*) FROM frames f WHERE (SELECT count(*) FROM audit_entries a WHERE a.act = 'assumption.ended' AND a.object_id = f.id) <> CASE WHEN f.ended_at IS NULL THEN 0 ELSE 1 END",
        ),
    ] {
        assert_eq!(app.number(query), 0, "{what}");
    }
}

on_both! {
    async fn f39_a_hundred_starts_and_reverts_at_once_leave_no_orphan(app: App) {
        let w = app.world.clone();
        let ann = app.sign_in(w.ann).await;
        let token = ann.token().await;
        let mut running = vec![];
        for n in 0..100 {
            let (ann, token) = (ann.clone(), token.clone());
            let subject = if n % 4 == 0 { w.eve } else { w.bob };
            running.push(tokio::spawn(async move {
                if n % 3 == 2 {
                    ann.post_with_token("/assumption/started/revert", &token, &[]).await.status
                } else {
                    ann.post_with_token(&format!("/agent/users/{subject}/assumption"), &token, &[("understood", "1")]).await.status
                }
            }));
        }
        for one in running {
            let status = one.await.unwrap();
            assert_eq!(status, 303);
        }
        invariants(&app);
        ann.is(w.ann).await;
        ann.revert_started().await;
        invariants(&app);
        assert_eq!(app.number("SELECT count(*) FROM frames WHERE ended_at IS NULL"), 0);
        assert_eq!(app.number("SELECT count(*) FROM sessions WHERE ended_at IS NULL"), 1);
    }

    async fn sign_out_against_running_work_leaves_no_usable_session(app: App) {
        let w = app.world.clone();
        for _ in 0..5 {
            let ann = app.sign_in(w.ann).await;
            let bob = ann.assume(w.bob).await;
            let (own, framed) = (ann.token().await, bob.token().await);
            let mut running = vec![];
            for n in 0..32 {
                let (ann, bob, own, framed) = (ann.clone(), bob.clone(), own.clone(), framed.clone());
                running.push(tokio::spawn(async move {
                    match n % 4 {
                        0 if n == 16 => ann.post_with_token("/access/sign-out", &own, &[]).await,
                        0 => ann.post_with_token("/agent/users/110/assumption", &own, &[]).await,
                        1 => bob.post_with_token("/hc/requests", &framed, &[("subject", "S"), ("body", "B")]).await,
                        _ => bob.get("/hc/requests").await,
                    }
                    .status
                }));
            }
            for one in running {
                let status = one.await.unwrap().as_u16();
                assert!([200, 303, 401, 403, 404, 409, 410].contains(&status), "{status}");
            }
            assert_eq!(app.number("SELECT count(*) FROM sessions WHERE ended_at IS NULL"), 0);
            invariants(&app);
        }
        // Nothing was written under what had ended.
        let late = "SELECT count(*) FROM audit_entries a JOIN frames f ON f.id = a.frame_id \
                    JOIN audit_entries e ON e.act = 'assumption.ended' AND e.object_id = f.id AND e.account_id = a.account_id \
                    WHERE a.seq > e.seq AND a.act <> 'assumption.ended'";
        assert_eq!(app.number(late), 0);
    }

    async fn sixty_four_wrong_passwords_at_once_lock_the_address(app: App) {
        let guess = app.visitor().tab();
        let token = guess.get("/access/sign-in").await.token();
        let mut running = vec![];
        for n in 0..64 {
            let (guess, token) = (guess.clone(), token.clone());
            running.push(tokio::spawn(async move {
                let word = format!("guess number {n}");
                guess.post_with_token("/access/sign-in", &token, &[("email", "bob@acme.example"), ("password", &word)]).await.status
            }));
        }
        for one in running {
            assert_eq!(one.await.unwrap(), 422);
        }
        let right = guess.sign_in("bob@acme.example", crate::support::world::PASSWORD).await;
        assert_eq!(right.status, 422, "even the right one waits");
        app.state.clock.forward(10 * 60);
        assert_eq!(guess.sign_in("bob@acme.example", crate::support::world::PASSWORD).await.status, 303);
    }
}
