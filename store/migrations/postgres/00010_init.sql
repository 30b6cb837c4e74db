-- The store of gouji on PostgreSQL: the tables and views of migrations/sqlite, as its migration of the same number leaves
-- them. docs/store.md says how to query it; the views at the end are what it promises, with the same columns.
-- Later changes have a file of the same number for each of the two. Text sorts by its bytes, as it does in SQLite,
-- whatever the database's locale. Money is text, an exact decimal. Boxes are points (1/72 inch) from the page's top left.
-- Pages count from 1, rows and columns of tables from 0. Times are UTC, RFC 3339.

-- +goose Up

-- One call of a command that changes the store.
CREATE TABLE runs (
  id                BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  command           TEXT COLLATE "C" NOT NULL,
  program_version   TEXT COLLATE "C" NOT NULL,
  extractor_version TEXT COLLATE "C" NOT NULL,
  started           TEXT COLLATE "C" NOT NULL,
  finished          TEXT COLLATE "C",                  -- NULL while it runs, and after a crash
  outcome           TEXT COLLATE "C" NOT NULL DEFAULT 'running'
                    CHECK (outcome IN ('running', 'done', 'partial', 'interrupted')),
  read              INTEGER NOT NULL DEFAULT 0,        -- documents read
  unchanged         INTEGER NOT NULL DEFAULT 0,        -- documents skipped
  failed            INTEGER NOT NULL DEFAULT 0         -- documents that could not be read
);

-- One document: one content, whatever its files are called.
CREATE TABLE documents (
  id                BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  sha256            TEXT COLLATE "C" NOT NULL UNIQUE CHECK (length(sha256) = 64),
  size              BIGINT NOT NULL,                  -- bytes
  pages             INTEGER NOT NULL DEFAULT 0,
  title             TEXT COLLATE "C" NOT NULL DEFAULT '',
  publisher         TEXT COLLATE "C" NOT NULL DEFAULT '',
  year              INTEGER,                           -- NULL where unknown
  kind              TEXT COLLATE "C" NOT NULL DEFAULT '',          -- budget, final-account, other
  state             TEXT COLLATE "C" NOT NULL CHECK (state IN ('fetched', 'extracted', 'checked', 'failed')),
  extractor_version TEXT COLLATE "C" NOT NULL DEFAULT '',          -- what read it, or failed to
  error_class       TEXT COLLATE "C" NOT NULL DEFAULT '',
  error_zh          TEXT COLLATE "C" NOT NULL DEFAULT '',          -- why it could not be read, and what to do
  error_en          TEXT COLLATE "C" NOT NULL DEFAULT '',
  attempts          INTEGER NOT NULL DEFAULT 0,        -- failures since it was last read
  first_seen        TEXT COLLATE "C" NOT NULL,
  changed           TEXT COLLATE "C" NOT NULL,         -- when state last changed
  checked_run       BIGINT REFERENCES runs (id)       -- the run that last reconciled it
);
CREATE INDEX documents_by_publisher ON documents (publisher, year);
CREATE INDEX documents_by_state ON documents (state);

-- The files a document was found in. A file whose content changed has a row for each content, one of them current.
CREATE TABLE paths (
  path       TEXT COLLATE "C" NOT NULL,
  document   BIGINT NOT NULL REFERENCES documents (id),
  first_seen TEXT COLLATE "C" NOT NULL,
  last_seen  TEXT COLLATE "C" NOT NULL,
  current    INTEGER NOT NULL CHECK (current IN (0, 1)),
  PRIMARY KEY (path, document)
);
CREATE INDEX paths_by_document ON paths (document);

-- What a document states, whole, for the rules: the fact.Set as JSON, compressed with gzip. The tables facts, forms and
-- sentences are made from the same set for people to query; the rules read this alone.
CREATE TABLE fact_sets (
  document BIGINT PRIMARY KEY REFERENCES documents (id),
  format   INTEGER NOT NULL,
  data     BYTEA NOT NULL
);

CREATE TABLE pages (
  document BIGINT NOT NULL REFERENCES documents (id),
  page     INTEGER NOT NULL,
  width    DOUBLE PRECISION NOT NULL,
  height   DOUBLE PRECISION NOT NULL,
  source   TEXT COLLATE "C" NOT NULL,                  -- text or ocr
  reader   TEXT COLLATE "C" NOT NULL,
  words    INTEGER NOT NULL,
  PRIMARY KEY (document, page)
);

CREATE TABLE tables (
  document    BIGINT NOT NULL REFERENCES documents (id),
  seq         INTEGER NOT NULL,
  table_id    TEXT COLLATE "C" NOT NULL,
  title       TEXT COLLATE "C" NOT NULL,
  unit        TEXT COLLATE "C" NOT NULL,
  pages       JSON NOT NULL,                           -- JSON array
  row_count   INTEGER NOT NULL,
  col_count   INTEGER NOT NULL,
  header_rows INTEGER NOT NULL,
  above       TEXT COLLATE "C" NOT NULL,               -- JSON array of the lines printed over the grid
  notes       TEXT COLLATE "C" NOT NULL,               -- JSON array of the lines printed below it
  PRIMARY KEY (document, table_id)
);

-- Merged cells stand once, at their top-left position; empty ones are here too.
CREATE TABLE cells (
  document   BIGINT NOT NULL,
  table_id   TEXT COLLATE "C" NOT NULL,
  cell_row   INTEGER NOT NULL,
  cell_col   INTEGER NOT NULL,
  rowspan    INTEGER NOT NULL,
  colspan    INTEGER NOT NULL,
  text       TEXT COLLATE "C" NOT NULL,
  page       INTEGER NOT NULL,
  x0         DOUBLE PRECISION NOT NULL,
  y0         DOUBLE PRECISION NOT NULL,
  x1         DOUBLE PRECISION NOT NULL,
  y1         DOUBLE PRECISION NOT NULL,
  source     TEXT COLLATE "C" NOT NULL,
  confidence DOUBLE PRECISION NOT NULL,
  rest       TEXT COLLATE "C" NOT NULL DEFAULT '',     -- JSON array: parts on later pages, [page, x0, y0, x1, y1] each
  PRIMARY KEY (document, table_id, cell_row, cell_col),
  FOREIGN KEY (document, table_id) REFERENCES tables (document, table_id)
);

-- A table recognised as an official form.
CREATE TABLE forms (
  document   BIGINT NOT NULL REFERENCES documents (id),
  seq        INTEGER NOT NULL,
  form       TEXT COLLATE "C" NOT NULL,
  instance   INTEGER NOT NULL,
  title      TEXT COLLATE "C" NOT NULL,
  table_id   TEXT COLLATE "C" NOT NULL,
  unit       TEXT COLLATE "C" NOT NULL,
  publisher  TEXT COLLATE "C" NOT NULL,
  year       INTEGER,
  empty_note TEXT COLLATE "C" NOT NULL,
  page       INTEGER NOT NULL,
  doubts     TEXT COLLATE "C" NOT NULL,                -- JSON array of reasons, each {"zh": …, "en": …}
  PRIMARY KEY (document, seq)
);

-- The narrative, sentence by sentence.
CREATE TABLE sentences (
  document BIGINT NOT NULL REFERENCES documents (id),
  seq      INTEGER NOT NULL,
  section  TEXT COLLATE "C" NOT NULL,                  -- JSON array of headings from the top
  topic    TEXT COLLATE "C" NOT NULL,
  text     TEXT COLLATE "C" NOT NULL,
  page     INTEGER NOT NULL,
  x0       DOUBLE PRECISION NOT NULL,
  y0       DOUBLE PRECISION NOT NULL,
  x1       DOUBLE PRECISION NOT NULL,
  y1       DOUBLE PRECISION NOT NULL,
  unbound  INTEGER NOT NULL,                           -- figures that were not understood
  PRIMARY KEY (document, seq)
);

-- One figure, or one piece of text, with its meaning. form_seq or sentence_seq says where it comes from.
CREATE TABLE facts (
  document     BIGINT NOT NULL REFERENCES documents (id),
  seq          INTEGER NOT NULL,
  form         TEXT COLLATE "C" NOT NULL,
  form_seq     INTEGER,
  sentence_seq INTEGER,
  row_id       TEXT COLLATE "C" NOT NULL,
  row_name     TEXT COLLATE "C" NOT NULL,
  column_id    TEXT COLLATE "C" NOT NULL,
  column_path  TEXT COLLATE "C" NOT NULL,
  state        TEXT COLLATE "C" NOT NULL,              -- number, zero, dash, blank, text, unreadable, or empty
  value        TEXT COLLATE "C",                       -- decimal, in unit; NULL unless state is number or zero
  base         TEXT COLLATE "C",                       -- the same in 元 for money, else unchanged
  unit         TEXT COLLATE "C" NOT NULL,
  places       INTEGER NOT NULL,                       -- decimals as printed
  printed      TEXT COLLATE "C" NOT NULL,
  text         TEXT COLLATE "C" NOT NULL,
  page         INTEGER NOT NULL,
  x0           DOUBLE PRECISION NOT NULL,
  y0           DOUBLE PRECISION NOT NULL,
  x1           DOUBLE PRECISION NOT NULL,
  y1           DOUBLE PRECISION NOT NULL,
  table_id     TEXT COLLATE "C" NOT NULL,              -- empty for running text
  cell_row     INTEGER,
  cell_col     INTEGER,
  source       TEXT COLLATE "C" NOT NULL,
  confidence   DOUBLE PRECISION NOT NULL,
  uncertain_zh TEXT COLLATE "C" NOT NULL,              -- why the reading is not sure; empty when it is
  uncertain_en TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (document, seq),
  FOREIGN KEY (document, form_seq) REFERENCES forms (document, seq),
  FOREIGN KEY (document, sentence_seq) REFERENCES sentences (document, seq)
);

-- Running text that stands in no table.
CREATE TABLE paragraphs (
  document BIGINT NOT NULL REFERENCES documents (id),
  seq      INTEGER NOT NULL,
  page     INTEGER NOT NULL,
  x0       DOUBLE PRECISION NOT NULL,
  y0       DOUBLE PRECISION NOT NULL,
  x1       DOUBLE PRECISION NOT NULL,
  y1       DOUBLE PRECISION NOT NULL,
  text     TEXT COLLATE "C" NOT NULL,
  heading  INTEGER NOT NULL CHECK (heading IN (0, 1)),
  PRIMARY KEY (document, seq)
);

-- Spots that could not be read.
CREATE TABLE problems (
  document BIGINT NOT NULL REFERENCES documents (id),
  seq      INTEGER NOT NULL,
  page     INTEGER NOT NULL,                           -- 0 for the whole document
  code     TEXT COLLATE "C" NOT NULL,
  message_zh TEXT COLLATE "C" NOT NULL,
  message_en TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (document, seq)
);

-- Contradictions. A row is never deleted: one that a later check no longer finds keeps its old last_run.
-- The id is the same for the same contradiction in another file or a later version of the document.
CREATE TABLE findings (
  id          TEXT COLLATE "C" NOT NULL,
  document    BIGINT NOT NULL REFERENCES documents (id),
  seq         INTEGER NOT NULL,                        -- its place among the document's findings
  rule        TEXT COLLATE "C" NOT NULL,
  level       TEXT COLLATE "C" NOT NULL CHECK (level IN ('error', 'warning', 'note')),
  kind        TEXT COLLATE "C" NOT NULL,               -- contradiction, rounding, form
  form        TEXT COLLATE "C" NOT NULL,               -- form, row and column it is about
  row_id      TEXT COLLATE "C" NOT NULL,
  column_id   TEXT COLLATE "C" NOT NULL,
  title_zh    TEXT COLLATE "C" NOT NULL,
  title_en    TEXT COLLATE "C" NOT NULL,
  message_zh  TEXT COLLATE "C" NOT NULL,
  message_en  TEXT COLLATE "C" NOT NULL,
  question_zh TEXT COLLATE "C" NOT NULL,
  question_en TEXT COLLATE "C" NOT NULL,
  formula     TEXT COLLATE "C" NOT NULL,
  expected    TEXT COLLATE "C" NOT NULL,               -- decimals in unit; empty where no amounts are compared
  found       TEXT COLLATE "C" NOT NULL,
  difference  TEXT COLLATE "C" NOT NULL,
  unit        TEXT COLLATE "C" NOT NULL,
  json        TEXT COLLATE "C" NOT NULL,               -- the finding whole, in both languages
  first_run   BIGINT NOT NULL REFERENCES runs (id),   -- the first run that found it, in any version
  changed_run BIGINT NOT NULL REFERENCES runs (id),   -- the run that last changed its content
  last_run    BIGINT NOT NULL REFERENCES runs (id),   -- the last run that found it
  value_hash  TEXT COLLATE "C" NOT NULL,               -- the figures it states: tells other figures from other words
  PRIMARY KEY (id, document)
);
CREATE INDEX findings_by_document ON findings (document);
CREATE INDEX findings_by_rule ON findings (rule);

-- What a finding rests on: its operands, as printed.
CREATE TABLE evidence (
  finding   TEXT COLLATE "C" NOT NULL,
  document  BIGINT NOT NULL,
  seq       INTEGER NOT NULL,
  page      INTEGER NOT NULL,
  x0        DOUBLE PRECISION NOT NULL,
  y0        DOUBLE PRECISION NOT NULL,
  x1        DOUBLE PRECISION NOT NULL,
  y1        DOUBLE PRECISION NOT NULL,
  label     TEXT COLLATE "C" NOT NULL,                 -- row and column headings, or the subject
  text      TEXT COLLATE "C" NOT NULL,
  value     TEXT COLLATE "C" NOT NULL,
  unit      TEXT COLLATE "C" NOT NULL,
  table_id  TEXT COLLATE "C" NOT NULL,                 -- empty for running text
  cell_row  INTEGER,
  cell_col  INTEGER,
  source    TEXT COLLATE "C" NOT NULL,
  witnesses TEXT COLLATE "C" NOT NULL,                 -- JSON array of readers
  other_sha256 TEXT COLLATE "C" NOT NULL,  -- of the document it stands in, where that is not the finding's own
  PRIMARY KEY (finding, document, seq),
  FOREIGN KEY (finding, document) REFERENCES findings (id, document)
);

-- What every rule came to, for every document.
CREATE TABLE ledger (
  document  BIGINT NOT NULL REFERENCES documents (id),
  rule      TEXT COLLATE "C" NOT NULL,
  outcome   TEXT COLLATE "C" NOT NULL CHECK (outcome IN ('holds', 'fires', 'not-applicable', 'insufficient')),
  checked   INTEGER NOT NULL,                          -- how many comparisons were made
  reason_zh TEXT COLLATE "C" NOT NULL,
  reason_en TEXT COLLATE "C" NOT NULL,
  failure   TEXT COLLATE "C" NOT NULL,                 -- set where the rule itself broke
  PRIMARY KEY (document, rule)
);

-- What a person said of a finding, and of which figures. Rows are added and never changed: the last one holds.
CREATE TABLE verdicts (
  id         BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  finding    TEXT COLLATE "C" NOT NULL,
  document   BIGINT NOT NULL REFERENCES documents (id), -- the document it was judged in
  verdict    TEXT COLLATE "C" NOT NULL CHECK (verdict IN ('confirmed', 'dismissed', 'published')),
  why        TEXT COLLATE "C" NOT NULL CHECK (why <> '' OR verdict <> 'dismissed'),
  reviewer   TEXT COLLATE "C" NOT NULL CHECK (reviewer <> ''),
  at         TEXT COLLATE "C" NOT NULL,
  value_hash TEXT COLLATE "C" NOT NULL
);
CREATE INDEX verdicts_by_finding ON verdicts (finding);

-- +goose StatementBegin
CREATE FUNCTION verdicts_stay() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'verdicts are added, never changed or removed'; END $$;
-- +goose StatementEnd
CREATE TRIGGER verdicts_stay BEFORE UPDATE OR DELETE ON verdicts FOR EACH ROW EXECUTE FUNCTION verdicts_stay();

-- One address of a document. A row is never deleted: an address that a site no longer links keeps its document.
CREATE TABLE addresses (
  id            BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  url           TEXT COLLATE "C" NOT NULL UNIQUE,      -- without tokens and times, which change from visit to visit
  site          TEXT COLLATE "C" NOT NULL,             -- ID of the site that linked it first
  fetched_url   TEXT COLLATE "C" NOT NULL,             -- as it was asked for last
  referer       TEXT COLLATE "C" NOT NULL,             -- the page that links it
  title         TEXT COLLATE "C" NOT NULL,
  kind          TEXT COLLATE "C" NOT NULL,             -- by the title: budget, final-account, three-public, performance, or empty
  year          INTEGER,                               -- by the title; NULL where it names none
  department    TEXT COLLATE "C" NOT NULL,             -- by the title or the site; empty where neither names one
  type          TEXT COLLATE "C" NOT NULL,             -- by the content: pdf, xlsx, zip, …; empty while never fetched
  etag          TEXT COLLATE "C" NOT NULL,
  last_modified TEXT COLLATE "C" NOT NULL,
  document      BIGINT REFERENCES documents (id),     -- the content it has now; NULL while never fetched
  first_seen    TEXT COLLATE "C" NOT NULL,
  last_seen     TEXT COLLATE "C" NOT NULL,             -- when a site linked it last
  last_run      BIGINT NOT NULL REFERENCES runs (id),
  unseen_run    BIGINT REFERENCES runs (id),          -- the first run that no longer found it; NULL while it is linked
  failure_class TEXT COLLATE "C" NOT NULL DEFAULT '',  -- why it could not be fetched last; empty where it could
  failure_zh    TEXT COLLATE "C" NOT NULL DEFAULT '',
  failure_en    TEXT COLLATE "C" NOT NULL DEFAULT ''
);
CREATE INDEX addresses_by_document ON addresses (document);
CREATE INDEX addresses_by_site ON addresses (site, last_run);

-- What stood at an address: a row for each content that was found new there.
CREATE TABLE versions (
  address      BIGINT NOT NULL REFERENCES addresses (id),
  run          BIGINT NOT NULL REFERENCES runs (id),
  document     BIGINT NOT NULL REFERENCES documents (id),
  replaces     BIGINT REFERENCES documents (id),      -- what stood there before; NULL for the first
  fetched      TEXT COLLATE "C" NOT NULL,
  compared_run BIGINT REFERENCES runs (id),           -- the run that compared it with what it replaces
  changes      TEXT COLLATE "C" NOT NULL DEFAULT '',   -- what the comparison came to, as JSON
  PRIMARY KEY (address, run)
);
CREATE INDEX versions_by_document ON versions (document);

-- How a site fared in a run.
CREATE TABLE site_runs (
  run           BIGINT NOT NULL REFERENCES runs (id),
  site          TEXT COLLATE "C" NOT NULL,
  started       TEXT COLLATE "C" NOT NULL,
  finished      TEXT COLLATE "C" NOT NULL,
  pages         INTEGER NOT NULL,                      -- pages read
  links         INTEGER NOT NULL,                      -- documents and pages that they link
  complete      INTEGER NOT NULL CHECK (complete IN (0, 1)),
  failure_class TEXT COLLATE "C" NOT NULL,             -- empty where the site did not fail
  failure_zh    TEXT COLLATE "C" NOT NULL,
  failure_en    TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (run, site)
);

-- What a nightly run came to, as it was printed.
CREATE TABLE digests (
  run  BIGINT PRIMARY KEY REFERENCES runs (id),
  json TEXT COLLATE "C" NOT NULL
);

-- What can be searched: the texts of each page of a document, and with page 0 its title and publisher. A page with very
-- much text has several rows.
CREATE TABLE search_pages (
  docid    BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  document BIGINT NOT NULL REFERENCES documents (id),
  page     INTEGER NOT NULL,
  tokens   TEXT COLLATE "C" NOT NULL,      -- in their order, a blank before, between and after them
  words    TSVECTOR NOT NULL                           -- each of them once
);
CREATE INDEX search_pages_by_document ON search_pages (document);
CREATE INDEX search_pages_by_word ON search_pages USING gin (words);

-- A coordinate with two decimals as JSON has it: 72.0, 120.41. As text it has all its digits; cast at once it has 15.
CREATE FUNCTION json_points(x DOUBLE PRECISION) RETURNS TEXT IMMUTABLE LANGUAGE sql AS
$$ SELECT regexp_replace(round(x::TEXT::NUMERIC, 2)::DOUBLE PRECISION::TEXT, '^(-?[0-9]+)$', '\1.0') $$;

-- ---------------------------------------------------------------------------------------------------------------
-- Views: what a person queries. They keep their columns from version to version; new ones are added at the end.

-- A document and the file it is found in: the first by name of those that have this content now, or had it last.
CREATE VIEW v_documents AS
SELECT d.sha256,
  coalesce((SELECT min(p.path) FROM paths p WHERE p.document = d.id AND p.current = 1),
           (SELECT min(p.path) FROM paths p WHERE p.document = d.id)) AS path,
  CASE WHEN EXISTS (SELECT 1 FROM paths p WHERE p.document = d.id AND p.current = 1) THEN 1 ELSE 0 END AS current,
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
  coalesce((SELECT string_agg(DISTINCT f.form, ',') FROM forms f
            WHERE f.document = t.document AND f.table_id = t.table_id), '') AS form,
  t.unit, t.pages::TEXT AS pages, t.row_count, t.col_count, t.header_rows, t.above, t.notes, t.document, t.seq
FROM tables t JOIN documents d ON d.id = t.document;

CREATE VIEW v_cells AS
SELECT d.sha256, c.table_id, c.cell_row, c.cell_col, c.rowspan, c.colspan, c.text, c.page, c.x0, c.y0, c.x1, c.y1,
  c.source, c.confidence, c.rest, c.document
FROM cells c JOIN documents d ON d.id = c.document;

-- A figure or a piece of text with its meaning. base::NUMERIC is exact.
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

-- status compares with the last check of the document: new, unchanged, updated (other figures), absent (no longer found),
-- reopened (dismissed, and its figures have changed since). A verdict is of figures: one on others is no longer shown.
CREATE VIEW v_findings AS
SELECT f.id, f.rule, f.level, f.kind AS finding_kind,
  CASE WHEN f.last_run < d.checked_run THEN 'absent'
       WHEN v.verdict = 'dismissed' AND f.value_hash NOT IN ('', v.value_hash) THEN 'reopened'
       WHEN f.first_run = d.checked_run THEN 'new'
       WHEN f.changed_run = d.checked_run THEN 'updated'
       ELSE 'unchanged' END AS status,
  d.sha256, d.publisher, d.year, d.kind, f.form, f.row_id, f.column_id, f.title_zh, f.title_en, f.message_zh,
  f.message_en, f.question_zh, f.question_en, f.formula, f.expected, f.found, f.difference, f.unit,
  (SELECT string_agg(page::TEXT, ',' ORDER BY page) FROM (SELECT DISTINCT e.page FROM evidence e
     WHERE e.finding = f.id AND e.document = f.document AND e.other_sha256 = '') p) AS pages,
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
  CASE WHEN v.id = (SELECT max(w.id) FROM verdicts w WHERE w.finding = v.finding)
    AND EXISTS (SELECT 1 FROM findings f WHERE f.id = v.finding AND f.value_hash IN ('', v.value_hash)) THEN 1 ELSE 0 END AS holds,
  (SELECT min(f.rule) FROM findings f WHERE f.id = v.finding) AS rule,
  (SELECT f.title_zh FROM findings f WHERE f.id = v.finding AND f.document = v.document) AS title_zh,
  (SELECT f.title_en FROM findings f WHERE f.id = v.finding AND f.document = v.document) AS title_en,
  d.sha256, d.publisher, d.year, d.kind, v.value_hash, v.document
FROM verdicts v JOIN documents d ON d.id = v.document;

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
  AND f.row_id ~ '^[0-9]*$' AND length(f.row_id) IN (3, 5, 7)
GROUP BY f.row_id, f.row_name, d.year;

CREATE VIEW v_ledger AS
SELECT d.sha256, d.publisher, d.year, d.kind, l.rule, l.outcome, l.checked, l.reason_zh, l.reason_en, l.failure,
  l.document
FROM ledger l JOIN documents d ON d.id = l.document;

CREATE VIEW v_runs AS
SELECT id, command, program_version, extractor_version, started, finished, outcome, read, unchanged, failed FROM runs;

CREATE VIEW v_addresses AS
SELECT a.url, a.site, a.title, a.kind, a.year, a.department, a.type, d.sha256, a.referer, a.fetched_url, a.etag, a.last_modified,
  a.first_seen, a.last_seen, a.last_run, a.unseen_run, a.failure_class, a.failure_zh, a.failure_en,
  (SELECT count(*) FROM versions v WHERE v.address = a.id) AS version_count,
  (SELECT count(*) FROM addresses b WHERE b.document = a.document AND b.id <> a.id) AS alias_count, a.id AS address
FROM addresses a LEFT JOIN documents d ON d.id = a.document;

CREATE VIEW v_versions AS
SELECT a.url, a.site, a.title, v.run, d.sha256, r.sha256 AS replaces_sha256, v.fetched, v.compared_run, v.changes, v.address
FROM versions v JOIN addresses a ON a.id = v.address JOIN documents d ON d.id = v.document
LEFT JOIN documents r ON r.id = v.replaces;

CREATE VIEW v_site_runs AS
SELECT run, site, started, finished, pages, links, complete, failure_class, failure_zh, failure_en FROM site_runs;

-- +goose Down
-- There is no way back: a store of an older version is made again from the documents.
