// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package registries

import (
	"strings"
	"testing"
	"unicode/utf16"
)

// utf16LE is a text as an editor of Windows saves it.
func utf16LE(text string) string {
	out := []byte{0xff, 0xfe}
	for _, u := range utf16.Encode([]rune(text)) {
		out = append(out, byte(u), byte(u>>8))
	}
	return string(out)
}

func TestNPM(t *testing.T) {
	file := func(text string) map[string]string { return map[string]string{"/home/u/.npmrc": text} }
	const x = "pkg:npm/x@1"
	run(t, []row{
		{name: "the user's file", files: file("registry=https://n.example/npm/"), purl: x, want: []string{"https://n.example/npm ~/.npmrc"}},
		{name: "with marks and line ends of Windows", files: file("\ufeff; a comment\r\nregistry = \"https://n.example/\" \r\n"), purl: x, want: []string{"https://n.example ~/.npmrc"}},
		{name: "UTF-16", files: file(utf16LE("registry=https://n.example/")), purl: x, want: []string{"https://n.example ~/.npmrc"}},
		{name: "the last counts", files: file("registry=https://a.example\nregistry=https://b.example # new"), purl: x, want: []string{"https://b.example ~/.npmrc"}},
		{name: "a section is none of npm's", files: file("[x]\nregistry=https://a.example"), purl: x, want: []string{"https://npm.usual.example npm: definitions.js"}},
		{name: "the environment before it", env: []string{"NPM_CONFIG_REGISTRY=https://e.example"}, files: file("registry=https://n.example"), purl: x, want: []string{"https://e.example $NPM_CONFIG_REGISTRY"}},
		{name: "an empty variable", env: []string{"npm_config_registry="}, files: file("registry=https://n.example"), purl: x, want: []string{"https://n.example ~/.npmrc"}},
		{name: "the machine's file", files: map[string]string{"/usr/etc/npmrc": "registry=https://m.example"}, purl: x, want: []string{"https://m.example npm: etc/npmrc"}},
		{name: "the machine's file by prefix", files: map[string]string{"/home/u/.npmrc": "prefix=~/.npm-all", "/home/u/.npm-all/etc/npmrc": "registry=https://m.example"}, purl: x, want: []string{"https://m.example npm: etc/npmrc"}},
		{name: "npm's own file", files: map[string]string{"/usr/lib/node_modules/npm/npmrc": "registry=https://b.example"}, purl: x, want: []string{"https://b.example npm: npmrc"}},
		{name: "another user file", env: []string{"npm_config_userconfig=/srv/rc"}, files: map[string]string{"/srv/rc": "registry=https://n.example"}, purl: x, want: []string{"https://n.example $npm_config_userconfig"}},
		{name: "a file in the project is not read", env: []string{"npm_config_userconfig=rc"}, files: map[string]string{"/rc": "registry=https://n.example"}, purl: x, want: []string{"https://npm.usual.example npm: definitions.js"}},
		{name: "Windows", goos: "windows", bare: true, env: []string{"USERPROFILE=/users/u", "APPDATA=/users/u/AppData/Roaming"},
			files: map[string]string{"/users/u/.npmrc": "//n.example/:_authToken=secret", "/users/u/AppData/Roaming/npm/etc/npmrc": "registry=https://n.example"}, purl: x,
			want: []string{"https://n.example npm: etc/npmrc Authorization: Bearer secret"}},
		{name: "Windows, the program", goos: "windows", bare: true, env: []string{"PATH=/nodejs"}, files: map[string]string{"/nodejs/npm.cmd": "x", "/nodejs/node_modules/npm/package.json": "{}",
			"/nodejs/node_modules/npm/node_modules/@npmcli/config/lib/definitions/definitions.js": npmProgram}, purl: x, want: []string{"https://npm.usual.example npm: definitions.js"}},
		{name: "a scope", files: file("@House:registry=https://h.example/npm/\n//h.example/npm/:_authToken=${TOKEN}"), env: []string{"TOKEN=secret"}, purl: "pkg:npm/%40house/x@1",
			want: []string{"https://h.example/npm ~/.npmrc Authorization: Bearer secret"}},
		{name: "another scope", files: file("@house:registry=https://h.example/npm/"), purl: "pkg:npm/%40other/x@1", want: []string{"https://npm.usual.example npm: definitions.js"}},
		{name: "a scope that cannot be asked stays in the house", files: file("@house:registry=http://h.example/npm/"), purl: "pkg:npm/%40house/x@1", why: WhyPrivate, issues: []string{"registry-refused ~/.npmrc npm plain"}},
		{name: "name and password", files: file("registry=https://n.example/a/b/\n//n.example/a/:username=u\n//n.example/a/:_password=c2VjcmV0\n"), purl: x,
			want: []string{"https://n.example/a/b ~/.npmrc Authorization: Basic dTpzZWNyZXQ="}},
		{name: "ready-made", files: file("registry=https://n.example/\n//n.example/:_auth=dTpzZWNyZXQ=\n"), purl: x, want: []string{"https://n.example ~/.npmrc Authorization: Basic dTpzZWNyZXQ="}},
		{name: "of another path", files: file("registry=https://n.example/ab/\n//n.example/a/:_authToken=secret"), purl: x, want: []string{"https://n.example/ab ~/.npmrc"}},
		{name: "for whom is not said", files: file("_auth=secret"), purl: x, want: []string{"https://npm.usual.example npm: definitions.js"}, issues: []string{"registry-credentials ~/.npmrc npm unscoped"}},
		{name: "a variable that is not set", files: file("registry=https://n.example\n//n.example/:_authToken=${TOKEN}"), purl: x, want: []string{"https://n.example ~/.npmrc"}, issues: []string{"registry-credentials ~/.npmrc npm variable"}},
		{name: "a variable that need not be", files: file("registry=https://n.example\n//n.example/:_authToken=${TOKEN?}"), purl: x, want: []string{"https://n.example ~/.npmrc"}},
		{name: "a variable with another line in it", files: file("registry=https://n.example\n//n.example/:_authToken=${TOKEN}"), env: []string{"TOKEN=secret\r\nHost: evil.example"}, purl: x,
			want: []string{"https://n.example ~/.npmrc"}, issues: []string{"registry-credentials ~/.npmrc npm form"}},
		{name: "an address with another line in it", env: []string{"npm_config_registry=https://n.example\r\nX: y"}, purl: x, why: WhyUnusable, issues: []string{"registry-refused $npm_config_registry npm malformed"}},
		{name: "an address out of a variable that is not set", files: file("registry=${WHERE}"), purl: x, why: WhyUnusable, issues: []string{"registry-refused ~/.npmrc npm variable"}},
		{name: "plain", files: file("registry=http://n.example"), purl: x, why: WhyUnusable, issues: []string{"registry-refused ~/.npmrc npm plain"}},
		{name: "plain on this machine", files: file("registry=http://localhost:4873/\n//localhost:4873/:_authToken=secret"), purl: x, want: []string{"http://localhost:4873 ~/.npmrc Authorization: Bearer secret"}},
		{name: "plain on this machine, by number", files: file("registry=http://[::1]:4873/"), purl: x, want: []string{"http://[::1]:4873 ~/.npmrc"}},
		{name: "what only looks like this machine", files: file("registry=http://localhost.evil.example/"), purl: x, why: WhyUnusable, issues: []string{"registry-refused ~/.npmrc npm plain"}},
		{name: "with a password", files: file("registry=https://u:secret@n.example/"), purl: x, want: []string{"https://n.example ~/.npmrc Authorization: Basic dTpzZWNyZXQ="}},
		{name: "a folder", files: file("registry=file:///srv/npm"), purl: x, why: WhyUnusable, issues: []string{"registry-refused ~/.npmrc npm scheme"}},
		{name: "ssh", files: file("registry=ssh://git@n.example/npm"), purl: x, why: WhyUnusable, issues: []string{"registry-refused ~/.npmrc npm scheme"}},
		{name: "a secret behind the question mark", files: file("registry=https://n.example/?token=secret"), purl: x, why: WhyUnusable, issues: []string{"registry-refused ~/.npmrc npm query"}},
		{name: "ten megabytes", files: file("registry=https://n.example\n" + strings.Repeat("# x\n", 10<<18)), purl: x, why: WhyUnusable, issues: []string{"registry-settings-large ~/.npmrc"}},
		{name: "a folder in place of the file", files: map[string]string{"/home/u/.npmrc/x": "y"}, purl: x, why: WhyUnusable, issues: []string{"registry-settings-unreadable ~/.npmrc"}},
		{name: "certificates", files: file("registry=https://n.example\ncafile=~/ca.pem"), purl: x, want: []string{"https://n.example ~/.npmrc ca=/home/u/ca.pem"}},
	})
}

func TestGo(t *testing.T) {
	const x = "pkg:golang/git.house.example/team/x@v1.0.0"
	run(t, []row{
		{name: "the environment", env: []string{"GOPROXY=https://a.example/go|https://b.example,direct,https://never.example"}, purl: x, want: []string{"https://a.example/go $GOPROXY", "https://b.example $GOPROXY"}},
		{name: "the user's file", files: map[string]string{"/home/u/.config/go/env": "GOPROXY=https://u.example\r\nGOPRIVATE=\n"}, purl: x, want: []string{"https://u.example ~/.config/go/env"}},
		{name: "another file", env: []string{"GOENV=/srv/env"}, files: map[string]string{"/srv/env": "GOPROXY=https://u.example"}, purl: x, want: []string{"https://u.example $GOENV"}},
		{name: "no file", env: []string{"GOENV=off"}, files: map[string]string{"/home/u/.config/go/env": "GOPROXY=https://u.example"}, purl: x, want: []string{"https://go.usual.example go.env"}},
		{name: "XDG", env: []string{"XDG_CONFIG_HOME=/xdg"}, files: map[string]string{"/xdg/go/env": "GOPROXY=https://u.example"}, purl: x, want: []string{"https://u.example env"}},
		{name: "macOS", goos: "darwin", files: map[string]string{"/home/u/Library/Application Support/go/env": "GOPROXY=https://u.example"}, purl: x, want: []string{"https://u.example ~/Library/Application Support/go/env"}},
		{name: "Windows", goos: "windows", bare: true, env: []string{"AppData=/u/AppData/Roaming", "Path=/go/bin"}, files: map[string]string{"/u/AppData/Roaming/go/env": "GONOPROXY=a.example", "/go/bin/go.exe": "x", "/go/go.env": goEnv},
			purl: x, want: []string{"https://go.usual.example go.env"}},
		{name: "off", env: []string{"GOPROXY=off"}, purl: x, why: WhyOff},
		{name: "direct", env: []string{"GOPROXY=direct"}, purl: x, why: WhyDirect},
		{name: "private", env: []string{"GOPRIVATE=*.house.example,other.example/x"}, purl: x, why: WhyPrivate},
		{name: "private, in other letters", env: []string{"GOPRIVATE=Git.House.example/Team"}, purl: x, why: WhyPrivate},
		{name: "private in the file", files: map[string]string{"/home/u/.config/go/env": "GOPRIVATE=git.house.example"}, purl: x, why: WhyPrivate},
		{name: "private but by the proxy", env: []string{"GOPRIVATE=git.house.example", "GONOPROXY=none"}, purl: x, want: []string{"https://go.usual.example go.env"}},
		{name: "another is private", env: []string{"GOPRIVATE=git.other.example"}, purl: x, want: []string{"https://go.usual.example go.env"}},
		{name: "a folder, and nothing after it", env: []string{"GOPROXY=file:///srv/go,https://b.example"}, purl: x, why: WhyUnusable, issues: []string{"registry-refused $GOPROXY golang scheme"}},
		{name: "plain, and nothing after it", env: []string{"GOPROXY=http://athens.house.example,https://b.example"}, purl: x, why: WhyUnusable, issues: []string{"registry-refused $GOPROXY golang plain"}},
		{name: "netrc", env: []string{"GOPROXY=https://a.example/go"}, files: map[string]string{"/home/u/.netrc": "machine b.example login u password other\nmachine a.example\n login u\n password secret\ndefault login x password y\n"}, purl: x,
			want: []string{"https://a.example/go $GOPROXY Authorization: Basic dTpzZWNyZXQ="}},
		{name: "netrc of another port", env: []string{"GOPROXY=https://a.example:8443"}, files: map[string]string{"/home/u/.netrc": "machine a.example login u password secret"}, purl: x, want: []string{"https://a.example:8443 $GOPROXY"}},
		{name: "netrc that is for everybody", env: []string{"GOPROXY=https://a.example"}, files: map[string]string{"/home/u/.netrc": "default login u password secret"}, purl: x, want: []string{"https://a.example $GOPROXY"}},
		{name: "netrc with a macro", env: []string{"GOPROXY=https://a.example"}, files: map[string]string{"/home/u/.netrc": "machine b.example login x password y\nmacdef init\nmachine a.example login u password secret\n\n"}, purl: x, want: []string{"https://a.example $GOPROXY"}},
		{name: "no netrc", env: []string{"GOPROXY=https://a.example", "GOAUTH=off"}, files: map[string]string{"/home/u/.netrc": "machine a.example login u password secret"}, purl: x, want: []string{"https://a.example $GOPROXY"}},
		{name: "a program for credentials", env: []string{"GOPROXY=https://a.example", "GOAUTH=git /srv"}, purl: x, want: []string{"https://a.example $GOPROXY"}, issues: []string{"registry-credentials $GOAUTH golang program"}},
	})
}

func TestPyPI(t *testing.T) {
	const x = "pkg:pypi/x@1"
	run(t, []row{
		{name: "the environment", env: []string{"PIP_INDEX_URL=https://p.example/simple/", "PIP_EXTRA_INDEX_URL=https://q.example/simple https://r.example/simple"}, purl: x,
			want: []string{"https://p.example/simple $PIP_INDEX_URL", "https://q.example/simple $PIP_EXTRA_INDEX_URL", "https://r.example/simple $PIP_EXTRA_INDEX_URL"}},
		{name: "only where the lock file says", env: []string{"PIP_EXTRA_INDEX_URL=https://q.example/simple"}, at: "https://q.example/files/x.whl", purl: x, want: []string{"https://q.example/simple $PIP_EXTRA_INDEX_URL"}},
		{name: "the user's file", files: map[string]string{"/home/u/.config/pip/pip.conf": "[global]\nindex_url: https://p.example/simple\nextra-index-url =\n  https://q.example/simple\n  # no\n  https://r.example/simple\ncert = /ca.pem\n[list]\nindex-url = https://no.example\n"}, purl: x,
			want: []string{"https://p.example/simple ~/.config/pip/pip.conf ca=/ca.pem", "https://q.example/simple ~/.config/pip/pip.conf ca=/ca.pem", "https://r.example/simple ~/.config/pip/pip.conf ca=/ca.pem"}},
		{name: "the machine's", files: map[string]string{"/etc/pip.conf": "[global]\nindex-url=https://m.example/simple"}, purl: x, want: []string{"https://m.example/simple pip.conf"}},
		{name: "the user's before the machine's", files: map[string]string{"/etc/pip.conf": "[global]\nindex-url=https://m.example/simple", "/home/u/.pip/pip.conf": "[install]\nindex-url=https://u.example/simple"}, purl: x,
			want: []string{"https://u.example/simple ~/.pip/pip.conf"}},
		{name: "another file", env: []string{"PIP_CONFIG_FILE=/srv/pip.conf"}, files: map[string]string{"/srv/pip.conf": "[global]\nindex-url=https://m.example/simple"}, purl: x, want: []string{"https://m.example/simple $PIP_CONFIG_FILE"}},
		{name: "no file", env: []string{"PIP_CONFIG_FILE=/dev/null"}, files: map[string]string{"/etc/pip.conf": "[global]\nindex-url=https://m.example/simple"}, purl: x, want: []string{"https://py.usual.example/simple pip: index.py"}},
		{name: "no index", env: []string{"PIP_NO_INDEX=1"}, purl: x, why: WhyOff},
		{name: "Windows", goos: "windows", bare: true, env: []string{"USERPROFILE=/u", "APPDATA=/u/AppData/Roaming", "PROGRAMDATA=/pd"},
			files: map[string]string{"/u/AppData/Roaming/pip/pip.ini": "\ufeff[global]\r\nindex-url = https://p.example/simple\r\n", "/pd/pip/pip.ini": "[global]\ncert=/ca.pem"}, purl: x, want: []string{"https://p.example/simple ~/AppData/Roaming/pip/pip.ini ca=/ca.pem"}},
		{name: "a password in the address", env: []string{"PIP_INDEX_URL=https://u:secret@p.example/simple"}, purl: x, want: []string{"https://p.example/simple $PIP_INDEX_URL Authorization: Basic dTpzZWNyZXQ="}},
		{name: "netrc", env: []string{"PIP_INDEX_URL=https://p.example/simple", "NETRC=/srv/netrc"}, files: map[string]string{"/srv/netrc": "machine p.example login u password secret"}, purl: x, want: []string{"https://p.example/simple $PIP_INDEX_URL Authorization: Basic dTpzZWNyZXQ="}},
		{name: "uv's environment before pip's", env: []string{"UV_DEFAULT_INDEX=https://d.example/simple", "UV_INDEX=name=https://i.example/simple", "PIP_INDEX_URL=https://p.example/simple"}, purl: x,
			want: []string{"https://i.example/simple $UV_INDEX", "https://d.example/simple $UV_DEFAULT_INDEX"}},
		{name: "uv's file", files: map[string]string{"/home/u/.config/uv/uv.toml": "[[index]]\nurl = \"https://d.example/simple\"\ndefault = true\n[[index]]\nurl = \"https://i.example/simple\"\n"}, purl: x,
			want: []string{"https://i.example/simple ~/.config/uv/uv.toml", "https://d.example/simple ~/.config/uv/uv.toml"}},
		{name: "uv's older words", files: map[string]string{"/etc/uv/uv.toml": "index-url = \"https://d.example/simple\"\nextra-index-url = [\"https://i.example/simple\"]\n"}, purl: x,
			want: []string{"https://i.example/simple uv.toml", "https://d.example/simple uv.toml"}},
		{name: "uv with more beside pip's", env: []string{"UV_EXTRA_INDEX_URL=https://i.example/simple"}, purl: x, want: []string{"https://i.example/simple $UV_EXTRA_INDEX_URL", "https://py.usual.example/simple pip: index.py"}},
		{name: "uv's file is broken", files: map[string]string{"/home/u/.config/uv/uv.toml": "[[index]\n"}, purl: x, why: WhyUnusable, issues: []string{"registry-settings-malformed ~/.config/uv/uv.toml"}},
	})
}

func TestCargo(t *testing.T) {
	file := func(text string) map[string]string { return map[string]string{"/home/u/.cargo/config.toml": text} }
	const x = "pkg:cargo/x@1"
	run(t, []row{
		{name: "replaced", files: file("[source.crates-io]\nreplace-with = \"house\"\n[source.house]\nregistry = \"sparse+https://c.example/index/\"\n[http]\ncainfo = \"/ca.pem\"\n"), purl: x, want: []string{"https://c.example/index ~/.cargo/config.toml ca=/ca.pem"}},
		{name: "replaced by a named one with a token", files: map[string]string{"/home/u/.cargo/config.toml": "[source.crates-io]\nreplace-with = \"house\"\n[registries.house]\nindex = \"sparse+https://c.example/index/\"\n",
			"/home/u/.cargo/credentials.toml": "[registry]\ntoken = \"other\"\n[registries.house]\ntoken = \"secret\"\n"}, purl: x, want: []string{"https://c.example/index ~/.cargo/config.toml Authorization: secret"}},
		{name: "the token for publishing stays here", files: map[string]string{"/home/u/.cargo/credentials.toml": "[registry]\ntoken = \"secret\"\n"}, purl: x,
			want: []string{"https://cargo.usual.example ~/.cargo/registry/index/*/config.json dl=https://static.usual.example/crates"}},
		{name: "a named one", files: file("[registries.house]\nindex = \"sparse+https://c.example/index/\"\n"), purl: "pkg:cargo/x@1?repository_url=https://c.example/index/", want: []string{"https://c.example/index ~/.cargo/config.toml"}},
		{name: "a named one of the environment", env: []string{"CARGO_REGISTRIES_MY_HOUSE_INDEX=sparse+https://c.example/index/", "CARGO_REGISTRIES_MY_HOUSE_TOKEN=Bearer secret"}, purl: "pkg:cargo/x@1?repository_url=https://c.example/index/",
			want: []string{"https://c.example/index $CARGO_REGISTRIES_MY_HOUSE_INDEX Authorization: Bearer secret"}},
		{name: "in a circle", files: file("[source.crates-io]\nreplace-with = \"a\"\n[source.a]\nreplace-with = \"b\"\n[source.b]\nreplace-with = \"a\"\n"), purl: x, why: WhyUnusable, issues: []string{"registry-refused ~/.cargo/config.toml cargo circle"}},
		{name: "by what is not there", files: file("[source.crates-io]\nreplace-with = \"a\"\n"), purl: x, why: WhyUnusable, issues: []string{"registry-refused ~/.cargo/config.toml cargo malformed"}},
		{name: "by a folder", files: file("[source.crates-io]\nreplace-with = \"a\"\n[source.a]\ndirectory = \"/srv\"\n"), purl: x, why: WhyOff},
		{name: "by git", files: file("[source.crates-io]\nreplace-with = \"a\"\n[source.a]\nregistry = \"https://c.example/index.git\"\n"), purl: x, why: WhyUnusable, issues: []string{"registry-refused ~/.cargo/config.toml cargo git"}},
		{name: "offline", files: file("[net]\noffline = true\n"), purl: x, why: WhyOff},
		{name: "the older name counts more", files: map[string]string{"/home/u/.cargo/config": "[source.a]\nregistry = \"sparse+https://old.example\"\n", "/home/u/.cargo/config.toml": "[source.crates-io]\nreplace-with = \"a\"\n[source.a]\nregistry = \"sparse+https://new.example\"\n"}, purl: x,
			want: []string{"https://old.example ~/.cargo/config"}},
		{name: "included, in a circle", files: map[string]string{"/home/u/.cargo/config.toml": "include = [\"more.toml\", {path = \"none.toml\", optional = true}]\n[source.crates-io]\nreplace-with = \"a\"\n", "/home/u/.cargo/more.toml": "include = \"config.toml\"\n[source.a]\nregistry = \"sparse+https://c.example\"\n"}, purl: x,
			want: []string{"https://c.example ~/.cargo/more.toml"}},
		{name: "broken", files: file("[source\n"), purl: x, why: WhyUnusable, issues: []string{"registry-settings-malformed ~/.cargo/config.toml"}},
		{name: "elsewhere", env: []string{"CARGO_HOME=/srv/cargo"}, files: map[string]string{"/srv/cargo/config.toml": "[source.crates-io]\nreplace-with = \"a\"\n[source.a]\nregistry = \"sparse+https://c.example\"\n"}, purl: x, want: []string{"https://c.example $CARGO_HOME/config.toml"}},
		{name: "a program for credentials", files: file("[source.crates-io]\nreplace-with = \"a\"\n[registries.a]\nindex = \"sparse+https://c.example\"\ncredential-provider = [\"some\", \"program\"]\n"), purl: x,
			want: []string{"https://c.example ~/.cargo/config.toml"}, issues: []string{"registry-credentials ~/.cargo/config.toml cargo program"}},
	})
}

func TestMaven(t *testing.T) {
	file := func(text string) map[string]string {
		return map[string]string{"/home/u/.m2/settings.xml": "<settings xmlns=\"http://maven.apache.org/SETTINGS/1.2.0\">" + text + "</settings>"}
	}
	const x = "pkg:maven/g/x@1"
	usual := "https://maven.usual.example/maven2 maven: pom-4.0.0.xml"
	run(t, []row{
		{name: "a mirror of all", files: file("<mirrors><mirror><id>nexus</id><url>https://m.example/all/</url><mirrorOf>*</mirrorOf></mirror></mirrors><servers><server><id>nexus</id><username>u</username><password>${env.PW}</password></server></servers>"),
			env: []string{"PW=secret"}, purl: x, want: []string{"https://m.example/all ~/.m2/settings.xml Authorization: Basic dTpzZWNyZXQ="}},
		{name: "not of this one", files: file("<mirrors><mirror><id>nexus</id><url>https://m.example/</url><mirrorOf>external:*,!central</mirrorOf></mirror></mirrors>"), purl: x, want: []string{usual}},
		{name: "without Maven", bare: true, files: file("<mirrors><mirror><id>nexus</id><url>https://m.example/</url><mirrorOf>central</mirrorOf></mirror></mirrors>"), purl: x, want: []string{"https://m.example ~/.m2/settings.xml"}},
		{name: "profiles", files: file("<profiles><profile><id>a</id><repositories><repository><id>r</id><url>https://r.example/m2</url></repository><repository><id>s</id><url>https://snap.example</url><releases><enabled>false</enabled></releases></repository></repositories></profile><profile><id>b</id><repositories><repository><id>b</id><url>https://no.example</url></repository></repositories></profile></profiles><activeProfiles><activeProfile>a</activeProfile></activeProfiles>"),
			purl: x, want: []string{"https://r.example/m2 ~/.m2/settings.xml", usual}},
		{name: "a profile in the place of the central one", files: file("<profiles><profile><id>a</id><activation><activeByDefault>true</activeByDefault></activation><repositories><repository><id>central</id><url>https://r.example</url></repository></repositories></profile></profiles>"), purl: x, want: []string{"https://r.example ~/.m2/settings.xml"}},
		{name: "encrypted", files: file("<mirrors><mirror><id>n</id><url>https://m.example</url><mirrorOf>*</mirrorOf></mirror></mirrors><servers><server><id>n</id><username>u</username><password>{COQLCE6DU6GtcS5P=}</password></server></servers>"), purl: x,
			want: []string{"https://m.example ~/.m2/settings.xml"}, issues: []string{"registry-credentials ~/.m2/settings.xml maven encrypted"}},
		{name: "a header", files: file("<mirrors><mirror><id>n</id><url>https://m.example</url><mirrorOf>*</mirrorOf></mirror></mirrors><servers><server><id>n</id><configuration><httpHeaders><property><name>Private-Token</name><value>secret</value></property></httpHeaders></configuration></server></servers>"), purl: x,
			want: []string{"https://m.example ~/.m2/settings.xml Private-Token: secret"}},
		{name: "a header with another in it", files: file("<mirrors><mirror><id>n</id><url>https://m.example</url><mirrorOf>*</mirrorOf></mirror></mirrors><servers><server><id>n</id><configuration><httpHeaders><property><name>A: b&#10;C</name><value>secret</value></property></httpHeaders></configuration></server></servers>"), purl: x,
			want: []string{"https://m.example ~/.m2/settings.xml"}, issues: []string{"registry-credentials ~/.m2/settings.xml maven form"}},
		{name: "a variable that is not set", files: file("<mirrors><mirror><id>n</id><url>https://m.example</url><mirrorOf>*</mirrorOf></mirror></mirrors><servers><server><id>n</id><username>u</username><password>${env.PW}</password></server></servers>"), purl: x,
			want: []string{"https://m.example ~/.m2/settings.xml"}, issues: []string{"registry-credentials ~/.m2/settings.xml maven variable"}},
		{name: "blocked", files: file("<mirrors><mirror><id>no</id><url>http://0.0.0.0/</url><mirrorOf>central</mirrorOf><blocked>true</blocked></mirror></mirrors>"), purl: x, why: WhyOff},
		{name: "offline", files: file("<offline>true</offline>"), purl: x, why: WhyOff},
		{name: "the installation's", files: map[string]string{"/usr/share/maven/conf/settings.xml": "<settings><mirrors><mirror><id>n</id><url>https://m.example</url><mirrorOf>*</mirrorOf></mirror></mirrors></settings>"}, purl: x, want: []string{"https://m.example maven: conf/settings.xml"}},
		{name: "another file", env: []string{"MAVEN_ARGS=-B -s /srv/s.xml"}, files: map[string]string{"/srv/s.xml": "<settings><mirrors><mirror><id>n</id><url>https://m.example</url><mirrorOf>*</mirrorOf></mirror></mirrors></settings>"}, purl: x, want: []string{"https://m.example s.xml"}},
		{name: "plain, and nothing after it", files: file("<profiles><profile><id>a</id><repositories><repository><id>r</id><url>http://r.example/m2</url></repository></repositories></profile></profiles><activeProfiles><activeProfile>a</activeProfile></activeProfiles>"), purl: x, why: WhyUnusable, issues: []string{"registry-refused ~/.m2/settings.xml maven plain"}},
		{name: "broken", files: file("<mirrors>"), purl: x, why: WhyUnusable, issues: []string{"registry-settings-malformed ~/.m2/settings.xml"}},
		{name: "entities", files: map[string]string{"/home/u/.m2/settings.xml": "<!DOCTYPE s [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><settings><mirrors><mirror><id>&a;</id></mirror></mirrors></settings>"}, purl: x, why: WhyUnusable, issues: []string{"registry-settings-malformed ~/.m2/settings.xml"}},
	})
}

func TestNuGet(t *testing.T) {
	file := func(text string) map[string]string {
		return map[string]string{"/home/u/.nuget/NuGet/NuGet.Config": "<?xml version=\"1.0\" encoding=\"utf-8\"?>\r\n<configuration>" + text + "</configuration>"}
	}
	const origin = " ~/.nuget/NuGet/NuGet.Config"
	sources := "<packageSources><add key=\"usual\" value=\"https://n.example/v3/index.json\" protocolVersion=\"3\" /><add key=\"The House\" value=\"https://%HOST%/index.json\" /></packageSources>"
	run(t, []row{
		{name: "sources", files: file(sources), env: []string{"HOST=h.example"}, purl: "pkg:nuget/X@1", want: []string{"https://n.example/v3/index.json" + origin, "https://h.example/index.json" + origin}},
		{name: "disabled", files: file(sources + "<disabledPackageSources><add key=\"usual\" value=\"true\"/></disabledPackageSources>"), env: []string{"HOST=h.example"}, purl: "pkg:nuget/X@1", want: []string{"https://h.example/index.json" + origin}},
		{name: "credentials", files: file(sources + "<packageSourceCredentials><The_x0020_House><add key=\"Username\" value=\"u\"/><add key=\"ClearTextPassword\" value=\"%PW%\"/></The_x0020_House></packageSourceCredentials>"), env: []string{"HOST=h.example", "PW=secret"}, purl: "pkg:nuget/X@1",
			want: []string{"https://n.example/v3/index.json" + origin, "https://h.example/index.json" + origin + " Authorization: Basic dTpzZWNyZXQ="}},
		{name: "encrypted", files: file(sources + "<packageSourceCredentials><usual><add key=\"Username\" value=\"u\"/><add key=\"Password\" value=\"AQAAANCM\"/></usual></packageSourceCredentials>"), env: []string{"HOST=h.example"}, purl: "pkg:nuget/X@1",
			want: []string{"https://n.example/v3/index.json" + origin, "https://h.example/index.json" + origin}, issues: []string{"registry-credentials" + origin + " nuget encrypted"}},
		{name: "where a name belongs", files: file(sources + "<packageSourceMapping><packageSource key=\"usual\"><package pattern=\"*\"/></packageSource><packageSource key=\"The House\"><package pattern=\"House.*\"/></packageSource></packageSourceMapping>"), env: []string{"HOST=h.example"}, purl: "pkg:nuget/House.Core@1",
			want: []string{"https://h.example/index.json" + origin}},
		{name: "where another belongs", files: file(sources + "<packageSourceMapping><packageSource key=\"usual\"><package pattern=\"*\"/></packageSource><packageSource key=\"The House\"><package pattern=\"House.*\"/></packageSource></packageSourceMapping>"), env: []string{"HOST=h.example"}, purl: "pkg:nuget/Other@1",
			want: []string{"https://n.example/v3/index.json" + origin}},
		{name: "where none belongs", files: file(sources + "<packageSourceMapping><packageSource key=\"The House\"><package pattern=\"House.*\"/></packageSource></packageSourceMapping>"), env: []string{"HOST=h.example"}, purl: "pkg:nuget/Other@1", why: WhyPrivate},
		{name: "cleared", files: with(file("<packageSources><clear/><add key=\"b\" value=\"https://b.example/index.json\"/></packageSources>"), map[string]string{"/etc/opt/NuGet/Config/a.config": "<configuration><packageSources><add key=\"a\" value=\"https://a.example/index.json\"/></packageSources></configuration>"}), purl: "pkg:nuget/X@1",
			want: []string{"https://b.example/index.json" + origin}},
		{name: "a folder is not asked", files: file("<packageSources><add key=\"a\" value=\"C:\\packages\"/><add key=\"b\" value=\"https://b.example/index.json\"/></packageSources>"), purl: "pkg:nuget/X@1", want: []string{"https://b.example/index.json" + origin}},
		{name: "the older form", files: file("<packageSources><add key=\"a\" value=\"https://a.example/api/v2\"/></packageSources>"), purl: "pkg:nuget/X@1", why: WhyUnusable, issues: []string{"registry-refused" + origin + " nuget protocol"}},
		{name: "Windows, UTF-16", goos: "windows", bare: true, env: []string{"USERPROFILE=/u", "APPDATA=/u/AppData/Roaming"}, files: map[string]string{"/u/AppData/Roaming/NuGet/NuGet.Config": utf16LE("<?xml version=\"1.0\" encoding=\"utf-16\"?><configuration><packageSources><add key=\"a\" value=\"https://a.example/index.json\"/></packageSources></configuration>")}, purl: "pkg:nuget/X@1",
			want: []string{"https://a.example/index.json ~/AppData/Roaming/NuGet/NuGet.Config"}},
		{name: "broken", files: file("<packageSources>"), purl: "pkg:nuget/X@1", why: WhyUnusable, issues: []string{"registry-settings-malformed" + origin}},
	})
}

func TestGem(t *testing.T) {
	const x = "pkg:gem/x@1"
	run(t, []row{
		{name: "the user's file", files: map[string]string{"/home/u/.gemrc": "---\n:backtrace: false\n:sources:\n- https://u:secret@g.example/\n- https://h.example/gems\n:ssl_ca_cert: /ca.pem\n"}, purl: x,
			want: []string{"https://g.example ~/.gemrc ca=/ca.pem Authorization: Basic dTpzZWNyZXQ=", "https://h.example/gems ~/.gemrc ca=/ca.pem"}},
		{name: "the machine's", files: map[string]string{"/etc/gemrc": ":sources: [https://g.example]\n"}, purl: x, want: []string{"https://g.example gemrc"}},
		{name: "no sources in it", files: map[string]string{"/home/u/.gemrc": "gem: --no-document\n"}, purl: x, want: []string{"https://gem.usual.example rubygems: defaults.rb"}},
		{name: "a mirror of Bundler's", files: map[string]string{"/home/u/.bundle/config": "---\nBUNDLE_MIRROR__HTTPS://GEM__USUAL__EXAMPLE/: \"https://m.example/gem\"\nBUNDLE_M__EXAMPLE: \"u:secret\"\n"}, purl: x,
			want: []string{"https://m.example/gem ~/.bundle/config Authorization: Basic dTpzZWNyZXQ="}},
		{name: "a mirror of all", env: []string{"BUNDLE_MIRROR__ALL=https://m.example"}, purl: x, want: []string{"https://m.example $BUNDLE_MIRROR__ALL"}},
		{name: "broken", files: map[string]string{"/home/u/.gemrc": ":sources: [\n"}, purl: x, why: WhyUnusable, issues: []string{"registry-settings-malformed ~/.gemrc"}},
		{name: "plain", files: map[string]string{"/home/u/.gemrc": ":sources: [\"http://g.example\", \"https://h.example\"]\n"}, purl: x, why: WhyUnusable, issues: []string{"registry-refused ~/.gemrc gem plain"}},
	})
}

func TestComposer(t *testing.T) {
	const x = "pkg:composer/house/x@1"
	file := func(text string) map[string]string {
		return map[string]string{"/home/u/.config/composer/config.json": text}
	}
	const origin = " ~/.config/composer/config.json"
	run(t, []row{
		{name: "before the usual one", files: file(`{"repositories": [{"type": "composer", "url": "https://c.example"}, {"type": "vcs", "url": "https://git.example/x"}]}`), purl: x, want: []string{"https://c.example" + origin, "https://php.usual.example composer: Config.php"}},
		{name: "in its place", files: file(`{"repositories": {"a": {"type": "composer", "url": "https://c.example/"}, "b": false}, "config": {"cafile": "/ca.pem"}}`), purl: x, want: []string{"https://c.example" + origin + " ca=/ca.pem"}},
		{name: "off", files: file(`{"repositories": [{"some.example": false}]}`), purl: x, why: WhyOff},
		{name: "for some names", files: file(`{"repositories": [{"type": "composer", "url": "https://c.example", "only": ["House/*"]}]}`), purl: "pkg:composer/other/x@1", want: []string{"https://php.usual.example composer: Config.php"}},
		{name: "not for some names", files: file(`{"repositories": [{"type": "composer", "url": "https://c.example", "exclude": ["house/*"]}]}`), purl: x, want: []string{"https://php.usual.example composer: Config.php"}},
		{name: "credentials", files: with(file(`{"repositories": [{"type": "composer", "url": "https://c.example"}, {"a": false}]}`), map[string]string{"/home/u/.config/composer/auth.json": `{"http-basic": {"c.example": {"username": "u", "password": "secret"}}}`}), purl: x,
			want: []string{"https://c.example" + origin + " Authorization: Basic dTpzZWNyZXQ="}},
		{name: "credentials of the environment", files: file(`{"repositories": [{"type": "composer", "url": "https://c.example"}, {"a": false}]}`), env: []string{`COMPOSER_AUTH={"bearer": {"c.example": "secret"}}`}, purl: x, want: []string{"https://c.example" + origin + " Authorization: Bearer secret"}},
		{name: "credentials that are none", env: []string{`COMPOSER_AUTH={"bearer": secret`}, purl: x, want: []string{"https://php.usual.example composer: Config.php"}, issues: []string{"registry-credentials $COMPOSER_AUTH composer form"}},
		{name: "the older folder", files: map[string]string{"/home/u/.composer/config.json": `{"repositories": [{"type": "composer", "url": "https://c.example"}, {"a": false}]}`}, purl: x, want: []string{"https://c.example ~/.composer/config.json"}},
		{name: "Windows", goos: "windows", bare: true, env: []string{"USERPROFILE=/u", "APPDATA=/u/AppData/Roaming"}, files: map[string]string{"/u/AppData/Roaming/Composer/config.json": `{"repositories": [{"type": "composer", "url": "https://c.example"}]}`}, purl: x, want: []string{"https://c.example ~/AppData/Roaming/Composer/config.json"}},
		{name: "broken", files: file(`{"repositories": [`), purl: x, why: WhyUnusable, issues: []string{"registry-settings-malformed" + origin}},
	})
}

func TestPub(t *testing.T) {
	run(t, []row{
		{name: "the environment", env: []string{"PUB_HOSTED_URL=https://d.example/"}, files: map[string]string{"/home/u/.config/dart/pub-tokens.json": `{"version": 1, "hosted": [{"url": "https://d.example", "token": "secret"}]}`}, purl: "pkg:pub/x@1",
			want: []string{"https://d.example $PUB_HOSTED_URL Authorization: Bearer secret"}},
		{name: "a token of the environment", env: []string{"PUB_HOSTED_URL=https://d.example/", "T=secret"}, files: map[string]string{"/home/u/.config/dart/pub-tokens.json": `{"hosted": [{"url": "https://d.example", "env": "T"}]}`}, purl: "pkg:pub/x@1",
			want: []string{"https://d.example $PUB_HOSTED_URL Authorization: Bearer secret"}},
	})
}
