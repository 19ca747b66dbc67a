//! The addresses of people: who may add, verify, promote, edit and remove them, which mail goes, what is refused.

use stead::people::shapes;

use crate::on_both;
use crate::support::{App, Page, Tab};

fn contacts(user: i64) -> String {
    format!("/agent/users/{user}/contacts")
}

async fn add(tab: &Tab, user: i64, value: &str) -> Page {
    tab.post(&contacts(user), &[("kind", "email"), ("value", value)]).await
}

fn id(app: &App, value: &str) -> i64 {
    app.number(&format!("SELECT id FROM addresses WHERE value = '{value}'"))
}

/// Letters and where they went, oldest first.
fn mails(app: &App) -> String {
    let mut all = vec![];
    for n in 1..=app.number("SELECT coalesce(max(id), 0) FROM mails") {
        if app.number(&format!("SELECT count(*) FROM mails WHERE id = {n}")) == 1 {
            let of = |column: &str| app.text(&format!("SELECT {column} FROM mails WHERE id = {n}"));
            all.push(format!("{} {} {}", of("letter"), of("address"), of("state")));
        }
    }
    all.join("; ")
}

fn verified(app: &App, value: &str) -> bool {
    app.number(&format!("SELECT count(*) FROM addresses WHERE value = '{value}' AND verified_at IS NOT NULL")) == 1
}

on_both! {
    async fn the_team_vouches_for_customers_it_knows(app: App) {
        let w = app.world.clone();
        let tom = app.sign_in(w.tom).await;
        assert_eq!(add(&tom, w.bob, " Second@Acme.example ").await.status, 303);
        assert!(verified(&app, "Second@Acme.example"), "the primary is verified, so this one is");
        assert_eq!(mails(&app), "address_added bob@acme.example queued");
        // Somebody without an address gets the first one, and the mail that verifies it.
        app.sql("DELETE FROM addresses WHERE user_id = 110");
        app.sql("UPDATE users SET email = NULL, verified_at = NULL, password_hash = NULL WHERE id = 110");
        assert_eq!(add(&tom, w.eve, "eve@new.example").await.status, 303);
        assert!(!verified(&app, "eve@new.example"));
        assert_eq!(app.text("SELECT email FROM users WHERE id = 110"), "eve@new.example");
        assert!(mails(&app).ends_with("welcome eve@new.example queued"), "{}", mails(&app));
        // While it is unverified, another one is as well.
        assert_eq!(add(&tom, w.eve, "eve@other.example").await.status, 303);
        assert!(!verified(&app, "eve@other.example"));
        assert!(mails(&app).ends_with("verification eve@other.example queued"), "{}", mails(&app));
        // Verified by hand, once.
        let verify = format!("{}/{}/verified", contacts(w.eve), id(&app, "eve@other.example"));
        assert_eq!(tom.post(&verify, &[]).await.status, 303);
        assert!(verified(&app, "eve@other.example"));
        assert_eq!(tom.post(&verify, &[]).await.status, 409);
    }

    async fn only_verified_addresses_become_primary_and_the_primary_stays(app: App) {
        let w = app.world.clone();
        let (tom, ann) = (app.sign_in(w.tom).await, app.sign_in(w.ann).await);
        let bob = app.sign_in(w.bob).await;
        add(&tom, w.bob, "bob@home.example").await;
        let (old, new) = (id(&app, "bob@acme.example"), id(&app, "bob@home.example"));
        let at = |id: i64, what: &str| format!("{}/{id}/{what}", contacts(w.bob));
        app.sql("UPDATE addresses SET verified_at = NULL WHERE value = 'bob@home.example'");
        assert_eq!(tom.post(&at(new, "primary"), &[]).await.status, 409, "not verified");
        assert_eq!(tom.post(&at(old, "removal"), &[]).await.status, 409, "the primary stays");
        let page = tom.get(&format!("/agent/users/{}", w.bob)).await;
        assert!(page.says("The address has to be verified first.") && page.says("Make another address the primary contact first."));
        tom.post(&at(new, "verified"), &[]).await;
        let frame = ann.assume(w.bob).await;
        assert_eq!(frame.get("/hc/requests").await.status, 200);
        assert_eq!(tom.post(&at(new, "primary"), &[]).await.status, 303);
        assert_eq!(app.text("SELECT email FROM users WHERE id = 109"), "bob@home.example");
        assert_eq!(frame.get("/hc/requests").await.status, 410, "whoever stands in for the person stops");
        assert_eq!(bob.get("/hc/requests").await.status, 303, "the person's sessions end");
        assert_eq!(tom.post(&at(old, "removal"), &[]).await.status, 303);
        assert_eq!(app.number("SELECT count(*) FROM addresses WHERE user_id = 109"), 1);
        assert_eq!(tom.post(&at(old, "removal"), &[]).await.status, 404);
        // The same, as the history tells it.
        let lines = tom.get(&format!("/agent/users/{}/history", w.bob)).await.texts("tbody tr");
        for (line, words) in lines.iter().zip(["Address removed", "Address made the primary contact", "Address verified", "Address added"]) {
            assert!(line.contains(words) && line.contains("Tom Turner"), "{lines:?}");
        }
    }

    async fn addresses_are_unique_and_have_a_shape(app: App) {
        let w = app.world.clone();
        let tom = app.sign_in(w.tom).await;
        let page = add(&tom, w.bob, "EVE@acme.example").await;
        assert_eq!(page.status, 422);
        assert!(page.says("This email is already taken. Try another email."));
        assert!(page.has(&format!("main a[href='/agent/users/{}']", w.eve)), "it leads to the other person");
        assert_eq!(add(&tom, w.bob, "hal@globex.example").await.status, 303, "other accounts don't count");
        let long = format!("{}@acme.example", "x".repeat(250));
        for wrong in ["", "bob", "bob@", "@acme.example", "bob@acme", "bob@acme..example", "b ob@acme.example", "a@b@acme.example", "bob@acme.example, eve@acme.example", "<bob@acme.example>", "bob@-acme.example", &long] {
            let page = add(&tom, w.bob, wrong).await;
            assert_eq!(page.status, 422, "{wrong}");
            assert!(page.has("#value[aria-invalid='true']") && page.has("[role='alert']"), "{wrong}");
        }
        assert_eq!(add(&tom, w.bob, "BOB@acme.example").await.status, 422, "it is there already");
        assert_eq!(app.number("SELECT count(*) FROM addresses WHERE user_id = 109"), 2);
    }

    async fn of_many_who_want_an_address_one_gets_it(app: App) {
        let w = app.world.clone();
        let tom = app.sign_in(w.tom).await;
        let token = tom.token().await;
        let (one, two) = (contacts(w.bob), contacts(w.eve));
        let fields = [("kind", "email"), ("value", "wanted@acme.example")];
        let (a, b, c) = tokio::join!(
            tom.post_with_token(&one, &token, &fields),
            tom.post_with_token(&two, &token, &fields),
            tom.post_with_token(&one, &token, &fields),
        );
        let mut statuses = [a, b, c].map(|p| p.status.as_u16());
        statuses.sort_unstable();
        assert_eq!(statuses, [303, 422, 422]);
        assert_eq!(app.number("SELECT count(*) FROM addresses WHERE folded = 'wanted@acme.example'"), 1);
    }

    async fn phones_are_kept_as_the_account_wants_them(app: App) {
        let w = app.world.clone();
        let tom = app.sign_in(w.tom).await;
        let phone = async |value: &str| tom.post(&contacts(w.bob), &[("kind", "phone"), ("value", value)]).await.status;
        assert_eq!(phone("ext. 12").await, 422);
        assert_eq!(phone("01 55 / 12").await, 303);
        app.sql("UPDATE end_user_settings SET validate_phones = TRUE WHERE account_id = 1");
        for wrong in ["01 55 01 24 77", "+0 55 01 24 77", "+12", "+123456789012345678", "+33 six"] {
            assert_eq!(phone(wrong).await, 422, "{wrong}");
        }
        assert_eq!(phone("+33 (6) 55-01.24 77").await, 303);
        assert_eq!(app.text("SELECT value FROM addresses WHERE kind = 'phone' ORDER BY id DESC LIMIT 1"), "+33655012477");
        assert_eq!(phone("+33655012477").await, 422, "it is there already");
        let id = app.number("SELECT max(id) FROM addresses");
        assert_eq!(tom.post(&format!("{}/{id}/verified", contacts(w.bob)), &[]).await.status, 404, "nothing to verify");
        assert_eq!(tom.post(&format!("{}/{id}", contacts(w.bob)), &[("value", "+33655012478")]).await.status, 303);
        assert_eq!(tom.post(&format!("{}/{id}/removal", contacts(w.bob)), &[]).await.status, 303);
        assert_eq!(app.number("SELECT count(*) FROM mails"), 0);
    }

    async fn who_may_change_whose_addresses(app: App) {
        let w = app.world.clone();
        for (actor, subject, may) in [
            (w.tom, w.bob, true), (w.tom, w.tess, false), (w.tom, w.ann, false), (w.tom, w.olga, false), (w.tom, w.tom, true),
            (w.ann, w.bob, true), (w.ann, w.tom, true), (w.ann, w.abel, true), (w.ann, w.olga, false), (w.ann, w.ann, true),
            (w.olga, w.ann, true), (w.olga, w.olga, true),
            (w.sam, w.bob, false), (w.sam, w.sam, true), (w.lea, w.bob, false), (w.lea, w.lea, true), (w.bob, w.eve, false), (w.bob, w.bob, false),
        ] {
            let tab = app.sign_in(actor).await;
            let value = format!("a{actor}-{subject}@acme.example");
            let page = add(&tab, subject, &value).await;
            assert_eq!(page.status, if may { 303 } else { 403 }, "{actor} of {subject}: {}", page.body);
            let new = tab.get(&format!("{}/new", contacts(subject))).await;
            assert_eq!(new.status, if may { 200 } else { 403 }, "{actor} of {subject}");
            if actor != w.bob {
                let profile = tab.get(&format!("/agent/users/{subject}")).await;
                assert_eq!(profile.has("#contacts-off"), !may, "{actor} of {subject}: off with a reason");
                assert_eq!(profile.has(&format!("a[href$='{}/new']", contacts(subject))), may, "{actor} of {subject}");
            }
        }
        let ann = app.sign_in(w.ann).await;
        let olgas = ann.get(&format!("/agent/users/{}", w.olga)).await;
        assert!(olgas.texts("#contacts-off")[0].contains("Only the account owner"), "it says who can");
        for id in [w.hal, w.del, 99_999] {
            assert_eq!(add(&ann, id, "x@acme.example").await.status, 404);
        }
        let eves = id(&app, "eve@acme.example");
        assert_eq!(ann.post(&format!("{}/{eves}/removal", contacts(w.bob)), &[]).await.status, 404, "another person's");
    }

    async fn in_an_assumed_tab_addresses_are_nobodys_to_change(app: App) {
        let w = app.world.clone();
        let olga = app.sign_in(w.olga).await;
        let tom = olga.assume(w.tom).await;
        let own = id(&app, "tom@acme.example");
        let bobs = id(&app, "bob@acme.example");
        let profile = tom.get(&format!("/agent/users/{}", w.bob)).await;
        assert!(profile.texts("#contacts-off")[0].contains("Revert first"), "{:?}", profile.texts("#contacts-off"));
        assert!(!profile.has("form[action*='/contacts/']") && !profile.has("a[href*='/contacts/']"));
        for (user, id) in [(w.bob, bobs), (w.tom, own)] {
            for what in ["", "/verified", "/reminder", "/primary", "/removal"] {
                let page = tom.post(&format!("{}/{id}{what}", contacts(user)), &[("value", "x@acme.example")]).await;
                assert_eq!(page.status, 403, "{what}");
                assert!(page.says("only Tom Turner can do it for Tom Turner"), "{:?}", page.texts("main"));
            }
            assert_eq!(add(&tom, user, "x@acme.example").await.status, 403);
            assert_eq!(tom.get(&format!("{}/new", contacts(user))).await.status, 403);
            assert_eq!(tom.get(&format!("{}/{id}/edit", contacts(user))).await.status, 403);
        }
        let bob = olga.assume(w.bob).await;
        assert_eq!(bob.get("/hc/profile").await.status, 200);
        for what in ["", "/reminder", "/primary", "/removal"] {
            assert_eq!(bob.post(&format!("/hc/profile/contacts/{bobs}{what}"), &[("value", "x@acme.example")]).await.status, 403, "{what}");
        }
        assert_eq!(bob.post("/hc/profile/contacts", &[("kind", "email"), ("value", "x@acme.example")]).await.status, 403);
        assert_eq!(app.number("SELECT count(*) FROM mails"), 0);
        assert_eq!(app.number("SELECT count(*) FROM audit_entries WHERE act LIKE 'address.%'"), 0);
    }

    async fn the_owner_hands_the_profile_over_by_the_swap(app: App) {
        let w = app.world.clone();
        let olga = app.sign_in(w.olga).await;
        let elsewhere = app.sign_in(w.olga).await;
        assert_eq!(add(&olga, w.olga, "next@acme.example").await.status, 303);
        assert_eq!(mails(&app), "address_added olga@acme.example queued; verification next@acme.example queued", "the owner is told");
        let (old, new) = (id(&app, "olga@acme.example"), id(&app, "next@acme.example"));
        let at = |id: i64, what: &str| format!("{}/{id}{what}", contacts(w.olga));
        assert_eq!(olga.post(&at(new, "/verified"), &[]).await.status, 403, "nobody vouches for their own");
        assert_eq!(olga.post(&at(new, "/primary"), &[]).await.status, 409);
        assert_eq!(olga.post(&at(old, ""), &[("value", "else@acme.example")]).await.status, 409, "a verified primary is replaced, not edited");
        assert_eq!(olga.get(&at(old, "/edit")).await.status, 409);
        app.sql("UPDATE addresses SET verified_at = 1 WHERE value = 'next@acme.example'");
        assert_eq!(olga.post(&at(new, "/primary"), &[]).await.status, 303);
        assert_eq!(olga.get("/admin").await.status, 200, "this session goes on");
        assert_eq!(elsewhere.get("/admin").await.status, 303, "the others end");
        assert_eq!(olga.post(&at(old, "/removal"), &[]).await.status, 303);
        assert_eq!(app.text("SELECT email FROM users WHERE id = 101"), "next@acme.example");
        assert_eq!(app.number("SELECT owner_id FROM accounts WHERE id = 1"), w.olga);
    }

    async fn nobody_but_the_owner_vouches_for_a_team_members_address(app: App) {
        let w = app.world.clone();
        let (ann, olga) = (app.sign_in(w.ann).await, app.sign_in(w.olga).await);
        for (user, value) in [(w.abel, "mine@evil.example"), (w.tom, "toms@evil.example")] {
            assert_eq!(add(&ann, user, value).await.status, 303);
            let verify = format!("{}/{}/verified", contacts(user), id(&app, value));
            let page = ann.get(&format!("/agent/users/{user}")).await;
            let why = "A team member confirms their own address by the link in the mail. The account owner can also mark it as verified.";
            assert!(page.says(why) && !page.has(&format!("form[action$='{verify}']")), "{}", page.body);
            let refused = ann.post(&verify, &[]).await;
            assert_eq!(refused.status, 403);
            assert!(refused.says(why));
            assert!(!verified(&app, value));
            let page = olga.get(&format!("/agent/users/{user}")).await;
            assert!(page.has(&format!("form[action$='{verify}']")));
            assert_eq!(olga.post(&verify, &[]).await.status, 303);
            assert!(verified(&app, value));
        }
    }

    async fn a_group_mailbox_is_warned_of_or_refused(app: App) {
        let w = app.world.clone();
        let ann = app.sign_in(w.ann).await;
        for (user, value) in [(w.bob, "info@bobs.example"), (w.tom, "support@acme.example")] {
            assert_eq!(add(&ann, user, value).await.status, 303);
        }
        app.sql("UPDATE addresses SET verified_at = 1 WHERE verified_at IS NULL");
        let bobs = ann.get(&format!("/agent/users/{}", w.bob)).await;
        assert!(bobs.says("Whoever reads it can act as this person."), "warned of");
        let primary = format!("{}/{}/primary", contacts(w.bob), id(&app, "info@bobs.example"));
        assert_eq!(ann.post(&primary, &[]).await.status, 303);
        let toms = ann.get(&format!("/agent/users/{}", w.tom)).await;
        assert!(toms.says("so it can’t be the primary contact."), "refused");
        let primary = format!("{}/{}/primary", contacts(w.tom), id(&app, "support@acme.example"));
        assert_eq!(ann.post(&primary, &[]).await.status, 409);
        assert_eq!(app.text("SELECT email FROM users WHERE id = 104"), "tom@acme.example");
    }

    async fn an_address_is_edited_where_nobody_is_shut_out(app: App) {
        let w = app.world.clone();
        let tom = app.sign_in(w.tom).await;
        let bobs = id(&app, "bob@acme.example");
        let at = format!("{}/{bobs}", contacts(w.bob));
        assert_eq!(tom.post(&at, &[("value", "eve@acme.example")]).await.status, 422);
        assert_eq!(tom.post(&at, &[("value", "robert@acme.example")]).await.status, 303);
        assert_eq!(app.text("SELECT email FROM users WHERE id = 109"), "robert@acme.example");
        assert!(verified(&app, "robert@acme.example"));
        assert_eq!(mails(&app), "address_added bob@acme.example queued", "told at the old one");
        assert!(tom.get(&format!("/agent/users/{}/history", w.bob)).await.texts("tbody tr")[0].contains("bob@acme.example → robert@acme.example"));
        let found = tom.get("/agent/people?q=robert").await;
        assert!(found.says("Bob Brown"), "found by it");
    }

    async fn with_the_help_center_off_nothing_is_verified_or_mailed(app: App) {
        let w = app.world.clone();
        app.sql("UPDATE accounts SET help_center_active = FALSE WHERE id = 1");
        app.sql("UPDATE addresses SET verified_at = NULL WHERE user_id = 109");
        app.sql("UPDATE users SET verified_at = NULL WHERE id = 109");
        let ann = app.sign_in(w.ann).await;
        let page = ann.get(&format!("/agent/users/{}", w.bob)).await;
        assert!(page.says("Addresses can be verified only while the Help Center is active."));
        assert!(page.says("End users get no mail while the Help Center is not active."));
        let at = format!("{}/{}", contacts(w.bob), id(&app, "bob@acme.example"));
        assert_eq!(ann.post(&format!("{at}/verified"), &[]).await.status, 403);
        assert_eq!(ann.post(&format!("{at}/reminder"), &[]).await.status, 303);
        assert!(mails(&app).ends_with("suppressed"), "{}", mails(&app));
        let security = ann.get(&format!("/agent/users/{}/security", w.bob)).await;
        assert!(security.has("#reset-off") && !security.has("form[action$='/password-reset']"));
    }

    async fn trying_addresses_tells_little_about_others(app: App) {
        let bob = app.sign_in(app.world.bob).await;
        let mut last = None;
        for n in 0..11 {
            let email = if n % 2 == 0 { "eve@acme.example" } else { "tom@acme.example" };
            let page = bob.post("/hc/profile/contacts", &[("kind", "email"), ("value", email)]).await;
            assert_eq!(page.status, 422);
            assert_eq!(page.says("This email is already taken"), n < 10, "{n}");
            last = Some(page);
        }
        let (one, free) = (last.unwrap(), bob.post("/hc/profile/contacts", &[("kind", "email"), ("value", "free@acme.example")]).await);
        assert_eq!(free.status, 422);
        assert_eq!(one.texts(".error"), free.texts(".error"), "taken or free, it says the same");
        assert_eq!(app.number("SELECT count(*) FROM mails"), 0);
    }

    async fn what_somebody_only_says_is_theirs_gives_way(app: App) {
        let w = app.world.clone();
        let (bob, tom) = (app.sign_in(w.bob).await, app.sign_in(w.tom).await);
        let claim = async |value: &str| {
            assert_eq!(bob.post("/hc/profile/contacts", &[("kind", "email"), ("value", value)]).await.status, 303, "{value}");
        };
        let holder = |value: &str| app.number(&format!("SELECT user_id FROM addresses WHERE folded = '{value}'"));
        let gone = || app.number("SELECT count(*) FROM audit_entries WHERE act = 'address.gave_way' AND object_id = 109");
        for value in ["writes@x.example", "signs@x.example", "added@x.example", "given@x.example", "kept@x.example"] {
            claim(value).await;
        }
        let visitor = || app.visitor().tab();
        assert_eq!(visitor().post("/hc/requests", &[("name", "Wanda"), ("email", "Writes@x.example"), ("subject", "s"), ("body", "b")]).await.status, 303);
        assert_eq!(app.text("SELECT name FROM users WHERE id = (SELECT requester_id FROM tickets WHERE number = 1)"), "Wanda");
        assert_eq!(visitor().post("/access/sign-up", &[("name", "Sid"), ("email", "signs@x.example")]).await.status, 303);
        assert_eq!(tom.post("/agent/users", &[("name", "Ada"), ("email", "added@x.example")]).await.status, 303);
        assert_eq!(add(&tom, w.eve, "given@x.example").await.status, 303);
        for (value, name) in [("writes@x.example", "Wanda"), ("signs@x.example", "Sid"), ("added@x.example", "Ada"), ("given@x.example", "Eve Evans")] {
            assert_eq!(app.text(&format!("SELECT name FROM users WHERE id = {}", holder(value))), name);
        }
        assert_eq!(gone(), 4, "each time a line about Bob");
        assert!(tom.get("/agent/users/109/history").await.says("Unverified address given to somebody else"));
        assert_eq!(app.number("SELECT count(*) FROM links WHERE user_id = 109"), 1, "the links that led there are gone");
        assert!(tom.get("/agent/people?q=bob").await.says("Bob Brown"));

        // Verified, or the primary contact, or a team member's: it stays.
        app.sql("UPDATE addresses SET verified_at = 1 WHERE value = 'kept@x.example'");
        app.sql("UPDATE addresses SET verified_at = NULL WHERE user_id = 110 AND is_primary");
        app.sql("INSERT INTO addresses (account_id, user_id, kind, value, folded, is_primary, created_at) VALUES (1, 105, 'email', 'tess@x.example', 'tess@x.example', FALSE, 1)");
        for (value, user) in [("kept@x.example", w.bob), ("eve@acme.example", w.eve), ("tess@x.example", w.tess)] {
            assert_eq!(tom.post("/agent/users", &[("name", "Other"), ("email", value)]).await.status, 422, "{value}");
            visitor().post("/access/sign-up", &[("name", "Other"), ("email", value)]).await;
            visitor().post("/hc/requests", &[("name", "Other"), ("email", value), ("subject", "s"), ("body", "b")]).await;
            assert_eq!(holder(value), user, "{value}");
        }
        assert_eq!((gone(), app.number("SELECT count(*) FROM users WHERE name = 'Other'")), (4, 0));
    }

    async fn whoever_corrects_their_own_address_stays_signed_in(app: App) {
        let w = app.world.clone();
        for (user, path) in [(w.bob, "/hc/profile".to_owned()), (w.tom, format!("/agent/users/{}", w.tom))] {
            app.sql(&format!("UPDATE addresses SET verified_at = NULL WHERE user_id = {user}"));
            app.sql(&format!("UPDATE users SET verified_at = NULL WHERE id = {user}"));
            let (tab, elsewhere) = (app.sign_in(user).await, app.sign_in(user).await);
            let own = app.number(&format!("SELECT id FROM addresses WHERE user_id = {user}"));
            let value = format!("right{user}@acme.example");
            assert_eq!(tab.post(&format!("{path}/contacts/{own}"), &[("value", &value)]).await.status, 303);
            assert_eq!(app.text(&format!("SELECT email FROM users WHERE id = {user}")), value);
            assert_eq!(tab.get(&path).await.status, 200, "this session goes on");
            assert_eq!(elsewhere.get(&path).await.status, 303, "the others end");
        }
    }

    async fn end_users_keep_their_own_addresses_in_the_help_center(app: App) {
        let w = app.world.clone();
        let bob = app.sign_in(w.bob).await;
        let post = async |what: &str, fields: &[(&str, &str)]| bob.post(&format!("/hc/profile{what}"), fields).await;
        assert_eq!(post("/contacts", &[("kind", "email"), ("value", "bob@home.example")]).await.status, 303);
        assert!(!verified(&app, "bob@home.example"), "by oneself it has to be verified");
        assert_eq!(mails(&app), "address_added bob@acme.example queued; verification bob@home.example queued");
        let (old, new) = (id(&app, "bob@acme.example"), id(&app, "bob@home.example"));
        let taken = post("/contacts", &[("kind", "email"), ("value", "eve@acme.example")]).await;
        assert_eq!(taken.status, 422);
        assert!(!taken.body.contains("Eve Evans"), "it does not say whose it is");
        assert_eq!(post(&format!("/contacts/{new}/primary"), &[]).await.status, 409);
        assert_eq!(post(&format!("/contacts/{new}/reminder"), &[]).await.status, 303);
        app.sql("UPDATE addresses SET verified_at = 1 WHERE value = 'bob@home.example'");
        assert_eq!(post(&format!("/contacts/{new}/primary"), &[]).await.status, 303);
        assert_eq!(bob.get("/hc/profile").await.status, 200, "the session goes on");
        assert_eq!(post(&format!("/contacts/{old}/removal"), &[]).await.status, 303);
        assert_eq!(post(&format!("/contacts/{}/removal", id(&app, "eve@acme.example")), &[]).await.status, 404);
        // Only so many mails an hour.
        let mut statuses = vec![];
        for n in 0..12 {
            statuses.push(post("/contacts", &[("kind", "email"), ("value", &format!("b{n}@home.example"))]).await.status.as_u16());
        }
        assert!(statuses.starts_with(&[303, 303]) && statuses.ends_with(&[422, 422]), "{statuses:?}");
        // As the account wants it.
        app.sql("UPDATE end_user_settings SET profile_editable = FALSE WHERE account_id = 1");
        let page = bob.get("/hc/profile").await;
        assert!(page.says("Its support team can.") && page.says("bob@home.example") && !page.has("main form"), "{:?}", page.texts("main"));
        assert_eq!(post("", &[("name", "Robert")]).await.status, 403);
        assert_eq!(post("/contacts", &[("kind", "phone"), ("value", "0123")]).await.status, 403);
        assert_eq!(bob.get("/hc/profile/contacts/new").await.status, 403);
    }
}

#[test]
fn group_mailboxes_are_known_by_their_names() {
    for shared in [
        "support@x.example",
        "INFO@x.example",
        "no-reply@x.example",
        "noreply+a@x.example",
        "do_not_reply@x.example",
        "help@x.example",
        "ne-pas-repondre@x.example",
        "support-fr@x.example",
        "équipe@x.example",
        "info.paris@x.example",
    ] {
        assert!(shapes::shared(shared), "{shared}");
    }
    for own in [
        "ann@x.example",
        "supporter@x.example",
        "infante@x.example",
        "helpern@x.example",
        "m.contact@x.example",
        "sales.ann.x@y.example".trim_start_matches("sales."),
        "teamer@x.example",
    ] {
        assert!(!shapes::shared(own), "{own}");
    }
}
