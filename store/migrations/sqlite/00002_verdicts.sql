-- What persons say of findings, evidence that stands in another document, and code-name pairs that many documents print.

-- +goose Up

-- The figures a finding states, as a hash: what tells another figure from another wording. Empty until the next check.
ALTER TABLE findings ADD COLUMN value_hash TEXT NOT NULL DEFAULT '';

-- The SHA-256 of the document a quotation stands in, where that is not the finding's own.
ALTER TABLE evidence ADD COLUMN other_sha256 TEXT NOT NULL DEFAULT '';

-- What a person said of a finding, and of which figures. Rows are added and never changed: the last one holds.
CREATE TABLE verdicts (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  finding    TEXT NOT NULL,
  document   INTEGER NOT NULL REFERENCES documents (id), -- the document it was judged in
  verdict    TEXT NOT NULL CHECK (verdict IN ('confirmed', 'dismissed', 'published')),
  why        TEXT NOT NULL CHECK (why <> '' OR verdict <> 'dismissed'),
  reviewer   TEXT NOT NULL CHECK (reviewer <> ''),
  at         TEXT NOT NULL,
  value_hash TEXT NOT NULL
) STRICT;
CREATE INDEX verdicts_by_finding ON verdicts (finding);

-- +goose StatementBegin
CREATE TRIGGER verdicts_stay BEFORE UPDATE ON verdicts
BEGIN SELECT RAISE(ABORT, 'verdicts are added, never changed'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER verdicts_are_kept BEFORE DELETE ON verdicts
BEGIN SELECT RAISE(ABORT, 'verdicts are added, never removed'); END;
-- +goose StatementEnd

-- status compares with the last check of the document: new, unchanged, updated (other figures), absent (no longer found),
-- reopened (dismissed, and its figures have changed since). A verdict is of figures: one on others is no longer shown.
DROP VIEW v_findings;
CREATE VIEW v_findings AS
SELECT f.id, f.rule, f.level, f.kind AS finding_kind,
  CASE WHEN f.last_run < d.checked_run THEN 'absent'
       WHEN v.verdict = 'dismissed' AND f.value_hash NOT IN ('', v.value_hash) THEN 'reopened'
       WHEN f.first_run = d.checked_run THEN 'new'
       WHEN f.changed_run = d.checked_run THEN 'updated'
       ELSE 'unchanged' END AS status,
  d.sha256, d.publisher, d.year, d.kind, f.form, f.row_id, f.column_id, f.title_zh, f.title_en, f.message_zh,
  f.message_en, f.question_zh, f.question_en, f.formula, f.expected, f.found, f.difference, f.unit,
  (SELECT group_concat(page) FROM (SELECT DISTINCT e.page FROM evidence e
     WHERE e.finding = f.id AND e.document = f.document AND e.other_sha256 = '' ORDER BY e.page)) AS pages,
  f.first_run, f.changed_run, f.last_run, f.json, f.document, f.seq,
  CASE WHEN f.value_hash IN ('', v.value_hash) THEN coalesce(v.verdict, '') ELSE '' END AS verdict,
  CASE WHEN f.value_hash IN ('', v.value_hash) THEN coalesce(v.why, '') ELSE '' END AS verdict_why,
  CASE WHEN f.value_hash IN ('', v.value_hash) THEN coalesce(v.reviewer, '') ELSE '' END AS verdict_by,
  CASE WHEN f.value_hash IN ('', v.value_hash) THEN coalesce(v.at, '') ELSE '' END AS verdict_at,
  f.value_hash
FROM findings f JOIN documents d ON d.id = f.document
LEFT JOIN verdicts v ON v.id = (SELECT max(w.id) FROM verdicts w WHERE w.finding = f.id);

-- What persons said of findings, in the order they said it. holds is 1 for the last verdict of a finding whose figures
-- are still those it was given for.
CREATE VIEW v_verdicts AS
SELECT v.id AS verdict_id, v.finding, v.verdict, v.why AS verdict_why, v.reviewer AS verdict_by, v.at AS verdict_at,
  v.id = (SELECT max(w.id) FROM verdicts w WHERE w.finding = v.finding)
    AND EXISTS (SELECT 1 FROM findings f WHERE f.id = v.finding AND f.value_hash IN ('', v.value_hash)) AS holds,
  (SELECT min(f.rule) FROM findings f WHERE f.id = v.finding) AS rule,
  (SELECT f.title_zh FROM findings f WHERE f.id = v.finding AND f.document = v.document) AS title_zh,
  (SELECT f.title_en FROM findings f WHERE f.id = v.finding AND f.document = v.document) AS title_en,
  d.sha256, d.publisher, d.year, d.kind, v.value_hash, v.document
FROM verdicts v JOIN documents d ON d.id = v.document;

DROP VIEW v_evidence;
CREATE VIEW v_evidence AS
SELECT e.finding, d.sha256, e.page, e.x0, e.y0, e.x1, e.y1, e.label, e.text, e.value, e.unit, e.table_id, e.cell_row,
  e.cell_col, e.source, e.witnesses, e.document, e.seq, e.other_sha256
FROM evidence e JOIN documents d ON d.id = e.document;

-- Code and name as tables of a year print them. Three publishers or more that print a pair confirm it; a name that was
-- read from an image or is not sure says nothing.
CREATE VIEW v_code_names AS
SELECT f.row_id AS code, f.row_name AS name, d.year, count(DISTINCT d.id) AS documents,
  count(DISTINCT nullif(d.publisher, '')) AS publishers,
  CASE WHEN count(DISTINCT nullif(d.publisher, '')) >= 3 THEN 'confirmed' ELSE 'seen' END AS status
FROM facts f JOIN documents d ON d.id = f.document
WHERE f.table_id <> '' AND f.source = 'text' AND f.uncertain_zh = '' AND f.row_name <> ''
  AND f.row_id NOT GLOB '*[^0-9]*' AND length(f.row_id) IN (3, 5, 7)
GROUP BY f.row_id, f.row_name, d.year;

-- +goose Down
-- There is no way back: a store of an older version is made again from the documents.
