// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package cli

import (
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/reports"
	"lizenzlotse/scanner"
	"lizenzlotse/scanner/inventory"
)

// The flags. Each has one meaning wherever it appears.
const (
	flagBidder      = "bidder"
	flagCandidates  = "candidates"
	flagChoose      = "choose"
	flagColor       = "color"
	flagComponent   = "component"
	flagCycloneDX   = "cyclonedx-version"
	flagDate        = "date"
	flagDecisions   = "decisions"
	flagDeclaration = "declaration"
	flagDelivered   = "delivered"
	flagExclude     = "exclude"
	flagExitZero    = "exit-zero"
	flagExplain     = "explain-detection"
	flagFailOn      = "fail-on"
	flagFile        = "file"
	flagForce       = "force"
	flagForm        = "form"
	flagGround      = "ground"
	flagHelp        = "help"
	flagID          = "id"
	flagKind        = "kind"
	flagLang        = "lang"
	flagLicense     = "license"
	flagList        = "license-list"
	flagLocalCaches = "local-caches"
	flagLookup      = "lookup"
	flagRegistry    = "registry"
	flagMaxUnpacked = "max-unpacked"
	flagName        = "name"
	flagNoCache     = "no-cache"
	flagOnlyNew     = "only-new"
	flagOutbound    = "outbound"
	flagOutput      = "output"
	flagOwn         = "own"
	flagOwner       = "owner"
	flagPolicy      = "policy"
	flagProcedure   = "procedure"
	flagQuiet       = "quiet"
	flagReason      = "reason"
	flagRedact      = "redact"
	flagResult      = "result"
	flagRule        = "rule"
	flagScope       = "scope"
	flagSecond      = "second"
	flagStage       = "stage"
	flagText        = "text"
	flagUntil       = "until"
	flagUse         = "use"
	flagView        = "view"
)

func (s *session) helpFlag() cli.Flag {
	return &cli.BoolFlag{Name: flagHelp, Aliases: []string{"h"}, Usage: s.t("diese Hilfe", "this help")}
}

func (s *session) langFlag() cli.Flag {
	return &cli.StringFlag{Name: flagLang, DefaultText: "de|en", Usage: s.t(
		"Sprache; sonst im Terminal die der Umgebung, in Berichten Deutsch",
		"language; otherwise the environment's on the terminal, German in reports")}
}

// reportFlags say what is written, where and how.
func (s *session) reportFlags(formats []string) []cli.Flag {
	flags := []cli.Flag{
		&cli.StringSliceFlag{Name: flagOutput, Aliases: []string{"o"}, DefaultText: s.t("FORMAT[=DATEI]", "FORMAT[=FILE]"), Usage: s.t(
			"Bericht schreiben, mehrfach möglich; ohne Datei oder mit „-“ auf die Standardausgabe; Formate: ",
			"write a report, may be repeated; without a file or with \"-\" to stdout; formats: ") + strings.Join(formats, ", ")},
		&cli.StringFlag{Name: flagColor, DefaultText: "auto|always|never", Usage: s.t(
			"Farbe; auto heißt: nur am Bildschirm und ohne NO_COLOR", "colour; auto means on a terminal only and without NO_COLOR")},
		&cli.BoolFlag{Name: flagQuiet, Aliases: []string{"q"}, Usage: s.t(
			"keine Tabelle auf der Standardausgabe, nur Fehler", "no table on stdout, only errors")},
	}
	if slices.Contains(formats, "text") && slices.Contains(formats, "cyclonedx-json") {
		flags = append(flags, s.viewFlag())
	}
	if slices.Contains(formats, "cyclonedx-json") {
		flags = append(flags, s.cycloneDXFlag())
	}
	return flags
}

func (s *session) viewFlag() cli.Flag {
	return &cli.StringFlag{Name: flagView, DefaultText: strings.Join(reports.Views(), "|"), Usage: s.t(
		"für wen das Format text ist: officer Vergabestelle, developer eine Bildschirmseite mit Stellen und Abhilfe, auditor alles; sonst am Bildschirm officer, wenn ein Verfahren oder sein Stand genannt ist, und developer ohne; in Dateien und Pipes alles bis auf Regeln und Grundlagen, jeder Befund eine Zeile",
		"whom the format text is for: officer for procurement, developer one screen with places and how to fix, auditor everything; otherwise on a terminal officer where a procedure or its stage is named, else developer; in files and pipes everything but rules and basis, a line for each finding")}
}

func (s *session) cycloneDXFlag() cli.Flag {
	versions := reports.CycloneDXVersions
	return &cli.StringFlag{Name: flagCycloneDX, DefaultText: strings.Join(versions, "|"), Usage: s.t(
		"Version der CycloneDX-Formate; sonst "+versions[0], "version of the CycloneDX formats; otherwise "+versions[0])}
}

func (s *session) excludeFlag() cli.Flag {
	return &cli.StringSliceFlag{Name: flagExclude, DefaultText: s.t("MUSTER", "GLOB"), Usage: s.t(
		"Pfade auslassen („**/testdata/**“), mehrfach möglich; der Bericht nennt sie",
		"leave out paths (\"**/testdata/**\"), may be repeated; the report lists them")}
}

func (s *session) listFlag() cli.Flag {
	return &cli.StringSliceFlag{Name: flagList, DefaultText: s.t("DATEI", "FILE"), Usage: s.t(
		"Lizenzliste des Bieters (CSV oder XLSX) dazunehmen, mehrfach möglich; in den Eingaben wird sie an ihren Überschriften erkannt",
		"add the bidder's licence list (CSV or XLSX), may be repeated; in the inputs it is recognised by its headings")}
}

func (s *session) declarationFlag() cli.Flag {
	return &cli.StringSliceFlag{Name: flagDeclaration, DefaultText: s.t("DATEI", "FILE"), Usage: s.t(
		"ausgefüllte Eigenerklärung des Bieters dazunehmen, mehrfach möglich; in den Eingaben wird sie an ihrer ersten Zeile erkannt",
		"add the bidder's filled-in self-declaration, may be repeated; in the inputs it is recognised by its first line")}
}

func (s *session) procedureFlag() cli.Flag {
	return &cli.StringFlag{Name: flagProcedure, DefaultText: s.t("DATEI", "FILE"), Usage: s.t(
		"Verfahrensdatei: Vergabeverfahren, Zweck, Stand, Lieferung, Veröffentlichungslizenz und Richtlinie; andere Schalter gehen vor, und der Bericht nennt die Abweichung",
		"procedure file: procurement, use, stage, delivery, outbound licence and policy; other flags take precedence, and the report names the deviation")}
}

func (s *session) noCacheFlag() cli.Flag {
	return &cli.BoolFlag{Name: flagNoCache, Usage: s.t(
		"alles neu untersuchen, ohne gemerkte Befunde früherer Läufe ($LIZENZLOTSE_CACHE, sonst der Cache-Ordner des Benutzers); das Ergebnis ist dasselbe",
		"examine everything anew, without what earlier runs found ($LIZENZLOTSE_CACHE, otherwise the user's cache folder); the result is the same")}
}

func (s *session) localCachesFlag() cli.Flag {
	return &cli.BoolFlag{Name: flagLocalCaches, Usage: s.t(
		"Lizenzen nur genannter Komponenten auch in dem suchen, was Paketmanager auf diesem Rechner aufbewahren (Go, npm, yarn, bun, Composer, Cargo, Maven, NuGet, RubyGems, Dart, Python); es wird nur gelesen, nichts aufgerufen und nichts verschickt",
		"also search what package managers keep on this machine (Go, npm, yarn, bun, Composer, Cargo, Maven, NuGet, RubyGems, Dart, Python) for the licences of components that are only named; it is only read, nothing is run and nothing is sent")}
}

func (s *session) lookupFlag() cli.Flag {
	return &cli.BoolFlag{Name: flagLookup, Usage: s.t(
		"Lizenzen nur genannter Komponenten, die sonst nirgends sicher stehen, bei den Paketverzeichnissen erfragen, auf die die Paketmanager dieses Rechners eingestellt sind. Dabei verlassen Name und Version dieser Pakete den Rechner, sonst nichts aus den Eingaben; mitgeschickt werden Name und Version dieses Programms und die Zugangsdaten, die für das Paketverzeichnis hinterlegt sind. Nicht gefragt wird nach eigenen Komponenten (auch denen der Richtlinie und von --own) und nach solchen, die laut Datei von woanders kommen. Nennt die Datei keinen Server, geht auch der Name eines nicht öffentlichen Pakets hinaus. Antworten werden bis zu 90 Tage aufbewahrt. Ohne diesen Schalter verlässt nichts den Rechner",
		"ask the registries that the package managers of this machine are set to for the licences of components that are only named, where nothing else tells them for certain. Names and versions of these packages leave the machine, and nothing else of the inputs; requests also have the name and version of this program, and the credentials that are set for the registry. Own components (also those of the policy and of --own), and those that come from elsewhere by the files that name them, are not asked for. Where a file names no server, the name of a package that is not public leaves too. Answers are kept for up to 90 days. Without this flag nothing leaves the machine")}
}

func (s *session) registryFlag() cli.Flag {
	return &cli.StringSliceFlag{Name: flagRegistry, DefaultText: s.t("ART=ADRESSE|ART=off", "TYPE=ADDRESS|TYPE=off"), Usage: s.t(
		"mit --lookup dieses Paketverzeichnis fragen statt dessen, das für Pakete dieser Art eingestellt ist, oder keines; mehrfach möglich. Arten: "+strings.Join(scanner.RegistryTypes(), ", "),
		"with --lookup ask this registry instead of what is set for packages of this type, or none; may be repeated. Types: "+strings.Join(scanner.RegistryTypes(), ", "))}
}

// registriesOf are those that the user names.
func registriesOf(c *cli.Context) ([]string, error) {
	own := c.StringSlice(flagRegistry)
	if refused, cause := scanner.CheckRegistries(own); cause != "" {
		return nil, usage("error.registry", inventory.Args{"value": refused, "cause": cause}, "hint.registry", inventory.Args{"values": strings.Join(scanner.RegistryTypes(), ", ")})
	}
	return own, nil
}

// lookup is whom flags want asked; nil: nobody. The answers must be closed.
func lookup(c *cli.Context) (*scanner.Lookup, error) {
	own, err := registriesOf(c)
	if err != nil {
		return nil, err
	}
	if !c.Bool(flagLookup) {
		if len(own) > 0 {
			return nil, usage("error.registry-alone", nil, "", nil)
		}
		return nil, nil
	}
	l := &scanner.Lookup{Registries: own}
	if !c.Bool(flagNoCache) {
		l.Answers = scanner.OpenAnswers()
	}
	return l, nil
}

func (s *session) ownFlag() cli.Flag {
	return &cli.StringSliceFlag{Name: flagOwn, DefaultText: s.t("MUSTER|PURL|supplier:NAME", "GLOB|PURL|supplier:NAME"), Usage: s.t(
		"eigener oder beauftragter Code, zusätzlich zur Richtlinie, mehrfach möglich: Pfade („src/**“), Komponenten, Lieferanten; ohne jede Angabe der oberste Ordner",
		"in-house or commissioned code, besides what the policy names, may be repeated: paths (\"src/**\"), components, suppliers; if nothing names any, the top folder")}
}

// judgingFlags say by what is judged and what fails.
func (s *session) judgingFlags() []cli.Flag {
	return []cli.Flag{
		s.policyFlag(),
		s.useFlag(),
		s.ownFlag(),
		&cli.StringFlag{Name: flagOutbound, DefaultText: s.t("LIZENZ", "LICENCE"), Usage: s.t(
			"Lizenz, unter der die eigene Software veröffentlicht werden soll (SPDX); sonst wird danach nicht geprüft",
			"the licence under which the own software is to be published (SPDX); otherwise nothing is checked against it")},
		&cli.StringFlag{Name: flagStage, DefaultText: "bid|suitability|performance|acceptance|own-duty", Usage: s.t(
			"Stand des Verfahrens: Angebot, Eignung, Ausführung, Abnahme, eigene Pflicht. Was erst später fällig ist, wird bis dahin gefragt statt als Befund gewertet; ohne Angabe gilt alles",
			"stage of the procedure. What is due only later is asked until then and is no finding; without this, all of it applies")},
		s.dateFlag(),
		&cli.StringFlag{Name: flagDelivered, DefaultText: s.t("JJJJ-MM-TT", "YYYY-MM-DD"), Usage: s.t(
			"Tag der Lieferung, nach dem sich richtet, welche Fassung einer Anforderung an Stücklisten gilt; sonst der Tag der Prüfung",
			"day of delivery, which decides which version of a requirement on bills of materials applies; otherwise the day of the check")},
		&cli.StringFlag{Name: flagFailOn, DefaultText: "violated|review|conditional", Usage: s.t(
			"ab welchem Ergebnis der Exit-Code 1 ist; sonst violated", "the verdict from which the exit code is 1; otherwise violated")},
		&cli.BoolFlag{Name: flagExitZero, Usage: s.t(
			"Exit-Code 0 statt 1 (nicht statt 2, 3 oder 130)", "exit code 0 instead of 1 (not of 2, 3 or 130)")},
	}
}

func (s *session) dateFlag() cli.Flag {
	return &cli.StringFlag{Name: flagDate, DefaultText: s.t("JJJJ-MM-TT", "YYYY-MM-DD"), Usage: s.t(
		"Tag, für den geprüft wird; sonst heute", "the day to judge for; otherwise today")}
}

func (s *session) decisionsFlag() cli.Flag {
	return &cli.StringSliceFlag{Name: flagDecisions, DefaultText: s.t("DATEI", "FILE"), Usage: s.t(
		"festgehaltene Entscheidungen anwenden („lizenzlotse decide“ schreibt sie), mehrfach möglich; nie aus dem, was untersucht wird",
		"apply recorded decisions (\"lizenzlotse decide\" writes them), may be repeated; never from what is examined")}
}

func (s *session) policyFlag() cli.Flag {
	return &cli.StringSliceFlag{Name: flagPolicy, Aliases: []string{"p"}, DefaultText: s.t("NAME|DATEI", "NAME|FILE"), Usage: s.t(
		"Richtlinie: eingebaute Namen oder Dateien, mehrere ergänzen sich; sonst $LIZENZLOTSE_POLICY, sonst "+policyFile+
			" im Arbeitsverzeichnis oder darüber, sonst "+defaultPolicy,
		"policy: built-in names or files, several combine; otherwise $LIZENZLOTSE_POLICY, otherwise "+policyFile+
			" in the working directory or above it, otherwise "+defaultPolicy)}
}

func formatNames[T any](formats []reports.FormatOf[T]) []string {
	var names []string
	for _, f := range formats {
		names = append(names, f.Name)
	}
	return names
}

// oneOf reads a flag that takes one of a few words; "" if it is not given.
func oneOf(c *cli.Context, flag string, words ...string) (string, error) {
	value := c.String(flag)
	if value == "" && !c.IsSet(flag) {
		return "", nil
	}
	for _, w := range words {
		if value == w {
			return value, nil
		}
	}
	return "", usage("error.flag-value", inventory.Args{"flag": "--" + flag, "value": value},
		"hint.flag-values", inventory.Args{"values": strings.Join(words, ", ")})
}

// checkLang refuses languages that the catalogue does not have.
func checkLang(c *cli.Context) error {
	_, err := oneOf(c, flagLang, "de", "en")
	return err
}

func useFlag(c *cli.Context) (assessment.Use, error) {
	u, err := oneOf(c, flagUse, string(assessment.UseInternal), string(assessment.UseDistribution),
		string(assessment.UseService), string(assessment.UsePublication))
	return assessment.Use(u), err
}

// ownFlag reads --own, of which no value may be empty.
func ownFlag(c *cli.Context) ([]string, error) {
	values := c.StringSlice(flagOwn)
	for _, v := range values {
		name, _ := strings.CutPrefix(v, "supplier:")
		if strings.Trim(name, "./ ") == "" {
			return nil, usage("error.flag-value", inventory.Args{"flag": "--" + flagOwn, "value": v},
				"hint.flag-values", inventory.Args{"values": "src/**, pkg:npm/name, supplier:NAME"})
		}
	}
	return values, nil
}

func stageFlag(c *cli.Context) (assessment.Stage, error) {
	st, err := oneOf(c, flagStage, string(assessment.StageBid), string(assessment.StageSuitability),
		string(assessment.StagePerformance), string(assessment.StageAcceptance), string(assessment.StageOwnDuty))
	return assessment.Stage(st), err
}

// failOnFlag reads --fail-on; Violated if it is not given.
func failOnFlag(c *cli.Context) (assessment.Verdict, error) {
	word, err := oneOf(c, flagFailOn, "violated", "review", "conditional")
	if err != nil || word == "" {
		return assessment.Violated, err
	}
	return assessment.ParseVerdict(word)
}

// dateFlag reads --date; today if it is not given.
func dateFlag(c *cli.Context) (string, error) {
	if !c.IsSet(flagDate) {
		return now().Format(time.DateOnly), nil
	}
	return dayFlag(c, flagDate)
}

// dayFlag reads a flag that takes an RFC 3339 full-date; "" if it is not given.
func dayFlag(c *cli.Context, flag string) (string, error) {
	value := c.String(flag)
	if !c.IsSet(flag) {
		return "", nil
	}
	if _, err := time.Parse(time.DateOnly, value); err != nil {
		return "", usage("error.no-date", inventory.Args{"flag": "--" + flag, "value": value}, "hint.date", nil)
	}
	return value, nil
}

// now is the time, or what SOURCE_DATE_EPOCH says in seconds since 1970, for results that are to
// come out the same again.
func now() time.Time {
	if epoch, err := strconv.ParseInt(os.Getenv("SOURCE_DATE_EPOCH"), 10, 64); err == nil {
		return time.Unix(epoch, 0).UTC()
	}
	return time.Now().UTC()
}
