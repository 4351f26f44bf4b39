// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rule

import "lizenzlotse/policy/assessment"

// What the rules rest on. Secondary marks what others report of a text that was not read itself.
var (
	dortmundI = assessment.Source{
		Title:   "Rat der Stadt Dortmund (für Dortmund), „Memorandum Digitalisierung 2020 bis 2025“",
		Section: "Niederschrift, zitiert nach KGSt; TOP 10.9, Satz I: „Wo möglich Nutzung von Open Source Software.“",
		Date:    "2021-02-11", Secondary: true,
	}
	dortmundII = assessment.Source{
		Title:   "Rat der Stadt Dortmund (für Dortmund), „Memorandum Digitalisierung 2020 bis 2025“",
		Section: "Niederschrift, zitiert nach KGSt; TOP 10.9, Satz II: „Von der Verwaltung entwickelte oder zur Entwicklung beauftragte Software wird der Allgemeinheit zur Verfügung gestellt.“",
		Date:    "2021-02-11", Secondary: true,
	}
	openCodeContent = assessment.Source{
		Title:   "openCode, Anforderungen an Inhalte",
		Section: "Anfang der Seite (nur er lag vor)",
		URL:     "https://opencode.de/de/wissen/rechtssichere-nutzung/anforderungen-an-inhalte",
	}
	openCodeGuide = assessment.Source{
		Title:   "openCode Guide, Lizenz anlegen",
		Section: "Anfang der Seite (nur er lag vor)",
		URL:     "https://guide.opencode.de/en/projekte/license-anlegen",
	}
	openCodeList = assessment.Source{
		Title:   "openCode, Lizenzliste und Negativliste",
		Section: "Version 1.7, wie im Projekt metaeffekt-universe geführt", Date: "2026-02-23", Secondary: true,
		URL: "https://github.com/org-metaeffekt/metaeffekt-universe",
	}
	osiList = assessment.Source{
		Title:   "SPDX License List, Kennzeichen „OSI approved“",
		Section: "Version 3.28.0",
		URL:     "https://spdx.org/licenses/",
	}
	spdxList = assessment.Source{
		Title: "SPDX License List", Section: "Version 3.28.0, Lizenzen, Lizenzzusätze und veraltete Kennungen",
		URL: "https://spdx.org/licenses/",
	}
	spdxExpressions = assessment.Source{
		Title: "SPDX 3.0.1", Section: "Anhang B (Annex B)",
		URL: "https://spdx.github.io/spdx-spec/v3.0.1/annexes/spdx-license-expressions/",
	}
	munich = assessment.Source{
		Title: "Landeshauptstadt München, Open Source: Lizenzen (nach eigener Angabe nur informativ)",
		Date:  "2026-08-06",
		URL:   "https://opensource.muenchen.de/licenses.html",
	}
	euplReach = assessment.Source{
		Title: "Interoperable Europe, Hinweise zur EUPL (Verlinken von Programmen)",
		URL:   "https://interoperable-europe.ec.europa.eu/collection/eupl",
	}
	euplAppendix = assessment.Source{
		Title: "EUPL-1.2", Section: "Art. 1 (Verbreitung und Zugänglichmachung), Art. 5 und Anhang „Kompatible Lizenzen“",
		URL: "https://spdx.org/licenses/EUPL-1.2.html",
	}
	agpl13 = assessment.Source{
		Title: "GNU Affero General Public License v3.0", Section: "§ 13",
		URL: "https://spdx.org/licenses/AGPL-3.0-only.html",
	}
	sspl13 = assessment.Source{
		Title: "Server Side Public License v1", Section: "§ 13",
		URL: "https://spdx.org/licenses/SSPL-1.0.html",
	}
	osadlMatrix = assessment.Source{
		Title:   "OSADL eG und Mitwirkende, License compatibility matrix (CC-BY-4.0)",
		Section: "nur für Code, der in ein gemeinsames Werk übernommen wurde, und nur als Frage", Date: "2024-11-04",
		URL: "https://www.osadl.org/",
	}
	kfw436 = assessment.Source{
		Title: "Smart City Dialog, Regelungen zu Open Source für Modellprojekte Smart Cities (KfW-Merkblatt 436; nur für geförderte Lösungen)",
		Date:  "2024-09-09",
		URL:   "https://www.smart-city-dialog.de/regelungen-zu-open-source-fuer-modellprojekte-smart-cities",
	}
	fitkoSR8 = assessment.Source{
		Title:   "FITKO, Föderale IT-Architekturrichtlinien, Version 1.0",
		Section: "SR8", Date: "2021-10-29",
		URL: "https://docs.fitko.de/arc/policies/foederale-it-architekturrichtlinien",
	}
	egovg16a = assessment.Source{
		Title:   "E-Government-Gesetz des Bundes (EGovG; gilt für Behörden des Bundes)",
		Section: "§ 16a, in Kraft seit 24.07.2024",
		URL:     "https://lxgesetze.de/egovg/16a",
	}
	polyFormNC = assessment.Source{
		Title: "PolyForm Noncommercial License 1.0.0", Section: "Noncommercial Organizations",
		URL: "https://spdx.org/licenses/PolyForm-Noncommercial-1.0.0.html",
	}
	kölnNC = assessment.Source{
		Title:   "OLG Köln, Urteil 6 U 60/14",
		Section: "zu „nicht kommerziell“ in einer Creative-Commons-Lizenz",
		Date:    "2014-10-31", Secondary: true,
		URL: "http://www.internet-law.de/2014/11/olg-koeln-keine-kommerzielle-nutzung-von-cc-lizenz-durch-deutschlandradio.html",
	}
	osadlChecklists = assessment.Source{
		Title: "OSADL, Open Source License Checklists (OSLOC), Pflichten bei der Weitergabe", Secondary: true,
	}
	licenseTexts = assessment.Source{
		Title: "Wortlaut der Lizenzen, SPDX License List", Section: "Version 3.28.0",
		URL: "https://spdx.org/licenses/",
	}
	urhg69d = assessment.Source{
		Title: "Urheberrechtsgesetz (UrhG)", Section: "§ 69d Abs. 1; Stand März 2022",
	}
	vgv8 = assessment.Source{
		Title:   "Vergabeverordnung (VgV)",
		Section: "§ 8 Abs. 1 (Dokumentation der Gründe), § 15 Abs. 5 (Aufklärung über das Angebot); Stand März 2022",
	}
	uvgo9 = assessment.Source{
		Title:   "Unterschwellenvergabeordnung (UVgO)",
		Section: "§ 6 (Dokumentation), § 9 (Aufklärung über das Angebot)",
		URL:     "https://vergabevorschriften.de/uvgo/9",
	}
	openCodeBadge = assessment.Source{
		Title:   "openCode, Badge-Programm",
		Section: "Security, Stufe 1: SECURITY.md im obersten Ordner",
		URL:     "https://badges.opencode.de/en/official-badges/security-badge",
	}
	publiccodeStandard = assessment.Source{
		Title: "publiccode.yml, Standard für die Beschreibung öffentlicher Software (publiccodeyml/publiccode.yml)",
		Date:  "2026-06-24",
		URL:   "https://github.com/publiccodeyml/publiccode.yml",
	}
	reuseSpec = assessment.Source{
		Title: "REUSE Specification", Section: "Version 3.3",
		URL: "https://reuse.software/spec-3.3/",
	}
	servicestandard10 = assessment.Source{
		Title: "Servicestandard", Section: "Kriterium 10, Open Source nutzen und Code teilen: Ergebnisse",
		URL: "https://servicestandard.gov.de/kriterien/10-open-source-nutzen-und-code-teilen",
	}
	evbit2026 = assessment.Source{
		Title:   "IT-Planungsrat, überarbeitete EVB-IT für Open Source",
		Section: "48. Sitzung am 26.11.2025, veröffentlicht am 20.03.2026; der Wortlaut der Klauseln wurde nicht gelesen",
		Date:    "2026-03-20", Secondary: true,
		URL: "https://heise.de/-11219712",
	}
	agid = assessment.Source{
		Title: "AgID (Italien), Leitlinien zu Erwerb und Wiederverwendung von Software (CAD Art. 68, 69)", Date: "2019-05-09", Secondary: true,
	}
	crpa = assessment.Source{
		Title: "Frankreich, Code des relations entre le public et l’administration, D. 323-2-1", Date: "2017", Secondary: true,
	}
	vgv8Record = assessment.Source{
		Title:   "Vergabeverordnung (VgV)",
		Section: "§ 8 Abs. 1 (fortlaufende Dokumentation in Textform); Stand März 2022",
	}
	uvgo6 = assessment.Source{
		Title:   "Unterschwellenvergabeordnung (UVgO)",
		Section: "§ 6 (fortlaufende Dokumentation in Textform)",
		URL:     "https://vergabevorschriften.de/uvgo/6",
	}
	suitability = assessment.Source{
		Title:   "Gesetz gegen Wettbewerbsbeschränkungen (GWB) und Vergabeverordnung (VgV)",
		Section: "§ 122 GWB (Eignung), § 49 VgV (gleichwertige Nachweise); Stand März 2022",
	}
	openDesk = assessment.Source{
		Title: "ZenDiS, openDesk Baseline Requirements", Section: "neuere der beiden gelesenen Fassungen (2024–2026)",
	}
	openDeskDeviations = assessment.Source{
		Title:   "ZenDiS, openDesk Baseline Requirements",
		Section: "Abweichungen von der Lizenzliste werden in einem „licence deviation report“ festgehalten",
	}
	cargoDenyClarify = assessment.Source{
		Title:   "cargo-deny, Dokumentation der Lizenzprüfung",
		Section: "docs/src/checks/licenses/cfg.md (9b36f009), clarify: Festlegung einer Lizenz mit der Prüfsumme der Lizenzdatei",
		URL:     "https://github.com/EmbarkStudios/cargo-deny",
	}
	ntia2021 = assessment.Source{
		Title: "NTIA, The Minimum Elements For a Software Bill of Materials (SBOM)", Date: "2021",
	}
	cisa2026 = assessment.Source{
		Title: "CISA, NSA, FBI, BSI et al., 2026 Minimum Elements for an SBOM", Date: "2026-07-29",
	}
	fsct3 = assessment.Source{
		Title: "CISA, Framing Software Component Transparency, Third Edition", Secondary: true,
	}
	telco11 = assessment.Source{
		Title: "OpenChain Telco SBOM Guide, Version 1.1", Date: "2025-03", Secondary: true,
	}
	cra = assessment.Source{
		Title: "Cyber Resilience Act, Verordnung (EU) 2024/2847", Section: "Anhang I Teil II Nr. 1; voll anzuwenden ab 11.12.2027", Secondary: true,
	}
)

func bsi(section string) assessment.Source {
	return assessment.Source{Title: "BSI TR-03183-2, Version 2.1.0", Section: "Abschnitt " + section, Date: "2025-08-20"}
}

func dinSpec(section string) assessment.Source {
	return assessment.Source{Title: "DIN SPEC 66336 (Servicestandard)", Section: "Abschnitt " + section,
		URL: "https://servicestandard.gov.de/din-spec-66336/5_anforderungen/open_source/"}
}

func text(de, en string) assessment.Text { return assessment.Text{DE: de, EN: en} }
