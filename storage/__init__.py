"""Every line of SQL: tables, one file per repository, the unit of work, sealing, migrations."""
