-- Where documents were published: addresses, what stood at each over time, and how the sites fared in each run.

-- +goose Up

-- One address of a document. A row is never deleted: an address that a site no longer links keeps its document.
CREATE TABLE addresses (
  id            INTEGER PRIMARY KEY,
  url           TEXT NOT NULL UNIQUE,                  -- without tokens and times, which change from visit to visit
  site          TEXT NOT NULL,                         -- ID of the site that linked it first
  fetched_url   TEXT NOT NULL,                         -- as it was asked for last
  referer       TEXT NOT NULL,                         -- the page that links it
  title         TEXT NOT NULL,
  kind          TEXT NOT NULL,                         -- by the title: budget, final-account, three-public, performance, or empty
  year          INTEGER,                               -- by the title; NULL where it names none
  department    TEXT NOT NULL,                         -- by the title or the site; empty where neither names one
  type          TEXT NOT NULL,                         -- by the content: pdf, xlsx, zip, …; empty while never fetched
  etag          TEXT NOT NULL,
  last_modified TEXT NOT NULL,
  document      INTEGER REFERENCES documents (id),     -- the content it has now; NULL while never fetched
  first_seen    TEXT NOT NULL,
  last_seen     TEXT NOT NULL,                         -- when a site linked it last
  last_run      INTEGER NOT NULL REFERENCES runs (id),
  unseen_run    INTEGER REFERENCES runs (id),          -- the first run that no longer found it; NULL while it is linked
  failure_class TEXT NOT NULL DEFAULT '',              -- why it could not be fetched last; empty where it could
  failure_zh    TEXT NOT NULL DEFAULT '',
  failure_en    TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX addresses_by_document ON addresses (document);
CREATE INDEX addresses_by_site ON addresses (site, last_run);

-- What stood at an address: a row for each content that was found new there.
CREATE TABLE versions (
  address      INTEGER NOT NULL REFERENCES addresses (id),
  run          INTEGER NOT NULL REFERENCES runs (id),
  document     INTEGER NOT NULL REFERENCES documents (id),
  replaces     INTEGER REFERENCES documents (id),      -- what stood there before; NULL for the first
  fetched      TEXT NOT NULL,
  compared_run INTEGER REFERENCES runs (id),           -- the run that compared it with what it replaces
  changes      TEXT NOT NULL DEFAULT '',               -- what the comparison came to, as JSON
  PRIMARY KEY (address, run)
) STRICT, WITHOUT ROWID;
CREATE INDEX versions_by_document ON versions (document);

-- How a site fared in a run.
CREATE TABLE site_runs (
  run           INTEGER NOT NULL REFERENCES runs (id),
  site          TEXT NOT NULL,
  started       TEXT NOT NULL,
  finished      TEXT NOT NULL,
  pages         INTEGER NOT NULL,                      -- pages read
  links         INTEGER NOT NULL,                      -- documents and pages that they link
  complete      INTEGER NOT NULL CHECK (complete IN (0, 1)),
  failure_class TEXT NOT NULL,                         -- empty where the site did not fail
  failure_zh    TEXT NOT NULL,
  failure_en    TEXT NOT NULL,
  PRIMARY KEY (run, site)
) STRICT, WITHOUT ROWID;

-- What a nightly run came to, as it was printed.
CREATE TABLE digests (
  run  INTEGER PRIMARY KEY REFERENCES runs (id),
  json TEXT NOT NULL
) STRICT;

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
