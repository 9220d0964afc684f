//! One source file as rows: plain or `.gz`, comma or tab separated, dirt counted. The door is [`Table::open`].

use std::cell::Cell;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use csv::{ByteRecord, StringRecord};
use flate2::bufread::MultiGzDecoder;
use serde::Deserialize;

use super::sources::Source;
use super::{Progress, SourceReport};
use crate::error::{Error, Result};

/// Lines of one row. No field of any source comes near; behind it the rest of the file would be swallowed in silence.
const LONGEST_ROW: u64 = 10_000;

/// Bytes of one row, for the same reason; a row is held in memory.
const LARGEST_ROW: u64 = 16 << 20;

/// A row of one field that is put behind the last row. The parser gives it as a row of its own, unless a quote is still
/// open at the end of the file: then it ends up inside the last row.
const END: &[u8] = b"\0end of file\0\n";

/// How fields are separated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    /// Commas, fields quoted where needed.
    Csv,
    /// Tabs, a quote is a quote (IMDb).
    Tsv,
}

/// A source file being read, row by row; only one row is in memory.
pub(super) struct Table<'p> {
    path: PathBuf,
    rows: csv::Reader<Box<dyn Read + 'p>>,
    header: StringRecord,
    row: StringRecord,
    /// Bytes that may be read until the next row must be complete.
    allowance: Rc<Cell<u64>>,
}

impl<'p> Table<'p> {
    /// Opens `source` and reads its header, which must have `columns`. The report of the file comes with it.
    ///
    /// # Errors
    /// [`Error::Io`], [`Error::MissingColumn`]; [`Error::Csv`] for an empty file, UTF-16 and broken compression.
    pub(super) fn open(
        source: &Source,
        format: Format,
        columns: &[&'static str],
        progress: &'p dyn Progress,
    ) -> Result<(Self, SourceReport)> {
        let path = source.path.clone();
        let file = File::open(&path).map_err(Error::io(&path))?;
        let mut raw = BufReader::with_capacity(1 << 16, Watched { file, progress });
        // By content: a `.gz` that a browser has unpacked keeps its name, and the other way round.
        let is_gzip = raw.fill_buf().map_err(|e| read_error(&path, 0, e))?.starts_with(&[0x1f, 0x8b]);
        let input: Box<dyn Read + 'p> = if is_gzip { Box::new(MultiGzDecoder::new(raw)) } else { Box::new(raw) };
        let mut builder = csv::ReaderBuilder::new();
        builder.flexible(true).buffer_capacity(1 << 16);
        if format == Format::Tsv {
            builder.delimiter(b'\t').quoting(false);
        }
        let allowance = Rc::new(Cell::new(LARGEST_ROW));
        let ended = input.chain(&b"\n"[..]).chain(END);
        let mut rows = builder.from_reader(Box::new(Rationed { input: ended, allowance: allowance.clone() }) as Box<_>);
        let found = rows.byte_headers().map_err(|e| csv_error(&path, 1, e))?.clone();
        let wrong = if found.is_empty() || is_end(&found) {
            Some("the file is empty; download it again or remove it")
        } else if swallowed_end(&found) {
            Some(UNCLOSED)
        } else {
            wrong_format(found.as_slice())
        };
        if let Some(reason) = wrong {
            return Err(Error::Csv { path, line: 1, reason: reason.to_owned() });
        }
        let mut header = StringRecord::from_byte_record_lossy(found);
        header.trim();
        for &column in columns {
            if !header.iter().any(|name| name == column) {
                return Err(Error::MissingColumn { path, column, found: shown(&header) });
            }
        }
        let report = SourceReport::new(path.clone());
        Ok((Self { path, rows, header, row: StringRecord::new(), allowance }, report))
    }

    /// The names of the columns.
    pub(super) fn header(&self) -> impl Iterator<Item = &str> {
        self.header.iter()
    }

    /// The names of the columns as a message can show them.
    pub(super) fn header_shown(&self) -> String {
        shown(&self.header)
    }

    /// The value of a column in the first good row; empty where there is none.
    ///
    /// # Errors
    /// As for [`Self::advance`].
    pub(super) fn first_of(&mut self, column: &str) -> Result<String> {
        let place = self.header.iter().position(|name| name == column);
        let found = self.advance(&mut SourceReport::default())?;
        Ok(place.filter(|_| found).and_then(|i| self.row.get(i)).unwrap_or_default().to_owned())
    }

    /// Moves to the next row that has as many fields as the header; counts it, and those passed as `malformed`.
    ///
    /// # Errors
    /// [`Error::Csv`] with the line where reading stopped, [`Error::Cancelled`].
    pub(super) fn advance(&mut self, report: &mut SourceReport) -> Result<bool> {
        let mut bytes = std::mem::take(&mut self.row).into_byte_record();
        loop {
            let first_line = self.rows.position().line();
            self.allowance.set(LARGEST_ROW);
            let read = self.rows.read_byte_record(&mut bytes).map_err(|e| self.read_error(e, first_line))?;
            if !read || is_end(&bytes) {
                return Ok(false);
            }
            if swallowed_end(&bytes) {
                // Counted back from the end: blank lines and half a `\r\n` may lie before the row.
                let inside = bytes.as_slice().iter().filter(|&&byte| byte == b'\n').count() as u64;
                let line = self.rows.position().line().saturating_sub(inside);
                return Err(Error::Csv { path: self.path.clone(), line, reason: UNCLOSED.to_owned() });
            }
            if self.rows.position().line() - first_line > LONGEST_ROW {
                let reason = "a quoted field that opens in this row does not end; correct the quotes".to_owned();
                return Err(Error::Csv { path: self.path.clone(), line: first_line, reason });
            }
            report.rows_read += 1;
            if bytes.len() == self.header.len() {
                break;
            }
            report.drop_row("malformed");
        }
        self.row = StringRecord::from_byte_record(bytes).unwrap_or_else(|e| {
            report.repair("invalid_utf8");
            StringRecord::from_byte_record_lossy(e.into_byte_record())
        });
        Ok(true)
    }

    /// The row as `T`, whose fields are named like the columns.
    ///
    /// # Errors
    /// [`Error::Csv`] when the header has a column of `T` twice or lacks one.
    pub(super) fn row<'r, T: Deserialize<'r>>(&'r self) -> Result<T> {
        let line = self.row.position().map_or(0, csv::Position::line);
        self.row.deserialize(Some(&self.header)).map_err(|e| csv_error(&self.path, line, e))
    }

    fn read_error(&self, error: csv::Error, first_line: u64) -> Error {
        let line = if is_caused_by::<RowTooLarge>(&error) { first_line } else { self.rows.position().line() };
        csv_error(&self.path, line, error)
    }
}

const UNCLOSED: &str = "the file ends inside a quoted field; download it again";

fn is_end(row: &ByteRecord) -> bool {
    row.len() == 1 && row.as_slice() == &END[..END.len() - 1]
}

fn swallowed_end(row: &ByteRecord) -> bool {
    row.as_slice().ends_with(END)
}

fn is_caused_by<E: std::error::Error + 'static>(error: &csv::Error) -> bool {
    matches!(error.kind(), csv::ErrorKind::Io(e) if e.get_ref().is_some_and(|inner| inner.is::<E>()))
}

/// Files that are no text, by their first bytes.
fn wrong_format(start: &[u8]) -> Option<&'static str> {
    match start {
        [0xfe, 0xff, ..] | [0xff, 0xfe, ..] => Some("the file is UTF-16; save it as UTF-8"),
        [b'P', b'K', 3, 4, ..] => Some("the file is a zip archive; unpack it"),
        [b'<', b'!' | b'h' | b'H', ..] => Some("the file is a web page; download it again"),
        _ => None,
    }
}

/// The header as a message can show it.
fn shown(header: &StringRecord) -> String {
    const LONGEST: usize = 200;
    let text = header.iter().collect::<Vec<_>>().join(", ");
    let mut shown: String = text.chars().take(LONGEST).map(|c| if c.is_control() { '?' } else { c }).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    shown
}

fn csv_error(path: &Path, line: u64, error: csv::Error) -> Error {
    let reason = match error.into_kind() {
        csv::ErrorKind::Io(e) => return read_error(path, line, e),
        csv::ErrorKind::Deserialize { err, .. } => format!("{err}; is a column of the header there twice?"),
        other => format!("{other:?}"),
    };
    Error::Csv { path: path.to_owned(), line, reason }
}

fn read_error(path: &Path, line: u64, error: io::Error) -> Error {
    let broken = |reason: String| Error::Csv { path: path.to_owned(), line, reason };
    match error.kind() {
        _ if error.get_ref().is_some_and(|inner| inner.is::<CancelledByUser>()) => Error::Cancelled,
        _ if error.get_ref().is_some_and(|inner| inner.is::<RowTooLarge>()) => broken(error.to_string()),
        io::ErrorKind::UnexpectedEof => broken("the compressed file ends in the middle; download it again".to_owned()),
        io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData => {
            broken(format!("the compressed file is damaged ({error}); download it again"))
        }
        _ => Error::io(path)(error),
    }
}

/// A file that tells how much of it has been read, and stops when asked to.
struct Watched<'p> {
    file: File,
    progress: &'p dyn Progress,
}

impl Read for Watched<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.progress.cancelled() {
            return Err(io::Error::other(CancelledByUser));
        }
        let n = self.file.read(buffer)?;
        self.progress.advance(n as u64);
        Ok(n)
    }
}

/// Text that stops where a row grows beyond all measure.
struct Rationed<R> {
    input: R,
    allowance: Rc<Cell<u64>>,
}

impl<R: Read> Read for Rationed<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = self.allowance.get();
        if left == 0 {
            return Err(io::Error::other(RowTooLarge));
        }
        let n = self.input.read(buffer)?;
        self.allowance.set(left.saturating_sub(n as u64));
        Ok(n)
    }
}

/// Travels inside an [`io::Error`] through the parser.
#[derive(Debug, thiserror::Error)]
#[error("this row is longer than {} MB; correct its quotes or download the file again", LARGEST_ROW >> 20)]
struct RowTooLarge;

/// Travels inside an [`io::Error`] through the decoders.
#[derive(Debug, thiserror::Error)]
#[error("cancelled")]
struct CancelledByUser;
