"""The Danish of what can be wrong with the source of a caseload: the English is in the code that says it."""

from __future__ import annotations

from collections.abc import Mapping

DANISH: Mapping[str, str] = {
    "a file {name}.parquet": "en fil {name}.parquet",
    "a sheet {name}": "et ark {name}",
    "a table or view {name}, or a query for it": "en tabel eller visning {name}, eller en forespørgsel til den",
    "a query for {name} too: where there are queries, nothing else is read": (
        "også en forespørgsel til {name}: hvor der er forespørgsler, læses intet andet"
    ),
    "a frame {name}": "en tabel {name} i hukommelsen",
    "the table is there twice, as {first} and as {second}": "tabellen findes to gange, som {first} og som {second}",
    "this is no Parquet file that can be read": "det er ikke en Parquet-fil, der kan læses",
    "this is no workbook that can be read": "det er ikke en projektmappe, der kan læses",
    "the sheet cannot be read": "arket kan ikke læses",
    "the sheet reaches to the cell {cell}, which is further than a table can": (
        "arket når til cellen {cell}, og det er længere, end en tabel kan"
    ),
    "a sheet with one table: delete the rows and columns beyond it": (
        "et ark med én tabel: slet rækkerne og kolonnerne efter den"
    ),
    "the formula in {cell} has no result": "formlen i {cell} har intet resultat",
    "a workbook that was opened and saved in Excel, or values in place of formulas": (
        "en projektmappe, der er åbnet og gemt i Excel, eller værdier i stedet for formler"
    ),
    "the column holds cells of the type {kind}, which cannot be read": (
        "kolonnen rummer celler af typen {kind}, som ikke kan læses"
    ),
    "texts or whole numbers": "tekster eller hele tal",
    "words or numbers": "ord eller tal",
    "words, or lists of them": "ord eller lister af dem",
    "days, or texts that say them": "dage eller tekster, der siger dem",
    "truth values, or words for them": "sandhedsværdier eller ord for dem",
    "whole numbers": "hele tal",
    "numbers": "tal",
    "this is no table that can be read": "det er ikke en tabel, der kan læses",
    "a polars frame, or what gives an Arrow stream": "en tabel af polars, eller noget, der giver sig selv som Arrow",
    "reading this takes the package {module}": "det kræver pakken {module} at læse dette",
    "pip install 'kontaktforloeb[{extra}]'": "pip install 'kontaktforloeb[{extra}]'",
    "queries are for a database, and this is none": "forespørgsler er til en database, og det er dette ikke",
    "the query gives no rows": "forespørgslen giver ingen rækker",
    "the query is more than one statement": "forespørgslen er mere end én sætning",
    "one SELECT": "én SELECT",
    "this is nothing that can be read": "det er ikke noget, der kan læses",
    "a folder, .csv, .parquet, .xlsx, .xlsm, .xlsb, .xls, DuckDB, SQLite, postgresql://": (
        "en mappe, .csv, .parquet, .xlsx, .xlsm, .xlsb, .xls, DuckDB, SQLite, postgresql://"
    ),
}
