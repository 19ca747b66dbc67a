//! The story of the product, by capability. Every data test runs on SQLite and on PostgreSQL.

mod support;

mod access;
mod audit;
mod browser;
mod commands;
mod crawl;
mod failures;
mod forms;
mod identities;
mod languages;
mod links;
mod organizations;
mod people;
mod policy;
mod profile;
mod property;
mod schema;
mod search;
mod source;
mod stack;
mod tickets;
