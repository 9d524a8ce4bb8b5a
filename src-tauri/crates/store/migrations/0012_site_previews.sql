-- Drafts that are seen on a site before they are out: articles of their own there, tied to nothing. No reference to
-- the draft: it may be deleted for good before its preview is.

CREATE TABLE site_previews (
    draft          BLOB    NOT NULL CHECK (length(draft) = 16),
    site           BLOB    NOT NULL REFERENCES sites (id) ON DELETE CASCADE,
    remote_id      TEXT,                                   -- none while no answer came: it may be there
    address        TEXT,
    sent_at        INTEGER NOT NULL,
    leaves         INTEGER NOT NULL DEFAULT 0,             -- it is to be taken away: the article is out, the draft gone
    attempts       INTEGER NOT NULL DEFAULT 0,             -- to take it away
    next_try       INTEGER,
    failure        TEXT,
    failure_detail TEXT,
    PRIMARY KEY (draft, site)
) STRICT, WITHOUT ROWID;
