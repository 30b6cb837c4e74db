package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"gouji/cmd/gouji/web"
	"gouji/store"
)

const (
	// requestTime is how long a request's head and form may take, pageTime how long the answer: drawing a page takes a
	// second, and several may wait for it.
	requestTime = 20 * time.Second
	pageTime    = 5 * time.Minute
	// farewell is how long answers under way may take when the server ends.
	farewell = 5 * time.Second
	// passwordVariable is the environment variable that may hold the password.
	passwordVariable = "GOUJI_PASSWORD"
)

// serveOptions say how a store is served.
type serveOptions struct {
	listen, passwordFile, password string
	hosts                          []string
	https                          bool
}

func newServeCommand() *cobra.Command {
	var o serveOptions
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Show the store in a browser, with search and review",
		Long: "Serves what gouji report writes, live from the store, with lists that narrow themselves, search, and review.\n" +
			"It listens on this machine alone. To listen beyond, it needs a password: in a file (--password-file) or in the\n" +
			"variable " + passwordVariable + ". Passwords travel in the clear over HTTP: put a proxy with HTTPS before it and say --https.\n" +
			"A proxy on this machine that hands on another host name needs --host NAME.",
		Example: "  gouji serve\n  gouji serve --listen :8340 --password-file secret.txt\n" +
			"  gouji serve --host budgets.example.org --https --password-file secret.txt   # behind a proxy",
		Args: cobra.NoArgs,
	}
	flags := cmd.Flags()
	flags.StringVar(&o.listen, "listen", "127.0.0.1:8340", "address and port to listen on")
	flags.StringVar(&o.passwordFile, "password-file", "", "file whose first line is the password")
	flags.StringSliceVar(&o.hosts, "host", nil, "host name to answer to, beside those of this machine")
	flags.BoolVar(&o.https, "https", false, "people reach the server over HTTPS, through a proxy")
	cmd.RunE = func(cmd *cobra.Command, _ []string) (err error) {
		if o.password, err = readPassword(o.passwordFile); err != nil {
			return err
		}
		if err := o.valid(); err != nil {
			return err
		}
		return withStore(cmd, func(s *store.Store) error { return o.serve(cmd, s) })
	}
	return cmd
}

// readPassword is the first line of a file, or the variable; empty where there is neither.
func readPassword(file string) (string, error) {
	if file == "" {
		return os.Getenv(passwordVariable), nil
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return "", failure(fmt.Errorf("reading the password: %w", err))
	}
	line, _, _ := strings.Cut(string(data), "\n")
	line = strings.TrimRight(line, "\r")
	if line == "" {
		return "", usageError("--password-file %s: its first line is empty", file)
	}
	return line, nil
}

func (o serveOptions) valid() error {
	host, _, err := net.SplitHostPort(o.listen)
	if err != nil {
		return usageError("--listen is %q; it must be ADDRESS:PORT, as 127.0.0.1:8340 or :8340", o.listen)
	}
	if !loopback(host) && o.password == "" {
		return usageError("--listen %s is open to others: it needs --password-file or %s", o.listen, passwordVariable)
	}
	return nil
}

// loopback says whether an address is reached from this machine alone.
func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// names are the hosts the server answers to: on this machine its own names, beyond it any, or those that are given.
func (o serveOptions) names() []string {
	host, _, _ := net.SplitHostPort(o.listen)
	if !loopback(host) && len(o.hosts) == 0 {
		return nil
	}
	names := []string{"localhost", "127.0.0.1", "::1", strings.ToLower(host)}
	for _, h := range o.hosts {
		names = append(names, strings.ToLower(h))
	}
	return names
}

// serve answers requests until the command is ended.
func (o serveOptions) serve(cmd *cobra.Command, s *store.Store) error {
	site, end, err := openSite(cmd, s)
	if err != nil {
		return err
	}
	defer end()
	lang, err := cmd.Flags().GetString("lang")
	if err != nil {
		return err
	}
	handler, err := web.Handler(web.Server{Site: site, Lang: lang, Password: o.password, Hosts: o.names(), HTTPS: o.https,
		Log: func(err error) { fmt.Fprintf(cmd.ErrOrStderr(), "gouji: %v\n", err) }})
	if err != nil {
		return failure(err)
	}
	listener, err := net.Listen("tcp", o.listen)
	if err != nil {
		return failure(fmt.Errorf("listening: %w", err))
	}
	fmt.Fprintf(cmd.ErrOrStderr(), "http://%s/\n", listener.Addr())
	return answerRequests(cmd.Context(), listener, handler)
}

// answerRequests serves until the context ends, which is how a server is meant to end.
func answerRequests(ctx context.Context, listener net.Listener, handler http.Handler) error {
	server := &http.Server{Handler: handler, ReadTimeout: requestTime, ReadHeaderTimeout: requestTime, WriteTimeout: pageTime}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(listener) }()
	select {
	case err := <-ended:
		return failure(fmt.Errorf("serving: %w", err))
	case <-ctx.Done():
	}
	quiet, cancel := context.WithTimeout(context.Background(), farewell)
	defer cancel()
	if err := server.Shutdown(quiet); err != nil && !errors.Is(err, context.DeadlineExceeded) {
		return failure(fmt.Errorf("ending the server: %w", err))
	}
	return nil
}
