-- A publisher may explain a finding, and a person may say what a figure reads where it was misread.

-- +goose Up

ALTER TABLE verdicts
  DROP CONSTRAINT verdicts_verdict_check,
  DROP CONSTRAINT verdicts_check,
  ADD CHECK (verdict IN ('confirmed', 'dismissed', 'explained', 'published')),
  ADD CHECK (why <> '' OR verdict NOT IN ('dismissed', 'explained'));

-- What a person says a figure reads, by its page, its box and what the program read there. Rows are added and never
-- changed: the last one of a place holds. They belong to the document's bytes, so another reading leaves them alone.
CREATE TABLE corrections (
  id        BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  document  BIGINT NOT NULL REFERENCES documents (id),
  page      INTEGER NOT NULL CHECK (page >= 1),
  x0        DOUBLE PRECISION NOT NULL,
  y0        DOUBLE PRECISION NOT NULL,
  x1        DOUBLE PRECISION NOT NULL,
  y1        DOUBLE PRECISION NOT NULL,
  was       TEXT COLLATE "C" NOT NULL CHECK (was <> ''),     -- as the program read it
  correct   TEXT COLLATE "C" NOT NULL CHECK (correct <> ''), -- as the person reads it
  why       TEXT COLLATE "C" NOT NULL,
  reviewer  TEXT COLLATE "C" NOT NULL CHECK (reviewer <> ''),
  at        TEXT COLLATE "C" NOT NULL
);
CREATE INDEX corrections_by_document ON corrections (document);

-- +goose StatementBegin
CREATE FUNCTION corrections_stay() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'corrections are added, never changed or removed'; END $$;
-- +goose StatementEnd
CREATE TRIGGER corrections_stay BEFORE UPDATE OR DELETE ON corrections FOR EACH ROW EXECUTE FUNCTION corrections_stay();

CREATE VIEW v_corrections AS
SELECT c.id AS correction_id, d.sha256, d.publisher, d.year, d.kind, c.page, c.x0, c.y0, c.x1, c.y1, c.was, c.correct,
  c.why, c.reviewer, c.at, c.document
FROM corrections c JOIN documents d ON d.id = c.document;

-- +goose Down
-- There is no way back: a store of an older version is made again from the documents.
