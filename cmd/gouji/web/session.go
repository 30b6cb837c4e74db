package web

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"gouji/store"
)

// The cookies.
const (
	sessionCookie  = "gouji_session"
	langCookie     = "gouji_lang"
	reviewerCookie = "gouji_reviewer"
)

const (
	// sessionBytes is the length of what names a session, and of the server's key: beyond guessing.
	sessionBytes = 32
	// sessionHours is how long a session lasts: a working day.
	sessionHours = 12
	// rememberDays is how long a browser keeps the language and the name of the reviewer.
	rememberDays = 365
	// wrongPasswords is how many wrong passwords are heard in wrongMinutes, from everybody together; then none is.
	wrongPasswords, wrongMinutes = 10, 1
	// formBytes is the most a form may send.
	formBytes = 64 << 10
	// nameLength and whyLength are the most a reviewer's name and reason may have, in characters.
	nameLength, whyLength = 80, 2000
)

// sessions are who is logged in. Without a password a session is only what ties a form to the browser it was sent to.
type sessions struct {
	key      []byte
	password [sha256.Size]byte
	asked    bool
	mu       sync.Mutex
	until    map[string]time.Time
	wrong    []time.Time
}

func newSessions(key []byte, password string) *sessions {
	return &sessions{key: key, password: sha256.Sum256([]byte(password)), asked: password != "", until: map[string]time.Time{}}
}

// of is the session a request names; empty for none.
func (s *sessions) of(r *http.Request) string { return cookie(r, sessionCookie) }

// token is what forms of a session carry.
func (s *sessions) token(session string) string {
	mac := hmac.New(sha256.New, s.key)
	mac.Write([]byte(session))
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
}

// valid says whether a session may see pages.
func (s *sessions) valid(session string) bool {
	if !s.asked {
		return true
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	until, known := s.until[session]
	return known && time.Now().Before(until)
}

// begin makes a session.
func (s *sessions) begin() string {
	b := make([]byte, sessionBytes)
	_, _ = rand.Read(b) // it never fails: the program ends where the system gives no randomness
	session := base64.RawURLEncoding.EncodeToString(b)
	if !s.asked {
		return session
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	now := time.Now()
	for old, until := range s.until {
		if now.After(until) {
			delete(s.until, old)
		}
	}
	s.until[session] = now.Add(sessionHours * time.Hour)
	return session
}

func (s *sessions) end(session string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.until, session)
}

// right says whether a password is the server's; after too many wrong ones none is, for a while.
func (s *sessions) right(password string) (right, heard bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := time.Now()
	s.wrong = slices.DeleteFunc(s.wrong, func(t time.Time) bool { return now.Sub(t) > wrongMinutes*time.Minute })
	if len(s.wrong) >= wrongPasswords {
		return false, false
	}
	sum := sha256.Sum256([]byte(password))
	if subtle.ConstantTimeCompare(sum[:], s.password[:]) == 1 {
		return true, true
	}
	s.wrong = append(s.wrong, now)
	return false, true
}

// contentPolicy lets a page load its own images, style and script, and nothing else from anywhere.
const contentPolicy = "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; form-action 'self'; " +
	"base-uri 'none'; frame-ancestors 'none'"

// guarded is what every request passes: headers, the server's name, forms from elsewhere, the password, the language.
func (s *server) guarded(next http.Handler) http.Handler {
	crossOrigin := http.NewCrossOriginProtection()
	crossOrigin.SetDenyHandler(s.answering(func(http.ResponseWriter, *http.Request) error {
		return &refusal{http.StatusForbidden, "refused"}
	}))
	next = crossOrigin.Handler(next)
	return s.answering(func(w http.ResponseWriter, r *http.Request) error {
		h := w.Header()
		h.Set("Content-Security-Policy", contentPolicy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Cache-Control", "private, no-cache")
		r.Body = http.MaxBytesReader(w, r.Body, formBytes)
		if !s.named(r.Host) {
			return &refusal{http.StatusMisdirectedRequest, "refused"}
		}
		if s.locked(r) {
			http.Redirect(w, r, "/login", http.StatusSeeOther)
			return nil
		}
		if r.Method == http.MethodGet && !strings.HasPrefix(r.URL.Path, "/assets/") {
			if err := s.prepare(w, r); err != nil {
				return err
			}
		}
		next.ServeHTTP(w, r)
		return nil
	})
}

// named says whether a request's host is one the server answers to.
func (s *server) named(host string) bool {
	if len(s.Hosts) == 0 {
		return s.Password != ""
	}
	name, _, err := net.SplitHostPort(host)
	if err != nil {
		name = strings.Trim(host, "[]")
	}
	return slices.Contains(s.Hosts, strings.ToLower(name))
}

// locked says whether a request has to log in first.
func (s *server) locked(r *http.Request) bool {
	if r.URL.Path == "/login" || strings.HasPrefix(r.URL.Path, "/assets/") {
		return false
	}
	return !s.sessions.valid(s.sessions.of(r))
}

// prepare keeps a chosen language, gives a session to those without, and brings the index up to date.
func (s *server) prepare(w http.ResponseWriter, r *http.Request) error {
	if lang := r.URL.Query().Get("lang"); lang == "zh" || lang == "en" {
		s.setCookie(w, langCookie, lang)
	}
	if s.sessions.of(r) == "" && !s.sessions.asked {
		session := s.sessions.begin()
		s.setCookie(w, sessionCookie, session)
		r.AddCookie(&http.Cookie{Name: sessionCookie, Value: session})
	}
	if s.locked(r) || r.URL.Path == "/login" {
		return nil
	}
	return s.Site.refresh(r.Context())
}

func (s *server) setCookie(w http.ResponseWriter, name, value string) {
	c := &http.Cookie{Name: name, Value: url.QueryEscape(value), Path: "/", HttpOnly: true, Secure: s.HTTPS, SameSite: http.SameSiteStrictMode}
	if name != sessionCookie {
		c.Expires = time.Now().AddDate(0, 0, rememberDays)
	}
	http.SetCookie(w, c)
}

// cookie is a cookie's value; empty for none.
func cookie(r *http.Request, name string) string {
	c, err := r.Cookie(name)
	if err != nil {
		return ""
	}
	value, err := url.QueryUnescape(c.Value)
	if err != nil {
		return ""
	}
	return value
}

// lang is the language of a request: the one chosen, that of the browser, or the server's.
func (s *server) lang(r *http.Request) string {
	accepted := strings.ToLower(r.Header.Get("Accept-Language"))
	zh, en := strings.Index(accepted, "zh"), strings.Index(accepted, "en")
	for _, lang := range []string{r.URL.Query().Get("lang"), cookie(r, langCookie)} {
		if lang == "zh" || lang == "en" {
			return lang
		}
	}
	switch {
	case zh >= 0 && (en < 0 || zh < en):
		return "zh"
	case en >= 0:
		return "en"
	}
	return s.Lang
}

func (s *server) loginPage(w http.ResponseWriter, r *http.Request) error {
	if s.Password == "" {
		return errNotFound
	}
	return s.write(w, r, view{name: "login", frame: frame{Title: say("login", s.lang(r))}})
}

func (s *server) login(w http.ResponseWriter, r *http.Request) error {
	if s.Password == "" {
		return errNotFound
	}
	right, heard := s.sessions.right(r.PostFormValue("password"))
	switch {
	case !heard:
		return &refusal{http.StatusTooManyRequests, "later"}
	case !right:
		return s.write(w, r, view{name: "login", status: http.StatusForbidden,
			frame: frame{Title: say("login", s.lang(r)), Body: "wrong-password"}})
	}
	s.setCookie(w, sessionCookie, s.sessions.begin())
	http.Redirect(w, r, "/", http.StatusSeeOther)
	return nil
}

func (s *server) logout(w http.ResponseWriter, r *http.Request) error {
	if err := s.ours(r); err != nil {
		return err
	}
	s.sessions.end(s.sessions.of(r))
	http.SetCookie(w, &http.Cookie{Name: sessionCookie, Path: "/", MaxAge: -1, HttpOnly: true, Secure: s.HTTPS, SameSite: http.SameSiteStrictMode})
	http.Redirect(w, r, "/", http.StatusSeeOther)
	return nil
}

// ours refuses a form that was not sent to this session.
func (s *server) ours(r *http.Request) error {
	session := s.sessions.of(r)
	if session == "" || !hmac.Equal([]byte(r.PostFormValue("token")), []byte(s.sessions.token(session))) {
		return &refusal{http.StatusForbidden, "refused"}
	}
	return nil
}

// review records what a person says of a finding.
func (s *server) review(w http.ResponseWriter, r *http.Request) error {
	if err := s.ours(r); err != nil {
		return err
	}
	v := store.Verdict{Why: strings.TrimSpace(r.PostFormValue("why")), By: strings.TrimSpace(r.PostFormValue("by"))}
	var known bool
	v.Judgement, known = judgement(r.PostFormValue("verdict"))
	switch {
	case !known, utf8.RuneCountInString(v.By) > nameLength, utf8.RuneCountInString(v.Why) > whyLength:
		return &refusal{http.StatusBadRequest, "refused"}
	case v.By == "":
		return &refusal{http.StatusBadRequest, "name-needed"}
	case v.Judgement.NeedsReason() && v.Why == "":
		return &refusal{http.StatusBadRequest, "reason-needed"}
	}
	id := r.PathValue("id")
	if _, err := s.Site.loadFinding(r.Context(), id); err != nil {
		return err
	}
	if err := s.Site.Store.Review(r.Context(), id, v, time.Now()); err != nil {
		return err
	}
	s.setCookie(w, reviewerCookie, v.By)
	http.Redirect(w, r, paths{}.finding(id, parseQuery(r.URL.Query()).encode()), http.StatusSeeOther)
	return nil
}
