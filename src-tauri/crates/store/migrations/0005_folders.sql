-- Work folders, and which file in them is which draft.

CREATE TABLE folders (
    number    INTEGER PRIMARY KEY,
    id        BLOB    NOT NULL UNIQUE CHECK (length(id) = 16),
    path      TEXT    NOT NULL UNIQUE,
    mirrored  TEXT    NOT NULL,                            -- 'all', 'found' or 'section:NAME'
    device    INTEGER,                                     -- what the folder was when it was last seen
    inode     INTEGER,
    born      INTEGER,
    added_at  INTEGER NOT NULL
) STRICT;

-- No reference to the draft: the row outlives it, so that its file is not taken for a new one.
CREATE TABLE mirrors (
    folder      INTEGER NOT NULL REFERENCES folders (number) ON DELETE CASCADE,
    draft       BLOB    NOT NULL CHECK (length(draft) = 16),
    path        TEXT    NOT NULL,                          -- below the folder, parts separated by /
    hash        TEXT    NOT NULL,                          -- SHA-256 of the file on which both last agreed
    device      INTEGER,
    inode       INTEGER,
    born        INTEGER,
    away        INTEGER NOT NULL DEFAULT 0,                -- the draft is in the bin, its file gone
    theirs_hash TEXT,                                      -- of the file that the writer is asked about
    PRIMARY KEY (folder, draft)
) STRICT, WITHOUT ROWID;

-- Apart from mirrors, so that a look at a folder does not read past megabytes of text.
CREATE TABLE mirror_texts (
    folder      INTEGER NOT NULL,
    draft       BLOB    NOT NULL,
    agreed      TEXT    NOT NULL,                          -- the file on which both last agreed
    asked_base  TEXT,                                      -- while the writer is asked: what both had, and what
    asked_theirs TEXT,                                     -- the other program wrote
    PRIMARY KEY (folder, draft),
    FOREIGN KEY (folder, draft) REFERENCES mirrors (folder, draft) ON DELETE CASCADE
) STRICT;
