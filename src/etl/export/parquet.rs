//! Tables as Parquet, through arrow's own writer.

use std::io::Write;
use std::sync::Arc;

use arrow::array::{ArrayRef, Date32Builder, Float64Builder, Int64Builder, StringBuilder};
use arrow::datatypes::{DataType, Field, Schema};
use arrow::record_batch::RecordBatch;
use chrono::NaiveDate;
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;

use super::{Cell, Kind, Table};

/// Rows held in memory at a time.
const BATCH: usize = 1 << 14;
/// Rows of a row group: few enough that a reader can pass over most of a file.
const GROUP: usize = 1 << 17;

/// Writes `table`; the error is said in words.
pub(super) fn write(table: &Table, out: &mut (impl Write + Send)) -> Result<(), String> {
    fill(table, out).map_err(|error| error.to_string())
}

fn fill(table: &Table, out: &mut (impl Write + Send)) -> Result<(), ParquetError> {
    let fields: Vec<Field> =
        table.columns.iter().map(|(name, kind)| Field::new(*name, kind.data_type(), true)).collect();
    let schema = Arc::new(Schema::new(fields));
    let properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::default()))
        .set_max_row_group_row_count(Some(GROUP))
        .build();
    let mut writer = ArrowWriter::try_new(out, Arc::clone(&schema), Some(properties))?;
    let mut columns: Vec<Builder> = table.columns.iter().map(|(_, kind)| Builder::new(*kind)).collect();
    let mut cells = Vec::with_capacity(columns.len());
    for start in (0..table.len).step_by(BATCH) {
        for row in start..table.len.min(start + BATCH) {
            (table.row)(row, &mut cells);
            for (column, cell) in columns.iter_mut().zip(cells.drain(..)) {
                column.push(cell);
            }
        }
        let arrays = columns.iter_mut().map(Builder::finish).collect();
        writer.write(&RecordBatch::try_new(Arc::clone(&schema), arrays)?)?;
    }
    writer.close()?;
    Ok(())
}

impl Kind {
    fn data_type(self) -> DataType {
        match self {
            Self::Int => DataType::Int64,
            Self::Float => DataType::Float64,
            Self::Date => DataType::Date32,
            Self::Text => DataType::Utf8,
        }
    }
}

/// A column being filled.
enum Builder {
    Int(Int64Builder),
    Float(Float64Builder),
    Date(Date32Builder),
    Text(StringBuilder),
}

impl Builder {
    fn new(kind: Kind) -> Self {
        match kind {
            Kind::Int => Self::Int(Int64Builder::new()),
            Kind::Float => Self::Float(Float64Builder::new()),
            Kind::Date => Self::Date(Date32Builder::new()),
            Kind::Text => Self::Text(StringBuilder::new()),
        }
    }

    /// A cell of another kind than the column's would be a null.
    fn push(&mut self, cell: Cell) {
        match (self, cell) {
            (Self::Int(column), Cell::Int(value)) => column.append_option(value),
            (Self::Float(column), Cell::Float(value)) => column.append_option(value),
            (Self::Date(column), Cell::Date(value)) => column.append_option(value.map(days_since_1970)),
            (Self::Text(column), Cell::Text(value)) => column.append_option((!value.is_empty()).then_some(value)),
            (Self::Int(column), _) => column.append_null(),
            (Self::Float(column), _) => column.append_null(),
            (Self::Date(column), _) => column.append_null(),
            (Self::Text(column), _) => column.append_null(),
        }
    }

    fn finish(&mut self) -> ArrayRef {
        match self {
            Self::Int(column) => Arc::new(column.finish()),
            Self::Float(column) => Arc::new(column.finish()),
            Self::Date(column) => Arc::new(column.finish()),
            Self::Text(column) => Arc::new(column.finish()),
        }
    }
}

fn days_since_1970(date: NaiveDate) -> i32 {
    date.signed_duration_since(NaiveDate::default()).num_days() as i32
}
