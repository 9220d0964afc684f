"""What each of the three sources says, brought to one shape: no joining here."""

import io
import json
import re
import sqlite3
import tarfile
import tempfile
import unicodedata
import zipfile
from datetime import date

import rdata

SUFFIXES = {"Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV"}
ARTICLES = ("the", "a", "an")
MONTHS = {m: i + 1 for i, m in enumerate("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split())}


def fold(text):
    """Letters and digits only, no accents, lower case, no leading article."""
    text = unicodedata.normalize("NFKD", str(text).replace("&", " and ").replace("³", " 3"))
    text = "".join(c for c in text if not unicodedata.combining(c)).lower()
    text = re.sub(r"['’`.]", "", text)
    words = re.sub(r"[^\w]+", " ", text).split()
    if len(words) > 1 and words[0] in ARTICLES:
        words = words[1:]
    return " ".join(words)


def names(text):
    """A comma list of names; `Cuba Gooding, Jr.` is one name. Duplicates go."""
    out = []
    for part in (text or "").split(", "):
        part = part.strip()
        if part in SUFFIXES and out:
            out[-1] = f"{out[-1]} {part}"
        elif part and not re.fullmatch(r"Q\d+", part):
            out.append(part)
    return list(dict.fromkeys(out))


def read_snapshot(wheel):
    """Films of the Wikidata snapshot, one per IMDb number."""
    with zipfile.ZipFile(wheel) as z:
        member = next(n for n in z.namelist() if n.endswith("/movies.db"))
        with tempfile.NamedTemporaryFile(suffix=".db") as f:
            f.write(z.read(member))
            f.flush()
            db = sqlite3.connect(f.name)
            db.row_factory = sqlite3.Row
            rows = [dict(r) for r in db.execute(
                "select o.*, t.BoxOffice, t.Production from omdb o left join tomatoes t using (ID)"
                " order by o.imdbID, o.ID")]
            db.close()
    films, twice = [], set()
    for r in rows:
        if not re.fullmatch(r"tt\d+", r["imdbID"]) or re.fullmatch(r"Q\d+", r["Title"]):
            continue
        if films and films[-1]["imdb_id"] == r["imdbID"]:
            twice.add(r["imdbID"])
            continue
        films.append({
            "imdb_id": r["imdbID"], "number": int(r["imdbID"][2:]), "title": r["Title"].strip(),
            "year": r["Year"], "released": r["Released"], "runtime": r["Runtime"],
            "genres": names(r["Genre"]), "director": names(r["Director"]), "writer": names(r["Writer"]),
            "cast": names(r["Cast"]), "languages": names(r["Language"]), "countries": names(r["Country"]),
            "companies": [n for n in names(r["Production"]) if n not in ("Inc.", "Ltd.", "LLC")],
            "oscars": r["Oscars"] or 0, "gross": int(r["BoxOffice"] or 0),
        })
    # One number on two works: neither can be trusted.
    return [f for f in films if f["imdb_id"] not in twice]


def vega_date(text):
    """`Nov 22 1995`; years past 2012 are two-digit years of the last century."""
    month, day, year = text.split()
    year = int(year) - 100 if int(year) > 2012 else int(year)
    return date(year, MONTHS[month], int(day))


def read_vega(tgz):
    """Rows of `movies.json`: money, votes and the date of release in the United States."""
    with tarfile.open(tgz) as tar:
        rows = json.load(io.TextIOWrapper(tar.extractfile("package/data/movies.json"), "utf-8"))
    out = []
    for r in rows:
        if r["Title"] is None:
            continue
        out.append({
            "title": str(r["Title"]), "date": vega_date(r["Release Date"]),
            "budget": r["Production Budget"] or 0, "gross": r["Worldwide Gross"] or 0,
            "runtime": r["Running Time min"], "director": r["Director"], "genre": r["Major Genre"],
            "kind": r["Creative Type"], "basis": r["Source"],
            "rating": r["IMDB Rating"], "votes": r["IMDB Votes"],
        })
    return out


def movielens_names(title):
    """`Pan's Labyrinth (Laberinto del fauno, El)`: every name, and the original one if told."""
    found = [title] if not re.search(r"\([^()]*\)$", title) else [re.sub(r"(\s*\([^()]*\))+$", "", title)]
    original = None
    for extra in re.findall(r"\(([^()]*)\)", title[len(found[0]):]):
        alias = re.sub(r"^a\.?k\.?a\.?\s+", "", extra)
        if alias == extra:
            original = turn(extra)
        found.append(alias)
    return [turn(t) for t in found if t.strip()], original


def turn(title):
    """`Incredibles, The` to `The Incredibles`; so for the articles of other languages."""
    m = re.match(r"^(.*), (The|A|An|El|La|Los|Las|Un|Una|Le|Les|L'|Il|Lo|Gli|I|Der|Die|Das|Den|Det|O|Os|As)$", title)
    if not m:
        return title
    return f"{m[2]}{m[1]}" if m[2].endswith("'") else f"{m[2]} {m[1]}"


def read_movielens(path):
    """Films and ratings of the `movielens` frame: {movieId: film}, [(user, movie, rating, time)]."""
    reader = rdata.frame_from_deb if str(path).endswith(".deb") else rdata.frame_from_rda
    frame = reader(path, "movielens")
    films, ratings = {}, []
    columns = zip(*(frame[c] for c in ("movieId", "title", "year", "genres", "userId", "rating", "timestamp")))
    for movie, title, year, genres, user, rating, stamp in columns:
        if title and year and movie not in films:
            found, original = movielens_names(title)
            films[movie] = {"names": found, "original": original, "year": year, "genres": genres.split("|")}
        ratings.append((user, movie, rating, stamp))
    return films, ratings
