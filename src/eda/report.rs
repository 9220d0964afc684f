//! The report: a picture of each chart in two formats, and one page that needs nothing beside itself.
//!
//! The door is [`write()`].

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::explore::{Section, explore};
use super::{Chart, Frame, bars, png, svg};
use crate::catalog::{Catalog, build};
use crate::eda::svg::DARK;
use crate::error::{Error, Result};
use crate::etl::{Dataset, Progress};
use crate::render::format::escape_html;
use crate::render::words::charts::report as words;

/// The style of the page; colours of pictures follow the reader's choice of dark or light.
const STYLE: &str = include_str!("report.css");

/// Explores `data` and writes, into `folder`, `NAME.svg` and `NAME.png` of every chart and `index.html`. Returns the
/// files written.
///
/// # Errors
/// Whatever cannot be written.
pub fn write(data: &Dataset, folder: &Path, progress: &dyn Progress) -> Result<Vec<PathBuf>> {
    fs::create_dir_all(folder).map_err(Error::io(folder))?;
    progress.stage("catalog", 0);
    let catalog = Scratch::new()?;
    build(data, &catalog.0)?;
    let sections = explore(&Catalog::open(&catalog.0)?, data);
    let charts: Vec<&Chart> = sections.iter().flat_map(|s| &s.charts).collect();
    progress.stage("draw", charts.len() as u64);
    let mut files: Vec<PathBuf> = Vec::new();
    let drawn: Vec<Result<[PathBuf; 2]>> = charts
        .par_iter()
        .map(|chart| {
            let paths = ["svg", "png"].map(|kind| folder.join(format!("{}.{kind}", chart.name)));
            fs::write(&paths[0], svg(chart, Frame::Picture)).map_err(Error::io(&paths[0]))?;
            fs::write(&paths[1], png(chart)).map_err(Error::io(&paths[1]))?;
            progress.advance(1);
            Ok(paths)
        })
        .collect();
    for paths in drawn {
        files.extend(paths?);
    }
    let path = folder.join("index.html");
    fs::write(&path, page(&sections, data)).map_err(Error::io(&path))?;
    files.push(path);
    Ok(files)
}

/// A folder for the catalogue while the report is made.
struct Scratch(PathBuf);

impl Scratch {
    fn new() -> Result<Self> {
        let path = std::env::temp_dir().join(format!("claqueta-eda-{}", std::process::id()));
        fs::create_dir_all(&path).map_err(Error::io(&path))?;
        Ok(Self(path))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn page(sections: &[Section], data: &Dataset) -> String {
    let title = words::TITLE;
    let introduction = words::introduction(data.films.len(), data.titles.len(), data.ratings.len());
    let mut out = format!(
        "<!doctype html>\n<html lang=\"es\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" \
         content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n\
         <link rel=\"icon\" href=\"data:,\">\n<title>{title}</title>\n<style>\n{STYLE}{DARK}</style>\n</head>\n<body>\n\
         <header><h1>{title}</h1><p>{introduction}</p></header>\n<nav><h2>{}</h2><ul>\n",
        words::CONTENTS
    );
    for (i, section) in sections.iter().enumerate() {
        let _ = writeln!(out, "<li><a href=\"#s{i}\">{}</a></li>", words::heading(section.topic));
    }
    out.push_str("</ul></nav>\n<main>\n");
    for (i, section) in sections.iter().enumerate() {
        let _ = writeln!(out, "<section id=\"s{i}\"><h2>{}</h2>", words::heading(section.topic));
        for chart in &section.charts {
            figure(&mut out, chart);
        }
        out.push_str("</section>\n");
    }
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

/// A chart as a part of the page.
fn inline(chart: &Chart, frame: Frame) -> String {
    svg(chart, frame).replace(" xmlns=\"http://www.w3.org/2000/svg\"", "")
}

/// A chart with its words around it, in the width that the screen has room for; its data as text, for those who do not see it, behind a summary.
fn figure(out: &mut String, chart: &Chart) {
    let escaped = |text: &str| {
        let mut out = String::new();
        escape_html(text, &mut out);
        // A figure and its sign stay on one line.
        out.replace(" %", "\u{a0}%")
    };
    let _ = writeln!(
        out,
        "<figure id=\"{}\"><h3>{}</h3><p>{}</p>\n<div class=\"picture wide\">{}</div>\n\
         <div class=\"picture narrow\">{}</div>\n<figcaption>{}</figcaption>\n\
         <details><summary>{}</summary><pre tabindex=\"0\" role=\"group\" aria-label=\"{}\">{}</pre></details></figure>",
        chart.name,
        escaped(&chart.title),
        escaped(&chart.finding),
        inline(chart, Frame::Page),
        inline(chart, Frame::Phone),
        escaped(&chart.source),
        words::DATA,
        escaped(&chart.title),
        escaped(&bars(chart)),
    );
}
