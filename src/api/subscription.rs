//! Plan and seats, for whoever may change them: the owner and billing administrators.

use actix_web::HttpResponse;
use serde_json::json;

use crate::billing::subscription::Subscription;
use crate::db::Moment;
use crate::error::Result;
use crate::team::seats::Seats;
use crate::web::Api;

/// `GET /api/v2/account/subscription`
pub async fn show(api: Api) -> Result<HttpResponse> {
    let (account, now) = (api.cx.account.clone(), api.cx.now());
    let (of, seats) =
        api.cx.read(move |c| Ok((Subscription::of(c, account.id)?, Seats::of(c, &account, now)?))).await?;
    api.json(&json!({ "subscription": {
        "url": format!("{}/api/v2/account/subscription.json", api.base),
        "plan": api.cx.account().plan.as_str(),
        "cycle": of.cycle.as_str(),
        "currency": of.currency.as_str(),
        "period_start": of.period_start.iso(),
        "trial_ends_at": of.trial_ends_at.map(Moment::iso),
        "seats": {
            "bought": seats.bought,
            "lent": seats.lent,
            "lent_until": seats.lent_until.map(Moment::iso),
            "limit": seats.limit(),
            "used": seats.used,
            "free": seats.free(),
        },
        "sell_seats": { "bought": seats.sell_bought, "used": seats.sell_used },
        "light_agents": { "limit": seats.light_agents_most, "used": seats.light_agents },
    } }))
}
