//! Subscription, invoices and payments: who sees and changes what, what a change costs to the cent, and what it may never do.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use stead::billing::prices::{self, Currency, Cycle, Terms};
use stead::billing::subscription::{self, Review, Subscription};
use stead::billing::{invoices, invoicing};
use stead::db::Moment;
use stead::error::Error;
use stead::i18n::Lang;
use stead::identity::{self, Account, Identity, Locale, Origin};
use stead::policy::Plan;
use stead::team::membership::{self, SupportRole, Wish};

use crate::on_both;
use crate::support::world::PASSWORD;
use crate::support::{App, Page, Tab};

const SUBSCRIPTION: &str = "/admin/account/billing/subscription";
const EDIT: &str = "/admin/account/billing/subscription/edit";
const INVOICES: &str = "/admin/account/billing/invoices";
const PAYMENTS: &str = "/admin/account/billing/payments";
const ADDRESS: &str = "/admin/account/billing/payments/address";
const DAY: i64 = 86_400;

fn account(app: &App) -> Account {
    app.state.db.read_now(|c| identity::account(c, 1)).unwrap()
}

fn kept(app: &App) -> Subscription {
    app.state.db.read_now(|c| Subscription::of(c, 1)).unwrap()
}

/// Bills what is due, as the background does.
fn bill(app: &App) -> usize {
    invoicing::round(&app.state).unwrap()
}

fn invoice_totals(app: &App) -> String {
    app.text("SELECT coalesce(string_agg(number || ':' || total, ' '), '') FROM (SELECT number, total FROM invoices WHERE account_id = 1 ORDER BY number LIMIT 100) i")
}

fn mails(app: &App, letter: &str) -> i64 {
    app.number(&format!("SELECT count(*) FROM mails WHERE letter = '{letter}'"))
}

fn acts(app: &App, act: &str) -> i64 {
    app.number(&format!("SELECT count(*) FROM audit_entries WHERE act = '{act}' AND account_id = 1"))
}

fn asked(plan: &str, seats: &str, sell: &str, cycle: &str) -> String {
    format!("{EDIT}?plan={plan}&seats={seats}&sell_seats={sell}&cycle={cycle}")
}

/// Looks at a change, and sends the form of that page.
async fn change(tab: &Tab, plan: &str, seats: &str, sell: &str, cycle: &str) -> Page {
    let page = tab.get(&asked(plan, seats, sell, cycle)).await;
    if page.status != 200 {
        return page;
    }
    confirm(tab, &page).await
}

async fn confirm(tab: &Tab, page: &Page) -> Page {
    let html = page.html();
    let value = |name: &str| {
        let css = scraper::Selector::parse(&format!("main form [name='{name}']")).unwrap();
        html.select(&css).next().unwrap_or_else(|| panic!("{name}: {}", page.body)).attr("value").unwrap().to_owned()
    };
    let fields = ["form_token", "plan", "seats", "sell_seats", "cycle", "seen"].map(|name| (name, value(name)));
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    tab.post_with_token(EDIT, fields[0].1, &fields[1..]).await
}

#[test]
fn money_is_written_as_the_language_does() {
    let (en, fr) = (Lang::of(Locale::En), Lang::of(Locale::Fr));
    for (minor, currency, english, french) in [
        (0, Currency::Eur, "€0.00", "0,00\u{a0}€"),
        (5, Currency::Gbp, "£0.05", "0,05\u{a0}£"),
        (123_450, Currency::Eur, "€1,234.50", "1\u{202f}234,50\u{a0}€"),
        (123_456_789, Currency::Usd, "$1,234,567.89", "1\u{202f}234\u{202f}567,89\u{a0}$"),
        (-1_999, Currency::Eur, "−€19.99", "−19,99\u{a0}€"),
    ] {
        assert_eq!(prices::written(en, minor, currency), english);
        assert_eq!(prices::written(fr, minor, currency), french);
    }
}

#[test]
fn a_period_ends_on_its_day_and_a_rest_is_never_more_than_the_whole() {
    let at = |text: &str| Moment(chrono::DateTime::parse_from_rfc3339(text).unwrap().timestamp_millis());
    for (start, cycle, anchor, end) in [
        ("2026-11-20T12:00:00Z", Cycle::Monthly, 20, "2026-12-20T12:00:00Z"),
        ("2026-12-31T00:30:00Z", Cycle::Monthly, 31, "2027-01-31T00:30:00Z"),
        ("2027-01-31T00:30:00Z", Cycle::Monthly, 31, "2027-02-28T00:30:00Z"),
        ("2027-02-28T00:30:00Z", Cycle::Monthly, 31, "2027-03-31T00:30:00Z"),
        ("2027-03-31T00:30:00Z", Cycle::Monthly, 31, "2027-04-30T00:30:00Z"),
        ("2028-02-29T08:00:00Z", Cycle::Annual, 29, "2029-02-28T08:00:00Z"),
        ("2029-02-28T08:00:00Z", Cycle::Annual, 29, "2030-02-28T08:00:00Z"),
    ] {
        assert_eq!(prices::end_of(at(start), cycle, anchor), at(end), "{start}");
    }
    // However a rise is cut up, no part is negative, none is more than its difference, and together they are no dearer than one.
    for plan in Plan::PAID {
        for currency in Currency::ALL {
            for cycle in Cycle::ALL {
                let price = |seats| Terms { plan: *plan, seats, sell_seats: seats % 3, cycle: *cycle }.price(*currency);
                for of in [28, 30, 31, 365, 366] {
                    for days in [0, 1, 7, of / 2, of - 1, of, of + 5] {
                        let (low, middle, high) = (price(3), price(9), price(1_000));
                        let whole = prices::for_days(high - low, days, of);
                        let parts =
                            prices::for_days(middle - low, days, of) + prices::for_days(high - middle, days, of);
                        assert!(
                            0 <= parts && parts <= whole && whole <= parts + 1 && whole <= high - low,
                            "{days}/{of}"
                        );
                        assert_eq!(prices::for_days(low - high, days, of), 0, "nothing comes back");
                        assert!(days < of || whole == high - low);
                    }
                }
            }
        }
    }
    for (text, like) in [
        ("4111111111111111", true),
        ("4111 1111 1111 1111", true),
        ("4111-1111-1111-1111", true),
        ("5105.1051.0510.5100", true),
        ("378282246310005", true),
        ("6304000000000", true),
        ("x 4222222222222 y", true),
        ("４１１１１１１１１１１１１１１１", true),
        ("12 Rue de la Paix\n75002 Paris", false),
        ("+33 6 39 98 10 12", false),
        ("FR 12 345 678 901", false),
        // One digit is wrong.
        ("4111 1111 1111 1112", false),
        ("6304000000001", false),
        // Telephones, companies and Diners Club; a house before a card, and a date after it.
        ("0033 6 39 98 10 12", false),
        ("+49 1512 345 67 89", false),
        ("732 829 320 00074", false),
        ("73282932000074", false),
        ("3056 930902 5904", true),
        ("38012986646851", false),
        ("12 4111 1111 1111 1111", true),
        ("4111111111111111 08 28", true),
        ("00000000001234567890123", true),
        ("", false),
    ] {
        assert_eq!(prices::like_a_card(text), like, "{text}");
    }
}

on_both! {
    async fn subscription_is_the_owners_and_billing_admins_the_rest_the_owners_alone(app: App) {
        let w = app.world.clone();
        app.sql("UPDATE users SET billing_admin = TRUE WHERE id = 103");
        app.sql("UPDATE users SET explore_role = 'admin' WHERE id = 108");
        bill(&app);
        let pages = [SUBSCRIPTION, EDIT, PAYMENTS, INVOICES, "/admin/account/billing/invoices/1", "/admin/account/billing/invoices.csv"];
        for (user, subscription, payments) in [(w.olga, 200, 200), (w.abel, 200, 403), (w.ann, 403, 403), (w.tom, 403, 403), (w.lea, 403, 403), (w.cory, 403, 403), (w.bob, 403, 403)] {
            let tab = app.sign_in(user).await;
            for (i, path) in pages.iter().enumerate() {
                let page = tab.get(path).await;
                assert_eq!(page.status, if i < 2 { subscription } else { payments }, "{user} {path}");
                if page.status == 403 {
                    // The page says whom to ask; a customer is told nothing of the team.
                    let asks = page.says("The account owner is Olga Olsen.") && page.has("main a[href='/agent/account-owner']");
                    assert_eq!(asks, user != w.bob, "{user} {path}: {}", page.body);
                    assert!(user != w.bob || !page.body.contains("Olga"));
                }
            }
            for (path, fields, allowed) in [(EDIT, vec![("plan", "team")], subscription), (PAYMENTS, vec![("kind", "card")], payments), (ADDRESS, vec![("name", "A"), ("address", "4111111111111")], payments)] {
                let page = tab.post(path, &fields).await;
                assert_eq!(page.status == 403, allowed == 403, "{user} {path}: {}", page.status);
                assert!(page.status != 403 || page.says("Olga Olsen") == (user != w.bob));
            }
            if user != w.bob && user != w.tom && user != w.lea {
                let names = tab.get("/admin").await.texts(".nav a[href*='/billing/']");
                let expected: &[&str] = match (subscription, payments) {
                    (200, 200) => &["Subscription", "Payments", "Invoices", "Contacts"],
                    (200, _) => &["Subscription", "Contacts"],
                    _ => &["Contacts"],
                };
                assert_eq!(names, expected, "{user}");
            }
        }
        // In no frame, whoever stands below; another account's invoices are nobody's here.
        let olga = app.sign_in(w.olga).await;
        let framed = olga.assume(w.abel).await;
        for path in pages {
            assert_eq!(framed.get(path).await.status, 403, "{path}");
        }
        assert_eq!(framed.post(EDIT, &[("plan", "team")]).await.status, 403);
        assert_eq!(olga.get("/admin/account/billing/invoices/2").await.status, 404);
        assert_eq!(olga.get("/admin/account/billing/invoices/x").await.status, 404);
        // Team members find the way to more seats, or whom to ask.
        let ann = app.sign_in(w.ann).await;
        assert!(olga.get("/admin/people/team-members").await.has(&format!("main .head a[href='{SUBSCRIPTION}']")));
        assert!(ann.get("/admin/people/team-members").await.has("main .head a[href='/agent/account-owner']"));
    }

    async fn whoever_hands_the_account_over_loses_it_in_open_tabs(app: App) {
        let w = app.world.clone();
        let (olga, ann) = (app.sign_in(w.olga).await, app.sign_in(w.ann).await);
        bill(&app);
        let open = olga.get(&asked("professional", "12", "0", "monthly")).await;
        assert_eq!((open.status.as_u16(), olga.get(PAYMENTS).await.status.as_u16()), (200, 200));
        let token = olga.get(PAYMENTS).await.token();
        let done = olga.post("/admin/account/billing/contacts", &[("owner", "102"), ("sure", "yes"), ("current_password", PASSWORD)]).await;
        assert_eq!(done.status, 303);
        for path in [SUBSCRIPTION, EDIT, PAYMENTS, INVOICES, "/admin/account/billing/invoices/1"] {
            let page = olga.get(path).await;
            assert!(page.status == 403 && page.says("The account owner is Ann Archer."), "{path}: {}", page.body);
        }
        let late = confirm(&olga, &open).await;
        assert!(late.status == 403 && late.says("Ann Archer"), "{}", late.body);
        assert_eq!(olga.post_with_token(ADDRESS, &token, &[("name", "Mine"), ("address", "")]).await.status, 403);
        assert_eq!(olga.post_with_token(PAYMENTS, &token, &[("kind", "bank_transfer")]).await.status, 403);
        assert_eq!((kept(&app).seats, kept(&app).billing_name.as_str()), (10, ""));
        assert_eq!(ann.get(PAYMENTS).await.status, 200, "the new owner's tab, at once");
        assert_eq!(change(&ann, "professional", "12", "0", "monthly").await.status, 303);
    }

    async fn a_change_is_shown_before_it_happens_and_costs_what_was_shown(app: App) {
        let w = app.world.clone();
        let olga = app.sign_in(w.olga).await;
        assert_eq!(bill(&app), 2, "both accounts");
        assert_eq!((bill(&app), invoice_totals(&app)), (0, "1:89000".to_owned()));
        app.sql("DELETE FROM mails");
        let page = olga.get(SUBSCRIPTION).await;
        assert!(page.says("€890.00 per month") && page.says("€890.00 on 20 December 2026") && page.says("6 of 10 seats used."), "{}", page.body);

        // Ten days into thirty: two more seats for twenty days.
        app.state.clock.forward(10 * DAY + 3_600);
        let olga = app.sign_in(w.olga).await;
        let page = olga.get(&asked("professional", "12", "1", "monthly")).await;
        // 2 × 89 + 25 = 203 a month; 19 whole days are left of 30.
        assert!(page.says("€128.56 is billed at once: the difference for the 19 days left of this period’s 30, rounded down."), "{}", page.body);
        assert!(page.says("The next invoice is €1,093.00 on 20 December 2026.") && page.says("€890.00 per month") && page.says("€1,093.00 per month"));
        assert_eq!((kept(&app).seats, invoice_totals(&app).as_str()), (10, "1:89000"), "nothing yet");
        let done = confirm(&olga, &page).await;
        assert!(olga.get(&done.location()).await.says("The subscription has been changed."));
        assert_eq!((kept(&app).seats, kept(&app).sell_seats, invoice_totals(&app).as_str()), (12, 1, "1:89000 2:12856"));
        assert_eq!((mails(&app, "subscription_changed"), mails(&app, "invoice_new")), (0, 1), "the owner did it");
        let page = olga.get("/admin/account/billing/invoices/2").await;
        assert!(page.says("Higher price (€203.00 more for a whole period) for 19 days of 30") && page.says("€203.00") && page.says("€128.56") && page.says("Open"), "{}", page.body);

        // Down at once and without refund; up again to what is paid for is free, and one more than that is not.
        let page = olga.get(&asked("professional", "6", "0", "monthly")).await;
        assert!(page.says("Nothing is billed at once.") && page.says("is not refunded") && page.says("Sell is lost."), "{}", page.body);
        confirm(&olga, &page).await;
        assert_eq!((kept(&app).seats, kept(&app).covered), (6, 109_300));
        assert!(olga.get(&asked("professional", "12", "1", "monthly")).await.says("Nothing is billed at once."));
        // Another cycle comes with the next invoice.
        let page = olga.get(&asked("professional", "12", "1", "annual")).await;
        assert!(page.says("The billing cycle changes with the next invoice, on 20 December 2026.") && page.says("The next invoice is €10,930.00"), "{}", page.body);
        confirm(&olga, &page).await;
        assert_eq!((kept(&app).cycle, kept(&app).next_cycle), (Cycle::Monthly, Some(Cycle::Annual)));
        assert!(olga.get(SUBSCRIPTION).await.says("Annual from the next invoice on"));
        // What is not as it was shown does not happen: here because a day has passed.
        let page = olga.get(&asked("enterprise", "12", "1", "annual")).await;
        assert!(page.says("as legacy agents"));
        app.state.clock.forward(DAY);
        let olga = app.sign_in(w.olga).await;
        let fields = page.html();
        let seen = fields.select(&scraper::Selector::parse("[name='seen']").unwrap()).next().unwrap().attr("value").unwrap().to_owned();
        let again = olga.post(EDIT, &[("plan", "enterprise"), ("seats", "12"), ("sell_seats", "1"), ("cycle", "annual"), ("seen", &seen)]).await;
        assert!(again.status == 422 && again.says("Something changed in the meantime") && account(&app).plan == Plan::Professional, "{}", again.body);
        assert_eq!(confirm(&olga, &again).await.status, 303);
        assert_eq!((account(&app).plan, acts(&app, "subscription.changed")), (Plan::Enterprise, 4));

        // What cannot be read comes back as it was typed, and what looks like a card does not.
        let page = olga.get(&asked("gold", "many", "-1", "daily")).await;
        assert!(page.status == 422 && page.texts(".error").len() == 4 && page.has("#seats[value='many']"), "{}", page.body);
        for nonsense in ["0", "100001", "1.5", "9999999999", "1e3"] {
            assert_eq!(olga.get(&asked("team", nonsense, "0", "monthly")).await.status, 422, "{nonsense}");
        }
        let page = olga.get(&asked("enterprise", "12", "1", "annual")).await;
        assert!(page.status == 422 && page.says("Nothing would change."));
        assert_eq!(olga.post(EDIT, &[]).await.status, 422);
    }

    async fn what_would_leave_somebody_without_a_home_is_refused_or_told(app: App) {
        let w = app.world.clone();
        app.sql("UPDATE users SET billing_admin = TRUE WHERE id = 103");
        let (olga, abel) = (app.sign_in(w.olga).await, app.sign_in(w.abel).await);
        let page = olga.get(&asked("professional", "4", "0", "monthly")).await;
        assert!(page.status == 422 && page.says("6 seats are in use, and there would be 4. Take the seats of 2 people first, or keep 2 seats more."), "{}", page.body);
        assert!(page.has("main .alert a[href='/admin/people/team-members?seat=yes']"));
        assert!(olga.get(SUBSCRIPTION).await.has("main footer a[href='/admin/people/team-members?seat=yes']"));
        assert_eq!(olga.get("/admin/people/team-members?seat=yes").await.texts("tbody th a").len(), 6);
        app.sql(&format!("INSERT INTO temporary_seats (account_id, seats, until, reason, created_at) VALUES (1, 2, {}, 'Move', 1)", app.state.clock.now().0 + 60_000));
        assert_eq!(olga.get(&asked("professional", "4", "0", "monthly")).await.status, 200, "two are lent");
        assert!(olga.get(SUBSCRIPTION).await.says("2 seats until 20 November 2026"));
        app.state.clock.forward(120);
        assert_eq!(olga.get(&asked("professional", "5", "0", "monthly")).await.status, 422, "they have ended by themselves");
        // What is lent until the end of a day is said to end on that day.
        app.sql(&format!("INSERT INTO temporary_seats (account_id, seats, until, reason, created_at) VALUES (1, 3, {}, 'Move', 1)", app.state.clock.now().0 - 120_000 + DAY / 2 * 1_000 - 1));
        assert!(olga.get(SUBSCRIPTION).await.says("3 seats until 20 November 2026"));
        app.sql("DELETE FROM temporary_seats");

        // Sell, light agents, roles of the account's own.
        app.sql("UPDATE subscriptions SET sell_seats = 3 WHERE account_id = 1");
        app.sql("UPDATE users SET sell_role = 'agent' WHERE id IN (104, 105)");
        let page = olga.get(&asked("professional", "10", "0", "monthly")).await;
        assert!(page.says("2 Sell seats are in use, and there would be 0.") && page.has("main .alert a[href='/admin/people/team-members?sell=any']"), "{}", page.body);
        app.sql("UPDATE users SET sell_role = NULL WHERE id = 105");
        assert!(olga.get(&asked("professional", "10", "0", "monthly")).await.says("One Sell seat is in use, and there would be 0. Take the role in Sell of one person first."));
        let page = olga.get(&asked("team", "10", "3", "monthly")).await;
        assert!(page.says("There is one light agent, and the plan has places for 0.") && page.has("main .alert a[href='/admin/people/team-members?support=light_agent']"), "{}", page.body);
        app.sql("UPDATE accounts SET plan = 'enterprise' WHERE id = 1");
        app.sql("UPDATE users SET custom_role_id = (SELECT id FROM roles WHERE account_id = 1 AND system_key = 'staff') WHERE id = 106");
        let page = olga.get(&asked("professional", "10", "3", "monthly")).await;
        assert!(page.status == 422 && page.says("One person has a custom role") && page.has("main .alert a[href='/admin/people/team-members/106']") && page.has("main .alert a[href='/admin/people/roles']"), "{}", page.body);
        assert_eq!(olga.post(EDIT, &[("plan", "professional"), ("seats", "10"), ("sell_seats", "3"), ("cycle", "monthly"), ("seen", "x")]).await.status, 422);
        assert_eq!(account(&app).plan, Plan::Enterprise);

        // Roles in Explore go with the plan that has no Explore, which is told before; nobody stands in for them as they were.
        app.sql("UPDATE users SET custom_role_id = NULL WHERE id = 106");
        app.sql("UPDATE users SET role = 'contributor' WHERE id = 107");
        app.sql("UPDATE users SET explore_role = 'admin' WHERE id IN (104, 108)");
        // Somebody who is deleted would come back with it.
        app.sql("UPDATE users SET role = 'contributor', explore_role = 'admin' WHERE id = 112");
        let (cory, as_tom) = (app.sign_in(w.cory).await, olga.assume(w.tom).await);
        assert_eq!(cory.get("/admin/people/team-members").await.status, 200);
        let page = abel.get(&asked("team", "10", "3", "monthly")).await;
        assert!(page.says("Explore is lost.") && page.says("2 people lose their role in Explore: Cory Cole, Tom Turner") && page.says("There are no custom roles any more."), "{}", page.body);
        app.sql("DELETE FROM mails");
        assert_eq!(confirm(&abel, &page).await.status, 303);
        assert_eq!((account(&app).plan, app.number("SELECT count(*) FROM users WHERE explore_role IS NOT NULL")), (Plan::Team, 0));
        assert_eq!(acts(&app, "team_member.role_changed"), 3, "a line for each");
        assert_eq!((cory.get("/admin/people/team-members").await.status.as_u16(), as_tom.get("/agent/tickets").await.status.as_u16()), (403, 410));
        assert_eq!(app.text("SELECT address || ' ' || subject FROM mails WHERE letter = 'subscription_changed'"), "olga@acme.example The subscription of Acme Tools was changed");
    }

    async fn a_trial_becomes_a_plan_that_is_billed(app: App) {
        let w = app.world.clone();
        app.sql("UPDATE accounts SET plan = 'trial' WHERE id = 1");
        app.sql(&format!("UPDATE subscriptions SET trial_ends_at = {} WHERE account_id = 1", app.state.clock.now().0 + 5 * DAY * 1_000));
        assert_eq!(bill(&app), 1, "only the other account");
        let olga = app.sign_in(w.olga).await;
        assert!(olga.get(SUBSCRIPTION).await.says("The trial ends on 25 November 2026."));
        app.sql("UPDATE users SET billing_admin = TRUE WHERE id = 103");
        assert_eq!(olga.get(&asked("trial", "10", "0", "monthly")).await.status, 422);
        app.state.clock.forward(DAY);
        let (olga, abel) = (app.sign_in(w.olga).await, app.sign_in(w.abel).await);
        app.sql(&format!("UPDATE subscriptions SET trial_ends_at = {} WHERE account_id = 1", app.state.clock.now().0 - 1));
        assert!(olga.get(SUBSCRIPTION).await.says("The trial ended on 21 November 2026."));
        let page = abel.get(&asked("growth", "6", "0", "annual")).await;
        assert!(page.says("The first invoice, of €2,940.00, is made at once."), "{}", page.body);
        // Buying is no matter of the millisecond.
        app.state.clock.forward(60);
        app.sql("DELETE FROM mails");
        for _ in 0..2 {
            // Sent twice, it is done once, and is what was wanted both times.
            let done = confirm(&abel, &page).await;
            assert!(done.status == 303 && done.location().contains("notice"), "{}", done.body);
        }
        assert_eq!((account(&app).plan, invoice_totals(&app).as_str(), kept(&app).trial_ends_at), (Plan::Growth, "1:294000", None));
        assert_eq!((bill(&app), acts(&app, "subscription.changed")), (0, 1));
        let told = app.text("SELECT text FROM mails WHERE letter = 'subscription_changed'");
        assert!(told.contains("It is now Growth with 6 seats. The next invoice is €2,940.00 on 21 November 2027."), "{told}");
        assert!(olga.get(SUBSCRIPTION).await.says("€2,940.00 on 21 November 2027"));
    }

    async fn invoices_are_made_one_by_one_and_stay_what_they_were(app: App) {
        let w = app.world.clone();
        app.sql("UPDATE subscriptions SET billing_name = 'Acme Holding', billing_address = '1 Quay Road' WHERE account_id = 1");
        assert_eq!(bill(&app), 2);
        // On the day on which it is due an invoice is not overdue, to that day's last minute.
        let standing = async || {
            let olga = app.sign_in(w.olga).await;
            let page = olga.get("/admin/account/billing/invoices/1").await;
            assert!(page.says("20 November 2026 to 19 December 2026") && page.says("20 December 2026"), "{}", page.body);
            page.texts("h1 .tag").join("")
        };
        app.state.clock.forward(30 * DAY + DAY / 2 - 60);
        assert_eq!(standing().await, "Open");
        app.state.clock.forward(120);
        assert_eq!(standing().await, "Overdue");
        app.state.clock.forward(62 * DAY - DAY / 2 - 60);
        // Three periods were missed; two programs make them up in the same moment.
        app.sql("DELETE FROM mails");
        let made = AtomicI64::new(0);
        std::thread::scope(|threads| {
            for _ in 0..8 {
                threads.spawn(|| loop {
                    match invoicing::round(&app.state) {
                        Ok(n) => return made.fetch_add(i64::try_from(n).unwrap(), Ordering::SeqCst),
                        Err(Error::Busy | Error::Repeat) => {}
                        Err(error) => panic!("{error}"),
                    }
                });
            }
        });
        assert_eq!((made.into_inner(), bill(&app)), (6, 0));
        assert_eq!(invoice_totals(&app), "1:89000 2:89000 3:89000 4:89000");
        assert_eq!(app.number("SELECT count(*) FROM invoices a JOIN invoices b ON b.account_id = a.account_id AND b.number = a.number + 1 AND b.period_start = a.period_end"), 6, "without gaps");
        assert_eq!(app.number("SELECT count(*) FROM mails WHERE letter = 'invoice_new' AND user_id = 101"), 3);
        let olga = app.sign_in(w.olga).await;
        let page = olga.get(INVOICES).await;
        assert_eq!(page.texts("tbody th a"), ["Invoice 4", "Invoice 3", "Invoice 2", "Invoice 1"]);
        assert_eq!(page.texts("tbody .tag"), ["Open", "Open", "Open", "Overdue"]);
        let page = olga.get("/admin/account/billing/invoices/4").await;
        assert!(page.says("Acme Holding") && page.says("1 Quay Road") && page.says("Seats, Professional, one month") && page.says("€89.00"), "{}", page.body);
        // Paid or void by whoever runs the server, once.
        let settle = |number, to| identity::write_as_system(&app.state, &account(&app), "account", "command", |tx| invoicing::settle(tx, number, to, "Arrived"));
        settle(1, invoices::State::Paid).unwrap();
        settle(2, invoices::State::Void).unwrap();
        for (number, to) in [(1, invoices::State::Void), (2, invoices::State::Paid), (3, invoices::State::Open)] {
            assert!(matches!(settle(number, to), Err(Error::Conflict)), "{number}");
        }
        assert!(matches!(settle(9, invoices::State::Paid), Err(Error::NotFound)));
        assert_eq!((acts(&app, "invoice.paid"), acts(&app, "invoice.voided"), mails(&app, "invoice_settled")), (1, 1, 2));
        // The database keeps them.
        for statement in [
            "UPDATE invoices SET total = 1 WHERE account_id = 1 AND number = 3", "UPDATE invoices SET number = 9 WHERE account_id = 1 AND number = 3",
            "UPDATE invoices SET state = 'open' WHERE account_id = 1 AND number = 1", "DELETE FROM invoices", "UPDATE invoice_lines SET amount = 1", "DELETE FROM invoice_lines",
            "UPDATE invoices SET paid_at = NULL WHERE account_id = 1 AND number = 1", "UPDATE invoices SET paid_at = 1 WHERE account_id = 1 AND number = 2",
            "UPDATE invoices SET paid_at = 1 WHERE account_id = 1 AND number = 3",
            "INSERT INTO invoice_lines (invoice_id, position, item, quantity, unit_price, amount) SELECT id, 9, 'rest 30', 1, 1, 1 FROM invoices WHERE account_id = 1 AND number = 1",
        ] {
            assert!(std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| app.sql(statement))).is_err(), "{statement}");
        }
        let file = olga.get("/admin/account/billing/invoices.csv").await;
        assert!(file.body.contains("1,paid,2026-11-20,2026-12-20,2027-02-20,2026-11-20,2026-12-19,EUR,890.00\r\n") && file.header("content-disposition").contains("attachment"), "{}", file.body);
        // A price that rises in a period which nobody has billed yet: the old one is billed as it was.
        app.state.clock.forward(30 * DAY);
        identity::write_as_system(&app.state, &account(&app), "account", "command", |tx| {
            let (now, of, after) = (tx.now(), tx.identity().account().clone(), Terms { seats: 20, ..kept(&app).terms(Plan::Professional) });
            let seen = subscription::Review::of(tx.conn(), &of, after, now)?.state();
            assert!(matches!(subscription::change_by_operator(tx, after, "professional 9", "More people"), Err(stead::error::Error::Conflict)), "not as it was looked at");
            subscription::change_by_operator(tx, after, &seen, "More people")
        }).unwrap();
        assert_eq!(invoice_totals(&app), "1:89000 2:89000 3:89000 4:89000 5:89000 6:83258", "29 days of 31");
        let olga = app.sign_in(w.olga).await;
        for n in 0..30 {
            app.sql(&format!("INSERT INTO invoices (account_id, number, state, currency, total, period_start, period_end, issued_at, due_at) VALUES (1, {}, 'open', 'EUR', 1, 1, 2, 1, 2)", 100 + n));
        }
        let first = olga.get(INVOICES).await;
        let next = first.html().select(&scraper::Selector::parse("[rel='next']").unwrap()).next().unwrap().attr("href").unwrap().to_owned();
        assert_eq!((first.texts("tbody tr").len(), olga.get(&next).await.texts("tbody th a")[0].as_str()), (25, "Invoice 104"));
    }

    async fn the_owner_says_how_is_paid_and_no_card_number_leaves_a_trace(app: App) {
        let w = app.world.clone();
        let olga = app.sign_in(w.olga).await;
        let page = olga.get(PAYMENTS).await;
        assert!(page.says("No payment method has been chosen.") && page.says("This server takes no cards.") && !page.has("input[autocomplete^='cc-']"), "{}", page.body);
        app.sql("INSERT INTO payment_methods (account_id, kind, brand, last_four, expiry_month, expiry_year, updated_at) VALUES (1, 'card', 'Visa', '4242', 8, 2028, 1)");
        let page = olga.get(PAYMENTS).await;
        assert!(page.says("Visa ending in 4242") && page.says("08/2028"), "{}", page.body);
        assert_eq!(olga.post(PAYMENTS, &[("kind", "card")]).await.status, 400);
        for _ in 0..2 {
            let done = olga.post(PAYMENTS, &[("kind", "bank_transfer")]).await;
            assert!(olga.get(&done.location()).await.says("Invoices are paid by bank transfer."));
        }
        assert_eq!((acts(&app, "payment_method.changed"), app.text("SELECT kind || brand || last_four FROM payment_methods").as_str()), (1, "bank_transfer"));
        let done = olga.post(ADDRESS, &[("name", "  Acme   Holding "), ("address", "1 Quay Road\r\nLondon")]).await;
        assert!(olga.get(&done.location()).await.has("#name[value='Acme Holding']"));
        assert_eq!(kept(&app).billing_address, "1 Quay Road\nLondon");
        assert_eq!(olga.post(ADDRESS, &[("name", &"x".repeat(201)), ("address", "")]).await.status, 422);

        // Whatever form it is typed into, with blanks, hyphens or none.
        for (plain, typed) in [("4222222222222", "4222222222222"), ("4111111111111111", "4111 1111 1111 1111"), ("5105105105105100", "5105-1051-0510-5100"), ("6304985028090561515", "6304985028090561515")] {
            let page = olga.post(ADDRESS, &[("name", typed), ("address", &format!("1 Quay Road\n{typed}"))]).await;
            assert!(page.status == 422 && page.texts(".error").len() == 2 && !page.body.contains(typed), "{}", page.body);
            olga.post(PAYMENTS, &[("kind", typed), ("card_number", typed)]).await;
            olga.post(PAYMENTS, &[("kind", "bank_transfer"), ("card_number", typed)]).await;
            assert_eq!(olga.get(&asked(plain, plain, plain, plain)).await.status, 422);
            assert!(!olga.post(EDIT, &[("plan", typed), ("seats", typed), ("sell_seats", typed), ("cycle", typed), ("seen", typed)]).await.body.contains(typed));
            olga.post("/admin/account/billing/admins", &[("person", typed)]).await;
            olga.post("/admin/account/billing/contacts", &[("owner", typed), ("sure", typed)]).await;
            for table in ["subscriptions", "payment_methods", "invoices", "audit_values", "audit_entries", "mails"] {
                let columns = match table {
                    "subscriptions" => "billing_name || billing_address || seats || sell_seats",
                    "payment_methods" => "brand || last_four",
                    "invoices" => "billed_to",
                    "audit_values" => "body",
                    "audit_entries" => "chain || act || object_kind",
                    _ => "address || subject || coalesce(text, '')",
                };
                for word in [plain, typed] {
                    assert_eq!(app.number(&format!("SELECT count(*) FROM {table} WHERE {columns} LIKE '%{word}%'")), 0, "{table}");
                }
            }
        }
        if !app.postgres() {
            // Nor anywhere else in the files.
            let folder = &app.state.settings.data;
            for file in std::fs::read_dir(folder).unwrap().flatten().filter(|f| f.path().is_file()) {
                let bytes = std::fs::read(file.path()).unwrap();
                for word in ["4222222222222", "4111 1111 1111 1111", "4111111111111111", "5105-1051-0510-5100"] {
                    assert!(!bytes.windows(word.len()).any(|w| w == word.as_bytes()), "{word} in {:?}", file.path());
                }
            }
        }
        assert_eq!(kept(&app).billing_name, "Acme Holding");
    }

    async fn of_many_at_once_seats_in_use_never_pass_those_there_are(app: App) {
        // Sixteen lower the seats to six, while sixteen give one more person a role that takes one.
        let w = app.world.clone();
        let state = app.state.clone();
        let who = |id: i64| {
            let account = account(&app);
            let person = state.db.read_now(|c| identity::person(c, &account, id)).unwrap();
            Identity::queued(Arc::new(account), Arc::new(person))
        };
        for round in 0..20 {
            app.sql("UPDATE subscriptions SET seats = 7 WHERE account_id = 1");
            app.sql("UPDATE users SET role = 'light_agent' WHERE id IN (107, 108)");
            let (olga, ann) = (who(w.olga), who(w.ann));
            let (lowered, raised) = (AtomicI64::new(0), AtomicI64::new(0));
            std::thread::scope(|threads| {
                for client in 0..32_i64 {
                    let (state, olga, ann, lowered, raised) = (&state, &olga, &ann, &lowered, &raised);
                    threads.spawn(move || loop {
                        let done = if client % 2 == 0 {
                            identity::write(state, olga, &Origin::local("web"), |tx| {
                                let after = Terms { plan: Plan::Professional, seats: 6, sell_seats: 0, cycle: Cycle::Monthly };
                                let now = tx.now();
                                let account = identity::account(tx.conn(), 1)?;
                                let seen = Review::of(tx.conn(), &account, after, now)?.state();
                                subscription::change(tx, after, &seen)
                            }).map(|()| lowered.fetch_add(1, Ordering::SeqCst))
                        } else {
                            let wish = Wish { support: Some(SupportRole::Administrator), ..Wish::default() };
                            let user = 107 + client / 2 % 2;
                            identity::write(state, ann, &Origin::local("web"), |tx| membership::set(tx, user, &wish)).map(|()| raised.fetch_add(1, Ordering::SeqCst))
                        };
                        match done {
                            Ok(_) | Err(Error::Conflict | Error::NoRoom(_)) => return,
                            Err(Error::Busy | Error::Repeat) => {}
                            Err(error) => panic!("{error}"),
                        }
                    });
                }
            });
            assert_eq!(lowered.into_inner() + raised.into_inner(), 1, "round {round}: one of both, and it once");
            let used = app.number("SELECT count(*) FROM users WHERE account_id = 1 AND deleted_at IS NULL AND role IN ('administrator', 'agent')");
            assert!(used <= kept(&app).seats, "round {round}: {used} of {}", kept(&app).seats);
        }
    }
}
