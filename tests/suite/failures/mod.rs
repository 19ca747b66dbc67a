//! How assuming identities has failed elsewhere, one named test each. The numbers are those of the catalogue of
//! failures that Stead was designed against; each test says what went wrong in its name.

mod limits;
mod races;
mod session;
mod start;
mod truth;
