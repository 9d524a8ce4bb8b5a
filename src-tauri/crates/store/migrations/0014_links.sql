-- Pages that drafts link to, as they were when a draft first linked to them: enough to tell that one says something else now.

CREATE TABLE cited_pages (
    draft      INTEGER NOT NULL REFERENCES drafts (number) ON DELETE CASCADE,
    address    TEXT    NOT NULL,                           -- as it is asked: without a fragment
    read_at    INTEGER NOT NULL,
    title      TEXT    NOT NULL,
    paragraphs BLOB    NOT NULL,                           -- a hash of each one's words, 8 bytes, most significant first
    quotes     TEXT    NOT NULL,                           -- JSON: what the draft quotes and the page said, in the draft's words
    PRIMARY KEY (draft, address)
) STRICT, WITHOUT ROWID;
