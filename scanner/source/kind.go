// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package source

// A Kind is what a file turned out to be. The zero Kind is a text of no special form.
type Kind string

// The kinds that are read.
const (
	KindPlain         Kind = ""
	KindBinary        Kind = "binary" // neither text nor one of the others
	KindZip           Kind = "zip"    // jar, war, whl and nupkg too
	KindTar           Kind = "tar"
	KindGzip          Kind = "gzip" // of something else than a tar
	KindTarGzip       Kind = "tar-gzip"
	KindBzip2         Kind = "bzip2" // this and the next two: of a tar or something else
	KindXZ            Kind = "xz"
	KindZstd          Kind = "zstd"
	KindCpio          Kind = "cpio"
	KindOffice        Kind = "office" // a document of an office program, which is a zip; its parts are no files
	KindDeb           Kind = "deb"
	Kind7z            Kind = "7z"
	KindRPM           Kind = "rpm"
	KindRPMHeader     Kind = "rpm-header" // what a package of RPM says of itself
	KindCycloneDXJSON Kind = "cyclonedx-json"
	KindCycloneDXXML  Kind = "cyclonedx-xml"
	KindSPDXJSON      Kind = "spdx-json" // SPDX 2
	KindSPDXTagValue  Kind = "spdx-tag-value"
	KindSPDXYAML      Kind = "spdx-yaml"
	KindSPDXRDF       Kind = "spdx-rdf-xml"
	KindEnvelope      Kind = "envelope" // SBOMs wrapped in something else, or an attestation; only where Options.Wraps says so
	KindResult        Kind = "result"   // a saved result of Lizenzlotse, of any schema version
)

// The kinds that are recognised so that they can be refused by name. For archives the walk raises
// the Issue "archive-unsupported"; what becomes of a document is for the visitor to say.
const (
	KindSPDX3    Kind = "spdx3-json-ld"
	KindRar      Kind = "rar"
	KindLzip     Kind = "lzip"
	KindLZ4      Kind = "lz4"
	KindCompress Kind = "compress" // .Z
	KindCab      Kind = "cab"
	KindSquashFS Kind = "squashfs"
	KindISO      Kind = "iso9660"
)

// Archive reports whether files may be inside, be it a form that is read or one that is refused.
func (k Kind) Archive() bool {
	switch k {
	case KindZip, KindTar, KindGzip, KindTarGzip, KindBzip2, KindXZ, KindZstd, Kind7z, KindCpio, KindDeb, KindRPM:
		return true
	}
	return k.unsupported()
}

// SBOM reports whether it is a software bill of materials, be it a form that is read or one that is refused.
func (k Kind) SBOM() bool {
	switch k {
	case KindCycloneDXJSON, KindCycloneDXXML, KindSPDXJSON, KindSPDXTagValue, KindSPDXYAML, KindSPDX3, KindSPDXRDF, KindEnvelope:
		return true
	}
	return false
}

func (k Kind) unsupported() bool {
	switch k {
	case KindRar, KindLzip, KindLZ4, KindCompress, KindCab, KindSquashFS, KindISO:
		return true
	}
	return false
}
