#!/usr/bin/env python3
"""Checks the platform part of `data/` against the full catalogues, where somebody has them.

    python3 tools/sample/check_platforms.py FOLDER_WITH_THE_FOUR_FULL_CSV_FILES

Every row must be found there by title, with the same type, year, director, duration and a cast
that the catalogue has too; sentences must not be there at all.
"""

import csv
import re
import sys
import unicodedata
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent.parent / "data" / "platforms"
PLATFORMS = ("amazon_prime", "disney_plus", "hulu", "netflix")


def plain(text):
    text = text.replace("’", "'").replace("…", "...").replace(":", "")
    return re.sub(r"\s+", " ", text).strip().lower()


def people(text):
    """First and last word of every name: a middle initial is no difference."""
    names = [re.sub(r"[^\w ]", "", plain(unaccented(name))).split() for name in text.split(",") if name.strip()]
    return [(name[0], name[-1]) for name in names]


def unaccented(text):
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def read(path):
    with open(path, encoding="utf-8", newline="") as f:
        reader = csv.DictReader(f)
        return reader.fieldnames, list(reader)


def main(folder):
    wrong = 0
    for platform in PLATFORMS:
        header, rows = read(DATA / f"{platform}_titles.csv")
        full_header, full = read(Path(folder) / f"{platform}_titles.csv")
        by_title = {}
        for row in full:
            by_title.setdefault(plain(row["title"]), []).append(row)
        problems = [] if header == full_header else ["the header differs"]
        if len({r["show_id"] for r in rows}) != len(rows):
            problems.append("a show_id twice")
        for row in rows:
            def same(other):
                return (all(plain(row[c]) == plain(other[c]) for c in ("type", "release_year", "duration", "rating"))
                        and people(row["director"]) == people(other["director"])
                        and set(people(row["cast"])) <= set(people(other["cast"])))
            if row["description"]:
                problems.append(f"{row['title']}: a description")
            if not any(same(other) for other in by_title.get(plain(row["title"]), ())):
                problems.append(f"{row['title']}: not confirmed")
        wrong += len(problems)
        print(f"{platform}: {len(rows)} titles, {len(problems)} problems")
        for problem in problems:
            print("  ", problem)
    return 1 if wrong else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    sys.exit(main(sys.argv[1]))
