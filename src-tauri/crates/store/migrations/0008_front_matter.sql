-- What a file's front matter says besides our fields: kept as it was written, written out again.
CREATE TABLE front_matter (
    draft INTEGER PRIMARY KEY REFERENCES drafts (number) ON DELETE CASCADE,
    yaml  TEXT    NOT NULL
) STRICT;

-- A library that is older than the search is looked through, too.
INSERT OR IGNORE INTO search_due (draft)
    SELECT number FROM drafts WHERE number NOT IN (SELECT rowid FROM search);
