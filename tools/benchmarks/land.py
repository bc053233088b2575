"""Reads the land that engine_bench --write wrote, and writes a peer's answers beside it."""
import csv
import pathlib

LAYERS = 8

csv.field_size_limit(1 << 30)  # a polygon of 17,000 vertices is one field


def rows(file):
    with open(file, newline="") as lines:
        reader = csv.reader(lines)
        next(reader)
        yield from reader


def homes(folder):
    return [(int(x), int(y)) for _, x, y in rows(pathlib.Path(folder) / "homes.csv")]


def communes(folder):
    """WKT by id."""
    return [wkt for _, wkt in rows(pathlib.Path(folder) / "communes.csv")]


def claims(folder):
    """(layer, WKT)."""
    return [(int(layer), wkt) for _, layer, wkt in rows(pathlib.Path(folder) / "claims.csv")]


def write_answers(folder, name, commune_of, mask_of):
    with open(pathlib.Path(folder) / f"{name}.csv", "w") as file:
        file.writelines(f"{i},{c},{m}\n" for i, (c, m) in enumerate(zip(commune_of, mask_of)))
