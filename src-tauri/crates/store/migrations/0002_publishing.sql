-- Where articles go, what is promised, and the proof that it was kept.

CREATE TABLE sites (
    id        BLOB    PRIMARY KEY CHECK (length(id) = 16),
    name      TEXT    NOT NULL,
    kind      TEXT    NOT NULL,
    url       TEXT    NOT NULL,
    language  TEXT    NOT NULL,
    time_zone TEXT    NOT NULL,
    sections  TEXT    NOT NULL,                            -- JSON: [[slug, name], …]
    seen_at   INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE publications (
    draft          BLOB    NOT NULL REFERENCES drafts (id) ON DELETE CASCADE,
    site           BLOB    NOT NULL REFERENCES sites (id),
    remote_id      TEXT    NOT NULL,
    address        TEXT    NOT NULL,
    slug           TEXT    NOT NULL,
    remote_version TEXT    NOT NULL,
    revision       BLOB    NOT NULL REFERENCES revisions (id),
    state          TEXT    NOT NULL CHECK (state IN ('live', 'unpublished')),
    published_at   INTEGER NOT NULL,
    updated_at     INTEGER,
    PRIMARY KEY (draft, site)
) STRICT, WITHOUT ROWID;

CREATE INDEX publications_of_revision ON publications (revision);

CREATE TABLE dispatches (
    number         INTEGER PRIMARY KEY,
    id             BLOB    NOT NULL UNIQUE CHECK (length(id) = 16),
    draft          BLOB    NOT NULL REFERENCES drafts (id) ON DELETE CASCADE,
    site           BLOB    NOT NULL REFERENCES sites (id),
    operation      TEXT    NOT NULL CHECK (operation IN ('publish', 'update', 'unpublish')),
    revision       BLOB    NOT NULL REFERENCES revisions (id),
    made_at        INTEGER NOT NULL,
    not_before     INTEGER,
    not_after      INTEGER,
    state          TEXT    NOT NULL
        CHECK (state IN ('waiting', 'sending', 'unknown', 'done', 'failed', 'cancelled')),
    attempts       INTEGER NOT NULL,
    next_try       INTEGER,
    failure        TEXT,
    failure_detail TEXT
) STRICT;

CREATE INDEX dispatches_of_draft    ON dispatches (draft, made_at);
CREATE INDEX dispatches_of_revision ON dispatches (revision);
CREATE INDEX dispatches_by_date     ON dispatches (made_at);

-- At most one promise of a draft to a site is open: what "exactly once" rests on.
CREATE UNIQUE INDEX dispatches_open ON dispatches (draft, site)
    WHERE state IN ('waiting', 'sending', 'unknown');

CREATE TABLE receipts (
    dispatch       BLOB    PRIMARY KEY REFERENCES dispatches (id) ON DELETE CASCADE,
    answered_at    INTEGER NOT NULL,
    address        TEXT    NOT NULL,
    remote_version TEXT    NOT NULL,
    sent_hash      TEXT    NOT NULL,
    seen_hash      TEXT
) STRICT, WITHOUT ROWID;
