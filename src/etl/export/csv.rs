//! Tables as CSV.

use std::io::Write;

use super::{Cell, Table};

/// Writes `table` with a header; the error is said in words.
pub(super) fn write(table: &Table, out: &mut impl Write) -> Result<(), String> {
    fill(table, out).map_err(|error| error.to_string())
}

fn fill(table: &Table, out: &mut impl Write) -> csv::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(table.columns.iter().map(|(name, _)| name))?;
    let mut cells = Vec::with_capacity(table.columns.len());
    let mut number = String::new();
    for row in 0..table.len {
        (table.row)(row, &mut cells);
        for cell in cells.drain(..) {
            number.clear();
            let field = match &cell {
                Cell::Text(text) => text.as_ref(),
                Cell::Int(value) => display(value, &mut number),
                Cell::Float(value) => display(value, &mut number),
                Cell::Date(value) => display(value, &mut number),
            };
            writer.write_field(field)?;
        }
        writer.write_record(None::<&[u8]>)?;
    }
    writer.flush()?;
    Ok(())
}

/// Shortest decimal form that reads back as the same number; dates as AAAA-mm-dd.
fn display<'b>(value: &Option<impl std::fmt::Display>, buffer: &'b mut String) -> &'b str {
    use std::fmt::Write;
    if let Some(value) = value {
        // Writing into a String cannot fail.
        let _ = write!(buffer, "{value}");
    }
    buffer
}
