-- What belongs to no single draft.

CREATE TABLE settings (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL                                    -- JSON
) STRICT, WITHOUT ROWID;

CREATE TABLE pictures (
    hash      TEXT    PRIMARY KEY,                         -- SHA-256, hexadecimal; the bytes are a file of this name
    kind      TEXT    NOT NULL,
    width     INTEGER NOT NULL,
    height    INTEGER NOT NULL,
    bytes_len INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
