package store

import (
	"context"
	"crypto/rand"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
)

const (
	// patience is how long a server that is away is waited for: a restart with recovery takes seconds to a minute.
	patience = 2 * time.Minute
	// pause is between two looks whether it is there.
	pause = 200 * time.Millisecond
	// maxConnections is how many connections a process has open at most to read, and as many to write: a server allows
	// 100 unless told otherwise.
	maxConnections = 8
	// lockClass is the first half of the numbers of this program's locks; "gouj" in ASCII.
	lockClass = 0x676f756a
)

// postgresEngine is a store in a database of a PostgreSQL server.
type postgresEngine struct {
	// watch asks what became of a transaction whose connection was lost.
	watch *sql.DB
	// label names the database without the password.
	label string
}

func openPostgres(ctx context.Context, rawURL string, mode Mode) (*Store, error) {
	config, err := pgx.ParseConfig(rawURL)
	if err != nil {
		// The error of the parser shows the URL without its password.
		return nil, fmt.Errorf("%w: %w", ErrURL, err)
	}
	label := fmt.Sprintf("postgres://%s/%s", config.Host, config.Database)
	if err := preparePostgres(ctx, *config, mode); err != nil {
		return nil, fmt.Errorf("opening store %s: %w", label, explain(err))
	}
	write := pool(*config)
	readOnly := config.Copy()
	readOnly.RuntimeParams["default_transaction_read_only"] = "on"
	return &Store{write: write, read: reader{pool(*readOnly)}, name: label, engine: postgresEngine{write, label}}, nil
}

// pool is connections to the database, which wait for a server that is restarted.
func pool(config pgx.ConnConfig) *sql.DB {
	db := sql.OpenDB(patientConnector{stdlib.GetConnector(config)})
	db.SetMaxOpenConns(maxConnections)
	db.SetMaxIdleConns(maxConnections)
	return db
}

// patientConnector connects as soon as the server is there.
type patientConnector struct{ driver.Connector }

// Connect waits for a server that is away, no longer than patience.
func (c patientConnector) Connect(ctx context.Context) (conn driver.Conn, err error) {
	err = wait(ctx, lost, func() (err error) {
		conn, err = c.Connector.Connect(ctx)
		return err
	})
	if err != nil {
		return nil, err
	}
	if own, ok := conn.(*stdlib.Conn); ok {
		return connection{own}, nil
	}
	return conn, nil
}

// preparePostgres makes sure that the database is this program's and brings its schema up to date. A server that does
// not answer is not waited for: the URL may be wrong.
func preparePostgres(ctx context.Context, config pgx.ConnConfig, mode Mode) (err error) {
	db := stdlib.OpenDB(config)
	defer func() { err = errors.Join(err, db.Close()) }()
	var encoding string
	var ours, tables bool
	err = db.QueryRowContext(ctx, `SELECT current_setting('server_encoding'), to_regclass('fact_sets') IS NOT NULL,
  EXISTS (SELECT 1 FROM information_schema.tables WHERE table_schema = current_schema()
          AND table_name <> 'goose_db_version' AND table_name NOT LIKE 'river!_%' ESCAPE '!')`).Scan(&encoding, &ours, &tables)
	switch {
	case errors.Is(postgresKind(err), ErrURL):
		return fmt.Errorf("%w; createdb makes the database", err)
	case err != nil:
		return err
	case encoding != "UTF8":
		return fmt.Errorf("%w: the database has the encoding %s; make one with createdb --encoding=UTF8 --template=template0",
			ErrForeign, encoding)
	case tables && !ours:
		return fmt.Errorf("%w: the database holds another program's tables; make one of its own with createdb", ErrForeign)
	case !ours && mode == Existing:
		return ErrMissing
	}
	return prepare(ctx, db, goose.DialectPostgres, "postgres")
}

// connection writes truth values as 1 and 0, as the schema has them, and text as PostgreSQL takes it.
type connection struct{ *stdlib.Conn }

// CheckNamedValue puts a value into the form in which it is sent.
func (connection) CheckNamedValue(v *driver.NamedValue) error {
	switch value := v.Value.(type) {
	case string:
		v.Value = acceptable(value)
	case bool:
		v.Value = int64(0)
		if value {
			v.Value = int64(1)
		}
	}
	return nil
}

// acceptable is a text as PostgreSQL takes it: bytes that are no UTF-8, which names of files may have, are written as
// \xB9, so that two names stay two, and the character U+0000 as U+FFFD.
func acceptable(text string) string {
	if utf8.ValidString(text) && strings.IndexByte(text, 0) < 0 {
		return text
	}
	var b strings.Builder
	for i, r := range text {
		switch {
		case r == 0:
			b.WriteRune('\uFFFD')
		case r == '\uFFFD' && !strings.HasPrefix(text[i:], "\uFFFD"):
			fmt.Fprintf(&b, `\x%02X`, text[i])
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

func (postgresEngine) expression(column string) string {
	switch column {
	case BoxColumn:
		return "'[' || json_points(x0) || ',' || json_points(y0) || ',' || json_points(x1) || ',' || json_points(y1) || ']'"
	case PlaceColumn:
		return "CASE WHEN table_id <> '' THEN '[' || cell_row || ',' || cell_col || ']' END"
	}
	return column
}

// commit finds out, where the connection is lost meanwhile, whether the transaction was kept: it is then neither done twice
// nor left out. A transaction leaves a token; its number alone tells nothing after a crash, as another may have it then.
func (e postgresEngine) commit(ctx context.Context, tx *sql.Tx) error {
	var id string
	token := rand.Text()
	err := tx.QueryRowContext(ctx, "INSERT INTO commits (token) VALUES ($1) RETURNING pg_current_xact_id()::TEXT", token).Scan(&id)
	if err != nil {
		return errors.Join(err, ignoreDone(tx.Rollback()))
	}
	failed := tx.Commit()
	if failed == nil || !passing(failed) {
		return failed
	}
	kept, err := e.kept(ctx, id, token)
	switch {
	case err != nil:
		return fmt.Errorf("%w; whether the last change was kept is not known: %w", ErrAway, errors.Join(failed, err))
	case kept:
		return nil
	}
	return failed
}

// kept says whether a transaction was kept, by its token, once the server no longer works on it.
func (e postgresEngine) kept(ctx context.Context, id, token string) (kept bool, err error) {
	status := "in progress"
	for deadline := time.Now().Add(patience); status == "in progress" && time.Now().Before(deadline); {
		err := again(func() error {
			return e.watch.QueryRowContext(ctx, "SELECT coalesce(pg_xact_status($1::TEXT::XID8), '')", id).Scan(&status)
		})
		switch {
		case unknownTransaction(err): // the server crashed before it wrote that there was such a number
			status = ""
		case err != nil:
			return false, err
		}
	}
	err = again(func() error {
		return e.watch.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM commits WHERE token = $1)", token).Scan(&kept)
	})
	return kept, err
}

// unknownTransaction says that the server knows no transaction of a number.
func unknownTransaction(err error) bool {
	var said *pgconn.PgError
	return errors.As(err, &said) && said.Code == "22023"
}

// tidy drops the tokens of transactions that nobody asks about any more.
func (e postgresEngine) tidy(ctx context.Context, tx *sql.Tx) error {
	_, err := tx.ExecContext(ctx, `DELETE FROM commits WHERE token IN
(SELECT token FROM commits WHERE at < now() - interval '1 day' FOR UPDATE SKIP LOCKED)`)
	return err
}

func (e postgresEngine) backup(context.Context, *Store, string) error {
	return fmt.Errorf("%w: PostgreSQL copies its databases itself, while they are in use; "+
		"pg_dump --format=custom --file=FILE URL writes a copy of %s, pg_restore reads it back", ErrElsewhere, e.label)
}

// lost says that the connection to the server was lost, or that there is none for now.
func lost(err error) bool {
	var said *pgconn.PgError
	if errors.As(err, &said) {
		// Shutdown by an administrator, after a crash, starting up; class 08: connection exceptions.
		return said.Code == "57P01" || said.Code == "57P02" || said.Code == "57P03" || strings.HasPrefix(said.Code, "08")
	}
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return false
	}
	var connecting *pgconn.ConnectError
	var network *net.OpError
	return pgconn.SafeToRetry(err) || errors.As(err, &connecting) || errors.As(err, &network) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, net.ErrClosed)
}

// entangled says that two transactions got into each other's way: a deadlock, or an order that cannot be.
func entangled(err error) bool {
	var said *pgconn.PgError
	return errors.As(err, &said) && (said.Code == "40P01" || said.Code == "40001")
}

// postgresKind is the package's own error for one of PostgreSQL, nil where there is none.
func postgresKind(err error) error {
	var said *pgconn.PgError
	if !errors.As(err, &said) {
		if lost(err) {
			return ErrAway
		}
		return nil
	}
	switch said.Code {
	case "53100": // disk full
		return ErrFull
	case "42501", "25006", "28000", "28P01": // no privilege, read-only, no such user, wrong password
		return ErrDenied
	case "53300", "55P03": // too many connections, lock not available
		return ErrBusy
	case "3D000": // no such database
		return ErrURL
	}
	if lost(err) {
		return ErrAway
	}
	return nil
}
