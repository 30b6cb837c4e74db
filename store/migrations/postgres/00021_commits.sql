-- Where the server ends as a transaction does, whether it was kept is found by what it left here: the number of a
-- transaction that was lost is given to another one.

-- +goose Up

CREATE TABLE commits (
  token TEXT COLLATE "C" PRIMARY KEY,
  at    TIMESTAMPTZ NOT NULL DEFAULT now()
);

-- +goose Down
-- There is no way back: a store of an older version is made again from the documents.
