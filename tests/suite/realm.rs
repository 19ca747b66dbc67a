//! The operator's realm: its own people, its own cookie, its own pages, and nothing of it anywhere else.

use crate::on_both;
use crate::support::App;

on_both! {
    async fn its_staff_sign_in_there_and_nowhere_else(app: App) {
        let staff = app.staffed();
        let nadia = app.at_console(staff.nadia).await;
        let page = nadia.get("/operator/accounts").await;
        assert_eq!(page.status, 200);
        assert!(page.says("Acme Tools") && page.says("Harbourlight") && !page.says("_operator"), "{}", page.body);
        // The same browser is nobody in the default account, and no host of an account has a console.
        assert_eq!(nadia.get("/admin").await.location(), "/access/sign-in?to=%2Fadmin");
        for host in ["acme.localhost", "globex.localhost", "127.0.0.1"] {
            assert_eq!(app.visitor_at(host).tab().get("/operator/accounts").await.status, 404, "{host}");
            assert_eq!(app.visitor_at(host).tab().get("/operator/access/sign-in").await.status, 404, "{host}");
        }
        // Nobody of an account gets in, nor any of the realm's into an account.
        let olga = app.sign_in(app.world.olga).await;
        assert_eq!(olga.get("/operator/accounts").await.location(), "/operator/access/sign-in?to=%2Foperator%2Faccounts");
        assert_eq!(olga.sign_in("nadia@harbourlight.example", crate::support::world::PASSWORD).await.status, 409);
        assert_eq!(app.audit().faults, []);
    }
}
