//! The `claqueta` program: reads the command line and hands over to the library.

use std::process::ExitCode;

use mimalloc::MiMalloc;

/// An answer is made of many small texts, by several threads: this allocator spares a sixth to a third of the time that
/// the system's takes over them, for some 40 MB
/// (docs/measurements.md). Without huge pages (its feature `no_thp`), which took as much again and halted answers for
/// milliseconds while they were cleared.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    claqueta::cli::main()
}
