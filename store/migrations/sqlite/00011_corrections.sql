-- A publisher may explain a finding, and a person may say what a figure reads where it was misread.

-- +goose Up

-- SQLite cannot change a CHECK: the table is made again, with its rows, its index and its guards.
CREATE TABLE verdicts_before AS SELECT * FROM verdicts;
DROP TABLE verdicts;
CREATE TABLE verdicts (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  finding    TEXT NOT NULL,
  document   INTEGER NOT NULL REFERENCES documents (id), -- the document it was judged in
  verdict    TEXT NOT NULL CHECK (verdict IN ('confirmed', 'dismissed', 'explained', 'published')),
  why        TEXT NOT NULL CHECK (why <> '' OR verdict NOT IN ('dismissed', 'explained')),
  reviewer   TEXT NOT NULL CHECK (reviewer <> ''),
  at         TEXT NOT NULL,
  value_hash TEXT NOT NULL
) STRICT;
INSERT INTO verdicts (id, finding, document, verdict, why, reviewer, at, value_hash)
SELECT id, finding, document, verdict, why, reviewer, at, value_hash FROM verdicts_before ORDER BY id;
DROP TABLE verdicts_before;
CREATE INDEX verdicts_by_finding ON verdicts (finding);

-- +goose StatementBegin
CREATE TRIGGER verdicts_stay BEFORE UPDATE ON verdicts
BEGIN SELECT RAISE(ABORT, 'verdicts are added, never changed'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER verdicts_are_kept BEFORE DELETE ON verdicts
BEGIN SELECT RAISE(ABORT, 'verdicts are added, never removed'); END;
-- +goose StatementEnd

-- What a person says a figure reads, by its page, its box and what the program read there. Rows are added and never
-- changed: the last one of a place holds. They belong to the document's bytes, so another reading leaves them alone.
CREATE TABLE corrections (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  document  INTEGER NOT NULL REFERENCES documents (id),
  page      INTEGER NOT NULL CHECK (page >= 1),
  x0        REAL NOT NULL,
  y0        REAL NOT NULL,
  x1        REAL NOT NULL,
  y1        REAL NOT NULL,
  was       TEXT NOT NULL CHECK (was <> ''),     -- as the program read it
  correct   TEXT NOT NULL CHECK (correct <> ''), -- as the person reads it
  why       TEXT NOT NULL,
  reviewer  TEXT NOT NULL CHECK (reviewer <> ''),
  at        TEXT NOT NULL
) STRICT;
CREATE INDEX corrections_by_document ON corrections (document);

-- +goose StatementBegin
CREATE TRIGGER corrections_stay BEFORE UPDATE ON corrections
BEGIN SELECT RAISE(ABORT, 'corrections are added, never changed'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER corrections_are_kept BEFORE DELETE ON corrections
BEGIN SELECT RAISE(ABORT, 'corrections are added, never removed'); END;
-- +goose StatementEnd

CREATE VIEW v_corrections AS
SELECT c.id AS correction_id, d.sha256, d.publisher, d.year, d.kind, c.page, c.x0, c.y0, c.x1, c.y1, c.was, c.correct,
  c.why, c.reviewer, c.at, c.document
FROM corrections c JOIN documents d ON d.id = c.document;

-- +goose Down
-- There is no way back: a store of an older version is made again from the documents.
