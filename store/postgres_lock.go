package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"hash/crc32"
)

// lock is held by a connection, and free when that ends. The server asks now and then whether the machine is still
// there, so that one that lost its power frees what it held in two minutes.
func (e postgresEngine) lock(ctx context.Context, s *Store, name string) (grip, error) {
	conn, err := s.write.Conn(ctx)
	if err != nil {
		return nil, err
	}
	key := int32(crc32.ChecksumIEEE([]byte(name))) //nolint:gosec // every bit counts
	var held bool
	err = conn.QueryRowContext(ctx, `SELECT pg_try_advisory_lock($1, $2) FROM (SELECT set_config('tcp_keepalives_idle', '60', false),
  set_config('tcp_keepalives_interval', '15', false), set_config('tcp_keepalives_count', '4', false)) settings`, lockClass, key).Scan(&held)
	switch {
	case err != nil:
		return nil, errors.Join(err, conn.Close())
	case !held:
		return nil, errors.Join(fmt.Errorf("%w (%s in %s)", ErrLocked, name, e.label), conn.Close())
	}
	return connectionGrip{conn, key}, nil
}

// connectionGrip is a lock that a connection holds: it is lost with it.
type connectionGrip struct {
	conn *sql.Conn
	key  int32
}

func (g connectionGrip) held(ctx context.Context) error { return g.conn.PingContext(ctx) }

// free frees the lock. A connection that is lost has freed it already.
func (g connectionGrip) free(ctx context.Context) error {
	_, err := g.conn.ExecContext(context.WithoutCancel(ctx), "SELECT pg_advisory_unlock($1, $2)", lockClass, g.key)
	if passing(err) || errors.Is(err, sql.ErrConnDone) {
		err = nil
	}
	return errors.Join(err, ignoreDone(g.conn.Close()))
}
