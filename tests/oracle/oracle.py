#!/usr/bin/env python3
"""Independent computation of Claqueta's exact answers, straight from the CSV files.

    oracle.py --data DIR [--data DIR ...] --seed N --out FILE.jsonl [--n 200]

Standard library only, and on purpose naive: no index and no shared code with the engine, so that both can only agree
by being right. The first line of the output is the ETL report; each further line is one expectation:

    {"ask": "/score Toy Story", "intent": "score", "status": "ok", "data": {...}}

`--n` is the size of the random sample of each sampled intent (films, actors, directors, filters of platform titles).
The same seed on the same data gives the same file. All months, weekdays and platforms are always there. A family
whose files are absent is left out: no line is written for its intents. `recommend` and `predict` have no exact
answer and are not covered.

How to compare
--------------
* Floats are written in full; compare them with a relative tolerance of 1e-9 (the order of summation is free).
* `max_duration`: `ties` holds EVERY title at the maximum, the winner included, sorted by key. `key`, `title`,
  `platform` and `release_year` are those of the first one (platforms in alphabetical order, then row order of the
  file); where there is more than one, any of `ties` is a correct `key`.
* `top_actor`: `ties` holds EVERY actor at the maximum, the winner included, sorted; `person` is the first of them.
  Names are lower case, runs of blanks are one; compare in that form. Any of `ties` is a correct `person`.
* Status `not_found` (filters that no title fulfils, a platform without any cast) has empty `data`.
* Status `ambiguous`: `data` belongs to the most voted film, `suggestions` names all the others of exactly that title
  (an answer may suggest more). The most voted one has at least three times the votes of the next.

Decisions: films
----------------
* Files are read by the `csv` module as UTF-8 with `newline=""`: quoted fields may hold commas, quotes, line breaks.
  A row is malformed when its number of fields is not that of the header, or its id is not a positive integer. In the
  published file a line break inside three rows leaves 3 truncated rows (10 fields) and 3 shifted ones (15 fields).
* Order of the rules: malformed, then no readable date (AAAA-mm-dd, a real calendar day), then repeated id among what
  is left: so a dated row never loses to an undated twin. (In the published file both orders give the same numbers,
  since all the repeated rows have dates.) Of a repeated id the row with most votes stays, the first one on a tie.
* A number that cannot be read, is negative or not finite counts as 0.
* Month, weekday (proleptic Gregorian) and year come from `release_date`.
* return = revenue / budget, 0 where budget is 0 (revenue 0 gives 0 by itself). A budget is suspect when
  0 < budget < 1000.

Decisions: people
-----------------
* Identity is the source's person id. Credits of films that were not kept do not count. Of a repeated film id in the
  credits the first row is used. (Where the published file repeats ids, all copies are equal.)
* An actor has a cast entry, a director a crew entry whose job is exactly `Director`. A person counts once per film,
  however many entries there are (characters, repeated crew entries).
* `mean_return` is over all the actor's films; those with budget 0 add 0 and are counted in `films_without_budget`.
  `suspect_budgets` is the number of films with a suspect budget; `total_return_without_suspects` leaves them out.
* A director's films are sorted by release date, then id; gain = revenue - budget.
* Names are stripped of outer white space (some have trailing blanks or tabs).

Decisions: names that can be asked
----------------------------------
* A film is sampled only when its folded title belongs to no other kept film, neither as title nor as original title.
  An actor (director) only when the folded name belongs to no other actor (director), and the id has one spelling.
* Folding is stricter here than a look-up needs: lower case, no accents, `&` is `and`, no punctuation and no blanks at
  all; for films a leading article (English, Spanish, French, Italian, Portuguese, German) is dropped. Names with line
  breaks or invisible characters are not asked.

Decisions: platforms
--------------------
* key = first letter of the platform + show_id. Text is lower case and stripped, zero-width characters are removed,
  a no-break space is a blank, runs of blanks are one.
* A `rating` that reads like a duration ("74 min", "2 Seasons") is moved to an empty `duration` and counted; the
  rating then is null. Titles left without a duration take no part in `max_duration`; "0 min" is a duration of 0.
* Rows are never merged: two rows with the same title are two titles.
* Without a unit `max_duration` means minutes. Filters by unit look at the unit of the duration, not at the type.
* The score of a title is the exact mean of all its ratings (0.5 to 5); rows for unknown titles are counted and
  ignored; a title without ratings has no score. `score > X` is strict. The year is `release_year` everywhere.
* `cast` is split at commas; a name counts once per title. Pieces without any letter ("1", found 35 times as an
  "actor" of Amazon's test rows) are nobody's name and are ignored. Suffixes cut off by the split ("Jr.") stay pieces
  of their own: joining them would be a guess, since "JR" is also an actor.
"""

import argparse
import ast
import collections
import csv
import datetime
import fractions
import gzip
import io
import json
import math
import os
import random
import re
import sys
import unicodedata

csv.field_size_limit(1 << 30)

PLATFORMS = {
    "amazon": "amazon_prime_titles.csv",
    "disney": "disney_plus_titles.csv",
    "hulu": "hulu_titles.csv",
    "netflix": "netflix_titles.csv",
}
MONTHS = ("enero febrero marzo abril mayo junio julio agosto "
          "septiembre octubre noviembre diciembre").split()
WEEKDAYS = "lunes martes miércoles jueves viernes sábado domingo".split()
VOTES_NEEDED = 2000
SUSPECT_BUDGET = 1000


# --- files -----------------------------------------------------------------------------------------------------------

def find_files(folders):
    """Name without `.gz` -> path, for the sources; and the list of rating files of the platforms."""
    wanted = {"movies_metadata.csv", "movies_dataset.csv", "credits.csv", *PLATFORMS.values()}
    sources, ratings, seen = {}, [], set()
    for folder in folders:
        if not os.path.isdir(folder):
            sys.exit(f"not a folder: {folder}")
        for here, subfolders, names in os.walk(folder, followlinks=True):
            real = os.path.realpath(here)
            if real in seen:
                subfolders[:] = []
                continue
            seen.add(real)
            subfolders.sort()
            for name in sorted(names):
                path = os.path.join(here, name)
                plain = name[:-3] if name.endswith(".gz") else name
                if plain in wanted:
                    if plain in sources:
                        sys.exit(f"two files of the same name: {sources[plain]} and {path}")
                    sources[plain] = path
                elif plain.endswith(".csv") and os.path.basename(here) == "ratings":
                    ratings.append(path)
    return sources, ratings


def read_rows(path):
    """The header, then every row as a list of fields."""
    raw = gzip.open(path, "rb") if path.endswith(".gz") else open(path, "rb")
    with raw, io.TextIOWrapper(raw, encoding="utf-8-sig", newline="") as text:
        yield from csv.reader(text)


def number(text):
    try:
        value = float(text)
    except ValueError:
        return 0.0
    return value if math.isfinite(value) and value > 0 else 0.0


def whole(text):
    return int(number(text))


def source_id(text):
    return int(text) if re.fullmatch(r"[0-9]+", text) and int(text) > 0 else None


# --- films -----------------------------------------------------------------------------------------------------------

def load_films(path):
    rows = read_rows(path)
    header = next(rows)
    report = {"read": 0, "kept": 0, "no_date": 0, "repeated_id": 0, "malformed": 0}
    films = {}
    repeated = set()
    for fields in rows:
        report["read"] += 1
        row = dict(zip(header, fields))
        film_id = source_id(row.get("id", "")) if len(fields) == len(header) else None
        if film_id is None:
            report["malformed"] += 1
            continue
        try:
            if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", row["release_date"].strip()):
                raise ValueError
            date = datetime.date.fromisoformat(row["release_date"].strip())
        except ValueError:
            report["no_date"] += 1
            continue
        budget, revenue = whole(row["budget"]), whole(row["revenue"])
        film = {
            "id": film_id,
            "title": row["title"].strip(),
            "original_title": row["original_title"].strip(),
            "date": date,
            "budget": budget,
            "revenue": revenue,
            "return": revenue / budget if budget > 0 else 0.0,
            "popularity": number(row["popularity"]),
            "vote_average": number(row["vote_average"]),
            "vote_count": whole(row["vote_count"]),
        }
        if film_id in films:
            report["repeated_id"] += 1
            repeated.add(film_id)
            if film["vote_count"] <= films[film_id]["vote_count"]:
                continue
        films[film_id] = film
    report["kept"] = len(films)
    return films, repeated, report


def load_credits(path, films):
    """Person id -> set of film ids, for actors and for directors; person id -> set of spellings."""
    rows = read_rows(path)
    header = next(rows)
    report = {"read": 0, "used": 0, "repeated_id": 0, "film_not_kept": 0, "malformed": 0}
    acted, directed = collections.defaultdict(set), collections.defaultdict(set)
    names = collections.defaultdict(set)
    done = set()
    for fields in rows:
        report["read"] += 1
        row = dict(zip(header, fields))
        film_id = source_id(row.get("id", "")) if len(fields) == len(header) else None
        if film_id is None:
            report["malformed"] += 1
            continue
        if film_id in done:
            report["repeated_id"] += 1
            continue
        done.add(film_id)
        if film_id not in films:
            report["film_not_kept"] += 1
            continue
        try:
            cast, crew = ast.literal_eval(row["cast"]), ast.literal_eval(row["crew"])
        except (ValueError, SyntaxError):
            report["malformed"] += 1
            continue
        report["used"] += 1
        for person in cast:
            acted[person["id"]].add(film_id)
            names[person["id"]].add(person["name"].strip())
        for person in crew:
            if person["job"] == "Director":
                directed[person["id"]].add(film_id)
                names[person["id"]].add(person["name"].strip())
    return acted, directed, names, report


# --- names -----------------------------------------------------------------------------------------------------------

ARTICLES = set("the a an el la lo los las un una unos unas le les l une des il gli i uno o os as um uma "
               "der die das ein eine".split())
LETTERS = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "ß": "ss", "đ": "d", "ð": "d", "þ": "th",
                         "ı": "i", "&": " and "})


def fold(name, drop_article):
    text = unicodedata.normalize("NFKD", name.casefold().translate(LETTERS))
    text = "".join(c for c in text if not unicodedata.combining(c)).translate(LETTERS)
    words = "".join(c if c.isalnum() else " " for c in text).split()
    if drop_article and len(words) > 1 and words[0] in ARTICLES:
        words = words[1:]
    return "".join(words)


def can_be_said(name):
    """Fits in one line of text, and holds nothing that cannot be seen."""
    return bool(name) and "  " not in name and all(c == " " or c.isprintable() for c in name)


def askable_films(films):
    owners = collections.defaultdict(set)
    for film in films.values():
        for name in (film["title"], film["original_title"]):
            owners[fold(name, True)].add(film["id"])
    return owners, [f for f in sorted(films.values(), key=lambda f: f["id"])
                    if fold(f["title"], True) and can_be_said(f["title"]) and len(owners[fold(f["title"], True)]) == 1]


def askable_people(people, names):
    owners = collections.defaultdict(set)
    for person in people:
        for name in names[person]:
            owners[fold(name, False)].add(person)
    out = []
    for person in sorted(people):
        if len(names[person]) == 1:
            (name,) = names[person]
            if fold(name, False) and can_be_said(name) and len(owners[fold(name, False)]) == 1:
                out.append(person)
    return out


# --- answers about films ---------------------------------------------------------------------------------------------

def line(ask, intent, data, status="ok", **more):
    return {"ask": ask, "intent": intent, "status": status, "data": data, **more}


def score_data(film):
    return {"id": film["id"], "title": film["title"], "release_year": film["date"].year,
            "popularity": film["popularity"], "vote_average": film["vote_average"]}


def votes_data(film):
    enough = film["vote_count"] >= VOTES_NEEDED
    return {"id": film["id"], "title": film["title"], "release_year": film["date"].year,
            "vote_count": film["vote_count"] if enough else None,
            "vote_average": film["vote_average"] if enough else None}


def votes_line(film, **more):
    status = more.pop("status", None) or ("ok" if film["vote_count"] >= VOTES_NEEDED else "below_threshold")
    return line(f"/votos {film['title']}", "votes", votes_data(film), status, **more)


def actor_data(name, films):
    total = math.fsum(f["return"] for f in films)
    suspect = [f for f in films if 0 < f["budget"] < SUSPECT_BUDGET]
    return {"person": name, "films": len(films), "total_return": total, "mean_return": total / len(films),
            "films_without_budget": sum(f["budget"] == 0 for f in films), "suspect_budgets": len(suspect),
            "total_return_without_suspects": math.fsum(f["return"] for f in films if f not in suspect)}


def director_data(name, films):
    films = sorted(films, key=lambda f: (f["date"], f["id"]))
    return {"person": name, "total_return": math.fsum(f["return"] for f in films),
            "films": [{"id": f["id"], "title": f["title"], "release_date": f["date"].isoformat(),
                       "return": f["return"], "budget": f["budget"], "revenue": f["revenue"],
                       "gain": f["revenue"] - f["budget"]} for f in films]}


def sample(seed, section, population, n):
    """A random sample, in the order of the population; each section has a stream of its own."""
    if len(population) <= n:
        return list(population)
    picked = sorted(random.Random(f"{seed}:{section}").sample(range(len(population)), n))
    return [population[i] for i in picked]


def film_lines(films, repeated, seed, n):
    by_month = collections.Counter(f["date"].month for f in films.values())
    for month, name in enumerate(MONTHS, 1):
        yield line(f"/mes {name}", "month_count", {"count": by_month[month]})
    by_weekday = collections.Counter(f["date"].weekday() for f in films.values())
    for weekday, name in enumerate(WEEKDAYS):
        yield line(f"/dia {name}", "weekday_count", {"count": by_weekday[weekday]})

    owners, askable = askable_films(films)
    # Always: the example of the manual, and the films whose id was repeated in the file.
    fixed = [f for f in askable if f["title"] == "Toy Story" or f["id"] in repeated]
    others = [f for f in askable if f not in fixed]
    for film in fixed + sample(seed, "score", others, n):
        yield line(f"/score {film['title']}", "score", score_data(film))

    # Votes: half of the sample above the threshold; the nearest ones on both sides always.
    above = sorted((f for f in askable if f["vote_count"] >= VOTES_NEEDED), key=lambda f: (f["vote_count"], f["id"]))
    below = sorted((f for f in askable if f["vote_count"] < VOTES_NEEDED), key=lambda f: (f["vote_count"], f["id"]))
    example = [f for f in above[3:] if f["title"] == "Toy Story"]
    rest = [f for f in above[3:] if f not in example]
    for film in example + above[:3] + sample(seed, "votes above", rest, n // 2):
        yield votes_line(film)
    for film in below[-3:] + sample(seed, "votes below", below[:-3], n - n // 2):
        yield votes_line(film)

    # A few titles that several films share letter by letter (and nobody else has), with one clearly most voted.
    same = collections.defaultdict(list)
    for film in films.values():
        same[film["title"]].append(film)
    groups = []
    for title, group in sorted(same.items()):
        group.sort(key=lambda f: (-f["vote_count"], f["id"]))
        if (len(group) > 1 and can_be_said(title) and fold(title, True)
                and owners[fold(title, True)] == {f["id"] for f in group}
                and group[0]["vote_count"] >= 3 * max(1, group[1]["vote_count"])):
            groups.append((title, group))
    chosen = sample(seed, "ambiguous", groups, 10)
    # Always: the known case, and one whose winner has exactly the votes that are needed.
    known = [g for g in groups if g[0] in ("Titanic", "Oldboy")]
    for title, group in known + [g for g in chosen if g not in known]:
        others = [{"title": f["title"], "year": f["date"].year, "id": f["id"]} for f in group[1:]]
        yield line(f"/score {title}", "score", score_data(group[0]), "ambiguous", suggestions=others)
        if group[0]["vote_count"] >= VOTES_NEEDED:
            yield votes_line(group[0], status="ambiguous", suggestions=others)


def people_lines(films, acted, directed, names, seed, n):
    for section, people, wanted in (
        ("actor", acted, {"Tom Hanks", "Clint Eastwood"}),
        ("director", directed, {"John Lasseter", "Christopher Nolan"}),
    ):
        askable = askable_people(people, names)
        fixed = [p for p in askable if names[p] & wanted]
        # A quarter of the sample at random (mostly people of one film), the rest among those with several films;
        # besides, actors with a suspect budget among their films.
        rest = [p for p in askable if p not in fixed]
        busy = [p for p in rest if len(people[p]) >= 5]
        if section == "actor":
            odd = [p for p in busy if any(0 < films[f]["budget"] < SUSPECT_BUDGET for f in people[p])]
            fixed += sample(seed, "actor suspect", odd, max(1, n // 10))
        picked = dict.fromkeys(fixed + sample(seed, section + " busy", busy, n - n // 4)
                               + sample(seed, section, rest, n // 4))
        for person in picked:
            (name,) = names[person]
            theirs = [films[f] for f in sorted(people[person])]
            if section == "actor":
                yield line(f"/actor {name}", "actor_stats", actor_data(name, theirs), person_id=person)
            else:
                yield line(f"/director {name}", "director_stats", director_data(name, theirs), person_id=person)


# --- platforms -------------------------------------------------------------------------------------------------------

DURATION = re.compile(r"([0-9]+)\s*(min|seasons?)", re.IGNORECASE)
INVISIBLE = dict.fromkeys([0xAD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF,
                           *range(0x202A, 0x202F), *range(0x2066, 0x206A)])


def clean(text):
    return " ".join(text.translate(INVISIBLE).lower().split())


def actors_of(cast):
    names = {clean(piece) for piece in cast.split(",")}
    return {name for name in names if any(c.isalpha() for c in name)}


def load_titles(sources):
    titles, report = [], {}
    for platform, file in PLATFORMS.items():
        if file not in sources:
            continue
        rows = read_rows(sources[file])
        header = next(rows)
        mine = []
        counts = {"read": 0, "kept": 0, "malformed": 0, "repaired": {"min": 0, "season": 0}, "without_duration": 0}
        for fields in rows:
            counts["read"] += 1
            row = dict(zip(header, fields))
            if len(fields) != len(header) or not row["show_id"].strip():
                counts["malformed"] += 1
                continue
            duration, misplaced = row["duration"].strip(), DURATION.fullmatch(row["rating"].strip())
            if misplaced and not duration:
                duration = row["rating"].strip()
                counts["repaired"]["min" if misplaced[2].lower() == "min" else "season"] += 1
            found = DURATION.fullmatch(duration)
            counts["without_duration"] += found is None
            mine.append({
                "key": platform[0] + clean(row["show_id"]),
                "platform": platform,
                "title": clean(row["title"]),
                "movie": clean(row["type"]) == "movie",
                "year": whole(row["release_year"]) or None,
                "minutes_or_seasons": int(found[1]) if found else None,
                "unit": ("min" if found[2].lower() == "min" else "season") if found else None,
                "actors": actors_of(row["cast"]),
                "score": None,
            })
        counts["kept"] = len(mine)
        report[platform] = counts
        titles += mine
    return titles, report


def load_scores(paths, titles):
    report = {"read": 0, "used": 0, "unknown_title": 0, "malformed": 0}
    by_key = {t["key"]: t for t in titles}
    ratings = collections.defaultdict(list)
    for path in paths:
        rows = read_rows(path)
        header = next(rows, [])
        if "movieId" not in header or "rating" not in header:
            continue
        for fields in rows:
            report["read"] += 1
            row = dict(zip(header, fields))
            try:
                value = fractions.Fraction(row["rating"].strip())
                if not 0 < value <= 5:
                    raise ValueError
            except (KeyError, ValueError, ZeroDivisionError):
                report["malformed"] += 1
                continue
            key = row["movieId"].strip()
            if key in by_key:
                report["used"] += 1
                ratings[key].append(value)
            else:
                report["unknown_title"] += 1
    for key, values in ratings.items():
        by_key[key]["score"] = sum(values) / len(values)
    report["titles_with_score"] = len(ratings)
    return report


def select(titles, platform, year):
    return [t for t in titles if platform in (None, t["platform"]) and year in (None, t["year"])]


def count_data(titles):
    movies = sum(t["movie"] for t in titles)
    return {"count": len(titles), "movies": movies, "shows": len(titles) - movies}


def words(*parts):
    return " ".join(str(p) for p in parts if p is not None)


def duration_line(titles, year, platform, unit):
    ask = words("/duracion", year, platform, unit)
    found = [t for t in select(titles, platform, year) if t["unit"] == (unit or "min")]
    if not found:
        return line(ask, "max_duration", {}, "not_found")
    longest = max(t["minutes_or_seasons"] for t in found)
    ties = [t for t in found if t["minutes_or_seasons"] == longest]
    return line(ask, "max_duration", {
        "key": ties[0]["key"], "title": ties[0]["title"], "duration_int": longest, "duration_type": unit or "min",
        "platform": ties[0]["platform"], "release_year": ties[0]["year"], "ties": sorted(t["key"] for t in ties)})


def score_count_line(titles, platform, score, year):
    limit = fractions.Fraction(score)
    found = [t for t in select(titles, platform, year) if t["score"] is not None and t["score"] > limit]
    return line(words("/puntajes", platform, score, year), "score_count", count_data(found))


def top_actor_line(titles, platform, year):
    ask = words("/repetido", platform, year)
    count = collections.Counter(a for t in select(titles, platform, year) for a in t["actors"])
    if not count:
        return line(ask, "top_actor", {}, "not_found")
    most = max(count.values())
    ties = sorted(a for a, times in count.items() if times == most)
    return line(ask, "top_actor", {"person": ties[0], "count": most, "ties": ties})


def filled_and_empty(seed, section, combinations, is_empty, n):
    """Mostly combinations that some title fulfils, one in ten without any."""
    empty = [c for c in combinations if is_empty(c)]
    filled = [c for c in combinations if not is_empty(c)]
    return (sample(seed, section, filled, n - n // 10)
            + sample(seed, section + " empty", empty, n // 10))


def platform_lines(titles, report, seed, n):
    present = list(report)
    for platform in present:
        yield line(f"/plataforma {platform}", "platform_count", count_data(select(titles, platform, None)))

    known = [t["year"] for t in titles if t["year"]]
    years = [None, *range(min(known), max(known) + 1)]
    platforms = [None, *present]

    units = collections.Counter()
    for t in titles:
        for year in (None, t["year"]):
            for platform in (None, t["platform"]):
                units[year, platform, t["unit"]] += 1
    fixed = [(None, p, u) for p in platforms for u in (None, "min", "season")] + [(2018, "netflix", "min")]
    fixed = [c for c in fixed if c[1] in platforms]
    every = [(y, p, u) for y in years[1:] for p in platforms for u in (None, "min", "season") if (y, p, u) not in fixed]
    for year, platform, unit in fixed + filled_and_empty(
            seed, "duration", every, lambda c: not units[c[0], c[1], c[2] or "min"], n):
        yield duration_line(titles, year, platform, unit)

    if any(t["score"] is not None for t in titles):
        chance = random.Random(f"{seed}:limits")
        # Limits: round ones, one decimal, and means that some title has exactly (`>` is strict).
        exact = sorted({t["score"] for t in titles
                        if t["score"] is not None and (t["score"] * 20).denominator == 1})
        scored = collections.Counter()
        for t in titles:
            if t["score"] is not None:
                for year in (None, t["year"]):
                    for platform in (None, t["platform"]):
                        scored[year, platform] += 1

        def limit():
            kind = chance.randrange(3)
            if kind == 0:
                return f"{chance.randint(1, 9) / 2:g}"
            if kind == 1:
                return f"{chance.randint(10, 49) / 10:g}"
            return f"{float(chance.choice(exact)):g}"

        fixed = [(None, p) for p in platforms] + [(2019, "netflix")] * ("netflix" in present)
        every = [(y, p) for y in years[1:] for p in platforms if (y, p) not in fixed]
        for year, platform in fixed + filled_and_empty(seed, "puntajes", every, lambda c: not scored[c], n):
            if (year, platform) == (2019, "netflix"):
                yield score_count_line(titles, platform, "3.5", year)
            else:
                yield score_count_line(titles, platform, limit(), year)
        # As many again where several titles have a score, so that the limit decides.
        rich = [c for c in every if scored[c] >= 10]
        for year, platform in sample(seed, "puntajes rich", rich, n // 2):
            yield score_count_line(titles, platform, limit(), year)

    casts = collections.Counter()
    for t in titles:
        if t["actors"]:
            for year in (None, t["year"]):
                for platform in (None, t["platform"]):
                    casts[year, platform] += 1
    # Always: the example of the manual, and the year in which the test rows of Amazon have an "actor" named "1".
    fixed = [(None, p) for p in platforms] + [c for c in ((2018, "netflix"), (2021, "amazon")) if c[1] in present]
    every = [(y, p) for y in years[1:] for p in platforms if (y, p) not in fixed]
    for year, platform in fixed + filled_and_empty(seed, "repetido", every, lambda c: not casts[c], n):
        yield top_actor_line(titles, platform, year)


# --- all of it -------------------------------------------------------------------------------------------------------

def main():
    parser = argparse.ArgumentParser(description="Exact expectations for Claqueta, computed from the CSV files.")
    parser.add_argument("--data", action="append", required=True, metavar="DIR", help="a folder with sources")
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--out", required=True, metavar="FILE.jsonl")
    parser.add_argument("--n", type=int, default=200, help="size of each random sample")
    args = parser.parse_args()

    sources, rating_files = find_files(args.data)
    report, lines = {}, []
    metadata = sources.get("movies_metadata.csv") or sources.get("movies_dataset.csv")
    if metadata:
        films, repeated, report["films"] = load_films(metadata)
        report["january"] = sum(f["date"].month == 1 for f in films.values())
        report["friday"] = sum(f["date"].weekday() == 4 for f in films.values())
        report["suspect_budgets"] = sum(0 < f["budget"] < SUSPECT_BUDGET for f in films.values())
        lines += film_lines(films, repeated, args.seed, args.n)
        if "credits.csv" in sources:
            acted, directed, names, report["credits"] = load_credits(sources["credits.csv"], films)
            report["credits"].update(actors=len(acted), directors=len(directed))
            lines += people_lines(films, acted, directed, names, args.seed, args.n)
    titles, platforms = load_titles(sources)
    if titles:
        report["platforms"] = platforms
        report["platform_ratings"] = load_scores(rating_files, titles)
        lines += platform_lines(titles, platforms, args.seed, args.n)
    if not metadata and not titles:
        sys.exit("no film or platform file found under: " + ", ".join(args.data))

    # The same question may be drawn twice: it is asked once.
    unique = {}
    for each in lines:
        unique.setdefault(each["ask"], each)
    with open(args.out, "w", encoding="utf-8") as out:
        for each in [{"report": report}, *unique.values()]:
            out.write(json.dumps(each, ensure_ascii=False, allow_nan=False) + "\n")
    print(f"{len(unique)} expectations", file=sys.stderr)


if __name__ == "__main__":
    main()
