package store

import (
	"context"
	"database/sql"
	"strings"
)

// matches asks the index search for the places in search_pages.
func (sqliteEngine) matches(phrases []phrase, titles bool) (query string, args []any) {
	column := "body"
	if titles {
		column = "head"
	}
	return `SELECT p.document, p.page, p.docid FROM search CROSS JOIN search_pages p ON p.docid = search.docid
WHERE search.` + column + " MATCH $1 ORDER BY search.docid DESC", []any{matching(phrases)}
}

// matching is phrases in the language of FTS4.
func matching(phrases []phrase) string {
	var parts []string
	for _, p := range phrases {
		text := strings.Join(p.tokens, " ")
		if p.open {
			text += "*"
		}
		parts = append(parts, `"`+text+`"`)
	}
	return strings.Join(parts, " ")
}

func (sqliteEngine) index(w *writer, page int, texts []string) error {
	column := "body"
	if page == 0 {
		column = "head"
	}
	var docid int64
	err := w.tx.QueryRowContext(w.ctx, "INSERT INTO search_pages (document, page) VALUES ($1, $2) RETURNING docid",
		w.document, page).Scan(&docid)
	if err != nil {
		return err
	}
	_, err = w.tx.ExecContext(w.ctx, "INSERT INTO search (docid, "+column+") VALUES ($1, $2)", docid, strings.Join(indexed(texts), " "))
	return err
}

// tendIndex empties the index where more than half of it leads nowhere.
func (sqliteEngine) tendIndex(ctx context.Context, tx *sql.Tx) error {
	var live, made int64
	err := tx.QueryRowContext(ctx, `SELECT (SELECT count(*) FROM search_pages),
  coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'search_pages'), 0)`).Scan(&live, &made)
	if err != nil || made-live <= live {
		return err
	}
	for _, statement := range []string{"DROP TABLE search",
		`CREATE VIRTUAL TABLE search USING fts4 (head, body, content="", matchinfo="fts3", tokenize=simple)`,
		"DELETE FROM search_pages", "DELETE FROM sqlite_sequence WHERE name = 'search_pages'"} {
		if _, err := tx.ExecContext(ctx, statement); err != nil {
			return err
		}
	}
	return nil
}
