#!/usr/bin/env python3
"""Builds the film part of `data/` from three packages that anybody can fetch.

    python3 tools/sample/build.py --fetch DIR            # fetches them with pip, npm and apt-get, then builds
    python3 tools/sample/build.py --snapshot bokeh_sampledata-2026.1-py3-none-any.whl \
        --vega vega-datasets-3.2.1.tgz --movielens r-cran-dslabs_0.7.4-1_all.deb

`--movielens` may also be a `movielens.rda`. Only the standard library is used, and the same
inputs give the same bytes. `data/README.md` says where every figure comes from.
"""

import argparse
import collections
import csv
import gzip
import hashlib
import io
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
sys.dont_write_bytecode = True

import sources  # noqa: E402
from sources import fold  # noqa: E402
from tables import (  # noqa: E402
    COUNTRIES, COUNTRY_NAMES, GENRE_NAMES, GENRES, HOME_LANGUAGE, KEYWORDS, LANGUAGES)

EXPECTED = {
    "snapshot": "f40331a40ca30c64a1c1471835aad9006b61b0d9731a3f649ee8cbbf48d3822f",
    "vega": "6f72fda460a9863fae5fcb32f85bcd49e1761fdea6dc6cf9f4962472881cc5a3",
    "movielens": "c3f93382c44d4581de9561792a87b110cb239c70771cac5ad63fa0a259e71ef3",
}
PACKAGES = {"snapshot": "bokeh-sampledata==2026.1", "vega": "vega-datasets@3.2.1", "movielens": "r-cran-dslabs"}
# A film without money or votes comes in only if this many people rated it, or if it is spoken in Spanish.
MIN_RATINGS = 5
METADATA = (
    "adult,belongs_to_collection,budget,genres,homepage,id,imdb_id,original_language,original_title,overview,"
    "popularity,poster_path,production_companies,production_countries,release_date,revenue,runtime,"
    "spoken_languages,status,tagline,title,video,vote_average,vote_count").split(",")


def fetch(folder):
    """Lets each package manager fetch its own package into `folder`."""
    folder = Path(folder).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    for command in (
        [sys.executable, "-m", "pip", "download", "--no-deps", "-q", "-d", ".", PACKAGES["snapshot"]],
        ["npm", "pack", "--silent", PACKAGES["vega"]],
        ["apt-get", "download", PACKAGES["movielens"]],
    ):
        subprocess.run(command, cwd=folder, check=True)
    found = [sorted(folder.glob(p)) for p in ("bokeh_sampledata-*.whl", "vega-datasets-*.tgz", "r-cran-dslabs_*.deb")]
    return [f[-1] for f in found]


def hand(name):
    """A hand-kept table: tab separated, first line the header, `#` a remark."""
    with open(HERE / name, encoding="utf-8", newline="") as f:
        return list(csv.DictReader((line for line in f if not line.startswith("#")), delimiter="\t",
                                   quoting=csv.QUOTE_NONE))


def stable_id(text):
    """A positive number of 31 bits that depends on the text alone."""
    return int.from_bytes(hashlib.sha1(text.encode("utf-8")).digest()[:4], "big") & 0x7FFFFFFF or 1


class Ids:
    """Ids out of names. Where two names fall on one number, the later one takes the next of its own."""

    def __init__(self):
        self.names, self.moved = {}, 0

    def __call__(self, name):
        number, turn = stable_id(name), 1
        while self.names.setdefault(number, name) != name:
            turn += 1
            number = stable_id(f"{name}#{turn}")
        self.moved = max(self.moved, turn - 1)
        return number


def same_person(a, b):
    """The same person, for two spellings of a name: the same family name."""
    a, b = fold(a).split(), fold(b).split()
    return bool(a and b) and (a[-1] == b[-1] or "".join(a) == "".join(b))


def pick(candidates, year, near):
    """The one film of that year; a year off only if nothing else could be meant."""
    exact = [f for f in candidates if f["year"] == year]
    if exact:
        return exact[0] if len(exact) == 1 else None
    close = [f for f in candidates if abs(f["year"] - year) == 1]
    return close[0] if near and len(close) == 1 else None


def join(films, vega, movies, log):
    """{film: its row of vega}, {film: its MovieLens numbers}; every doubt is a row left alone."""
    by_title, by_number = collections.defaultdict(list), {f["number"]: f for f in films}
    for f in films:
        by_title[fold(f["title"])].append(f)
    alias = {(r["source"], r["title"], r["year"]): int(r["imdb"]) for r in hand("aliases.tsv")}
    used = set()

    def find(source, title, year, spellings, number=None):
        key = (source, number if (source, number, str(year)) in alias else title, str(year))
        if key in alias:
            used.add(key)
            return by_number.get(alias[key])  # 0 is no film: leave the row alone
        for spelling in spellings:
            film = pick(by_title.get(fold(spelling), ()), year, near=True)
            if film:
                return film
        return None

    figures = collections.defaultdict(list)
    for row in vega:
        spellings = [row["title"]]
        try:  # some titles went through the wrong code page: `LÈon` is `Léon`
            spellings.append(row["title"].encode("latin-1").decode("mac_roman"))
        except UnicodeError:
            pass
        film = find("vega", row["title"], row["date"].year, spellings)
        if not film:
            log["vega: no film of that title and year"] += 1
        elif (("vega", row["title"], str(row["date"].year)) not in alias and row["director"] and film["director"]
              and not any(same_person(row["director"], d) for d in film["director"])):
            log["vega: another director, left alone"] += 1
        else:
            figures[film["number"]].append(row)
    joined = {}
    for number, rows in figures.items():
        rows = [r for r in rows if r["date"].year == by_number[number]["year"]] or rows
        if len(rows) == 1:
            joined[number] = rows[0]
        else:
            log["vega: two rows for one film, left alone"] += 1
    rated = collections.defaultdict(list)
    for movie in sorted(movies):
        m = movies[movie]
        film = find("movielens", m["names"][0], m["year"], m["names"], f"#{movie}")
        if film:
            rated[film["number"]].append(movie)
    for number in [n for n, found in rated.items() if len(found) > 1]:
        exact = [m for m in rated[number] if movies[m]["year"] == by_number[number]["year"]]
        if len(exact) == 1:
            rated[number] = exact
        else:
            log["movielens: two numbers for one film, left alone"] += 1
            del rated[number]
    for key in sorted(set(alias) - used):
        print("unused alias:", key, file=sys.stderr)
    return joined, rated


def exact_date(film, row, log, known=()):
    """The day of release, or None where the sources know only the year or the month.

    Both sources write a year as its 1 January, and the snapshot a month as its first day: such a
    day counts only if the other source has it too, or has a day of its own in the same year.
    """
    said, other = film["released"], row["date"].isoformat() if row else ""
    if said[8:] != "01" or film["number"] in known:
        return said
    if other[5:] == "01-01":
        return None
    if other == said:
        return said
    if other and other[:4] == said[:4]:
        log["dates taken from vega"] += 1
        return other
    return None


def genres_of(film, movie, row):
    own = [g for g in film["genres"]] + [g for m in movie for g in m["genres"]]
    mapped = [g for name in own for g in GENRE_NAMES.get(name, [name]) if g in GENRES]
    if row and row["kind"] == "Kids Fiction":
        mapped.append("Family")
    if row and not mapped:
        mapped = [g for g in GENRE_NAMES.get(row["genre"], [row["genre"]]) if g in GENRES]
    return [{"id": GENRES[g], "name": g} for g in dict.fromkeys(mapped)]


def keywords_of(film, movie, row):
    words = film["genres"] + [g for m in movie for g in m["genres"]]
    if row:
        words += [row["genre"], row["kind"], row["basis"]]
    found = [KEYWORDS[w] for w in words if w in KEYWORDS]
    if film["oscars"]:
        found.append("oscar winner")
    return list(dict.fromkeys(found))


def languages_of(film, countries):
    """(original language or nothing, spoken languages)."""
    spoken = list(dict.fromkeys(LANGUAGES[n] for n in film["languages"] if n in LANGUAGES))
    codes = [code for code, _ in spoken]
    if len(codes) == 1 and len(film["languages"]) == 1:
        original = codes[0]
    else:
        home = {HOME_LANGUAGE.get(c) for c in countries} & set(codes)
        original = home.pop() if len(home) == 1 else ""
    return original, [{"iso_639_1": code, "name": name} for code, name in spoken]


def platform_titles(folder, movies):
    """{MovieLens number: ids of the platform titles of that name and year}."""
    numbers = collections.defaultdict(set)
    for number, m in movies.items():
        for name in m["names"]:
            numbers[fold(name), m["year"]].add(number)
    found = collections.defaultdict(list)
    for path in sorted(folder.glob("*_titles.csv")):
        with open(path, encoding="utf-8", newline="") as f:
            for row in csv.DictReader(f):
                same = numbers.get((fold(row["title"]), int(row["release_year"])), ())
                if row["type"] == "Movie" and len(same) == 1:
                    found[min(same)].append(path.name[0] + row["show_id"])
    return found


def write(path, header, rows, packed=False):
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    data = out.getvalue().encode("utf-8")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(data, 9, mtime=0) if packed else data)


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--fetch", metavar="DIR", help="fetch the three packages into DIR first")
    for name in EXPECTED:
        ap.add_argument(f"--{name}", metavar="FILE")
    ap.add_argument("--out", default=HERE.parent.parent / "data", type=Path, help="the data folder")
    args = ap.parse_args()
    if args.fetch:
        args.snapshot, args.vega, args.movielens = fetch(args.fetch)
    if not (args.snapshot and args.vega and args.movielens):
        ap.error("give --fetch DIR, or all of --snapshot, --vega and --movielens")
    for name, wanted in EXPECTED.items():
        if hashlib.sha256(Path(getattr(args, name)).read_bytes()).hexdigest() != wanted:
            print(f"note: --{name} is not the file the shipped sample was built from", file=sys.stderr)

    log = collections.Counter()
    films = sources.read_snapshot(args.snapshot)
    for fix in hand("corrections.tsv"):
        film = next(f for f in films if f["number"] == int(fix["imdb"]))
        film[fix["field"]] = int(fix["value"]) if fix["field"] == "year" else fix["value"]
    days = {int(r["imdb"]): r for r in hand("dates.tsv")}
    for film in films:
        day = days.get(film["number"])
        if day and film["released"].endswith("-01"):
            if (fold(day["title"]), int(day["year"])) != (fold(film["title"]), film["year"]):
                raise SystemExit(f"dates.tsv: {day['title']} is {film['title']} ({film['year']})")
            film["released"] = day["date"]
    vega = sources.read_vega(args.vega)
    movies, ratings = sources.read_movielens(args.movielens)
    joined, rated = join(films, vega, movies, log)
    votes_of_people = collections.Counter(r[1] for r in ratings)
    casts = {int(r["imdb"]): r for r in hand("casts.tsv")}
    sagas = {int(n): r["name"] for r in hand("sagas.tsv") for n in r["imdb"].split()}

    wrong = {int(r["imdb"]) for r in hand("wrong_votes.tsv")}
    spelling = {}  # a person is spelled as in the snapshot
    for film in films:
        for name in film["director"] + film["cast"]:
            spelling.setdefault(fold(name), name)

    person, company, keyword, saga = Ids(), Ids(), Ids(), Ids()
    metadata, credits, words, kept = [], [], [], []
    for film in sorted(films, key=lambda f: f["number"]):
        number, row = film["number"], joined.get(film["number"])
        numbers = rated.get(number, [])
        movie = [movies[m] for m in numbers]
        seen = sum(votes_of_people[m] for m in numbers)
        if not row and seen < MIN_RATINGS and not (seen and "Spanish" in film["languages"][:1]):
            continue
        added = casts.pop(number, None)
        cast = film["cast"]
        if added and not cast:
            if fold(added["title"]) != fold(film["title"]) or int(added["year"]) != film["year"]:
                raise SystemExit(f"casts.tsv: {added['title']} is {film['title']} ({film['year']})")
            cast = [spelling.get(fold(n), n.strip()) for n in added["cast"].split(";")]
            log["casts added by hand"] += 1
        day = exact_date(film, row, log, days)
        if not (cast and film["director"] and day):
            log["left out: " + ("no cast" if not cast else "no director" if not film["director"] else "no exact date")] += 1
            continue
        countries = list(dict.fromkeys(COUNTRIES[c] for c in film["countries"] if c in COUNTRIES))
        original, spoken = languages_of(film, countries)
        foreign = next((m["original"] for m in movie if m["original"]), None)
        title = film["title"]
        runtime = film["runtime"] or (row and row["runtime"]) or ""
        name = sagas.pop(number, None)
        votes = row if row and row["votes"] is not None and number not in wrong else None
        metadata.append({
            "adult": False,
            "belongs_to_collection": {"id": saga(name), "name": name, "poster_path": None, "backdrop_path": None} if name else "",
            "budget": row["budget"] if row else 0,
            "genres": genres_of(film, movie, row),
            "homepage": "", "id": number, "imdb_id": film["imdb_id"], "original_language": original,
            "original_title": film.get("original_title") or (
                title if original == "en" else foreign if foreign and original else ""),
            "overview": "", "popularity": "", "poster_path": "",
            "production_companies": [{"name": c, "id": company(c)} for c in film["companies"]],
            "production_countries": [
                {"iso_3166_1": c, "name": COUNTRY_NAMES.get(c) or next(k for k, v in COUNTRIES.items() if v == c)}
                for c in countries],
            "release_date": day, "revenue": (row["gross"] if row else 0) or film["gross"],
            "runtime": float(runtime) if runtime else "", "spoken_languages": spoken, "status": "Released",
            "tagline": "", "title": title, "video": False,
            "vote_average": votes["rating"] if votes else "",
            "vote_count": votes["votes"] if votes else "",
        })
        crew = [("Directing", "Director", n) for n in film["director"]] + [("Writing", "Writer", n) for n in film["writer"]]
        credits.append((
            [{"cast_id": i + 1, "character": "", "credit_id": "", "gender": 0, "id": person(n), "name": n,
              "order": i, "profile_path": None} for i, n in enumerate(cast)],
            [{"credit_id": "", "department": d, "gender": 0, "id": person(n), "job": j, "name": n,
              "profile_path": None} for d, j, n in crew],
            number))
        found = keywords_of(film, movie, row)
        if found:
            words.append((number, [{"id": keyword(w), "name": w} for w in found]))
        kept.append((film, row, numbers))

    film_of = {m: film for film, _, numbers in kept for m in numbers}
    links = [(m, film_of[m]["imdb_id"][2:], film_of[m]["number"]) for m in sorted(film_of)]
    told = [r for r in ratings if r[1] in film_of]
    films_dir = args.out / "films"
    write(films_dir / "movies_metadata.csv", METADATA, ([row[c] for c in METADATA] for row in metadata))
    write(films_dir / "credits.csv.gz", ["cast", "crew", "id"], credits, packed=True)
    write(films_dir / "keywords.csv", ["id", "keywords"], words)
    write(films_dir / "links.csv", ["movieId", "imdbId", "tmdbId"], links)
    write(films_dir / "ratings_small.csv", ["userId", "movieId", "rating", "timestamp"],
          sorted((u, m, r, t) for u, m, r, t in told))

    shown = platform_titles(args.out / "platforms", movies)
    seen = sorted((u, r, t, show) for u, m, r, t in ratings for show in shown.get(m, ()))
    write(args.out / "platforms" / "ratings" / "movielens.csv", ["userId", "rating", "timestamp", "movieId"], seen)

    log["platform titles with ratings"] = len({s[3] for s in seen})
    log["platform ratings"] = len(seen)
    log["films"] = len(metadata)
    log["films with figures of vega"] = sum(bool(row) for _, row, _ in kept)
    log["films with a budget"] = sum(m["budget"] > 0 for m in metadata)
    log["films with a revenue"] = sum(m["revenue"] > 0 for m in metadata)
    log["films with budget and revenue"] = sum(m["revenue"] > 0 < m["budget"] for m in metadata)
    log["films with votes"] = sum(m["vote_count"] != "" for m in metadata)
    log["films with 2000 votes or more"] = sum((m["vote_count"] or 0) >= 2000 for m in metadata)
    log["films with a runtime"] = sum(m["runtime"] != "" for m in metadata)
    log["films with a genre"] = sum(bool(m["genres"]) for m in metadata)
    log["films with an original language"] = sum(m["original_language"] != "" for m in metadata)
    log["films with an original title"] = sum(m["original_title"] != "" for m in metadata)
    log["films with a company"] = sum(bool(m["production_companies"]) for m in metadata)
    log["films with a country"] = sum(bool(m["production_countries"]) for m in metadata)
    log["films with a spoken language"] = sum(bool(m["spoken_languages"]) for m in metadata)
    log["films in a saga"] = sum(m["belongs_to_collection"] != "" for m in metadata)
    log["films with a writer"] = sum(any(p["job"] == "Writer" for p in c[1]) for c in credits)
    log["films with keywords"] = len(words)
    log["films with ratings of people"] = len({film_of[r[1]]["number"] for r in told})
    log["ratings"] = len(told)
    log["users"] = len({r[0] for r in told})
    log["people"] = len(person.names)
    log["longest search for a free id"] = person.moved
    log["cast entries"] = sum(len(c[0]) for c in credits)
    for number in sorted(casts):
        print("unused cast:", casts[number]["title"], file=sys.stderr)
    for number in sorted(sagas):
        print("unused member of a saga:", number, sagas[number], file=sys.stderr)
    for line in sorted(log):
        print(f"{log[line]:>7}  {line}")


if __name__ == "__main__":
    main()
