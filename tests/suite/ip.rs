//! IP restrictions: what is a range, whose address counts, and that nobody from elsewhere sees or writes anything.

use actix_web::http::header::{HeaderMap, HeaderName, HeaderValue};
use reqwest::Method;
use stead::error::Error;
use stead::identity::{self, Asked, Gate, Origin, Resolution};
use stead::policy::Refusal;
use stead::security::ip::{Who, admits, ranges};
use stead::web::forwarded;

use crate::integrations::{authorize, register};
use crate::support::world::PASSWORD;
use crate::support::{App, Database, Page, Tab};

const TAB: &str = "/admin/account/security/advanced/ip";
const OFFICE: &str = "198.51.100.7";
const HOME: &str = "203.0.113.9";

#[test]
fn ranges_are_read_as_people_type_them() {
    for (typed, inside, outside) in [
        ("192.0.2.7", "192.0.2.7", "192.0.2.8"),
        ("192.0.2.0/24", "192.0.2.255", "192.0.3.0"),
        ("192.0.2.77/24", "192.0.2.1", "192.0.1.255"),
        ("192.0.2.*", "192.0.2.200", "192.0.20.2"),
        ("10.*.*.*", "10.255.0.1", "11.0.0.1"),
        ("10.*.7.1", "10.200.7.1", "10.200.7.2"),
        ("2001:db8::/32", "2001:db8:ffff::1", "2001:db9::1"),
        ("2001:DB8::1", "2001:db8::1", "2001:db8::2"),
        ("::ffff:192.0.2.0/120", "192.0.2.9", "192.0.3.9"),
        ("::ffff:192.0.2.1", "192.0.2.1", "192.0.2.2"),
        ("192.0.2.0/24", "::ffff:192.0.2.5", "::192.0.2.5"),
        ("192.0.2.1 198.51.100.0/24\n\t2001:db8::/32", "198.51.100.1", "198.51.101.1"),
        ("1.2.3.4/32 128.0.0.0/1", "200.0.0.1", "1.2.3.5"),
    ] {
        let list = ranges::clean(typed).unwrap_or_else(|fault| panic!("{typed}: {fault:?}"));
        assert!(ranges::contain(&list, inside.parse().unwrap()), "{typed} has {inside}");
        assert!(!ranges::contain(&list, outside.parse().unwrap()), "{typed} has not {outside}");
    }
    for everything in ["0.0.0.0/0", "::/0", "*.*.*.*", "1.2.3.4/0", "::ffff:0.0.0.0/96"] {
        assert!(
            matches!(ranges::clean(everything), Err(ranges::Fault::Everything(entry)) if entry == everything),
            "{everything}"
        );
        assert!(!ranges::contain(everything, OFFICE.parse().unwrap()), "{everything}");
    }
    for nonsense in [
        "*",
        "192.0.2",
        "192.0.2.*.1",
        "192.0.2.1/33",
        "2001:db8::/129",
        "192.0.2.256",
        "192.0.02.1",
        "192.0.02.*",
        "192.0.02.0/24",
        "10.0.0.0/+8",
        "+1.2.3.*",
        "192.0.2.1-9",
        "192.0.2.1,192.0.2.2",
        "office",
        "example.org",
        "1.2.3.*/24",
        "2001:db8:*::",
        "/24",
        "10.0.0.0/-1",
        "1.2.3.",
        "…",
    ] {
        let list = format!("192.0.2.1 {nonsense}");
        assert_eq!(ranges::clean(&list), Err(ranges::Fault::Nonsense(nonsense.to_owned())), "{nonsense}");
        assert!(!ranges::contain(nonsense, "192.0.2.1".parse().unwrap()), "{nonsense}");
    }
    assert_eq!(ranges::clean(" 192.0.2.1\r\n\r\n192.0.2.1 10.0.0.0/8 ").unwrap(), "192.0.2.1\n10.0.0.0/8");
    let many = |n: usize| (0..n).map(|n| format!("10.0.{}.{}", n / 256, n % 256)).collect::<Vec<_>>().join(" ");
    assert!(ranges::clean(&many(ranges::MAX)).is_ok());
    assert_eq!(ranges::clean(&many(ranges::MAX + 1)), Err(ranges::Fault::TooMany));
    for (address, network) in [
        ("203.0.113.9", "203.0.113.0/24"),
        ("2001:db8:1:2::3", "2001:db8:1::/48"),
        ("::ffff:203.0.113.9", "203.0.113.0/24"),
        ("", ""),
    ] {
        assert_eq!(ranges::network(address), network);
    }
}

#[test]
fn proxies_speak_for_others_only_where_they_are_trusted() {
    let trusted: Vec<_> =
        ["10.0.0.0/8", "2001:db8:aaaa::/48", "::ffff:192.0.2.1"].iter().map(|p| forwarded::proxy(p).unwrap()).collect();
    for wrong in ["", "nonsense", "0.0.0.0/0", "::/0", "10.0.0.0/33", "10.0.0.*"] {
        assert!(forwarded::proxy(wrong).is_err(), "{wrong}");
    }
    let (xff, fwd) = ("x-forwarded-for", "forwarded");
    let nobody = "";
    // The peer, what it says, who it is then.
    /// The peer, the headers, the address that counts.
    type Shape<'a> = (&'static str, &'a [(&'static str, &'static str)], &'static str);
    let table: &[Shape<'_>] = &[
        ("203.0.113.9", &[], "203.0.113.9"),
        ("203.0.113.9", &[(xff, "198.51.100.7")], "203.0.113.9"),
        ("203.0.113.9", &[(fwd, "for=198.51.100.7")], "203.0.113.9"),
        ("203.0.113.9", &[(xff, "10.0.0.1"), (fwd, "for=10.0.0.1")], "203.0.113.9"),
        ("2001:db8:bbbb::1", &[(xff, "198.51.100.7")], "2001:db8:bbbb::1"),
        ("::ffff:203.0.113.9", &[], "203.0.113.9"),
        ("10.0.0.1", &[], "10.0.0.1"),
        ("10.0.0.1", &[(xff, "198.51.100.7")], "198.51.100.7"),
        ("::ffff:10.0.0.1", &[(xff, "198.51.100.7")], "198.51.100.7"),
        ("192.0.2.1", &[(xff, "198.51.100.7")], "198.51.100.7"),
        ("192.0.2.2", &[(xff, "198.51.100.7")], "192.0.2.2"),
        ("2001:db8:aaaa::1", &[(xff, "2001:db8:1::7")], "2001:db8:1::7"),
        ("10.0.0.1", &[(xff, "1.1.1.1, 198.51.100.7")], "198.51.100.7"),
        ("10.0.0.1", &[(xff, "198.51.100.7, 10.0.0.2, 10.0.0.3")], "198.51.100.7"),
        ("10.0.0.1", &[(xff, "1.1.1.1,198.51.100.7,10.0.0.2")], "198.51.100.7"),
        ("10.0.0.1", &[(xff, "10.0.0.9, 10.0.0.2")], "10.0.0.9"),
        ("10.0.0.1", &[(xff, "1.1.1.1"), (xff, "198.51.100.7")], "198.51.100.7"),
        ("10.0.0.1", &[(xff, "198.51.100.7:4711")], "198.51.100.7"),
        ("10.0.0.1", &[(xff, "[2001:db8:1::7]:4711")], "2001:db8:1::7"),
        ("10.0.0.1", &[(xff, "[2001:db8:1::7]")], "2001:db8:1::7"),
        ("10.0.0.1", &[(xff, "::ffff:198.51.100.7")], "198.51.100.7"),
        ("10.0.0.1", &[(xff, " , 198.51.100.7 , ")], "198.51.100.7"),
        ("10.0.0.1", &[(xff, "")], "10.0.0.1"),
        ("10.0.0.1", &[(xff, "unknown")], nobody),
        ("10.0.0.1", &[(xff, "198.51.100.7, unknown")], nobody),
        ("10.0.0.1", &[(xff, "unknown, 198.51.100.7")], "198.51.100.7"),
        ("10.0.0.1", &[(xff, "198.51.100.7, nonsense, 10.0.0.2")], nobody),
        ("10.0.0.1", &[(xff, "198.51.100.7; 1.1.1.1")], nobody),
        ("10.0.0.1", &[(xff, "\"198.51.100.7\"")], nobody),
        ("10.0.0.1", &[(xff, "198.51.100.777")], nobody),
        ("10.0.0.1", &[(xff, "fe80::1%eth0")], nobody),
        ("10.0.0.1", &[(fwd, "for=198.51.100.7")], "198.51.100.7"),
        ("10.0.0.1", &[(fwd, "For=\"198.51.100.7\"")], "198.51.100.7"),
        ("10.0.0.1", &[(fwd, "for=\"198.51.100.7:4711\";proto=https;by=10.0.0.1")], "198.51.100.7"),
        ("10.0.0.1", &[(fwd, "proto=https; for=198.51.100.7 ;host=acme.example")], "198.51.100.7"),
        ("10.0.0.1", &[(fwd, "for=\"[2001:db8:1::7]\"")], "2001:db8:1::7"),
        ("10.0.0.1", &[(fwd, "FOR=\"[2001:db8:1::7]:4711\"")], "2001:db8:1::7"),
        ("10.0.0.1", &[(fwd, "for=1.1.1.1, for=198.51.100.7, for=10.0.0.2")], "198.51.100.7"),
        ("10.0.0.1", &[(fwd, "for=1.1.1.1"), (fwd, "for=198.51.100.7")], "198.51.100.7"),
        ("10.0.0.1", &[(fwd, "for=\"x, for=198.51.100.7")], "198.51.100.7"),
        ("10.0.0.1", &[(fwd, "for=unknown")], nobody),
        ("10.0.0.1", &[(fwd, "for=_hidden, for=10.0.0.2")], nobody),
        ("10.0.0.1", &[(fwd, "for=_hidden, for=198.51.100.7")], "198.51.100.7"),
        ("10.0.0.1", &[(fwd, "for=\"2001:db8:1::7\"")], nobody),
        ("10.0.0.1", &[(fwd, "for=[2001:db8:1::7]")], nobody),
        ("10.0.0.1", &[(fwd, "for=198.51.100.7:4711")], nobody),
        ("10.0.0.1", &[(fwd, "proto=https")], nobody),
        ("10.0.0.1", &[(fwd, "for=198.51.100.7;for=1.1.1.1")], nobody),
        ("10.0.0.1", &[(fwd, "for=\"198.51.100.7")], nobody),
        ("10.0.0.1", &[(fwd, "for=")], nobody),
        ("10.0.0.1", &[(fwd, "198.51.100.7")], nobody),
        // A proxy writes one of the two; the other may be whoever asks.
        ("10.0.0.1", &[(xff, "198.51.100.7"), (fwd, "for=198.51.100.7")], "198.51.100.7"),
        ("10.0.0.1", &[(xff, "198.51.100.7"), (fwd, "for=1.1.1.1")], nobody),
        ("10.0.0.1", &[(xff, "1.1.1.1"), (fwd, "for=unknown")], nobody),
    ];
    assert!(table.len() >= 40);
    for (peer, said, expected) in table {
        let mut headers = HeaderMap::new();
        for (name, value) in *said {
            headers.append(HeaderName::from_static(name), HeaderValue::from_str(value).unwrap());
        }
        let found = forwarded::client(Some(peer.parse().unwrap()), &headers, &trusted);
        assert_eq!(found.map(|a| a.to_string()).unwrap_or_default(), *expected, "{peer} {said:?}");
    }
    assert_eq!(forwarded::client(None, &HeaderMap::new(), &trusted), None);
}

/// Somebody at a browser who comes from an address, behind a proxy that the deployment trusts.
#[derive(Clone)]
struct At {
    tab: Tab,
    address: &'static str,
}

impl At {
    async fn get(&self, path: &str) -> Page {
        self.tab.get_with(path, &[("x-forwarded-for", self.address)]).await
    }

    async fn post(&self, path: &str, token: &str, fields: &[(&str, &str)]) -> Page {
        let mut form = vec![("form_token", token)];
        form.extend_from_slice(fields);
        let headers = [("x-forwarded-for", self.address), ("sec-fetch-site", "same-origin")];
        self.tab.person.send(Method::POST, &self.tab.at(path), &headers, Some(&form)).await
    }

    async fn token(&self) -> String {
        self.get("/hc/requests/new").await.token()
    }

    async fn sign_in(&self, email: &str) -> Page {
        let token = self.get("/access/sign-in").await.token();
        self.post("/access/sign-in", &token, &[("email", email), ("password", PASSWORD)]).await
    }

    fn from(&self, address: &'static str) -> Self {
        Self { tab: self.tab.clone(), address }
    }
}

fn at(app: &App, address: &'static str) -> At {
    At { tab: app.visitor().tab(), address }
}

async fn signed_in(app: &App, email: &str, address: &'static str) -> At {
    let one = at(app, address);
    assert_eq!(one.sign_in(email).await.status, 303, "{email}");
    one
}

/// The page of whoever may not come from where they are; it tells nothing.
fn shut_out(page: &Page) {
    assert_eq!(page.status, 403, "{}: {}", page.path, page.body);
    assert!(page.says("Not from this network") && page.says(HOME), "{}: {}", page.path, page.body);
    for secret in ["Bob Brown", "Ann Archer", "Tom Turner", "acme.example", "A secret"] {
        assert!(!page.body.contains(secret), "{}: {secret}", page.path);
    }
}

async fn story(database: Database) {
    let app = App::start_with(database, |s| s.trusted_proxies = vec![forwarded::proxy("127.0.0.0/8").unwrap()]);
    let w = app.world.clone();
    let ann = signed_in(&app, "ann@acme.example", OFFICE).await;
    let bob = signed_in(&app, "bob@acme.example", HOME).await;
    let tom = signed_in(&app, "tom@acme.example", OFFICE).await;
    // Ann's tab as Bob, and Tom's as Eve.
    let page = ann
        .post(&format!("/agent/users/{}/assumption", w.bob), &ann.token().await, &[("understood", "1"), ("reason", "")])
        .await;
    let scope = page.location().split_once("/hc").unwrap().0.to_owned();
    let framed = At { tab: Tab { prefix: scope, ..ann.tab.clone() }, address: OFFICE };
    assert_eq!(framed.get("/hc/requests").await.status, 200);
    let till = {
        let direct = app.sign_in(w.ann).await;
        let id = register(&direct, "Till").await;
        authorize(&direct, id).await
    };
    let call = async |address: &str| {
        let headers = [("authorization", &*format!("Bearer {till}")), ("x-forwarded-for", address)];
        app.visitor().send(Method::GET, "/api/v2/users/me.json", &headers, None).await
    };
    assert_eq!(call(HOME).await.status, 200);
    assert_eq!(
        app.text("SELECT address FROM sessions WHERE user_id = 109"),
        HOME,
        "the records have the client's address"
    );

    // Forms that come back: nonsense, everything, nothing, oneself locked out.
    let token = ann.token().await;
    for (list, why) in [
        ("198.51.100.0/24 office", "“office” isn’t an address or a range."),
        ("0.0.0.0/0", "“0.0.0.0/0” would let everybody in."),
        ("*.*.*.*", "would let everybody in"),
        (" \n", "Enter at least one range."),
        ("192.0.2.0/24", "You’re here from 198.51.100.7, which isn’t in the list."),
    ] {
        let page = ann.post(TAB, &token, &[("ip_restricted", "1"), ("ip_ranges", list)]).await;
        assert!(page.status == 422 && page.says(why), "{list}: {}", page.body);
        assert!(page.has("#ip_ranges[aria-invalid='true']") && page.has("#ip_restricted[checked]"), "{list}");
    }
    assert!(ann.get(TAB).await.says("You’re here from 198.51.100.7."));
    assert_eq!(tom.get(TAB).await.status, 403);
    assert_eq!(framed.get(TAB).await.status, 403);
    assert_eq!(app.number("SELECT count(*) FROM audit_entries WHERE act LIKE 'settings.ip%'"), 0);

    // What was let in before goes on until then, and no further: reads, writes, and writes that run already.
    let far = ann.from(HOME);
    let (far_framed, far_tom) = (framed.from(HOME), tom.from(HOME));
    let (tokens, bobs) = ((far.token().await, far_framed.token().await, far_tom.token().await), bob.token().await);
    let key = ann.tab.person.cookie("stead").unwrap();
    let asked = Asked { key: Some(session_key(&app, &key)), address: HOME.into(), ..Asked::default() };
    let gate = Gate::new(app.state.clone());
    let (_, Resolution::Live(let_in, _)) = gate.look(asked.clone()).await.unwrap() else { panic!() };
    let saved = ann.post(TAB, &token, &[("ip_restricted", "1"), ("ip_ranges", "198.51.100.*\n2001:db8::/32")]).await;
    assert!(saved.location().contains("notice-settings-saved"), "{}", saved.body);
    let origin = Origin { address: HOME.into(), ..Origin::local("web") };
    let late = identity::write(&app.state, &let_in, &origin, |tx| stead::tickets::create(tx, "Late", "Late", None));
    assert!(matches!(late, Err(Error::Forbidden(Refusal::Elsewhere))));
    assert!(matches!(gate.look(asked).await.unwrap().1, Resolution::Elsewhere(_)));
    let details = app.text("SELECT body FROM audit_values WHERE entry_id = (SELECT max(id) FROM audit_entries WHERE act = 'settings.ip_changed')");
    assert!(details.contains("198.51.100.*") && details.contains("\"before\""), "{details}");
    assert_eq!(ann.get("/admin").await.status, 200);
    assert_eq!(framed.get("/hc/requests").await.status, 200, "an assumed identity from where its root is let in");
    for (one, paths) in [
        (&far, ["/admin", "/agent/users/109", "/hc/requests", "/nowhere", "/access/password", "/access/sign-in"]),
        (&far_framed, ["/hc/requests", "/hc/requests/1", "/admin", "/nowhere", "/assumption/back", "/"]),
        (&far_tom, ["/agent/tickets", "/agent/people", "/", "/access/sessions", "/access//sign-out", "/hc/profile"]),
        (&bob, ["/hc/requests", "/hc/profile", "/hc/requests/new", "/", "/access/sessions", "/nowhere"]),
    ] {
        for path in paths {
            shut_out(&one.get(path).await);
        }
    }
    for (one, token, path) in [
        (&far, &tokens.0, "/hc/requests"),
        (&far_framed, &tokens.1, "/hc/requests"),
        (&far_framed, &tokens.1, "/assumption/revert"),
        (&far_tom, &tokens.2, "/hc/requests"),
        (&bob, &bobs, "/hc/requests"),
    ] {
        shut_out(&one.post(path, token, &[("subject", "X"), ("body", "Y")]).await);
    }
    assert_eq!(app.number("SELECT count(*) FROM tickets"), 0);
    let refused = call(HOME).await;
    assert_eq!(refused.status, 403);
    assert!(
        refused.body.contains("\"title\":\"Forbidden\"") && refused.body.contains("isn’t open from this IP address"),
        "{}",
        refused.body
    );
    assert_eq!(call(OFFICE).await.status, 200);
    assert_eq!(call("unknown").await.status, 403, "an address that nobody knows is let in nowhere");
    // Somebody who says so themselves is not behind the proxy: the peer is trusted here, so the last it says counts.
    assert_eq!(call("198.51.100.7, 203.0.113.9").await.status, 403);

    // Strangers: the sign-in page is there, the right password leads to the same page, what customers have is shut.
    let stranger = at(&app, HOME);
    assert_eq!(stranger.get("/access/sign-in").await.status, 200);
    assert_eq!(stranger.get("/").await.location(), "/access/sign-in");
    assert_eq!(stranger.get("/admin").await.location().split('?').next(), Some("/access/sign-in"));
    shut_out(&stranger.sign_in("tom@acme.example").await);
    shut_out(&stranger.sign_in("bob@acme.example").await);
    let wrong = stranger
        .post(
            "/access/sign-in",
            &stranger.get("/access/sign-in").await.token(),
            &[("email", "tom@acme.example"), ("password", "wrong")],
        )
        .await;
    assert_eq!(wrong.status, 422);
    for path in ["/access/sign-up", "/hc/requests/new"] {
        shut_out(&stranger.get(path).await);
    }
    let token = stranger.get("/access/sign-in").await.token();
    for (path, fields) in [
        ("/access/sign-up", [("name", "N"), ("email", "n@new.example"), ("subject", ""), ("body", "")]),
        ("/hc/requests", [("name", "N"), ("email", "n@new.example"), ("subject", "S"), ("body", "B")]),
    ] {
        shut_out(&stranger.post(path, &token, &fields).await);
    }
    assert_eq!(app.number("SELECT count(*) FROM users WHERE name = 'N'"), 0);
    let nearby = at(&app, "198.51.100.200");
    assert_eq!(nearby.get("/hc/requests/new").await.status, 200);

    // The way out stays open, also from an assumed tab.
    let out = far_tom.post("/access/sign-out", &tokens.2, &[]).await;
    assert_eq!(out.location(), "/access/sign-in");
    assert_eq!(far_tom.get("/agent/tickets").await.status, 303);
    assert_eq!(far_framed.post("/access/sign-out", &far_framed.get("/").await.token(), &[]).await.status, 303);
    assert_eq!(app.number("SELECT count(*) FROM frames WHERE ended_at IS NULL"), 0);

    // Customers bypass, the team does not, and nobody does by assuming a customer.
    let ann = signed_in(&app, "ann@acme.example", OFFICE).await;
    let token = ann.token().await;
    assert_eq!(
        ann.post(TAB, &token, &[("ip_restricted", "1"), ("ip_ranges", "198.51.100.*"), ("ip_customers_bypass", "1")])
            .await
            .status,
        303
    );
    assert_eq!(bob.get("/hc/requests").await.status, 200, "the session is the same");
    assert_eq!(stranger.get("/hc/requests/new").await.status, 200);
    assert_eq!(at(&app, HOME).sign_in("eve@acme.example").await.status, 303);
    shut_out(&at(&app, HOME).sign_in("tess@acme.example").await);
    let known = "SELECT count(*) FROM audit_entries WHERE act = 'sign_in.elsewhere' AND object_id = 105";
    assert_eq!(app.number(known), 1, "somebody knows the password");
    let page =
        ann.post(&format!("/agent/users/{}/assumption", w.bob), &token, &[("understood", "1"), ("reason", "")]).await;
    let scope = page.location().split_once("/hc").unwrap().0.to_owned();
    let framed = At { tab: Tab { prefix: scope, ..ann.tab.clone() }, address: HOME };
    shut_out(&framed.get("/hc/requests").await);
    assert_eq!(framed.from(OFFICE).get("/hc/requests").await.status, 200);
    // By an invitation nobody comes in either, and it is not used up.
    app.sql("UPDATE users SET password_hash = NULL WHERE id = 105");
    let account = app.state.db.read_now(|c| identity::account(c, 1)).unwrap();
    let path = identity::write_as_system(&app.state, &account, "test", "command", |tx| {
        stead::security::links::invite(tx, w.tess)
    })
    .unwrap();
    let tess = at(&app, HOME);
    let token = tess.get(&path).await.token();
    let refused = tess.post(&path, &token, &[("password", "A whole new password 2")]).await;
    assert_eq!(refused.status, 403);
    let near = tess.from(OFFICE);
    assert_eq!(near.post(&path, &token, &[("password", "A whole new password 2")]).await.status, 303);

    // What the rules say of the operator's staff, and of a list that cannot be read.
    assert!(
        admits(&account, HOME, Who::Operator)
            && admits(&account, HOME, Who::EndUser)
            && !admits(&account, HOME, Who::Team)
    );
    assert!(!admits(&account, "", Who::Team) && admits(&account, OFFICE, Who::Team));
    app.sql("UPDATE accounts SET ip_ranges = '0.0.0.0/0 nonsense' WHERE id = 1");
    shut_out(&ann.from(HOME).get("/admin").await);
}

/// The key within a cookie.
fn session_key(app: &App, _cookie: &str) -> String {
    // The cookie is signed; what tests need is a key that leads to the session, so they make one.
    let key = stead::secrets::token::<32>().unwrap();
    let hash = stead::secrets::sha256(key.as_bytes());
    app.sql(&format!("UPDATE sessions SET old_key_hash = '{hash}', old_key_until = {} WHERE id = (SELECT min(id) FROM sessions WHERE user_id = 102 AND ended_at IS NULL)", i64::MAX / 2));
    key
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_from_elsewhere_sees_or_writes_anything_on_sqlite() {
    story(Database::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_from_elsewhere_sees_or_writes_anything_on_postgres() {
    story(Database::Postgres).await;
}
