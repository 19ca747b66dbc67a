//! Account > Billing > Invoices: the list, one invoice as a page that can be printed, and all of them as a file.

use actix_web::http::header;
use actix_web::{HttpResponse, web};
use askama::Template;
use diesel::prelude::*;

use super::invoicing::{Item, Line};
use super::prices::{self, Currency, Cycle};
use crate::db::paging::{Cursor, Keys, Page, ROWS};
use crate::db::schema::{invoice_lines, invoices};
use crate::db::{Conn, Moment};
use crate::error::Result;
use crate::i18n::Dates;
use crate::people::csv;
use crate::text_enum;
use crate::web::{Cx, query, routes};

/// Most invoices in a file.
const EXPORTED: i64 = 10_000;

text_enum! {
    /// Where an invoice stands.
    pub enum State {
        /// To be paid.
        Open = "open",
        /// Paid.
        Paid = "paid",
        /// Not to be paid any more.
        Void = "void",
    }
}

/// An invoice.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = invoices)]
pub struct Invoice {
    id: i64,
    /// Its number in the account.
    pub number: i64,
    /// Where it stands.
    pub state: State,
    /// Of what its amounts are.
    pub currency: Currency,
    /// What it comes to.
    pub total: i64,
    /// From when it bills.
    pub period_start: Moment,
    /// Until when.
    pub period_end: Moment,
    /// When it was made.
    pub issued_at: Moment,
    /// Until when it is to be paid.
    pub due_at: Moment,
    /// When it was paid.
    pub paid_at: Option<Moment>,
    /// Who is billed: a name, and an address below it.
    pub billed_to: String,
}

impl Invoice {
    /// The key of where it stands, and how that looks.
    fn standing(&self, dates: &Dates, now: Moment) -> (&'static str, &'static str) {
        match self.state {
            // The day on which it is due is still a day to pay on.
            State::Open if dates.iso(self.due_at) < dates.iso(now) => ("invoice-overdue", "bad"),
            State::Open => ("invoice-open", "warn"),
            State::Paid => ("invoice-paid", "ok"),
            State::Void => ("invoice-void", "plain"),
        }
    }
}

/// How much is open: how many invoices, and their sum.
pub(super) fn open(c: &mut Conn, account: i64) -> Result<(i64, i64)> {
    let totals: Vec<i64> = invoices::table
        .filter(invoices::account_id.eq(account).and(invoices::state.eq(State::Open)))
        .limit(1_000)
        .select(invoices::total)
        .load(c)?;
    Ok((i64::try_from(totals.len()).unwrap_or(i64::MAX), totals.iter().sum()))
}

#[derive(Template)]
#[template(path = "billing/invoices.html")]
struct Index<'a> {
    cx: &'a Cx,
    page: Page<Invoice>,
}

/// `GET /admin/account/billing/invoices`
pub async fn index(cx: Cx, asked: web::Query<Keys>) -> Result<HttpResponse> {
    let (cursor, account) = (asked.cursor(), cx.account.id);
    let page = cx.read(move |c| page(c, account, cursor)).await?;
    cx.show(Index { cx: &cx, page })
}

/// Newest first; the keys are numbers.
fn page(c: &mut Conn, account: i64, cursor: Cursor) -> Result<Page<Invoice>> {
    let query = invoices::table.filter(invoices::account_id.eq(account)).into_boxed::<crate::db::Backend>();
    let query = match cursor {
        Cursor::Start => query.order(invoices::number.desc()),
        Cursor::After(number) => query.filter(invoices::number.lt(number)).order(invoices::number.desc()),
        Cursor::Before(number) => query.filter(invoices::number.gt(number)).order(invoices::number.asc()),
    };
    let rows = query.limit(ROWS as i64 + 1).select(Invoice::as_select()).load(c)?;
    Ok(Page::of(rows, cursor, |invoice| invoice.number))
}

impl Index<'_> {
    fn money(&self, invoice: &Invoice) -> String {
        prices::written(self.cx.lang(), invoice.total, invoice.currency)
    }

    fn standing(&self, invoice: &Invoice) -> (&'static str, &'static str) {
        invoice.standing(&self.cx.dates(), self.cx.now())
    }

    fn next(&self) -> Option<String> {
        self.page.next.map(|number| self.list("after", number))
    }

    fn previous(&self) -> Option<String> {
        self.page.previous.map(|number| self.list("before", number))
    }

    fn list(&self, which: &str, number: i64) -> String {
        self.cx.url(&format!("/admin/account/billing/invoices{}", query(&[(which, &number.to_string())])))
    }
}

#[derive(Template)]
#[template(path = "billing/invoice.html")]
struct Show<'a> {
    cx: &'a Cx,
    invoice: Invoice,
    lines: Vec<Line>,
    standing: (&'static str, &'static str),
}

/// `GET /admin/account/billing/invoices/{number}`
pub async fn show(cx: Cx, number: web::Path<String>) -> Result<HttpResponse> {
    let (account, number) = (cx.account.id, routes::id(&number)?);
    let (invoice, lines) = cx
        .read(move |c| {
            let invoice: Invoice = invoices::table
                .filter(invoices::account_id.eq(account).and(invoices::number.eq(number)))
                .select(Invoice::as_select())
                .first(c)?;
            let lines: Vec<(String, i64, i64, i64)> = invoice_lines::table
                .filter(invoice_lines::invoice_id.eq(invoice.id))
                .order(invoice_lines::position)
                .select((
                    invoice_lines::item,
                    invoice_lines::quantity,
                    invoice_lines::unit_price,
                    invoice_lines::amount,
                ))
                .load(c)?;
            let line = |(item, quantity, unit_price, amount): (String, _, _, _)| {
                Item::parse(&item).map(|item| Line { item, quantity, unit_price, amount })
            };
            Ok((invoice, lines.into_iter().filter_map(line).collect()))
        })
        .await?;
    cx.show(Show { cx: &cx, standing: invoice.standing(&cx.dates(), cx.now()), invoice, lines })
}

impl Show<'_> {
    fn title(&self) -> String {
        self.cx.t1("invoice-title", "number", &self.invoice.number.to_string())
    }

    fn money(&self, amount: &i64) -> String {
        prices::written(self.cx.lang(), *amount, self.invoice.currency)
    }

    /// The first and the last day that it bills: the next period begins on the day after.
    fn period(&self) -> String {
        let (from, until) =
            (self.cx.day(self.invoice.period_start), self.cx.dates().day_before(self.invoice.period_end));
        self.cx.t2("invoice-from-until", "from", &from, "until", &until)
    }

    fn item(&self, line: &Line) -> String {
        match line.item {
            Item::Seats(plan, cycle) => {
                let plan = self.cx.t(plan.key());
                match cycle {
                    Cycle::Monthly => self.cx.t1("invoice-seats-monthly", "plan", plan),
                    Cycle::Annual => self.cx.t1("invoice-seats-annual", "plan", plan),
                }
            }
            Item::SellSeats(Cycle::Monthly) => self.cx.t("invoice-sell-monthly").to_owned(),
            Item::SellSeats(Cycle::Annual) => self.cx.t("invoice-sell-annual").to_owned(),
            Item::Rest(of) => {
                let more = self.money(&line.unit_price);
                let said = [("amount", (&more).into()), ("days", line.quantity.into()), ("of", of.into())];
                self.cx.lang().with("invoice-rest", &said)
            }
        }
    }

    /// Whether a line is so many times its price; what rises within a period says itself what it is.
    fn counted(line: &Line) -> bool {
        !matches!(line.item, Item::Rest(_))
    }

    /// Name and address of who is billed.
    fn billed_to(&self) -> Vec<&str> {
        self.invoice.billed_to.lines().collect()
    }

    fn pay_to(&self) -> Option<&str> {
        let open = self.invoice.state == State::Open;
        self.cx.state().settings.collection.pay_to.as_deref().filter(|_| open)
    }

    fn open(&self) -> bool {
        self.invoice.state == State::Open
    }
}

/// `GET /admin/account/billing/invoices.csv`: days as the pages have them, in the reader's time zone.
pub async fn export(cx: Cx) -> Result<HttpResponse> {
    let account = cx.account.id;
    let rows: Vec<Invoice> = cx
        .read(move |c| {
            Ok(invoices::table
                .filter(invoices::account_id.eq(account))
                .order(invoices::number.desc())
                .limit(EXPORTED)
                .select(Invoice::as_select())
                .load(c)?)
        })
        .await?;
    let (dates, mut text) = (cx.dates(), csv::MARK.to_owned());
    csv::put_row(&mut text, ["number", "state", "issued", "due", "paid", "from", "until", "currency", "total"]);
    for row in rows {
        let day = |at: Moment| dates.iso(at);
        let total = format!("{}.{:02}", row.total / 100, row.total % 100);
        let cells = [
            row.number.to_string(),
            row.state.to_string(),
            day(row.issued_at),
            day(row.due_at),
            row.paid_at.map(day).unwrap_or_default(),
            day(row.period_start),
            dates.iso_before(row.period_end),
            row.currency.to_string(),
            total,
        ];
        csv::put_row(&mut text, cells.iter().map(String::as_str));
    }
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header((header::CONTENT_DISPOSITION, "attachment; filename=\"invoices.csv\""))
        .body(text))
}
