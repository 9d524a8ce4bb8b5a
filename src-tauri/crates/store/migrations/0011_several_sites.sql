-- One draft on several sites, held back until its hour, corrected in public.

ALTER TABLE drafts ADD COLUMN embargo INTEGER;
ALTER TABLE drafts ADD COLUMN corrections TEXT NOT NULL DEFAULT '[]';   -- JSON
ALTER TABLE drafts ADD COLUMN destinations TEXT NOT NULL DEFAULT '{}';  -- JSON: what it says otherwise, by site

-- No article there has two drafts here.
CREATE INDEX publications_by_remote_id ON publications (site, remote_id);
