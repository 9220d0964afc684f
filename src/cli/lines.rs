//! Input from the command line or line by line from stdin; output flushed line by line.

use std::io::{BufRead, BufReader, Read, Write};

/// Bytes of a line beyond this are read and forgotten: no line may fill the memory.
const LONGEST_LINE: u64 = 1 << 20;

/// Calls `say` for the text of the command line, or for every line of stdin (an empty one too), and prints what it
/// returns, one line each.
pub(super) fn each(
    text: &[String],
    stdin: bool,
    mut say: impl FnMut(&str) -> anyhow::Result<String>,
) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    if !stdin {
        writeln!(out, "{}", say(&text.join(" "))?)?;
        return Ok(());
    }
    let mut input = BufReader::with_capacity(1 << 16, std::io::stdin().lock());
    let mut line = Vec::new();
    loop {
        line.clear();
        let read = input.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut line)?;
        if read == 0 {
            return Ok(());
        }
        if !line.ends_with(b"\n") && read as u64 == LONGEST_LINE {
            input.skip_until(b'\n')?;
        }
        let text = String::from_utf8_lossy(&line);
        writeln!(out, "{}", say(text.trim_end_matches(['\n', '\r']))?)?;
        out.flush()?;
    }
}
