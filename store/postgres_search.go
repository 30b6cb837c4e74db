package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
)

const (
	// maxTokens is how many tokens a row of the index has: a tsvector holds one megabyte, and a sheet of a workbook may
	// have more text than that.
	maxTokens = 20_000
	// maxToken is how many bytes of a token count: a tsvector takes words of two kilobytes.
	maxToken = 500
)

// matches asks the index of words for the rows that have them all, and the rows' tokens whether they follow one another.
func (postgresEngine) matches(phrases []phrase, titles bool) (query string, args []any) {
	query = "SELECT document, page, docid FROM search_pages WHERE page > 0 AND words @@ $1::TEXT::TSQUERY"
	if titles {
		query = "SELECT document, page, docid FROM search_pages WHERE page = 0 AND words @@ $1::TEXT::TSQUERY"
	}
	var words []string
	args = []any{nil}
	for _, p := range phrases {
		for i, token := range p.tokens {
			word := "'" + short(token) + "'"
			if p.open && i == len(p.tokens)-1 {
				word += ":*"
			}
			words = append(words, word)
		}
		if len(p.tokens) > 1 {
			text := " " + strings.Join(p.tokens, " ")
			if !p.open {
				text += " "
			}
			args = append(args, text)
			query += fmt.Sprintf(" AND position($%d IN tokens) > 0", len(args))
		}
	}
	args[0] = strings.Join(words, " & ")
	return query + " ORDER BY docid DESC", args
}

// short is as much of a token as counts.
func short(token string) string {
	return strings.ToValidUTF8(token[:min(len(token), maxToken)], "")
}

func (postgresEngine) index(w *writer, page int, texts []string) error {
	all := indexed(texts)
	for begin := 0; begin == 0 || begin < len(all); begin += maxTokens {
		part := all[begin:min(begin+maxTokens, len(all))]
		words := make([]string, 0, len(part))
		for _, token := range part {
			if token != boundary {
				words = append(words, short(token))
			}
		}
		_, err := w.tx.ExecContext(w.ctx, `INSERT INTO search_pages (document, page, tokens, words)
VALUES ($1, $2, $3, array_to_tsvector($4::TEXT[]))`, w.document, page, " "+strings.Join(part, " ")+" ", words)
		if err != nil {
			return err
		}
	}
	return nil
}

// tendIndex has nothing to do: what the index says of a document is removed with it.
func (postgresEngine) tendIndex(context.Context, *sql.Tx) error { return nil }
