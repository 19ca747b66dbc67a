//! Stead: a help desk and Admin Center in one binary, where staff can stand in for anyone safely.
//!
//! In reading order:
//!
//! * [`cli`]: the commands, one file each; [`config`]: their settings; [`state`]: what they share.
//! * [`app`]: the middleware in order, then every capability's routes.
//! * [`web`]: what a handler gets ([`web::Cx`]), addresses, forms, error pages, static files.
//! * [`identity`]: **the heart**: sessions, frames, and the one [`identity::Identity`] of a request.
//! * [`policy`]: who may do what, who may assume whom.
//! * [`audit`]: a line for each write.
//! * [`db`]: one code path for SQLite and PostgreSQL.
//! * [`i18n`]: English and French; [`text`]: text as people type it.
//! * [`mail`]: letters, queued with what causes them and delivered by a worker; the E-mail log.
//! * [`accounts`], [`billing`], [`people`], [`organizations`], [`team`], [`tickets`], [`security`], [`integrations`]: the
//!   capabilities, each with its pages; [`api`]: some of the same for other programs.
//! * [`search`]: the grammar of searches, and the queries it becomes, for people and organizations.
//! * [`jobs`]: what runs in the background; [`demo`]: made-up data.

#![deny(unsafe_code, missing_docs)]
#![warn(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

pub mod accounts;
pub mod api;
pub mod app;
pub mod audit;
pub mod billing;
pub mod cli;
pub mod clock;
pub mod config;
pub mod db;
pub mod demo;
pub mod error;
pub mod i18n;
pub mod identity;
pub mod integrations;
pub mod jobs;
pub mod mail;
pub mod operator;
pub mod organizations;
pub mod passwords;
pub mod people;
pub mod policy;
pub mod search;
pub mod secrets;
pub mod security;
pub mod state;
pub mod team;
pub mod text;
pub mod tickets;
pub mod web;
