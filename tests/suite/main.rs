//! The story of the product, by capability. Every data test runs on SQLite and on PostgreSQL.

mod support;

mod access;
mod api;
mod audit;
mod billing;
mod browser;
mod commands;
mod crawl;
mod end_users;
mod erasure;
mod failures;
mod forms;
mod groups;
mod identities;
mod imports;
mod integrations;
mod languages;
mod lifecycle;
mod links;
mod mail;
mod matrix;
mod organizations;
mod ownership;
mod people;
mod policy;
mod profile;
mod property;
mod roles;
mod schema;
mod search;
mod source;
mod stack;
mod team;
mod team_list;
mod tickets;
