// Package pgtest runs a PostgreSQL server for tests: its own data in a folder that is removed, reached through a socket
// in that folder and not by network. The server ends with the process that started it, however that ends.
package pgtest

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"syscall"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver pgx
)

// ErrAbsent says that there is no PostgreSQL on this machine.
var ErrAbsent = errors.New("needs PostgreSQL (Debian: apt-get install postgresql)")

// starting is how long a server may take until it answers.
const starting = time.Minute

// Server is a running server. Its methods are not for concurrent use.
type Server struct {
	dir, bin string
	owner    *syscall.SysProcAttr
	cmd      *exec.Cmd
	leash    io.Closer
	made     int
}

// guard runs a server until its own input ends, then ends it at once.
const guard = `"$@" & pid=$!; read -r _; kill -QUIT $pid; wait $pid`

// Start makes a new server and starts it. ErrAbsent where PostgreSQL is not installed.
func Start() (s *Server, err error) {
	bin, err := programs()
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "gouji-pg-") // short: the path of a socket has 107 characters at most
	if err != nil {
		return nil, err
	}
	s = &Server{dir: dir, bin: bin}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.RemoveAll(dir))
		}
	}()
	if s.owner, err = leaveRoot(dir); err != nil {
		return nil, err
	}
	initdb := s.command("initdb", "--pgdata", filepath.Join(dir, "data"), "--username", "gouji", "--auth", "trust", "--encoding", "UTF8",
		"--locale", "C", "--no-sync")
	if out, err := initdb.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("initdb: %w: %s", err, out)
	}
	return s, s.Run()
}

// programs is the folder with initdb and postgres; Debian keeps them out of the path, a folder for each version.
func programs() (string, error) {
	if path, err := exec.LookPath("postgres"); err == nil {
		if path, err = filepath.EvalSymlinks(path); err == nil {
			return filepath.Dir(path), nil
		}
	}
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin/postgres")
	if err != nil || len(found) == 0 {
		return "", ErrAbsent
	}
	return filepath.Dir(slices.Max(found)), nil
}

func (s *Server) command(name string, args ...string) *exec.Cmd {
	cmd := exec.Command(filepath.Join(s.bin, name), args...)
	cmd.Dir, cmd.SysProcAttr = s.dir, s.owner
	return cmd
}

// Run starts a server that was stopped, and waits until it answers.
func (s *Server) Run() error {
	s.cmd = exec.Command("/bin/sh", "-c", guard, "guard", filepath.Join(s.bin, "postgres"), "-D", filepath.Join(s.dir, "data"),
		"-k", s.dir, "-c", "listen_addresses=", "-c", "fsync=off", "-c", "max_connections=200")
	s.cmd.Dir, s.cmd.SysProcAttr = s.dir, s.owner
	log, err := os.Create(filepath.Join(s.dir, "log"))
	if err != nil {
		return err
	}
	s.cmd.Stderr = log
	input, err := s.cmd.StdinPipe()
	if err != nil {
		return errors.Join(err, log.Close())
	}
	s.leash = input
	if err := errors.Join(s.cmd.Start(), log.Close()); err != nil {
		return err
	}
	return s.await()
}

func (s *Server) await() error {
	db, err := sql.Open("pgx", s.url("postgres"))
	if err != nil {
		return err
	}
	for deadline := time.Now().Add(starting); ; time.Sleep(20 * time.Millisecond) {
		err := db.PingContext(context.Background())
		if err == nil {
			return db.Close()
		}
		if time.Now().After(deadline) {
			log, _ := os.ReadFile(filepath.Join(s.dir, "log"))
			return errors.Join(fmt.Errorf("the server does not answer: %w\n%s", err, log), db.Close())
		}
	}
}

// Stop ends the server at once, as a crash does: what it had not finished is undone when it runs again.
func (s *Server) Stop() error {
	if s.cmd == nil {
		return nil
	}
	err := s.leash.Close()
	_ = s.cmd.Wait() // it was stopped; how it ended says nothing
	s.cmd = nil
	return err
}

// Remove ends the server and removes all it kept.
func (s *Server) Remove() error { return errors.Join(s.Stop(), os.RemoveAll(s.dir)) }

// Database makes an empty database and gives its URL.
func (s *Server) Database() (string, error) {
	db, err := sql.Open("pgx", s.url("postgres"))
	if err != nil {
		return "", err
	}
	s.made++
	name := fmt.Sprintf("test%d", s.made)
	_, err = db.ExecContext(context.Background(), "CREATE DATABASE "+name)
	return s.url(name), errors.Join(err, db.Close())
}

func (s *Server) url(database string) string {
	u := url.URL{Scheme: "postgres", User: url.User("gouji"), Path: "/" + database, RawQuery: url.Values{"host": {s.dir}}.Encode()}
	return u.String()
}
