// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package envelope

import "strings"

// A shape is what the keys of an object show.
type shape struct {
	payload, payloadType, signatures []span
	typed, predicate, predicateType  []span
	dsse, message, media             []span
	apiVersion, kind                 []span
	wrapped                          []span // under names that documents are wrapped in
	members                          int
	only                             span // the value of the last member
}

type span struct{ from, end int }

// wrappers are the names under which tools and services put whole documents into an object.
var wrappers = map[string]bool{
	"sbom": true, "bom": true, "spdx": true, "cyclonedx": true, "spec": true, "report": true, "document": true, "data": true, "result": true,
	"attestations": true, "attestation": true, "bundle": true, "envelope": true, "statement": true, "predicate": true, "sboms": true, "boms": true,
}

func shapeOf(text []byte) (s shape) {
	eachMember(text, func(key string, from, end int) bool {
		at := span{from, end}
		s.members++
		s.only = at
		key = strings.ToLower(key)
		switch key {
		case "payload":
			s.payload = append(s.payload, at)
		case "payloadtype":
			s.payloadType = append(s.payloadType, at)
		case "signatures":
			s.signatures = append(s.signatures, at)
		case "_type":
			s.typed = append(s.typed, at)
		case "predicatetype":
			s.predicateType = append(s.predicateType, at)
		case "dsseenvelope":
			s.dsse = append(s.dsse, at)
		case "messagesignature":
			s.message = append(s.message, at)
		case "mediatype":
			s.media = append(s.media, at)
		case "apiversion":
			s.apiVersion = append(s.apiVersion, at)
		case "kind":
			s.kind = append(s.kind, at)
		case "predicate":
			s.predicate = append(s.predicate, at)
		}
		if wrappers[key] {
			s.wrapped = append(s.wrapped, at)
		}
		return true
	})
	return s
}
