-- A person may say what a cell holds in which nothing was read, or that nothing stands where a figure was read. What was
-- corrected keeps, beside it, what the program read. A run keeps the rules of the user's that it checked with.

-- +goose Up

-- SQLite cannot change a CHECK: the table is made again, with its rows, its index, its guards and its view.
DROP VIEW v_corrections;
CREATE TABLE corrections_before AS SELECT * FROM corrections;
DROP TABLE corrections;
CREATE TABLE corrections (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  document  INTEGER NOT NULL REFERENCES documents (id),
  page      INTEGER NOT NULL CHECK (page >= 1),
  x0        REAL NOT NULL,
  y0        REAL NOT NULL,
  x1        REAL NOT NULL,
  y1        REAL NOT NULL,
  was       TEXT NOT NULL,                             -- as the program read it; empty for a cell read as blank
  correct   TEXT NOT NULL,                             -- as the person reads it; empty where nothing stands there
  why       TEXT NOT NULL,
  reviewer  TEXT NOT NULL CHECK (reviewer <> ''),
  at        TEXT NOT NULL
) STRICT;
INSERT INTO corrections (id, document, page, x0, y0, x1, y1, was, correct, why, reviewer, at)
SELECT id, document, page, x0, y0, x1, y1, was, correct, why, reviewer, at FROM corrections_before ORDER BY id;
DROP TABLE corrections_before;
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

ALTER TABLE facts ADD COLUMN read_as TEXT;             -- as the program read it; NULL where nobody corrected it
ALTER TABLE cells ADD COLUMN correct TEXT;             -- as persons read it; NULL where nobody corrected it
UPDATE facts SET read_as = (SELECT c.was FROM corrections c WHERE c.document = facts.document AND c.page = facts.page
    AND c.correct = facts.printed AND (facts.x0 + facts.x1) / 2 BETWEEN c.x0 AND c.x1 AND (facts.y0 + facts.y1) / 2 BETWEEN c.y0 AND c.y1
    ORDER BY c.id DESC LIMIT 1)
WHERE source = 'person' AND document IN (SELECT document FROM corrections);
UPDATE cells SET correct = (SELECT f.printed FROM facts f WHERE f.document = cells.document AND f.table_id = cells.table_id
    AND f.cell_row = cells.cell_row AND f.cell_col = cells.cell_col AND f.source = 'person' AND f.read_as = trim(cells.text) LIMIT 1)
WHERE document IN (SELECT document FROM corrections);

DROP VIEW v_cells;
CREATE VIEW v_cells AS
SELECT d.sha256, c.table_id, c.cell_row, c.cell_col, c.rowspan, c.colspan, coalesce(c.correct, c.text) AS text,
  c.page, c.x0, c.y0, c.x1, c.y1, CASE WHEN c.correct IS NULL THEN c.source ELSE 'person' END AS source,
  CASE WHEN c.correct IS NULL THEN c.confidence ELSE 1.0 END AS confidence, c.rest,
  CASE WHEN c.correct IS NOT NULL THEN c.text END AS read_as, c.document
FROM cells c JOIN documents d ON d.id = c.document;

DROP VIEW v_facts;
CREATE VIEW v_facts AS
SELECT d.sha256, d.publisher, d.year, d.kind, f.form, f.row_id, f.row_name, f.column_id, f.column_path, f.state,
  f.value, f.unit, f.base, f.printed, f.text, f.page, f.x0, f.y0, f.x1, f.y1, f.table_id, f.cell_row, f.cell_col,
  f.source, f.confidence, f.uncertain_zh, f.uncertain_en, f.read_as, s.text AS sentence, f.document, f.seq
FROM facts f JOIN documents d ON d.id = f.document
LEFT JOIN sentences s ON s.document = f.document AND s.seq = f.sentence_seq;

-- A file of the user's rules that a run checked with.
CREATE TABLE run_rules (
  run  INTEGER NOT NULL REFERENCES runs (id),
  seq  INTEGER NOT NULL,                               -- the order the files were given in
  name TEXT NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (run, seq)
) STRICT, WITHOUT ROWID;

-- +goose Down
-- There is no way back: a store of an older version is made again from the documents.
