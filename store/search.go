package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Hit is a document that holds what was searched.
type Hit struct {
	SHA256, Path, Title, Publisher string
	// Year is 0 where unknown.
	Year int
	Kind string
	// Page is the first page it stands on, from 1, or 0 where it stands in the document's title or publisher. Pages is on
	// how many it stands, as far as was looked.
	Page, Pages int
	// Snippet is the text it stands in, cut around it; empty where a part of the query stands in each of several.
	Snippet string
}

const (
	// searchReach is how many pages, the newest first, are looked at for one query: a word that stands on every page is
	// not worth more.
	searchReach = 5000
	// snippetReach is how many characters a snippet shows to each side.
	snippetReach = 30
)

// Search finds the documents that are there now and hold all words of a query, two Chinese characters or more (or one) or words of
// other scripts, divided by blanks: those first that have them in their title or publisher, then those on one of whose pages all
// stand, in both the ones read last first. An empty query finds nothing.
func (s *Store) Search(ctx context.Context, query string, limit int) ([]Hit, error) {
	wanted := phrases(query)
	if len(wanted) == 0 {
		return nil, nil
	}
	var hits []Hit
	for _, titles := range []bool{true, false} {
		found, err := s.matches(ctx, wanted, titles, limit)
		if err != nil {
			return nil, fmt.Errorf("searching: %w", explain(err))
		}
		for _, h := range found {
			known := slices.ContainsFunc(hits, func(k Hit) bool { return k.SHA256 == h.SHA256 })
			if known || len(hits) == limit {
				continue
			}
			if h.Snippet, err = s.snippet(ctx, h, query); err != nil {
				return nil, fmt.Errorf("searching: %w", explain(err))
			}
			hits = append(hits, h)
		}
	}
	return hits, nil
}

// matches are the documents whose titles, or of whose pages one, hold all phrases.
func (s *Store) matches(ctx context.Context, wanted []phrase, titles bool, limit int) ([]Hit, error) {
	places, args := s.engine.matches(wanted, titles)
	n := len(args)
	rows, err := s.read.QueryContext(ctx, fmt.Sprintf(`SELECT d.sha256,
  (SELECT min(p.path) FROM paths p WHERE p.document = d.id AND p.current = 1), d.title, d.publisher, coalesce(d.year, 0), d.kind,
  m.page, m.pages
FROM (SELECT document, min(page) AS page, count(DISTINCT page) AS pages, max(docid) AS last
      FROM (%s LIMIT $%d) places GROUP BY document) m JOIN documents d ON d.id = m.document
WHERE EXISTS (SELECT 1 FROM paths p WHERE p.document = d.id AND p.current = 1) ORDER BY m.last DESC LIMIT $%d`, places, n+1, n+2),
		append(args, searchReach, limit)...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var hits []Hit
	for rows.Next() {
		var h Hit
		if err := rows.Scan(&h.SHA256, &h.Path, &h.Title, &h.Publisher, &h.Year, &h.Kind, &h.Page, &h.Pages); err != nil {
			return nil, err
		}
		hits = append(hits, h)
	}
	return hits, rows.Err()
}

// snippet is the text on the hit's page that holds the first part of the query.
func (s *Store) snippet(ctx context.Context, h Hit, query string) (string, error) {
	first := strings.Fields(query)[0]
	if h.Page == 0 {
		return cut(h.Title+" "+h.Publisher, first), nil
	}
	text := ""
	err := s.read.QueryRowContext(ctx, `SELECT text FROM (
  SELECT 1 AS part, p.text FROM paragraphs p JOIN documents d ON d.id = p.document WHERE d.sha256 = $1 AND p.page = $2
  UNION ALL SELECT 2, t.title FROM tables t JOIN documents d ON d.id = t.document WHERE d.sha256 = $1
    AND CAST(t.pages ->> 0 AS INTEGER) = $2
  UNION ALL SELECT 3, c.text FROM cells c JOIN documents d ON d.id = c.document WHERE d.sha256 = $1 AND c.page = $2) texts
WHERE replace(text, $3, '') <> text ORDER BY part LIMIT 1`, h.SHA256, h.Page, first).Scan(&text)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return cut(text, first), err
}

// cut is a text around the first place of a word.
func cut(text, word string) string {
	runes, at := []rune(text), strings.Index(text, word)
	if at < 0 {
		at = 0
	}
	middle := len([]rune(text[:at]))
	from, to := max(0, middle-snippetReach), min(len(runes), middle+len([]rune(word))+snippetReach)
	out := string(runes[from:to])
	if from > 0 {
		out = "…" + out
	}
	if to < len(runes) {
		out += "…"
	}
	return out
}

// index makes a document's content searchable, from its rows.
func (w *writer) index() error {
	pages, err := w.texts()
	if err != nil {
		return err
	}
	for _, p := range pages {
		if err := w.engine.index(w, p.page, p.texts); err != nil {
			return err
		}
	}
	return nil
}

// pageTexts are the texts of a page in their order; page 0 is the document's title and publisher.
type pageTexts struct {
	page  int
	texts []string
}

// texts are a document's texts by page, page 0 first.
func (w *writer) texts() ([]pageTexts, error) {
	rows, err := w.tx.QueryContext(w.ctx, `SELECT page, text FROM (
  SELECT 0 AS page, 0 AS part, 0 AS place, title AS text FROM documents WHERE id = $1
  UNION ALL SELECT 0, 0, 1, publisher FROM documents WHERE id = $1
  UNION ALL SELECT page, 1, seq, text FROM paragraphs WHERE document = $1
  UNION ALL SELECT CAST(pages ->> 0 AS INTEGER), 2, seq, title FROM tables WHERE document = $1
  UNION ALL SELECT page, 3, 0, text FROM cells WHERE document = $1 AND text <> ''
) texts ORDER BY page, part, place`, w.document)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []pageTexts
	for rows.Next() {
		var page int
		var text string
		if err := rows.Scan(&page, &text); err != nil {
			return nil, err
		}
		if len(out) == 0 || out[len(out)-1].page != page {
			out = append(out, pageTexts{page: page})
		}
		out[len(out)-1].texts = append(out[len(out)-1].texts, text)
	}
	return out, rows.Err()
}

// TendSearch brings the index of texts up to date: documents that were read before there was one go into it, and an index
// most of which concerns texts that are gone is made anew. It gives how many documents were added.
func (s *Store) TendSearch(ctx context.Context) (int, error) {
	if err := s.update(ctx, func(tx *sql.Tx) error { return s.engine.tendIndex(ctx, tx) }); err != nil {
		return 0, fmt.Errorf("the index of texts: %w", err)
	}
	missing, err := s.unindexed(ctx)
	if err != nil {
		return 0, fmt.Errorf("the index of texts: %w", explain(err))
	}
	for _, id := range missing {
		err := s.update(ctx, func(tx *sql.Tx) error { return s.writer(ctx, tx, id).index() })
		if err != nil {
			return 0, fmt.Errorf("the index of texts: %w", err)
		}
	}
	return len(missing), nil
}

// unindexed are the numbers of documents that were read and are not in the index.
func (s *Store) unindexed(ctx context.Context) ([]int64, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT id FROM documents d WHERE state IN ('extracted', 'checked')
AND NOT EXISTS (SELECT 1 FROM search_pages p WHERE p.document = d.id) ORDER BY id`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var ids []int64
	for rows.Next() {
		var id int64
		if err := rows.Scan(&id); err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	return ids, rows.Err()
}
