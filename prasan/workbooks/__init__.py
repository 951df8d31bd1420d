"""Reading and writing spreadsheets. Knows no domain: tables of text in, tables of values out."""
