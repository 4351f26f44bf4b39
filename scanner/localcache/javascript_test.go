// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package localcache_test

import (
	"crypto/sha1"
	"encoding/hex"
	"strings"
	"testing"

	"lizenzlotse/scanner/excerpt"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/localcache"
)

// The caches of yarn, bun and Composer have a package of this version, and none of another whose name or version begins alike.
func TestYarnBunAndComposer(t *testing.T) {
	sha := strings.Repeat("a", 40)
	const address = "https://git.example/acme/log/zipball/1"
	home(t, map[string]string{
		".cache/yarn/v6/npm-@a-web-1.0.0-" + sha + "-integrity/node_modules/@a/web/LICENSE":      "classic",
		".cache/yarn/v6/npm-@a-web-1.0.0-beta-" + sha + "-integrity/node_modules/@a/web/LICENSE": "beta",
		".yarn/berry/cache/@a-db-npm-2.0.0-0123456789-abcdef0123.zip":                            zipOf(t, entry{"node_modules/@a/db/LICENSE", "berry"}, entry{"node_modules/@a/db/../../../LICENSE", "out"}, entry{"node_modules/x/LICENSE", "x"}),
		".yarn/berry/cache/broken-npm-1.0.0-0123456789-10c0.zip":                                 "no zip",
		".bun/install/cache/@a/b@3.0.0@@@1/LICENSE":                                              "bun",
		".cache/composer/files/acme/log/" + "0a1f6fa9b6ad6f7a4a8bcb4bdcd1f4dbd4d6f1a0.zip":       zipOf(t, entry{"acme-log-1/LICENSE", "another address"}),
		".cache/composer/files/acme/log/" + sumOf(address) + ".zip":                              zipOf(t, entry{"acme-log-1/LICENSE", "composer"}),
	})
	caches := localcache.Open()
	defer caches.Close()
	composer := []inventory.Hash{{Algorithm: "SHA1", Value: sha}}
	for _, test := range []struct {
		wanted excerpt.Wanted
		want   string
	}{
		{excerpt.Wanted{PURL: "pkg:npm/%40a/web@1.0.0"}, "yarn-cache:@a/web@1.0.0/LICENSE classic"},
		{excerpt.Wanted{PURL: "pkg:npm/%40a/web@1.0.0-beta"}, "yarn-cache:@a/web@1.0.0-beta/LICENSE beta"},
		{excerpt.Wanted{PURL: "pkg:npm/%40a/web@1.0"}, ""},
		{excerpt.Wanted{PURL: "pkg:npm/%40a/db@2.0.0"}, "berry-cache:@a/db@2.0.0/LICENSE berry"},
		{excerpt.Wanted{PURL: "pkg:npm/%40a/b@3.0.0"}, "bun-cache:@a/b@3.0.0/LICENSE bun"},
		{excerpt.Wanted{PURL: "pkg:npm/broken@1.0.0"}, "cache-unreadable"},
		{excerpt.Wanted{PURL: "pkg:npm/..%2F..@1"}, ""},
		{excerpt.Wanted{PURL: "pkg:composer/acme/log@1", Download: address}, "composer-cache:acme/log@1/LICENSE composer"},
		{excerpt.Wanted{PURL: "pkg:composer/acme/log@1", Download: address, Hashes: composer}, "cache-mismatch"},
		{excerpt.Wanted{PURL: "pkg:composer/acme/log@1"}, ""},
	} {
		test.wanted.Keep = keep
		p, issues := caches.Find(test.wanted)
		var got []string
		if p != nil {
			for _, f := range p.Files {
				got = append(got, f.Path+" "+string(f.Data))
			}
		}
		for _, i := range issues {
			got = append(got, i.Code)
		}
		if s := strings.Join(got, "; "); s != test.want {
			t.Errorf("%s: %q, want %q", test.wanted.PURL, s, test.want)
		}
	}
}

func sumOf(text string) string {
	sum := sha1.Sum([]byte(text))
	return hex.EncodeToString(sum[:])
}
