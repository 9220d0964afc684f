//! Cleaned tables as files: both formats hold the same, complete or not at all.

use std::fs::{self, File};
use std::path::Path;

use arrow::array::{Array, AsArray, RecordBatch};
use arrow::datatypes::{DataType, Date32Type, Float64Type, Int64Type};
use chrono::{Days, NaiveDate};
use claqueta::etl::{Format, export};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

use super::fixtures;

type Rows = Vec<Vec<String>>;

fn csv_rows(path: &Path) -> Rows {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_path(path).unwrap();
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// The rows of a Parquet file as CSV would write them, header first.
fn parquet_rows(path: &Path) -> (Rows, Vec<DataType>) {
    let builder = ParquetRecordBatchReaderBuilder::try_new(File::open(path).unwrap()).unwrap();
    let schema = builder.schema().clone();
    let mut rows = vec![schema.fields().iter().map(|field| field.name().clone()).collect()];
    for batch in builder.build().unwrap() {
        let batch: RecordBatch = batch.unwrap();
        for row in 0..batch.num_rows() {
            rows.push(batch.columns().iter().map(|column| shown(column.as_ref(), row)).collect());
        }
    }
    (rows, schema.fields().iter().map(|field| field.data_type().clone()).collect())
}

fn shown(column: &dyn Array, row: usize) -> String {
    if column.is_null(row) {
        return String::new();
    }
    match column.data_type() {
        DataType::Int64 => column.as_primitive::<Int64Type>().value(row).to_string(),
        DataType::Float64 => column.as_primitive::<Float64Type>().value(row).to_string(),
        DataType::Date32 => {
            let days = column.as_primitive::<Date32Type>().value(row);
            (NaiveDate::default() + Days::new(days as u64)).to_string()
        }
        _ => column.as_string::<i32>().value(row).to_owned(),
    }
}

#[test]
fn both_formats_hold_the_same() {
    let data = fixtures(&["films", "platforms"]);
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("new/folder");
    let files = export(&data, &out, Format::Csv).unwrap();
    let typed = export(&data, &out, Format::Parquet).unwrap();
    let names: Vec<_> = files.iter().map(|file| file.file_name().unwrap().to_str().unwrap()).collect();
    assert_eq!(names, ["films.csv", "credits.csv", "titles.csv", "ratings.csv"]);
    for (csv, parquet) in files.iter().zip(&typed) {
        assert_eq!(csv_rows(csv), parquet_rows(parquet).0, "{}", csv.display());
    }
    let left = fs::read_dir(&out).unwrap().count();
    assert_eq!(left, 8, "nothing but the tables is left");
    let again = folder.path().join("again");
    for (first, second) in files.iter().zip(export(&data, &again, Format::Csv).unwrap()) {
        assert_eq!(fs::read(first).unwrap(), fs::read(second).unwrap());
    }
    for (first, second) in typed.iter().zip(export(&data, &again, Format::Parquet).unwrap()) {
        assert_eq!(fs::read(first).unwrap(), fs::read(second).unwrap());
    }
}

#[test]
fn columns_are_those_of_the_documentation() {
    let data = fixtures(&["films", "platforms"]);
    let folder = tempfile::tempdir().unwrap();
    let documentation = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/tables.md")).unwrap();
    for file in export(&data, folder.path(), Format::Parquet).unwrap() {
        let table = file.file_stem().unwrap().to_str().unwrap();
        let section = documentation.split("\n## ").find(|part| part.starts_with(&format!("`{table}`"))).unwrap();
        let documented: Vec<(String, String)> = section
            .lines()
            .filter_map(|line| line.strip_prefix("| `"))
            .map(|line| line.split('|').collect::<Vec<_>>())
            .map(|cells| (cells[0].trim().trim_end_matches('`').to_owned(), cells[1].trim().to_owned()))
            .collect();
        let (rows, types) = parquet_rows(&file);
        let types = types.iter().map(|kind| match kind {
            DataType::Int64 => "int64",
            DataType::Float64 => "float64",
            DataType::Date32 => "date",
            _ => "text",
        });
        let found: Vec<(String, String)> = rows[0].iter().cloned().zip(types.map(str::to_owned)).collect();
        assert_eq!(found, documented, "{table}");
    }
}

#[test]
fn cells() {
    let data = fixtures(&["films", "platforms"]);
    let folder = tempfile::tempdir().unwrap();
    let files = export(&data, folder.path(), Format::Csv).unwrap();
    let films = csv_rows(&files[0]);
    let toy = films.iter().find(|row| row[0] == "862").unwrap();
    assert_eq!(toy[1..8], ["Toy Story", "1995-10-30", "1995", "30000000", "373554033", "12.4518011", "21.946943"]);
    assert_eq!(
        toy[12..17],
        ["Animation|Comedy", "Toy Story Collection", "Bob's / Films", "United States of America", "English|xx"]
    );
    let credits = csv_rows(&files[1]);
    assert!(credits.contains(&["862", "7879", "John Lasseter", "director", "", "0"].map(str::to_owned).to_vec()));
    assert!(credits.contains(&["862", "8", "Kept", "Co-Director", "", "1"].map(str::to_owned).to_vec()));
    let ratings = csv_rows(&files[3]);
    assert_eq!(
        ratings[1..3],
        [["ml:1", "862", "5", "12"], ["ml:1", "1417", "0.5", ""]].map(|r| r.map(str::to_owned).to_vec())
    );
    assert_eq!(ratings.last().unwrap()[..3], ["pf:2", "ns1", "3.5"]);
}

#[test]
fn a_folder_that_cannot_be_written() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "x").unwrap();
    let words = export(&fixtures(&["films"]), &file.join("out"), Format::Csv).unwrap_err().to_string();
    assert!(words.contains("file"), "{words}");
}

#[test]
fn two_runs_at_once_into_one_folder() {
    let data = fixtures(&["films", "platforms"]);
    let folder = tempfile::tempdir().unwrap();
    // What another run is writing at this moment.
    let theirs = folder.path().join("films.csv.tmp");
    fs::write(&theirs, "half a ta").unwrap();
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope
                .spawn(|| (0..5).for_each(|_| assert_eq!(export(&data, folder.path(), Format::Csv).unwrap().len(), 4)));
        }
    });
    assert_eq!(fs::read(&theirs).unwrap(), b"half a ta");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 5, "nothing but the tables is left");
}
