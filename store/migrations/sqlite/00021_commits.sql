-- SQLite runs in the process that asks it: no connection is lost, and nothing is needed here to know of a transaction
-- whether it was kept.

-- +goose Up

SELECT 1;

-- +goose Down
-- There is no way back: a store of an older version is made again from the documents.
