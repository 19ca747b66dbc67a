//! The command line; see `stead --help`.

fn main() -> std::process::ExitCode {
    stead::cli::main()
}
