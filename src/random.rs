//! Names that nobody can guess. The door is [`name`].

use std::fmt::Write;

/// 128 random bits, in hexadecimal.
///
/// # Errors
/// When the system gives no random numbers.
pub fn name() -> crate::Result<String> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes)
        .map_err(|error| crate::Error::Io { path: "/dev/urandom".into(), source: std::io::Error::other(error) })?;
    Ok(bytes.iter().fold(String::with_capacity(32), |mut name, byte| {
        let _ = write!(name, "{byte:02x}");
        name
    }))
}
