-- A person may say what a cell holds in which nothing was read, or that nothing stands where a figure was read. What was
-- corrected keeps, beside it, what the program read. A run keeps the rules of the user's that it checked with.

-- +goose Up

ALTER TABLE corrections DROP CONSTRAINT corrections_was_check, DROP CONSTRAINT corrections_correct_check;
COMMENT ON COLUMN corrections.was IS 'as the program read it; empty for a cell read as blank';
COMMENT ON COLUMN corrections.correct IS 'as the person reads it; empty where nothing stands there';

ALTER TABLE facts ADD COLUMN read_as TEXT COLLATE "C"; -- as the program read it; NULL where nobody corrected it
ALTER TABLE cells ADD COLUMN correct TEXT COLLATE "C"; -- as persons read it; NULL where nobody corrected it
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
  run  BIGINT NOT NULL REFERENCES runs (id),
  seq  INTEGER NOT NULL,                               -- the order the files were given in
  name TEXT COLLATE "C" NOT NULL,
  text TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (run, seq)
);

-- +goose Down
-- There is no way back: a store of an older version is made again from the documents.
