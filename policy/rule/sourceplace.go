// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rule

import (
	"net/url"
	"regexp"
	"strings"
	"sync"
)

// hosted is how package managers shorten addresses of repositories: "owner/name", "gitlab:owner/name".
var hosted = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^([a-z]+:)?[\w.-]+/[\w.-]+(#\S*)?$`)
})

// isSourcePlace reports whether a text may lead to source code: an address with a host, a repository by its short name, or an
// identifier of Software Heritage. "on request" or "internal" is none. Whether something is there, nobody looks.
func isSourcePlace(s string) bool {
	s = strings.TrimSpace(s)
	for range 2 { // scm:git:https://…
		for _, lead := range []string{"git+", "scm:", "git:", "svn:", "hg:"} {
			if rest, ok := strings.CutPrefix(s, lead); ok && !strings.HasPrefix(rest, "//") {
				s = rest
			}
		}
	}
	if scpAddress().MatchString(s) || hosted().MatchString(s) || strings.HasPrefix(s, "swh:1:") {
		return true
	}
	u, err := url.Parse(s)
	switch {
	case err != nil, strings.ContainsAny(s, " \t\n"):
		return false
	case u.Host != "":
		return true
	}
	host, _, _ := strings.Cut(s, "/") // example.org/x
	return strings.Contains(strings.Trim(host, "."), ".") && !strings.Contains(host, ":")
}
