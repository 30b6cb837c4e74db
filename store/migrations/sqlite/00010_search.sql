-- +goose Up

-- What can be searched: a row for each page of a document, and one with page 0 for its title and publisher. The number is
-- never used again, so that what the index says of pages that are gone leads nowhere.
CREATE TABLE search_pages (
  docid    INTEGER PRIMARY KEY AUTOINCREMENT,
  document INTEGER NOT NULL REFERENCES documents (id),
  page     INTEGER NOT NULL
) STRICT;
CREATE INDEX search_pages_by_document ON search_pages (document);

-- The index of them: pairs of neighbouring Chinese characters, and words of other scripts, as store/search.go makes
-- them of text. It keeps no text.
CREATE VIRTUAL TABLE search USING fts4 (head, body, content="", matchinfo="fts3", tokenize=simple);

-- +goose Down
-- There is no way back: a store of an older version is made again from the documents.
