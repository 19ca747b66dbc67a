//! Plan and seats, for whoever may change them: the owner and billing administrators.

use actix_web::HttpResponse;
use diesel::prelude::*;
use serde_json::json;

use super::time;
use crate::db::Moment;
use crate::db::schema::subscriptions;
use crate::error::Result;
use crate::team::seats::Seats;
use crate::web::Api;

/// `GET /api/v2/account/subscription`
pub async fn show(api: Api) -> Result<HttpResponse> {
    let (account, now) = (api.cx.account.clone(), api.cx.now());
    let (seats, bought) = api
        .cx
        .read(move |c| {
            let bought: (String, String, Moment, Option<Moment>) = subscriptions::table
                .find(account.id)
                .select((
                    subscriptions::cycle,
                    subscriptions::currency,
                    subscriptions::period_start,
                    subscriptions::trial_ends_at,
                ))
                .first(c)?;
            Ok((Seats::of(c, &account, now)?, bought))
        })
        .await?;
    let (cycle, currency, period_start, trial_ends_at) = bought;
    api.json(&json!({ "subscription": {
        "url": format!("{}/api/v2/account/subscription.json", api.base),
        "plan": api.cx.account().plan.as_str(),
        "cycle": cycle,
        "currency": currency,
        "period_start": time(period_start),
        "trial_ends_at": trial_ends_at.map(time),
        "seats": {
            "bought": seats.bought,
            "lent": seats.lent,
            "lent_until": seats.lent_until.map(time),
            "limit": seats.limit(),
            "used": seats.used,
            "free": seats.free(),
        },
        "sell_seats": { "bought": seats.sell_bought, "used": seats.sell_used },
        "light_agents": { "limit": seats.light_agents_most, "used": seats.light_agents },
    } }))
}
