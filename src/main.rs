//! The command line; see `stead --help`.

// A page is many small allocations; this one takes an eighth off its cost (docs/performance.md).
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    stead::cli::main()
}
