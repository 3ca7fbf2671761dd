"""The Danish of what can be wrong with the source of a caseload: the English is in the code that says it."""

from __future__ import annotations

from collections.abc import Mapping

DANISH: Mapping[str, str] = {
    "a file {name}.parquet": "en fil {name}.parquet",
    "a sheet {name}": "et ark {name}",
    "a table or view {name}, or a query for it": "en tabel eller visning {name}, eller en forespørgsel til den",
    "a frame {name}": "en tabel {name} i hukommelsen",
    "the table is there twice, as {name}.csv and as {name}.parquet": (
        "tabellen findes to gange, som {name}.csv og som {name}.parquet"
    ),
    "this is no Parquet file that can be read": "det er ikke en Parquet-fil, der kan læses",
    "this is no workbook that can be read": "det er ikke en projektmappe, der kan læses",
    "the sheet cannot be read": "arket kan ikke læses",
    "reading this takes the package {module}": "det kræver pakken {module} at læse dette",
    "pip install 'kontaktforloeb[{extra}]'": "pip install 'kontaktforloeb[{extra}]'",
    "queries are for a database, and this is none": "forespørgsler er til en database, og det er dette ikke",
    "this is nothing that can be read": "det er ikke noget, der kan læses",
    "a folder, .csv, .parquet, .xlsx, .xlsm, .xlsb, .xls, DuckDB, SQLite, postgresql://": (
        "en mappe, .csv, .parquet, .xlsx, .xlsm, .xlsb, .xls, DuckDB, SQLite, postgresql://"
    ),
}
