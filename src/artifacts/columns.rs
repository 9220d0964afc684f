//! A file of named columns, read by mapping it into memory: nothing is parsed and nothing copied at start.
//!
//! The container is safetensors (name, type and shape of each column stand in the file's header), little endian.
//! The doors are [`ColumnsWriter`] and [`Columns`].

use std::fs::File;
use std::marker::PhantomData;
use std::ops::{Deref, Range};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use bytemuck::{AnyBitPattern, NoUninit};
use memmap2::Mmap;
use safetensors::tensor::{Dtype, SafeTensors, TensorView};

use crate::error::{Error, Result};

/// A number type that a column can hold.
pub trait Number: AnyBitPattern + NoUninit {
    /// Its name in the file's header.
    const DTYPE: Dtype;
}

macro_rules! numbers {
    ($($t:ty => $d:ident),*) => { $(impl Number for $t { const DTYPE: Dtype = Dtype::$d; })* };
}
numbers!(u8 => U8, u16 => U16, u32 => U32, i32 => I32, u64 => U64, i64 => I64, f32 => F32, f64 => F64);

/// Collects columns and writes them as one file.
#[derive(Default)]
pub struct ColumnsWriter {
    columns: Vec<(String, Dtype, Vec<usize>, Vec<u8>)>,
}

impl ColumnsWriter {
    /// Adds a column of numbers, shape `[values.len()]`.
    pub fn numbers<T: Number>(&mut self, name: &str, values: &[T]) {
        self.matrix(name, values, &[values.len()]);
    }

    /// Adds a matrix, row-major.
    ///
    /// # Panics
    /// If the product of `shape` is not the number of values: a bug of the caller.
    pub fn matrix<T: Number>(&mut self, name: &str, values: &[T], shape: &[usize]) {
        assert_eq!(shape.iter().product::<usize>(), values.len(), "shape of `{name}`");
        self.columns.push((name.to_owned(), T::DTYPE, shape.to_vec(), bytemuck::cast_slice(values).to_vec()));
    }

    /// Adds a column of texts: `name.offsets` (n + 1 positions) and `name.bytes` (UTF-8).
    pub fn texts<S: AsRef<str>>(&mut self, name: &str, values: impl IntoIterator<Item = S>) {
        let mut offsets = vec![0u32];
        let mut bytes = Vec::new();
        for value in values {
            bytes.extend_from_slice(value.as_ref().as_bytes());
            offsets.push(u32::try_from(bytes.len()).expect("invariant: a text column holds less than 4 GiB"));
        }
        self.numbers(&format!("{name}.offsets"), &offsets);
        self.numbers(&format!("{name}.bytes"), &bytes);
    }

    /// Adds a column of lists: `name.offsets` (n + 1 positions) and `name.values`.
    pub fn lists<T: Number>(&mut self, name: &str, lists: impl IntoIterator<Item = impl AsRef<[T]>>) {
        let mut offsets = vec![0u32];
        let mut values: Vec<T> = Vec::new();
        for list in lists {
            values.extend_from_slice(list.as_ref());
            offsets.push(u32::try_from(values.len()).expect("invariant: a list column holds less than 2³² values"));
        }
        self.numbers(&format!("{name}.offsets"), &offsets);
        self.numbers(&format!("{name}.values"), &values);
    }

    /// Writes the file. The caller syncs it with the rest of the generation.
    pub fn write(self, path: &Path) -> Result<()> {
        let damaged = |e: safetensors::SafeTensorError| Error::Damaged { path: path.to_owned(), reason: e.to_string() };
        let views = self
            .columns
            .iter()
            .map(|(name, dtype, shape, bytes)| Ok((name.as_str(), TensorView::new(*dtype, shape.clone(), bytes)?)))
            .collect::<Result<Vec<_>, safetensors::SafeTensorError>>()
            .map_err(damaged)?;
        match safetensors::serialize_to_file(views, None, path) {
            Err(safetensors::SafeTensorError::IoError(source)) => Err(Error::Io { path: path.to_owned(), source }),
            other => other.map_err(damaged),
        }
    }
}

/// An opened file of columns. Cheap to clone; columns taken from it keep the mapping alive.
#[derive(Clone)]
pub struct Columns {
    path: Arc<PathBuf>,
    map: Arc<Mmap>,
    header: Arc<Vec<Entry>>,
}

/// What the header says of one column.
struct Entry {
    name: String,
    dtype: Dtype,
    shape: Vec<usize>,
    bytes: Range<usize>,
}

impl Columns {
    /// Maps the file and reads its header.
    pub fn open(path: &Path) -> Result<Self> {
        let file = File::open(path).map_err(Error::io(path))?;
        // SAFETY: files of a published generation are never written again, only removed, and removal keeps mappings
        // valid; the folder is locked (shared) for as long as an engine uses it.
        let map = unsafe { Mmap::map(&file) }.map_err(Error::io(path))?;
        let damaged = |e: safetensors::SafeTensorError| Error::Damaged { path: path.to_owned(), reason: e.to_string() };
        let (header_len, _) = SafeTensors::read_metadata(&map).map_err(damaged)?;
        let start = header_len + size_of::<u64>();
        let tensors = SafeTensors::deserialize(&map).map_err(damaged)?;
        let base = map.as_ptr() as usize;
        let header = tensors
            .tensors()
            .into_iter()
            .map(|(name, view)| {
                let begin = view.data().as_ptr() as usize - base;
                debug_assert!(begin >= start);
                let bytes = begin..begin + view.data().len();
                Entry { name, dtype: view.dtype(), shape: view.shape().to_vec(), bytes }
            })
            .collect();
        Ok(Self { path: Arc::new(path.to_owned()), map: Arc::new(map), header: Arc::new(header) })
    }

    /// The mapped bytes, for hashing.
    pub fn bytes(&self) -> &[u8] {
        &self.map
    }

    fn damaged(&self, reason: String) -> Error {
        Error::Damaged { path: self.path.as_ref().clone(), reason }
    }

    /// A column of numbers and its shape.
    pub fn matrix<T: Number>(&self, name: &str) -> Result<(Column<T>, Vec<usize>)> {
        let Entry { dtype, shape, bytes, .. } = self
            .header
            .iter()
            .find(|entry| entry.name == name)
            .ok_or_else(|| self.damaged(format!("the column `{name}` is missing")))?;
        if *dtype != T::DTYPE {
            return Err(self.damaged(format!("the column `{name}` holds {dtype:?}, wanted {:?}", T::DTYPE)));
        }
        if bytemuck::try_cast_slice::<u8, T>(&self.map[bytes.clone()]).is_err() {
            return Err(self.damaged(format!("the column `{name}` is not aligned")));
        }
        let column = Column { map: Some(self.map.clone()), range: bytes.clone(), numbers: PhantomData };
        Ok((column, shape.clone()))
    }

    /// A column of `len` numbers.
    pub fn numbers<T: Number>(&self, name: &str, len: usize) -> Result<Column<T>> {
        let column = self.any_length(name)?;
        if column.len() != len {
            return Err(self.damaged(format!("the column `{name}` has {} rows, wanted {len}", column.len())));
        }
        Ok(column)
    }

    /// A column of numbers of any length.
    pub fn any_length<T: Number>(&self, name: &str) -> Result<Column<T>> {
        Ok(self.matrix(name)?.0)
    }

    /// A column of texts; `len` rows if given.
    pub fn texts(&self, name: &str, len: Option<usize>) -> Result<TextColumn> {
        let offsets = self.offsets(name, len)?;
        let bytes: Column<u8> = self.any_length(&format!("{name}.bytes"))?;
        self.check_offsets(name, &offsets, bytes.len())?;
        Ok(TextColumn { offsets, bytes })
    }

    /// A column of lists; `len` rows if given.
    pub fn lists<T: Number>(&self, name: &str, len: Option<usize>) -> Result<ListColumn<T>> {
        let offsets = self.offsets(name, len)?;
        let values: Column<T> = self.any_length(&format!("{name}.values"))?;
        self.check_offsets(name, &offsets, values.len())?;
        Ok(ListColumn { offsets, values })
    }

    fn offsets(&self, name: &str, len: Option<usize>) -> Result<Column<u32>> {
        let column = format!("{name}.offsets");
        match len {
            Some(len) => self.numbers(&column, len + 1),
            None => self.any_length(&column),
        }
    }

    fn check_offsets(&self, name: &str, offsets: &[u32], end: usize) -> Result<()> {
        let ascending = offsets.windows(2).all(|w| w[0] <= w[1]);
        if ascending && offsets.first() == Some(&0) && offsets.last().is_some_and(|&last| last as usize == end) {
            return Ok(());
        }
        Err(self.damaged(format!("the offsets of `{name}` are not in order")))
    }
}

/// A column of numbers in a mapped file; derefs to a slice. The default is empty.
#[derive(Clone, Default)]
pub struct Column<T> {
    map: Option<Arc<Mmap>>,
    range: Range<usize>,
    numbers: PhantomData<T>,
}

impl<T: Number> Deref for Column<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        match &self.map {
            Some(map) => bytemuck::cast_slice(&map[self.range.clone()]),
            None => &[],
        }
    }
}

/// A column of texts in a mapped file.
#[derive(Clone, Default)]
pub struct TextColumn {
    offsets: Column<u32>,
    bytes: Column<u8>,
}

impl TextColumn {
    /// Number of rows.
    pub fn len(&self) -> usize {
        self.offsets.len().saturating_sub(1)
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The text of row `i`; empty past the end.
    pub fn get(&self, i: usize) -> &str {
        let (Some(&a), Some(&b)) = (self.offsets.get(i), self.offsets.get(i + 1)) else { return "" };
        std::str::from_utf8(&self.bytes[a as usize..b as usize]).unwrap_or("")
    }

    /// All rows in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|i| self.get(i))
    }

    /// The first row of an ascending column that is not before `text`.
    pub fn first_from(&self, text: &str) -> usize {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low.midpoint(high);
            match self.get(middle) < text {
                true => low = middle + 1,
                false => high = middle,
            }
        }
        low
    }

    /// The row of an ascending column that is `text`. Cost: a binary search.
    pub fn position(&self, text: &str) -> Option<usize> {
        Some(self.first_from(text)).filter(|&row| row < self.len() && self.get(row) == text)
    }
}

/// A column of lists in a mapped file.
#[derive(Clone, Default)]
pub struct ListColumn<T> {
    offsets: Column<u32>,
    values: Column<T>,
}

impl<T: Number> ListColumn<T> {
    /// Number of rows.
    pub fn len(&self) -> usize {
        self.offsets.len().saturating_sub(1)
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many values the lists of some rows hold in all.
    pub fn values_of(&self, rows: Range<usize>) -> usize {
        let [first, past] = [rows.start, rows.end].map(|row| self.offsets.get(row).copied().unwrap_or_default());
        past.saturating_sub(first) as usize
    }

    /// The list of row `i`; empty past the end.
    pub fn get(&self, i: usize) -> &[T] {
        let (Some(&a), Some(&b)) = (self.offsets.get(i), self.offsets.get(i + 1)) else { return &[] };
        &self.values[a as usize..b as usize]
    }
}
