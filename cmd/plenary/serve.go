package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"

	"github.com/spf13/cobra"

	"plenary/index"
	"plenary/internal/asking"
	"plenary/internal/web"
)

func newServe(g *globals) *cobra.Command {
	var listen string
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Search in a browser",
		Long: `Serve a page for searching, to browsers on this machine, until interrupted. The page needs no JavaScript and loads
nothing from elsewhere. What is ingested meanwhile is found. With --listen 0.0.0.0:8080 everyone who reaches this machine
can read the index; there is no password.`,
		Example: "  plenary serve\n  plenary serve --listen 127.0.0.1:9000 --index meeting.index",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			dir, _ := cmd.Flags().GetString("index")
			l, err := net.Listen("tcp", listen)
			if err != nil {
				return usage("--listen %s: %w", listen, err)
			}
			defer l.Close()
			local := l.Addr().(*net.TCPAddr).IP.IsLoopback()
			s, err := web.New(web.Options{
				Open: func() (*index.Reader, error) { return asking.Open(dir) }, Help: queryHelp, Log: g.log, AnyHost: !local,
			})
			if err != nil {
				return err
			}
			defer s.Close()
			fmt.Fprintf(cmd.ErrOrStderr(), "http://%s/ (Ctrl-C ends)\n", l.Addr())
			if !local {
				fmt.Fprintln(cmd.ErrOrStderr(), "plenary: everyone who reaches this address can read the index")
			}
			if err := serve(cmd.Context(), l, s); err != nil {
				return err
			}
			return &exitError{code: exitStopped}
		},
	}
	indexFlag(cmd)
	cmd.Flags().StringVar(&listen, "listen", "127.0.0.1:8080", "address and port; port 0 takes a free one")
	return cmd
}

// serve serves until the context ends, and then lets running requests finish.
func serve(ctx context.Context, l net.Listener, h http.Handler) error {
	server := &http.Server{Handler: h, ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 10 * time.Second, WriteTimeout: 60 * time.Second, IdleTimeout: time.Minute, MaxHeaderBytes: 64 << 10}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(l) }()
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	patience, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	err := server.Shutdown(patience)
	if err := <-ended; !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return err
}
