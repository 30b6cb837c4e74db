-- The store of gouji on SQLite. docs/store.md says how to query it; the views at the end are what it promises.
-- Every table that holds a document's content is replaced as a whole, in one transaction, when the document is
-- read again. Money is TEXT, an exact decimal; it never passes through REAL. Boxes are points (1/72 inch) from
-- the page's top left. Pages count from 1, rows and columns of tables from 0. Times are UTC, RFC 3339.

-- +goose Up

-- One call of a command that changes the store.
CREATE TABLE runs (
  id                INTEGER PRIMARY KEY AUTOINCREMENT,
  command           TEXT NOT NULL,
  program_version   TEXT NOT NULL,
  extractor_version TEXT NOT NULL,
  started           TEXT NOT NULL,
  finished          TEXT,                              -- NULL while it runs, and after a crash
  outcome           TEXT NOT NULL DEFAULT 'running'
                    CHECK (outcome IN ('running', 'done', 'partial', 'interrupted')),
  read              INTEGER NOT NULL DEFAULT 0,        -- documents read
  unchanged         INTEGER NOT NULL DEFAULT 0,        -- documents skipped
  failed            INTEGER NOT NULL DEFAULT 0         -- documents that could not be read
) STRICT;

-- One document: one content, whatever its files are called.
CREATE TABLE documents (
  id                INTEGER PRIMARY KEY,
  sha256            TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64),
  size              INTEGER NOT NULL,                  -- bytes
  pages             INTEGER NOT NULL DEFAULT 0,
  title             TEXT NOT NULL DEFAULT '',
  publisher         TEXT NOT NULL DEFAULT '',
  year              INTEGER,                           -- NULL where unknown
  kind              TEXT NOT NULL DEFAULT '',          -- budget, final-account, other
  state             TEXT NOT NULL CHECK (state IN ('fetched', 'extracted', 'checked', 'failed')),
  extractor_version TEXT NOT NULL DEFAULT '',          -- what read it, or failed to
  error_class       TEXT NOT NULL DEFAULT '',
  error_zh          TEXT NOT NULL DEFAULT '',          -- why it could not be read, and what to do
  error_en          TEXT NOT NULL DEFAULT '',
  attempts          INTEGER NOT NULL DEFAULT 0,        -- failures since it was last read
  first_seen        TEXT NOT NULL,
  changed           TEXT NOT NULL,                     -- when state last changed
  checked_run       INTEGER REFERENCES runs (id)       -- the run that last reconciled it
) STRICT;
CREATE INDEX documents_by_publisher ON documents (publisher, year);
CREATE INDEX documents_by_state ON documents (state);

-- The files a document was found in. A file whose content changed has a row for each content, one of them current.
CREATE TABLE paths (
  path       TEXT NOT NULL,
  document   INTEGER NOT NULL REFERENCES documents (id),
  first_seen TEXT NOT NULL,
  last_seen  TEXT NOT NULL,
  current    INTEGER NOT NULL CHECK (current IN (0, 1)),
  PRIMARY KEY (path, document)
) STRICT, WITHOUT ROWID;
CREATE INDEX paths_by_document ON paths (document);

-- What a document states, whole, for the rules: the fact.Set as JSON, compressed with gzip. The tables facts, forms and
-- sentences are made from the same set for people to query; the rules read this alone.
CREATE TABLE fact_sets (
  document INTEGER PRIMARY KEY REFERENCES documents (id),
  format   INTEGER NOT NULL,
  data     BLOB NOT NULL
) STRICT;

CREATE TABLE pages (
  document INTEGER NOT NULL REFERENCES documents (id),
  page     INTEGER NOT NULL,
  width    REAL NOT NULL,
  height   REAL NOT NULL,
  source   TEXT NOT NULL,                              -- text or ocr
  reader   TEXT NOT NULL,
  words    INTEGER NOT NULL,
  PRIMARY KEY (document, page)
) STRICT, WITHOUT ROWID;

CREATE TABLE tables (
  document    INTEGER NOT NULL REFERENCES documents (id),
  seq         INTEGER NOT NULL,
  table_id    TEXT NOT NULL,
  title       TEXT NOT NULL,
  unit        TEXT NOT NULL,
  pages       TEXT NOT NULL,                           -- JSON array
  row_count   INTEGER NOT NULL,
  col_count   INTEGER NOT NULL,
  header_rows INTEGER NOT NULL,
  above       TEXT NOT NULL,                           -- JSON array of the lines printed over the grid
  notes       TEXT NOT NULL,                           -- JSON array of the lines printed below it
  PRIMARY KEY (document, table_id)
) STRICT, WITHOUT ROWID;

-- Merged cells stand once, at their top-left position; empty ones are here too.
CREATE TABLE cells (
  document   INTEGER NOT NULL,
  table_id   TEXT NOT NULL,
  cell_row   INTEGER NOT NULL,
  cell_col   INTEGER NOT NULL,
  rowspan    INTEGER NOT NULL,
  colspan    INTEGER NOT NULL,
  text       TEXT NOT NULL,
  page       INTEGER NOT NULL,
  x0         REAL NOT NULL,
  y0         REAL NOT NULL,
  x1         REAL NOT NULL,
  y1         REAL NOT NULL,
  source     TEXT NOT NULL,
  confidence REAL NOT NULL,
  rest       TEXT NOT NULL DEFAULT '',                 -- JSON array: parts on later pages, [page, x0, y0, x1, y1] each
  PRIMARY KEY (document, table_id, cell_row, cell_col),
  FOREIGN KEY (document, table_id) REFERENCES tables (document, table_id)
) STRICT, WITHOUT ROWID;

-- A table recognised as an official form.
CREATE TABLE forms (
  document   INTEGER NOT NULL REFERENCES documents (id),
  seq        INTEGER NOT NULL,
  form       TEXT NOT NULL,
  instance   INTEGER NOT NULL,
  title      TEXT NOT NULL,
  table_id   TEXT NOT NULL,
  unit       TEXT NOT NULL,
  publisher  TEXT NOT NULL,
  year       INTEGER,
  empty_note TEXT NOT NULL,
  page       INTEGER NOT NULL,
  doubts     TEXT NOT NULL,                            -- JSON array of reasons, each {"zh": …, "en": …}
  PRIMARY KEY (document, seq)
) STRICT, WITHOUT ROWID;

-- The narrative, sentence by sentence.
CREATE TABLE sentences (
  document INTEGER NOT NULL REFERENCES documents (id),
  seq      INTEGER NOT NULL,
  section  TEXT NOT NULL,                              -- JSON array of headings from the top
  topic    TEXT NOT NULL,
  text     TEXT NOT NULL,
  page     INTEGER NOT NULL,
  x0       REAL NOT NULL,
  y0       REAL NOT NULL,
  x1       REAL NOT NULL,
  y1       REAL NOT NULL,
  unbound  INTEGER NOT NULL,                           -- figures that were not understood
  PRIMARY KEY (document, seq)
) STRICT, WITHOUT ROWID;

-- One figure, or one piece of text, with its meaning. form_seq or sentence_seq says where it comes from.
CREATE TABLE facts (
  document     INTEGER NOT NULL REFERENCES documents (id),
  seq          INTEGER NOT NULL,
  form         TEXT NOT NULL,
  form_seq     INTEGER,
  sentence_seq INTEGER,
  row_id       TEXT NOT NULL,
  row_name     TEXT NOT NULL,
  column_id    TEXT NOT NULL,
  column_path  TEXT NOT NULL,
  state        TEXT NOT NULL,                          -- number, zero, dash, blank, text, unreadable, or empty
  value        TEXT,                                   -- decimal, in unit; NULL unless state is number or zero
  base         TEXT,                                   -- the same in 元 for money, else unchanged
  unit         TEXT NOT NULL,
  places       INTEGER NOT NULL,                       -- decimals as printed
  printed      TEXT NOT NULL,
  text         TEXT NOT NULL,
  page         INTEGER NOT NULL,
  x0           REAL NOT NULL,
  y0           REAL NOT NULL,
  x1           REAL NOT NULL,
  y1           REAL NOT NULL,
  table_id     TEXT NOT NULL,                          -- empty for running text
  cell_row     INTEGER,
  cell_col     INTEGER,
  source       TEXT NOT NULL,
  confidence   REAL NOT NULL,
  uncertain_zh TEXT NOT NULL,                          -- why the reading is not sure; empty when it is
  uncertain_en TEXT NOT NULL,
  PRIMARY KEY (document, seq),
  FOREIGN KEY (document, form_seq) REFERENCES forms (document, seq),
  FOREIGN KEY (document, sentence_seq) REFERENCES sentences (document, seq)
) STRICT, WITHOUT ROWID;

-- Running text that stands in no table.
CREATE TABLE paragraphs (
  document INTEGER NOT NULL REFERENCES documents (id),
  seq      INTEGER NOT NULL,
  page     INTEGER NOT NULL,
  x0       REAL NOT NULL,
  y0       REAL NOT NULL,
  x1       REAL NOT NULL,
  y1       REAL NOT NULL,
  text     TEXT NOT NULL,
  heading  INTEGER NOT NULL CHECK (heading IN (0, 1)),
  PRIMARY KEY (document, seq)
) STRICT, WITHOUT ROWID;

-- Spots that could not be read.
CREATE TABLE problems (
  document INTEGER NOT NULL REFERENCES documents (id),
  seq      INTEGER NOT NULL,
  page     INTEGER NOT NULL,                           -- 0 for the whole document
  code     TEXT NOT NULL,
  message_zh TEXT NOT NULL,
  message_en TEXT NOT NULL,
  PRIMARY KEY (document, seq)
) STRICT, WITHOUT ROWID;

-- Contradictions. A row is never deleted: one that a later check no longer finds keeps its old last_run.
-- The id is the same for the same contradiction in another file or a later version of the document.
CREATE TABLE findings (
  id          TEXT NOT NULL,
  document    INTEGER NOT NULL REFERENCES documents (id),
  seq         INTEGER NOT NULL,                        -- its place among the document's findings
  rule        TEXT NOT NULL,
  level       TEXT NOT NULL CHECK (level IN ('error', 'warning', 'note')),
  kind        TEXT NOT NULL,                           -- contradiction, rounding, form
  form        TEXT NOT NULL,                           -- form, row and column it is about
  row_id      TEXT NOT NULL,
  column_id   TEXT NOT NULL,
  title_zh    TEXT NOT NULL,
  title_en    TEXT NOT NULL,
  message_zh  TEXT NOT NULL,
  message_en  TEXT NOT NULL,
  question_zh TEXT NOT NULL,
  question_en TEXT NOT NULL,
  formula     TEXT NOT NULL,
  expected    TEXT NOT NULL,                           -- decimals in unit; empty where no amounts are compared
  found       TEXT NOT NULL,
  difference  TEXT NOT NULL,
  unit        TEXT NOT NULL,
  json        TEXT NOT NULL,                           -- the finding whole, in both languages
  first_run   INTEGER NOT NULL REFERENCES runs (id),   -- the first run that found it, in any version
  changed_run INTEGER NOT NULL REFERENCES runs (id),   -- the run that last changed its content
  last_run    INTEGER NOT NULL REFERENCES runs (id),   -- the last run that found it
  PRIMARY KEY (id, document)
) STRICT, WITHOUT ROWID;
CREATE INDEX findings_by_document ON findings (document);
CREATE INDEX findings_by_rule ON findings (rule);

-- What a finding rests on: its operands, as printed.
CREATE TABLE evidence (
  finding   TEXT NOT NULL,
  document  INTEGER NOT NULL,
  seq       INTEGER NOT NULL,
  page      INTEGER NOT NULL,
  x0        REAL NOT NULL,
  y0        REAL NOT NULL,
  x1        REAL NOT NULL,
  y1        REAL NOT NULL,
  label     TEXT NOT NULL,                             -- row and column headings, or the subject
  text      TEXT NOT NULL,
  value     TEXT NOT NULL,
  unit      TEXT NOT NULL,
  table_id  TEXT NOT NULL,                             -- empty for running text
  cell_row  INTEGER,
  cell_col  INTEGER,
  source    TEXT NOT NULL,
  witnesses TEXT NOT NULL,                             -- JSON array of readers
  PRIMARY KEY (finding, document, seq),
  FOREIGN KEY (finding, document) REFERENCES findings (id, document)
) STRICT, WITHOUT ROWID;

-- What every rule came to, for every document.
CREATE TABLE ledger (
  document  INTEGER NOT NULL REFERENCES documents (id),
  rule      TEXT NOT NULL,
  outcome   TEXT NOT NULL CHECK (outcome IN ('holds', 'fires', 'not-applicable', 'insufficient')),
  checked   INTEGER NOT NULL,                          -- how many comparisons were made
  reason_zh TEXT NOT NULL,
  reason_en TEXT NOT NULL,
  failure   TEXT NOT NULL,                             -- set where the rule itself broke
  PRIMARY KEY (document, rule)
) STRICT, WITHOUT ROWID;

-- ---------------------------------------------------------------------------------------------------------------
-- Views: what a person queries. They keep their columns from version to version; new ones are added at the end.

-- A document and the file it is found in: the first by name of those that have this content now, or had it last.
CREATE VIEW v_documents AS
SELECT d.sha256,
  coalesce((SELECT min(p.path) FROM paths p WHERE p.document = d.id AND p.current = 1),
           (SELECT min(p.path) FROM paths p WHERE p.document = d.id)) AS path,
  EXISTS (SELECT 1 FROM paths p WHERE p.document = d.id AND p.current = 1) AS current,
  d.size, d.pages, d.title, d.publisher, d.year, d.kind, d.state, d.extractor_version, d.error_class, d.error_zh, d.error_en,
  d.attempts, d.first_seen, d.changed, d.checked_run,
  (SELECT count(*) FROM tables t WHERE t.document = d.id) AS table_count,
  (SELECT count(*) FROM facts f WHERE f.document = d.id) AS fact_count,
  (SELECT count(*) FROM problems p WHERE p.document = d.id) AS problem_count,
  d.id AS document
FROM documents d;

CREATE VIEW v_paths AS
SELECT p.path, d.sha256, p.current, p.first_seen, p.last_seen
FROM paths p JOIN documents d ON d.id = p.document;

CREATE VIEW v_pages AS
SELECT d.sha256, p.page, p.width, p.height, p.source, p.reader, p.words, p.document
FROM pages p JOIN documents d ON d.id = p.document;

-- A table; form is empty where none was recognised, and the forms joined by a comma where it holds several.
CREATE VIEW v_tables AS
SELECT d.sha256, d.publisher, d.year, d.kind, t.table_id, t.title,
  coalesce((SELECT group_concat(DISTINCT f.form) FROM forms f
            WHERE f.document = t.document AND f.table_id = t.table_id), '') AS form,
  t.unit, t.pages, t.row_count, t.col_count, t.header_rows, t.above, t.notes, t.document, t.seq
FROM tables t JOIN documents d ON d.id = t.document;

CREATE VIEW v_cells AS
SELECT d.sha256, c.table_id, c.cell_row, c.cell_col, c.rowspan, c.colspan, c.text, c.page, c.x0, c.y0, c.x1, c.y1,
  c.source, c.confidence, c.rest, c.document
FROM cells c JOIN documents d ON d.id = c.document;

-- A figure or a piece of text with its meaning. CAST(base AS REAL) is for sorting and plotting, not for sums.
CREATE VIEW v_facts AS
SELECT d.sha256, d.publisher, d.year, d.kind, f.form, f.row_id, f.row_name, f.column_id, f.column_path, f.state,
  f.value, f.unit, f.base, f.printed, f.text, f.page, f.x0, f.y0, f.x1, f.y1, f.table_id, f.cell_row, f.cell_col,
  f.source, f.confidence, f.uncertain_zh, f.uncertain_en, s.text AS sentence, f.document, f.seq
FROM facts f JOIN documents d ON d.id = f.document
LEFT JOIN sentences s ON s.document = f.document AND s.seq = f.sentence_seq;

CREATE VIEW v_sentences AS
SELECT d.sha256, d.publisher, d.year, d.kind, s.section, s.topic, s.text, s.page, s.x0, s.y0, s.x1, s.y1, s.unbound,
  s.document, s.seq
FROM sentences s JOIN documents d ON d.id = s.document;

CREATE VIEW v_problems AS
SELECT d.sha256, d.publisher, d.year, p.page, p.code, p.message_zh, p.message_en, p.document, p.seq
FROM problems p JOIN documents d ON d.id = p.document;

-- status compares with the last check of the document: new, unchanged, updated (found again with other figures or
-- words), absent (no longer found).
CREATE VIEW v_findings AS
SELECT f.id, f.rule, f.level, f.kind AS finding_kind,
  CASE WHEN f.last_run < d.checked_run THEN 'absent'
       WHEN f.first_run = d.checked_run THEN 'new'
       WHEN f.changed_run = d.checked_run THEN 'updated'
       ELSE 'unchanged' END AS status,
  d.sha256, d.publisher, d.year, d.kind, f.form, f.row_id, f.column_id, f.title_zh, f.title_en, f.message_zh,
  f.message_en, f.question_zh, f.question_en, f.formula, f.expected, f.found, f.difference, f.unit,
  (SELECT group_concat(page) FROM (SELECT DISTINCT e.page FROM evidence e
     WHERE e.finding = f.id AND e.document = f.document ORDER BY e.page)) AS pages,
  f.first_run, f.changed_run, f.last_run, f.json, f.document, f.seq
FROM findings f JOIN documents d ON d.id = f.document;

CREATE VIEW v_evidence AS
SELECT e.finding, d.sha256, e.page, e.x0, e.y0, e.x1, e.y1, e.label, e.text, e.value, e.unit, e.table_id, e.cell_row,
  e.cell_col, e.source, e.witnesses, e.document, e.seq
FROM evidence e JOIN documents d ON d.id = e.document;

CREATE VIEW v_ledger AS
SELECT d.sha256, d.publisher, d.year, d.kind, l.rule, l.outcome, l.checked, l.reason_zh, l.reason_en, l.failure,
  l.document
FROM ledger l JOIN documents d ON d.id = l.document;

CREATE VIEW v_runs AS
SELECT id, command, program_version, extractor_version, started, finished, outcome, read, unchanged, failed FROM runs;

-- "gouj" in ASCII: how the program knows its own files.
PRAGMA application_id = 1735357802;

-- +goose Down
-- There is no way back: a store of an older version is made again from the documents.
