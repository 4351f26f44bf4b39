# SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
# SPDX-License-Identifier: EUPL-1.2

# Go is all that "make demo" and "make test" need.

.PHONY: build demo demo-compare test release generate accuracy bench pictures fuzz clean

# The tag leaves out what writes manual pages, which nobody asks for and every start would pay for.
build: ## the program, into build/
	CGO_ENABLED=0 go build -trimpath -tags urfave_cli_no_docs -o build/lizenzlotse ./cmd/lizenzlotse

demo: build ## judge the invented bid in testdata/demo and write its report
	build/lizenzlotse check --policy dortmund --exit-zero testdata/demo/angebot \
		--output text=- --output html=build/pruefbericht.html --output json=build/ergebnis.json --output spdx-json=build/sbom.spdx.json
	@echo
	@echo "build/pruefbericht.html, build/ergebnis.json, build/sbom.spdx.json"

# What four bids of one procedure need: the same procedure file and the same day.
BID = build/lizenzlotse check --procedure testdata/demo/bids/verfahren.yml --date 2026-11-22 --exit-zero --quiet
demo-compare: build ## judge four invented bids and set them side by side
	$(BID) testdata/demo/angebot --bidder "Musterwerk IT GmbH" --decisions testdata/demo/bids/entscheidungen-musterwerk.yml --output json=build/musterwerk.json
	$(BID) testdata/demo/bids/kartenhaus --bidder "Kartenhaus Digital GmbH" --output json=build/kartenhaus.json
	$(BID) testdata/demo/bids/quellstrom --bidder "Quellstrom Systeme OHG" --output json=build/quellstrom.json
	$(BID) testdata/demo/bids/offenhaus --bidder "Offenhaus eG" --output json=build/offenhaus.json
	build/lizenzlotse compare build/musterwerk.json build/kartenhaus.json build/quellstrom.json build/offenhaus.json \
		--output text=- --output html=build/vergleich.html --output xlsx=build/vergleich.xlsx --output json=build/vergleich.json
	@echo
	@echo "build/vergleich.html, build/vergleich.xlsx, build/vergleich.json"

test:
	go test ./...

# The program for every platform, each archive with the licences of what is in it, bills of materials of ourselves, judged
# by ourselves, and digests. The same commit gives the same bytes.
release: build ## what is handed out, into build/release
	go run ./cmd/internal/release
	for sbom in build/release/*.cdx.json build/release/*.spdx.json; do \
	  build/lizenzlotse check "$$sbom" --policy opencode,ntia-2021 --fail-on review --lang en || exit 1; \
	done
	cat build/release/SHA256SUMS

# SPDX_LIST is the release archive license-list-XML of the version in scanner/spdx/list.go.
generate: ## make the embedded data anew
	@test -n "$(SPDX_LIST)" || { echo "generate: say SPDX_LIST=license-list-XML-3.28.0.tar.gz (the release archive of the SPDX License List)"; exit 2; }
	go run ./scanner/spdx/generate "$(SPDX_LIST)" scanner/spdx
	go generate ./scanner/spdx ./scanner/detect
	go run ./scanner/detect/generate "$(SPDX_LIST)" scanner/detect/texts.bin

# CORPUS is an unpacked set of files with expected licences (expected.tsv, files/), SCORE the program that compares;
# with SPDX_LIST it also says how much of the list itself is recognised.
accuracy: build ## score the detection
	@test -n "$(SPDX_LIST)" -o -n "$(CORPUS)" -a -n "$(SCORE)" || { echo "accuracy: say CORPUS=folder with expected.tsv and files/ and SCORE=score-detection, or SPDX_LIST=license-list-XML-3.28.0.tar.gz"; exit 2; }
	@test -z "$(SPDX_LIST)" || go run ./scanner/detect/generate -measure "$(SPDX_LIST)"
	@test -z "$(CORPUS)" || { build/lizenzlotse scan --no-cache "$(CORPUS)/files" --output json=build/accuracy.json || test $$? -eq 3; }
	@test -z "$(CORPUS)" || $(SCORE) "$(CORPUS)" build/accuracy.json
	@test -z "$(CORPUS)" || cat scanner/detect/testdata/peers.txt

# BENCH passes flags: "-h" lists them, "-only demo -n 10", "-input linux=FOLDER", "-peers", "-json".
# BENCHTIME is how long each Go benchmark runs.
BENCHTIME ?= 200ms
bench: build ## the program beside references over public input, then Go benchmarks of the hot paths
	go run ./cmd/internal/bench $(BENCH)
	go test -run '^$$' -bench . -benchmem -benchtime $(BENCHTIME) ./scanner/... ./policy/... ./reports/...

# It needs Chromium, Chrome or Edge, and script of util-linux; without them it says so and ends with 2.
pictures: build ## the pictures in the README, anew from the demo
	go run ./cmd/internal/pictures

# FUZZTIME is how long each target runs.
FUZZTIME ?= 30s
fuzz: ## run every fuzz target for FUZZTIME
	@for package in $$(go list ./...); do \
	  for target in $$(go test -list '^Fuzz' $$package | grep '^Fuzz'); do \
	    echo "$$package $$target"; \
	    go test -run '^$$' -fuzz "^$$target\$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 5s -parallel 2 $$package || exit 1; \
	  done; \
	done

clean:
	rm -rf build
