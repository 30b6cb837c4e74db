package crawl

import (
	"errors"
	"fmt"

	"gouji/extract/page"
)

// Class is why something was not fetched, as a short name.
type Class string

// The classes of failures.
const (
	ClassRobots    Class = "robots"       // robots.txt forbids it, or could not be asked
	ClassDenied    Class = "denied"       // 403: the host is left for the night
	ClassChallenge Class = "challenge"    // a page that wants to see a person: the host is left for the night
	ClassLeft      Class = "left"         // not asked, since its host was left before
	ClassGone      Class = "gone"         // 404 or 410; it says nothing about whether the document was withdrawn
	ClassStatus    Class = "status"       // any other status that is none of success
	ClassNetwork   Class = "network"      // no answer
	ClassTimeout   Class = "timeout"      // an answer that did not end
	ClassRedirects Class = "redirects"    // sent on for ever, or nowhere
	ClassGuarded   Class = "guarded"      // an address inside a network
	ClassTooLarge  Class = "too-large"    // larger than documents are
	ClassTruncated Class = "truncated"    // cut off, again and again
	ClassHTML      Class = "html-instead" // a page instead of a document
	ClassLogin     Class = "login"        // a page that wants a password instead of a document
	ClassType      Class = "unknown-type" // bytes that are no document
	ClassNoLinks   Class = "no-links"     // a list without anything on it
	ClassFewLinks  Class = "few-links"    // a list with less on it than there has to be
	ClassPageLimit Class = "page-limit"   // more pages than the site may have
)

// Lasting says whether a failure is how things are, not that something went wrong: what robots.txt forbids, and links that
// lead to nothing, which many sites have for years.
func (c Class) Lasting() bool { return c == ClassRobots || c == ClassGone }

// Failure is why something was not fetched.
type Failure struct {
	Class Class
	// Detail is what was met, in the words of the program that met it.
	Detail string
	// Err is the cause, where an error is.
	Err error
	// answer is how the exchange ended, for the pace.
	answer Answer
}

func (f *Failure) Error() string {
	if f.Detail == "" {
		return string(f.Class)
	}
	return string(f.Class) + ": " + f.Detail
}

func (f *Failure) Unwrap() error { return f.Err }

func failed(class Class, format string, args ...any) *Failure {
	return &Failure{Class: class, Detail: fmt.Sprintf(format, args...)}
}

// ClassOf is the class of an error; empty where it is none of this package's.
func ClassOf(err error) Class {
	var f *Failure
	if errors.As(err, &f) {
		return f.Class
	}
	return ""
}

// passes says whether another try may help. What was too slow is left for the next run: three tries would hold the host's
// other documents up for as long.
func (f *Failure) passes() bool {
	switch f.Class {
	case ClassNetwork, ClassTruncated:
		return true
	case ClassStatus:
		return passing(f.answer.Status)
	}
	return false
}

// leaves says whether the host is left for the night.
func (f *Failure) leaves() bool { return f.Class == ClassDenied || f.Class == ClassChallenge }

// Message puts a failure into words.
func (f *Failure) Message() page.Message {
	m := classMessage(f.Class)
	if f.Detail != "" {
		m.ZH += "（" + f.Detail + "）"
		m.EN += " (" + f.Detail + ")"
	}
	return m
}

func classMessage(class Class) page.Message {
	switch class {
	case ClassRobots:
		return page.Message{ZH: "网站的 robots.txt 不允许，或无法取得", EN: "robots.txt forbids it, or could not be had"}
	case ClassDenied:
		return page.Message{ZH: "网站拒绝访问，本次不再访问该主机", EN: "the host refused; it is left for this run"}
	case ClassChallenge:
		return page.Message{ZH: "网站返回验证页，本次不再访问该主机", EN: "the host wants to see a person; it is left for this run"}
	case ClassLeft:
		return page.Message{ZH: "该主机本次已停止访问", EN: "its host was left before"}
	case ClassGone:
		return page.Message{ZH: "地址已失效", EN: "nothing is at the address any more"}
	case ClassStatus:
		return page.Message{ZH: "网站返回错误", EN: "the host answered with an error"}
	case ClassNetwork:
		return page.Message{ZH: "无法连接", EN: "no answer"}
	case ClassTimeout:
		return page.Message{ZH: "传输过慢，已停止", EN: "too slow, stopped"}
	case ClassRedirects:
		return page.Message{ZH: "转向过多或转向无效", EN: "sent on without end, or to nothing"}
	case ClassGuarded:
		return page.Message{ZH: "地址不是公网地址，不予访问", EN: "no public address; not asked"}
	case ClassTooLarge:
		return page.Message{ZH: "文件过大，未保存", EN: "too large, nothing kept"}
	}
	return contentMessage(class)
}

// contentMessage is about what came, where something did.
func contentMessage(class Class) page.Message {
	switch class {
	case ClassTruncated:
		return page.Message{ZH: "文件传输不完整", EN: "cut off"}
	case ClassHTML:
		return page.Message{ZH: "返回的是网页而不是文件", EN: "a web page instead of a document"}
	case ClassLogin:
		return page.Message{ZH: "返回的是登录页而不是文件", EN: "a login page instead of a document"}
	case ClassType:
		return page.Message{ZH: "不是可识别的文件类型", EN: "no known type of document"}
	case ClassNoLinks:
		return page.Message{ZH: "栏目页没有任何可用链接", EN: "a list without any link to follow"}
	case ClassFewLinks:
		return page.Message{ZH: "栏目页链接少于应有数量", EN: "fewer links than there have to be"}
	case ClassPageLimit:
		return page.Message{ZH: "页面数超过上限，未全部访问", EN: "more pages than are fetched of a site"}
	}
	return page.Message{ZH: "未能取得", EN: "could not be fetched"}
}
