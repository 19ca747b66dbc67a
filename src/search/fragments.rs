//! The two expressions that the databases write differently: whether a document has a piece of text, and what the index
//! finds. Every text goes in as a bind.

use diesel::expression::{AppearsOnTable, Expression, SelectableExpression, ValidGrouping, is_aggregate};
use diesel::pg::Pg;
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::result::QueryResult;
use diesel::sql_types::{Bool, Text};
use diesel::sqlite::Sqlite;

use super::words::Lead;
use crate::db::Backend;
use crate::db::schema::{organizations, users};

/// Whether the text in a column has this piece in it, letter by letter. Both databases guess that many rows do, so they
/// walk the order that is asked for, and stop when a page is full.
#[derive(Clone, Debug, QueryId)]
pub(super) struct Has<C> {
    column: C,
    piece: String,
}

pub(super) fn has<C>(column: C, piece: String) -> Has<C> {
    Has { column, piece }
}

impl<C> Expression for Has<C> {
    type SqlType = Bool;
}

impl<C> ValidGrouping<()> for Has<C> {
    type IsAggregate = is_aggregate::No;
}

impl<C: AppearsOnTable<QS>, QS> AppearsOnTable<QS> for Has<C> {}
impl<C: SelectableExpression<QS>, QS> SelectableExpression<QS> for Has<C> {}

impl<C> Has<C> {
    fn write<'b, DB>(&'b self, before: &str, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()>
    where
        DB: diesel::backend::Backend + diesel::sql_types::HasSqlType<Text>,
        C: QueryFragment<DB>,
        String: diesel::serialize::ToSql<Text, DB>,
    {
        out.push_sql(before);
        self.column.walk_ast(out.reborrow())?;
        out.push_sql(", ");
        out.push_bind_param::<Text, _>(&self.piece)?;
        out.push_sql(") > 0)");
        Ok(())
    }
}

const IN_SQLITE: &str = "(instr(";
const IN_POSTGRES: &str = "(strpos(";

impl<C: QueryFragment<Sqlite>> QueryFragment<Sqlite> for Has<C> {
    fn walk_ast<'b>(&'b self, out: AstPass<'_, 'b, Sqlite>) -> QueryResult<()> {
        self.write(IN_SQLITE, out)
    }
}

impl<C: QueryFragment<Pg>> QueryFragment<Pg> for Has<C> {
    fn walk_ast<'b>(&'b self, out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        self.write(IN_POSTGRES, out)
    }
}

impl<C: QueryFragment<Backend>> QueryFragment<Backend> for Has<C> {
    fn walk_ast<'b>(&'b self, out: AstPass<'_, 'b, Backend>) -> QueryResult<()> {
        let before = match out.backend() {
            Backend::Sqlite(_) => IN_SQLITE,
            Backend::Postgres(_) => IN_POSTGRES,
        };
        self.write(before, out)
    }
}

/// A table whose documents have an index.
pub(super) trait Indexed {
    /// The condition around the question, on each database.
    const SQLITE: [&'static str; 2];
    /// The same for PostgreSQL.
    const POSTGRES: [&'static str; 2];
    /// How many documents the index finds, up to a number.
    const HITS_IN_SQLITE: &'static str;
    /// The same for PostgreSQL.
    const HITS_IN_POSTGRES: &'static str;
}

#[derive(diesel::QueryableByName)]
struct Hits {
    #[diesel(sql_type = diesel::sql_types::BigInt)]
    n: i64,
}

/// Whether the index finds no more documents than this.
pub(super) fn finds_few<T: Indexed>(c: &mut crate::db::Conn, lead: &Lead, few: i64) -> crate::error::Result<bool> {
    use diesel::RunQueryDsl as _;
    use diesel::sql_types::BigInt;
    let hits: Hits = match c {
        crate::db::Conn::Sqlite(c) => diesel::sql_query(T::HITS_IN_SQLITE)
            .bind::<Text, _>(lead.sqlite())
            .bind::<BigInt, _>(few + 1)
            .get_result(c)?,
        crate::db::Conn::Postgres(c) => diesel::sql_query(T::HITS_IN_POSTGRES)
            .bind::<Text, _>(lead.postgres())
            .bind::<BigInt, _>(few + 1)
            .get_result(c)?,
    };
    Ok(hits.n <= few)
}

impl Indexed for users::table {
    const SQLITE: [&'static str; 2] = ["(users.id IN (SELECT rowid FROM users_search WHERE users_search MATCH ", "))"];
    const POSTGRES: [&'static str; 2] = ["(search_words(users.search_text) @@ CAST(", " AS tsquery))"];
    const HITS_IN_SQLITE: &'static str =
        "SELECT count(*) AS n FROM (SELECT 1 FROM users_search WHERE users_search MATCH $1 LIMIT $2) x";
    const HITS_IN_POSTGRES: &'static str = "SELECT count(*) AS n FROM (SELECT 1 FROM users WHERE search_words(search_text) @@ CAST($1 AS tsquery) LIMIT $2) x";
}

impl Indexed for organizations::table {
    const SQLITE: [&'static str; 2] =
        ["(organizations.id IN (SELECT rowid FROM organizations_search WHERE organizations_search MATCH ", "))"];
    const POSTGRES: [&'static str; 2] = ["(search_words(organizations.search_text) @@ CAST(", " AS tsquery))"];
    const HITS_IN_SQLITE: &'static str =
        "SELECT count(*) AS n FROM (SELECT 1 FROM organizations_search WHERE organizations_search MATCH $1 LIMIT $2) x";
    const HITS_IN_POSTGRES: &'static str = "SELECT count(*) AS n FROM (SELECT 1 FROM organizations WHERE search_words(search_text) @@ CAST($1 AS tsquery) LIMIT $2) x";
}

/// What the index finds.
#[derive(Clone, Debug, QueryId)]
pub(super) struct Found<T> {
    table: std::marker::PhantomData<T>,
    sqlite: String,
    postgres: String,
}

impl<T> Found<T> {
    pub(super) fn by(lead: &Lead) -> Self {
        Self { table: std::marker::PhantomData, sqlite: lead.sqlite(), postgres: lead.postgres() }
    }
}

impl<T> Expression for Found<T> {
    type SqlType = Bool;
}

impl<T> ValidGrouping<()> for Found<T> {
    type IsAggregate = is_aggregate::No;
}

impl<T> AppearsOnTable<T> for Found<T> {}
impl<T> SelectableExpression<T> for Found<T> {}

impl<T: Indexed> QueryFragment<Backend> for Found<T> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Backend>) -> QueryResult<()> {
        let ([before, after], question) = match out.backend() {
            Backend::Sqlite(_) => (T::SQLITE, &self.sqlite),
            Backend::Postgres(_) => (T::POSTGRES, &self.postgres),
        };
        out.push_sql(before);
        out.push_bind_param::<Text, _>(question)?;
        out.push_sql(after);
        Ok(())
    }
}
