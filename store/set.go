package store

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"

	"gouji/extract/fact"
)

// SetFormat numbers the form in which sets are saved: the JSON of fact.Set, compressed with gzip. It goes up when
// that JSON can no longer be read back whole, because a field changed its name or meaning; a new field needs no
// new number.
const SetFormat = 1

// encodeSet gives a set as it is saved. Decimals are strings and floats have all their digits, so what is read back is
// equal.
func encodeSet(set *fact.Set) ([]byte, error) {
	var buf bytes.Buffer
	zip, err := gzip.NewWriterLevel(&buf, gzip.BestSpeed)
	if err != nil {
		return nil, err
	}
	if err := json.NewEncoder(zip).Encode(set); err != nil {
		return nil, fmt.Errorf("encoding the facts: %w", err)
	}
	if err := zip.Close(); err != nil {
		return nil, err
	}
	return buf.Bytes(), nil
}

func decodeSet(data []byte) (*fact.Set, error) {
	zip, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("decoding the facts: %w", err)
	}
	set := new(fact.Set)
	if err := json.NewDecoder(zip).Decode(set); err != nil {
		return nil, fmt.Errorf("decoding the facts: %w", err)
	}
	return set, zip.Close()
}

// savedSet is what a document states as it was saved, in one of the forms that versions know.
type savedSet struct {
	format int
	data   []byte
}

// corrected is the set with corrections, in their order; ErrFormat where it is in a form this version does not know.
func (s savedSet) corrected(all []Correction) (*fact.Set, error) {
	if s.format != SetFormat {
		return nil, ErrFormat
	}
	set, err := decodeSet(s.data)
	if err != nil {
		return nil, err
	}
	set.Correct(readings(all))
	return set, nil
}

// LoadSet gives back what a document states, as SaveReading was given it, with what persons corrected since. ErrFormat
// where another version saved it in a form this one does not know.
func (s *Store) LoadSet(ctx context.Context, sha256 string) (*fact.Set, error) {
	var saved savedSet
	err := s.read.QueryRowContext(ctx, `SELECT f.format, f.data FROM fact_sets f JOIN documents d ON d.id = f.document
WHERE d.sha256 = $1`, sha256).Scan(&saved.format, &saved.data)
	if err != nil {
		return nil, fmt.Errorf("loading document %s: %w", sha256, explain(err))
	}
	corrections, err := s.Corrections(ctx, sha256)
	if err != nil {
		return nil, err
	}
	set, err := saved.corrected(corrections)
	if err != nil {
		return nil, fmt.Errorf("loading document %s: %w", sha256, err)
	}
	return set, nil
}
