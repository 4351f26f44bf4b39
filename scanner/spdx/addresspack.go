// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package spdx

import (
	"maps"
	"slices"
	"strings"
)

// PackAddresses makes addresses.bin of the SPDX list and the table of addresses. Nothing but generate needs it.
func PackAddresses() []byte {
	var packed []byte
	all := listedAddresses()
	for _, a := range slices.Sorted(maps.Keys(all)) {
		packed = append(packed, a+"\t"+all[a]+"\n"...)
	}
	return packed
}

// listedAddresses are ids by the addresses of the SPDX list that are those of one licence, and those of the table.
func listedAddresses() map[string]string {
	all, count := make(map[string]string, 4*len(Licenses())), make(map[string]string, 2*len(Licenses()))
	for _, l := range Licenses() {
		if l.Deprecated && l.Successor != "" {
			continue
		}
		for _, u := range l.URLs {
			a := plainAddress(u)
			switch had, ok := count[a]; {
			case !ok:
				count[a] = l.ID
			case had != l.ID && strings.TrimSuffix(had, "-only")+"-or-later" != l.ID:
				count[a] = ""
			}
		}
	}
	for a, id := range count {
		if id != "" && strings.Contains(a, "/") {
			all[a] = id
		}
	}
	for _, l := range Licenses() {
		id := l.ID
		if l.Deprecated {
			id = l.Successor
		}
		if license, ok := LookupLicense(id); !ok || strings.HasSuffix(id, "-or-later") && license.ID == l.ID {
			continue
		}
		plain := strings.ToLower(strings.TrimSuffix(l.ID, "-only"))
		for _, site := range []string{"spdx.org/licenses/", "choosealicense.com/licenses/"} {
			all[site+plain] = id
		}
		if l.OSI {
			all["opensource.org/licenses/"+plain] = id
			all["opensource.org/license/"+plain] = id
			all["opensource.org/license/"+strings.ReplaceAll(plain, ".", "-")] = id
		}
	}
	for _, l := range Licenses() {
		if !l.Deprecated {
			all["spdx.org/licenses/"+strings.ToLower(l.ID)] = l.ID
		}
	}
	for f := range rows(addressesTSV) {
		all[f[0]] = f[1]
	}
	return all
}
