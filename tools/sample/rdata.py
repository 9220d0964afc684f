"""A reader for the little of R's serialisation that a data frame needs.

`movielens` reaches us inside Debian's `r-cran-dslabs` as R's lazy-load database
(`Rdata.rdx`, the directory, and `Rdata.rdb`, the compressed objects); the upstream
source has it as `movielens.rda`. Both hold the same XDR stream, read here with the
standard library alone.
"""

import bz2
import io
import lzma
import struct
import tarfile
import zlib

_NIL, _GLOBAL, _BASE, _EMPTY, _REF = 254, 253, 241, 242, 255
_NA_INT = -2147483648


class _Reader:
    def __init__(self, data):
        self.data, self.pos, self.refs = data, 0, []

    def take(self, n):
        out = self.data[self.pos:self.pos + n]
        if len(out) != n:
            raise ValueError("truncated R stream")
        self.pos += n
        return out

    def int(self):
        return struct.unpack(">i", self.take(4))[0]

    def header(self):
        if self.take(2) != b"X\n":
            raise ValueError("not an XDR stream of R")
        version = self.int()
        self.int(), self.int()
        if version == 3:
            self.take(self.int())
        elif version != 2:
            raise ValueError(f"unknown version of R's format: {version}")

    def item(self):
        flags = self.int()
        kind = flags & 0xFF
        has_attr, has_tag = bool(flags & 0x200), bool(flags & 0x400)
        if kind in (_NIL, _GLOBAL, _BASE, _EMPTY):
            return None
        if kind == _REF:
            return self.refs[((flags >> 8) or self.int()) - 1]
        if kind == 1:  # symbol
            name = self.item()
            self.refs.append(name)
            return name
        if kind == 9:  # one string
            n = self.int()
            if n == -1:
                return None
            raw = self.take(n)
            return raw.decode("latin-1" if flags >> 12 & 4 else "utf-8")
        if kind == 2:  # pairlist, kept as a list of (tag, value)
            out = []
            while True:
                if has_attr:
                    self.item()
                tag = self.item() if has_tag else None
                out.append((tag, self.item()))
                flags = self.int()
                kind = flags & 0xFF
                if kind == _NIL:
                    return out
                if kind != 2:
                    raise ValueError("dotted pairlist")
                has_attr, has_tag = bool(flags & 0x200), bool(flags & 0x400)
        if kind == 238:  # compact sequence and friends
            info, state, _ = self.item(), self.item(), self.item()
            name = info[0][1]
            if name == "compact_intseq":
                n, start, step = (int(x) for x in state["values"])
                return {"values": [start + i * step for i in range(n)], "attr": {}}
            raise ValueError(f"unknown compact object {name}")
        n = self.int()
        if kind in (10, 13):
            values = [None if v == _NA_INT else v for v in struct.unpack(f">{n}i", self.take(4 * n))]
        elif kind == 14:
            values = list(struct.unpack(f">{n}d", self.take(8 * n)))
        elif kind in (16, 19):
            values = [self.item() for _ in range(n)]
        else:
            raise ValueError(f"unknown kind of R object: {kind}")
        attr = dict(self.item() or []) if has_attr else {}
        return {"values": values, "attr": attr}


def _frame(obj):
    """Columns of a data frame; a factor becomes its labels."""
    columns = {}
    for name, column in zip(obj["attr"]["names"]["values"], obj["values"]):
        values = column["values"]
        levels = column["attr"].get("levels")
        if levels:
            values = [None if v is None else levels["values"][v - 1] for v in values]
        columns[name] = values
    return columns


def _inflate(chunk):
    """One object of an .rdb file: length (4 bytes), for bzip2 and xz a letter, data."""
    body = chunk[4:]
    if body[:1] == b"Z":
        filters = [{"id": lzma.FILTER_LZMA2, "preset": 6}]
        return lzma.LZMADecompressor(lzma.FORMAT_RAW, filters=filters).decompress(body[1:])
    if body[:1] == b"2":
        return bz2.decompress(body[1:])
    return zlib.decompress(body)


def _ar_members(data):
    pos = 8
    while pos + 60 <= len(data):
        name, size = data[pos:pos + 16].decode().strip().rstrip("/"), int(data[pos + 48:pos + 58])
        yield name, data[pos + 60:pos + 60 + size]
        pos += 60 + size + size % 2


def frame_from_deb(path, name):
    """The data frame `name` out of a Debian package of an R library."""
    files = {}
    with open(path, "rb") as f:
        data = f.read()
    for member, body in _ar_members(data):
        if member.startswith("data.tar"):
            with tarfile.open(fileobj=io.BytesIO(body)) as tar:
                for entry in tar:
                    base = entry.name.rsplit("/", 1)[-1]
                    if base in ("Rdata.rdx", "Rdata.rdb"):
                        files[base] = tar.extractfile(entry).read()
    index = _Reader(zlib.decompress(files["Rdata.rdx"], 47))
    index.header()
    top = index.item()
    tops = dict(zip(top["attr"]["names"]["values"], top["values"]))
    variables = tops["variables"]
    where = dict(zip(variables["attr"]["names"]["values"], variables["values"]))
    offset, length = where[name]["values"]
    stream = _Reader(_inflate(files["Rdata.rdb"][offset:offset + length]))
    stream.header()
    return _frame(stream.item())


def frame_from_rda(path, name):
    """The data frame `name` out of an .rda file."""
    with open(path, "rb") as f:
        data = f.read()
    for opener in (lzma.decompress, bz2.decompress, lambda d: zlib.decompress(d, 47)):
        try:
            data = opener(data)
            break
        except (lzma.LZMAError, OSError, zlib.error):
            continue
    stream = _Reader(data[5:])
    stream.header()
    return _frame(dict(stream.item())[name])
