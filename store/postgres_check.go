package store

import (
	"context"
	"fmt"
)

// reference is a foreign key: the columns of one table that name a row of another.
type reference struct {
	table, columns, target, targetColumns string
}

// faults looks for rows whose references lead nowhere. The server keeps that from happening, unless its checks were
// turned off, as when a copy is read back in parts; it watches over its files itself (pg_amcheck).
func (postgresEngine) faults(ctx context.Context, s *Store) ([]Fault, error) {
	references, err := s.references(ctx)
	if err != nil {
		return nil, err
	}
	var faults []Fault
	for _, r := range references {
		// NULL in one of the columns refers to nothing, and is no orphan; neither does it equal itself.
		query := fmt.Sprintf(`SELECT DISTINCT '%s' || ' ' || ROW(%s)::TEXT FROM %s WHERE (%s) = (%s) AND (%s) NOT IN (SELECT %s FROM %s) ORDER BY 1`,
			r.table, r.columns, r.table, r.columns, r.columns, r.columns, r.targetColumns, r.target)
		if err := s.texts(ctx, query, func(text string) { faults = append(faults, orphan(text)) }); err != nil {
			return nil, err
		}
	}
	return faults, nil
}

// references are the foreign keys of the store's schema.
func (s *Store) references(ctx context.Context) ([]reference, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT c.conrelid::REGCLASS::TEXT, c.confrelid::REGCLASS::TEXT,
  (SELECT string_agg(a.attname, ', ' ORDER BY k.n) FROM unnest(c.conkey) WITH ORDINALITY k (attnum, n)
     JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.attnum),
  (SELECT string_agg(a.attname, ', ' ORDER BY k.n) FROM unnest(c.confkey) WITH ORDINALITY k (attnum, n)
     JOIN pg_attribute a ON a.attrelid = c.confrelid AND a.attnum = k.attnum)
FROM pg_constraint c JOIN pg_namespace n ON n.oid = c.connamespace
WHERE c.contype = 'f' AND n.nspname = current_schema() AND c.conrelid::REGCLASS::TEXT NOT LIKE 'river!_%' ESCAPE '!' ORDER BY 1, 3`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []reference
	for rows.Next() {
		var r reference
		if err := rows.Scan(&r.table, &r.target, &r.columns, &r.targetColumns); err != nil {
			return nil, err
		}
		all = append(all, r)
	}
	return all, rows.Err()
}
