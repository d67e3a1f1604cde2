// Package web answers searches in a browser: the same searches as the command's, on pages that work without
// JavaScript and load nothing from elsewhere. It is made for a person at this machine; who lets others in should
// put it behind a server that knows them.
package web

import (
	"context"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"html/template"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"sync"
	"time"

	"plenary/index"
)

// Options says what is served.
type Options struct {
	Open func() (*index.Reader, error) // opens the index
	Help string                        // what a query may say, as text
	Log  *slog.Logger
	// AnyHost lets requests in that call the server by any name. Without it only an address or localhost will
	// do: a page from elsewhere could make its own name point here and read along.
	AnyHost bool
}

// A Server answers requests. Close gives the index free.
type Server struct {
	Options
	shelf shelf
	mux   *http.ServeMux
	slots chan struct{} // what may search at a time
}

const (
	atOnce  = 4                // searches
	patient = 20 * time.Second // with one of them
)

// New returns a server, or an error if the index cannot be opened.
func New(o Options) (*Server, error) {
	s := &Server{Options: o, mux: http.NewServeMux(), slots: make(chan struct{}, atOnce)}
	s.shelf.open = o.Open
	if err := s.shelf.fill(); err != nil {
		return nil, err
	}
	s.mux.HandleFunc("GET /{$}", s.search)
	s.mux.HandleFunc("GET /search.json", s.searchJSON)
	s.mux.HandleFunc("GET /show", s.show)
	s.mux.HandleFunc("GET /help", s.help)
	s.mux.HandleFunc("GET /style.css", style)
	return s, nil
}

// Close gives the index free.
func (s *Server) Close() error { return s.shelf.close() }

func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Content-Security-Policy", "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	if !s.AnyHost && !local(r.Host) {
		http.Error(w, "this server answers to its address and to localhost only", http.StatusMisdirectedRequest)
		return
	}
	s.mux.ServeHTTP(w, r)
}

// local reports whether a request's host is an address or localhost.
func local(host string) bool {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	_, err := netip.ParseAddr(strings.Trim(host, "[]"))
	return err == nil || strings.EqualFold(host, "localhost")
}

// with calls do with the index, a few at a time.
func (s *Server) with(r *http.Request, do func(context.Context, *index.Reader) error) error {
	ctx, cancel := context.WithTimeout(r.Context(), patient)
	defer cancel()
	select {
	case s.slots <- struct{}{}:
		defer func() { <-s.slots }()
	case <-ctx.Done():
		return ctx.Err()
	}
	return s.shelf.use(func(ix *index.Reader) error { return do(ctx, ix) })
}

// status is what an error is over HTTP.
func status(err error) int {
	var query *index.QueryError
	var missing *index.NotFoundError
	switch {
	case err == nil:
		return http.StatusOK
	case errors.As(err, &query), errors.Is(err, index.ErrRequest), errors.Is(err, errForm):
		return http.StatusBadRequest
	case errors.As(err, &missing):
		return http.StatusNotFound
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, index.ErrMissing), errors.Is(err, index.ErrVersion):
		return http.StatusServiceUnavailable
	}
	return http.StatusInternalServerError
}

// reason is an error as a person reads it; what only the log should know is not told.
func (s *Server) reason(err error) string {
	if errors.Is(err, context.DeadlineExceeded) {
		return "the search took too long"
	}
	if status(err) == http.StatusInternalServerError {
		s.Log.Error("search", "error", err)
	}
	return err.Error()
}

var errForm = errors.New("bad address")

//go:embed pages
var pages embed.FS

// templates are read when the first page is asked for: most commands show none.
var templates = sync.OnceValue(func() *template.Template {
	return template.Must(template.New("").Funcs(template.FuncMap{
		"direction": direction,
		"languages": func() []string { return index.Languages },
		"sorts":     func() []string { return []string{"rank", "date", "symbol"} },
	}).ParseFS(pages, "pages/*.html"))
})

// direction is how a language is written, as HTML says it; what is no language of ours tells it by its letters.
func direction(lang string) string {
	switch lang {
	case "ar":
		return "rtl"
	case "":
		return "auto"
	}
	return "ltr"
}

// page writes a page.
func (s *Server) page(w http.ResponseWriter, code int, name string, data any) {
	var b strings.Builder
	if err := templates().ExecuteTemplate(&b, name, data); err != nil {
		s.Log.Error("page", "name", name, "error", err)
		http.Error(w, "this page could not be made", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(code)
	fmt.Fprint(w, b.String())
}

func (s *Server) help(w http.ResponseWriter, r *http.Request) {
	s.page(w, http.StatusOK, "help.html", struct {
		form
		Help string
	}{form{}, s.Help})
}

func style(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "max-age=3600")
	http.ServeFileFS(w, r, pages, "pages/style.css")
}

func writeJSON(w http.ResponseWriter, code int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(code)
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(v) // the other side has gone: nobody to tell
}
