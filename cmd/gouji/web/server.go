package web

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"mime"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strconv"
	"strings"

	"gouji/store"
)

// Server says how a site is served.
type Server struct {
	Site *Site
	// Lang is the language of those whose browser asks for neither.
	Lang string
	// Password is asked of everybody; empty for none.
	Password string
	// Hosts are the names the server answers to, without ports; any where it asks for a password and none are given.
	// They keep a page elsewhere from reaching a server on this machine by a name it controls.
	Hosts []string
	// HTTPS says that people reach the server over HTTPS, through a proxy: cookies are then kept to it.
	HTTPS bool
	// Log takes what went wrong.
	Log func(error)
}

// server answers requests.
type server struct {
	Server
	pages    map[string]*pages
	sessions *sessions
}

// Handler is the server's handler.
func Handler(o Server) (http.Handler, error) {
	s := &server{Server: o, pages: map[string]*pages{}}
	for _, lang := range []string{"zh", "en"} {
		p, err := newPages(lang, paths{}, nil)
		if err != nil {
			return nil, err
		}
		s.pages[lang] = p
	}
	key := make([]byte, sessionBytes)
	if _, err := rand.Read(key); err != nil {
		return nil, fmt.Errorf("making the server's key: %w", err)
	}
	s.sessions = newSessions(key, o.Password)
	return s.guarded(s.routes()), nil
}

// answer writes a page or says what is wrong.
type answer func(w http.ResponseWriter, r *http.Request) error

func (s *server) routes() *http.ServeMux {
	mux := http.NewServeMux()
	get := func(path string, a answer) { mux.Handle("GET "+path, s.answering(a)) }
	get("/{$}", s.overview)
	get("/findings", s.findings)
	get("/findings/{id}", s.finding)
	get("/findings/{id}/file", s.oneFile)
	get("/findings/{id}/crops/{name}", s.crop)
	mux.Handle("POST /findings/{id}", s.answering(s.review))
	mux.Handle("POST /findings/{id}/correct", s.answering(s.correctFinding))
	mux.Handle("POST /documents/{sha}/pages/{n}/correct", s.answering(s.correctSheet))
	get("/documents", s.documents)
	get("/documents/{sha}", s.document)
	get("/documents/{sha}/original", s.original)
	get("/documents/{sha}/pages/{n}", s.sheet)
	get("/documents/{sha}/pages/{n}/image.png", s.image)
	get("/rules", s.rules)
	get("/rules/{id}", s.rule)
	get("/assets/{name}", s.asset)
	get("/login", s.loginPage)
	mux.Handle("POST /login", s.answering(s.login))
	mux.Handle("POST /logout", s.answering(s.logout))
	mux.Handle("/", s.answering(func(http.ResponseWriter, *http.Request) error { return errNotFound }))
	return mux
}

// answering turns an answer's error into a page that says no more than a stranger may know.
func (s *server) answering(a answer) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		err := a(w, r)
		var refused *refusal
		switch {
		case err == nil:
		case errors.As(err, &refused):
			s.message(w, r, refused.status, refused.word)
		case errors.Is(err, errNotFound):
			s.message(w, r, http.StatusNotFound, "not-found")
		case errors.Is(err, errGone):
			s.message(w, r, http.StatusNotFound, "file-gone")
		case errors.Is(err, errOther):
			s.message(w, r, http.StatusNotFound, "other-contents")
		case errors.Is(err, context.Canceled):
		default:
			s.Log(fmt.Errorf("%s: %w", r.URL.Path, err))
			s.message(w, r, http.StatusInternalServerError, "failure")
		}
	})
}

// refusal is a request that is not done, and a key of words that says why.
type refusal struct {
	status int
	word   string
}

func (e *refusal) Error() string { return e.word }

func (s *server) message(w http.ResponseWriter, r *http.Request, status int, word string) {
	w.Header().Del("Content-Disposition")
	w.Header().Set("Cache-Control", "no-store")
	if err := s.write(w, r, view{name: "message", status: status, frame: frame{Title: say(word, s.lang(r))}}); err != nil {
		s.Log(err)
	}
}

// view is a page to be written.
type view struct {
	name   string
	status int
	frame
}

// write writes a page whole, or nothing and an error.
func (s *server) write(w http.ResponseWriter, r *http.Request, v view) error {
	p := s.pages[s.lang(r)]
	f := v.frame
	f.Version, f.Here = s.Site.Version, otherLanguage(r.URL, p.lang)
	f.Reviewer = cookie(r, reviewerCookie)
	if session := s.sessions.of(r); session != "" {
		f.Token, f.LoggedIn = s.sessions.token(session), s.Password != "" && s.sessions.valid(session)
	}
	var b bytes.Buffer
	if err := p.write(&b, v.name, f); err != nil {
		return err
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	if v.status != 0 {
		w.WriteHeader(v.status)
	}
	_, err := w.Write(b.Bytes())
	return ignoreGone(r, err)
}

// ignoreGone drops the error of writing to somebody who has left.
func ignoreGone(r *http.Request, err error) error {
	if r.Context().Err() != nil {
		return nil
	}
	return err
}

func otherLanguage(u *url.URL, lang string) string {
	q := u.Query()
	q.Set("lang", map[string]string{"zh": "en", "en": "zh"}[lang])
	return u.EscapedPath() + "?" + q.Encode()
}

func (s *server) overview(w http.ResponseWriter, r *http.Request) error {
	return s.write(w, r, view{name: "overview", frame: frame{Title: say("overview", s.lang(r)), Section: "overview", Body: s.Site.overview()}})
}

func (s *server) findings(w http.ResponseWriter, r *http.Request) error {
	list := s.Site.findings(parseQuery(r.URL.Query()), pageSize)
	return s.write(w, r, view{name: "findings", frame: frame{Title: say("findings", s.lang(r)), Section: "findings", Body: list}})
}

func (s *server) documents(w http.ResponseWriter, r *http.Request) error {
	list := s.Site.documents(parseQuery(r.URL.Query()), pageSize)
	return s.write(w, r, view{name: "documents", frame: frame{Title: say("documents", s.lang(r)), Section: "documents", Body: list}})
}

func (s *server) finding(w http.ResponseWriter, r *http.Request) error {
	v, err := s.Site.finding(r.Context(), r.PathValue("id"), parseQuery(r.URL.Query()))
	if err != nil {
		return err
	}
	w.Header().Set("Cache-Control", "no-store") // going back shows what was said of it since
	return s.write(w, r, view{name: "finding", frame: frame{Title: v.Finding.Title.In(s.lang(r)), Section: "findings", Body: v}})
}

func (s *server) document(w http.ResponseWriter, r *http.Request) error {
	v, err := s.Site.document(r.Context(), r.PathValue("sha"))
	if err != nil {
		return err
	}
	return s.write(w, r, view{name: "document", frame: frame{Title: v.Document.Name(), Section: "documents", Body: v}})
}

func (s *server) sheet(w http.ResponseWriter, r *http.Request) error {
	number, err := strconv.Atoi(r.PathValue("n"))
	if err != nil {
		return errNotFound
	}
	v, err := s.Site.sheet(r.Context(), r.PathValue("sha"), number)
	if err != nil {
		return err
	}
	if v.Correctable, err = s.Site.correctableOn(r.Context(), r.PathValue("sha"), number); err != nil {
		return err
	}
	w.Header().Set("Cache-Control", "no-store") // going back shows what was corrected since
	title := v.Document.Name() + " " + fmt.Sprintf(say("page", s.lang(r)), number)
	return s.write(w, r, view{name: "sheet", frame: frame{Title: title, Section: "documents", Body: v}})
}

func (s *server) rules(w http.ResponseWriter, r *http.Request) error {
	return s.write(w, r, view{name: "rules", frame: frame{Title: say("rules", s.lang(r)), Section: "rules", Body: s.Site.ruleRows()}})
}

func (s *server) rule(w http.ResponseWriter, r *http.Request) error {
	v, err := s.Site.rule(r.PathValue("id"))
	if err != nil {
		return err
	}
	return s.write(w, r, view{name: "rule", frame: frame{Title: v.Rule.ID + " " + v.Rule.Title.In(s.lang(r)), Section: "rules", Body: v}})
}

// image answers with a page drawn whole. Only pages the store knows are drawn.
func (s *server) image(w http.ResponseWriter, r *http.Request) error {
	sha := r.PathValue("sha")
	number, err := strconv.Atoi(r.PathValue("n"))
	if err != nil {
		return errNotFound
	}
	sheets, err := s.Site.sheets(r.Context(), sha)
	if err != nil {
		return err
	}
	if sheetAt(sheets, number) == nil {
		return errNotFound
	}
	data, err := s.Site.pictures.sheet(r.Context(), sha, number)
	return sendImage(w, r, data, err)
}

func (s *server) crop(w http.ResponseWriter, r *http.Request) error {
	digits, png := strings.CutSuffix(r.PathValue("name"), ".png")
	number, err := strconv.Atoi(digits)
	if err != nil || !png {
		return errNotFound
	}
	data, err := s.Site.cropOf(r.Context(), r.PathValue("id"), number)
	return sendImage(w, r, data, err)
}

// imageAge is how long a browser keeps an image: the same page of the same bytes looks the same, but another version of
// the program may have read another box.
const imageAge = "private, max-age=3600"

func sendImage(w http.ResponseWriter, r *http.Request, data []byte, err error) error {
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "image/png")
	w.Header().Set("Cache-Control", imageAge)
	_, err = w.Write(data)
	return ignoreGone(r, err)
}

// asset answers with a style, script or icon; there are three.
func (s *server) asset(w http.ResponseWriter, r *http.Request) error {
	name := r.PathValue("name")
	kind := map[string]string{"style.css": "text/css; charset=utf-8", "page.js": "text/javascript; charset=utf-8",
		"icon.svg": "image/svg+xml"}[name]
	if kind == "" {
		return errNotFound
	}
	data, err := embedded.ReadFile("assets/" + name)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Cache-Control", "no-cache")
	_, err = w.Write(data)
	return ignoreGone(r, err)
}

// original answers with a document's file, never to be shown in place: a PDF can hold scripts.
func (s *server) original(w http.ResponseWriter, r *http.Request) error {
	d := s.Site.index().bySHA[r.PathValue("sha")]
	if d == nil {
		return errNotFound
	}
	data, err := s.Site.originals.read(r.Context(), d.SHA256)
	if errors.Is(err, os.ErrNotExist) {
		err = errGone
	}
	if err != nil {
		return err
	}
	attach(w, d.File())
	w.Header().Set("Content-Type", "application/pdf")
	_, err = w.Write(data)
	return ignoreGone(r, err)
}

// oneFile answers with a finding as one file to send.
func (s *server) oneFile(w http.ResponseWriter, r *http.Request) error {
	var b bytes.Buffer
	err := s.Site.OneFile(r.Context(), &b, r.PathValue("id"), s.lang(r))
	if errors.Is(err, ErrNoFinding) {
		return errNotFound
	}
	if err != nil {
		return err
	}
	attach(w, "finding-"+r.PathValue("id")+".html")
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, err = w.Write(b.Bytes())
	return ignoreGone(r, err)
}

func attach(w http.ResponseWriter, name string) {
	w.Header().Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": name}))
}

// judgement is what may be said of a finding.
func judgement(word string) (store.Judgement, bool) {
	j := store.Judgement(word)
	return j, slices.Contains(store.Judgements(), j)
}
