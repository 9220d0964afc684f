#!/usr/bin/env python3
"""Check the table of Spanish release titles against a film catalogue.

    check.py --films movies_metadata.csv                 verify and report
    check.py --films movies_metadata.csv --write         also fill imdb_id and sort
    check.py --films movies_metadata.csv --missing 2500  list the most voted films
                                                         that have no row

Every row must name a film of the catalogue by exact title and release year;
imdb_id is taken from the catalogue (the most voted film when title and year
are shared).  A file given with --identical lists films ("title<TAB>year", one
a line) whose Spanish titles equal the source title, so that they count as
covered.  Exit status 1 when a row does not check.
"""

import argparse
import csv
import os
import sys
import unicodedata

COLUMNS = ["title", "year", "imdb_id", "es", "latam", "alt"]
HERE = os.path.dirname(os.path.abspath(__file__))
TABLE = os.path.join(HERE, "..", "..", "data", "spanish_titles.tsv")


def fold(text):
    """Letters and digits only, lower case, without accents."""
    plain = unicodedata.normalize("NFD", text)
    return "".join(c for c in plain.lower() if c.isalnum())


def read_films(path):
    """Films by (title, year), most voted first, and the list in vote order."""
    csv.field_size_limit(1 << 30)
    films = []
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            try:
                votes = int(float(row["vote_count"]))
                year = int(row["release_date"][:4])
            except (TypeError, ValueError):
                continue
            if row["imdb_id"]:
                films.append((votes, row["title"], year, row["imdb_id"]))
    films.sort(key=lambda film: -film[0])
    by_name, ranked, seen = {}, [], set()
    for _, title, year, imdb_id in films:
        if imdb_id not in seen:
            seen.add(imdb_id)
            ranked.append((title, year, imdb_id))
            by_name.setdefault((title, year), []).append(imdb_id)
    return by_name, ranked


def check_row(fields, by_name):
    """The row with imdb_id filled, and what is wrong with it."""
    if len(fields) != len(COLUMNS):
        return fields, ["has %d columns" % len(fields)]
    title, year, imdb_id, es, latam, alt = fields
    problems = []
    ids = by_name.get((title, int(year) if year.isdigit() else 0), [])
    if not ids:
        problems.append("no such title and year in the catalogue")
    elif not imdb_id:
        imdb_id = ids[0]
    elif imdb_id not in ids:
        problems.append("imdb_id is %s in the catalogue" % ids[0])
    named = [name for cell in (es, latam, alt) for name in cell.split("|") if name]
    if not named:
        problems.append("no Spanish title")
    elif all(fold(name) == fold(title) for name in named):
        problems.append("every Spanish title equals the source title")
    for cell in (es, latam, alt):
        if cell != cell.strip() or "  " in cell:
            problems.append("stray space in '%s'" % cell)
        if unicodedata.normalize("NFC", cell) != cell:
            problems.append("not NFC: '%s'" % cell)
    for name in named:
        if name != name.strip() or name.count("(") != name.count(")"):
            problems.append("badly formed '%s'" % name)
        if ("?" in name) != ("¿" in name) or (
                name.endswith("!") and "¡" not in name and "!" not in title
                and fold(name) not in fold(title)):
            problems.append("punctuation of '%s'" % name)
    known = [name for cell in (es, latam) for name in cell.split("|")]
    if any(name in known for name in alt.split("|") if name):
        problems.append("alt repeats es or latam")
    return [title, year, imdb_id, es, latam, alt], problems


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--films", required=True, help="movies_metadata.csv")
    parser.add_argument("--table", default=TABLE, help="the table to check")
    parser.add_argument("--identical", help="films with the same title in Spanish")
    parser.add_argument("--missing", type=int, default=0, metavar="N",
                        help="list the films without a row among the N most voted")
    parser.add_argument("--write", action="store_true",
                        help="fill imdb_id, sort by year and title, write back")
    args = parser.parse_args()

    by_name, ranked = read_films(args.films)
    with open(args.table, encoding="utf-8") as file:
        lines = file.read().split("\n")
    if lines[0].split("\t") != COLUMNS:
        sys.exit("the header line must be: " + " ".join(COLUMNS))
    rows, covered, bad = [], {}, 0
    for number, line in enumerate(lines[1:], 2):
        if not line:
            continue
        row, problems = check_row(line.split("\t"), by_name)
        if row[2] in covered:
            problems.append("repeats line %d" % covered[row[2]])
        covered.setdefault(row[2], number)
        rows.append(row)
        for problem in problems:
            print("line %d: %s (%s): %s" % (number, row[0], row[1], problem))
        bad += bool(problems)

    same = set()
    if args.identical:
        with open(args.identical, encoding="utf-8") as file:
            for line in file.read().splitlines():
                title, _, year = line.partition("\t")
                ids = by_name.get((title, int(year)), [])
                if not ids:
                    print("identical: no such film: %s (%s)" % (title, year))
                same.update(i for i in ids if i not in covered)

    print("%d films, %d rows that do not check" % (len(rows), bad))
    for top in (500, 1000, 1500, 2000, 2500, 3000):
        part = ranked[:top]
        with_row = sum(film[2] in covered for film in part)
        alike = sum(film[2] in same for film in part)
        print("top %d by votes: %d with a row, %d identical, %d open"
              % (top, with_row, alike, top - with_row - alike))
    for title, year, imdb_id in ranked[:args.missing]:
        if imdb_id not in covered and imdb_id not in same:
            print("%s\t%d" % (title, year))

    if args.write and not bad:
        rows.sort(key=lambda row: (int(row[1]), row[0]))
        with open(args.table, "w", encoding="utf-8", newline="\n") as file:
            for row in [COLUMNS] + rows:
                file.write("\t".join(row) + "\n")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
