// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rule

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"
)

var (
	// hosted is how package managers shorten addresses of repositories: "owner/name", "gitlab:owner/name", "gist:1a2b".
	hosted = pattern(`^([a-z]+:)?[A-Za-z0-9_-][\w.-]+/[A-Za-z0-9_-][\w.-]+(#\S*)?$|^gist:[0-9a-f]{6,}$`)
	// remote is how SSH and CVS write them: "git@host:name", "host.example:name", ":pserver:name@host:/path".
	remote = pattern(`^:?([a-z]+:)?([\w.-]+@[\w.-]+|[\w-]+(\.[\w-]+)+):\S+$`)
	// bare is an address without its scheme: "example.org/owner/name".
	bare = pattern(`^([\w-]+\.)+[A-Za-z]{2,}(:\d+)?/\S+$`)
	// provider leads an address by the system that keeps the source: "scm:git:https://…", "git+ssh://…".
	provider = pattern(`^[a-z]+[|:]`)
)

// pattern compiles an expression when it is first asked for.
func pattern(expr string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}

// isSourcePlace reports whether a text may lead to source code: an address with a host, a repository by its short name, or an
// identifier of Software Heritage. "on request", "n/a" or the name of a file is none. Whether something is there, nobody looks.
func isSourcePlace(s string) bool {
	s = strings.TrimSpace(s)
	if rest, ok := strings.CutPrefix(s, "scm:"); ok {
		s = provider().ReplaceAllString(rest, "")
	} else if lead := provider().FindString(s); lead != "" && slices.Contains([]string{"git:", "svn:", "hg:"}, lead) && !strings.HasPrefix(s[len(lead):], "//") {
		s = s[len(lead):]
	}
	if hosted().MatchString(s) || remote().MatchString(s) || bare().MatchString(s) || strings.HasPrefix(s, "swh:1:") {
		return true
	}
	u, err := url.Parse(strings.TrimPrefix(s, "git+"))
	return err == nil && u.Host != "" && !strings.ContainsAny(s, " \t\n")
}
