-- Words of the drafts, as they are looked for: folded (é → e, œ → oe), each once, parted by
-- spaces. That is why the tokenizer is `ascii` (it parts at ASCII punctuation and takes all else
-- as it comes), why no content is stored, and why neither columns nor positions are: what a
-- search costs at 100,000 drafts is the length of these lists.
CREATE VIRTUAL TABLE search USING fts5 (
    words,
    content = '', contentless_delete = 1, detail = none, tokenize = 'ascii', prefix = '2 3'
);

-- The headlines' words once more: a match here weighs more than one in the text.
CREATE VIRTUAL TABLE search_headlines USING fts5 (
    words,
    content = '', contentless_delete = 1, detail = none, tokenize = 'ascii', prefix = '2 3'
);

-- Drafts whose words changed since they were indexed. A megabyte takes a while to index, and a
-- keystroke must not wait for it: the writer does it when it has nothing else to do.
CREATE TABLE search_due (
    draft INTEGER PRIMARY KEY REFERENCES drafts (number) ON DELETE CASCADE
) STRICT;
