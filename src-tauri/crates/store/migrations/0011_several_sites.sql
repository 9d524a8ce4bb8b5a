-- One draft on several sites, held back until its hour, corrected in public.

ALTER TABLE drafts ADD COLUMN embargo INTEGER;
ALTER TABLE drafts ADD COLUMN corrections TEXT NOT NULL DEFAULT '[]';   -- JSON
ALTER TABLE drafts ADD COLUMN destinations TEXT NOT NULL DEFAULT '{}';  -- JSON: what it says otherwise, by site

-- No article there has two drafts here.
CREATE INDEX publications_by_remote_id ON publications (site, remote_id);

-- A dispatch of what the site had already: nothing was sent.
ALTER TABLE receipts ADD COLUMN nothing_sent INTEGER NOT NULL DEFAULT 0;

-- Published articles that are brought into the library: what was asked for, and how much of it is known.
CREATE TABLE imports (
    id             BLOB    NOT NULL PRIMARY KEY,
    site           BLOB    NOT NULL REFERENCES sites (id) ON DELETE CASCADE,
    words          TEXT,                                   -- what was looked for; none where articles were named
    state          TEXT    NOT NULL CHECK (state IN ('running', 'done', 'cancelled', 'failed')),
    made_at        INTEGER NOT NULL,
    next_part      TEXT,                                   -- what leads to the rest of the site's list
    listed         INTEGER NOT NULL,                       -- whether that list was read whole
    total          INTEGER,                                -- how many the site says there are
    failure        TEXT,
    failure_detail TEXT
) STRICT, WITHOUT ROWID;

-- The articles of an import, and what became of each.
CREATE TABLE import_articles (
    import         BLOB    NOT NULL REFERENCES imports (id) ON DELETE CASCADE,
    position       INTEGER NOT NULL,
    remote_id      TEXT    NOT NULL,
    headline       TEXT    NOT NULL,
    address        TEXT    NOT NULL,
    state          TEXT    NOT NULL CHECK (state IN ('waiting', 'brought', 'known', 'failed')),
    draft          BLOB,                                   -- it may be deleted for good
    noted          TEXT    NOT NULL DEFAULT '',            -- JSON: what could not be kept; empty for nothing
    failure        TEXT,
    failure_detail TEXT,
    PRIMARY KEY (import, position),
    UNIQUE (import, remote_id)
) STRICT, WITHOUT ROWID;

-- What sites look like that give no theme away, learnt from a page of theirs: for previews without a network.
CREATE TABLE site_looks (
    site      BLOB    NOT NULL PRIMARY KEY REFERENCES sites (id) ON DELETE CASCADE,
    learnt_at INTEGER NOT NULL,
    address   TEXT    NOT NULL,                            -- the page
    said      TEXT    NOT NULL                             -- JSON: templates, style sheet, what is left out
) STRICT;

CREATE TABLE look_fonts (
    site  BLOB NOT NULL REFERENCES site_looks (site) ON DELETE CASCADE,
    name  TEXT NOT NULL,                                   -- as the style sheet asks for it
    bytes BLOB NOT NULL,
    PRIMARY KEY (site, name)
) STRICT;
CREATE INDEX look_fonts_by_name ON look_fonts (name);

-- Whether others read what lies in a work folder: an embargo holds drafts back from it.
ALTER TABLE folders ADD COLUMN published INTEGER NOT NULL DEFAULT 0;

-- What left under embargo, and why. No reference to the draft: the row outlives it.
CREATE TABLE embargo_overrides (
    number    INTEGER PRIMARY KEY,
    draft     BLOB    NOT NULL CHECK (length(draft) = 16),
    until     INTEGER NOT NULL,                            -- the end of the embargo as it then was
    act       TEXT    NOT NULL,                            -- 'publish', 'preview_link', 'export' or 'mirror'
    reason    TEXT    NOT NULL CHECK (reason <> ''),
    made_at   INTEGER NOT NULL,
    dispatch  BLOB    CHECK (length(dispatch) = 16)        -- the promise that it let through
) STRICT;
CREATE INDEX embargo_overrides_of_draft ON embargo_overrides (draft, number);
CREATE INDEX embargo_overrides_of_dispatch ON embargo_overrides (dispatch) WHERE dispatch IS NOT NULL;
