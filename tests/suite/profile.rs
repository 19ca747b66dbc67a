//! A person's profile: its tabs, what each shows to whom.

use crate::on_both;

on_both! {
    async fn the_history_tells_what_was_changed_by_whom(app: App) {
        let w = app.world.clone();
        let (ann, tom) = (app.sign_in(w.ann).await, app.sign_in(w.tom).await);
        let path = format!("/agent/users/{}/history", w.bob);
        let page = tom.get(&path).await;
        assert!(page.says("Nothing was changed yet"), "{:?}", page.texts("main"));
        assert_eq!(page.texts(".tabs [aria-current='page']"), ["History"]);
        let bob = ann.assume(w.bob).await;
        bob.post("/access/language", &[("language", "en")]).await;
        let lines = tom.get(&path).await.texts("tbody tr");
        assert_eq!(lines.len(), 1, "{lines:?}");
        assert!(lines[0].contains("Chose a language") && lines[0].contains("Bob Brown"), "{lines:?}");
        assert!(lines[0].contains("Done by Ann Archer in an assumed identity"), "{lines:?}");
        // Page by page, forth and back.
        for n in 0..60 {
            bob.post("/access/language", &[("language", if n % 2 == 0 { "fr" } else { "en" })]).await;
        }
        let first = tom.get(&path).await;
        let second = tom.get(&next(&first, "next")).await;
        let third = tom.get(&next(&second, "next")).await;
        assert_eq!([&first, &second, &third].map(|p| p.texts("tbody tr").len()), [25, 25, 11]);
        assert!(!third.has(".pager a[rel='next']"));
        assert_eq!(tom.get(&next(&third, "prev")).await.texts("tbody tr"), second.texts("tbody tr"));
        // Others' lines are not among them, nor another account's person found.
        assert!(tom.get(&format!("/agent/users/{}/history", w.eve)).await.says("Nothing was changed yet"));
        for id in [w.hal, w.gil, w.del, 0, 99_999] {
            for tab in ["", "/security", "/history"] {
                assert_eq!(ann.get(&format!("/agent/users/{id}{tab}")).await.status, 404, "{id}{tab}");
            }
        }
        // Of team members, administrators see it, and each their own.
        let of_tess = format!("/agent/users/{}/history", w.tess);
        assert_eq!(ann.get(&of_tess).await.status, 200);
        assert_eq!(app.sign_in(w.tess).await.get(&of_tess).await.status, 200);
        assert_eq!(tom.get(&of_tess).await.status, 403);
        assert!(!tom.get(&format!("/agent/users/{}", w.tess)).await.has(".tabs a[href$='/history']"));
    }

    async fn the_security_tab_says_how_somebody_signs_in(app: App) {
        let w = app.world.clone();
        let ann = app.sign_in(w.ann).await;
        let path = format!("/agent/users/{}/security", w.bob);
        assert!(ann.get(&path).await.says("Not signed in anywhere"));
        app.sign_in(w.bob).await;
        app.sign_in(w.bob).await;
        assert!(ann.get(&path).await.says("Signed in in 2 browsers"));
        app.sql("UPDATE users SET password_hash = NULL, epoch = epoch + 1 WHERE id = 109");
        let page = ann.get(&path).await;
        assert!(page.says("Not signed in anywhere") && page.says("None set yet"));
        assert_eq!(app.sign_in(w.eve).await.get(&path).await.status, 403);
    }
}

fn next(page: &crate::support::Page, rel: &str) -> String {
    let html = page.html();
    let selector = scraper::Selector::parse(&format!(".pager a[rel='{rel}']")).unwrap();
    html.select(&selector).next().and_then(|a| a.attr("href")).unwrap_or_else(|| panic!("no {rel}")).to_owned()
}
