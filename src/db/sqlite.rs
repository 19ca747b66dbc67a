//! Settings of the embedded database. The reasons and measurements are in docs/database.md.

use std::ffi::{c_char, c_int};
use std::ptr::null_mut;
use std::sync::Once;

use libsqlite3_sys as ffi;

/// Process-wide settings, made once before the first connection opens.
///
/// Query-planner stability keeps SQLite from re-preparing a cached statement each time a bound value changes, which
/// halves the cost of a page; diesel has no option for it, so every new connection gets it through an auto-extension.
#[allow(unsafe_code)] // SQLite's C interface; three calls without pointers that outlive them.
pub(super) fn prepare() {
    static ONCE: Once = Once::new();
    unsafe extern "C" fn on_open(
        db: *mut ffi::sqlite3,
        _: *mut *mut c_char,
        _: *const ffi::sqlite3_api_routines,
    ) -> c_int {
        unsafe { ffi::sqlite3_db_config(db, ffi::SQLITE_DBCONFIG_ENABLE_QPSG, 1 as c_int, null_mut::<c_int>()) }
    }
    ONCE.call_once(|| unsafe {
        ffi::sqlite3_config(ffi::SQLITE_CONFIG_MULTITHREAD);
        ffi::sqlite3_config(ffi::SQLITE_CONFIG_MEMSTATUS, 0 as c_int);
        ffi::sqlite3_auto_extension(Some(on_open));
    });
}

/// The pragmas of a new connection. `busy_timeout` comes first, since switching to WAL can itself meet a lock.
pub(super) fn settings(writes: bool) -> &'static str {
    if writes {
        "PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;
         PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF; PRAGMA cache_size = -16384;
         PRAGMA journal_size_limit = -1;"
    } else {
        "PRAGMA busy_timeout = 5000; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON;
         PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF; PRAGMA cache_size = -16384;
         PRAGMA mmap_size = 268435456; PRAGMA query_only = ON;"
    }
}
