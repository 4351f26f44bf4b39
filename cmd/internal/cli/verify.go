// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package cli

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"hash"
	"io"
	"path/filepath"
	"strings"

	"github.com/urfave/cli/v2"

	"lizenzlotse/policy"
	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/decision"
	"lizenzlotse/policy/procedure"
	"lizenzlotse/policy/verification"
	"lizenzlotse/policy/yamlfile"
	"lizenzlotse/reports"
	"lizenzlotse/scanner"
	"lizenzlotse/scanner/detect"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/source"
)

func (s *session) verifyCommand() *cli.Command {
	return &cli.Command{
		Name:      "verify",
		Usage:     s.t("sagen, ob ein gespeichertes Ergebnis noch passt", "say whether a saved result still fits"),
		ArgsUsage: s.t("ERGEBNIS.json [EINGABE…]", "RESULT.json [INPUT…]"),
		Description: s.t(
			`Vergleicht ein Ergebnis von scan oder check mit dem, woraus es entstand: Prüfsummen der Eingabe und
jeder Datei, Richtlinie, Verfahrensdatei, Entscheidungen, Fassungen des Programms und seiner Daten.
Die Eingabe wird neu untersucht und das gespeicherte Ergebnis neu bewertet, mit Zweck, Stand und Tag
von damals; so fällt auf, wenn jemand Befunde oder Ergebnis von Hand geändert hat. Was fehlt, heißt
„nicht geprüft“, nie „passt“. Sind Eingabe und Ergebnis gemeinsam ausgetauscht worden, zeigt das nur
die Prüfsumme des Ergebnisses, wenn sie anderswo vermerkt ist. Eingebaute Richtlinien werden am Namen
erkannt, eigene nennt --policy oder die Verfahrensdatei. Exit-Code: 0 es passt, 1 etwas weicht ab,
2 falscher Aufruf, 3 etwas konnte nicht geprüft werden (auch wenn anderes abweicht), 130 abgebrochen.`,
			`Holds a result of scan or check against what it was made from: digests of the input and of each file,
policy, procedure file, decisions, versions of the program and its data. The input is examined again
and the saved result judged again, with the use, stage and day of then, which shows whether somebody
changed findings or verdict by hand. What is missing is "not checked" and never "fits". Where input and
result were exchanged together, only the digest of the result tells, if it is on record elsewhere.
Built-in policies are known by name, others are named by --policy or the procedure file. Exit code:
0 it fits, 1 something differs, 2 wrong use, 3 something could not be checked (also if something else
differs), 130 interrupted.`),
		Flags: append([]cli.Flag{s.policyFlag(), s.procedureFlag(), s.decisionsFlag(), s.listFlag(), s.declarationFlag(),
			&cli.StringFlag{Name: flagDate, DefaultText: s.t("JJJJ-MM-TT", "YYYY-MM-DD"), Usage: s.t(
				"Tag, für den abgelaufene Entscheidungen genannt werden; sonst heute", "the day for which lapsed decisions are told; otherwise today")},
			s.maxUnpackedFlag(), s.localCachesFlag(), s.noCacheFlag()}, s.reportFlags(formatNames(reports.VerificationFormats))...),
		Action: s.verify,
	}
}

func (s *session) verify(c *cli.Context) error {
	if err := checkLang(c); err != nil {
		return err
	}
	outputs, err := destinations(c, formatNames(reports.VerificationFormats))
	if err != nil {
		return err
	}
	if c.NArg() == 0 {
		return usage("error.no-result-to-verify", nil, "hint.no-result-to-verify", nil)
	}
	day, err := dateFlag(c)
	if err != nil {
		return err
	}
	name, inputs := c.Args().First(), c.Args().Tail()
	sum, was, is := sha256.New(), newContent(), newContent()
	a, err := s.readSaved(name, func(r io.Reader) io.Reader { return io.TeeReader(r, io.MultiWriter(sum, was)) })
	if err != nil {
		return err
	}
	if err := a.Write(is); err != nil {
		return err
	}
	if err := refuseRedacted(a, name); err != nil {
		return err
	}
	g := &verification.Given{Name: filepath.Base(name), SHA256: hex.EncodeToString(sum.Sum(nil)), Saved: a, Date: day, Rewritten: !was.same(is),
		Tools: append(policy.Tools(version()), inventory.Tool{Name: "lizenzlotse-detect", Version: detect.Version()})}
	if err := s.verifyAgainst(c, g, inputs); err != nil {
		return err
	}
	if len(inputs) > 0 {
		if g.Inputs, err = s.inspect(c, inputs, scanAgain(c, a.Inventory), nil); err != nil {
			return err
		}
	}
	v := verification.Compare(g)
	s.outcome.incomplete = v.Any(assessment.CheckUnchecked)
	s.outcome.gate.closed = v.Any(assessment.CheckDiffers)
	return s.deliver(c, outputs, s.t("geschrieben", "written"), filling(reports.VerificationFormats, v))
}

// verifyAgainst loads what is at hand beside the inputs. A policy that the result alone names is taken where it is built in.
func (s *session) verifyAgainst(c *cli.Context, g *verification.Given, inputs []string) error {
	in, err := loadProcedure(c, inputs)
	if err != nil {
		return err
	}
	if in != nil {
		g.Procedure = &in.Procedure
	}
	p, err := policyOf(c, g.Saved, in)
	if err != nil {
		return err
	}
	if p != nil {
		named := p.Named()
		g.Policy = &named
		if p.SHA256() == g.Saved.Policy.SHA256 && g.Saved.Judged() {
			g.Again = policy.Again(g.Saved, p, in)
		}
	}
	if c.IsSet(flagDecisions) {
		for _, file := range c.StringSlice(flagDecisions) {
			if inside(file, inputs) {
				return &inventory.Error{Message: inventory.Message{Key: "error.decisions-inside"}, Where: file, Hint: inventory.Message{Key: "hint.decisions-inside"}}
			}
		}
		var ids []string
		for _, u := range g.Saved.Rules {
			ids = append(ids, u.ID)
		}
		list, err := decision.Load(c.StringSlice(flagDecisions), readPolicy, policy.Decidable(ids...))
		if err != nil {
			return err
		}
		g.Decisions = append([]assessment.Decision{}, list...)
	}
	return nil
}

// policyOf loads the policy by which the result is to be judged again; nil where it is not at hand.
func policyOf(c *cli.Context, a *assessment.Assessment, in *procedure.Procedure) (*policy.Policy, error) {
	names := splitNames(c.StringSlice(flagPolicy))
	if len(names) == 0 && in != nil {
		names = in.Policy
	}
	if len(names) > 0 {
		return policy.Load(names, readPolicy)
	}
	if names = strings.Split(a.Policy.Name, "+"); a.Policy.Origin != policy.OriginBuiltin {
		return nil, nil
	}
	for _, name := range names {
		if yamlfile.IsFile(name) { // who wrote the result does not say which files are read
			return nil, nil
		}
	}
	p, err := policy.Load(names, nil)
	if err != nil { // of another version of the program
		return nil, nil
	}
	return p, nil
}

// scanAgain are the options by which the inventory was scanned, as far as they change what is found.
func scanAgain(c *cli.Context, v *inventory.Inventory) scanner.Options {
	o := scanner.Options{Lists: c.StringSlice(flagList), Declarations: c.StringSlice(flagDeclaration), LocalCaches: c.Bool(flagLocalCaches)}
	for _, i := range v.Issues {
		if i.Code == inventory.IssueExcluded {
			o.Exclude = append(o.Exclude, source.Pattern{Glob: i.Path, Reason: i.Args["reason"], Origin: cmp.Or(i.Args["origin"], "--"+flagExclude)})
		}
	}
	for i := range v.Files {
		o.SHA1 = o.SHA1 || v.Files[i].SHA1 != ""
	}
	return o
}

// A content is a digest of JSON without the white space between its parts.
type content struct {
	sum             hash.Hash
	inText, escaped bool
	kept            []byte
}

func newContent() *content { return &content{sum: sha256.New()} }

// Write never fails.
func (c *content) Write(data []byte) (int, error) {
	c.kept = c.kept[:0]
	for _, b := range data {
		switch {
		case c.escaped:
			c.escaped = false
		case c.inText && b == '\\':
			c.escaped = true
		case b == '"':
			c.inText = !c.inText
		case !c.inText && (b == ' ' || b == '\n' || b == '\r' || b == '\t'):
			continue
		}
		c.kept = append(c.kept, b)
	}
	c.sum.Write(c.kept)
	return len(data), nil
}

func (c *content) same(other *content) bool { return bytes.Equal(c.sum.Sum(nil), other.sum.Sum(nil)) }
